//! Closing a sprint: a page that says what will happen, and the command.

use std::collections::BTreeMap;

use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::sprint::close::CloseSprint;
use domain::{ItemId, Status};

use super::sprints::{OfSprint, execute};
use crate::error::WebError;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::sprint::{closing, crumbs};
use crate::visit::Visit;

/// `GET /p/{key}/board/closing`: closing the sprint that runs; its board says where none does.
pub(crate) async fn running(visit: Visit) -> Redirect {
    let running = visit
        .product
        .newest_sprint(|status| matches!(status, Status::Running { .. }));
    Redirect::to(&running.map_or_else(
        || visit.urls.to(route::BOARD),
        |sprint| visit.urls.of_sprint(route::CLOSING, sprint.id),
    ))
}

/// `GET /p/{key}/sprints/{sprint}/closing`. A sprint that does not run is shown as what it is.
pub(crate) async fn show(visit: Visit, Path(path): Path<OfSprint>) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?;
    if !sprint.is_running() {
        return Ok(Redirect::to(&visit.urls.sprint(sprint.id)).into_response());
    }
    let shown = Page {
        title: format!("Close {}, {}", sprint.name, visit.product.name()),
        crumbs: crumbs(&visit, sprint, Some((route::CLOSING, "Close"))),
        live: format!("sprint:{} items", sprint.id),
        main: closing::closing(&visit, sprint),
        ..Page::default()
    };
    Ok(page(&visit, Here::Board, &shown).into_response())
}

/// `POST /p/{key}/sprints/{sprint}/closing`: `reason-12=…` for each item that has one.
pub(crate) async fn close(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let sprint = path.find(&visit)?.id;
    execute(
        &visit,
        CloseSprint {
            sprint,
            reasons: reasons(&fields),
        },
    )
    .await?;
    Ok(Redirect::to(&visit.urls.sprint(sprint)).into_response())
}

fn reasons(fields: &[(String, String)]) -> BTreeMap<ItemId, String> {
    let reason = |(name, reason): &(String, String)| {
        let item = name.strip_prefix("reason-")?.parse().ok()?;
        (!reason.trim().is_empty()).then(|| (ItemId(item), reason.clone()))
    };
    fields.iter().filter_map(reason).collect()
}
