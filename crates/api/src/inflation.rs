//! How much of the product backlog is Must, and weighing two of them against each other.

use axum::Json;
use domain::item::weigh::{Answer, Weigh};
use domain::report::inflation::{Inflation as Reading, WEEKS, next_pair};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{ItemsAccepted, Total, find};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(get))
        .routes(routes!(weigh))
}

/// How much of the product backlog is Must.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Inflation {
    /// Items that are Must.
    must_items: usize,
    /// Points of those that are estimated.
    must_points: Total,
    /// Their share of all items, in percent.
    items_percent: f64,
    /// Their share of all points, in percent; `null` where nothing is estimated.
    points_percent: Option<f64>,
    /// The share above which it says little, in percent: the policy `must_share`;
    /// `null` where it is off.
    line_percent: Option<u32>,
    /// The weeks of the horizon.
    weeks: u32,
    /// What the teams usually finish in that time; `null` with fewer than three
    /// closed sprints.
    horizon_points: Option<Total>,
    /// Whether too much is Must, by items, by points, or for the horizon.
    above: bool,
    /// The keys of the two that are weighed next; `null` when it fits, or when
    /// every pair was weighed.
    next_pair: Option<Vec<String>>,
}

/// Read how much is Must
///
/// Against a line and against what the next quarter can hold, with the pair to
/// weigh next where it is too much.
#[utoipa::path(get, path = "/products/{product}/priorities", operation_id = "get_inflation",
    tag = "backlog", params(ProductPath), responses((status = 200, body = Inflation)))]
async fn get(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Inflation>, Problem> {
    let product = caller.product(&path.product).await?.state;
    let now = Reading::of(&product, product.summary());
    let pair = now.is_above().then(|| next_pair(&product)).flatten();
    Ok(Json(Inflation {
        must_items: now.must.items,
        must_points: now.must.points.into(),
        items_percent: now.of_items(),
        points_percent: now.of_points(),
        line_percent: now.line,
        weeks: WEEKS,
        horizon_points: now.horizon.map(Into::into),
        above: now.is_above(),
        next_pair: pair.map(|(one, other)| [one, other].map(|id| product.item_key(id)).to_vec()),
    }))
}

/// Two items and which of them waits.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TradeOff {
    /// The keys of two items that are Must.
    #[schema(value_type = Vec<String>, min_items = 2, max_items = 2, example = json!(["PAY-3", "PAY-7"]))]
    pair: [String; 2],
    /// The key of the one that waits; `null` when nobody can say. The pair is
    /// not asked again.
    waits: Option<String>,
}

/// Answer which of two items waits
///
/// Needs the right to order. The one that waits becomes Should and stands below the
/// other, with the answer as reason: one command with one undo.
#[utoipa::path(post, path = "/products/{product}/trade-offs", operation_id = "weigh_pair",
    tag = "backlog", params(ProductPath), request_body = TradeOff,
    responses((status = 200, body = ItemsAccepted)))]
async fn weigh(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<TradeOff>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let [one, other] = &body.pair;
    let pair = (find(&view.state, one)?, find(&view.state, other)?);
    let answer = match body.waits {
        Some(key) => Answer::Waits(find(&view.state, &key)?),
        None => Answer::Open,
    };
    let command = Weigh { pair, answer };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(ItemsAccepted::of(
        &caller.app,
        done,
        vec![pair.0, pair.1],
    )))
}
