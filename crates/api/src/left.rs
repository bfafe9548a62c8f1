//! What left the product backlog: what is done, what was removed, and what won't
//! be built; and deciding the last.

use axum::Json;
use domain::ItemId;
use domain::place::wont::RuleOut;
use domain::query::{Page, done, removed, wont};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::cursor::Cursor;
use crate::extract::{Body, Path, Query};
use crate::listing::ListQuery;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{ItemKeys, ItemsAccepted, Line, Reading, Row};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(done_items))
        .routes(routes!(removed_items))
        .routes(routes!(ruled_out, rule_out))
}

/// A page of a list of items.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct ItemList {
    /// The items, the newest first.
    items: Vec<Row>,
    /// How many items fit the filter, on all pages together.
    total: usize,
    /// The cursor of the next page; `null` on the last one.
    next_cursor: Option<String>,
    /// The last event that this page knows of.
    position: u64,
}

/// List what is done
///
/// Sprint by sprint, the newest first; last what was done before it came here.
#[utoipa::path(get, path = "/products/{product}/done", operation_id = "list_done",
    tag = "backlog", params(ProductPath, ListQuery), responses((status = 200, body = ItemList)))]
async fn done_items(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<ListQuery>,
) -> Result<Json<ItemList>, Problem> {
    list(&caller, &path, &query, done).await
}

/// List what was removed
///
/// The newest removal first. `restore_items` brings items back.
#[utoipa::path(get, path = "/products/{product}/removed", operation_id = "list_removed",
    tag = "backlog", params(ProductPath, ListQuery), responses((status = 200, body = ItemList)))]
async fn removed_items(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<ListQuery>,
) -> Result<Json<ItemList>, Problem> {
    list(&caller, &path, &query, removed).await
}

/// List what won't be built
///
/// The newest decision first; `way` is `wont`, `aside_because` says why.
/// `restore_items` brings items back to where they stood.
#[utoipa::path(get, path = "/products/{product}/wont", operation_id = "list_wont",
    tag = "backlog", params(ProductPath, ListQuery), responses((status = 200, body = ItemList)))]
async fn ruled_out(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<ListQuery>,
) -> Result<Json<ItemList>, Problem> {
    list(&caller, &path, &query, wont).await
}

/// Items that won't be built.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Wont {
    /// Their keys.
    items: ItemKeys,
    /// Why. Whoever suggests it again reads it.
    reason: Line,
}

/// Decide that items won't be built
///
/// Needs the right to order. They leave the order, stay searchable, and can be
/// restored to where they stood.
#[utoipa::path(post, path = "/products/{product}/wont", operation_id = "rule_out_items",
    tag = "backlog", params(ProductPath), request_body = Wont,
    responses((status = 200, body = ItemsAccepted)))]
async fn rule_out(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Wont>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let command = RuleOut {
        items: items.clone(),
        reason: body.reason.into(),
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}

async fn list(
    caller: &Caller,
    path: &ProductPath,
    query: &ListQuery,
    find: impl Fn(&domain::Product, &domain::query::Filter) -> Vec<ItemId>,
) -> Result<Json<ItemList>, Problem> {
    let view = caller.product(&path.product).await?;
    let found = find(&view.state, &query.filter(&view.state)?);
    let placed: Vec<(u32, ItemId)> = (1..).zip(found).collect();
    let start = match query.cursor()? {
        Some(cursor) => cursor.resolve_in(&view.state, &placed),
        None => 0,
    };
    let page = Page::of(&placed, start, query.limit()?);
    let next = page.more.then(|| Cursor::after(&view.state, &page.items));
    let reading = Reading::of(&caller.app, view.state.clone());
    Ok(Json(ItemList {
        items: reading.rows(page.items.iter().map(|(_, item)| *item)),
        total: page.total,
        next_cursor: next.map(|next| next.to_string()),
        position: view.state.position,
    }))
}
