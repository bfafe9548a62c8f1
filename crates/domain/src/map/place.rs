//! Where on the map items stand. That says what a user does with them, as an epic says what they belong
//! to; it moves them neither in the order nor between goals.

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{ItemId, StepId};
use crate::item::Item;
use crate::product::Product;
use crate::refusal::Refusal;

/// Put items at an activity or a step, or take them off the map.
#[derive(Clone, PartialEq, Debug)]
pub struct PlaceItems {
    /// Which items.
    pub items: Vec<ItemId>,
    /// Where; nothing for off the map.
    pub to: Option<StepId>,
}

/// Items stand elsewhere on the map.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsPlaced {
    /// Which, and where each of them stood.
    pub items: Vec<Placed>,
    /// Where they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<StepId>,
}

/// An item that stands elsewhere on the map.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Placed {
    /// Which.
    pub item: ItemId,
    /// Where it stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<StepId>,
}

pub(crate) fn decide(product: &Product, command: &PlaceItems) -> Result<Vec<Event>, Refusal> {
    if let Some(step) = command.to {
        product.step(step)?;
    }
    let mut items: Vec<Placed> = Vec::new();
    for id in &command.items {
        let item = product.live_item(*id)?;
        if command.to.is_some() {
            may_stand(product, item)?;
        }
        let (item, from) = (item.id, product.step_of(item));
        if from != command.to {
            items.push(Placed { item, from });
        }
    }
    items.sort_by_key(|placed| placed.item);
    items.dedup();
    let to = command.to;
    let changed = (!items.is_empty()).then_some(Event::ItemsPlaced(ItemsPlaced { items, to }));
    Ok(changed.into_iter().collect())
}

/// An epic that is broken down is not on the map; its items are.
fn may_stand(product: &Product, item: &Item) -> Result<(), Refusal> {
    match product.is_broken_down(item.id) {
        true => Err(Refusal::EpicStandsApart { item: item.id }),
        false => Ok(()),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &ItemsPlaced) {
    for placed in &event.items {
        product.change_item(placed.item, |item| item.step = event.to);
    }
}
