//! Another round after a reveal, and taking back a round in which nobody has
//! voted yet: the undo of opening it.

use serde::{Deserialize, Serialize};

use super::{Rounds, change, current, voting};
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Rounds an item has at most before its poker is closed.
const MOST: u32 = 50;

/// Vote anew, after the votes of `round` were talked about.
#[derive(Clone, PartialEq, Debug)]
pub struct NextRound {
    /// On which item.
    pub item: ItemId,
    /// After which round.
    pub round: u32,
}

/// Take a round back that nobody has voted in. Without its first round the poker
/// is not open any more.
#[derive(Clone, PartialEq, Debug)]
pub struct TakeBackRound {
    /// On which item.
    pub item: ItemId,
    /// Which round.
    pub round: u32,
}

/// Another round began.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RoundOpened {
    /// On which item.
    pub item: ItemId,
    /// Its number.
    pub round: u32,
}

/// A round was taken back before anybody voted in it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RoundTakenBack {
    /// On which item.
    pub item: ItemId,
    /// Its number.
    pub round: u32,
}

pub(crate) fn decide_next(product: &Product, command: &NextRound) -> Result<Vec<Event>, Refusal> {
    let NextRound { item, round } = *command;
    let voting = voting(product, item)?;
    // Somebody else was faster.
    if round < voting.rounds.number() {
        return Ok(Vec::new());
    }
    current(voting, item, round)?;
    if !voting.rounds.current.revealed {
        return Err(Refusal::NotRevealed { item });
    }
    if round == MOST {
        return Err(Refusal::TooMany {
            what: "rounds",
            count: MOST as usize + 1,
            limit: MOST as usize,
        });
    }
    let round = round + 1;
    Ok(vec![Event::RoundOpened(RoundOpened { item, round })])
}

pub(crate) fn decide_take_back(
    product: &Product,
    command: &TakeBackRound,
) -> Result<Vec<Event>, Refusal> {
    let TakeBackRound { item, round } = *command;
    let changed = Refusal::ChangedSince { what: "round" };
    match product.votings.get(&item).map(|voting| &voting.rounds) {
        Some(rounds) if rounds.number() == round && rounds.current == Default::default() => {
            Ok(vec![Event::RoundTakenBack(RoundTakenBack { item, round })])
        }
        _ => Err(changed),
    }
}

pub(crate) fn evolve_opened(product: &mut Product, event: &RoundOpened) {
    change(product, event.item, |rounds| {
        let over = std::mem::take(&mut rounds.current);
        rounds.past.push(over);
    });
}

pub(crate) fn evolve_taken_back(product: &mut Product, event: &RoundTakenBack) {
    let mut ended = false;
    change(product, event.item, |Rounds { past, current }| {
        match past.pop() {
            Some(round) => *current = round,
            None => ended = true,
        }
    });
    if ended {
        product.votings.remove(&event.item);
    }
}
