//! Taking items out of the product backlog, and bringing them back. A removed
//! item keeps everything it had; only its place changes. What waits in suggestions
//! or in the icebox is removed and brought back by the same commands.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Place;
use super::reorder::distinct;
use crate::event::Event;
use crate::ids::ItemId;
use crate::place::decline::dismissal;
use crate::place::take_back::{self, ReturnItems};
use crate::place::{Gone, Standing, Way};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text;

/// Take items out of the product: those in its order, and those that were done
/// before they came. What a sprint finished stays, because its record names it.
#[derive(Clone, PartialEq, Debug)]
pub struct RemoveItems {
    /// Which.
    pub items: Vec<ItemId>,
    /// Why.
    pub reason: Option<String>,
}

/// Bring removed items back to where they were: into the product backlog, each
/// right below its former left neighbour where that still stands, else on top;
/// into suggestions or the icebox what waited there; those that were done before
/// they came, as done. One whose epic is gone comes without it.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreItems {
    /// Which, by rising former rank.
    pub items: Vec<ItemId>,
}

/// Items left the product backlog.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsRemoved {
    /// Which, by rising rank.
    pub items: Vec<Neighbour>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

/// Removed items came back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsRestored {
    /// Which, by rising rank.
    pub items: Vec<Neighbour>,
    /// Those of them that are done, as they were before, and stand nowhere.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub done: BTreeSet<ItemId>,
    /// Those of them whose epic is gone or holds no items any more.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub without_epic: BTreeSet<ItemId>,
}

/// An item with what stands right above it in the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Neighbour {
    /// The item.
    pub item: ItemId,
    /// Its left neighbour; `None` on top, or for an epic outside the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<ItemId>,
}

pub(crate) fn decide(product: &Product, command: &RemoveItems) -> Result<Vec<Event>, Refusal> {
    let reason = text::reason(command.reason.as_deref())?;
    let (mut leaving, mut waiting) = (Vec::new(), Vec::new());
    for id in distinct(&command.items) {
        let item = product.live_item(id)?;
        if item.place.is_aside() {
            waiting.push(id);
            continue;
        }
        if !matches!(item.place, Place::ProductBacklog | Place::Done(None)) {
            return Err(Refusal::NotInProductBacklog {
                item: id,
                place: item.place,
            });
        }
        if let Some(children) = product.children.get(&id) {
            return Err(Refusal::EpicHasItems {
                item: id,
                count: children.len(),
            });
        }
        leaving.push(id);
    }
    let mut events = dismissal(product, &waiting, Way::Removed, reason.clone())?;
    if !leaving.is_empty() {
        let items = neighbours(product, &leaving);
        events.insert(0, Event::ItemsRemoved(ItemsRemoved { items, reason }));
    }
    Ok(events)
}

/// Each of `items` with its left neighbour, by rising rank.
pub(crate) fn neighbours(product: &Product, items: &[ItemId]) -> Vec<Neighbour> {
    let indices = product.indices(items);
    let mut ranked: Vec<(Option<usize>, Neighbour)> = items
        .iter()
        .map(|item| {
            let index = indices.get(item).copied();
            let left = index.and_then(|index| index.checked_sub(1));
            let left = left.map(|left| product.order[left]);
            (index, Neighbour { item: *item, left })
        })
        .collect();
    ranked.sort_by_key(|(index, _)| *index);
    ranked.into_iter().map(|(_, neighbour)| neighbour).collect()
}

pub(crate) fn decide_restore(
    product: &Product,
    command: &RestoreItems,
) -> Result<Vec<Event>, Refusal> {
    let mut back = ItemsRestored {
        items: Vec::new(),
        done: BTreeSet::new(),
        without_epic: BTreeSet::new(),
    };
    let mut elsewhere = Vec::new();
    let mut standing: BTreeSet<ItemId> = product.order.iter().copied().collect();
    for id in distinct(&command.items) {
        let item = product.item(id)?;
        if item.place != Place::Removed {
            return Err(Refusal::NotRemoved { item: id });
        }
        if let Some(gone) = item.gone.as_ref().filter(|gone| !was_only_removed(gone)) {
            elsewhere.push((id, Standing::clone(&gone.was)));
            continue;
        }
        match item.epic {
            Some(epic) if super::epic::may_hold(product, item.kind, epic).is_ok() => {
                // It leaves the order when its first item comes back.
                standing.remove(&epic);
            }
            Some(_) => drop(back.without_epic.insert(id)),
            None => {}
        }
        let (from, left) = left_from(item);
        let left = left.filter(|left| standing.contains(left));
        back.items.push(Neighbour { item: id, left });
        match from {
            Place::Done(_) => drop(back.done.insert(id)),
            _ => drop(standing.insert(id)),
        }
    }
    let items = ReturnItems { items: elsewhere };
    let mut events = take_back::decide(product, &items)?;
    if !back.items.is_empty() {
        events.insert(0, Event::ItemsRestored(back));
    }
    Ok(events)
}

/// Whether an item was simply taken out, of the order or of what is done.
fn was_only_removed(gone: &Gone) -> bool {
    gone.way == Way::Removed && !gone.was.place().is_aside()
}

/// Where the item was when it was removed, and what stood above it there.
pub(crate) fn left_from(item: &super::Item) -> (Place, Option<ItemId>) {
    let crossings = item.history.iter().rev();
    let removed = crossings.filter_map(|entry| match &entry.what {
        crate::history::What::Crossed {
            from,
            left,
            to: Place::Removed,
            ..
        } => Some((*from, *left)),
        _ => None,
    });
    removed
        .into_iter()
        .next()
        .unwrap_or((Place::ProductBacklog, None))
}

/// Items that left the product, and those that came back.
pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::ItemsRemoved(event) => evolve_removed(product, event),
        Event::ItemsRestored(event) => evolve_restored(product, event),
        _ => {}
    }
}

fn evolve_removed(product: &mut Product, event: &ItemsRemoved) {
    let items: Vec<ItemId> = event.items.iter().map(|neighbour| neighbour.item).collect();
    let done = |id| product.items.get(id).map(|item| item.place) == Some(Place::Done(None));
    let was: Vec<bool> = items.iter().map(done).collect();
    product.lift(&items);
    for (Neighbour { item, left }, done) in event.items.iter().zip(was) {
        let was = match done {
            true => Standing::Done,
            false => Standing::ProductBacklog { left: *left },
        };
        let (way, reason, was) = (Way::Removed, event.reason.clone(), Box::new(was));
        product.set_down(*item, &Standing::Removed(Gone { way, reason, was }));
    }
}

fn evolve_restored(product: &mut Product, event: &ItemsRestored) {
    for id in &event.without_epic {
        product.change_item(*id, |item| item.epic = None);
    }
    let standing = |one: &Neighbour| match event.done.contains(&one.item) {
        true => Standing::Done,
        false => Standing::ProductBacklog { left: one.left },
    };
    let standings: Vec<Standing> = event.items.iter().map(standing).collect();
    let items = event.items.iter().map(|one| one.item);
    product.set_down_each(&items.zip(&standings).collect::<Vec<_>>());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Given, titles};

    #[test]
    fn removed_items_come_back_to_where_they_stood() {
        let mut given = Given::items(["A", "B", "C", "D"]);
        let items = vec![ItemId(4), ItemId(2), ItemId(3)];
        given.does(RemoveItems {
            items,
            reason: Some("old".into()),
        });
        assert_eq!(titles(&given.product), ["A"]);
        given.does(RestoreItems {
            items: vec![ItemId(2), ItemId(3), ItemId(4)],
        });
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
    }

    #[test]
    fn one_command_names_so_many_and_an_undo_as_many_as_it_must() {
        use crate::item::create::{CreateItems, MAX_AT_ONCE, NewItem};
        use crate::item::reorder::Rank;
        let mut given = Given::items([]);
        let new = |many| CreateItems {
            items: vec![NewItem::titled("A"); many],
            at: Rank::Bottom,
        };
        given.does(new(MAX_AT_ONCE));
        given.does(new(1));
        let all = || given.product.order.to_vec();
        let refusal = given.refusal(RemoveItems {
            items: all(),
            reason: None,
        });
        assert!(matches!(refusal, Refusal::TooMany { count, .. } if count == MAX_AT_ONCE + 1));
        let mut undo = given.undo_of(given.last_command());
        undo.events = given.recorded.clone();
        undo.events
            .retain(|one| matches!(one.event, Event::ItemCreated(_)));
        assert_eq!(undo.events.len(), MAX_AT_ONCE + 1);
        given.does(undo);
        assert!(given.product.order.is_empty());
    }

    #[test]
    fn an_item_whose_epic_became_a_story_comes_back_without_it() {
        use crate::Kind;
        use crate::item::{epic::ChangeEpic, kind::ChangeKind};
        let mut given = Given::items(["E", "A"]);
        let (item, epic) = (ItemId(2), ItemId(1));
        given.does(ChangeKind {
            item: epic,
            to: Kind::Epic,
        });
        let to = Some(epic);
        given.does(ChangeEpic { item, to });
        given.does(RemoveItems {
            items: vec![item],
            reason: None,
        });
        let removal = given.last_command();
        given.does(ChangeKind {
            item: epic,
            to: Kind::Story,
        });
        given.does(given.undo_of(removal));
        assert_eq!(given.item(2).epic, None);
        given.undoes_last();
        assert_eq!(given.item(2).place, Place::Removed);
    }

    #[test]
    fn what_is_gone_is_not_removed_again() {
        let mut given = Given::items(["A"]);
        let gone = RemoveItems {
            items: vec![ItemId(1)],
            reason: None,
        };
        given.does(gone.clone());
        assert_eq!(
            given.refusal(gone),
            Refusal::ItemRemoved { item: ItemId(1) }
        );
    }
}
