//! What it does to people that items are there, or are not: the categories of Kano.

use axum::Json;
use domain::Command;
use domain::item::kano::Categorize;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Category, ItemKeys, ItemsAccepted};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(set))
}

/// Items and their Kano category.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Categorization {
    /// Their keys.
    items: ItemKeys,
    /// The category; `null` takes it away.
    kano: Option<Category>,
}

/// Say which Kano category items are of
///
/// Needs the right to order. The order stays as it is: a category ranks nothing.
#[utoipa::path(post, path = "/products/{product}/kano", operation_id = "categorize_items",
    tag = "backlog", params(ProductPath), request_body = Categorization,
    responses((status = 200, body = ItemsAccepted)))]
async fn set(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Categorization>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let to = body.kano.map(Into::into);
    let command = |item: &domain::ItemId| Command::from(Categorize { item: *item, to });
    let commands = items.iter().map(command).collect();
    let done = caller.submit(&view, commands).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}
