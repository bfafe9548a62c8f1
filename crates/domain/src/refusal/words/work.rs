//! Refusals about the work of a running sprint, in sentences.

use super::super::{Explanation, Refusal};
use crate::product::Product;

impl Refusal {
    pub(super) fn explain_work(&self, product: &Product) -> Explanation {
        match self {
            Refusal::DoneIsNotBlocked { item } => Explanation::new(
                format!("{} is done.", product.item_key(*item)),
                "Nothing stands in the way of what is done.",
                "Move its card back first, if it is not done.",
            ),
            Refusal::BlockerResolved { item } => Explanation::new(
                format!("This blocker of {} was resolved.", product.item_key(*item)),
                "What was resolved stays in the record.",
                "Say that it blocks again first, if it does.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}
