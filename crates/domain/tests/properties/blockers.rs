//! Wishes about what stands in the way of items.

use domain::sprint::blocker::raise::{
    BlockerWithdrawn, RaiseBlocker, RestoreBlocker, WithdrawBlocker,
};
use domain::sprint::blocker::resolve::{ReopenBlocker, ResolveBlocker};
use domain::sprint::{Blocker, Resolution};
use domain::{BlockerId, Command, Item, ItemId, Product, SprintId};
use jiff::Timestamp;
use proptest::option;
use proptest::prelude::*;

use crate::aim::{at, live, those};
use crate::values::{item, reason, sprint_id, text};
use crate::wish::person;

fn blocker() -> impl Strategy<Value = BlockerId> {
    (1..=3_u32).prop_map(BlockerId)
}

pub(crate) fn wishes() -> BoxedStrategy<Command> {
    let helper = option::weighted(0.3, (1..=7_u128).prop_map(person));
    prop_oneof![
        6 => (item(), text(), helper)
            .prop_map(|(item, text, helper)| RaiseBlocker { item, text, helper }.into()),
        4 => (item(), blocker(), reason())
            .prop_map(|(item, blocker, text)| ResolveBlocker { item, blocker, text }.into()),
        3 => (item(), blocker())
            .prop_map(|(item, blocker)| ReopenBlocker { item, blocker }.into()),
        3 => (item(), blocker())
            .prop_map(|(item, blocker)| WithdrawBlocker { item, blocker }.into()),
        1 => (item(), sprint_id(), text())
            .prop_map(|(item, sprint, text)| restored(item, sprint, &text).into()),
    ]
    .boxed()
}

fn restored(item: ItemId, sprint: SprintId, text: &str) -> RestoreBlocker {
    let (by, at, helper, resolved) = (None, Timestamp::UNIX_EPOCH, None, None::<Resolution>);
    let blocker = Blocker {
        id: BlockerId(2),
        text: text.into(),
        helper,
        sprint,
        by,
        at,
        resolved,
    };
    let withdrawn = BlockerWithdrawn { item, blocker };
    RestoreBlocker { withdrawn }
}

/// Points a wish at what is there; whether it is one of these.
pub(crate) fn aim(product: &Product, command: &mut Command) -> bool {
    match command {
        Command::RaiseBlocker(RaiseBlocker { item, .. }) => {
            let mut running = product
                .sprints
                .values()
                .filter(|sprint| sprint.is_running());
            let running = running.next().map(|sprint| sprint.plan.clone());
            at(item, &running.unwrap_or_default());
        }
        Command::RestoreBlocker(restore) => at(&mut restore.withdrawn.item, &live(product)),
        Command::WithdrawBlocker(WithdrawBlocker { item, blocker })
        | Command::ResolveBlocker(ResolveBlocker { item, blocker, .. }) => {
            at_blocker(product, item, blocker, Blocker::is_open);
        }
        Command::ReopenBlocker(ReopenBlocker { item, blocker }) => {
            at_blocker(product, item, blocker, |one| !one.is_open());
        }
        _ => return false,
    }
    true
}

fn at_blocker(
    product: &Product,
    item: &mut ItemId,
    blocker: &mut BlockerId,
    fits: impl Fn(&Blocker) -> bool,
) {
    let has = |item: &Item| item.blockers.iter().any(|one| fits(one));
    at(item, &those(product, has));
    let found = product.items.get(item);
    let mut fitting = found.iter().flat_map(|item| &item.blockers);
    if let Some(found) = fitting.find(|one| fits(one)) {
        *blocker = found.id;
    }
}
