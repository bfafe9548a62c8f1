//! Wishes about splitting items.

use domain::Command;
use domain::item::split::{ItemSplit, JoinParts, Part, PartsJoined, SplitAgain, SplitItem};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::values::{criterion, item, items, points, text};

pub(crate) fn wishes() -> BoxedStrategy<Command> {
    prop_oneof![
        6 => (item(), vec(part(), 0..4), option::weighted(0.2, 0..3_usize))
            .prop_map(|(item, parts, seen)| SplitItem { item, parts, seen }.into()),
        1 => (item(), items(), points()).prop_map(|(item, parts, estimate)| {
            JoinParts { split: ItemSplit { item, parts, estimate } }.into()
        }),
        1 => (item(), items(), points()).prop_map(|(item, parts, estimate)| {
            SplitAgain { joined: PartsJoined { item, parts, estimate } }.into()
        }),
    ]
    .boxed()
}

fn part() -> impl Strategy<Value = Part> {
    let criteria = vec(criterion(), 0..3);
    (text(), criteria).prop_map(|(title, criteria)| Part { title, criteria })
}
