//! What refinement is about now: how much of the top is ready, and what is not.

use axum::Json;
use domain::refine;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Reading, Row};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// What refinement is about.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Refinement {
    /// How many items at the top are looked at, by the policy `refinement_top`.
    top: usize,
    /// How many of them pass the Definition of Ready.
    ready: usize,
    /// Those that do not, in their order, with what each lacks.
    items: Vec<Row>,
    /// When somebody last worked on what an item says or how large it is; `null`
    /// before the first item.
    refined_at: Option<Timestamp>,
}

/// Read what is to be refined
///
/// Of the top of the product backlog: how much is ready, and which items are not.
#[utoipa::path(get, path = "/products/{product}/refinement", operation_id = "get_refinement",
    tag = "backlog", params(ProductPath), responses((status = 200, body = Refinement)))]
async fn get(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Refinement>, Problem> {
    let view = caller.product(&path.product).await?;
    let top = refine::top(&view.state);
    let ranked = view.state.order.iter().take(top.of).zip(1..);
    let queue = refine::queue(&view.state);
    let ranked = ranked.filter(|(item, _)| queue.contains(item));
    let ranked: Vec<_> = ranked.map(|(item, rank)| (*item, rank)).collect();
    let refined_at = view.state.refined_at;
    let reading = Reading::of(&caller.app, view.state);
    let items = ranked.iter().filter_map(|(id, rank)| {
        let item = reading.product.items.get(id)?;
        Some(reading.row(item, Some(*rank)))
    });
    Ok(Json(Refinement {
        top: top.of,
        ready: top.ready,
        items: items.collect(),
        refined_at,
    }))
}
