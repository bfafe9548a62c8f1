//! Taking a split back, and doing it again: commands of their own, because
//! whoever may split need not be the one who orders. So the parts leave only as
//! the split left them, come back only from where this took them, and stand no
//! higher than they stood.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ItemSplit, may_split};
use crate::event::Event;
use crate::history::{Entry, What};
use crate::ids::{ItemId, Position};
use crate::item::remove::Neighbour;
use crate::item::{Item, Place};
use crate::place::decline::dismissal;
use crate::place::take_back::{self, ReturnItems};
use crate::place::{Standing, Way};
use crate::points::Points;
use crate::poker;
use crate::product::Product;
use crate::record::Context;
use crate::refusal::Refusal;
use crate::rights::{self, Right};

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

pub(crate) fn decide(
    product: &Product,
    context: &Context,
    command: &JoinParts,
) -> Result<Vec<Event>, Refusal> {
    let split = &command.split;
    let item = still_ordered(product, split.item)?;
    if item.estimate.is_some() {
        return Err(Refusal::ChangedSince { what: "estimate" });
    }
    for part in &split.parts {
        as_split_off(product, context, item, *part)?;
    }
    let leaving: BTreeSet<ItemId> = split.parts.iter().copied().collect();
    let ids = Vec::from_iter(leaving.iter().copied());
    let mut events = dismissal(product, &ids, Way::Removed, None)?;
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
    for part in &joined.parts {
        if !left_with_join(item, product.item(*part)?) {
            return Err(Refusal::PartChanged { part: *part });
        }
    }
    let back = product.back_below(&joined.parts, item.id);
    let back = back.into_iter().map(|Neighbour { item, left }| {
        let to = Standing::ProductBacklog { left };
        (item, to)
    });
    let items = back.collect();
    let mut events = vec![Event::ItemSplit(ItemSplit {
        item: item.id,
        parts: joined.parts.clone(),
        estimate: item.estimate,
    })];
    events.extend(take_back::decide(product, &ReturnItems { items })?);
    Ok(events)
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

/// That a part is as it was split off, but for what whoever takes the split back
/// did to it themselves, and may.
fn as_split_off(
    product: &Product,
    context: &Context,
    whole: &Item,
    id: ItemId,
) -> Result<(), Refusal> {
    let part = product.item(id)?;
    let gone = |item: &ItemId| product.live_item(*item).is_err();
    let stands = part.split_from == Some(whole.id)
        && part.place == Place::ProductBacklog
        && part.split_into.iter().all(gone);
    let waited_for = product.blocks.get(&id).is_some_and(|by| !by.is_empty());
    let theirs = of_others(product, context, part, since_split(whole, part));
    match stands && !waited_for && !theirs {
        true => Ok(()),
        false => Err(Refusal::PartChanged { part: id }),
    }
}

/// Whether anything that became of a part is not the own doing of whoever takes the
/// split back, or was not theirs to do. What a goal's document asks of it and a vote
/// that is not turned over stand in no item's history.
fn of_others(product: &Product, context: &Context, part: &Item, since: &[Entry]) -> bool {
    let me = context.actor.person();
    let orders = rights::may(product, context.actor, Right::Order);
    let own = |entry: &Entry| {
        let turned = match &entry.what {
            What::VotesRevealed { votes, .. } => votes.are_of(me),
            _ => true,
        };
        entry.actor == me && (orders || refines(&entry.what)) && turned
    };
    let mut covering = product.covering(part.id);
    !since.iter().all(own)
        || !covering.all(|person| orders && person == me)
        || poker::is_voted_on(product, part.id, me)
}

/// What happened to a part since the split made it or brought it back.
fn since_split<'a>(whole: &Item, part: &'a Item) -> &'a [Entry] {
    let by_split = |entry: &Entry| match entry.what {
        What::SplitFrom(_) => true,
        What::Crossed { .. } => at(
            whole,
            entry.position - 1,
            |what| matches!(what, What::Split { into, .. } if into.contains(&part.id)),
        ),
        _ => false,
    };
    let split = part.history.iter().rposition(by_split);
    &part.history[split.map_or(0, |index| index + 1)..]
}

/// Whether the last that took a part anywhere was that its split was taken back.
fn left_with_join(whole: &Item, part: &Item) -> bool {
    part.split_from == Some(whole.id)
        && part.place == Place::Removed
        && part.last_crossing().is_some_and(|left| {
            at(
                whole,
                left.position + 1,
                |what| matches!(what, What::Joined { parts } if parts.contains(&part.id)),
            )
        })
}

/// Whether such a thing happened to an item at a position. A split and its parts'
/// return stand next to each other in the record, as do their leaving and its end.
fn at(item: &Item, position: Position, is: impl Fn(&What) -> bool) -> bool {
    let mut entries = item.history.iter().rev();
    entries.any(|entry| entry.position == position && is(&entry.what))
}

/// What may be done to an item without ordering it.
fn refines(what: &What) -> bool {
    matches!(
        what,
        What::Edited(_)
            | What::Kind { .. }
            | What::Epic { .. }
            | What::Estimate { .. }
            | What::Labels { .. }
            | What::Assignee { .. }
            | What::CriterionAdded
            | What::CriterionEdited
            | What::CriterionRemoved
            | What::CriterionMarked { .. }
            | What::Commented
            | What::CommentEdited
            | What::CommentRemoved
            | What::Asked { .. }
            | What::QuestionWithdrawn
            | What::Answered { .. }
            | What::QuestionMarked { .. }
            | What::AnswerWithdrawn
            | What::Ticked { .. }
            | What::Attached { .. }
            | What::AttachmentRemoved { .. }
            | What::WaitsFor(_)
            | What::NoLongerWaitsFor(_)
            | What::Linked { .. }
            | What::VoteOpened
            | What::VotesRevealed { .. }
            | What::VoteClosed { .. }
            | What::Split { .. }
            | What::Joined { .. }
    )
}

pub(crate) fn evolve(product: &mut Product, event: &PartsJoined) {
    product.change_item(event.item, |item| {
        item.estimate = event.estimate;
        item.split_into.retain(|part| !event.parts.contains(part));
    });
}

#[cfg(test)]
mod tests;
