//! Planning poker over the wire: what the caller may see of it, and nothing else.

use domain::poker::{self, Seen, Table};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PersonRef, Points, Reading};

/// A card: a number of points, "?" for somebody who cannot tell, or "coffee" for
/// somebody who needs a break.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Card {
    /// So large.
    Points(Points),
    /// No number.
    Other(OtherCard),
}

/// A card without a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) enum OtherCard {
    /// "I cannot tell."
    #[serde(rename = "?")]
    Unsure,
    /// "I need a break."
    #[serde(rename = "coffee")]
    Coffee,
}

impl From<poker::Card> for Card {
    fn from(card: poker::Card) -> Card {
        match card {
            poker::Card::Points(points) => Card::Points(points.into()),
            poker::Card::Unsure => Card::Other(OtherCard::Unsure),
            poker::Card::Coffee => Card::Other(OtherCard::Coffee),
        }
    }
}

impl From<Card> for poker::Card {
    fn from(card: Card) -> poker::Card {
        match card {
            Card::Points(points) => poker::Card::Points(points.into()),
            Card::Other(OtherCard::Unsure) => poker::Card::Unsure,
            Card::Other(OtherCard::Coffee) => poker::Card::Coffee,
        }
    }
}

/// Planning poker that is open on an item, as the caller may see it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Poker {
    /// The item's key.
    #[schema(example = "PAY-12")]
    item: String,
    /// The number of the round, from 1.
    round: u32,
    /// How many people may vote.
    voters: usize,
    /// The caller's own card.
    own: Option<Card>,
    /// Whether the cards are turned over.
    revealed: bool,
    /// The round as the caller may see it.
    #[serde(flatten)]
    now: Round,
    /// The rounds before, oldest first.
    past: Vec<Round>,
}

/// A round, as the caller may see it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Round {
    /// How many have voted.
    voted: usize,
    /// How far the votes lie apart; `null` until they are revealed.
    spread: Option<Spread>,
    /// What the team sees of each other; `null` for everybody else.
    hands: Option<Vec<Hand>>,
}

/// How far votes lie apart. The numbers are `null` when nobody voted one.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Spread {
    /// The smallest.
    lowest: Option<Points>,
    /// The one in the middle; halfway between the middle two of an even number.
    median: Option<Points>,
    /// The largest.
    highest: Option<Points>,
    /// How many voted, whatever card.
    votes: usize,
    /// How many could not tell.
    unsure: usize,
    /// How many need a break.
    coffee: usize,
}

/// What the team sees of one of them.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Hand {
    /// Who.
    person: PersonRef,
    /// Whether they have voted.
    voted: bool,
    /// What; `null` until it is revealed.
    card: Option<Card>,
    /// Whether they are asked to speak first.
    outlier: bool,
}

impl From<poker::Spread> for Spread {
    fn from(spread: poker::Spread) -> Spread {
        let figures = spread.figures;
        Spread {
            lowest: figures.map(|figures| figures.lowest.into()),
            median: figures.map(|figures| figures.median.into()),
            highest: figures.map(|figures| figures.highest.into()),
            votes: spread.votes,
            unsure: spread.unsure,
            coffee: spread.coffee,
        }
    }
}

impl Reading {
    /// Planning poker, as it was seen by the caller.
    pub(crate) fn poker(&self, table: Table) -> Poker {
        let past = table.past.into_iter();
        Poker {
            item: self.product.item_key(table.item),
            round: table.round,
            voters: table.voters,
            own: table.own.map(Into::into),
            revealed: table.now.is_revealed(),
            now: self.round(table.now),
            past: past.map(|round| self.round(round)).collect(),
        }
    }

    fn round(&self, seen: Seen) -> Round {
        Round {
            voted: seen.voted,
            spread: seen.spread.map(Into::into),
            hands: seen.hands.map(|hands| self.hands(&hands)),
        }
    }

    /// The hands of a team.
    pub(crate) fn hands(&self, hands: &[poker::Hand]) -> Vec<Hand> {
        let hand = |hand: &poker::Hand| Hand {
            person: self.person(hand.person),
            voted: hand.voted,
            card: hand.card.map(Into::into),
            outlier: hand.outlier,
        };
        hands.iter().map(hand).collect()
    }
}
