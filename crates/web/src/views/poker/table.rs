//! The table of planning poker: the team's hands, one's own cards, the reveal and what follows it.

use domain::poker::{Card, Hand, Seen, Table, deck};
use domain::{ItemId, Points, Right, Scale};
use maud::{Markup, html};

use super::words::{card_words, spread_words, status};
use crate::ui::{self, Icon, Weight, icon};
use crate::urls::route;
use crate::visit::Visit;

/// Planning poker that is open.
pub(super) fn open(visit: &Visit, table: &Table) -> Markup {
    let team = visit.may(Right::Estimate);
    html! {
        header.spread {
            h3 { "Round " (table.round) }
            @if team { (end(visit, table)) }
        }
        p.poker-status role="status" id="poker-status" { (status(visit, table)) }
        @match (team, table.now.is_revealed()) {
            (true, true) => (agreement(visit, table)),
            (true, false) => { (cards(visit, table)) (reveal(visit, table)) },
            (false, _) => p.quieter { "The team votes. You see how many have, and how far apart they were." },
        }
        // Below what one does: a large team must not push that out of sight.
        @if let Some(hands) = &table.now.hands { (shown_hands(visit, hands, table.now.is_revealed())) }
        (past(visit, &table.past))
    }
}

/// A form with one button that is about this round.
fn deed(visit: &Visit, table: &Table, to: &'static str, button: &Markup) -> Markup {
    let name = to.rsplit('/').next().unwrap_or_default();
    html! {
        form method="post" action=(visit.urls.about(to, table.item)) data-send id={ "poker-" (name) "-" (table.item) } {
            input type="hidden" name="round" value=(table.round);
            (button)
        }
    }
}

/// The button that begins the voting.
pub(super) fn start(visit: &Visit, item: ItemId) -> Markup {
    html! {
        form method="post" action=(visit.urls.about(route::POKER_ROUNDS, item)) data-send id={ "poker-start-" (item) } {
            input type="hidden" name="round" value="0";
            button.button.main type="submit" data-poker="round" { "Start voting" kbd aria-hidden="true" { "N" } }
        }
    }
}

fn end(visit: &Visit, table: &Table) -> Markup {
    html! {
        form method="post" action=(visit.urls.about(route::AGREEMENT, table.item)) data-send id={ "poker-end-" (table.item) } {
            input type="hidden" name="round" value=(table.round);
            input type="hidden" name="points" value="";
            (ui::submit("End without an estimate", Weight::Plain))
        }
    }
}

/// Everybody's hand: empty, face down, or turned over.
fn shown_hands(visit: &Visit, hands: &[Hand], revealed: bool) -> Markup {
    let mut hands: Vec<&Hand> = hands.iter().collect();
    hands.sort_by_key(|hand| visit.names.of(hand.person).to_lowercase());
    html! {
        ul.hands {
            @for hand in hands {
                @let name = visit.names.of(hand.person);
                li.apart[hand.outlier] {
                    (lies(visit, hand, revealed))
                    span.name title=(name) { (name) }
                    @if hand.outlier { span.chip.warn { span.text { "speaks first" } } }
                }
            }
        }
    }
}

fn lies(visit: &Visit, hand: &Hand, revealed: bool) -> Markup {
    let said = match (hand.voted, revealed) {
        (false, false) => "has not voted yet",
        (false, true) => "did not vote",
        (true, _) => "has voted",
    };
    match hand.card {
        Some(Card::Coffee) => {
            html! { span.card-face role="img" aria-label="needs a break" { (icon(Icon::Coffee)) } }
        }
        Some(card) => html! { span.card-face { (card_words(visit, card)) } },
        None if hand.voted => html! { span.card-face.down role="img" aria-label=(said) {} },
        None => html! { span.card-face.none role="img" aria-label=(said) {} },
    }
}

/// One's own cards; numbers answer to the keyboard.
fn cards(visit: &Visit, table: &Table) -> Markup {
    html! {
        form.poker-cards method="post" action=(visit.urls.about(route::VOTES, table.item)) data-send
            id={ "poker-cards-" (table.item) } {
            input type="hidden" name="round" value=(table.round);
            div.poker-held role="group" aria-label="Your cards" {
                @for (index, card) in deck(&visit.product).into_iter().enumerate() {
                    (held(visit, (index, card), table.own == Some(card)))
                }
            }
            p.error data-error-for="card" {}
            @if table.own.is_some() {
                button.words type="submit" name="card" value="" { "Take my vote back" }
            }
        }
    }
}

fn held(visit: &Visit, (index, card): (usize, Card), chosen: bool) -> Markup {
    let sizes = matches!(visit.product.scale, Scale::Sizes(_));
    let (name, number) = match card {
        // A size has no number of its own: the first card is 1.
        Card::Points(points) if sizes => (visit.size(points), Some((index + 1).to_string())),
        Card::Points(points) => (visit.size(points), Some(points.to_string())),
        Card::Unsure => ("I cannot tell".to_owned(), None),
        Card::Coffee => ("I need a break".to_owned(), None),
    };
    html! {
        button.card-face type="submit" name="card" value=(card) aria-pressed=(chosen) aria-label=(name) title=(name) data-number=[number] {
            @if card == Card::Coffee { (icon(Icon::Coffee)) } @else { (card_words(visit, card)) }
        }
    }
}

fn reveal(visit: &Visit, table: &Table) -> Markup {
    let missing = table.voters.saturating_sub(table.now.voted);
    let (text, weight) = match missing {
        0 => ("Reveal the votes".to_owned(), Weight::Main),
        1 => (
            "Reveal without the missing vote".to_owned(),
            Weight::Outlined,
        ),
        many => (format!("Reveal without {many} votes"), Weight::Outlined),
    };
    let button = html! {
        button class={ "button " (if weight == Weight::Main { "main" } else { "" }) } type="submit" data-poker="reveal" {
            (text) kbd aria-hidden="true" { "R" }
        }
    };
    html! { @if table.now.voted > 0 { (deed(visit, table, route::REVEALS, &button)) } }
}

/// What follows a reveal: one click writes the estimate, or the team votes again.
fn agreement(visit: &Visit, table: &Table) -> Markup {
    let again = html! {
        button.button type="submit" data-poker="round" { "Another round" kbd aria-hidden="true" { "N" } }
    };
    let (suggested, others) = offers(visit, table);
    // Where they lie apart, who lies apart speaks first: no button urges to write over that.
    let figures = table.now.spread.as_ref().and_then(|spread| spread.figures);
    let agreed = figures.is_some_and(|figures| figures.agree());
    let write = html! {
        @if let Some(points) = suggested {
            button.button.main[agreed] type="submit" name="points" value=(points) data-poker="write" {
                "Write " (visit.size(points)) kbd aria-hidden="true" { "W" }
            }
        }
        @for points in others {
            button.button type="submit" name="points" value=(points) aria-label={ "Write " (visit.size(points)) } { (visit.product.scale.show(points)) }
        }
    };
    html! {
        div.poker-agreement {
            @if suggested.is_some() { (deed(visit, table, route::AGREEMENT, &write)) }
            (deed(visit, table, route::POKER_ROUNDS, &again))
        }
    }
}

/// What fits the votes best, and the other cards between the lowest and the highest of them.
fn offers(visit: &Visit, table: &Table) -> (Option<Points>, Vec<Points>) {
    let deck = deck(&visit.product);
    let spread = table.now.spread.as_ref();
    let suggested = spread.and_then(|spread| spread.suggestion(&deck));
    let Some(figures) = spread.and_then(|spread| spread.figures) else {
        return (suggested, Vec::new());
    };
    let between = figures.lowest..=figures.highest;
    let cards = deck.iter().filter_map(|card| card.points());
    let others = cards.filter(|points| between.contains(points) && Some(*points) != suggested);
    (suggested, others.collect())
}

/// The rounds before.
fn past(visit: &Visit, rounds: &[Seen]) -> Markup {
    html! {
        @if !rounds.is_empty() {
            ol.poker-past {
                @for (round, number) in rounds.iter().zip(1..) {
                    @if let Some(spread) = &round.spread {
                        li { "Round " (number) ": " (spread_words(visit, spread)) }
                    }
                }
            }
        }
    }
}
