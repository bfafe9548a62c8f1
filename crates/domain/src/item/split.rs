//! Splitting an item (C15). The one that is split keeps its number, its history
//! and its rank; the other parts stand right below it and share its kind, epic
//! and labels. What was estimated was the whole, so the estimate is asked again.
//! To split an epic is to break it down: its parts are stories of it (A4).
//!
//! Taken back and done again by commands of their own, because whoever may split
//! need not be the one who orders.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::create::ItemCreated;
use super::criteria::{self, CriterionRemoved, RemoveCriterion};
use super::{Item, Kind, Place};
use crate::event::Event;
use crate::ids::{CriterionId, ItemId};
use crate::place::decline::dismissal;
use crate::place::take_back::{self, ReturnItems};
use crate::place::{Standing, Way};
use crate::points::Points;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

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

/// Take a split back: the parts leave, the item is as large as it was.
#[derive(Clone, PartialEq, Debug)]
pub struct JoinParts {
    /// The split.
    pub split: ItemSplit,
}

/// Split an item again as it was before that was taken back.
#[derive(Clone, PartialEq, Debug)]
pub struct SplitAgain {
    /// What was taken back.
    pub joined: PartsJoined,
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

/// A split was taken back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PartsJoined {
    /// Which item.
    pub item: ItemId,
    /// The parts that left, by rising rank.
    pub parts: Vec<ItemId>,
    /// The estimate of the whole.
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

pub(crate) fn decide_join(product: &Product, command: &JoinParts) -> Result<Vec<Event>, Refusal> {
    let split = &command.split;
    let item = still_ordered(product, split.item)?;
    if item.estimate.is_some() {
        return Err(Refusal::ChangedSince { what: "estimate" });
    }
    let ours = split.parts.iter().copied();
    let ours = ours.filter(|part| is_there(product, *part, split.item));
    let leaving: BTreeSet<ItemId> = ours.collect();
    let mut events = dismissal(
        product,
        &Vec::from_iter(leaving.iter().copied()),
        Way::Removed,
        None,
    )?;
    let parts = match events.first() {
        Some(Event::ItemsDismissed(gone)) => gone.items.iter().map(|one| one.item).collect(),
        _ => Vec::new(),
    };
    let children = product.children.get(&item.id);
    let alone = children.is_none_or(|children| children.iter().all(|one| leaving.contains(one)));
    events.push(Event::PartsJoined(PartsJoined {
        item: item.id,
        parts,
        estimate: split.estimate.filter(|_| alone),
    }));
    Ok(events)
}

pub(crate) fn decide_again(product: &Product, command: &SplitAgain) -> Result<Vec<Event>, Refusal> {
    let joined = &command.joined;
    let item = still_ordered(product, joined.item)?;
    may_split(product, item.id)?;
    let mut standing: BTreeSet<ItemId> = product.order.iter().copied().collect();
    let mut back = Vec::new();
    for part in &joined.parts {
        let gone = removed_part(product, *part, item.id)?;
        let to = match gone {
            // Never higher than it stood: where its neighbour is gone, below what it is of.
            Standing::ProductBacklog { left }
                if left.is_none_or(|left| standing.contains(&left)) =>
            {
                gone
            }
            Standing::ProductBacklog { .. } => Standing::ProductBacklog {
                left: below(product, item),
            },
            other => other,
        };
        standing.insert(*part);
        back.push((*part, to));
    }
    let (item, estimate) = (item.id, item.estimate);
    let mut events = vec![Event::ItemSplit(ItemSplit {
        item,
        parts: joined.parts.clone(),
        estimate,
    })];
    events.extend(take_back::decide(product, &ReturnItems { items: back })?);
    Ok(events)
}

/// What the parts of an item stand below: the item, or what an epic stood below
/// before it left the order to them.
fn below(product: &Product, item: &Item) -> Option<ItemId> {
    if item.kind != Kind::Epic {
        return Some(item.id);
    }
    let index = product.order.iter().position(|other| *other == item.id)?;
    index.checked_sub(1).map(|left| product.order[left])
}

fn still_ordered(product: &Product, id: ItemId) -> Result<&Item, Refusal> {
    match product.live_item(id)? {
        item if item.place == Place::ProductBacklog => Ok(item),
        item => Err(Refusal::NotInProductBacklog {
            item: id,
            place: item.place,
        }),
    }
}

fn is_there(product: &Product, part: ItemId, from: ItemId) -> bool {
    let part = product.items.get(&part);
    part.is_some_and(|part| part.split_from == Some(from) && part.place != Place::Removed)
}

/// Where a part was that left when its split was taken back.
fn removed_part(product: &Product, part: ItemId, from: ItemId) -> Result<Standing, Refusal> {
    match product.item(part)? {
        part if part.split_from != Some(from) => Err(Refusal::NoSuchItem { item: part.id }),
        part => match &part.gone {
            Some(gone) => Ok(Standing::clone(&gone.was)),
            None => Err(Refusal::NotRemoved { item: part.id }),
        },
    }
}

pub(crate) fn evolve(product: &mut Product, event: &ItemSplit) {
    product.change_item(event.item, |item| {
        item.estimate = None;
        item.split_into.extend(&event.parts);
    });
}

pub(crate) fn evolve_joined(product: &mut Product, event: &PartsJoined) {
    product.change_item(event.item, |item| item.estimate = event.estimate);
}

#[cfg(test)]
mod tests;
