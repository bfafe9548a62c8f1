//! Closing a survey. What was answered stays, and an undo opens it again under the same address.

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::SurveyId;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// Close a survey: no more answers are taken.
#[derive(Clone, PartialEq, Debug)]
pub struct CloseSurvey {
    /// Which.
    pub survey: SurveyId,
}

/// Take answers again.
#[derive(Clone, PartialEq, Debug)]
pub struct ReopenSurvey {
    /// Which.
    pub survey: SurveyId,
}

/// A survey was closed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SurveyClosed {
    /// Which.
    pub survey: SurveyId,
}

/// A survey takes answers again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SurveyReopened {
    /// Which.
    pub survey: SurveyId,
}

pub(crate) fn decide(product: &Product, command: &CloseSurvey) -> Result<Vec<Event>, Refusal> {
    let survey = command.survey;
    match product.survey(survey)?.is_open() {
        true => Ok(vec![Event::SurveyClosed(SurveyClosed { survey })]),
        false => Ok(Vec::new()),
    }
}

pub(crate) fn decide_reopen(
    product: &Product,
    command: &ReopenSurvey,
) -> Result<Vec<Event>, Refusal> {
    let survey = command.survey;
    product.survey(survey)?;
    match product.open_survey() {
        Some(open) if open.id == survey => Ok(Vec::new()),
        Some(_) => Err(Refusal::SurveyOpen),
        None => Ok(vec![Event::SurveyReopened(SurveyReopened { survey })]),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &SurveyClosed) {
    product.change_survey(event.survey, |survey| survey.closed_at = Some(recorded.at));
}

pub(crate) fn evolve_reopened(product: &mut Product, event: &SurveyReopened) {
    product.change_survey(event.survey, |survey| survey.closed_at = None);
}
