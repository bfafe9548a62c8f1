//! A sprint's burndown as a page and as a file, in both units, with the event behind each point.

use axum::extract::{Path, Query};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Status;
use domain::sprint::Sprint;
use maud::{Markup, html};

use super::sprint::{to_sprint, unit};
use super::sprints::OfSprint;
use crate::error::WebError;
use crate::ui;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::sprint::{burndown, crumbs};
use crate::visit::Visit;

type Asked = Query<Vec<(String, String)>>;

/// `GET /p/{key}/burndown`: that of the sprint that runs, else of the last one that did.
pub(crate) async fn now(visit: Visit) -> Redirect {
    let newest = |status: fn(&Status) -> bool| visit.product.newest_sprint(status);
    let running = newest(|status| matches!(status, Status::Running { .. }));
    let sprint = running.or_else(|| newest(|status| matches!(status, Status::Closed { .. })));
    Redirect::to(&sprint.map_or_else(
        || visit.urls.to(route::BOARD),
        |sprint| visit.urls.of_sprint(route::BURNDOWN, sprint.id),
    ))
}

/// `GET /p/{key}/sprints/{sprint}/burndown?unit=items&at=POSITION`.
pub(crate) async fn show(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Query(asked): Asked,
) -> Result<Markup, WebError> {
    let sprint = path.find(&visit)?;
    let event = event(&visit, sprint, &asked).await?;
    let address = visit.urls.of_sprint(route::BURNDOWN, sprint.id);
    let unit = unit(&visit, sprint, &asked);
    let shown = Page {
        title: format!("Burndown of {}, {}", sprint.name, visit.product.name()),
        crumbs: crumbs(&visit, sprint, Some((route::BURNDOWN, "Burndown"))),
        actions: to_sprint(&visit, sprint),
        live: if sprint.is_closed() {
            String::new()
        } else {
            format!("sprint:{} items", sprint.id)
        },
        main: html! {
            div.pad {
                @if sprint.is_planned() { (not_begun(&visit, sprint)) } @else { (burndown::section(&visit, sprint, unit, &address)) }
                (event)
            }
        },
        ..Page::default()
    };
    let here = if sprint.is_closed() {
        Here::Sprints
    } else {
        Here::Board
    };
    Ok(page(&visit, here, &shown))
}

fn not_begun(visit: &Visit, sprint: &Sprint) -> Markup {
    ui::empty(
        "Nothing to burn down yet",
        "The line begins when the team commits.",
        &to_sprint(visit, sprint),
    )
}

/// The event an address asks for, when it is one of this chart.
async fn event(
    visit: &Visit,
    sprint: &Sprint,
    asked: &[(String, String)],
) -> Result<Markup, WebError> {
    let position = asked
        .iter()
        .find(|(name, _)| name == "at")
        .and_then(|(_, value)| value.parse().ok());
    let of_chart = position.filter(|at| {
        sprint
            .burndown
            .steps()
            .iter()
            .any(|step| step.position == *at)
    });
    let Some(position) = of_chart else {
        return Ok(html! {});
    };
    let found = visit.visitor.app.event(visit.view.id, position).await?;
    Ok(found.map_or_else(Markup::default, |recorded| {
        burndown::event(visit, sprint, &recorded)
    }))
}

/// `GET /p/{key}/sprints/{sprint}/burndown.svg?unit=items`: the chart in its own colours.
pub(crate) async fn file(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?;
    let name = format!(
        "attachment; filename=\"{}-sprint-{}-burndown.svg\"",
        visit.product.key(),
        sprint.id
    );
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("image/svg+xml; charset=utf-8"),
        ),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((
        headers,
        burndown::file(&visit, sprint, unit(&visit, sprint, &asked)).into_string(),
    )
        .into_response())
}
