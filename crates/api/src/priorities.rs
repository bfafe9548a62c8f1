//! How much items matter.

use axum::Json;
use domain::Command;
use domain::item::priority::Prioritize;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{ItemKeys, ItemsAccepted, Priority};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(set))
}

/// Items and how much they matter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Prioritization {
    /// Their keys.
    items: ItemKeys,
    /// How much they matter; `null` takes their priority away.
    priority: Option<Priority>,
    /// Why. One line.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Say how much items matter
///
/// Needs the right to order. The order stays as it is: a priority ranks nothing.
#[utoipa::path(post, path = "/products/{product}/priorities", operation_id = "prioritize_items",
    tag = "backlog", params(ProductPath), request_body = Prioritization,
    responses((status = 200, body = ItemsAccepted)))]
async fn set(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Prioritization>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let to = body.priority.map(Into::into);
    let command = |item: &domain::ItemId| {
        let (item, reason) = (*item, body.reason.clone());
        Command::from(Prioritize { item, to, reason })
    };
    let commands = items.iter().map(command).collect();
    let done = caller.submit(&view, commands).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}
