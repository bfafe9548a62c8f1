//! Giving up a sprint that was never committed to. Its items return to where
//! they stood; its number is not used again.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plan::must_be_planned;
use super::put_back::returning;
use crate::event::Event;
use crate::ids::SprintId;
use crate::item::Place;
use crate::item::remove::Neighbour;
use crate::product::Product;
use crate::refusal::Refusal;

/// Give up a sprint being planned.
#[derive(Clone, PartialEq, Debug)]
pub struct DiscardSprint {
    /// Which.
    pub sprint: SprintId,
}

/// A planned sprint was given up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SprintDiscarded {
    /// Which.
    pub sprint: SprintId,
    /// Its items, each with what stands right above it now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Neighbour>,
}

pub(crate) fn decide(
    product: &Product,
    command: &DiscardSprint,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, now)?;
    let items = returning(product, &sprint.plan);
    Ok(vec![Event::SprintDiscarded(SprintDiscarded {
        sprint: sprint.id,
        items,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &SprintDiscarded) {
    for Neighbour { item, left } in &event.items {
        product.insert_in_order(&[*item], *left);
        product.change_item(*item, |item| item.place = Place::ProductBacklog);
    }
    product.sprints.remove(&event.sprint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Given, titles};

    #[test]
    fn a_discarded_sprints_items_return_and_its_number_is_not_used_again() {
        let mut given = Given::items(["A", "B"])
            .ready(&[1, 2])
            .sprint()
            .pulled(&[1, 2]);
        given.does(DiscardSprint {
            sprint: SprintId(1),
        });
        assert_eq!(titles(&given.product), ["A", "B"]);
        let given = given.sprint();
        assert!(given.product.sprints.contains_key(&SprintId(2)));
    }
}
