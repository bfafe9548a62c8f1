//! The events of blockers.

use domain::sprint::blocker::raise::{BlockerRaised, BlockerWithdrawn, Raised};
use domain::sprint::blocker::resolve::{BlockerReopened, BlockerResolved};
use domain::sprint::{Blocker, Resolution};
use domain::{BlockerId, Event, SprintId};
use jiff::Timestamp;

use crate::{Examples, item, person};

pub(crate) fn examples() -> Examples<Event> {
    let (item, blocker, by) = (item(1), BlockerId(2), Some(person(2)));
    let raised = |helper, first| {
        Event::BlockerRaised(BlockerRaised {
            item,
            blocker,
            sprint: SprintId(3),
            text: "No keys".into(),
            helper,
            first,
        })
    };
    let resolved = |text: Option<&str>| {
        let text = text.map(Into::into);
        Event::BlockerResolved(BlockerResolved {
            item,
            blocker,
            text,
        })
    };
    let reopened = |was| Event::BlockerReopened(BlockerReopened { item, blocker, was });
    let withdrawn = |blocker| Event::BlockerWithdrawn(BlockerWithdrawn { item, blocker });
    let first = |by| Some(Raised { by, at: at() });
    vec![
        vec![
            raised(by, first(by)),
            raised(None, first(None)),
            raised(None, None),
        ],
        vec![resolved(Some("They came")), resolved(None)],
        vec![reopened(ended(true)), reopened(ended(false))],
        vec![withdrawn(stood(true)), withdrawn(stood(false))],
    ]
}

fn at() -> Timestamp {
    "2026-11-03T09:00:00Z".parse().expect("a moment")
}

fn ended(full: bool) -> Resolution {
    Resolution {
        by: full.then(|| person(4)),
        at: at(),
        text: full.then(|| "They came".into()),
    }
}

fn stood(full: bool) -> Blocker {
    Blocker {
        id: BlockerId(2),
        text: "No keys".into(),
        helper: full.then(|| person(3)),
        sprint: SprintId(3),
        by: full.then(|| person(2)),
        at: at(),
        resolved: full.then(|| ended(true)),
    }
}
