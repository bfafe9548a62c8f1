//! What stands in an item's way, and what stood there (E4); the field for the next while its sprint runs.

use domain::sprint::Blocker;
use domain::{Column, Item, Place, Right};
use maud::{Markup, html};

use crate::ui::{self, Weight};
use crate::urls::route;
use crate::views::ago;
use crate::views::sprint::blockers::{age, who_helps};
use crate::visit::Visit;

/// The blockers; nothing for an item that has none and is in no running sprint.
pub(super) fn blockers(visit: &Visit, item: &Item) -> Markup {
    let takes_more = takes_more(visit, item);
    let open = item.open_blockers().count();
    let resolved = item.blockers.iter().filter(|blocker| !blocker.is_open());
    html! {
        @if takes_more || !item.blockers.is_empty() {
            section.section id={ "blockers-" (item.id) } {
                header { h3 { "Blockers" } @if open > 0 { small.bad-words { (open) " open" } } }
                ul.events { @for blocker in item.open_blockers() { (one(visit, item, blocker)) } }
                @if open < item.blockers.len() {
                    details.edit id={ "resolved-" (item.id) } {
                        summary.words { (item.blockers.len() - open) " resolved" }
                        ul.events { @for blocker in resolved { (one(visit, item, blocker)) } }
                    }
                }
                @if takes_more { (next(visit, item)) }
            }
        }
    }
}

/// Whether somebody here may raise another one.
fn takes_more(visit: &Visit, item: &Item) -> bool {
    let Place::Sprint(sprint) = item.place else {
        return false;
    };
    let sprint = visit.product.sprints.get(&sprint);
    let begun = sprint.is_some_and(|sprint| {
        sprint.is_running() && sprint.column_of(item.id) != Some(Column::Done)
    });
    begun && visit.may(Right::Board)
}

fn one(visit: &Visit, item: &Item, blocker: &Blocker) -> Markup {
    html! {
        li id={ "blocker-" (item.id) "-" (blocker.id) } {
            span.tick.yes[!blocker.is_open()].asks[blocker.is_open()] role="img" aria-label=(if blocker.is_open() { "Open" } else { "Resolved" }) {}
            div.comment {
                span { b { (visit.names.actor(blocker.by)) } " is blocked" @if let Some(helper) = blocker.helper { "; " b { (visit.names.of(helper)) } " can help" } }
                p { (blocker.text) }
                (ended(visit, blocker))
                @if visit.may(Right::Board) && item.place != Place::Removed { (controls(visit, item, blocker)) }
            }
            span.quiet title="Working days of the sprint" { (age(visit, item, blocker)) }
        }
    }
}

/// Who resolved it, when, and what helped.
fn ended(visit: &Visit, blocker: &Blocker) -> Markup {
    html! {
        @if let Some(ended) = &blocker.resolved {
            div.answer {
                span { b { (visit.names.actor(ended.by)) } " resolved it " (ago(ended.at, visit.now)) }
                @if let Some(text) = &ended.text { p { (text) } }
            }
        }
    }
}

fn controls(visit: &Visit, item: &Item, blocker: &Blocker) -> Markup {
    let to = |route| visit.urls.part(route, item.id, blocker.id.0);
    let form = format!("resolve-{}-{}", item.id, blocker.id);
    html! {
        @if blocker.is_open() {
            form.line.resolving method="post" action=(to(route::BLOCKER_RESOLUTION)) data-send id=(form) {
                input.input.grow name="resolution" maxlength="500" autocomplete="off" aria-label="What helped" placeholder="What helped, if there is something to say";
                (ui::submit("Resolved", Weight::Outlined))
                p.error data-error-for="resolution" {}
            }
        } @else {
            button.words type="button" data-items="" data-post=(to(route::BLOCKER_REOPENING)) { "It blocks again" }
        }
    }
}

fn next(visit: &Visit, item: &Item) -> Markup {
    html! {
        form.stack method="post" action=(visit.urls.to(route::BLOCKERS)) data-send data-then="reset" id={ "new-blocker-" (item.id) } {
            input type="hidden" name="items" value=(item.id);
            textarea.in-place name="blocker" rows="1" data-enter aria-label="New blocker" placeholder="Say what stands in the way, then Enter" data-draft={ "blocker:" (item.id) } {}
            p.error data-error-for="blocker" {}
            (who_helps(visit))
        }
    }
}
