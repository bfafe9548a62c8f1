//! Wishes about splitting items, and about what somebody else may want of the parts.

use domain::item::split::{ItemSplit, JoinParts, Part, PartsJoined, SplitAgain, SplitItem};
use domain::poker::open::OpenVote;
use domain::roadmap::cover::CoverPart;
use domain::{Command, GoalId, ItemId, PartId};
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
        2 => (1..=3_u32, new()).prop_map(|(part, item)| {
            let (goal, part, covers) = (GoalId(1), PartId(part), true);
            CoverPart { goal, part, item, covers }.into()
        }),
        1 => new().prop_map(|item| OpenVote { item }.into()),
    ]
    .boxed()
}

/// The first that a split makes.
fn new() -> impl Strategy<Value = ItemId> {
    (9..=11_u32).prop_map(ItemId)
}

fn part() -> impl Strategy<Value = Part> {
    let criteria = vec(criterion(), 0..3);
    (text(), criteria).prop_map(|(title, criteria)| Part { title, criteria })
}
