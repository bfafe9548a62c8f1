//! The events of scores, and of the order they propose.

use domain::Event;
use domain::item::arrange::ItemsArranged;
use domain::item::reorder::Moved;
use domain::score::choose::ScoringChanged;
use domain::score::say::ScoreChanged;
use domain::score::{Input, Method};

use crate::{Examples, item};

pub(crate) fn examples() -> Examples<Event> {
    let scored = |input, from, to| {
        let item = item(5);
        Event::ScoreChanged(ScoreChanged {
            item,
            input,
            from,
            to,
        })
    };
    let scoring = |from, to| Event::ScoringChanged(ScoringChanged { from, to });
    let moved = |number, from, to, was_below| Moved {
        item: item(number),
        from,
        to,
        was_below,
    };
    let arranged = |reason: Option<&str>| {
        let (below, reason) = (Some(item(3)), reason.map(Into::into));
        let items = vec![moved(7, 4, 1, below), moved(5, 1, 4, None)];
        Event::ItemsArranged(ItemsArranged { items, reason })
    };
    vec![
        vec![
            scored(Input::TimeCriticality, None, Some(0.25)),
            scored(Input::Reach, Some(10_000_000.0), None),
        ],
        vec![
            scoring(None, Some(Method::ValueEffort)),
            scoring(Some(Method::Rice), None),
            scoring(None, Some(Method::Wsjf)),
        ],
        vec![arranged(Some("By RICE of 2026-11-23")), arranged(None)],
    ]
}
