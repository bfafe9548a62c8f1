//! The reveal: from then on everybody sees what was voted, and no vote of the
//! round changes any more. Votes may be missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Card, Round, change, current, voting};
use crate::event::Event;
use crate::ids::{ItemId, PersonId};
use crate::product::Product;
use crate::refusal::Refusal;

/// Turn the cards of a round over.
#[derive(Clone, PartialEq, Debug)]
pub struct RevealVotes {
    /// Of which item.
    pub item: ItemId,
    /// Which round.
    pub round: u32,
}

/// The cards of a round were turned over.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VotesRevealed {
    /// Of which item.
    pub item: ItemId,
    /// Which round.
    pub round: u32,
    /// The votes that count, those of people who could still vote.
    pub votes: BTreeMap<PersonId, Card>,
}

pub(crate) fn decide(product: &Product, command: &RevealVotes) -> Result<Vec<Event>, Refusal> {
    let RevealVotes { item, round } = *command;
    let voting = voting(product, item)?;
    let votes = &voting.rounds.current;
    // Somebody else was faster, and may have gone on already.
    if round < voting.rounds.number() || votes.revealed {
        return Ok(Vec::new());
    }
    current(voting, item, round)?;
    let votes = votes.counted(product);
    match votes.is_empty() {
        true => Err(Refusal::NobodyVoted { item }),
        false => Ok(vec![Event::VotesRevealed(VotesRevealed {
            item,
            round,
            votes,
        })]),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &VotesRevealed) {
    change(product, event.item, |rounds| rounds.current = event.round());
}

impl VotesRevealed {
    /// The round as everybody sees it now.
    pub(crate) fn round(&self) -> Round {
        Round::of(self.votes.clone(), true)
    }
}
