//! Taking back what an item last came as, and bringing that again: what an undo
//! needs, so that the same file says again what it changes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Original;
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Make an item have come as it did by another import.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreOriginal {
    /// Which item.
    pub item: ItemId,
    /// What it is to have been, under the same key.
    pub to: Arc<Original>,
}

/// What an item came as is again what another import brought.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OriginalRestored {
    /// Which item.
    pub item: ItemId,
    /// What it had last come as.
    pub from: Arc<Original>,
    /// What it came as now.
    pub to: Arc<Original>,
}

pub(crate) fn decide(product: &Product, command: &RestoreOriginal) -> Result<Vec<Event>, Refusal> {
    let item = product.item(command.item)?;
    let from = item.original.as_ref();
    let from = from.filter(|from| from.key == command.to.key);
    let from = from.cloned().ok_or(Refusal::NoSuchPart {
        item: item.id,
        what: "import",
    })?;
    if from == command.to {
        return Ok(Vec::new());
    }
    Ok(vec![Event::OriginalRestored(OriginalRestored {
        item: item.id,
        from,
        to: command.to.clone(),
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &OriginalRestored) {
    product.change_item(event.item, |item| item.original = Some(event.to.clone()));
}
