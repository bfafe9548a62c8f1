//! The events of Kano surveys.

use domain::survey::Question;
use domain::survey::answer::{Reply, SurveyAnswered};
use domain::survey::close::{SurveyClosed, SurveyReopened};
use domain::survey::evaluate::Answer;
use domain::survey::open::SurveyOpened;
use domain::{Event, SurveyId};

use crate::{Examples, item};

pub(crate) fn examples() -> Examples<Event> {
    let survey = SurveyId(1);
    let question = |number, description: Option<&str>| Question {
        item: item(number),
        title: "Pay by \"card\" 🦆".into(),
        description: description.map(Into::into),
    };
    let reply = |number, with, without| Reply {
        item: item(number),
        with,
        without,
    };
    let replies = vec![
        reply(1, Answer::Like, Answer::Dislike),
        reply(2, Answer::Expect, Answer::LiveWith),
        reply(3, Answer::Neutral, Answer::Neutral),
    ];
    vec![
        vec![Event::SurveyOpened(SurveyOpened {
            survey,
            link: "abc".into(),
            questions: [question(1, Some("Instead of cash")), question(2, None)].into(),
        })],
        vec![Event::SurveyClosed(SurveyClosed { survey })],
        vec![Event::SurveyReopened(SurveyReopened { survey })],
        vec![Event::SurveyAnswered(SurveyAnswered { survey, replies })],
    ]
}
