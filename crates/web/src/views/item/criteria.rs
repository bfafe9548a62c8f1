//! Acceptance criteria: what must be true; ticked, reworded, added, removed where they stand.

use domain::item::Criterion;
use domain::{Item, Right};
use maud::{Markup, html};

use super::conflict;
use crate::ui::{Icon, icon};
use crate::urls::route;
use crate::visit::Visit;

/// The list, and the line for the next one.
pub(super) fn criteria(visit: &Visit, item: &Item) -> Markup {
    let may = visit.may(Right::Refine);
    html! {
        section.section {
            header { h3 { "Acceptance criteria" } @if !item.criteria.is_empty() { small { (item.criteria.len()) } } }
            ul.checks {
                @for criterion in &item.criteria {
                    li id={ "criterion-" (item.id) "-" (criterion.id) } {
                        @if may { (editable(visit, item, criterion)) } @else {
                            span.tick.yes[criterion.met] role="img" aria-label=(if criterion.met { "Met" } else { "Not met yet" }) {}
                            span.grow { (criterion.text.value) }
                        }
                    }
                }
            }
            @if may { (next(visit, item)) } @else if item.criteria.is_empty() { p.quieter { "None yet." } }
        }
    }
}

fn editable(visit: &Visit, item: &Item, criterion: &Criterion) -> Markup {
    let form = format!("criterion-text-{}-{}", item.id, criterion.id);
    let to = |route| visit.urls.criterion(route, item.id, criterion.id);
    html! {
        form method="post" action=(to(route::CRITERION_MET)) data-send="change" id={ "met-" (item.id) "-" (criterion.id) } {
            input type="checkbox" name="met" value="yes" checked[criterion.met] aria-label={ "Met: " (criterion.text.value) };
        }
        div.grow {
            form method="post" action=(to(route::CRITERION)) data-send="change" id=(form) {
                input type="hidden" name="revision" value=(criterion.text.revision);
                textarea.in-place name="criterion" rows="1" data-enter aria-label="Acceptance criterion" { (criterion.text.value) }
                p.error data-error-for="criterion" {}
            }
            (conflict::slot(&form))
        }
        button.button.plain.square.small type="button" data-post=(to(route::CRITERION_REMOVAL)) data-items="" aria-label="Remove this criterion" { (icon(Icon::X)) }
    }
}

fn next(visit: &Visit, item: &Item) -> Markup {
    html! {
        form method="post" action=(visit.urls.about(route::CRITERIA, item.id)) data-send data-then="reset" id={ "new-criterion-" (item.id) } {
            textarea.in-place name="criterion" rows="1" data-enter aria-label="New acceptance criterion" placeholder="Add what must be true, then Enter" {}
            p.error data-error-for="criterion" {}
        }
    }
}
