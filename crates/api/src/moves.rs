//! Re-ordering the product backlog, and why.

use axum::Json;
use domain::CommandId;
use domain::item::reorder::MoveItems;
use domain::item::why::GiveReason;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Accepted, ItemKeys, ItemsAccepted, Target, count};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(explain))
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

/// A reason for moves that were made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MoveReason {
    /// The commands that moved, as accepting them answered.
    #[schema(min_items = 1, max_items = 5000)]
    commands: Vec<Uuid>,
    /// Why. One line; empty takes the reason away.
    #[schema(max_length = 500)]
    reason: String,
}

/// Give moves a reason afterwards
///
/// One reason for as many of one's own moves as it fits. Needs the right to order.
#[utoipa::path(post, path = "/products/{product}/moves/reasons", operation_id = "explain_moves",
    tag = "backlog", params(ProductPath), request_body = MoveReason,
    responses((status = 200, body = Accepted)))]
async fn explain(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<MoveReason>,
) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    count(body.commands.len())?;
    let mut events = Vec::new();
    for command in body.commands {
        let command = CommandId(command);
        events.extend(caller.app.caused(view.id, command).await?);
    }
    let command = GiveReason::to(&events, body.reason);
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(Accepted::from(&done)))
}
