//! The way back of what was done at the table. A reveal has none: what was seen
//! was seen.

use super::close::{CloseVote, ReopenVote};
use super::open::OpenVote;
use super::round::{NextRound, TakeBackRound};
use super::vote::{Vote, VoteCast};
use crate::decide::Command;
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// The command that takes an event of the table back.
///
/// # Errors
/// When something was changed since, or it has no way back.
pub(crate) fn take_back(product: &Product, recorded: &Recorded<Event>) -> Result<Command, Refusal> {
    let command: Command = match &recorded.event {
        Event::VoteOpened(e) => {
            let (item, round) = (e.item, 1);
            TakeBackRound { item, round }.into()
        }
        Event::RoundOpened(e) => {
            let (item, round) = (e.item, e.round);
            TakeBackRound { item, round }.into()
        }
        Event::RoundTakenBack(e) => match e.round {
            0 | 1 => OpenVote { item: e.item }.into(),
            round => {
                let (item, round) = (e.item, round - 1);
                NextRound { item, round }.into()
            }
        },
        Event::VoteCast(e) => return revote(product, recorded, e),
        Event::VotesRevealed(e) => return Err(Refusal::VotesSeen { item: e.item }),
        Event::VoteClosed(e) => ReopenVote { closed: e.clone() }.into(),
        Event::VoteReopened(e) => {
            let closed = &e.closed;
            let (item, estimate) = (closed.item, closed.estimate);
            let round = closed.rounds.number();
            CloseVote {
                item,
                round,
                estimate,
            }
            .into()
        }
        _ => return Err(Refusal::NoSuchCommand),
    };
    Ok(command)
}

/// The card before, unless the voter has laid down another one since. Whether
/// they still may is decided like any vote.
fn revote(
    product: &Product,
    recorded: &Recorded<Event>,
    cast: &VoteCast,
) -> Result<Command, Refusal> {
    let voter = recorded.actor.ok_or(Refusal::NotYourVote)?;
    let rounds = product.votings.get(&cast.item).map(|open| &open.rounds);
    let now = rounds.filter(|rounds| rounds.number() == cast.round);
    if now.is_some_and(|rounds| rounds.current.votes.get(&voter) != cast.to.as_ref()) {
        return Err(Refusal::ChangedSince { what: "vote" });
    }
    Ok(Vote {
        item: cast.item,
        round: cast.round,
        voter,
        card: cast.from,
    }
    .into())
}
