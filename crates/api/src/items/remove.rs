//! Taking items out of the product, and bringing them back.

use axum::Json;
use domain::item::remove::{RemoveItems, RestoreItems};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{ItemKeys, ItemsAccepted};

/// Items to be taken out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Removal {
    /// Their keys.
    items: ItemKeys,
    /// Why. One line.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Remove items
///
/// Needs the right to order. They keep everything they have and can be restored.
#[utoipa::path(post, path = "/products/{product}/removals", operation_id = "remove_items",
    tag = "backlog", params(ProductPath), request_body = Removal,
    responses((status = 200, body = ItemsAccepted)))]
pub(super) async fn remove(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Removal>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let command = RemoveItems {
        items: items.clone(),
        reason: body.reason,
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}

/// Items to be brought back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Restoration {
    /// Their keys.
    items: ItemKeys,
}

/// Restore removed items
///
/// Needs the right to order. Each returns to where it stood, as far as that is
/// still there.
#[utoipa::path(post, path = "/products/{product}/restorations", operation_id = "restore_items",
    tag = "backlog", params(ProductPath), request_body = Restoration,
    responses((status = 200, body = ItemsAccepted)))]
pub(super) async fn restore(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Restoration>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let command = RestoreItems {
        items: items.clone(),
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}
