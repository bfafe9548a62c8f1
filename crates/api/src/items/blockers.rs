//! What stands in an item's way while its sprint runs.

use axum::Json;
use axum::http::StatusCode;
use domain::sprint::blocker::raise::RaiseBlocker;
use domain::sprint::blocker::resolve::{ReopenBlocker, ResolveBlocker};
use domain::{BlockerId, PersonId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::{add, change};
use crate::wire::ItemAccepted;

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(raise))
        .routes(routes!(resolve, reopen))
}

/// The blocker an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct BlockerPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// The blocker's number on the item.
    blocker: u32,
}

impl BlockerPath {
    fn split(self) -> (ItemPath, BlockerId) {
        let (product, item) = (self.product, self.item);
        (ItemPath { product, item }, BlockerId(self.blocker))
    }
}

/// Something that stands in the way.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateBlocker {
    /// What, in one line.
    #[schema(min_length = 1, max_length = 500, pattern = r"[^\s\x00-\x20\x7f-\xa0]")]
    text: String,
    /// Who can help; somebody with a role in the product.
    helper: Option<Uuid>,
}

/// Raise a blocker
///
/// Only on an item of the running sprint that is not done. Its age is counted in the working days of that
/// sprint, in its time zone. Needs the right to the board.
#[utoipa::path(post, path = "/products/{product}/items/{item}/blockers",
    operation_id = "raise_blocker", tag = "items", params(ItemPath),
    request_body = CreateBlocker, responses((status = 201, body = ItemAccepted)))]
async fn raise(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<CreateBlocker>,
) -> Result<(StatusCode, Json<ItemAccepted>), Problem> {
    add(&caller, &path, |item| RaiseBlocker {
        item,
        text: body.text,
        helper: body.helper.map(PersonId),
    })
    .await
}

/// How a blocker ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ResolveBody {
    /// What helped, if there is something to say.
    #[schema(max_length = 500)]
    text: Option<String>,
}

/// Resolve a blocker
///
/// It stays on the item, with who resolved it and when. Needs the right to the board.
#[utoipa::path(put, path = "/products/{product}/items/{item}/blockers/{blocker}/resolution",
    operation_id = "resolve_blocker", tag = "items", params(BlockerPath),
    request_body = ResolveBody, responses((status = 200, body = ItemAccepted)))]
async fn resolve(
    caller: Caller,
    Path(path): Path<BlockerPath>,
    Body(body): Body<ResolveBody>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, blocker) = path.split();
    let text = body.text;
    change(&caller, &path, |item| ResolveBlocker {
        item,
        blocker,
        text,
    })
    .await
}

/// Say that a blocker blocks again
///
/// It is as old as it was. Needs the right to the board.
#[utoipa::path(delete, path = "/products/{product}/items/{item}/blockers/{blocker}/resolution",
    operation_id = "reopen_blocker", tag = "items", params(BlockerPath),
    responses((status = 200, body = ItemAccepted)))]
async fn reopen(
    caller: Caller,
    Path(path): Path<BlockerPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, blocker) = path.split();
    change(&caller, &path, |item| ReopenBlocker { item, blocker }).await
}
