//! The product backlog, in its order, page by page.

use axum::Json;
use domain::report::reach;
use jiff::civil::Date;
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
use crate::wire::{Reading, Row};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(get))
        .routes(routes!(forecast))
}

/// A page of the product backlog.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Backlog {
    /// The items, the most important first.
    items: Vec<Row>,
    /// How many items fit the filter, on all pages together.
    total: usize,
    /// The cursor of the next page; `null` on the last one.
    next_cursor: Option<String>,
    /// The last event that this page knows of.
    position: u64,
}

/// List the product backlog
///
/// In its order. An epic that is broken down does not stand in it; `list_epics` has
/// them all. An item that nobody moves while the pages are fetched stands on
/// exactly one of them, whatever else is moved.
#[utoipa::path(get, path = "/products/{product}/backlog", operation_id = "list_backlog",
    tag = "backlog", params(ProductPath, ListQuery),
    responses((status = 200, body = Backlog)))]
async fn get(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Backlog>, Problem> {
    let view = caller.product(&path.product).await?;
    let filter = query.filter(&view.state)?;
    let limit = query.limit()?;
    let start = match query.cursor()? {
        Some(cursor) => cursor.resolve(&view.state, |item| view.state.rank(item)),
        None => 0,
    };
    let page = filter.page(&view.state, start, limit);
    let reading = Reading::of(&caller.app, view.state);
    let product = &reading.product;
    let ranked = page.items.iter();
    let found = ranked.filter_map(|(rank, id)| Some((*rank, product.items.get(id)?)));
    let next = page.more.then(|| Cursor::after(product, &page.items));
    Ok(Json(Backlog {
        items: found
            .map(|(rank, item)| reading.row(item, Some(rank)))
            .collect(),
        total: page.total,
        next_cursor: next.map(|next| next.to_string()),
        position: product.position,
    }))
}

/// How far the product backlog is done by the end of a sprint to come.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Reach {
    /// The sprint's last day at the team's usual rhythm.
    date: Date,
    /// Down to this rank everything is done by then as likely as not.
    even: u32,
    /// Down to this rank it is in 85 of 100 cases; 0 where nothing is.
    sure: u32,
}

impl From<reach::Reach> for Reach {
    fn from(reach::Reach { date, even, sure }: reach::Reach) -> Reach {
        Reach { date, even, sure }
    }
}

/// Read how far the next sprints reach
///
/// Of the sprints after the running one, up to three, the nearest first; a sprint that reaches no further than the
/// one before is left out. Empty when too few sprints were closed to say.
#[utoipa::path(get, path = "/products/{product}/backlog/forecast", operation_id = "get_backlog_forecast",
    tag = "backlog", params(ProductPath), responses((status = 200, body = Vec<Reach>)))]
async fn forecast(
    caller: Caller,
    Path(path): Path<ProductPath>,
) -> Result<Json<Vec<Reach>>, Problem> {
    let view = caller.product(&path.product).await?;
    let reading = Reading::of(&caller.app, view.state);
    let reached = reading.product.reach(caller.app.now());
    Ok(Json(reached.into_iter().map(Reach::from).collect()))
}
