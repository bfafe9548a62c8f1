//! Merging one item into another (C15): what was said and decided about both is
//! kept, the criteria and labels of the one come to the other, and the one leaves
//! as "merged into". Nothing is copied that has a history of its own: whoever
//! looks at the other is shown the comments and the history of both.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Gone, Leaving, Standing, Way, leaving, still_in};
use crate::event::Event;
use crate::ids::{CriterionId, ItemId};
use crate::item::create::within_limit;
use crate::item::criteria::CriterionAdded;
use crate::item::depend::{self, AddDependency};
use crate::item::label::LabelsChanged;
use crate::item::relate;
use crate::item::{Item, Place};
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// Merge an item into another.
#[derive(Clone, PartialEq, Debug)]
pub struct MergeItem {
    /// Which leaves.
    pub item: ItemId,
    /// Which stays.
    pub into: ItemId,
    /// Why.
    pub reason: Option<String>,
    /// Where whoever decides saw it: refused when it is elsewhere by now.
    pub seen: Option<Place>,
}

/// An item was merged into another.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemMerged {
    /// Which left, and where it was.
    #[serde(flatten)]
    pub leaving: Leaving,
    /// Which stayed.
    pub into: ItemId,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

pub(crate) fn decide(product: &Product, command: &MergeItem) -> Result<Vec<Event>, Refusal> {
    let reason = text::reason(command.reason.as_deref())?;
    let item = product.live_item(command.item)?;
    let into = product.live_item(command.into)?;
    if item.id == into.id {
        return Err(Refusal::MergedWithItself { item: item.id });
    }
    still_in(item, command.seen)?;
    let leaving = leaving(product, &[item.id])?;
    let merged = leaving.into_iter().map(|leaving| {
        let (into, reason) = (into.id, reason.clone());
        Event::ItemMerged(ItemMerged {
            leaving,
            into,
            reason,
        })
    });
    let mut events: Vec<Event> = merged.collect();
    let criteria = criteria(item, into)?;
    // What is in a sprint is the team's, what is done stays as it was.
    if matches!(into.place, Place::Sprint(_) | Place::Done(_)) {
        return match criteria.len() {
            0 => Ok(events),
            criteria => Err(Refusal::CriteriaStayBehind {
                item: item.id,
                into: into.id,
                place: into.place,
                criteria,
            }),
        };
    }
    events.extend(criteria);
    events.extend(labels(item, into)?);
    events.extend(dependencies(product, item, into));
    events.extend(relate::carried(product, item.id, into.id));
    Ok(events)
}

/// The criteria that `into` has not in the same words.
fn criteria(item: &Item, into: &Item) -> Result<Vec<Event>, Refusal> {
    let known: BTreeSet<&str> = into.criteria.iter().map(|c| &*c.text.value).collect();
    let new = item.criteria.iter();
    let new = new.filter(|criterion| !known.contains(&*criterion.text.value));
    let first = into.criteria.iter().map(|c| c.id.0).max().unwrap_or(0) + 1;
    let added: Vec<Event> = new
        .zip(first..)
        .map(|(criterion, number)| {
            Event::CriterionAdded(CriterionAdded {
                item: into.id,
                criterion: CriterionId(number),
                text: criterion.text.value.clone(),
                at: None,
                met: criterion.met,
            })
        })
        .collect();
    within_limit("acceptance criteria", into.criteria.len() + added.len())?;
    Ok(added)
}

fn labels(item: &Item, into: &Item) -> Result<Option<Event>, Refusal> {
    let added: BTreeSet<_> = item.labels.difference(&into.labels).cloned().collect();
    within_limit("labels", into.labels.len() + added.len())?;
    let changed = LabelsChanged {
        item: into.id,
        added,
        removed: BTreeSet::new(),
    };
    Ok((!changed.added.is_empty()).then_some(Event::LabelsChanged(changed)))
}

/// What the one waited for, and what waited for it; but nothing that would close
/// a circle.
fn dependencies(product: &Product, item: &Item, into: &Item) -> Vec<Event> {
    let waiting = product.blocks.get(&item.id).into_iter().flatten();
    let waiting = waiting.map(|other| (*other, into.id));
    let blockers = item.blocked_by.iter().map(|other| (into.id, *other));
    let mut scratch = product.clone();
    let mut events = Vec::new();
    for (item, blocked_by) in waiting.chain(blockers) {
        let command = AddDependency { item, blocked_by };
        for event in depend::decide_add(&scratch, &command).unwrap_or_default() {
            if let Event::DependencyAdded(added) = &event {
                depend::evolve_added(&mut scratch, added);
            }
            events.push(event);
        }
    }
    events
}

pub(crate) fn evolve(product: &mut Product, event: &ItemMerged) {
    let Leaving { item, was } = &event.leaving;
    product.lift(&[*item]);
    let (way, reason) = (Way::Merged(event.into), event.reason.clone());
    let was = Box::new(was.clone());
    product.set_down(*item, &Standing::Removed(Gone { way, reason, was }));
}

impl Product {
    /// The item that `id` lives on in, through all mergers; itself if there was
    /// none.
    pub fn lives_on_in(&self, mut id: ItemId) -> ItemId {
        // Only what is in the product can be merged into, so this comes to an end.
        while let Some(Gone {
            way: Way::Merged(into),
            ..
        }) = self.items.get(&id).and_then(|item| item.gone.as_ref())
        {
            id = *into;
        }
        id
    }

    /// Every item that was merged into `item`, and into those, and so on.
    pub fn merged_into<'a>(&'a self, item: &Item) -> Vec<&'a Arc<Item>> {
        let mut open: Vec<ItemId> = item.absorbed.iter().copied().collect();
        let mut found = Vec::new();
        while let Some(id) = open.pop() {
            if let Some(item) = self.items.get(&id) {
                open.extend(&item.absorbed);
                found.push(item);
            }
        }
        found.sort_by_key(|item| item.id);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::criteria::AddCriterion;
    use crate::item::remove::RestoreItems;
    use crate::query::search;
    use crate::testing::{Given, titles};

    fn merge(item: u32, into: u32) -> MergeItem {
        MergeItem {
            item: ItemId(item),
            into: ItemId(into),
            reason: None,
            seen: None,
        }
    }

    fn criteria(given: &Given, item: u32) -> Vec<String> {
        let criteria = given.item(item).criteria.iter();
        criteria.map(|one| one.text.value.to_string()).collect()
    }

    #[test]
    fn what_still_has_something_to_do_is_not_merged_into_a_sprint() {
        let mut given = Given::running(["Pay"]);
        given.creates("Pay by card");
        given.does(merge(2, 1));
        given.undoes_last();
        let (item, text) = (ItemId(2), "Refused cards say why".into());
        given.does(AddCriterion { item, text });
        let refusal = given.refusal(merge(2, 1));
        assert!(matches!(
            refusal,
            Refusal::CriteriaStayBehind { criteria: 1, .. }
        ));
    }

    #[test]
    fn who_waits_for_what_was_merged_waits_for_what_it_lives_on_in() {
        let mut given = Given::running(["Pay"]);
        given.creates("Pay by card");
        given.creates("Refund");
        let (item, blocked_by) = (ItemId(3), ItemId(2));
        given.does(AddDependency { item, blocked_by });
        given.does(merge(2, 1));
        let lacks = crate::ready::missing(&given.product, given.item(3));
        assert!(lacks.contains(&crate::ready::Check::NoUnresolvedDependency));
    }

    #[test]
    fn both_live_on_in_one_and_an_undo_parts_them() {
        let mut given = Given::items(["Pay", "Pay by card", "C"]);
        let text = "Refused cards say why".into();
        let item = ItemId(1);
        given.does(AddCriterion { item, text });
        given.does(depend::AddDependency {
            item: ItemId(3),
            blocked_by: item,
        });
        given.does(merge(1, 2));
        assert_eq!(titles(&given.product), ["Pay by card", "C"]);
        assert_eq!(criteria(&given, 2), ["Refused cards say why"]);
        assert!(given.item(3).blocked_by.contains(&ItemId(2)));
        assert_eq!(given.product.lives_on_in(item), ItemId(2));
        given.undoes_last();
        assert_eq!(titles(&given.product), ["Pay", "Pay by card", "C"]);
        assert!(criteria(&given, 2).is_empty());
        assert!(given.item(2).absorbed.is_empty());
    }

    #[test]
    fn the_old_key_finds_what_it_lives_on_in() {
        let mut given = Given::items(["A", "B", "C"]);
        given.does(merge(1, 2));
        given.does(merge(2, 3));
        assert_eq!(search(&given.product, "PAY-1", 5), [ItemId(3), ItemId(1)]);
        let merged = given.product.merged_into(given.item(3));
        let merged: Vec<_> = merged.iter().map(|item| item.id.0).collect();
        assert_eq!(merged, [1, 2]);
    }

    #[test]
    fn what_was_merged_can_be_brought_back_alone() {
        let mut given = Given::items(["A", "B"]);
        given.does(merge(1, 2));
        given.does(RestoreItems {
            items: vec![ItemId(1)],
        });
        assert_eq!(titles(&given.product), ["A", "B"]);
        assert!(given.item(2).absorbed.is_empty());
    }

    #[test]
    fn a_sprint_keeps_its_items_as_they_are() {
        let mut given = Given::running(["A"]);
        given.creates("B");
        given.does(crate::item::label::ChangeLabels {
            item: ItemId(2),
            add: vec!["ux".into()],
            remove: Vec::new(),
        });
        given.does(merge(2, 1));
        assert!(given.item(1).labels.is_empty());
        assert!(matches!(
            given.refusal(merge(1, 1)),
            Refusal::MergedWithItself { .. }
        ));
        given.creates("C");
        assert!(matches!(
            given.refusal(merge(1, 3)),
            Refusal::NotInProductBacklog { .. }
        ));
    }
}
