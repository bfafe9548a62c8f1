//! The load of a sprint being planned (D4): what is planned, what the team usually finishes, and what it
//! usually finishes in as many days as it has this time.

use domain::report::capacity::{self as figures, Scaled};
use domain::report::velocity::{self, NEEDED, Usual};
use domain::{Points, Right, Sprint};
use maud::{Markup, html};

use super::{capacity, chance, items_word};
use crate::chart::{Load, load as bar};
use crate::ui::{Icon, icon};
use crate::visit::Visit;

/// What is planned, against what the team usually finishes and the days it has.
pub(super) fn card(visit: &Visit, sprint: &Sprint) -> Markup {
    let planned = sprint.points(&visit.product);
    let usual = velocity::usual(&visit.product, sprint.team);
    let scaled = scaled(visit, sprint, usual);
    let range = |from: Points, to: Points| (from.as_f64(), to.as_f64());
    let shown = Load {
        planned: planned.as_f64(),
        usual: usual.map(|usual| range(usual.from, usual.to)),
        capacity: scaled.map(|scaled| range(scaled.from, scaled.to)),
    };
    html! {
        section.card aria-label="Load" {
            div.spread {
                h3 { "Load" }
                span { b { (planned) } " " (visit.units()) " planned, " (items_word(sprint.plan.len())) }
            }
            @if shown.planned > 0.0 || shown.usual.is_some() { (bar(shown)) }
            p.quiet { (load_words(visit, sprint, planned, usual)) }
            (days(visit, sprint, usual, scaled))
            (chance::planned(visit, sprint))
        }
    }
}

/// What the load means: the answer before the figures.
fn load_words(visit: &Visit, sprint: &Sprint, planned: Points, usual: Option<Usual>) -> String {
    let unestimated = sprint
        .items(&visit.product)
        .filter(|item| item.estimate.is_none())
        .count();
    let more = match unestimated {
        0 => String::new(),
        count => format!(
            " {} without an estimate {} not counted.",
            items_word(count),
            if count == 1 { "is" } else { "are" }
        ),
    };
    let Some(usual) = usual else {
        let closed = velocity::finished(&visit.product, sprint.team).count();
        return format!(
            "Too little history to say what is usual: {closed} of {NEEDED} closed sprints.{more}"
        );
    };
    let range = format!(
        "{}–{} {} in {} of the last {} sprints",
        usual.from,
        usual.to,
        visit.units(),
        usual.within,
        usual.of
    );
    let verdict = match planned {
        planned if planned > usual.to => format!(
            "{} more than usual: {range}.",
            visit.sum(planned - usual.to)
        ),
        planned if planned < usual.from => format!(
            "Room for {} or more. The team finished {range}.",
            visit.sum(usual.from - planned)
        ),
        _ => format!("A usual load: {range}."),
    };
    verdict + &more
}

/// What is usual for the days there are, where that is something else than what is usual.
fn scaled(visit: &Visit, sprint: &Sprint, usual: Option<Usual>) -> Option<Scaled> {
    let scaled = figures::usual(&visit.product, sprint)?;
    let usual = usual?;
    let other = (scaled.from, scaled.to) != (usual.from, usual.to);
    other.then_some(scaled)
}

/// The days of the team, and what they mean for the load. Who never says them is told no more than the sum.
fn days(visit: &Visit, sprint: &Sprint, usual: Option<Usual>, scaled: Option<Scaled>) -> Markup {
    let Some(sum) = capacity::sum(visit, sprint) else {
        return html! {};
    };
    html! {
        div.capacity {
            @if visit.may(Right::Membership) {
                button.chip type="button" data-open-dialog="capacity" data-tip="Say who has how many days" { span.text { (sum) } (icon(Icon::Pencil)) }
            } @else { span { (sum) } }
            @if let Some(scaled) = scaled { span.quiet { (for_so_many(visit, scaled)) } }
            @else if usual.is_some() && figures::is_said(&visit.product, sprint) { span.quieter { (as_usual(visit, sprint)) } }
        }
    }
}

fn for_so_many(visit: &Visit, scaled: Scaled) -> String {
    let Scaled { from, to, mean, .. } = scaled;
    let usual = match from == to {
        true => visit.sum(from),
        false => format!("{from}–{to} {}", visit.units()),
    };
    format!(
        "For so many days {usual} are usual: it had {} on average in the last {}.",
        crate::chart::number((mean * 10.0).round() / 10.0),
        crate::views::counted(scaled.sprints, "sprint"),
    )
}

fn as_usual(visit: &Visit, sprint: &Sprint) -> &'static str {
    match figures::usual(&visit.product, sprint) {
        Some(_) => "About as many as in the sprints before.",
        None => {
            "How much is usual for so many days is said once a sprint that kept its days is closed."
        }
    }
}
