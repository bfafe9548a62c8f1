//! Priority inflation (C8): the warning where too much is Must, and "which one waits?", two
//! items side by side.

use domain::report::inflation::{Inflation, WEEKS, next_pair};
use domain::{Item, ItemId, Points, Right};
use maud::{Markup, html};

use crate::ui::{self, Tone, Weight};
use crate::urls::route;
use crate::views::ready_checks;
use crate::visit::Visit;

/// How it is now.
pub(crate) fn inflation(visit: &Visit) -> Inflation {
    Inflation::of(&visit.product, visit.product.summary())
}

/// "Must is 62 % of the items and 70 % of the points; 40 % is the line."
fn sentence(now: &Inflation) -> String {
    if now.must.items == 0 {
        return "Nothing is Must.".to_owned();
    }
    let points = now
        .of_points()
        .map(|share| format!(" and {share:.0} % of the points"));
    let (share, points) = (now.of_items(), points.unwrap_or_default());
    let line = now.line.map(|line| format!("; {line} % is the line"));
    let line = line.unwrap_or_default();
    format!("Must is {share:.0} % of the items{points}{line}.")
}

/// "The next 13 weeks hold about 80 points; 120 are Must."
fn horizon(visit: &Visit, now: &Inflation) -> String {
    let measure = visit.product.scale.measure();
    match now.horizon {
        Some(held) => format!(
            "The next {WEEKS} weeks hold about {} by the usual velocity; {} are Must.",
            measure.say(held),
            now.must.points
        ),
        None => {
            format!("What the next {WEEKS} weeks hold can be said after three sprints of a team.")
        }
    }
}

/// Where too much is Must, a warning that says so and offers to compare; nothing otherwise.
pub(crate) fn note(visit: &Visit) -> Markup {
    let now = inflation(visit);
    let words = html! {
        b { (sentence(&now)) } " When everything is a must, nothing is."
        @if now.overflows() { " " (horizon(visit, &now)) }
    };
    let compare = visit.urls.to(route::TRADE_OFF);
    let action = html! { a.strong href=(compare) { "Which ones can wait?" } };
    let action = visit.may(Right::Order).then_some(action);
    html! {
        div #inflation {
            @if now.is_above() {
                (ui::banner(Tone::Warn, &words, action.as_ref()))
            }
        }
    }
}

/// The page: the next pair, or that it fits.
pub(crate) fn main(visit: &Visit) -> Markup {
    let now = inflation(visit);
    let pair = now.is_above().then(|| next_pair(&visit.product)).flatten();
    let items = pair.and_then(|(one, other)| {
        let item = |id: ItemId| visit.product.items.get(&id);
        Some((item(one)?, item(other)?))
    });
    match items {
        Some((left, right)) => question(visit, &now, left, right),
        None => finished(visit, &now),
    }
}

fn finished(visit: &Visit, now: &Inflation) -> Markup {
    let board = visit.urls.to(route::PRIORITIES);
    let next = ui::link_button(&board, "Priorities", Weight::Main);
    let (title, rule) = match now.is_above() {
        true => (
            "Every pair was compared",
            "Nothing is asked twice. What is still Must can be changed among the priorities.",
        ),
        false => (
            "It fits",
            "Must is what the rest is worth nothing without: when it is most of the backlog, it says nothing any more.",
        ),
    };
    html! {
        (ui::empty(title, rule, &next))
        div.figures-below { (figures(visit, now)) }
    }
}

fn figures(visit: &Visit, now: &Inflation) -> Markup {
    html! { div.trade-figures { p.quiet { (sentence(now)) } p.quiet { (horizon(visit, now)) } } }
}

/// "At least 3 more wait before it fits, or fewer that make up 12 points."
fn until_it_fits(visit: &Visit, now: &Inflation) -> Option<String> {
    let excess = now.excess();
    let points = (excess.points > Points::ZERO).then(|| {
        let measure = visit.product.scale.measure();
        format!("{} together", measure.say(excess.points))
    });
    let items = (excess.items > 0).then(|| match excess.items {
        1 => "one item".to_owned(),
        many => format!("{many} items"),
    });
    match (items, points) {
        (None, None) => None,
        (Some(what), None) | (None, Some(what)) => {
            Some(format!("It fits when at least {what} wait."))
        }
        (Some(items), Some(points)) => {
            Some(format!("It fits when at least {items} wait, of {points}."))
        }
    }
}

fn question(visit: &Visit, now: &Inflation, left: &Item, right: &Item) -> Markup {
    html! {
        form.pad.trade-off method="post" action=(visit.urls.to(route::TRADE_OFFS)) data-send {
            header.stack { h2 { "Which one waits?" } @if let Some(words) = until_it_fits(visit, now) { p { (words) } } (figures(visit, now)) }
            input type="hidden" name="pair" value={ (left.id) "," (right.id) };
            div.trade-pair {
                (side(visit, left, "left", "←"))
                (side(visit, right, "right", "→"))
            }
            div.actions.start {
                @if visit.may(Right::Order) {
                    button.button type="submit" name="waits" value="" data-answer="skip" { "Can't say" kbd aria-hidden="true" { "↓" } }
                } @else { p.quiet { "The product owner weighs them." } }
            }
            p.quieter { "The one that waits becomes Should and stands below the other; the answer is kept as its reason. No pair is asked twice." }
        }
    }
}

fn side(visit: &Visit, item: &Item, side: &str, key: &str) -> Markup {
    let checks = ready_checks(visit, item);
    html! {
        section.card aria-labelledby={ "trade-" (item.id) } {
            div.line {
                (ui::kind_badge(item.kind.as_str()))
                a.quieter href=(visit.urls.item(item.id)) { (visit.key(item.id)) }
                @if let Some(rank) = visit.product.rank(item.id) { span.quieter { "at " (rank) } }
                (ui::readiness(&checks))
                (ui::points(visit.mark(item.estimate).as_ref()))
            }
            h3 id={ "trade-" (item.id) } { (item.title.value) }
            @if !item.description.value.is_empty() { div.prose.trade-text { (ui::markdown(&item.description.value)) } }
            @if visit.may(Right::Order) {
                button.button type="submit" name="waits" value=(item.id) data-answer=(side) { "This one waits" kbd aria-hidden="true" { (key) } }
            }
        }
    }
}
