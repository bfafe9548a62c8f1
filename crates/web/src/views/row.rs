//! An item as one row of a list.

use domain::Item;
use domain::gradient::{Detail, Gradient};
use domain::ready::{self, Check};
use maud::Markup;

use super::reach::Lines;
use super::score;
use crate::ui::{ReadyCheck, Row, row};
use crate::visit::Visit;

/// What of the detail gradient rows show: what holds for most of the top is said once, above them
/// ([`super::refinement::reminder`]), and no row says it again.
pub(crate) struct Depth {
    gradient: Gradient,
    vague_is_the_rule: bool,
}

impl Depth {
    /// That of the product as it is now.
    pub(crate) fn of(visit: &Visit) -> Self {
        let gradient = Gradient::of(&visit.product);
        let vague_is_the_rule = gradient.vague_rule(&visit.product).is_some();
        Self {
            gradient,
            vague_is_the_rule,
        }
    }

    fn mark(&self, visit: &Visit, rank: u32, item: &Item) -> Option<Detail> {
        let mark = self.gradient.mark(&visit.product, rank, item);
        mark.filter(|mark| *mark != Detail::Vague || !self.vague_is_the_rule)
    }
}

/// What rows show of where they stand in the whole product backlog.
pub(crate) struct Standing {
    /// Whether their detail fits it.
    pub depth: Depth,
    /// How far the next sprints reach; none where the list shows only a part.
    pub lines: Lines,
}

/// An item at `index` of a list, with its rank in the whole backlog.
pub(crate) fn item_row(
    visit: &Visit,
    item: &Item,
    rank: u32,
    index: usize,
    standing: &Standing,
) -> Markup {
    let Standing { depth, lines } = standing;
    let detail = depth.mark(visit, rank, item);
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
            line: lines.below(rank),
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
