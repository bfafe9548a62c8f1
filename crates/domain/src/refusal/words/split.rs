//! Refusals about splitting items, in sentences.

use super::super::{Explanation, Refusal};
use crate::ids::ItemId;
use crate::item::Place;
use crate::product::Product;
use crate::text::counted;

impl Refusal {
    pub(super) fn explain_split(&self, product: &Product) -> Explanation {
        let key = |item: &ItemId| product.item_key(*item);
        match self {
            Refusal::SplitElsewhere {
                item, runs: true, ..
            } => Explanation::new(
                format!("{} was not split.", key(item)),
                "Its sprint runs: nothing enters or leaves until it is closed, parts of items \
                 neither.",
                "If it is not finished by then it comes back on top of the product backlog; \
                 split it there.",
            ),
            Refusal::SplitElsewhere { item, place, .. } => Explanation::new(
                format!("{} was not split.", key(item)),
                format!(
                    "It is in one place only: {}. Only what stands in the product backlog is \
                     split.",
                    place.title()
                ),
                first(*place),
            ),
            Refusal::BrokenDown { item, count } => Explanation::new(
                format!("{} is broken down already.", key(item)),
                format!(
                    "It stands for {}, and they stand in the order.",
                    counted(*count, "item")
                ),
                "Split one of them, or add items to the epic.",
            ),
            Refusal::SplitSince { item, parts } => Explanation::new(
                format!("{} was not split again.", key(item)),
                match &parts[..] {
                    // Whoever splits says that there are more than there ever were.
                    [] => "It was split into fewer parts than you have seen.".into(),
                    parts => format!(
                        "Somebody has split it meanwhile, into {}.",
                        parts.iter().map(key).collect::<Vec<_>>().join(", ")
                    ),
                },
                "Look at its parts; what you typed is still here.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}

/// What comes before splitting.
fn first(place: Place) -> &'static str {
    match place {
        Place::Sprint(_) => "The team puts it back into the product backlog first.",
        Place::Suggestions | Place::Icebox => {
            "The product owner takes it into the product backlog first."
        }
        _ => "What is done is done; write down what is left as a new item.",
    }
}
