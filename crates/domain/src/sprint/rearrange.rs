//! The order of the items inside a sprint being planned: the team's own, apart
//! from the product backlog's.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plan::must_be_planned;
use crate::event::Event;
use crate::ids::{ItemId, SprintId};
use crate::item::Place;
use crate::item::reorder::{Rank, distinct, resolve};
use crate::order::index_after;
use crate::product::Product;
use crate::refusal::Refusal;

/// Change the order inside a sprint being planned.
#[derive(Clone, PartialEq, Debug)]
pub struct Rearrange {
    /// Which sprint.
    pub sprint: SprintId,
    /// Which items, in their new order.
    pub items: Vec<ItemId>,
    /// Where the first of them goes.
    pub to: Rank,
}

/// The order inside a sprint being planned changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rearranged {
    /// Which sprint.
    pub sprint: SprintId,
    /// Which items, in their new order.
    pub items: Vec<ItemId>,
    /// What stands right above the first of them now; `None` on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<ItemId>,
    /// The whole order as it was.
    pub was: Vec<ItemId>,
}

pub(crate) fn decide(
    product: &Product,
    command: &Rearrange,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, now)?;
    let items = distinct(&command.items);
    for item in &items {
        if !sprint.plan.contains(item) {
            let place = product.live_item(*item)?.place;
            return Err(Refusal::NotInSprint {
                item: *item,
                sprint: sprint.id,
                place,
            });
        }
    }
    let moving: BTreeSet<ItemId> = items.iter().copied().collect();
    let left = resolve(&sprint.plan, &moving, command.to)?;
    let was = sprint.plan.to_vec();
    let event = Rearranged {
        sprint: sprint.id,
        items,
        left,
        was,
    };
    match arranged(&event) == event.was {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::Rearranged(event)]),
    }
}

pub(crate) fn arranged(event: &Rearranged) -> Vec<ItemId> {
    let mut plan = event.was.clone();
    plan.retain(|item| !event.items.contains(item));
    let index = index_after(&plan, event.left);
    plan.splice(index..index, event.items.iter().copied());
    plan
}

pub(crate) fn evolve(product: &mut Product, event: &Rearranged) {
    let plan = arranged(event);
    debug_assert!(plan.iter().all(|item| {
        product
            .items
            .get(item)
            .is_some_and(|item| item.place == Place::Sprint(event.sprint))
    }));
    product.change_sprint(event.sprint, |sprint| sprint.plan = Arc::new(plan));
}
