//! Raising a blocker on an item of a running sprint, and taking that back.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Blocker, find};
use crate::event::Event;
use crate::ids::{BlockerId, ItemId, PersonId, SprintId};
use crate::item::{Item, create};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::sprint::{Column, board};
use crate::text;

/// Say what stands in the way of an item.
#[derive(Clone, PartialEq, Debug)]
pub struct RaiseBlocker {
    /// Of which item.
    pub item: ItemId,
    /// What, in one line.
    pub text: String,
    /// Who can help, if it is somebody of the product.
    pub helper: Option<PersonId>,
}

/// Take back that something stands in the way: the undo of raising it.
#[derive(Clone, PartialEq, Debug)]
pub struct WithdrawBlocker {
    /// Of which item.
    pub item: ItemId,
    /// Which.
    pub blocker: BlockerId,
}

/// Raise again what was taken back, as it was: the undo of that.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreBlocker {
    /// What was taken back.
    pub withdrawn: BlockerWithdrawn,
}

/// Something stands in the way of an item.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BlockerRaised {
    /// Of which item.
    pub item: ItemId,
    /// Its number.
    pub blocker: BlockerId,
    /// In which sprint.
    pub sprint: SprintId,
    /// What.
    pub text: Arc<str>,
    /// Who can help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helper: Option<PersonId>,
    /// Who raised it at first, and when, if it was taken back and brought back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Raised>,
}

/// Who raised a blocker, and when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Raised {
    /// Who; `None` for the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// That a blocker was raised was taken back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BlockerWithdrawn {
    /// Of which item.
    pub item: ItemId,
    /// What it was.
    pub blocker: Blocker,
}

pub(crate) fn decide(product: &Product, command: &RaiseBlocker) -> Result<Vec<Event>, Refusal> {
    let sprint = board::running(product, command.item)?;
    if sprint.column_of(command.item) == Some(Column::Done) {
        return Err(Refusal::DoneIsNotBlocked { item: command.item });
    }
    if let Some(helper) = command.helper
        && !product.people.contains_key(&helper)
    {
        return Err(Refusal::NotInProduct);
    }
    let item = product.live_item(command.item)?;
    Ok(vec![Event::BlockerRaised(BlockerRaised {
        item: item.id,
        blocker: next(item)?,
        sprint: sprint.id,
        text: text::line("blocker", &command.text)?,
        helper: command.helper,
        first: None,
    })])
}

fn next(item: &Item) -> Result<BlockerId, Refusal> {
    create::within_limit("blockers", item.blockers.len() + 1)?;
    let last = item.blockers.iter().map(|blocker| blocker.id.0).max();
    Ok(BlockerId(last.unwrap_or(0) + 1))
}

pub(crate) fn decide_withdraw(
    product: &Product,
    command: &WithdrawBlocker,
) -> Result<Vec<Event>, Refusal> {
    let found = find(product, command.item, command.blocker)?;
    match found.is_open() {
        true => Ok(vec![Event::BlockerWithdrawn(BlockerWithdrawn {
            item: command.item,
            blocker: Blocker::clone(found),
        })]),
        false => Err(Refusal::BlockerResolved { item: command.item }),
    }
}

pub(crate) fn decide_restore(
    product: &Product,
    command: &RestoreBlocker,
) -> Result<Vec<Event>, Refusal> {
    let was = &command.withdrawn.blocker;
    let item = product.live_item(command.withdrawn.item)?;
    let next = next(item)?;
    // Its number may have gone to another blocker meanwhile.
    let blocker = match item.blocker(was.id) {
        Some(_) => next,
        None => was.id,
    };
    Ok(vec![Event::BlockerRaised(BlockerRaised {
        item: item.id,
        blocker,
        sprint: product.sprint(was.sprint)?.id,
        text: text::line("blocker", &was.text)?,
        helper: was.helper,
        first: Some(Raised {
            by: was.by,
            at: was.at,
        }),
    })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &BlockerRaised) {
    let own = Raised {
        by: recorded.actor,
        at: recorded.at,
    };
    let raised = event.first.clone().unwrap_or(own);
    let blocker = Arc::new(Blocker {
        id: event.blocker,
        text: event.text.clone(),
        helper: event.helper,
        sprint: event.sprint,
        by: raised.by,
        at: raised.at,
        resolved: None,
    });
    product.change_item(event.item, |item| {
        let at = item
            .blockers
            .partition_point(|other| other.id < event.blocker);
        item.blockers.insert(at, blocker);
    });
}

pub(crate) fn evolve_withdrawn(product: &mut Product, event: &BlockerWithdrawn) {
    product.change_item(event.item, |item| {
        item.blockers
            .retain(|blocker| blocker.id != event.blocker.id);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Role;
    use crate::testing::Given;

    const ITEM: ItemId = ItemId(1);

    fn raise(text: &str) -> RaiseBlocker {
        RaiseBlocker {
            item: ITEM,
            text: text.into(),
            helper: None,
        }
    }

    #[test]
    fn a_blocker_is_raised_by_the_team_on_what_is_in_its_running_sprint() {
        let mut given = Given::running(["A", "B"]);
        let owner = given.refusal_as(&[Role::ProductOwner], raise("No keys"));
        assert!(matches!(owner, Refusal::Forbidden { .. }), "{owner:?}");
        given.does(raise(" No  keys "));
        let blocker = given.item(1).blockers[0].clone();
        assert_eq!((&*blocker.text, blocker.is_open()), ("No keys", true));
        let sprint = given.sprint_state(1);
        assert_eq!(given.product.blocked(sprint).len(), 1);
        given.creates("C");
        let elsewhere = given.refusal(RaiseBlocker {
            item: ItemId(3),
            ..raise("No keys")
        });
        assert_eq!(elsewhere, Refusal::NotOnBoard { item: ItemId(3) });
    }

    #[test]
    fn it_needs_a_sentence_and_a_helper_of_the_product() {
        let given = Given::running(["A"]);
        let field = "blocker";
        assert_eq!(given.refusal(raise(" ")), Refusal::TextMissing { field });
        let helper = Some(PersonId(uuid::Uuid::from_u128(77)));
        let stranger = RaiseBlocker {
            helper,
            ..raise("No keys")
        };
        assert_eq!(given.refusal(stranger), Refusal::NotInProduct);
    }

    #[test]
    fn what_is_done_is_not_blocked() {
        let mut given = Given::running(["A", "B"]);
        given.does(raise("No keys"));
        given.completes(1);
        assert_eq!(given.product.blocked(given.sprint_state(1)), []);
        let item = ITEM;
        assert_eq!(
            given.refusal(raise("More")),
            Refusal::DoneIsNotBlocked { item }
        );
    }

    #[test]
    fn raising_is_undone_and_done_again_with_its_age() {
        let mut given = Given::running(["A"]);
        given.does(raise("No keys"));
        let before = given.item(1).blockers.clone();
        given.undoes_last();
        assert_eq!(given.item(1).blockers, []);
        given.undoes_last();
        assert_eq!(given.item(1).blockers, before);
    }

    #[test]
    fn an_item_takes_no_flood_of_blockers() {
        let mut given = Given::running(["A"]);
        for number in 0..text::MAX_LIST {
            given.does(raise(&number.to_string()));
        }
        let refusal = given.refusal(raise("One more"));
        assert!(matches!(refusal, Refusal::TooMany { count: 201, .. }));
    }
}
