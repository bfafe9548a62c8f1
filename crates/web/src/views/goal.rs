//! One goal of the roadmap: when, how it stands with it, what it asks for, and what serves it.

use domain::report::roadmap::{Roadmap, Served};
use domain::roadmap::{Deed, Done, Goal, GoalField, GoalState, Quarter, Span};
use domain::{ItemId, Right};
use maud::{Markup, html};

use super::chooser::{Chooser, chooser};
use super::coverage::coverage;
use super::epics::{progress_bar, progress_words};
use super::item::conflict;
use super::roadmap::{backlog_of, epic_line, now};
use super::{ago, counted, forecast};
use crate::ui::{self, Tone, Weight, select_options};
use crate::urls::route;
use crate::visit::Visit;

/// Items listed at most; a filter of the backlog shows them all.
const MOST: usize = 100;

/// "Q4 2026", "Q4 2026 to Q1 2027".
pub(crate) fn span_words(span: Span) -> String {
    match span.start == span.end {
        true => quarter_words(span.start),
        false => format!(
            "{} to {}",
            quarter_words(span.start),
            quarter_words(span.end)
        ),
    }
}

fn quarter_words(quarter: Quarter) -> String {
    format!("Q{} {}", quarter.number(), quarter.year())
}

/// How it stands with a goal, where it is not simply open.
pub(crate) fn state_chip(goal: &Goal) -> Markup {
    match goal.state {
        GoalState::Open => html! {},
        GoalState::Reached => ui::chip("Reached", Tone::Pond),
        GoalState::Dropped => ui::chip("Dropped", Tone::Plain),
        GoalState::Removed => ui::chip("Removed", Tone::Plain),
    }
}

/// The page.
pub(crate) fn main(visit: &Visit, goal: &Goal) -> Markup {
    let served = Roadmap::of(&visit.product).served(goal.id);
    html! {
        div.pad.goal-page {
            article.item aria-label=(goal.name.value) {
                (name(visit, goal))
                (standing(visit, goal, &served))
                div.columns-2 {
                    div.item { (text(visit, goal)) (coverage(visit, goal)) (serving(visit, goal, &served)) }
                    div.item.aside { (when(visit, goal)) (state(visit, goal)) (history(visit, goal)) }
                }
            }
        }
    }
}

fn name(visit: &Visit, goal: &Goal) -> Markup {
    if !visit.may(Right::Order) {
        return html! { h2.title-field { (goal.name.value) } };
    }
    let form = format!("goal-name-{}", goal.id);
    html! {
        h2.unseen { (goal.name.value) }
        form method="post" action=(visit.urls.goal_text(goal.id, "name")) data-send="change" id=(form) {
            input type="hidden" name="revision" value=(goal.name.revision);
            textarea.in-place.title-field name="name" rows="1" aria-label="Name" data-enter required { (goal.name.value) }
            p.error data-error-for="name" {}
        }
        (conflict::slot(&form))
    }
}

fn standing(visit: &Visit, goal: &Goal, served: &Served) -> Markup {
    let progress = &served.progress;
    html! {
        p.line {
            @match goal.span {
                Some(span) => { b { (span_words(span)) } },
                None => span.quieter { "Later: it has no dates yet" },
            }
            (state_chip(goal))
            @if let Some(because) = &goal.because { span.quiet { "“" (because) "”" } }
            @if progress.items > 0 { span.quiet { (progress_words(progress, visit.product.scale.measure())) } }
        }
        @if progress.items > 0 { (progress_bar(progress)) }
        @if goal.state == GoalState::Open { (forecast::of_goal(visit, goal)) }
    }
}

fn when(visit: &Visit, goal: &Goal) -> Markup {
    html! {
        @if visit.may(Right::Order) {
            section.section {
                header { h3 { "When" } }
                form.fields method="post" action=(visit.urls.of_goal(route::GOAL_SPAN, goal.id)) data-send id={ "span-" (goal.id) } {
                    (quarter_fields(now(visit), goal.span, "goal"))
                    div.actions.start { (ui::submit("Save the dates", Weight::Outlined)) }
                }
            }
        }
    }
}

/// Two choices of quarters around now and around what is chosen already.
pub(crate) fn quarter_fields(now: Quarter, span: Option<Span>, of: &str) -> Markup {
    let fields = [
        ("start", "First quarter", span.map(|span| span.start)),
        ("end", "Last quarter", span.map(|span| span.end)),
    ];
    html! {
        div.fields.two {
            @for (name, label, chosen) in fields {
                div.field {
                    label for={ (of) "-" (name) } { (label) }
                    select id={ (of) "-" (name) } name=(name) {
                        (select_options(&quarters(now, chosen), &chosen.map(|quarter| quarter.to_string()).unwrap_or_default()))
                    }
                    p.error data-error-for=(name) {}
                }
            }
        }
    }
}

fn quarters(now: Quarter, chosen: Option<Quarter>) -> Vec<(String, String)> {
    let mut offered: Vec<Quarter> = (-4..=16).map(|by| now.later(by)).chain(chosen).collect();
    offered.sort_unstable();
    offered.dedup();
    let options = offered.into_iter();
    let options = options.map(|quarter| (quarter.to_string(), quarter_words(quarter)));
    let none = (String::new(), "No date yet".to_owned());
    [none].into_iter().chain(options).collect()
}

/// What can be said about it; a goal that is over can be opened again.
fn state(visit: &Visit, goal: &Goal) -> Markup {
    let to = visit.urls.of_goal(route::GOAL_STATE, goal.id);
    let button = |state: GoalState, words: &str| {
        html! {
            form method="post" action=(to) data-send { input type="hidden" name="state" value=(state); (ui::submit(words, Weight::Outlined)) p.error data-error-for="state" {} }
        }
    };
    html! {
        @if visit.may(Right::Order) {
            section.section {
                header { h3 { "State" } }
                div.line.wrap {
                    @if goal.state == GoalState::Open { (button(GoalState::Reached, "It is reached")) }
                    @else { (button(GoalState::Open, "Open it again")) }
                }
                @if goal.state == GoalState::Open { (dropping(&to, goal)) }
            }
        }
    }
}

fn dropping(to: &str, goal: &Goal) -> Markup {
    html! {
        details.edit id={ "drop-" (goal.id) } {
            summary.words { "Drop it" }
            form.stack method="post" action=(to) data-send data-then="close" {
                input type="hidden" name="state" value="dropped";
                div.field {
                    label for="drop-reason" { "Why is it pursued no more?" }
                    input.input #drop-reason name="reason" maxlength="500" autocomplete="off" required;
                    p.error data-error-for="reason" {}
                }
                div.actions.start { (ui::submit("Drop the goal", Weight::Danger)) }
            }
        }
    }
}

/// What it asks for: prose, and the form that changes it. While there is none, how it becomes work.
fn text(visit: &Visit, goal: &Goal) -> Markup {
    let text = &goal.text.value;
    let form = format!("goal-text-{}", goal.id);
    html! {
        section.section {
            header { h3 { "Requirements" } }
            @if !text.is_empty() { (ui::markdown(text)) }
            @else {
                p.quiet { "Write down what the goal asks for: each heading can become an epic with one click, and the points of the list below it its stories. The page then shows which parts are covered." }
            }
            @if visit.may(Right::Order) {
                details.edit id={ "edit-goal-" (goal.id) } {
                    summary.words { @if text.is_empty() { "Write what it asks for" } @else { "Edit" } }
                    (text_form(visit, goal, &form))
                }
                (conflict::slot(&form))
            }
        }
    }
}

fn text_form(visit: &Visit, goal: &Goal, form: &str) -> Markup {
    html! {
        form.stack method="post" action=(visit.urls.goal_text(goal.id, "text")) data-send data-then="close" id=(form) {
            input type="hidden" name="revision" value=(goal.text.revision);
            textarea.input name="text" rows="16" aria-label="Requirements, in Markdown" data-draft={ "goal:" (goal.id) }
                placeholder={ "Who needs it, what for, and how one sees that it is reached. Markdown:\n\n## A part that can become an epic\n- a point that can become a story" } { (goal.text.value) }
            p.error data-error-for="text" {}
            div.actions { span.quieter.keys-only { "Ctrl Enter saves" } (ui::cancel_edit()) (ui::submit("Save", Weight::Main)) }
        }
    }
}

/// Its epics, what serves it by itself, and a field for more.
fn serving(visit: &Visit, goal: &Goal, served: &Served) -> Markup {
    html! {
        section.section {
            header {
                h3 { "Serves this goal" }
                @if served.progress.items > 0 { a href=(backlog_of(visit, goal.id)) { "In the product backlog" } }
            }
            @if served.epics.is_empty() && served.alone.is_empty() {
                p.quieter { "Nothing yet. Epics serve a goal with all their items; an item may also serve by itself." }
            }
            ul.lines {
                @for (epic, progress) in &served.epics { (epic_line(visit, *epic, progress)) }
                @for item in served.alone.iter().take(MOST) { (item_line(visit, *item)) }
            }
            @if served.alone.len() > MOST { p.quieter { (counted(served.alone.len() - MOST, "more item")) } }
            @if visit.may(Right::Order) && goal.state != GoalState::Dropped { (more(visit, goal)) }
        }
    }
}

fn item_line(visit: &Visit, id: ItemId) -> Markup {
    let Some(item) = visit.product.items.get(&id) else {
        return html! {};
    };
    html! {
        li.item-line {
            (ui::kind_badge(item.kind.as_str()))
            a.grow href=(visit.urls.item(id)) data-open-item=(visit.key(id)) { (visit.key(id)) " " (item.title.value) }
            (ui::points(visit.mark(item.estimate).as_ref()))
        }
    }
}

fn more(visit: &Visit, goal: &Goal) -> Markup {
    html! {
        form method="post" action=(visit.urls.to(route::ROADMAP)) data-send data-then="reset" id={ "serve-" (goal.id) } {
            input type="hidden" name="goal" value=(goal.id);
            (chooser(visit, &Chooser {
                name: "items",
                label: Some("Put epics or items under it"),
                placeholder: "Put under it… words of a title, or keys",
                in_place: true,
                ..Chooser::default()
            }))
            p.error data-error-for="on" {}
        }
    }
}

fn history(visit: &Visit, goal: &Goal) -> Markup {
    html! {
        details.history #goal-history {
            summary.words { "History" }
            ul.events {
                @for deed in goal.history.iter().rev().take(MOST) { (event(visit, deed)) }
            }
        }
    }
}

fn event(visit: &Visit, deed: &Deed) -> Markup {
    let name = visit.names.actor(deed.actor);
    html! {
        li {
            (ui::avatar(name))
            span { b title=[deed.role.map(|role| role.title())] { (name) } " " (words(visit, &deed.what)) }
            (ago(deed.at, visit.now))
        }
    }
}

fn words(visit: &Visit, what: &Done) -> String {
    let because = |because: &Option<_>| match because {
        Some(because) => format!(": “{because}”"),
        None => String::new(),
    };
    match what {
        Done::Added => "put it on the roadmap".into(),
        Done::Edited(GoalField::Name) => "renamed it".into(),
        Done::Edited(GoalField::Text) => "changed the requirements".into(),
        Done::Scheduled { to: Some(to), .. } => format!("planned it for {}", span_words(*to)),
        Done::Scheduled { to: None, .. } => "took its dates away".into(),
        Done::Covered { item, covers } => match covers {
            true => format!("said that {} covers a part of it", visit.key(*item)),
            false => format!("said that {} does not cover a part of it", visit.key(*item)),
        },
        Done::State { to, because: why } => {
            let did = match to {
                GoalState::Open => "opened it again",
                GoalState::Reached => "said it is reached",
                GoalState::Dropped => "dropped it",
                GoalState::Removed => "took it off the roadmap",
            };
            format!("{did}{}", because(why))
        }
    }
}
