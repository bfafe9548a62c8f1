//! The events of refinement: what was asked about items and answered, and what
//! the team asks for before an item is ready.

use domain::item::Outcome;
use domain::item::answer::{AnswerWithdrawn, QuestionAnswered, QuestionMarked};
use domain::item::question::{QuestionAsked, QuestionWithdrawn};
use domain::item::split::{ItemSplit, PartsJoined};
use domain::policy::change::PolicyChanged;
use domain::policy::own_check::{ItemTicked, ReadyCheckAdded, ReadyCheckKept, ReadyCheckReworded};
use domain::policy::{Policy, Setting, TABLE};
use domain::{AnswerId, Event, Points, QuestionId, ReadyCheckId};
use jiff::Timestamp;

use crate::{Examples, item, person};

pub(crate) fn examples() -> Examples<Event> {
    [questions(), answers(), policies(), splits()].concat()
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

fn policies() -> Examples<Event> {
    let (item, check) = (item(1), ReadyCheckId(3));
    let changed = |from, to, reason: Option<&str>| {
        Event::PolicyChanged(PolicyChanged {
            policy: Policy::ReadySize,
            from,
            to,
            reason: reason.map(Into::into),
        })
    };
    let others = TABLE.map(|entry| {
        Event::PolicyChanged(PolicyChanged {
            policy: entry.policy,
            from: Setting::On,
            to: Setting::Off,
            reason: None,
        })
    });
    let mut changes = vec![
        changed(Setting::AtMost(13), Setting::AtMost(8), Some("We tried")),
        changed(Setting::Off, Setting::On, None),
    ];
    changes.extend(others);
    let text = "The designer has seen it";
    vec![
        changes,
        vec![Event::ReadyCheckAdded(ReadyCheckAdded {
            check,
            text: text.into(),
        })],
        vec![Event::ReadyCheckReworded(ReadyCheckReworded {
            check,
            from: "Seen".into(),
            to: text.into(),
        })],
        [true, false]
            .map(|kept| Event::ReadyCheckKept(ReadyCheckKept { check, kept }))
            .to_vec(),
        [true, false]
            .map(|ticked| {
                Event::ItemTicked(ItemTicked {
                    item,
                    check,
                    ticked,
                })
            })
            .to_vec(),
    ]
}

fn splits() -> Examples<Event> {
    let sizes = [Some(Points::whole(8)), None];
    let split = |estimate| {
        let (item, parts) = (item(1), vec![item(4), item(5)]);
        Event::ItemSplit(ItemSplit {
            item,
            parts,
            estimate,
        })
    };
    let joined = |estimate| {
        let (item, parts) = (item(1), vec![item(5), item(4)]);
        Event::PartsJoined(PartsJoined {
            item,
            parts,
            estimate,
        })
    };
    vec![sizes.map(split).to_vec(), sizes.map(joined).to_vec()]
}

fn at() -> Timestamp {
    "2026-11-04T09:00:00.5Z".parse().expect("a moment")
}
