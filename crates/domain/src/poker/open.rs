//! Opening planning poker on an item.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Rounds, Voting, may_be_voted_on};
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// Items that can be voted on at the same time.
const MOST: usize = 50;

/// Ask the team how large an item is. Whoever refines may ask, the product owner
/// too: asking decides nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenVote {
    /// Which item.
    pub item: ItemId,
}

/// Planning poker was opened on an item.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VoteOpened {
    /// Which item.
    pub item: ItemId,
}

pub(crate) fn decide(product: &Product, command: &OpenVote) -> Result<Vec<Event>, Refusal> {
    let item = may_be_voted_on(product, command.item)?.id;
    if product.votings.contains_key(&item) {
        return Ok(Vec::new());
    }
    if product.votings.len() == MOST {
        return Err(Refusal::TooMany {
            what: "items on the table",
            count: MOST + 1,
            limit: MOST,
        });
    }
    Ok(vec![Event::VoteOpened(VoteOpened { item })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &VoteOpened) {
    lay_out(product, recorded, event.item, Rounds::default());
}

/// Puts an item on the table.
pub(super) fn lay_out(
    product: &mut Product,
    recorded: &Recorded<Event>,
    item: ItemId,
    rounds: Rounds,
) {
    let opened = recorded.position;
    let voting = Voting { opened, rounds };
    product.votings.insert(item, Arc::new(voting));
}
