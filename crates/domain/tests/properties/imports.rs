//! Wishes about items that come from elsewhere.

use std::sync::Arc;

use domain::import::{
    FinishedItems, ImportItems, Incoming, Original, RemovedItems, RestoreOriginal, Seen,
};
use domain::{Command, Kind};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::values::{item, label, points, text};

pub(crate) fn wishes() -> BoxedStrategy<Command> {
    prop_oneof![2 => import(), 1 => restore()].boxed()
}

fn restore() -> BoxedStrategy<Command> {
    (item(), 1..6_u32, 0..3_u64)
        .prop_map(|(item, key, title)| {
            let seen = Seen {
                title,
                description: 0,
                kind: Kind::Story,
                estimate: None,
                labels: 0,
            };
            let (key, rest) = (format!("X-{key}").into(), Vec::new());
            let to = Arc::new(Original { key, rest, seen });
            RestoreOriginal { item, to }.into()
        })
        .boxed()
}

fn import() -> BoxedStrategy<Command> {
    let finished = select(vec![
        FinishedItems::Reopen,
        FinishedItems::Done,
        FinishedItems::Skip,
    ]);
    let removed = select(&[RemovedItems::Leave, RemovedItems::Restore][..]);
    (vec(incoming(), 0..5), finished, removed)
        .prop_map(|(items, finished, removed)| {
            ImportItems {
                items,
                finished,
                removed,
            }
            .into()
        })
        .boxed()
}

fn incoming() -> BoxedStrategy<Incoming> {
    let key = || prop_oneof![2 => (1..6_u32).prop_map(|number| format!("X-{number}")), 1 => (7..14_u32).prop_map(|number| format!("PAY-{number}"))];
    let what = (key(), select(&Kind::ALL[..]), text(), text(), points());
    let more = (
        vec(label(), 0..3),
        vec(text(), 0..2),
        any::<bool>(),
        of(key()),
    );
    (what, more)
        .prop_map(
            |((key, kind, title, description, estimate), (labels, criteria, finished, epic))| {
                Incoming {
                    row: 2,
                    key,
                    kind,
                    title,
                    description,
                    estimate,
                    labels,
                    criteria,
                    finished,
                    written_at: None,
                    assignee: None,
                    epic,
                    rest: Vec::new(),
                }
            },
        )
        .boxed()
}
