//! One goal of the roadmap: its name, how far it is, its bar, and its epics.

use domain::report::epic::Progress;
use domain::report::roadmap::Served;
use domain::roadmap::Goal;
use domain::{ItemId, Right};
use maud::{Markup, html};
use serde_json::json;

use super::{Window, backlog_of};
use crate::ui;
use crate::urls::route;
use crate::views::epics::{progress_bar, progress_words};
use crate::views::goal::{span_words, state_chip};
use crate::visit::Visit;

/// Epics listed under a goal at most; its own page has them all.
const MOST: usize = 8;

/// How a goal is drawn.
#[derive(Clone, Copy)]
pub(super) enum Shape<'a> {
    /// With its bar on the time line.
    Bar(&'a Window),
    /// Without dates, which it may be given.
    Undated(&'a Window),
    /// Without either.
    Plain,
}

/// The goal as a line of a list.
pub(super) fn row(visit: &Visit, goal: &Goal, served: &Served, shape: Shape<'_>) -> Markup {
    html! {
        li.goal-row id={ "goal-" (goal.id) } {
            div.goal-head {
                span.line {
                    a.goal-name href=(visit.urls.goal(goal.id)) { (goal.name.value) }
                    (state_chip(goal))
                }
                (far(visit, goal, &served.progress))
            }
            (drawn(visit, goal, shape))
            (epics(visit, goal, served))
        }
    }
}

fn drawn(visit: &Visit, goal: &Goal, shape: Shape<'_>) -> Markup {
    let may = visit.may(Right::Order);
    match (shape, goal.span) {
        (Shape::Bar(window), Some(_)) => track(visit, goal, window),
        (Shape::Undated(window), _) if may => undated(visit, goal, window),
        (Shape::Plain, Some(span)) => html! { span.when.quiet { (span_words(span)) } },
        _ => html! {},
    }
}

/// How far it is, and what is still to be done.
fn far(visit: &Visit, goal: &Goal, progress: &Progress) -> Markup {
    html! {
        @if progress.items > 0 {
            span.far.quiet {
                (progress_words(progress, visit.product.scale.measure()))
                @if !progress.is_complete() { ", " a href=(backlog_of(visit, goal.id)) { (progress.items - progress.done) " to do" } }
            }
            (progress_bar(progress))
        } @else { span.far.quieter { "Nothing serves it yet" } }
    }
}

/// The bar: a button that arrow keys move, where one may.
fn track(visit: &Visit, goal: &Goal, window: &Window) -> Markup {
    let Some(span) = goal.span else {
        return html! {};
    };
    let (from, over) = window.columns(span);
    let class = format!("bar from-{from} over-{over} {}", goal.state);
    let said = format!("{}, {}", goal.name.value, span_words(span));
    let inside = html! { span.when { (span_words(span)) } };
    html! {
        div.track {
            @if visit.may(Right::Order) {
                button class=(class) id={ "bar-" (goal.id) } type="button" aria-label=(said) data-bar=(visit.urls.of_goal(route::GOAL_SPAN, goal.id))
                    data-start=(span.start) data-end=(span.end) data-page=(visit.urls.goal(goal.id)) {
                    i.edge data-edge="start" hidden[span.start < window.from] {}
                    (inside)
                    i.edge data-edge="end" hidden[span.end > window.last()] {}
                }
            } @else { div class=(class) { (inside) } }
        }
    }
}

/// A goal without dates is dragged onto the time line, or given this quarter.
fn undated(visit: &Visit, goal: &Goal, window: &Window) -> Markup {
    let to = visit.urls.of_goal(route::GOAL_SPAN, goal.id);
    let now = window.now.to_string();
    html! {
        div.track {
            button.bar.undated id={ "bar-" (goal.id) } type="button" aria-label={ (goal.name.value) ", no dates yet" } data-bar=(to)
                data-now=(now) data-page=(visit.urls.goal(goal.id)) { span.when { "No dates yet" } }
            button.button.small type="button" data-post=(to) data-with=(json!({ "start": now, "end": now })) data-items=""
                aria-label={ "Plan for this quarter: " (goal.name.value) } { "Plan for this quarter" }
        }
    }
}

fn epics(visit: &Visit, goal: &Goal, served: &Served) -> Markup {
    html! {
        @if !served.epics.is_empty() {
            ul.goal-epics {
                @for (epic, progress) in served.epics.iter().take(MOST) { (epic_line(visit, *epic, progress)) }
                @if served.epics.len() > MOST {
                    li { a.quieter href=(visit.urls.goal(goal.id)) { (served.epics.len() - MOST) " more epics" } }
                }
            }
        }
    }
}

/// An epic with how far it is.
pub(crate) fn epic_line(visit: &Visit, epic: ItemId, progress: &Progress) -> Markup {
    let Some(item) = visit.product.items.get(&epic) else {
        return html! {};
    };
    let measure = visit.product.scale.measure();
    html! {
        li.item-line {
            (ui::kind_badge(item.kind.as_str()))
            a.grow href=(visit.urls.item(epic)) data-open-item=(visit.key(epic)) { (visit.key(epic)) " " (item.title.value) }
            @if progress.items > 0 { span.far.quiet { (progress_words(progress, measure)) } (progress_bar(progress)) }
            @else { span.far.quieter { "Not broken down" } }
        }
    }
}
