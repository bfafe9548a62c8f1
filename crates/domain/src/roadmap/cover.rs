//! Which items cover a part of a goal's document.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::anchor::{self, Known};
use super::outline::{self, Line, MAX_PARTS};
use super::{Done, Goal};
use crate::event::Event;
use crate::ids::{GoalId, ItemId, PartId, PersonId};
use crate::item::Place;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::report::epic::{Finished, Progress};

/// Say that an item covers a part of a goal's document, or does not.
#[derive(Clone, PartialEq, Debug)]
pub struct CoverPart {
    /// Of which goal.
    pub goal: GoalId,
    /// Which heading or point.
    pub part: PartId,
    /// Which item.
    pub item: ItemId,
    /// Whether it covers it.
    pub covers: bool,
}

/// An item covers a part of a goal's document, or does so no more.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CoverChanged {
    /// Of which goal.
    pub goal: GoalId,
    /// Which heading or point.
    pub part: PartId,
    /// Which item.
    pub item: ItemId,
    /// Whether it covers it.
    pub covers: bool,
}

/// How far a part is covered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Coverage {
    /// By nothing.
    None,
    /// By something that is not done.
    Open,
    /// Everything that covers it is done.
    Done,
}

/// A part of a document as it stands there.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Its number, nowhere shown.
    pub id: PartId,
    /// Where and what it is.
    pub line: Line,
    /// What covers it, but removed items.
    pub items: Vec<ItemId>,
    /// How far it is covered.
    pub coverage: Coverage,
}

impl Goal {
    /// The parts of its document, in order, with what covers them.
    pub fn parts(&self, product: &Product) -> Vec<Part> {
        let lines = outline::lines(&self.text.value).into_iter();
        let finished = Finished::of(product);
        let part = |(id, line): (&PartId, Line)| {
            let items = self.covering(product, *id);
            let is_done = |item: &ItemId| done(product, &finished, *item);
            let coverage = match items.iter().all(is_done) {
                _ if items.is_empty() => Coverage::None,
                true => Coverage::Done,
                false => Coverage::Open,
            };
            Part {
                id: *id,
                line,
                items,
                coverage,
            }
        };
        self.parts.iter().zip(lines).map(part).collect()
    }

    fn covering(&self, product: &Product, part: PartId) -> Vec<ItemId> {
        let live = |item: &ItemId| product.live_item(*item).is_ok();
        let items = self.covers.get(&part).into_iter().flatten();
        items.copied().filter(live).collect()
    }

    /// Takes over the numbers that an event gave to the parts of the text it now has.
    pub(super) fn number(&mut self, parts: &[PartId]) {
        let lines = outline::lines(&self.text.value);
        self.parts = parts.into();
        let known = Arc::make_mut(&mut self.known);
        learn(known, parts, &lines);
    }
}

impl Product {
    /// Who said that an item covers a part of a goal's document, if it does. Also a part that
    /// the text has lost, and one of a goal that was removed, because both can come back.
    pub(crate) fn covering(&self, item: ItemId) -> impl Iterator<Item = Option<PersonId>> {
        let covers =
            move |goal: &&Arc<Goal>| goal.covers.values().any(|items| items.contains(&item));
        let goals = self.goals.values().filter(covers);
        let said = Done::Covered { item, covers: true };
        let deeds = goals.flat_map(|goal| goal.history.iter());
        deeds
            .filter(move |deed| deed.what == said)
            .map(|deed| deed.actor)
    }
}

/// Epics are done with their items.
fn done(product: &Product, finished: &Finished, item: ItemId) -> bool {
    let Some(own) = product.items.get(&item) else {
        return false;
    };
    finished.has(own) || Progress::of(product, item).is_complete()
}

/// Parts remembered of a document, those that are gone too.
const REMEMBERED: usize = 4 * MAX_PARTS;

/// Remembers what the parts of a text say.
pub(super) fn learn(known: &mut BTreeMap<PartId, Known>, parts: &[PartId], lines: &[Line]) {
    for (id, line) in parts.iter().zip(lines) {
        let (sort, text) = (line.sort, line.text.clone());
        let under = line.under.and_then(|at| parts.get(at).copied());
        known.insert(*id, Known { sort, text, under });
    }
    // The oldest of those that are gone are forgotten.
    let mut more = known.len().saturating_sub(REMEMBERED);
    known.retain(|id, _| {
        let forget = more > 0 && !parts.contains(id);
        more -= usize::from(forget);
        !forget
    });
}

/// The numbers of the parts of what `goal` shall say.
///
/// # Errors
/// [`Refusal::TooMany`].
pub(super) fn numbers(goal: Option<&Goal>, text: &str) -> Result<Vec<PartId>, Refusal> {
    let lines = outline::lines(text);
    if lines.len() > MAX_PARTS {
        return Err(Refusal::TooMany {
            what: "headings and list points",
            count: lines.len(),
            limit: MAX_PARTS,
        });
    }
    let none = BTreeMap::new();
    let (now, known) = goal.map_or((&[][..], &none), |goal| (&goal.parts, &*goal.known));
    Ok(anchor::numbers(now, known, &lines))
}

pub(crate) fn decide(product: &Product, command: &CoverPart) -> Result<Vec<Event>, Refusal> {
    let (goal, part) = (product.goal(command.goal)?, command.part);
    let covered = goal.covers.get(&part);
    let covers = covered.is_some_and(|items| items.contains(&command.item));
    // Of a part that is gone, what covered it can still be taken away.
    let known = goal.parts.contains(&part) || (!command.covers && covered.is_some());
    if !known {
        return Err(Refusal::NoSuchGoalPart { goal: goal.id });
    }
    if command.covers {
        product.live_item(command.item)?;
    }
    if covers == command.covers {
        return Ok(Vec::new());
    }
    Ok(vec![Event::CoverChanged(CoverChanged {
        goal: goal.id,
        part,
        item: command.item,
        covers: command.covers,
    })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &CoverChanged) {
    let (item, covers) = (event.item, event.covers);
    let what = Done::Covered { item, covers };
    product.change_goal(event.goal, recorded, what, |goal| {
        let items = goal.covers.entry(event.part).or_default();
        match covers {
            true => items.insert(item),
            false => items.remove(&item),
        };
    });
}

/// Whether an item of the product backlog could still be broken down for a goal.
pub(super) fn is_epic_here(product: &Product, item: ItemId) -> bool {
    let item = product.items.get(&item);
    item.is_some_and(|item| {
        item.kind == crate::item::Kind::Epic && item.place == Place::ProductBacklog
    })
}
