//! Refusals at the table of planning poker, in sentences.

use super::super::{Explanation, Refusal};
use crate::product::Product;

impl Refusal {
    pub(super) fn explain_poker(&self, product: &Product) -> Explanation {
        match self {
            Refusal::VotesSeen { item } => Explanation::new(
                format!(
                    "The reveal of {} cannot be undone.",
                    product.item_key(*item)
                ),
                "Everybody has seen the votes.",
                "Open another round to vote anew.",
            ),
            Refusal::RoundOver { item, round } => Explanation::new(
                format!("Round {round} on {} is over.", product.item_key(*item)),
                "A vote counts until the cards are turned over.",
                "Talk about it, and ask for another round.",
            ),
            Refusal::NoRound { item } => Explanation::new(
                format!("Nobody votes on {} now.", product.item_key(*item)),
                "Its planning poker ended, or was never opened.",
                "Open it, if the item is still in the product backlog.",
            ),
            Refusal::NotRevealed { item } => Explanation::new(
                format!("The votes on {} are still hidden.", product.item_key(*item)),
                "What the team agrees on follows from what it has seen.",
                "Reveal the votes first.",
            ),
            Refusal::NobodyVoted { item } => Explanation::new(
                format!("Nobody has voted on {} yet.", product.item_key(*item)),
                "There is no card to turn over.",
                "Vote first; votes may be missing, but not all.",
            ),
            Refusal::NotACard { card } => Explanation::new(
                format!("There is no card “{card}”."),
                "Everybody votes with the same cards, so that votes can be compared.",
                "Choose one of the cards.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}
