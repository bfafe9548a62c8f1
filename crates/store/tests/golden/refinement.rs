//! The events of refinement: what was asked about items and answered.

use domain::item::Outcome;
use domain::item::answer::{AnswerWithdrawn, QuestionAnswered, QuestionMarked};
use domain::item::question::{QuestionAsked, QuestionWithdrawn};
use domain::{AnswerId, Event, QuestionId};
use jiff::Timestamp;

use crate::{Examples, item, person};

pub(crate) fn examples() -> Examples<Event> {
    [questions(), answers()].concat()
}

fn questions() -> Examples<Event> {
    let (item, question) = (item(1), QuestionId(2));
    let asked = |to, challenge, asked| {
        Event::QuestionAsked(QuestionAsked {
            item,
            question,
            text: "Which cards?\nAll?".into(),
            to,
            challenge,
            asked,
        })
    };
    let withdrawn = |to, challenge| {
        Event::QuestionWithdrawn(QuestionWithdrawn {
            item,
            question,
            text: "Which cards?".into(),
            to,
            challenge,
            asked: at(),
        })
    };
    let marked = |open| {
        Event::QuestionMarked(QuestionMarked {
            item,
            question,
            open,
        })
    };
    let somebody = Some(person(2));
    vec![
        vec![asked(somebody, true, Some(at())), asked(None, false, None)],
        vec![withdrawn(somebody, true), withdrawn(None, false)],
        vec![marked(true), marked(false)],
    ]
}

fn answers() -> Examples<Event> {
    let (item, question, answer) = (item(1), QuestionId(2), AnswerId(3));
    let answered = |outcome, answered: Option<Timestamp>| {
        Event::QuestionAnswered(QuestionAnswered {
            item,
            question,
            answer,
            text: "The common ones".into(),
            outcome,
            answered,
            stays_open: answered.is_some(),
        })
    };
    let withdrawn = |outcome, reopens| {
        Event::AnswerWithdrawn(AnswerWithdrawn {
            item,
            question,
            answer,
            text: "The common ones".into(),
            outcome,
            answered: at(),
            reopens,
        })
    };
    let outcomes = Outcome::ALL.map(Some).into_iter().chain([None]);
    vec![
        outcomes
            .map(|outcome| answered(outcome, outcome.map(|_| at())))
            .collect(),
        vec![
            withdrawn(Some(Outcome::Changed), true),
            withdrawn(None, false),
        ],
    ]
}

fn at() -> Timestamp {
    "2026-11-04T09:00:00.5Z".parse().expect("a moment")
}
