//! Refusals about suggestions, the icebox and mergers, in sentences.

use super::super::{Explanation, Refusal};
use crate::ids::ItemId;
use crate::item::Place;
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
            Refusal::CriteriaStayBehind {
                item,
                into,
                place,
                criteria,
            } => Explanation::new(
                format!("{} was not merged into {}.", key(item), key(into)),
                format!(
                    "{} is {}: its acceptance criteria are fixed, and {} of {} would be lost.",
                    key(into),
                    where_it_is(*place),
                    match criteria {
                        1 => "one".to_owned(),
                        many => many.to_string(),
                    },
                    key(item)
                ),
                "Leave it in the product backlog for what is still to do, or remove those criteria \
                 first.",
            ),
            Refusal::SuggestionLinkClosed => Explanation::new(
                "This suggestion link is closed.",
                "The product owner takes no suggestions through it any more.",
                "Ask whoever gave it to you for another one.",
            ),
            Refusal::SuggestionLinkOpen => Explanation::new(
                "A suggestion link is open already.",
                "There is one at a time, so that closing it closes all.",
                "Use that one, or close it first.",
            ),
            Refusal::TooManyGuestsWait { limit } => Explanation::new(
                "No more suggestions are taken through this link for now.",
                format!("{limit} of them wait for the product owner."),
                "Keep your text and send it later.",
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

fn where_it_is(place: Place) -> &'static str {
    match place {
        Place::Done(_) => "done",
        _ => "in a sprint",
    }
}
