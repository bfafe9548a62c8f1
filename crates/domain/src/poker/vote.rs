//! Voting: laying a card down, which nobody else sees before the reveal.

use serde::{Deserialize, Serialize};

use super::{Card, change, current, deck, voting};
use crate::event::Event;
use crate::ids::{ItemId, PersonId};
use crate::product::Product;
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;

/// Lay a card down, another one, or take it back. Nobody votes for another.
#[derive(Clone, PartialEq, Debug)]
pub struct Vote {
    /// On which item.
    pub item: ItemId,
    /// In which round.
    pub round: u32,
    /// Whose vote it is.
    pub voter: PersonId,
    /// Which card; none takes it back.
    pub card: Option<Card>,
}

/// Whoever did this laid a card down, another one, or took it back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VoteCast {
    /// On which item.
    pub item: ItemId,
    /// In which round.
    pub round: u32,
    /// The card before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Card>,
    /// The card now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Card>,
}

pub(crate) fn decide(
    product: &Product,
    context: &Context,
    command: &Vote,
) -> Result<Vec<Event>, Refusal> {
    let Vote { item, round, .. } = *command;
    if context.actor.person() != Some(command.voter) {
        return Err(Refusal::NotYourVote);
    }
    let voting = voting(product, item)?;
    current(voting, item, round)?;
    let votes = &voting.rounds.current;
    if votes.revealed {
        return Err(Refusal::RoundOver { item, round });
    }
    if let Some(card) = command.card
        && !deck(product).contains(&card)
    {
        let card = card.to_string();
        return Err(Refusal::NotACard { card });
    }
    let (from, to) = (votes.votes.get(&command.voter).copied(), command.card);
    match from == to {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::VoteCast(VoteCast {
            item,
            round,
            from,
            to,
        })]),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &VoteCast) {
    let Some(voter) = recorded.actor else { return };
    change(product, event.item, |rounds| {
        let votes = &mut rounds.current.votes;
        match event.to {
            Some(card) => votes.insert(voter, card),
            None => votes.remove(&voter),
        };
    });
}
