//! Refusals about what changed meanwhile, in sentences.

use super::super::{Explanation, Refusal};
use crate::product::Product;

impl Refusal {
    pub(super) fn explain_conflict(&self, product: &Product) -> Explanation {
        match self {
            Refusal::TextChanged { field, .. } => Explanation::new(
                format!("The {field} was not saved."),
                "Somebody else changed it while you were writing.",
                "Both texts are shown: take one, or join them and save again.",
            ),
            Refusal::ChangedSince { what } => Explanation::new(
                "This cannot be undone any more.",
                format!("The {what} was changed again since."),
                "Change it by hand if you still want to.",
            ),
            Refusal::PartChanged { part } => Explanation::new(
                "This cannot be undone any more.",
                format!(
                    "{}, a part of what was split, was changed again since.",
                    product.item_key(*part)
                ),
                "Its history says what and by whom, or else the votes on it or a goal it covers do. Whoever orders the backlog can still remove it or bring it back.",
            ),
            Refusal::TemplateSince => Explanation::new(
                "The template was not saved.",
                "Somebody else changed it while you were writing.",
                "Open this page once more beside this one to see theirs, and save yours there.",
            ),
            Refusal::NotWeighed { item } => Explanation::new(
                format!("{} is not compared.", product.item_key(*item)),
                "Only two different items of the backlog that are both Must are compared with each other.",
                "Reload to see which pair is next.",
            ),
            Refusal::ProposalChanged => Explanation::new(
                "Nothing was moved.",
                "The scores or the order changed, so another order is proposed by now.",
                "Look at it anew, and apply what you see then.",
            ),
            Refusal::NotScored => Explanation::new(
                "This product scores no items.",
                "Scores are off until the product owner chooses a formula.",
                "Choose one on the page “Scores” first.",
            ),
            Refusal::NoWayBack { what } => Explanation::new(
                "This cannot be undone.",
                format!("{what} is for ever."),
                "What it did can be read on the sprint's page.",
            ),
            Refusal::NeighbourGone { item } => Explanation::new(
                format!("{} cannot go back.", product.item_key(*item)),
                "The item it stood below is no longer in the product backlog.",
                "Move it by hand.",
            ),
            Refusal::NeighbourNotInOrder { item } => Explanation::new(
                format!("Nothing can be put beside {}.", product.item_key(*item)),
                "It is not in this list, or no longer.",
                "Name another neighbour, or a rank.",
            ),
            Refusal::KeyTaken { key } => Explanation::new(
                format!("The key {key} is taken."),
                "Another product of this workspace has it.",
                "Choose another key.",
            ),
            Refusal::KeyReserved { key } => Explanation::new(
                format!("The key {key} is not free."),
                "A removed product keeps it, so that it can be brought back.",
                "Choose another key, or bring that product back.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}
