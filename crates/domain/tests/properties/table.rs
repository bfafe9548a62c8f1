//! Wishes at the table of planning poker.

use domain::poker::close::{CloseVote, ReopenVote, VoteClosed};
use domain::poker::open::OpenVote;
use domain::poker::reveal::RevealVotes;
use domain::poker::round::{NextRound, TakeBackRound};
use domain::poker::vote::Vote;
use domain::poker::{Card, on_the_table};
use domain::{Command, Points, Product};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::aim::at;
use crate::values::item;
use crate::wish::person;

/// Wishes at the table.
pub(crate) fn wishes() -> BoxedStrategy<Command> {
    let round = 1..4_u32;
    let estimate = option::weighted(0.7, select(&Points::FIBONACCI[..]));
    prop_oneof![
        4 => item().prop_map(|item| OpenVote { item }.into()),
        8 => (item(), round.clone(), 1..=4_u128, card()).prop_map(|(item, round, voter, card)| {
            let voter = person(voter.saturating_sub(3).max(1));
            Vote { item, round, voter, card }.into()
        }),
        6 => (item(), round.clone()).prop_map(|(item, round)| RevealVotes { item, round }.into()),
        6 => (item(), round.clone()).prop_map(|(item, round)| NextRound { item, round }.into()),
        2 => (item(), round.clone()).prop_map(|(item, round)| TakeBackRound { item, round }.into()),
        2 => (item(), round, estimate.clone())
            .prop_map(|(item, round, estimate)| CloseVote { item, round, estimate }.into()),
        1 => (item(), estimate).prop_map(|(item, estimate)| {
            let rounds = Default::default();
            ReopenVote { closed: VoteClosed { item, estimate, rounds } }.into()
        }),
    ]
    .boxed()
}

fn card() -> impl Strategy<Value = Option<Card>> {
    let cards = ["1", "5", "8", "?", "coffee", "4"].map(|card| Card::parse(card).expect("a card"));
    option::weighted(0.9, select(cards.to_vec()))
}

/// Makes a wish about what is on the table, mostly in its round. Whether it was
/// such a wish.
pub(crate) fn aim(product: &Product, command: &mut Command) -> bool {
    let (item, round) = match command {
        Command::OpenVote(OpenVote { item }) => {
            at(item, &product.order);
            return true;
        }
        Command::ReopenVote(ReopenVote { closed }) => {
            at(&mut closed.item, &product.order);
            return true;
        }
        Command::Vote(Vote { item, round, .. })
        | Command::RevealVotes(RevealVotes { item, round })
        | Command::NextRound(NextRound { item, round })
        | Command::TakeBackRound(TakeBackRound { item, round })
        | Command::CloseVote(CloseVote { item, round, .. }) => (item, round),
        _ => return false,
    };
    // At one table, so that a round gets to its end.
    let open = on_the_table(product);
    at(item, open.as_slice());
    if let Some(voting) = product.votings.get(item)
        && *round != 3
    {
        *round = voting.rounds.number();
    }
    true
}
