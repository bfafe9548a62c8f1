//! Closing a sprint (F2): what is done, what is not and why, and what will happen. A missing reason
//! never holds it up.

use domain::{Column, Item, Points, Right, Sprint};
use maud::{Markup, html};

use super::row::carried;
use super::{dates, day_of, items_word};
use crate::ui::{self, Tone, Weight};
use crate::urls::route;
use crate::visit::Visit;

/// Reasons that are one press away.
const REASONS: [&str; 5] = [
    "Too large",
    "Blocked",
    "Came in late",
    "Less important now",
    "Waits for a review",
];

/// The page.
pub(crate) fn closing(visit: &Visit, sprint: &Sprint) -> Markup {
    let visit = &visit.reading(sprint);
    let column = |item: &Item| sprint.column_of(item.id).unwrap_or(Column::ToDo);
    let (done, open): (Vec<_>, Vec<_>) = sprint
        .items(&visit.product)
        .partition(|item| column(item) == Column::Done);
    let sum = |items: &[&std::sync::Arc<Item>]| {
        let points: Points = items.iter().filter_map(|item| item.estimate).sum();
        sprint.measure(&visit.product).say(points)
    };
    html! {
        div.pad {
            div.stack {
                h2 { "Close " (sprint.name) "?" }
                p.quiet { (dates(&sprint.calendar)) " · " (day_of(&sprint.calendar, visit.now)) }
                (early(visit, sprint))
                (what_happens(done.len(), open.len(), &sum(&done), &sum(&open)))
            }
            form.stack.wide method="post" action=(visit.urls.of_sprint(route::CLOSING, sprint.id)) data-send data-lines {
                @if !open.is_empty() {
                    section.stack aria-labelledby="open-head" {
                        h3 #open-head { "Not done: " (items_word(open.len())) ", " (sum(&open)) }
                        p.quieter { "A word or two is enough. A missing reason holds nothing up." }
                        ul.reasons { @for item in &open { (unfinished(visit, item, column(item))) } }
                    }
                }
                section.stack aria-labelledby="done-head" {
                    h3 #done-head { "Done: " (items_word(done.len())) ", " (sum(&done)) }
                    ul.lines { @for item in &done { (line(visit, item)) } }
                }
                @if visit.may(Right::Membership) {
                    div.actions.start {
                        (ui::submit("Close the sprint", Weight::Race))
                        (ui::link_button(&visit.urls.sprint(sprint.id), "Not yet", Weight::Outlined))
                    }
                } @else { p { "The team closes its sprints." } }
            }
        }
    }
}

/// Before its last day, what closing takes from the sprint; nothing on that day or later.
fn early(visit: &Visit, sprint: &Sprint) -> Markup {
    let last = sprint.calendar.end.strftime("%-d %b");
    let left = match sprint.calendar.working_days_left(visit.now) {
        0 => return html! {},
        1 => "1 working day is left".to_owned(),
        days => format!("{days} working days are left"),
    };
    let text =
        html! { (left) ". The sprint lasts until " (last) "; what is not done by now returns." };
    ui::banner(Tone::Warn, &text, None)
}

/// There is no way back, so it is said beforehand.
fn what_happens(done: usize, open: usize, points: &str, left: &str) -> Markup {
    let text = html! {
        @match (done, open) {
            (_, 0) => { "Everything is done. " (items_word(done)) " (" (points) ") " (leave(done)) " the backlog." }
            (0, _) => { "Nothing is done. " (items_word(open)) " (" (left) ") " (return_(open)) " to the top of the product backlog in the committed order." }
            _ => {
                (items_word(done)) " (" (points) ") " (leave(done)) " the backlog as done. "
                (items_word(open)) " (" (left) ") " (return_(open)) " to the top of the product backlog in the committed order."
            }
        }
        " The sprint, its contract and its chart stay readable. There is no way back."
    };
    ui::banner(Tone::Race, &text, None)
}

fn leave(count: usize) -> &'static str {
    if count == 1 { "leaves" } else { "leave" }
}

fn return_(count: usize) -> &'static str {
    if count == 1 { "returns" } else { "return" }
}

fn line(visit: &Visit, item: &Item) -> Markup {
    html! {
        li.item-line {
            (ui::kind_badge(item.kind.as_str())) span.key { (visit.key(item.id)) }
            a.grow href=(visit.urls.item(item.id)) { (item.title.value) }
            (carried(item))
            (ui::points(visit.mark(item.estimate).as_ref()))
        }
    }
}

fn unfinished(visit: &Visit, item: &Item, column: Column) -> Markup {
    let name = format!("reason-{}", item.id);
    html! {
        li.reason id={ "open-" (item.id) } {
            div.item-line {
                (ui::kind_badge(item.kind.as_str())) span.key { (visit.key(item.id)) }
                a.grow href=(visit.urls.item(item.id)) { (item.title.value) }
                span.quieter { (column.title()) } (carried(item))
                (ui::points(visit.mark(item.estimate).as_ref()))
            }
            @if visit.may(Right::Membership) {
                div.reason-line {
                    input.input type="text" id=(name) name=(name) maxlength="500" autocomplete="off" placeholder="Why was it not done?"
                        aria-label={ "Why was " (visit.key(item.id)) " not done?" };
                    @for reason in REASONS { button.chip type="button" data-fill=(reason) data-fill-into=(name) { (reason) } }
                }
            }
        }
    }
}
