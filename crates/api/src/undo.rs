//! Taking an earlier command back.

use axum::Json;
use domain::{CommandId, Undo};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::wire::Accepted;

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(create))
}

/// The command an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct CommandPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The id that accepting the command answered.
    command: Uuid,
}

/// Undo a command
///
/// Under the rights of whoever undoes. What somebody changed since is not undone:
/// that is refused as `changed-since`. Undoing is a command itself and can be
/// undone.
#[utoipa::path(post, path = "/products/{product}/undo/{command}", operation_id = "undo_command",
    tag = "products", params(CommandPath), responses((status = 200, body = Accepted)))]
async fn create(caller: Caller, Path(path): Path<CommandPath>) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let command = CommandId(path.command);
    let events = caller.app.caused(view.id, command).await?;
    let undo = Undo { command, events };
    let done = caller.submit(&view, vec![undo.into()]).await?;
    Ok(Json(Accepted::from(&done)))
}
