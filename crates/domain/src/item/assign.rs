//! Who works on an item.

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{ItemId, PersonId};
use crate::product::Product;
use crate::refusal::Refusal;

/// Give an item to somebody, or to nobody.
#[derive(Clone, PartialEq, Debug)]
pub struct Assign {
    /// Which item.
    pub item: ItemId,
    /// To whom.
    pub to: Option<PersonId>,
}

/// An item's assignee changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AssigneeChanged {
    /// Which item.
    pub item: ItemId,
    /// Who had it.
    pub from: Option<PersonId>,
    /// Who has it.
    pub to: Option<PersonId>,
}

pub(crate) fn decide(product: &Product, command: &Assign) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    if let Some(person) = command.to
        && !product.people.contains_key(&person)
    {
        return Err(Refusal::NotInProduct);
    }
    if item.is_finished() {
        return Err(Refusal::ItemFinished { item: item.id });
    }
    if item.assignee == command.to {
        return Ok(Vec::new());
    }
    let (from, to) = (item.assignee, command.to);
    Ok(vec![Event::AssigneeChanged(AssigneeChanged {
        item: item.id,
        from,
        to,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &AssigneeChanged) {
    product.change_item(event.item, |item| item.assignee = event.to);
}
