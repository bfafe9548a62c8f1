//! Acceptance criteria: what must be true for an item to be accepted (C18).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::edit_text::changes;
use super::{Criterion, Item};
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

/// Bring back a criterion that was taken away: the undo of that.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreCriterion {
    /// What was taken away.
    pub removed: CriterionRemoved,
}

/// A criterion was added.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CriterionAdded {
    /// To which item.
    pub item: ItemId,
    /// Its number.
    pub criterion: CriterionId,
    /// What it says.
    pub text: Arc<str>,
    /// How many stand above it; `None` at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u32>,
    /// Whether it was met before it was taken away and brought back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub met: bool,
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
    /// How many stood above it.
    pub at: u32,
    /// Whether it was met.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub met: bool,
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
    Ok(vec![Event::CriterionAdded(CriterionAdded {
        item: item.id,
        criterion: next(item),
        text,
        at: None,
        met: false,
    })])
}

fn next(item: &Item) -> CriterionId {
    let numbers = item.criteria.iter().map(|criterion| criterion.id.0);
    CriterionId(numbers.max().unwrap_or_default() + 1)
}

pub(crate) fn decide_restore(
    product: &Product,
    command: &RestoreCriterion,
) -> Result<Vec<Event>, Refusal> {
    let removed = &command.removed;
    let item = product.live_item(removed.item)?;
    super::create::within_limit("acceptance criteria", item.criteria.len() + 1)?;
    // Its number may have gone to another criterion meanwhile.
    let criterion = match item.criterion(removed.criterion) {
        Some(_) => next(item),
        None => removed.criterion,
    };
    Ok(vec![Event::CriterionAdded(CriterionAdded {
        item: item.id,
        criterion,
        text: text::line("criterion", &removed.text)?,
        at: Some(removed.at),
        met: removed.met,
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
    let found = find(product, command.item, command.criterion)?;
    let above = product.item(command.item)?.criteria.iter();
    let above = above.take_while(|criterion| criterion.id != found.id);
    Ok(vec![Event::CriterionRemoved(CriterionRemoved {
        item: command.item,
        criterion: found.id,
        text: found.text.value.clone(),
        at: above.count() as u32,
        met: found.met,
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
        let end = item.criteria.len();
        let index = event.at.map_or(end, |at| end.min(at as usize));
        let criterion = Criterion {
            id: event.criterion,
            text,
            met: event.met,
        };
        item.criteria.insert(index, criterion);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    fn criteria(given: &Given) -> Vec<(u32, &str, bool)> {
        let criteria = given.item(1).criteria.iter();
        criteria.map(|c| (c.id.0, &*c.text.value, c.met)).collect()
    }

    #[test]
    fn a_criterion_taken_away_by_mistake_comes_back_as_it_was() {
        let mut given = Given::items(["A"]);
        let item = ItemId(1);
        for text in ["One", "Two", "Three"] {
            let text = text.into();
            given.does(AddCriterion { item, text });
        }
        let (criterion, met) = (CriterionId(2), true);
        given.does(MarkCriterion {
            item,
            criterion,
            met,
        });
        let before = [(1, "One", false), (2, "Two", true), (3, "Three", false)];
        given.does(RemoveCriterion { item, criterion });
        assert_eq!(criteria(&given), [before[0], before[2]]);
        given.undoes_last();
        assert_eq!(criteria(&given), before);
    }

    #[test]
    fn a_number_that_is_in_use_again_is_not_given_twice() {
        let mut given = Given::items(["A"]);
        let (item, criterion) = (ItemId(1), CriterionId(1));
        let text = |text: &str| text.to_owned();
        given.does(AddCriterion {
            item,
            text: text("One"),
        });
        given.does(RemoveCriterion { item, criterion });
        let removing = given.last_command();
        given.does(AddCriterion {
            item,
            text: text("Two"),
        });
        given.does(given.undo_of(removing));
        assert_eq!(criteria(&given), [(2, "One", false), (1, "Two", false)]);
    }
}
