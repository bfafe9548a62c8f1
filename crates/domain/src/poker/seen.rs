//! What one may see of planning poker: nobody what another voted before the
//! reveal; who voted what only whoever may estimate; the spread everybody. Every
//! route shows these and nothing else.

use std::collections::BTreeMap;

use super::{Card, Round, Spread, voters};
use crate::ids::{ItemId, PersonId};
use crate::product::Product;
use crate::rights::{self, Actor, Right};

/// Planning poker on an item, as somebody may see it.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// On which item.
    pub item: ItemId,
    /// The number of the round, from 1.
    pub round: u32,
    /// How many people may vote.
    pub voters: usize,
    /// The card one laid down oneself.
    pub own: Option<Card>,
    /// The round as one may see it.
    pub now: Seen,
    /// The rounds before, oldest first.
    pub past: Vec<Seen>,
}

/// A round as somebody may see it.
#[derive(Clone, PartialEq, Debug)]
pub struct Seen {
    /// How many have voted.
    pub voted: usize,
    /// How far the votes lie apart, once they are revealed.
    pub spread: Option<Spread>,
    /// For the team: everybody's hand.
    pub hands: Option<Vec<Hand>>,
}

/// What the team sees of one of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hand {
    /// Who.
    pub person: PersonId,
    /// Whether they have voted.
    pub voted: bool,
    /// What, once it is revealed.
    pub card: Option<Card>,
    /// Whether they are asked to speak first.
    pub outlier: bool,
}

impl Table {
    /// The poker that is open on `item`, as `actor` may see it.
    pub fn seen_by(product: &Product, actor: Actor, item: ItemId) -> Option<Table> {
        let rounds = &product.votings.get(&item)?.rounds;
        let own = actor.person();
        let own = own.and_then(|person| rounds.current.votes.get(&person));
        let past = rounds.past.iter();
        Some(Table {
            item,
            round: rounds.number(),
            voters: voters(product).count(),
            own: own.copied(),
            now: rounds.current.seen_by(product, actor),
            past: past.map(|round| round.seen_by(product, actor)).collect(),
        })
    }
}

impl Seen {
    /// Whether the cards are turned over.
    pub fn is_revealed(&self) -> bool {
        self.spread.is_some()
    }
}

impl Round {
    /// The round as `actor` may see it.
    pub fn seen_by(&self, product: &Product, actor: Actor) -> Seen {
        let votes = self.counted(product);
        let spread = self.revealed.then(|| Spread::of(votes.values().copied()));
        let team = rights::may(product, actor, Right::Estimate);
        let hands = team.then(|| hands(product, &votes, spread.as_ref()));
        Seen {
            voted: votes.len(),
            spread,
            hands,
        }
    }
}

/// Everybody who may vote, and whoever voted when they still could.
fn hands(
    product: &Product,
    votes: &BTreeMap<PersonId, Card>,
    spread: Option<&Spread>,
) -> Vec<Hand> {
    let mut people: Vec<PersonId> = voters(product).chain(votes.keys().copied()).collect();
    people.sort_unstable();
    people.dedup();
    let hand = |person: PersonId| {
        let vote = votes.get(&person).copied();
        let figures = spread.and_then(|spread| spread.figures);
        let outlier = figures.is_some_and(|figures| vote.is_some_and(|v| figures.is_outlier(v)));
        Hand {
            person,
            voted: vote.is_some(),
            card: vote.filter(|_| spread.is_some()),
            outlier,
        }
    };
    people.into_iter().map(hand).collect()
}
