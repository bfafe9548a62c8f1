//! The Definition of Ready of one item, check by check. The team's own are ticked here.

use domain::gradient::Gradient;
use domain::ready::Check;
use domain::{Item, ReadyCheckId, Right};
use maud::{Markup, html};

use crate::ui::{self, ReadyCheck};
use crate::urls::route;
use crate::views::ready_checks;
use crate::visit::Visit;

/// The checks; nothing for what is done.
pub(super) fn readiness(visit: &Visit, item: &Item) -> Markup {
    // A broken-down epic is past being asked: its items are.
    if item.is_finished() || visit.product.is_broken_down(item.id) {
        return html! {};
    }
    let checks = ready_checks(visit, item);
    let passed = checks.iter().filter(|check| check.passed).count();
    html! {
        section.section {
            header { h3 { "Definition of Ready" } small { (passed) " of " (checks.len()) } }
            ul.checks { @for check in &checks { li { (one(visit, item, check)) } } }
            (place(visit, item))
        }
    }
}

/// That its detail does not fit its place, if so.
fn place(visit: &Visit, item: &Item) -> Markup {
    let product = &visit.product;
    let rank = product.rank(item.id);
    let mark = rank.and_then(|rank| Gradient::of(product).mark(product, rank, item));
    html! { @if let Some(mark) = mark { p.quieter { (mark.sentence(&product.policies)) } } }
}

pub(super) fn one(visit: &Visit, item: &Item, check: &ReadyCheck) -> Markup {
    match Check::parse(&check.code) {
        Some(Check::Own(id)) if visit.may(Right::Ready) => by_hand(visit, item, id, check),
        _ => html! {
            span.tick.yes[check.passed].asks[!check.passed] aria-hidden="true" {}
            span.grow {
                @if check.passed { (check.title) } @else { (ui::sentence_case(&check.lack)) }
            }
        },
    }
}

fn by_hand(visit: &Visit, item: &Item, id: ReadyCheckId, check: &ReadyCheck) -> Markup {
    let tick = item.ticks.get(&id);
    let seen = tick.map(|tick| format!("Ticked by {}", visit.names.actor(tick.by)));
    html! {
        form.grow method="post" action=(visit.urls.part(route::TICK, item.id, id.0)) data-send="change" id={ "tick-" (item.id) "-" (id) } {
            label.line title=[seen] {
                input type="checkbox" name="ticked" value="yes" checked[check.passed];
                span.grow { (check.title) }
            }
        }
    }
}
