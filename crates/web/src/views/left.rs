//! Lines of the lists of what left the product backlog.

use domain::{Item, ItemId, Place, Points, Right, SprintId};
use maud::{Markup, html};
use serde_json::json;

use super::ago;
use super::sprint::items_word;
use crate::ui::{self, Row, head_row, row};
use crate::urls::route;
use crate::visit::Visit;

/// One line: an item, or the head of those below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Line {
    /// An item.
    Item(ItemId),
    /// The sprint in which the items below were done; none for those that came here as done.
    Sprint(Option<SprintId>, usize, Points),
}

/// Done items, which are sorted by sprint, each sprint's under its head.
pub(crate) fn by_sprint(visit: &Visit, found: &[ItemId]) -> Vec<Line> {
    let place = |id: &ItemId| visit.product.items.get(id).map(|item| item.place);
    let estimate = |id: &ItemId| visit.product.items.get(id)?.estimate;
    let mut lines = Vec::new();
    for group in found.chunk_by(|a, b| place(a) == place(b)) {
        let sprint = match place(&group[0]) {
            Some(Place::Done(sprint)) => sprint,
            _ => None,
        };
        let points = group.iter().filter_map(estimate).sum();
        lines.push(Line::Sprint(sprint, group.len(), points));
        lines.extend(group.iter().copied().map(Line::Item));
    }
    lines
}

/// A line at `index` of its list.
pub(crate) fn line(visit: &Visit, line: &Line, index: usize) -> Markup {
    match line {
        Line::Sprint(sprint, items, points) => head_row(
            &html! {
                (sprint_name(visit, *sprint))
                span.quieter { (items_word(*items)) " · " (visit.sum(*points)) }
            },
            index,
        ),
        Line::Item(id) => visit
            .product
            .items
            .get(id)
            .map_or_else(Markup::default, |item| item_line(visit, item, index)),
    }
}

fn sprint_name(visit: &Visit, sprint: Option<SprintId>) -> Markup {
    let known = sprint.and_then(|sprint| visit.product.sprints.get(&sprint));
    html! {
        @match known {
            Some(sprint) => a href=(visit.urls.sprint(sprint.id)) tabindex="-1" { (sprint.name) },
            None => b { "Done before it came here" },
        }
    }
}

fn item_line(visit: &Visit, item: &Item, index: usize) -> Markup {
    let epic = item.epic.and_then(|epic| visit.product.items.get(&epic));
    let since = item
        .last_crossing()
        .map_or(item.changed_at, |entry| entry.at);
    row(
        &Row {
            item: item.id.0,
            key: &visit.key(item.id),
            href: &visit.urls.item(item.id),
            kind: item.kind.as_str(),
            title: &item.title.value,
            carried_over: item.carried_over,
            labels: item.labels.iter().map(|label| label.as_str()).collect(),
            instead: Some(html! {
                @if item.is_wont() { (decided(visit, item)) span.when.more { (ago(since, visit.now)) } }
                @else {
                    @if let Some(epic) = epic { span.more { (ui::swatch_chip(&epic.title.value)) } }
                    span.far { (ago(since, visit.now)) }
                    (ui::points(visit.mark(item.estimate).as_ref()))
                }
                @if item.place == Place::Removed { (back(visit, item)) }
            }),
            ..Row::default()
        },
        index,
    )
}

/// Why an item won't be built, and who decided it.
fn decided(visit: &Visit, item: &Item) -> Markup {
    let gone = item.gone.as_ref();
    let reason = gone.and_then(|gone| gone.reason.as_deref());
    let by = item.last_crossing();
    html! {
        @if let Some(reason) = reason { span.because title=(reason) { (reason) } }
        @if let Some(by) = by { span.more { (ui::avatar(visit.names.actor(by.actor))) span.unseen { (visit.names.actor(by.actor)) } } }
    }
}

/// The way back for a removed item.
fn back(visit: &Visit, item: &Item) -> Markup {
    if !visit.may(Right::Order) {
        return html! {};
    }
    html! {
        button.button.small type="button" tabindex="-1" data-post=(visit.urls.to(route::RESTORATIONS)) data-with=(json!({}))
            data-items=(item.id) aria-label={ "Bring back " (visit.key(item.id)) } { "Bring back" }
    }
}
