//! What a sprint may finish, in words: the chance while it is planned, the likely end while it runs, and
//! how such claims came true. Not here: the figures (`domain::report::chance`).

use domain::forecast::TooLittle;
use domain::report::chance::{self, LOW, Outlook};
use domain::sprint::{Contract, Outcome};
use domain::{ItemId, Points, Sprint};
use maud::{Markup, html};

use super::items_word;
use crate::chart::amount;
use crate::visit::Visit;

/// While a sprint is planned: the chance to finish everything, and what would have to go. Nothing while
/// there is nothing in it, or too few closed sprints to say anything: the load has said that.
pub(super) fn planned(visit: &Visit, sprint: &Sprint) -> Markup {
    if sprint.plan.is_empty() {
        return html! {};
    }
    match chance::outlook(&visit.product, sprint, visit.now) {
        Ok(outlook) => said(visit, sprint, &outlook),
        Err(TooLittle::Idle) => html! {
            p.quiet { "The chance to finish everything is not known: the team’s closed sprints finished nothing." }
        },
        Err(TooLittle::Periods { .. }) => html! {},
    }
}

fn said(visit: &Visit, sprint: &Sprint, outlook: &Outlook) -> Markup {
    let low = outlook.everything < LOW;
    html! {
        p.chance {
            "Chance to finish everything: " b class=[low.then_some("race-words")] { (percent(outlook.percent())) }
        }
        p.quieter { (why(outlook)) }
        @if low { (to_go(visit, &chance::to_go(&visit.product, sprint))) }
    }
}

/// "In 4 of the last 5 sprints 11 points or more were finished, in 2 of them everything that was planned."
fn why(outlook: &Outlook) -> String {
    format!(
        "In {} of the last {} sprints {} or more were finished, in {} of them everything that was planned.",
        outlook.as_much,
        outlook.sprints,
        amount(outlook.left, outlook.unit),
        outlook.all,
    )
}

/// "For an even chance these would have to go: BIKE-7, BIKE-9 (8 points)."
fn to_go(visit: &Visit, items: &[ItemId]) -> Markup {
    let points: Points = items
        .iter()
        .filter_map(|item| visit.product.items.get(item)?.estimate)
        .sum();
    html! {
        @if !items.is_empty() {
            p.quiet {
                "For an even chance " (if items.len() == 1 { "this" } else { "these" }) " would have to go: "
                @for (at, item) in items.iter().enumerate() {
                    @if at > 0 { ", " }
                    a.key href=(visit.urls.item(*item)) { (visit.key(*item)) }
                }
                " (" (visit.sum(points)) ")."
            }
        }
    }
}

/// While it runs: what will probably be finished until the end.
pub(super) fn likely(visit: &Visit, sprint: &Sprint) -> Markup {
    let known = sprint
        .is_running()
        .then(|| chance::outlook(&visit.product, sprint, visit.now));
    html! {
        @if let Some(Ok(outlook)) = known {
            @if outlook.left > 0.0 { p.quiet { (likely_words(&outlook)) } }
        }
    }
}

fn likely_words(outlook: &Outlook) -> String {
    let (from, to) = outlook.likely();
    let left = amount(outlook.left, outlook.unit);
    let figure = |value: f64| crate::chart::number(value);
    let range = match figure(from) == figure(to) {
        true => figure(to),
        false => format!("{} to {}", figure(from), figure(to)),
    };
    format!(
        "Of the {left} that remain, {range} will probably be done at the end; everything with a chance of {}. That is known from {} closed sprints.",
        percent(outlook.percent()),
        outlook.sprints,
    )
}

/// In the contract: what was said, beside what came.
pub(super) fn claimed(contract: &Contract, outcome: &Outcome) -> Option<String> {
    let said = percent(contract.chance?);
    Some(match outcome.returned.len() {
        0 => format!("{said}, and everything was finished"),
        back => format!("{said}; {} came back", items_word(back)),
    })
}

/// How the claims of all closed sprints came true.
pub(crate) fn claims(visit: &Visit) -> Markup {
    html! {
        @if let Some(claims) = chance::claims(&visit.product) {
            p.quiet {
                "The chance to finish everything was said at " (claims.count) (if claims.count == 1 { " commitment" } else { " commitments" }) ": "
                (percent((claims.said * 100.0).round() as u8)) " on average. Everything was finished in "
                (claims.happened) " of " (claims.count) "."
            }
        }
    }
}

/// A chance is no more exact than to five percent.
fn percent(chance: u8) -> String {
    match chance {
        0..5 => "under 5 %".to_owned(),
        96.. => "over 95 %".to_owned(),
        chance => format!("{} %", (u32::from(chance) + 2) / 5 * 5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_said_to_five_percent_and_never_as_certain() {
        let said = [0, 4, 5, 12, 13, 50, 95, 96, 100].map(percent);
        assert_eq!(
            said,
            [
                "under 5 %",
                "under 5 %",
                "5 %",
                "10 %",
                "15 %",
                "50 %",
                "95 %",
                "over 95 %",
                "over 95 %"
            ]
        );
    }
}
