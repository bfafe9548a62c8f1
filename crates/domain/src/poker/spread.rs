//! How far the votes of a round lie apart, without saying whose they are.

use super::Card;
use crate::points::Points;

/// What a round's votes amount to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// How many voted, whatever card.
    pub votes: usize,
    /// The numbers, if anybody voted one.
    pub figures: Option<Figures>,
    /// How many could not tell.
    pub unsure: usize,
    /// How many need a break.
    pub coffee: usize,
}

/// The numbers among a round's votes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figures {
    /// The smallest.
    pub lowest: Points,
    /// The one in the middle; halfway between the middle two of an even number.
    pub median: Points,
    /// The largest.
    pub highest: Points,
}

impl Figures {
    /// Whether all voted the same number.
    pub fn agree(&self) -> bool {
        self.lowest == self.highest
    }

    /// Whether whoever voted this is asked to speak first: nobody voted less, or
    /// nobody more, and most did not vote so.
    pub fn is_outlier(&self, card: Card) -> bool {
        let outer = [self.lowest, self.highest];
        card.points()
            .is_some_and(|points| points != self.median && outer.contains(&points))
    }
}

impl Spread {
    pub(super) fn of(votes: impl IntoIterator<Item = Card>) -> Spread {
        let cards: Vec<Card> = votes.into_iter().collect();
        let count = |card: Card| cards.iter().filter(|other| **other == card).count();
        Spread {
            votes: cards.len(),
            figures: figures(&cards),
            unsure: count(Card::Unsure),
            coffee: count(Card::Coffee),
        }
    }

    /// What of `deck` fits the votes best: the smallest card that is not below
    /// the median, because what surprises is seldom smaller.
    pub fn suggestion(&self, deck: &[Card]) -> Option<Points> {
        let Figures {
            median, highest, ..
        } = self.figures?;
        let mut cards = deck.iter().filter_map(|card| card.points());
        Some(cards.find(|card| *card >= median).unwrap_or(highest))
    }
}

fn figures(cards: &[Card]) -> Option<Figures> {
    let mut points: Vec<Points> = cards.iter().filter_map(|card| card.points()).collect();
    points.sort_unstable();
    let (lowest, highest) = (*points.first()?, *points.last()?);
    let (below, above) = (points[(points.len() - 1) / 2], points[points.len() / 2]);
    Some(Figures {
        lowest,
        median: below.halfway(above),
        highest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(cards: &[&str]) -> Spread {
        Spread::of(cards.iter().map(|card| Card::parse(card).unwrap()))
    }

    fn figures(cards: &[&str]) -> [String; 3] {
        let figures = spread(cards).figures.unwrap();
        [figures.lowest, figures.median, figures.highest].map(|points| points.to_string())
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(figures(&["5"]), ["5", "5", "5"]);
        assert_eq!(figures(&["8", "5"]), ["5", "6.5", "8"]);
        assert_eq!(figures(&["13", "3", "5", "?", "coffee"]), ["3", "5", "13"]);
        let without = spread(&["?", "coffee", "coffee"]);
        assert_eq!(
            (without.figures, without.unsure, without.coffee),
            (None, 1, 2)
        );
    }

    #[test]
    fn whoever_stands_apart_is_an_outlier_and_most_are_not() {
        let outliers = |cards: &[&str]| {
            let figures = spread(cards).figures.unwrap();
            let cards = cards.iter().filter_map(|card| Card::parse(card));
            let outliers = cards.filter(|card| figures.is_outlier(*card));
            outliers.map(|card| card.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(outliers(&["5", "5", "5", "8"]), ["8"]);
        assert_eq!(outliers(&["3", "5", "8", "?"]), ["3", "8"]);
        assert_eq!(outliers(&["5", "8"]), ["5", "8"]);
        assert_eq!(outliers(&["5", "5"]), Vec::<String>::new());
    }

    #[test]
    fn what_is_suggested_is_a_card_and_not_below_the_median() {
        let deck = ["0", "3", "5", "8", "?"].map(|card| Card::parse(card).unwrap());
        let suggested = |cards: &[&str]| {
            let suggestion = spread(cards).suggestion(&deck);
            suggestion.map(|points| points.to_string())
        };
        assert_eq!(suggested(&["5", "8"]).as_deref(), Some("8"));
        assert_eq!(suggested(&["3", "3", "8"]).as_deref(), Some("3"));
        assert_eq!(suggested(&["21", "34"]).as_deref(), Some("34"));
        assert_eq!(suggested(&["?"]), None);
    }
}
