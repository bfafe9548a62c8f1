//! What stands in the way of an item of the running sprint.

use domain::BlockerId;
use domain::sprint::Blocker;
use domain::sprint::blocker::raise::{
    BlockerWithdrawn, RaiseBlocker, RestoreBlocker, WithdrawBlocker,
};
use domain::sprint::blocker::resolve::{ReopenBlocker, ResolveBlocker};

use super::*;

const BLOCKED: ItemId = ItemId(7);

pub(crate) fn raising() -> RaiseBlocker {
    RaiseBlocker {
        item: BLOCKED,
        text: "No keys".into(),
        helper: Some(person(1)),
    }
}

fn resolving() -> ResolveBlocker {
    ResolveBlocker {
        item: BLOCKED,
        blocker: BlockerId(1),
        text: None,
    }
}

/// Blocked once, and once after that was resolved.
pub(crate) fn samples(busy: &Product) -> Vec<(Product, Command)> {
    let (item, blocker) = (BLOCKED, BlockerId(1));
    let mut blocked = busy.clone();
    give(&mut blocked, raising());
    let mut resolved = blocked.clone();
    give(&mut resolved, resolving());
    let was = Blocker::clone(&blocked.items[&item].blockers[0]);
    let withdrawn = BlockerWithdrawn { item, blocker: was };
    vec![
        (busy.clone(), raising().into()),
        (busy.clone(), RestoreBlocker { withdrawn }.into()),
        (blocked.clone(), WithdrawBlocker { item, blocker }.into()),
        (blocked, resolving().into()),
        (resolved, ReopenBlocker { item, blocker }.into()),
    ]
}
