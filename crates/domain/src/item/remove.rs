//! Taking items out of the product backlog, and bringing them back. A removed
//! item keeps everything it had; only its place changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Place;
use super::reorder::distinct;
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// Take items out of the product.
#[derive(Clone, PartialEq, Debug)]
pub struct RemoveItems {
    /// Which.
    pub items: Vec<ItemId>,
    /// Why.
    pub reason: Option<String>,
}

/// Bring removed items back, each right below its former left neighbour where
/// that still stands, else on top.
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
    let mut leaving = Vec::new();
    for id in distinct(&command.items) {
        let item = product.live_item(id)?;
        if item.place != Place::ProductBacklog {
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
    if leaving.is_empty() {
        return Ok(Vec::new());
    }
    let items = neighbours(product, &leaving);
    Ok(vec![Event::ItemsRemoved(ItemsRemoved { items, reason })])
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
    let mut items = Vec::new();
    let mut standing: BTreeSet<ItemId> = product.order.iter().copied().collect();
    for id in distinct(&command.items) {
        let item = product.item(id)?;
        if item.place != Place::Removed {
            return Err(Refusal::NotRemoved { item: id });
        }
        if let Some(epic) = item.epic {
            super::epic::may_hold(product, item.kind, epic)?;
            // It leaves the order when its first item comes back.
            standing.remove(&epic);
        }
        let left = last_left(item).filter(|left| standing.contains(left));
        items.push(Neighbour { item: id, left });
        standing.insert(id);
    }
    match items.is_empty() {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::ItemsRestored(ItemsRestored { items })]),
    }
}

/// What stood above the item when it was removed, from its history.
fn last_left(item: &super::Item) -> Option<ItemId> {
    item.history
        .iter()
        .rev()
        .find_map(|entry| match &entry.what {
            crate::history::What::Crossed {
                left,
                to: Place::Removed,
                ..
            } => Some(*left),
            _ => None,
        })?
}

pub(crate) fn evolve_removed(product: &mut Product, event: &ItemsRemoved) {
    let items: Vec<ItemId> = event.items.iter().map(|neighbour| neighbour.item).collect();
    for id in &items {
        let epic = product.items.get(id).and_then(|item| item.epic);
        if let Some(epic) = epic {
            product.leave_epic(*id, epic);
        }
        product.change_item(*id, |item| item.place = Place::Removed);
    }
    product.take_from_order(&items);
}

pub(crate) fn evolve_restored(product: &mut Product, event: &ItemsRestored) {
    for Neighbour { item: id, left } in &event.items {
        product.insert_in_order(&[*id], *left);
        product.change_item(*id, |item| item.place = Place::ProductBacklog);
        let epic = product.items.get(id).and_then(|item| item.epic);
        if let Some(epic) = epic {
            product.join_epic(*id, epic);
        }
    }
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
