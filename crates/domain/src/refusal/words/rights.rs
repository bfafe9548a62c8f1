//! Refusals about who may do what, in sentences.

use super::super::{Explanation, Refusal};
use crate::product::Product;

impl Refusal {
    pub(super) fn explain_right(&self, product: &Product) -> Explanation {
        match self {
            Refusal::Forbidden { right, held } => {
                let may: Vec<String> = right
                    .roles()
                    .iter()
                    .map(|r| r.title().to_lowercase())
                    .collect();
                let held: Vec<String> = held.iter().map(|r| r.title().to_lowercase()).collect();
                let held = match held.is_empty() {
                    true => "no role".to_owned(),
                    false => held.join(" and "),
                };
                Explanation::new(
                    format!("You may not {}.", right.deed()),
                    format!(
                        "That is for the {}; here you are {held}.",
                        may.join(" or the ")
                    ),
                    "Ask one of them, or ask an administrator for the role.",
                )
            }
            Refusal::OwnRoles => Explanation::new(
                "You cannot change your own roles.",
                "Ordering the backlog and filling a sprint are separate rights.",
                "Ask an administrator.",
            ),
            Refusal::NotYourComment => Explanation::new(
                "This comment cannot be changed by you.",
                "A comment belongs to whoever wrote it.",
                "Add a comment of your own.",
            ),
            Refusal::NotYourMove => Explanation::new(
                "This reason was not kept.",
                "Why something was moved is for whoever moved it to say.",
                "Comment on the item instead.",
            ),
            Refusal::LastAdministrator => Explanation::new(
                "The last administrator stays one.",
                "Without them nobody could look after the workspace, nor bring them back.",
                "Make somebody else an administrator first.",
            ),
            Refusal::CannotSignIn => Explanation::new(
                "Somebody who is disabled cannot be made an administrator.",
                "They cannot sign in, so they could look after nothing.",
                "Enable them first.",
            ),
            Refusal::NotYourVote => Explanation::new(
                "This vote is not yours.",
                "Everybody votes for themselves, unseen by the others.",
                "Vote yourself.",
            ),
            Refusal::NotYours { what } => Explanation::new(
                format!("This {what} cannot be taken back by you."),
                "It belongs to whoever wrote it.",
                "Add an answer of your own.",
            ),
            Refusal::PersonDisabled => Explanation::new(
                "This account is disabled.",
                "Who cannot sign in is given no role and no item.",
                "Choose somebody else, or ask an administrator to enable the account.",
            ),
            Refusal::NotYourQuestion => Explanation::new(
                "You may not say whether this question waits.",
                "That is for whoever asked it, and for those who refine items.",
                "Ask a question of your own, or one of them.",
            ),
            Refusal::NotYourSuggestion { item } => Explanation::new(
                format!("{} is not your suggestion.", product.item_key(*item)),
                "A suggestion is taken back by whoever made it.",
                "The product owner can decline it with a reason.",
            ),
            _ => Explanation::new(
                "Only an administrator may do this.",
                "It concerns the whole workspace.",
                "Ask an administrator.",
            ),
        }
    }
}
