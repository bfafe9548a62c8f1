//! An item as one row of a list.

use domain::Item;
use domain::gradient::{Detail, Gradient};
use domain::ready::{self, Check};
use maud::Markup;

use super::score;
use crate::ui::{ReadyCheck, Row, row};
use crate::visit::Visit;

/// An item at `index` of a list, with its rank in the whole backlog.
pub(crate) fn item_row(
    visit: &Visit,
    item: &Item,
    rank: u32,
    index: usize,
    gradient: &Gradient,
) -> Markup {
    let detail = gradient.mark(&visit.product, rank, item);
    let sentence = detail.map(|detail| detail.sentence(&visit.product.policies));
    let epic = item.epic.and_then(|epic| visit.product.items.get(&epic));
    row(
        &Row {
            item: item.id.0,
            key: &visit.key(item.id),
            href: &visit.urls.item(item.id),
            rank: Some(rank),
            detail: detail.map(in_a_word).zip(sentence.as_deref()),
            kind: item.kind.as_str(),
            title: &item.title.value,
            carried_over: item.carried_over,
            epic: epic.map(|epic| &*epic.title.value),
            priority: item.priority.map(|priority| priority.title()),
            score: score::cell(visit, item),
            labels: item.labels.iter().map(|label| label.as_str()).collect(),
            questions: item.open_questions().count(),
            checks: &ready_checks(visit, item),
            points: visit.mark(item.estimate),
            ..Row::default()
        },
        index,
    )
}

/// How an item's detail does not fit its place.
fn in_a_word(detail: Detail) -> &'static str {
    match detail {
        Detail::Vague => "vague",
        Detail::Elaborate => "much detail",
    }
}

/// The checks an item is shown with, and whether it passes each. That an epic is broken down shows
/// only where it is not.
pub(crate) fn ready_checks(visit: &Visit, item: &Item) -> Vec<ReadyCheck> {
    let product = &visit.product;
    let missing = ready::missing(product, item);
    let broken_down = missing
        .contains(&Check::BrokenDown)
        .then_some(Check::BrokenDown);
    let shown = product.policies.checks().chain(broken_down);
    let shown = shown.map(|check| ReadyCheck {
        code: check.code(),
        title: check.title(product),
        lack: check.lack(product),
        passed: !missing.contains(&check),
    });
    shown.collect()
}
