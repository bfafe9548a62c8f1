//! Re-ordering the product backlog.

use axum::Json;
use domain::item::reorder::MoveItems;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{ItemKeys, ItemsAccepted, Target};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(create))
}

/// Items to be moved.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Move {
    /// Their keys, in the order they shall stand in.
    items: ItemKeys,
    /// Where the first of them goes; the others follow it.
    to: Target,
    /// Why here. One line.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Move items in the product backlog
///
/// Needs the right to order. Several items move as one command, with one undo.
#[utoipa::path(post, path = "/products/{product}/moves", operation_id = "move_items",
    tag = "backlog", params(ProductPath), request_body = Move,
    responses((status = 200, body = ItemsAccepted)))]
async fn create(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Move>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let command = MoveItems {
        items: items.clone(),
        to: body.to.rank(&view.state)?,
        reason: body.reason,
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}
