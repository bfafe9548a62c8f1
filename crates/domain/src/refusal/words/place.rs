//! Refusals about suggestions, the icebox and mergers, in sentences.

use super::super::{Explanation, Refusal};
use crate::ids::ItemId;
use crate::product::Product;

impl Refusal {
    pub(super) fn explain_place(&self, product: &Product) -> Explanation {
        let key = |item: &ItemId| product.item_key(*item);
        match self {
            Refusal::NotWaiting { item, place } => Explanation::new(
                format!("{} does not wait for this decision.", key(item)),
                format!(
                    "It is in one place only: {}. Somebody may have decided already.",
                    place.title()
                ),
                "Reload to see how things are.",
            ),
            Refusal::StandsAside { item, place } => Explanation::new(
                format!("{} is in the {}.", key(item), place.title()),
                "What waits there holds no items, has no rank and no estimate.",
                "The product owner takes it into the product backlog first.",
            ),
            Refusal::MergedWithItself { item } => Explanation::new(
                format!("{} cannot be merged into itself.", key(item)),
                "Two items become one.",
                "Name another item.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}
