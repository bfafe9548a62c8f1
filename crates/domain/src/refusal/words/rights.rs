//! Refusals about who may do what, in sentences.

use super::super::{Explanation, Refusal};
use crate::product::Product;
use crate::rights::{Right, Roles};

impl Refusal {
    pub(super) fn explain_right(&self, product: &Product) -> Explanation {
        match self {
            Refusal::Forbidden { right, held } => lacking(*right, *held),
            Refusal::NotYours { what } => Explanation::new(
                format!("This {what} cannot be taken back by you."),
                "It belongs to whoever wrote it.",
                "Add an answer of your own.",
            ),
            Refusal::NotYourSuggestion { item } => Explanation::new(
                format!("{} is not your suggestion.", product.item_key(*item)),
                "A suggestion is taken back by whoever made it.",
                "The product owner can decline it with a reason.",
            ),
            refusal => {
                let [what, why, remedy] = refusal.fixed();
                Explanation::new(what, why, remedy)
            }
        }
    }

    /// What is said in the same words of everybody and everything: what, why and what to do.
    fn fixed(&self) -> [&'static str; 3] {
        match self {
            Refusal::OwnRoles => OWN_ROLES,
            Refusal::NotYourComment => NOT_YOUR_COMMENT,
            Refusal::NotYourAttachment => NOT_YOUR_ATTACHMENT,
            Refusal::NotYourMove => NOT_YOUR_MOVE,
            Refusal::LastAdministrator => LAST_ADMINISTRATOR,
            Refusal::CannotSignIn => CANNOT_SIGN_IN,
            Refusal::NotYourVote => NOT_YOUR_VOTE,
            Refusal::PersonDisabled => PERSON_DISABLED,
            Refusal::NotYourQuestion => NOT_YOUR_QUESTION,
            _ => ADMINISTRATORS_ONLY,
        }
    }
}

/// Which roles would do, and which one has.
fn lacking(right: Right, held: Roles) -> Explanation {
    let may: Vec<String> = right
        .roles()
        .iter()
        .map(|role| role.title().to_lowercase())
        .collect();
    let held: Vec<String> = held
        .iter()
        .map(|role| role.title().to_lowercase())
        .collect();
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

const OWN_ROLES: [&str; 3] = [
    "You cannot change your own roles.",
    "Ordering the backlog and filling a sprint are separate rights.",
    "Ask an administrator.",
];
const NOT_YOUR_COMMENT: [&str; 3] = [
    "This comment cannot be changed by you.",
    "A comment belongs to whoever wrote it.",
    "Add a comment of your own.",
];
const NOT_YOUR_ATTACHMENT: [&str; 3] = [
    "This file is not yours to take away or bring back.",
    "That is for whoever attached it, and for those who refine items.",
    "Ask one of them.",
];
const NOT_YOUR_MOVE: [&str; 3] = [
    "This reason was not kept.",
    "Why something was moved is for whoever moved it to say.",
    "Comment on the item instead.",
];
const LAST_ADMINISTRATOR: [&str; 3] = [
    "The last administrator stays one.",
    "Without them nobody could look after the workspace, nor bring them back.",
    "Make somebody else an administrator first.",
];
const CANNOT_SIGN_IN: [&str; 3] = [
    "Somebody who is disabled cannot be made an administrator.",
    "They cannot sign in, so they could look after nothing.",
    "Enable them first.",
];
const NOT_YOUR_VOTE: [&str; 3] = [
    "This vote is not yours.",
    "Everybody votes for themselves, unseen by the others.",
    "Vote yourself.",
];
const PERSON_DISABLED: [&str; 3] = [
    "This account is disabled.",
    "Who cannot sign in is given no role and no item.",
    "Choose somebody else, or ask an administrator to enable the account.",
];
const NOT_YOUR_QUESTION: [&str; 3] = [
    "You may not say whether this question waits.",
    "That is for whoever asked it, and for those who refine items.",
    "Ask a question of your own, or one of them.",
];
const ADMINISTRATORS_ONLY: [&str; 3] = [
    "Only an administrator may do this.",
    "It concerns the whole workspace.",
    "Ask an administrator.",
];
