//! The roadmap (C2): goals on a time line, or under now, next and later; and what serves none.

mod line;
mod orphans;
mod window;

use std::sync::Arc;

use domain::report::roadmap::Roadmap;
use domain::roadmap::{Goal, GoalState};
use domain::{GoalId, Right};
use maud::{Markup, html};

use super::counted;
use super::goal::quarter_fields;
use crate::ui::{self, Field, Weight, field};
use crate::urls::{route, with_query};
use crate::visit::Visit;

pub(crate) use line::epic_line;
use line::{Shape, row};
use window::ZOOMS;
pub(crate) use window::{Window, now};

/// What a roadmap shows of one goal.
type Goals<'a> = Vec<&'a Goal>;

/// The page.
pub(crate) fn main(visit: &Visit, window: &Window) -> Markup {
    let goals: Vec<&Arc<Goal>> = visit.product.roadmap();
    if goals.is_empty() {
        return nothing(visit);
    }
    let goals: Goals<'_> = goals.into_iter().map(AsRef::as_ref).collect();
    let roadmap = Roadmap::of(&visit.product);
    html! {
        div.roadmap-page {
            (head(visit, window, &goals, &roadmap))
            @if window.horizon { (horizons(visit, window, &goals, &roadmap)) }
            @else { (time_line(visit, window, &goals, &roadmap)) }
            (over(visit, &goals))
            (orphans::section(visit, &roadmap.orphans))
        }
    }
}

fn nothing(visit: &Visit) -> Markup {
    let next = html! {
        @if visit.may(Right::Order) { button.button.main type="button" data-command="goal.new" { "New goal" } }
        @else { a.button href=(visit.urls.backlog()) { "Go to the product backlog" } }
    };
    ui::empty(
        "There are no goals yet",
        "A goal says what the product is to reach, and perhaps when. Epics serve goals, and items serve through their epic; what serves none is worth a question.",
        &next,
    )
}

fn head(visit: &Visit, window: &Window, goals: &Goals<'_>, roadmap: &Roadmap) -> Markup {
    let open = goals.iter().filter(|goal| goal.state == GoalState::Open);
    html! {
        header.sprint-head {
            div.grow {
                h2 { (counted(open.count(), "open goal")) (orphans::share(&roadmap.orphans)) }
                p.quiet {
                    @if window.horizon { "Now is this quarter, next the one after it, later all others and what has no dates." }
                    @else if visit.may(Right::Order) {
                        span.keys-only { "Drag a bar to move a goal, its ends to change how long it takes; arrow keys do the same." }
                    }
                }
            }
            (controls(visit, window))
        }
    }
}

fn controls(visit: &Visit, window: &Window) -> Markup {
    let horizon = with_query(&visit.urls.to(route::ROADMAP), [("view", "horizon")]);
    let line = visit.urls.to(route::ROADMAP);
    html! {
        nav.roadmap-controls aria-label="What is shown" {
            @if !window.horizon {
                span.group-of {
                    a.button.small href=(window.moved(visit, window.from.later(-window.quarters / 2))) data-visit { "Earlier" }
                    a.button.small href=(window.moved(visit, window.now)) data-visit aria-current=[(window.from == window.now).then_some("true")] { "Now" }
                    a.button.small href=(window.moved(visit, window.from.later(window.quarters / 2))) data-visit { "Later" }
                }
                span.group-of {
                    @for (quarters, words) in ZOOMS {
                        a.chip.on[window.quarters == quarters] href=(window.zoomed(visit, quarters)) data-visit
                            aria-current=[(window.quarters == quarters).then_some("true")] { (words) }
                    }
                }
            }
            span.group-of {
                a.chip.on[!window.horizon] href=(line) data-visit { "Time line" }
                a.chip.on[window.horizon] href=(horizon) data-visit { "Now, next, later" }
            }
        }
    }
}

/// The quarters, the goals that have any of them, and those without dates.
fn time_line(visit: &Visit, window: &Window, goals: &Goals<'_>, roadmap: &Roadmap) -> Markup {
    let dated = |goal: &&&Goal| goal.span.is_some() && goal.state != GoalState::Dropped;
    let inside = |goal: &&&Goal| goal.span.is_some_and(|span| window.has(span));
    let shown: Vec<_> = goals.iter().filter(dated).filter(inside).copied().collect();
    html! {
        section class={ "time-line of-" (window.quarters) } aria-label="Time line" data-time-line data-from=(window.from) {
            div.quarters aria-hidden="true" {
                @for quarter in window.shown() {
                    span.quarter.now[quarter == window.now] data-quarter=(quarter) { b { "Q" (quarter.number()) } " " (quarter.year()) }
                }
            }
            ul.goal-rows { (rows(visit, window, &shown, roadmap)) }
            (outside(visit, window, goals))
        }
        section.later data-later aria-labelledby="later-head" {
            h3 #later-head { "Later" }
            (undated(visit, window, goals, roadmap))
        }
    }
}

/// Each row; where another quarter begins, its name for narrow screens.
fn rows(visit: &Visit, window: &Window, shown: &[&Goal], roadmap: &Roadmap) -> Markup {
    let begins = |goal: &Goal| goal.span.map(|span| span.start.max(window.from));
    html! {
        @for (at, goal) in shown.iter().enumerate() {
            @if at == 0 || begins(shown[at - 1]) != begins(goal) {
                @if let Some(quarter) = begins(goal) { li.quarter-head aria-hidden="true" { "Q" (quarter.number()) " " (quarter.year()) } }
            }
            (row(visit, goal, &roadmap.served(goal.id), Shape::Bar(window)))
        }
        @if shown.is_empty() { li.none-here { "No goal is planned for these quarters." } }
    }
}

/// Goals before and after what is shown, with the way there.
fn outside(visit: &Visit, window: &Window, goals: &Goals<'_>) -> Markup {
    let spans = goals.iter().filter(|goal| goal.state != GoalState::Dropped);
    let spans: Vec<_> = spans.filter_map(|goal| goal.span).collect();
    let before = spans.iter().filter(|span| span.end < window.from);
    let after = spans.iter().filter(|span| window.last() < span.start);
    let (last, first) = (
        before.clone().map(|span| span.start).max(),
        after.clone().map(|span| span.start).min(),
    );
    let (before, after) = (before.count(), after.count());
    html! {
        @if before + after > 0 {
            p.quiet.outside {
                @if let Some(last) = last { a href=(window.moved(visit, last)) data-visit { (counted(before, "goal")) " before" } }
                @if let Some(first) = first { a href=(window.moved(visit, first)) data-visit { (counted(after, "goal")) " after" } }
            }
        }
    }
}

fn undated(visit: &Visit, window: &Window, goals: &Goals<'_>, roadmap: &Roadmap) -> Markup {
    let open = |goal: &&&Goal| goal.span.is_none() && goal.state == GoalState::Open;
    let later: Vec<_> = goals.iter().filter(open).collect();
    html! {
        @if later.is_empty() { p.quieter { "Every open goal has its dates." } }
        @else {
            ul.goal-rows { @for goal in &later { (row(visit, goal, &roadmap.served(goal.id), Shape::Undated(window))) } }
        }
    }
}

/// Goals under now, next and later: a view of the same quarters.
fn horizons(visit: &Visit, window: &Window, goals: &Goals<'_>, roadmap: &Roadmap) -> Markup {
    let next = window.now.later(1);
    let horizon = |goal: &Goal| match goal.span {
        Some(span) if span.start <= window.now => 0,
        Some(span) if span.start == next => 1,
        _ => 2,
    };
    let open = || goals.iter().filter(|goal| goal.state == GoalState::Open);
    html! {
        div.horizons {
            @for (at, name) in ["Now", "Next", "Later"].into_iter().enumerate() {
                section aria-labelledby={ "horizon-" (at) } {
                    h3 id={ "horizon-" (at) } { (name) }
                    ul.goal-rows {
                        @for goal in open().filter(|goal| horizon(goal) == at) { (row(visit, goal, &roadmap.served(goal.id), Shape::Plain)) }
                    }
                    @if !open().any(|goal| horizon(goal) == at) { p.quieter { "No open goal." } }
                }
            }
        }
    }
}

/// What was dropped, with the reason; and what was reached without ever having had dates.
fn over(visit: &Visit, goals: &Goals<'_>) -> Markup {
    let gone = |goal: &&&Goal| match goal.state {
        GoalState::Dropped => true,
        GoalState::Reached => goal.span.is_none(),
        GoalState::Open | GoalState::Removed => false,
    };
    let gone: Vec<_> = goals.iter().filter(gone).collect();
    html! {
        @if !gone.is_empty() {
            details.over #goals-over {
                summary.words { "Dropped or reached (" (gone.len()) ")" }
                ul.lines {
                    @for goal in gone {
                        li.item-line {
                            a.grow href=(visit.urls.goal(goal.id)) { (goal.name.value) }
                            @if let Some(because) = &goal.because { span.quieter { "“" (because) "”" } }
                            (super::goal::state_chip(goal))
                        }
                    }
                }
            }
        }
    }
}

/// The dialog of a new goal.
pub(crate) fn dialog(visit: &Visit) -> Markup {
    let name = Field {
        name: "name",
        label: "What is to be reached",
        required: true,
        ..Field::default()
    };
    ui::dialog(
        "new-goal",
        "New goal",
        html! {
            form.fields method="post" action=(visit.urls.to(route::GOALS)) data-send data-then="reset close" {
                (field(&name))
                (quarter_fields(now(visit), None, "new-goal"))
                div.actions {
                    button.button type="button" data-close-dialog { "Cancel" }
                    (ui::submit("Add the goal", Weight::Main))
                }
            }
        },
    )
}

/// Where the backlog shows what serves a goal.
pub(crate) fn backlog_of(visit: &Visit, goal: GoalId) -> String {
    with_query(&visit.urls.backlog(), [("goal", goal.to_string().as_str())])
}
