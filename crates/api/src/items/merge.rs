//! Merging one item into another.

use axum::Json;
use domain::place::merge::MergeItem;
use serde::Deserialize;
use utoipa::ToSchema;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::{Address, submit};
use crate::wire::{ItemAccepted, Place, find};

/// What an item shall be merged into.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Merger {
    /// The key of the item that stays.
    into: String,
    /// Why. One line.
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// Where you saw the item that leaves: refused when it is elsewhere by now.
    seen: Option<Place>,
}

/// Merge an item into another
///
/// Needs the right to order. The item leaves the product as merged; its criteria
/// and labels come to the other, and the comments and history of both are kept.
/// The answer is the item that stays.
#[utoipa::path(post, path = "/products/{product}/items/{item}/merger", operation_id = "merge_item",
    tag = "items", params(ItemPath), request_body = Merger,
    responses((status = 200, body = ItemAccepted)))]
pub(super) async fn merge(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<Merger>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (view, item) = path.open(&caller).await?;
    let into = find(&view.state, &body.into)?;
    let command = MergeItem {
        item,
        into,
        reason: body.reason,
        seen: body.seen.and_then(Place::loose),
    };
    submit(&caller, &view, into, vec![command.into()]).await
}
