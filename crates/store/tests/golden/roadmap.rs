//! The events of the roadmap.

use domain::roadmap::add::GoalAdded;
use domain::roadmap::cover::CoverChanged;
use domain::roadmap::edit::{GoalEdited, GoalField};
use domain::roadmap::end::GoalStateChanged;
use domain::roadmap::schedule::GoalScheduled;
use domain::roadmap::serve::GoalChanged;
use domain::roadmap::{GoalState, Quarter, Span};
use domain::{Event, GoalId, PartId};

use crate::{Examples, item};

const GOAL: GoalId = GoalId(2);

pub(crate) fn examples() -> Examples<Event> {
    [goals(), states()].concat()
}

fn goals() -> Examples<Event> {
    let added = |span: Option<Span>| {
        Event::GoalAdded(GoalAdded {
            goal: GOAL,
            name: "Pay by card".into(),
            text: "# Cards\n- Visa".into(),
            parts: span.iter().flat_map(|_| [PartId(1), PartId(2)]).collect(),
            span,
        })
    };
    let edited = |field| {
        Event::GoalEdited(GoalEdited {
            goal: GOAL,
            field,
            from: "Was".into(),
            to: "Is".into(),
            was: match field {
                GoalField::Name => Vec::new(),
                GoalField::Text => vec![PartId(1), PartId(2)],
            },
            parts: match field {
                GoalField::Name => Vec::new(),
                GoalField::Text => vec![PartId(3)],
            },
        })
    };
    let scheduled = |from, to| {
        let goal = GOAL;
        Event::GoalScheduled(GoalScheduled { goal, from, to })
    };
    let covered = |covers| {
        let (goal, part, item) = (GOAL, PartId(2), item(1));
        Event::CoverChanged(CoverChanged {
            goal,
            part,
            item,
            covers,
        })
    };
    let changed = |from, to| {
        let item = item(1);
        Event::GoalChanged(GoalChanged { item, from, to })
    };
    vec![
        vec![added(span()), added(None)],
        vec![edited(GoalField::Name), edited(GoalField::Text)],
        vec![scheduled(span(), span()), scheduled(None, None)],
        vec![covered(true), covered(false)],
        vec![changed(Some(GoalId(1)), Some(GOAL)), changed(None, None)],
    ]
}

fn states() -> Examples<Event> {
    let changed = |from, to, because: Option<&str>| {
        Event::GoalStateChanged(GoalStateChanged {
            goal: GOAL,
            from,
            was_because: because.map(Into::into),
            to,
            because: because.map(Into::into),
        })
    };
    vec![vec![
        changed(GoalState::Dropped, GoalState::Reached, Some("A reason")),
        changed(GoalState::Open, GoalState::Removed, None),
    ]]
}

fn span() -> Option<Span> {
    let quarter = |text| Quarter::parse(text).expect("a quarter");
    Span::new(quarter("2026-Q4"), quarter("2027-Q1")).ok()
}
