//! Acceptance criteria: what must be true for an item to be accepted (C18).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Criterion;
use super::edit_text::changes;
use crate::event::Event;
use crate::ids::{CriterionId, ItemId, Position};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// Add a criterion at the end.
#[derive(Clone, PartialEq, Debug)]
pub struct AddCriterion {
    /// To which item.
    pub item: ItemId,
    /// What must be true.
    pub text: String,
}

/// Reword a criterion.
#[derive(Clone, PartialEq, Debug)]
pub struct EditCriterion {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub criterion: CriterionId,
    /// What it shall say.
    pub text: String,
    /// The revision the edit began from.
    pub base: Option<Position>,
}

/// Take a criterion away.
#[derive(Clone, PartialEq, Debug)]
pub struct RemoveCriterion {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub criterion: CriterionId,
}

/// Say that a criterion is met, or that it is not.
#[derive(Clone, PartialEq, Debug)]
pub struct MarkCriterion {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub criterion: CriterionId,
    /// Whether it is met.
    pub met: bool,
}

/// A criterion was added at the end.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CriterionAdded {
    /// To which item.
    pub item: ItemId,
    /// Its number.
    pub criterion: CriterionId,
    /// What it says.
    pub text: Arc<str>,
}

/// A criterion was reworded.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CriterionEdited {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub criterion: CriterionId,
    /// What it said.
    pub from: Arc<str>,
    /// What it says.
    pub to: Arc<str>,
}

/// A criterion was taken away.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CriterionRemoved {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub criterion: CriterionId,
    /// What it said.
    pub text: Arc<str>,
}

/// A criterion was marked.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CriterionMarked {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub criterion: CriterionId,
    /// Whether it is met now.
    pub met: bool,
}

pub(crate) fn decide_add(product: &Product, command: &AddCriterion) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    super::create::within_limit("acceptance criteria", item.criteria.len() + 1)?;
    let text = text::line("criterion", &command.text)?;
    let last = item
        .criteria
        .iter()
        .map(|criterion| criterion.id.0)
        .max()
        .unwrap_or_default();
    let criterion = CriterionId(last + 1);
    Ok(vec![Event::CriterionAdded(CriterionAdded {
        item: item.id,
        criterion,
        text,
    })])
}

pub(crate) fn decide_edit(
    product: &Product,
    command: &EditCriterion,
) -> Result<Vec<Event>, Refusal> {
    let current = find(product, command.item, command.criterion)?;
    let to = text::line("criterion", &command.text)?;
    if !changes(&current.text, &to, command.base, "criterion")? {
        return Ok(Vec::new());
    }
    let from = current.text.value.clone();
    let (item, criterion) = (command.item, command.criterion);
    Ok(vec![Event::CriterionEdited(CriterionEdited {
        item,
        criterion,
        from,
        to,
    })])
}

pub(crate) fn decide_remove(
    product: &Product,
    command: &RemoveCriterion,
) -> Result<Vec<Event>, Refusal> {
    let text = find(product, command.item, command.criterion)?
        .text
        .value
        .clone();
    let (item, criterion) = (command.item, command.criterion);
    Ok(vec![Event::CriterionRemoved(CriterionRemoved {
        item,
        criterion,
        text,
    })])
}

pub(crate) fn decide_mark(
    product: &Product,
    command: &MarkCriterion,
) -> Result<Vec<Event>, Refusal> {
    let MarkCriterion {
        item,
        criterion,
        met,
    } = *command;
    if find(product, item, criterion)?.met == met {
        return Ok(Vec::new());
    }
    Ok(vec![Event::CriterionMarked(CriterionMarked {
        item,
        criterion,
        met,
    })])
}

fn find(product: &Product, item: ItemId, criterion: CriterionId) -> Result<&Criterion, Refusal> {
    product
        .live_item(item)?
        .criterion(criterion)
        .ok_or(Refusal::NoSuchPart {
            item,
            what: "criterion",
        })
}

pub(crate) fn evolve_added(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &CriterionAdded,
) {
    let text = Revised::new(event.text.clone(), recorded.position);
    product.change_item(event.item, |item| {
        item.criteria.push(Criterion {
            id: event.criterion,
            text,
            met: false,
        });
    });
}

pub(crate) fn evolve_edited(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &CriterionEdited,
) {
    let text = Revised::new(event.to.clone(), recorded.position);
    change(product, event.item, event.criterion, |criterion| {
        criterion.text = text
    });
}

pub(crate) fn evolve_removed(product: &mut Product, event: &CriterionRemoved) {
    product.change_item(event.item, |item| {
        item.criteria
            .retain(|criterion| criterion.id != event.criterion);
    });
}

pub(crate) fn evolve_marked(product: &mut Product, event: &CriterionMarked) {
    change(product, event.item, event.criterion, |criterion| {
        criterion.met = event.met
    });
}

fn change(
    product: &mut Product,
    item: ItemId,
    id: CriterionId,
    change: impl FnOnce(&mut Criterion),
) {
    product.change_item(item, |item| {
        if let Some(criterion) = item
            .criteria
            .iter_mut()
            .find(|criterion| criterion.id == id)
        {
            change(criterion);
        }
    });
}
