//! Why an item stands where it stands (C1): its reasons in the panel, the offer to give one after a
//! move, and one's moves that have none.

use domain::item::why::{Unexplained, put_at, why_here};
use domain::{CommandId, Item, Place};
use maud::{Markup, html};

use super::item::history_line;
use super::{counted, since};
use crate::ui::{self, Weight};
use crate::urls::route;
use crate::visit::Visit;

/// Entries shown before one asks for all.
const SHOWN: usize = 4;

/// "Why here?", newest first.
pub(crate) fn why(visit: &Visit, item: &Item) -> Markup {
    let entries: Vec<_> = why_here(item).collect();
    let (first, rest) = entries.split_at(SHOWN.min(entries.len()));
    html! {
        section.section aria-labelledby={ "why-" (item.id) } {
            header { h3 id={ "why-" (item.id) } { "Why here?" } }
            @if let Some(drift) = drift(visit, item) { p.quieter { (drift) } }
            ul.events { @for entry in first { (history_line(visit, entry)) } }
            @if !rest.is_empty() {
                details.edit id={ "all-why-" (item.id) } {
                    summary.words { "All " (entries.len()) " steps" }
                    ul.events { @for entry in rest { (history_line(visit, entry)) } }
                }
            }
        }
    }
}

/// Where others moved around it since it was last put somewhere.
fn drift(visit: &Visit, item: &Item) -> Option<String> {
    if item.place != Place::ProductBacklog {
        return None;
    }
    let (stands, put) = (visit.product.rank(item.id)?, put_at(item)?);
    (stands != put).then(|| {
        format!("It was put at {put} and stands at {stands}: others moved around it since.")
    })
}

/// Beside the undo of a move: say why, if you like.
pub(crate) fn offer(visit: &Visit, command: CommandId) -> Markup {
    html! {
        details.reason data-reason {
            summary { "Add a reason" }
            form method="post" action=(visit.urls.to(route::REASONS)) data-send {
                input type="hidden" name="command" value=(command);
                input.input name="reason" aria-label="Why here?" placeholder="Why here?" autocomplete="off" maxlength="500";
                button type="submit" { "Keep it" }
                p.error data-error-for="reason" {}
            }
        }
    }
}

/// The page of one's moves without a reason.
pub(crate) fn reasons(visit: &Visit, open: &[Unexplained]) -> Markup {
    if open.is_empty() {
        let back = ui::link_button(&visit.urls.backlog(), "Product backlog", Weight::Main);
        return ui::empty(
            "Every move of yours has its reason",
            "A reason stays with the move; an item shows it under “Why here?” to everybody who asks.",
            &back,
        );
    }
    html! {
        form.pad.stack.reasons-of method="post" action=(visit.urls.to(route::REASONS)) data-send data-then="reset" {
            p.quiet { "What you moved in the last two weeks without saying why. One reason may stand for several." }
            ul.lines { @for one in open { (line(visit, one)) } }
            div.field {
                label for="reason" { "Why here?" }
                input #reason name="reason" maxlength="500" autocomplete="off" aria-describedby="reason-said";
                div #reason-said { p.error data-error-for="reason" {} }
            }
            div.actions.start { (ui::submit("Give this reason", Weight::Main)) }
        }
    }
}

fn line(visit: &Visit, one: &Unexplained) -> Markup {
    let id = format!("move-{}", one.position);
    html! {
        li {
            input type="checkbox" name="move" value=(one.position) id=(id);
            label.grow for=(id) { (moved(visit, one)) }
            span.quieter { (since(one.at, visit.now)) }
        }
    }
}

fn moved(visit: &Visit, one: &Unexplained) -> Markup {
    let Some((item, from, to)) = one.items.first() else {
        return html! {};
    };
    let title = visit
        .product
        .items
        .get(item)
        .map_or("", |item| &item.title.value);
    html! {
        span.quieter { (visit.key(*item)) } " " (title)
        @if one.items.len() > 1 { " and " (counted(one.items.len() - 1, "other")) }
        span.quieter { ", from " (from) " to " (to) }
    }
}
