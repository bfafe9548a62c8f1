//! Searching all items of a product, wherever they are.

use axum::Json;
use domain::query::Filter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Path, Query, bad_query};
use crate::listing::means_nothing;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Reading, Row};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// Items found, unless asked otherwise.
const FOUND: u16 = 20;
/// Items found at most.
const MOST: u16 = 100;

/// What to look for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct SearchQuery {
    /// Words that must all occur, or an item's key.
    #[param(max_length = 500)]
    q: String,
    /// How many items at most.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
}

/// What was found.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Found {
    /// Exact keys first, then titles with the whole words, titles, other texts; among
    /// equals in the order of the product backlog. Done and removed items too.
    items: Vec<Row>,
}

/// Search the items
///
/// All that ever were in the product: in the backlog, in sprints, done, removed.
#[utoipa::path(get, path = "/products/{product}/search", operation_id = "search_items",
    tag = "items", params(ProductPath, SearchQuery), responses((status = 200, body = Found)))]
async fn get(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<SearchQuery>,
) -> Result<Json<Found>, Problem> {
    let view = caller.product(&path.product).await?;
    let limit = match query.limit.unwrap_or(FOUND) {
        limit @ 1..=MOST => usize::from(limit),
        limit => {
            return Err(bad_query(&format!(
                "The limit {limit} is not between 1 and {MOST}."
            )));
        }
    };
    let asked = Filter::parse(&view.state, [("q", query.q.as_str())]);
    asked.map_err(|bad| means_nothing(&bad))?;
    let found = domain::query::search(&view.state, &query.q, limit);
    let items = Reading::of(&caller.app, view.state).rows(found);
    Ok(Json(Found { items }))
}
