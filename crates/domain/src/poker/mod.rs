//! Planning poker (C11): the team votes on how large an item is, hidden until
//! the reveal, in rounds, and writes what it agreed on as an ordinary estimate.
//!
//! What may be seen of a round, and by whom, is [`Round::seen_by`] and
//! [`Table::seen_by`]; the votes themselves are private to this folder, so that
//! no page and no program can show them too early.

pub mod close;
pub mod open;
pub mod reveal;
pub mod round;
mod seen;
mod spread;
pub(crate) mod undo;
pub mod vote;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, PersonId, Position};
use crate::item::{Item, Place};
use crate::points::Points;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::rights::Right;

pub use seen::{Hand, Seen, Table};
pub use spread::{Figures, Spread};

/// A card somebody lays down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    /// So large.
    Points(Points),
    /// "I cannot tell."
    Unsure,
    /// "I need a break."
    Coffee,
}

impl Card {
    /// The card written as `text`: a number of points, `?` or `coffee`.
    pub fn parse(text: &str) -> Option<Card> {
        match text.trim() {
            "?" => Some(Card::Unsure),
            "coffee" => Some(Card::Coffee),
            number => Points::parse(number).map(Card::Points),
        }
    }

    /// Its points, if it says any.
    pub fn points(self) -> Option<Points> {
        match self {
            Card::Points(points) => Some(points),
            Card::Unsure | Card::Coffee => None,
        }
    }
}

/// As [`Card::parse`] reads it.
impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Card::Points(points) => points.fmt(f),
            Card::Unsure => f.write_str("?"),
            Card::Coffee => f.write_str("coffee"),
        }
    }
}

/// The cards everybody holds, smallest first.
pub fn deck(product: &Product) -> Vec<Card> {
    let points = product.scale.steps().into_iter().map(Card::Points);
    points.chain([Card::Unsure, Card::Coffee]).collect()
}

/// The people who may vote.
pub fn voters(product: &Product) -> impl Iterator<Item = PersonId> + '_ {
    product.people_with(Right::Estimate.roles())
}

/// One round of votes on an item.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Round {
    votes: BTreeMap<PersonId, Card>,
    revealed: bool,
}

impl Round {
    /// A round in which these votes were cast.
    pub fn of(votes: impl IntoIterator<Item = (PersonId, Card)>, revealed: bool) -> Round {
        let votes = votes.into_iter().collect();
        Round { votes, revealed }
    }

    /// Whether everybody sees what was voted.
    pub fn is_revealed(&self) -> bool {
        self.revealed
    }

    /// Whether nobody voted in it but this person.
    pub(crate) fn are_of(&self, person: Option<PersonId>) -> bool {
        self.votes.keys().all(|voter| Some(*voter) == person)
    }

    /// The votes of those who may vote: whoever leaves the team before the reveal
    /// takes their vote along.
    fn counted(&self, product: &Product) -> BTreeMap<PersonId, Card> {
        if self.revealed {
            return self.votes.clone();
        }
        let mut counted = BTreeMap::new();
        for voter in voters(product) {
            counted.extend(self.votes.get(&voter).map(|card| (voter, *card)));
        }
        counted
    }
}

/// The rounds an item has had since its poker was opened.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Rounds {
    /// Those before, all of them revealed, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<Round>,
    /// The one the team is in.
    pub current: Round,
}

impl Rounds {
    /// The number of the current round, counted from 1.
    pub fn number(&self) -> u32 {
        self.past.len() as u32 + 1
    }
}

/// Planning poker that is open on an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Voting {
    /// The event that opened it: the newest is the one on the table.
    pub opened: Position,
    /// Its rounds.
    pub rounds: Rounds,
}

/// The item on the table: the one whose poker was opened last.
pub fn on_the_table(product: &Product) -> Option<ItemId> {
    let open = product.votings.iter();
    let newest = open.max_by_key(|(_, voting)| voting.opened);
    newest.map(|(item, _)| *item)
}

/// Whether anybody but this person has a vote on an item now.
pub(crate) fn is_voted_on(product: &Product, item: ItemId, but: Option<PersonId>) -> bool {
    let voting = product.votings.get(&item);
    let votes = voting.map(|voting| voting.rounds.current.counted(product));
    let mut voters = votes.iter().flat_map(BTreeMap::keys);
    voters.any(|voter| Some(*voter) != but)
}

/// The poker that is open on an item.
fn voting(product: &Product, item: ItemId) -> Result<&Arc<Voting>, Refusal> {
    product.item(item)?;
    let voting = product.votings.get(&item);
    voting.ok_or(Refusal::NoRound { item })
}

/// That `round` is the one the team is in.
fn current(voting: &Voting, item: ItemId, round: u32) -> Result<(), Refusal> {
    match round.cmp(&voting.rounds.number()) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => Err(Refusal::RoundOver { item, round }),
        std::cmp::Ordering::Greater => Err(Refusal::NoSuchPart {
            item,
            what: "round",
        }),
    }
}

/// That this item stands in the product backlog by itself, so that it can be
/// voted on.
fn may_be_voted_on(product: &Product, item: ItemId) -> Result<&Arc<Item>, Refusal> {
    let found = product.live_item(item)?;
    match found.place {
        _ if product.is_broken_down(item) => Err(Refusal::EpicEstimatedByItems { item }),
        Place::ProductBacklog => Ok(found),
        place => Err(Refusal::NotInProductBacklog { item, place }),
    }
}

fn change(product: &mut Product, item: ItemId, change: impl FnOnce(&mut Rounds)) {
    if let Some(voting) = product.votings.get_mut(&item) {
        change(&mut Arc::make_mut(voting).rounds);
    }
}

/// What no longer stands in the product backlog by itself is not voted on any
/// more: it was removed, it was pulled, or its items stand in its stead.
pub(crate) fn end_where_gone(product: &mut Product) {
    if product.votings.is_empty() {
        return;
    }
    let open = product.votings.keys().copied();
    let gone: Vec<ItemId> = open
        .filter(|item| may_be_voted_on(product, *item).is_err())
        .collect();
    for item in gone {
        product.votings.remove(&item);
    }
}

#[cfg(test)]
mod tests;
