//! The end of planning poker on an item: what the team agreed on is written as an
//! ordinary estimate, and the votes are kept; or it ends without one.

use serde::{Deserialize, Serialize};

use super::open::lay_out;
use super::{Rounds, current, may_be_voted_on, voting};
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::estimate::{self, Estimate};
use crate::points::Points;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// End the voting on an item.
#[derive(Clone, PartialEq, Debug)]
pub struct CloseVote {
    /// Of which item.
    pub item: ItemId,
    /// The round that led to it.
    pub round: u32,
    /// What the team agreed on, after a reveal; none leaves the estimate alone.
    pub estimate: Option<Points>,
}

/// Go on where a voting ended: the undo of that.
#[derive(Clone, PartialEq, Debug)]
pub struct ReopenVote {
    /// How it ended.
    pub closed: VoteClosed,
}

/// The voting on an item ended.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VoteClosed {
    /// Of which item.
    pub item: ItemId,
    /// What the team agreed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
    /// What was voted.
    pub rounds: Rounds,
}

/// A voting that had ended goes on.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VoteReopened {
    /// How it had ended.
    #[serde(flatten)]
    pub closed: VoteClosed,
}

pub(crate) fn decide(product: &Product, command: &CloseVote) -> Result<Vec<Event>, Refusal> {
    let CloseVote {
        item,
        round,
        estimate,
    } = *command;
    let found = product.item(item)?;
    // Somebody else was faster and did the same.
    let closed = !product.votings.contains_key(&item);
    if closed && (estimate.is_none() || estimate == found.estimate) {
        return Ok(Vec::new());
    }
    let voting = voting(product, item)?;
    current(voting, item, round)?;
    let mut events = Vec::new();
    if let Some(points) = estimate {
        if !voting.rounds.current.revealed {
            return Err(Refusal::NotRevealed { item });
        }
        let to = Some(points);
        events = estimate::decide(product, &Estimate { item, to })?;
    }
    let rounds = voting.rounds.clone();
    events.push(Event::VoteClosed(VoteClosed {
        item,
        estimate,
        rounds,
    }));
    Ok(events)
}

pub(crate) fn decide_reopen(
    product: &Product,
    command: &ReopenVote,
) -> Result<Vec<Event>, Refusal> {
    let closed = command.closed.clone();
    may_be_voted_on(product, closed.item)?;
    if product.votings.contains_key(&closed.item) {
        return Err(Refusal::ChangedSince { what: "round" });
    }
    Ok(vec![Event::VoteReopened(VoteReopened { closed })])
}

pub(crate) fn evolve(product: &mut Product, event: &VoteClosed) {
    product.votings.remove(&event.item);
}

pub(crate) fn evolve_reopened(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &VoteReopened,
) {
    let VoteClosed { item, rounds, .. } = &event.closed;
    lay_out(product, recorded, *item, rounds.clone());
}
