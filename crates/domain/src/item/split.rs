//! Splitting an item (C15). The one that is split keeps its number, its history
//! and its rank; the other parts stand right below it and share its kind, epic
//! and labels. What was estimated was the whole, so the estimate is asked again.
//! To split an epic is to break it down: its parts are stories of it (A4).
//!
//! Deliberately not here: taking a split back, and doing it again (`split/join.rs`).

pub mod join;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::create::ItemCreated;
use super::criteria::{self, CriterionRemoved, RemoveCriterion};
use super::{Item, Kind, Place};
use crate::event::Event;
use crate::ids::{CriterionId, ItemId};
use crate::points::Points;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

pub use join::{JoinParts, PartsJoined, SplitAgain};

/// Parts one split makes at most, beside the item itself.
pub const MOST: usize = 50;

/// What is counted when there are too many.
pub(crate) const PARTS: &str = "parts at once";

/// Split an item into itself and other parts.
#[derive(Clone, PartialEq, Debug)]
pub struct SplitItem {
    /// Which item.
    pub item: ItemId,
    /// What else it becomes, in their order.
    pub parts: Vec<Part>,
    /// Into how many parts it was split before, as far as whoever splits knows:
    /// refused when there are others by now.
    pub seen: Option<usize>,
}

/// A part that an item is split into.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Part {
    /// One line.
    pub title: String,
    /// The criteria that are this part's from now on.
    pub criteria: Vec<CriterionId>,
}

/// An item was split. Its parts are created, or come back, by the events behind
/// this one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemSplit {
    /// Which item.
    pub item: ItemId,
    /// Its other parts, in their order.
    pub parts: Vec<ItemId>,
    /// The estimate of the whole, which no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
}

pub(crate) fn decide(product: &Product, command: &SplitItem) -> Result<Vec<Event>, Refusal> {
    let item = may_split(product, command.item)?;
    if let Some(seen) = command.seen.filter(|seen| *seen != item.split_into.len()) {
        let parts = item.split_into.iter().copied().skip(seen).collect();
        return Err(Refusal::SplitSince {
            item: item.id,
            parts,
        });
    }
    within_bounds(command.parts.len())?;
    let first = product.next_item().0;
    let numbers = (first..).map(ItemId).take(command.parts.len());
    let split = ItemSplit {
        item: item.id,
        parts: numbers.collect(),
        estimate: item.estimate,
    };
    let dealt = dealt(product, command)?;
    let created = parts(item, command, &split.parts, &dealt)?;
    let mut events = vec![Event::ItemSplit(split)];
    let taken = dealt.into_iter().flatten().map(Event::CriterionRemoved);
    events.extend(taken);
    events.extend(created);
    Ok(events)
}

fn within_bounds(parts: usize) -> Result<(), Refusal> {
    match parts {
        0 => Err(Refusal::TextMissing { field: "title" }),
        count if count > MOST => Err(Refusal::TooMany {
            what: PARTS,
            count,
            limit: MOST,
        }),
        _ => Ok(()),
    }
}

/// That an item can be split. Only what stands in the product backlog is: what is
/// in a sprint is what the team committed to, or is about to.
///
/// # Errors
/// Where it is instead, or that it is broken down already.
pub fn may_split(product: &Product, id: ItemId) -> Result<&Item, Refusal> {
    let item = product.live_item(id)?;
    match (item.place, product.children.get(&id)) {
        (Place::ProductBacklog, Some(children)) => Err(Refusal::BrokenDown {
            item: id,
            count: children.len(),
        }),
        (Place::ProductBacklog, None) => Ok(item),
        (place, _) => Err(Refusal::SplitElsewhere {
            item: id,
            place,
            runs: runs(product, place),
        }),
    }
}

fn runs(product: &Product, place: Place) -> bool {
    match place {
        Place::Sprint(sprint) => {
            let sprint = product.sprints.get(&sprint);
            sprint.is_some_and(|sprint| sprint.is_running())
        }
        _ => false,
    }
}

/// The criteria of each part, as they leave the item. One that is dealt twice
/// goes to the first that is named.
fn dealt(product: &Product, command: &SplitItem) -> Result<Vec<Vec<CriterionRemoved>>, Refusal> {
    let mut so_far = product.clone();
    let mut gone = BTreeSet::new();
    let mut all = Vec::new();
    for part in &command.parts {
        let mut own = Vec::new();
        for criterion in &part.criteria {
            if !gone.insert(*criterion) {
                continue;
            }
            let (item, criterion) = (command.item, *criterion);
            let remove = RemoveCriterion { item, criterion };
            for event in criteria::decide_remove(&so_far, &remove)? {
                if let Event::CriterionRemoved(removed) = event {
                    criteria::evolve_removed(&mut so_far, &removed);
                    own.push(removed);
                }
            }
        }
        all.push(own);
    }
    Ok(all)
}

/// The events that write the parts down, each right below the one before it.
fn parts(
    item: &Item,
    command: &SplitItem,
    numbers: &[ItemId],
    dealt: &[Vec<CriterionRemoved>],
) -> Result<Vec<Event>, Refusal> {
    let mut left = item.id;
    let mut events = Vec::new();
    for ((part, criteria), number) in command.parts.iter().zip(dealt).zip(numbers) {
        events.push(Event::ItemCreated(ItemCreated {
            item: *number,
            title: text::line("title", &part.title)?,
            criteria: criteria.iter().map(|one| one.text.clone()).collect(),
            left: Some(left),
            ..like(item)
        }));
        left = *number;
    }
    Ok(events)
}

/// What a part has of the item it is split from.
fn like(item: &Item) -> ItemCreated {
    let (kind, epic) = match item.kind {
        Kind::Epic => (Kind::Story, Some(item.id)),
        kind => (kind, item.epic),
    };
    ItemCreated {
        item: item.id,
        kind,
        title: item.title.value.clone(),
        description: "".into(),
        epic,
        estimate: None,
        criteria: Vec::new(),
        labels: item.labels.clone(),
        assignee: None,
        place: Place::ProductBacklog,
        left: None,
        written_at: None,
        original: None,
        suggestion: None,
        split_from: Some(item.id),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &ItemSplit) {
    product.change_item(event.item, |item| {
        item.estimate = None;
        item.split_into.extend(&event.parts);
    });
}

#[cfg(test)]
mod tests;
