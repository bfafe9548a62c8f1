//! The product backlog, in its order, page by page.

use axum::Json;
use domain::query::{BadParameter, Filter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::cursor::Cursor;
use crate::extract::{Path, Query, bad_query};
use crate::problem::{Problem, sentences};
use crate::products::ProductPath;
use crate::wire::{Kind, Reading, Row, find};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// Rows of a page, unless asked otherwise.
const PAGE: u16 = 100;
/// Rows of a page at most.
const LONGEST: u16 = 1_000;

/// What the list is narrowed to, and which part of it is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct BacklogQuery {
    /// Only these kinds. May be repeated.
    #[serde(default)]
    kind: Vec<Kind>,
    /// Only items of the epic with this key, or `none`: of no epic.
    #[param(pattern = "^(none|([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8})?$")]
    epic: Option<String>,
    /// Only items with this label. May be repeated: with all of them.
    #[serde(default)]
    label: Vec<String>,
    /// Only items with this many points, with `some` estimate, or with `none`.
    #[param(
        pattern = r"^(none|some|[0-9]{1,4}|[0-9]{1,3}\.[0-9]{1,2})?$",
        example = "none"
    )]
    estimate: Option<String>,
    /// Only items that pass every check of the Definition of Ready, or only
    /// those that do not.
    ready: Option<bool>,
    /// Only items in which all these words occur.
    q: Option<String>,
    /// How many rows at most.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<u16>,
    /// Where the page before ended: its `next_cursor`.
    #[param(pattern = r"^([0-9]{1,9}\.[0-9]{1,9}(\.[1-9][0-9]{0,8}){1,8})?$")]
    cursor: Option<String>,
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
/// In its order. An item that nobody moves while the pages are fetched stands on
/// exactly one of them, whatever else is moved.
#[utoipa::path(get, path = "/products/{product}/backlog", operation_id = "list_backlog",
    tag = "backlog", params(ProductPath, BacklogQuery),
    responses((status = 200, body = Backlog)))]
async fn get(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<BacklogQuery>,
) -> Result<Json<Backlog>, Problem> {
    let view = caller.product(&path.product).await?;
    let filter = filter(&view.state, &query)?;
    let limit = limit(query.limit)?;
    let start = match &query.cursor {
        Some(cursor) => Cursor::parse(cursor)?.resolve(&view.state),
        None => 0,
    };
    let page = filter.page(&view.state, start, usize::from(limit));
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

fn limit(asked: Option<u16>) -> Result<u16, Problem> {
    match asked.unwrap_or(PAGE) {
        limit @ 1..=LONGEST => Ok(limit),
        limit => Err(bad_query(&format!(
            "The limit {limit} is not between 1 and {LONGEST}."
        ))),
    }
}

fn filter(product: &domain::Product, query: &BacklogQuery) -> Result<Filter, Problem> {
    if let Some(epic) = query
        .epic
        .as_deref()
        .filter(|epic| !["", "none"].contains(epic))
    {
        find(product, epic)?;
    }
    let kinds = query
        .kind
        .iter()
        .map(|kind| ("kind", domain::Kind::from(*kind).as_str()));
    let labels = query.label.iter().map(|label| ("label", label.as_str()));
    let ready = query.ready.map(|ready| if ready { "yes" } else { "no" });
    let single = [
        ("epic", query.epic.as_deref()),
        ("estimate", query.estimate.as_deref()),
        ("ready", ready),
        ("q", query.q.as_deref()),
    ];
    let single = single
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    Filter::parse(product, kinds.chain(labels).chain(single)).map_err(|bad| means_nothing(&bad))
}

fn means_nothing(bad: &BadParameter) -> Problem {
    let (what, why) = ("Nothing was read.", format!("{bad}."));
    let explanation = sentences(what, &why, "Leave it out, or say it in another way.");
    Problem::invalid("filter-invalid", &bad.name, explanation)
}
