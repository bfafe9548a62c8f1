//! A sprint's burndown as a section: the answer in a sentence, the chart, the figures, and the
//! event behind a point.

use domain::report::burndown::{Chart, Unit};
use domain::{Event, ItemId, Position, Recorded, Sprint, Status};
use jiff::Timestamp;
use maud::{Markup, html};

use super::chance;
use crate::chart::{self, Figure, Ink, Size};
use crate::ui;
use crate::urls::{route, with_query};
use crate::visit::Visit;

/// Until when a sprint's chart is drawn: now, or its end.
pub(crate) fn until(sprint: &Sprint, now: Timestamp) -> Timestamp {
    match sprint.status {
        Status::Closed { at } => at,
        _ => now,
    }
}

/// The chart as a card; `path` is the page it stands on, for the links to the other unit.
pub(crate) fn section(visit: &Visit, sprint: &Sprint, unit: Unit, path: &str) -> Markup {
    let chart = sprint
        .burndown
        .chart(&sprint.calendar, unit, until(sprint, visit.now));
    let file = with_query(
        &visit.urls.of_sprint(route::BURNDOWN_FILE, sprint.id),
        [("unit", unit.as_str())],
    );
    with_figure(visit, sprint, &chart, |figure| {
        html! {
            section.card.burndown-card aria-labelledby="burndown-head" {
                div.spread { h2 #burndown-head { "Burndown" } (units(sprint.unit(&visit.product), unit, path)) }
                p.quiet { (chart::answer(&chart, sprint.is_closed())) }
                (chance::likely(visit, sprint))
                (chart::burndown(figure, Size::Wide, &Ink::PAGE))
                (chart::burndown(figure, Size::Narrow, &Ink::PAGE))
                (chart::table(figure))
                a.words.download href=(file) download { "Download the chart" }
            }
        }
    })
}

/// The chart as a file of its own.
pub(crate) fn file(visit: &Visit, sprint: &Sprint, unit: Unit) -> Markup {
    let chart = sprint
        .burndown
        .chart(&sprint.calendar, unit, until(sprint, visit.now));
    with_figure(visit, sprint, &chart, |figure| {
        chart::burndown(figure, Size::Wide, &Ink::FILE)
    })
}

fn with_figure(
    visit: &Visit,
    sprint: &Sprint,
    chart: &Chart,
    draw: impl Fn(&Figure<'_>) -> Markup,
) -> Markup {
    let title = format!("Burndown of {}", sprint.name);
    let key = |item: ItemId| visit.key(item);
    let page = visit.urls.of_sprint(route::BURNDOWN, sprint.id);
    let unit = chart.unit.as_str();
    let events = |position: Position| {
        let at = position.to_string();
        format!(
            "{}#event",
            with_query(&page, [("unit", unit), ("at", at.as_str())])
        )
    };
    draw(&Figure {
        chart,
        title: &title,
        closed: sprint.is_closed(),
        key: &key,
        events: Some(&events),
    })
}

fn units(counted: Unit, unit: Unit, path: &str) -> Markup {
    html! {
        div.line {
            @for other in [counted, Unit::Items] {
                a.chip.on[other == unit] href=(with_query(path, [("unit", other.as_str())])) data-visit { (ui::sentence_case(other.as_str())) }
            }
        }
    }
}

/// The event behind a point: who, when, under which role, what.
pub(crate) fn event(visit: &Visit, sprint: &Sprint, recorded: &Recorded<Event>) -> Markup {
    let visit = &visit.reading(sprint);
    let name = visit.names.actor(recorded.actor);
    let at = chart::moment(recorded.at, &sprint.calendar.zone());
    html! {
        section.card #event aria-labelledby="event-head" {
            h2 #event-head { "The event behind this point" }
            ul.events {
                li {
                    (ui::avatar(name))
                    span { b { (name) } @if let Some(role) = recorded.role { ", as " (role.title().to_lowercase()) ", " } @else { " " } (what(visit, &recorded.event)) }
                    time datetime=(recorded.at) { (at) }
                }
            }
            p.quieter { "Event " (recorded.position) " of the product’s record. " (sprint.calendar.time_zone) }
        }
    }
}

fn what(visit: &Visit, event: &Event) -> Markup {
    match event {
        Event::SprintCommitted(e) => html! {
            "committed to " (e.contract.name) ": " (super::items_word(e.contract.items.len())) ", " (visit.sum(e.contract.points()))
        },
        Event::CardMoved(e) => html! {
            "moved " (link(visit, e.item)) " from " (e.from.title()) " to " (e.to.title())
        },
        Event::EstimateChanged(e) => html! {
            "estimated " (link(visit, e.item)) " at " (estimate(visit, e.to)) ", before that " (estimate(visit, e.from))
        },
        _ => html! { "changed something else" },
    }
}

fn estimate(visit: &Visit, points: Option<domain::Points>) -> String {
    points.map_or_else(|| "nothing".to_owned(), |points| visit.size(points))
}

fn link(visit: &Visit, item: ItemId) -> Markup {
    let title = visit
        .product
        .items
        .get(&item)
        .map(|item| item.title.value.clone());
    html! { a href=(visit.urls.item(item)) { (visit.key(item)) } @if let Some(title) = title { " " (title) } }
}
