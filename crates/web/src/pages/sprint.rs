//! One sprint, as what it is now: its board while it runs, its contract and outcome for ever after.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::report::burndown::Unit;
use domain::sprint::{Column, Sprint};
use domain::{Right, Status};
use maud::{Markup, html};

use super::planning::next_planned;
use super::sprints::OfSprint;
use crate::error::WebError;
use crate::ui;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::sprint::board::{self, Shown};
use crate::views::sprint::{closed, crumbs};
use crate::views::{item, menus};
use crate::visit::Visit;

type Asked = Query<Vec<(String, String)>>;

/// `GET /p/{key}/board`: the sprint that runs, or what comes next.
pub(crate) async fn running(visit: Visit, Query(asked): Asked) -> Markup {
    let running = visit
        .product
        .newest_sprint(|status| matches!(status, Status::Running { .. }));
    match running {
        Some(sprint) => board_page(&visit, sprint, &asked),
        None => nothing_runs(&visit),
    }
}

fn nothing_runs(visit: &Visit) -> Markup {
    let shown = Page {
        title: format!("Sprint board, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::BOARD), "Sprint board".to_owned()),
        ],
        live: "sprints".into(),
        main: board::no_sprint(visit, next_planned(visit)),
        ..Page::default()
    };
    page(visit, Here::Bare(&Here::Board), &shown)
}

/// `GET /p/{key}/sprints/{sprint}`.
pub(crate) async fn show(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?;
    Ok(match sprint.status {
        Status::Planned => {
            Redirect::to(&visit.urls.of_sprint(route::SPRINT_PLANNING, sprint.id)).into_response()
        }
        Status::Running { .. } => board_page(&visit, sprint, &asked).into_response(),
        Status::Closed { .. } => {
            closed_page(&visit, sprint, unit(&visit, sprint, &asked)).into_response()
        }
    })
}

fn value<'a>(asked: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = asked.iter().find(|(other, _)| other == name);
    found.map(|(_, value)| value.as_str())
}

/// The unit an address asks for.
pub(super) fn unit(visit: &Visit, sprint: &Sprint, asked: &[(String, String)]) -> Unit {
    match value(asked, "unit") {
        Some("items") => Unit::Items,
        _ => sprint.unit(&visit.product),
    }
}

fn board_page(visit: &Visit, sprint: &Sprint, asked: &[(String, String)]) -> Markup {
    let open = value(asked, "open").and_then(|key| visit.product.parse_item_key(key));
    let open = open.and_then(|id| visit.product.items.get(&id));
    let shown = Page {
        title: format!("{}, {}", sprint.name, visit.product.name()),
        crumbs: crumbs(visit, sprint, None),
        actions: board::actions(visit, sprint),
        live: format!("sprint:{} items", sprint.id),
        main: board::board(visit, sprint, &shown_of(asked)),
        panel: open.map_or_else(Markup::default, |open| item::panel(visit, open)),
        panel_src: open.map(|open| visit.urls.item(open.id)),
        floats: html! { @if visit.may(Right::Board) || visit.may(Right::Refine) { (menus::menus(visit)) } },
    };
    page(visit, Here::Board, &shown)
}

/// `done=240`: how many cards a column shows.
fn shown_of(asked: &[(String, String)]) -> Shown {
    let of = |(name, count): &(String, String)| {
        Some((
            Column::parse(name)?,
            count.parse::<usize>().ok()?.max(board::SHOWN),
        ))
    };
    asked.iter().filter_map(of).collect()
}

fn closed_page(visit: &Visit, sprint: &Sprint, unit: Unit) -> Markup {
    let shown = Page {
        title: format!("{}, {}", sprint.name, visit.product.name()),
        crumbs: crumbs(visit, sprint, None),
        actions: closed::neighbours(visit, sprint),
        main: closed::closed(visit, sprint, unit),
        ..Page::default()
    };
    page(visit, Here::Sprints, &shown)
}

/// A link in the sprint's own paper, for pages that have no main action.
pub(super) fn to_sprint(visit: &Visit, sprint: &Sprint) -> Markup {
    let words = if sprint.is_closed() {
        "Contract and outcome"
    } else {
        "Board"
    };
    ui::link_button(&visit.urls.sprint(sprint.id), words, ui::Weight::Outlined)
}
