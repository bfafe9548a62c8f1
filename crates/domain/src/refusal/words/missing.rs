//! Refusals about things that are not there, in sentences.

use super::super::{Explanation, Refusal};
use crate::product::Product;

impl Refusal {
    pub(super) fn explain_missing(&self, product: &Product) -> Explanation {
        let what = match self {
            Refusal::NoSuchItem { item } => format!("There is no {}.", product.item_key(*item)),
            Refusal::NoSuchSprint { sprint } => format!("There is no sprint {sprint} here."),
            Refusal::NoSuchTemplate => "There is no such template.".to_owned(),
            Refusal::NoSuchReadyCheck => "The team has no such check.".to_owned(),
            Refusal::NoSuchGoal { goal } => format!("There is no goal {goal} on the roadmap."),
            Refusal::NoSuchGoalPart { goal } => {
                format!("The document of goal {goal} has no such section or point.")
            }
            Refusal::NoSuchStep { .. } => {
                "There is no such activity or step on the story map.".to_owned()
            }
            Refusal::NoSuchTeam => "There is no such team here.".to_owned(),
            Refusal::NoSuchPart { item, what } => {
                format!("{} has no such {what}.", product.item_key(*item))
            }
            Refusal::NotAMove => {
                "No reason was kept: this moved nothing in the product backlog.".to_owned()
            }
            Refusal::NoSuchCommand => "There is nothing to undo.".to_owned(),
            Refusal::NoSuchPerson => "There is no such person in this workspace.".to_owned(),
            _ => "There is no such product, or you have no role in it.".to_owned(),
        };
        let remedy = match self {
            Refusal::NoSuchProduct => "Ask its product owner to invite you.",
            Refusal::NotAMove => "Give a reason to a move.",
            Refusal::NoSuchPerson => {
                "Invite them: whoever takes an invite is given the roles in it."
            }
            Refusal::NoSuchCommand => "Reload the page to see how things are.",
            _ => "It may have been removed meanwhile; reload to see how things are.",
        };
        Explanation::new(what, "", remedy)
    }
}
