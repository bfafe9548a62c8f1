//! Refusals about surveys, in sentences. Guests read them, too: they name nothing of the product.

use super::super::{Explanation, Refusal};

impl Refusal {
    pub(super) fn explain_survey(&self) -> Explanation {
        match self {
            Refusal::SurveyClosed => Explanation::new(
                "This survey is closed.",
                "No answers are taken through this link any more.",
                "Ask whoever gave it to you whether there is another one.",
            ),
            Refusal::SurveyOpen => Explanation::new(
                "A survey is open already.",
                "There is one at a time, so that nobody answers the wrong one.",
                "Close it first; its answers stay.",
            ),
            Refusal::SurveyFull { limit } => Explanation::new(
                "This survey takes no more answers.",
                format!("{limit} people have answered it."),
                "Thank you all the same.",
            ),
            Refusal::NothingAsked => Explanation::new(
                "The survey was not opened.",
                "It asks about nothing.",
                "Choose at least one item.",
            ),
            Refusal::NothingAnswered => Explanation::new(
                "Nothing was sent.",
                "No question has an answer yet.",
                "Answer both questions about at least one of them.",
            ),
            Refusal::NotAsked => Explanation::new(
                "Your answers were not taken.",
                "Each belongs to a question of this survey, and each is answered once.",
                "Open the link again and answer there.",
            ),
            _ => Explanation::new(
                "There is no such survey.",
                "It may belong to another product.",
                "Open it from the page of surveys.",
            ),
        }
    }
}
