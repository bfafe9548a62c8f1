//! What takes the opening and closing of a survey back (I2). An answer is its giver's and stays.

use super::close::{CloseSurvey, ReopenSurvey};
use crate::decide::Command;
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// The command that takes `recorded` back, if it was about a survey.
pub(crate) fn take_back(
    _: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Command>, Refusal> {
    let command: Command = match &recorded.event {
        Event::SurveyOpened(e) => CloseSurvey { survey: e.survey }.into(),
        Event::SurveyReopened(e) => CloseSurvey { survey: e.survey }.into(),
        Event::SurveyClosed(e) => ReopenSurvey { survey: e.survey }.into(),
        Event::SurveyAnswered(_) => {
            return Err(Refusal::NoWayBack {
                what: "An answer to a survey",
            });
        }
        _ => return Ok(None),
    };
    Ok(Some(command))
}
