//! An item as a row of either pane of planning: what it lacks or what was waived, its estimate,
//! and the arrow that lets it cross.

use domain::ready::{self, Check};
use domain::{Item, ItemId, Right, Sprint};
use maud::{Markup, html};
use serde_json::json;

use crate::ui::{self, Icon, Tone, icon};
use crate::urls::route;
use crate::visit::Visit;

/// A row of the product backlog beside a sprint.
pub(crate) fn candidate(
    visit: &Visit,
    sprint: &Sprint,
    item: &Item,
    rank: u32,
    index: usize,
) -> Markup {
    let missing = ready::missing_for(&visit.product, item, sprint.id);
    let row = PlanRow {
        visit,
        item,
        index,
        rank: Some(rank),
        verdict: verdict(visit, &missing),
    };
    let end = html! {
        @if item.carried_over > 0 { (carried(item)) }
        (cross(visit, sprint, item, &missing))
    };
    row.render(&end)
}

/// A row of the sprint backlog being planned.
pub(crate) fn planned(visit: &Visit, sprint: &Sprint, item: &Item, index: usize) -> Markup {
    let row = PlanRow {
        visit,
        item,
        index,
        rank: None,
        verdict: "ready".to_owned(),
    };
    let may = visit.may(Right::Membership);
    let end = html! {
        @for waiver in sprint.waivers.iter().filter(|waiver| waiver.item == item.id) {
            span.chip.race title=(waiver.reason) { "waived: " (waiver.worded.lack) span.unseen { ", because " (waiver.reason) } }
        }
        @if let Some(gap) = gap(visit, sprint, item) { (lost(visit, sprint, item, &gap)) }
        @if item.carried_over > 0 { (carried(item)) }
        @if let Some(person) = item.assignee { (ui::avatar(visit.names.of(person))) }
        (ui::points(visit.mark(item.estimate).as_ref()))
        @if may { (back(visit, item)) }
    };
    row.render(&end)
}

struct PlanRow<'a> {
    visit: &'a Visit,
    item: &'a Item,
    index: usize,
    rank: Option<u32>,
    verdict: String,
}

impl PlanRow<'_> {
    fn render(&self, end: &Markup) -> Markup {
        let PlanRow {
            visit,
            item,
            index,
            rank,
            verdict,
        } = self;
        let key = visit.key(item.id);
        html! {
            div.row.crossing.rough[verdict != "ready"] id={ @if rank.is_some() { "row-" } @else { "plan-" } (item.id) } role="row" aria-rowindex=(index + 1) aria-selected="false" tabindex="-1"
                data-item=(item.id) data-key=(key) data-index=(index) data-rank=[rank] data-verdict=(verdict) {
                span.mark role="gridcell" { input type="checkbox" tabindex="-1" aria-label={ "Select " (key) }; }
                span role="gridcell" { (ui::kind_badge(item.kind.as_str())) }
                span.key role="gridcell" { (key) }
                span role="gridcell" {
                    a.title href=(visit.urls.item(item.id)) tabindex="-1" data-open-item=(key) draggable="false" { (item.title.value) }
                }
                span.end role="gridcell" { (end) }
            }
        }
    }
}

fn verdict(visit: &Visit, missing: &[Check]) -> String {
    match missing {
        [] => "ready".to_owned(),
        // An epic does not cross whatever else it has.
        [Check::BrokenDown, ..] => Check::BrokenDown.lack(&visit.product).into_owned(),
        missing => missing
            .iter()
            .map(|check| check.lack(&visit.product))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// What the row says about the gate, and the button that asks it. What is not ready asks too: the
/// gate then says what is missing and takes a waiver.
fn cross(visit: &Visit, sprint: &Sprint, item: &Item, missing: &[Check]) -> Markup {
    let may = visit.may(Right::Membership);
    let with = json!({ "items": item.id.to_string(), "sprint": sprint.id.to_string() });
    let to = visit.urls.to(route::PULLS);
    let points = ui::points(visit.mark(item.estimate).as_ref());
    html! {
        @if missing.is_empty() {
            (points)
            @if may {
                button.button.plain.square.pull type="button" tabindex="-1" data-post=(to) data-with=(with)
                    aria-label={ "Pull " (visit.key(item.id)) " into " (sprint.name) } { (icon(Icon::ArrowRight)) }
            }
        } @else {
            @if may {
                button.verdict type="button" tabindex="-1" data-post=(to) data-with=(with)
                    data-tip=(verdict(visit, missing)) { span.unseen { (visit.key(item.id)) ": " } (lack(visit, missing)) span.unseen { ". Ask the gate" } }
            } @else { span.verdict title=(verdict(visit, missing)) { (lack(visit, missing)) } }
            (points)
            @if may { span.no-pull {} }
        }
    }
}

/// The first thing that is missing, and how many more are; all of them are in the tooltip.
fn lack(visit: &Visit, missing: &[Check]) -> Markup {
    let more = match missing {
        [Check::BrokenDown, ..] | [] => 0,
        missing => missing.len() - 1,
    };
    html! {
        (icon(Icon::TriangleAlert)) span.text { @if let Some(check) = missing.first() { (check.lack(&visit.product)) } }
        @if more > 0 { span.more { "+" (more) span.unseen { ": " (verdict(visit, missing)) } } }
    }
}

/// What it has lost since it crossed; the gate, asked once more, takes a waiver.
fn lost(visit: &Visit, sprint: &Sprint, item: &Item, gap: &str) -> Markup {
    let with = json!({ "items": item.id.to_string(), "sprint": sprint.id.to_string() });
    html! {
        @if visit.may(Right::Membership) {
            button.verdict type="button" tabindex="-1" data-post=(visit.urls.to(route::PULLS)) data-with=(with) data-tip="Ask the gate once more, and waive it there"
                { (icon(Icon::TriangleAlert)) span.unseen { (visit.key(item.id)) ": " } span.text { (gap) } }
        } @else { span.verdict { (icon(Icon::TriangleAlert)) (gap) } }
    }
}

fn back(visit: &Visit, item: &Item) -> Markup {
    let with = json!({ "items": item.id.to_string() });
    html! {
        button.button.plain.square.pull type="button" tabindex="-1" data-post=(visit.urls.to(route::PUT_BACKS)) data-with=(with)
            aria-label={ "Put " (visit.key(item.id)) " back into the product backlog" } { (icon(Icon::ArrowLeft)) }
    }
}

/// How often a sprint ended without it.
pub(crate) fn carried(item: &Item) -> Markup {
    html! { @if item.carried_over > 0 { (ui::chip(&carried_words(item.carried_over), Tone::Race)) } }
}

/// "carried over", "carried over 3×".
pub(crate) fn carried_words(times: u32) -> String {
    match times {
        1 => "carried over".to_owned(),
        times => format!("carried over {times}×"),
    }
}

/// What an item in the plan has lost since it crossed, if anything: it holds the commitment up.
pub(crate) fn gap(visit: &Visit, sprint: &Sprint, item: &Item) -> Option<String> {
    let waived = |check: &Check| is_waived(sprint, item.id, *check);
    let mut missing = ready::missing_for(&visit.product, item, sprint.id);
    missing.retain(|check| !waived(check));
    (!missing.is_empty()).then(|| verdict(visit, &missing))
}

fn is_waived(sprint: &Sprint, item: ItemId, check: Check) -> bool {
    sprint
        .waivers
        .iter()
        .any(|waiver| waiver.item == item && waiver.worded.check == check)
}
