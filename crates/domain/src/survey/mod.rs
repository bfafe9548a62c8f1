//! Surveys after Kano (C5): whoever has the link says of each item how they feel if it is there, and if
//! it is not. Two answers make a category ([`evaluate`]); what most people's answers make is an
//! item's.
//!
//! Of an answer sheet only the counts are kept here, and in the record only the answers: nothing of
//! whoever gave them. The titles are those of the moment the survey was opened, so that all are asked
//! the same.
//!
//! Deliberately not here: setting an item's category (`item/kano.rs`); a survey proposes one.

pub mod answer;
pub mod close;
pub mod evaluate;
pub mod open;
pub(crate) mod undo;

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, PersonId, SurveyId};
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;
use evaluate::Tally;

/// Items in one survey, at most: thirty are sixty questions, and nobody answers more.
pub const MAX_QUESTIONS: usize = 30;
/// Characters in what is said about an item to those who are asked.
pub const MAX_DESCRIPTION: usize = text::MAX_LINE;
/// Answer sheets of one survey, at most: a flood ends here.
pub const MAX_SHEETS: usize = 2_000;

/// What is asked about one item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Question {
    /// Which item.
    pub item: ItemId,
    /// Its title when the survey was opened.
    pub title: Arc<str>,
    /// What it is, in words for those who are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Arc<str>>,
}

/// A survey and what was answered so far.
#[derive(Clone, PartialEq, Debug)]
pub struct Survey {
    /// Its number.
    pub id: SurveyId,
    /// The word in its address.
    pub word: Arc<str>,
    /// Who opened it.
    pub opened_by: Option<PersonId>,
    /// When.
    pub opened_at: Timestamp,
    /// When it was closed; `None` while answers are taken.
    pub closed_at: Option<Timestamp>,
    /// What is asked, in this order.
    pub questions: Arc<[Question]>,
    /// What was answered, in the order of the questions.
    pub tallies: Vec<Tally>,
    /// How many sheets came.
    pub sheets: usize,
}

impl Survey {
    /// Whether answers are taken.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// Each question with what was answered to it.
    pub fn results(&self) -> impl Iterator<Item = (&Question, &Tally)> {
        self.questions.iter().zip(&self.tallies)
    }
}

impl Product {
    /// A survey.
    ///
    /// # Errors
    /// [`Refusal::NoSuchSurvey`].
    pub fn survey(&self, id: SurveyId) -> Result<&Arc<Survey>, Refusal> {
        self.surveys.get(&id).ok_or(Refusal::NoSuchSurvey)
    }

    /// The survey that takes answers, if one does.
    pub fn open_survey(&self) -> Option<&Arc<Survey>> {
        let newest = self.surveys.values().rev();
        newest.into_iter().find(|survey| survey.is_open())
    }

    pub(crate) fn change_survey(&mut self, id: SurveyId, change: impl FnOnce(&mut Survey)) {
        if let Some(survey) = self.surveys.get_mut(&id) {
            change(Arc::make_mut(survey));
        }
    }
}

/// The survey whose link this is, while it takes answers.
///
/// # Errors
/// [`Refusal::SurveyClosed`].
pub fn must_be_open<'a>(product: &'a Product, link: &str) -> Result<&'a Arc<Survey>, Refusal> {
    let open = product.open_survey().filter(|open| *open.word == *link);
    open.ok_or(Refusal::SurveyClosed)
}

#[cfg(test)]
mod tests;
