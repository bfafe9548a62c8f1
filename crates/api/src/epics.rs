//! All epics of a product, those too that are broken down, with how far each is.

use axum::Json;
use domain::ItemId;
use domain::query::{EpicLine, Page, epics};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::cursor::Cursor;
use crate::extract::{Path, Query};
use crate::listing::ListQuery;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Progress, Reading, Row};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// An epic as it stands in the list of epics.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Epic {
    /// What every list shows of an item.
    #[serde(flatten)]
    row: Row,
    /// The rank at which its work begins in the product backlog: its own while it has no items, else
    /// that of its first item there; `null` when none of them stands there.
    begins: Option<u32>,
    /// How far it is.
    progress: Progress,
}

/// A page of the epics.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Epics {
    /// The epics, by where their work begins.
    items: Vec<Epic>,
    /// How many epics fit the filter, on all pages together.
    total: usize,
    /// The cursor of the next page; `null` on the last one.
    next_cursor: Option<String>,
    /// The last event that this page knows of.
    position: u64,
}

/// List the epics
///
/// All of them, by where their work begins in the product backlog; then those whose items are all
/// in sprints, and last what is done. An epic that is broken down does not stand in the product
/// backlog itself, because its items do.
#[utoipa::path(get, path = "/products/{product}/epics", operation_id = "list_epics",
    tag = "backlog", params(ProductPath, ListQuery), responses((status = 200, body = Epics)))]
async fn list(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Epics>, Problem> {
    let view = caller.product(&path.product).await?;
    let lines = epics(&view.state, &query.filter(&view.state)?);
    let placed: Vec<(u32, ItemId)> = (1..).zip(lines.iter().map(|line| line.epic)).collect();
    let start = match query.cursor()? {
        Some(cursor) => cursor.resolve_in(&view.state, &placed),
        None => 0,
    };
    let page = Page::of(&placed, start, query.limit()?);
    let next = page.more.then(|| Cursor::after(&view.state, &page.items));
    let shown = page
        .items
        .iter()
        .map(|(place, _)| lines[*place as usize - 1]);
    let reading = Reading::of(&caller.app, view.state.clone());
    Ok(Json(Epics {
        items: read(&reading, &shown.collect::<Vec<_>>()),
        total: page.total,
        next_cursor: next.map(|next| next.to_string()),
        position: view.state.position,
    }))
}

fn read(reading: &Reading, lines: &[EpicLine]) -> Vec<Epic> {
    let rows = reading.rows(lines.iter().map(|line| line.epic));
    let epics = rows.into_iter().zip(lines);
    epics
        .map(|(row, line)| Epic {
            row,
            begins: line.begins,
            progress: line.progress.into(),
        })
        .collect()
}
