//! Votes in words.

use domain::poker::{Card, Figures, Hand, Seen, Spread, Table};

use crate::visit::Visit;

/// "5", "M", "?", "coffee".
pub(crate) fn card_words(visit: &Visit, card: Card) -> String {
    match card {
        Card::Points(points) => visit.product.scale.show(points),
        Card::Unsure | Card::Coffee => card.to_string(),
    }
}

/// "3 to 8, median 5; 1 cannot tell".
pub(crate) fn spread_words(visit: &Visit, spread: &Spread) -> String {
    let figures = spread.figures.map(|found| figures(visit, found));
    let others = [
        (spread.unsure, "cannot tell"),
        (spread.coffee, "asked for a break"),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    let others = others.map(|(count, what)| format!("{count} {what}"));
    figures
        .into_iter()
        .chain(others)
        .collect::<Vec<_>>()
        .join("; ")
}

fn figures(visit: &Visit, figures: Figures) -> String {
    let Figures {
        lowest,
        median,
        highest,
    } = figures;
    let [lowest, median, highest] = [lowest, median, highest].map(|p| visit.product.scale.show(p));
    match figures.agree() {
        true => format!("all {lowest}"),
        false => format!("{lowest} to {highest}, median {median}"),
    }
}

/// How the round stands, as it is announced.
pub(super) fn status(visit: &Visit, table: &Table) -> String {
    let Some(spread) = &table.now.spread else {
        return match (table.now.voted, table.voters) {
            (0, _) => "Nobody has voted yet".to_owned(),
            (1, voters) => format!("1 of {voters} has voted"),
            (voted, voters) => format!("{voted} of {voters} have voted"),
        };
    };
    let said = match spread.figures {
        None => "Nobody gave a number".to_owned(),
        Some(figures) if figures.agree() && spread.votes == 1 => {
            format!("One vote, {}", visit.size(figures.lowest))
        }
        Some(figures) if figures.agree() && spread.unsure + spread.coffee == 0 => {
            format!("All agree on {}", visit.size(figures.lowest))
        }
        Some(_) => spread_words(visit, spread),
    };
    match speakers(visit, &table.now) {
        Some(names) => format!("{said}. {names}, tell the others why"),
        None => said,
    }
}

/// "Ben (3) and Dora (8)": those who stand apart, for the team.
fn speakers(visit: &Visit, seen: &Seen) -> Option<String> {
    let hands = seen.hands.as_ref()?.iter();
    let mut apart: Vec<&Hand> = hands.filter(|hand| hand.outlier).collect();
    apart.sort_by_key(|hand| hand.card);
    let named = |hand: &&Hand| {
        let card = hand
            .card
            .map(|card| card_words(visit, card))
            .unwrap_or_default();
        format!("{} ({card})", visit.names.of(hand.person))
    };
    let names: Vec<String> = apart.iter().map(named).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [all @ .., last] => Some(format!("{} and {last}", all.join(", "))),
    }
}
