//! Planning poker as an item tells it: the way to the table, what led to the estimate, and the
//! words of its history.

use domain::history::What;
use domain::poker::{Round, Seen, Table};
use domain::{Item, Place, Right};
use maud::{Markup, html};

use crate::ui;
use crate::views::counted;
use crate::views::poker::{card_words, spread_words};
use crate::visit::Visit;

/// What stands beside an estimate: how the voting is going, or how it went, and where one votes.
pub(super) fn beside_estimate(visit: &Visit, item: &Item) -> Markup {
    let to = visit.urls.poker(item.id);
    if let Some(table) = Table::seen_by(&visit.product, visit.visitor.actor(), item.id) {
        return html! {
            a href=(to) { "Planning poker: " (table.now.voted) " of " (table.voters) " voted" }
        };
    }
    let may = visit.may(Right::Refine)
        && item.place == Place::ProductBacklog
        && !visit.product.is_broken_down(item.id);
    html! {
        @if let Some(said) = agreed(visit, item) { span.quieter { (said) } }
        @else if may { a.quieter href=(to) { "Vote together" } }
    }
}

/// "poker, 5 votes, 5 to 13", when the estimate is what was agreed at the table.
fn agreed(visit: &Visit, item: &Item) -> Option<String> {
    let mut history = item.history.iter().rev().map(|entry| &entry.what);
    history.find(|what| match what {
        What::VoteClosed { estimate } => estimate.is_some() && *estimate == item.estimate,
        _ => false,
    })?;
    let votes = history.find_map(|what| match what {
        What::VotesRevealed { votes, .. } => Some(votes),
        _ => None,
    })?;
    let spread = seen(visit, votes).spread?;
    let votes = counted(spread.votes, "vote");
    let show = |points| visit.product.scale.show(points);
    Some(match spread.figures {
        Some(figures) if !figures.agree() => {
            format!(
                "poker, {votes}, {} to {}",
                show(figures.lowest),
                show(figures.highest)
            )
        }
        _ => format!("poker, {votes}"),
    })
}

fn seen(visit: &Visit, votes: &Round) -> Seen {
    votes.seen_by(&visit.product, visit.visitor.actor())
}

/// A reveal in the history; the team reads who voted what.
pub(super) fn revealed(visit: &Visit, round: u32, votes: &Round) -> Markup {
    let Seen { spread, hands, .. } = seen(visit, votes);
    let cards = hands.unwrap_or_default().into_iter();
    let cards: Vec<_> = cards
        .filter_map(|hand| Some((hand.person, hand.card?)))
        .collect();
    html! {
        "revealed the votes" @if round > 1 { " of round " (round) }
        @if let Some(spread) = spread { ": " (spread_words(visit, &spread)) }
        @if !cards.is_empty() {
            span.line {
                @for (person, card) in cards {
                    span.line { (ui::avatar(visit.names.of(person))) (card_words(visit, card)) }
                }
            }
        }
    }
}

/// The end of planning poker, in the history.
pub(super) fn closed(visit: &Visit, estimate: Option<domain::Points>) -> String {
    match estimate {
        Some(points) => format!("ended planning poker at {}", visit.size(points)),
        None => "ended planning poker without an estimate".into(),
    }
}
