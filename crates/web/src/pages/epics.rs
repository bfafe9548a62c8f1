//! The epics of a product: how far each is, where its work begins; and epics to choose from.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::query::{EpicLine, Filter, epics};
use maud::{Markup, html};

use super::listing::{Asked, asked_window, filter, opened, value};
use crate::error::WebError;
use crate::input;
use crate::ui::layout::Page;
use crate::ui::{self, GROUP, List};
use crate::urls::{route, with_query};
use crate::views::counted;
use crate::views::epics::epic_row;
use crate::views::filters::{Bar, filters};
use crate::views::frame::{Here, page};
use crate::views::picker;
use crate::visit::Visit;

/// `GET /p/{key}/epics`.
pub(crate) async fn show(visit: Visit, Query(asked): Asked) -> Result<Markup, WebError> {
    let filter = filter(&visit, &asked)?;
    let (panel, panel_src) = opened(&visit, &asked);
    let shown = Page {
        title: format!("Epics, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::EPICS), "Epics".to_owned()),
        ],
        main: main(&visit, &filter),
        panel,
        panel_src,
        ..Page::default()
    };
    Ok(page(&visit, Here::Epics, &shown))
}

/// `GET /p/{key}/epics/rows?from=N&count=M` and the filter.
pub(crate) async fn rows(visit: Visit, Query(asked): Asked) -> Result<Response, WebError> {
    let filter = filter(&visit, &asked)?;
    let found = epics(&visit.product, &filter);
    let (from, count) = asked_window(&asked);
    let groups = window(&visit, &found, from, count);
    let beside = beside(&visit, &filter, &found);
    Ok(ui::rows_answer(found.len(), &groups, &beside).into_response())
}

fn window(visit: &Visit, found: &[EpicLine], from: usize, count: usize) -> Markup {
    let lines = found.iter().enumerate().skip(from).take(count);
    let rows: Vec<Markup> = lines
        .filter_map(|(at, line)| {
            let epic = visit.product.items.get(&line.epic)?;
            Some(epic_row(visit, epic, line, at))
        })
        .collect();
    ui::row_groups(from, &rows)
}

fn main(visit: &Visit, filter: &Filter) -> Markup {
    let found = epics(&visit.product, filter);
    let parameters = filter.parameters(&visit.product);
    let src = with_query(
        &visit.urls.to(route::EPIC_ROWS),
        parameters.iter().map(|(n, v)| (*n, v.as_str())),
    );
    let list = List {
        name: "Epics",
        src: &src,
        total: found.len(),
        longest_key: visit.longest_key(),
        live: "order items sprints",
        ..List::default()
    };
    html! {
        (filters(visit, filter, &Bar::EPICS, &summary(&found)))
        (ui::list(&list, &window(visit, &found, 0, GROUP)))
        (nothing(visit, filter, &found))
    }
}

/// What stands elsewhere on the page and changes with the list.
fn beside(visit: &Visit, filter: &Filter, found: &[EpicLine]) -> Markup {
    html! { (summary(found)) (nothing(visit, filter, found)) }
}

/// "12 epics · 3 done".
fn summary(found: &[EpicLine]) -> Markup {
    let done = found.iter().filter(|line| line.progress.is_complete());
    html! {
        span #summary {
            (counted(found.len(), "epic"))
            span.more { " · " (done.count()) " done" }
        }
    }
}

/// What an empty list teaches; itself empty while there are rows.
fn nothing(visit: &Visit, filter: &Filter, found: &[EpicLine]) -> Markup {
    let all = html! { a.button href=(visit.urls.to(route::EPICS)) data-visit { "Show all epics" } };
    let backlog = html! { a.button href=(visit.urls.backlog()) { "Go to the product backlog" } };
    html! {
        div #nothing {
            @if found.is_empty() && filter.is_empty() {
                (ui::empty(
                    "There are no epics yet",
                    "An epic stands in the order for what is not broken down yet. Once it is, its items stand there and the epic groups them.",
                    &backlog,
                ))
            } @else if found.is_empty() {
                (ui::empty("No epic fits this filter", "Epics are narrowed by every choice above.", &all))
            }
        }
    }
}

/// `GET /p/{key}/epics/choices?typed=…`: epics to choose from, for `items=12,13`, for the items
/// chosen on the page, or for the filter of `list=NAME`, which follows.
pub(crate) async fn choices(visit: Visit, Query(asked): Asked) -> Result<Markup, WebError> {
    let typed = value(&asked, "typed").unwrap_or_default();
    if let Some(bar) = value(&asked, "list").and_then(Bar::named) {
        let filter = filter(&visit, &asked)?;
        return Ok(picker::for_filter(&visit, typed, bar, &filter));
    }
    let items = match value(&asked, "items") {
        Some(items) => input::items(&visit.product, items)?,
        None => Vec::new(),
    };
    Ok(picker::for_items(&visit, typed, &items))
}
