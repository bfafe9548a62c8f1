//! The team's own checks of the Definition of Ready, ticked for an item.

use axum::Json;
use domain::ReadyCheckId;
use domain::policy::own_check::TickItem;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::change;
use crate::wire::ItemAccepted;

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(tick, untick))
}

/// The check and the item an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct TickPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// The check's number.
    check: u32,
}

/// Tick a check of the team's own
///
/// Says that the item passes it. Needs the right to say what is ready.
#[utoipa::path(put, path = "/products/{product}/items/{item}/ready-checks/{check}",
    operation_id = "tick_item", tag = "items", params(TickPath),
    responses((status = 200, body = ItemAccepted)))]
async fn tick(caller: Caller, Path(path): Path<TickPath>) -> Result<Json<ItemAccepted>, Problem> {
    mark(&caller, path, true).await
}

/// Take a tick away
///
/// Needs the right to say what is ready.
#[utoipa::path(delete, path = "/products/{product}/items/{item}/ready-checks/{check}",
    operation_id = "untick_item", tag = "items", params(TickPath),
    responses((status = 200, body = ItemAccepted)))]
async fn untick(caller: Caller, Path(path): Path<TickPath>) -> Result<Json<ItemAccepted>, Problem> {
    mark(&caller, path, false).await
}

async fn mark(
    caller: &Caller,
    path: TickPath,
    ticked: bool,
) -> Result<Json<ItemAccepted>, Problem> {
    let check = ReadyCheckId(path.check);
    let (product, item) = (path.product, path.item);
    change(caller, &ItemPath { product, item }, |item| TickItem {
        item,
        check,
        ticked,
    })
    .await
}
