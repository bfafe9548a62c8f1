//! The events of suggestions, the icebox, removal with its ways, and mergers.

use domain::Event;
use domain::cleanup::{ItemKept, KeepingForgotten};
use domain::place::admit::ItemsAdmitted;
use domain::place::decline::ItemsDismissed;
use domain::place::ice::ItemsIced;
use domain::place::link::{SuggestionLinkClosed, SuggestionLinkOpened};
use domain::place::merge::ItemMerged;
use domain::place::take_back::{ItemsReturned, Returning};
use domain::place::{Gone, Iced, Leaving, Standing, Way};
use jiff::civil::date;

use crate::{Examples, item};

pub(crate) fn examples() -> Examples<Event> {
    let until = date(2027, 2, 28);
    let reason = || Some("Nobody \"asked\" 🦆".into());
    let leaving = |number, was| Leaving {
        item: item(number),
        was,
    };
    let below = |left| Standing::ProductBacklog { left };
    vec![
        vec![
            Event::ItemsAdmitted(ItemsAdmitted {
                items: vec![leaving(3, iced(until)), leaving(4, Standing::Suggestions)],
                left: Some(item(9)),
                reason: reason(),
            }),
            Event::ItemsAdmitted(ItemsAdmitted {
                items: vec![leaving(4, Standing::Suggestions)],
                left: None,
                reason: None,
            }),
        ],
        vec![
            Event::ItemsIced(ItemsIced {
                items: vec![leaving(3, below(Some(item(2)))), leaving(4, below(None))],
                until,
                reason: reason(),
            }),
            Event::ItemsIced(ItemsIced {
                items: vec![leaving(4, Standing::Suggestions)],
                until,
                reason: None,
            }),
        ],
        [
            Way::Declined,
            Way::Withdrawn,
            Way::Removed,
            Way::Merged(item(7)),
            Way::Wont,
        ]
        .map(|way| {
            let items = vec![leaving(4, Standing::Suggestions)];
            let reason = (way == Way::Declined).then(reason).flatten();
            Event::ItemsDismissed(ItemsDismissed { items, way, reason })
        })
        .to_vec(),
        [reason(), None]
            .map(|reason| {
                let (leaving, into) = (leaving(4, below(Some(item(2)))), item(7));
                Event::ItemMerged(ItemMerged {
                    leaving,
                    into,
                    reason,
                })
            })
            .to_vec(),
        vec![Event::ItemKept(kept()), Event::ItemKept(sparsely_kept())],
        vec![
            Event::KeepingForgotten(KeepingForgotten { kept: kept() }),
            Event::KeepingForgotten(KeepingForgotten {
                kept: sparsely_kept(),
            }),
        ],
        vec![Event::ItemsReturned(ItemsReturned {
            items: vec![
                returning(1, gone(Way::Merged(item(7))), below(None)),
                returning(2, below(Some(item(1))), gone(Way::Declined)),
                returning(3, iced(until), Standing::Suggestions),
            ],
        })],
        vec![Event::SuggestionLinkOpened(SuggestionLinkOpened {
            link: "q8Zr-word".into(),
        })],
        vec![Event::SuggestionLinkClosed(SuggestionLinkClosed {
            link: "q8Zr-word".into(),
        })],
    ]
}

fn kept() -> ItemKept {
    ItemKept {
        item: item(4),
        apart_from: Some(item(7)),
        was: "2026-11-22T20:00:00.5Z".parse().ok(),
    }
}

fn sparsely_kept() -> ItemKept {
    ItemKept {
        item: item(4),
        apart_from: None,
        was: None,
    }
}

fn iced(until: jiff::civil::Date) -> Standing {
    let reason = Some("Perhaps later".into());
    Standing::Icebox(Iced { until, reason })
}

fn gone(way: Way) -> Standing {
    let (reason, was) = (None, Box::new(Standing::Suggestions));
    Standing::Removed(Gone { way, reason, was })
}

fn returning(number: u32, was: Standing, to: Standing) -> Returning {
    let item = item(number);
    Returning { item, was, to }
}
