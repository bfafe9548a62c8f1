//! Resolving a blocker, and finding that it still stands there.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Resolution, change, find};
use crate::event::Event;
use crate::ids::{BlockerId, ItemId};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text;

/// Say that a blocker is out of the way.
#[derive(Clone, PartialEq, Debug)]
pub struct ResolveBlocker {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub blocker: BlockerId,
    /// What helped, if there is something to say.
    pub text: Option<String>,
}

/// Say that it blocks after all, as old as it was.
#[derive(Clone, PartialEq, Debug)]
pub struct ReopenBlocker {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub blocker: BlockerId,
}

/// A blocker is out of the way.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BlockerResolved {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub blocker: BlockerId,
    /// What helped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Arc<str>>,
}

/// A blocker stands in the way again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BlockerReopened {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub blocker: BlockerId,
    /// How it had ended.
    pub was: Resolution,
}

pub(crate) fn decide(product: &Product, command: &ResolveBlocker) -> Result<Vec<Event>, Refusal> {
    let found = find(product, command.item, command.blocker)?;
    let text = text::optional_line("resolution", command.text.as_deref())?;
    if !found.is_open() {
        return Ok(Vec::new());
    }
    let (item, blocker) = (command.item, command.blocker);
    Ok(vec![Event::BlockerResolved(BlockerResolved {
        item,
        blocker,
        text,
    })])
}

pub(crate) fn decide_reopen(
    product: &Product,
    command: &ReopenBlocker,
) -> Result<Vec<Event>, Refusal> {
    let (item, blocker) = (command.item, command.blocker);
    let was = find(product, item, blocker)?.resolved.clone();
    let reopened = was.map(|was| Event::BlockerReopened(BlockerReopened { item, blocker, was }));
    Ok(reopened.into_iter().collect())
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &BlockerResolved) {
    let resolution = Resolution {
        by: recorded.actor,
        at: recorded.at,
        text: event.text.clone(),
    };
    change(product, event.item, event.blocker, |blocker| {
        blocker.resolved = Some(resolution);
    });
}

pub(crate) fn evolve_reopened(product: &mut Product, event: &BlockerReopened) {
    change(product, event.item, event.blocker, |blocker| {
        blocker.resolved = None;
    });
}

#[cfg(test)]
mod tests {
    use super::super::raise::{RaiseBlocker, WithdrawBlocker};
    use super::*;
    use crate::testing::Given;

    const ITEM: ItemId = ItemId(1);
    const FIRST: BlockerId = BlockerId(1);

    fn blocked() -> Given {
        let mut given = Given::running(["A"]);
        given.does(RaiseBlocker {
            item: ITEM,
            text: "No keys".into(),
            helper: Some(crate::testing::SOLO),
        });
        given
    }

    fn resolve() -> ResolveBlocker {
        ResolveBlocker {
            item: ITEM,
            blocker: FIRST,
            text: Some("They sent them".into()),
        }
    }

    #[test]
    fn resolving_leaves_a_trace_and_ends_the_age() {
        let mut given = blocked();
        given.does(resolve());
        let blocker = given.item(1).blockers[0].clone();
        let ended = blocker.resolved.as_ref().unwrap();
        assert_eq!(ended.text.as_deref(), Some("They sent them"));
        assert_eq!(given.product.blocked(given.sprint_state(1)), []);
        let later = given.now() + jiff::SignedDuration::from_hours(24 * 30);
        assert_eq!(given.product.age_of(given.item(1), &blocker, later), 0);
        assert_eq!(given.decides(resolve()), [], "it is so already");
        let (item, blocker) = (ITEM, FIRST);
        let withdraw = WithdrawBlocker { item, blocker };
        assert_eq!(given.refusal(withdraw), Refusal::BlockerResolved { item });
    }

    #[test]
    fn what_blocks_again_is_as_old_as_it_was() {
        let mut given = blocked();
        let before = given.item(1).blockers.clone();
        given.does(resolve());
        given.undoes_last();
        assert_eq!(given.item(1).blockers, before);
        given.undoes_last();
        assert!(!given.item(1).blockers[0].is_open(), "it was done again");
        given.does(ReopenBlocker {
            item: ITEM,
            blocker: FIRST,
        });
        assert_eq!(given.item(1).blockers, before);
    }

    #[test]
    fn an_item_keeps_its_blockers_when_the_sprint_ends() {
        let mut given = blocked();
        let (sprint, reasons) = (crate::ids::SprintId(1), Default::default());
        given.does(crate::sprint::close::CloseSprint { sprint, reasons });
        let (item, later) = (given.item(1), "2026-11-16T09:00:00Z".parse().unwrap());
        assert_eq!(given.product.age_of(item, &item.blockers[0], later), 10);
        given.does(resolve());
        assert_eq!(given.item(1).open_blockers().count(), 0);
    }
}
