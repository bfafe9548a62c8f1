//! Why an item stands where it stands.

use axum::Json;
use domain::item::why::{put_at, why_here};
use serde::Serialize;
use utoipa::ToSchema;

use super::ItemPath;
use super::history::{HistoryEntry, entry};
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::Address;
use crate::wire::Reading;

/// Why an item stands where it stands.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct Why {
    /// Its rank in the product backlog now; `null` where it has none.
    rank: Option<u32>,
    /// The rank its last move put it at. Another than `rank` says that others moved
    /// around it since. `null` if it was not moved since it came to its place.
    put_at: Option<u32>,
    /// The moves and crossings that put it there, newest first.
    because: Vec<HistoryEntry>,
}

/// Read why an item stands where it stands
///
/// Its moves and crossings since it last came to its place, with their reasons.
#[utoipa::path(get, path = "/products/{product}/items/{item}/why",
    operation_id = "get_item_why", tag = "items", params(ItemPath),
    responses((status = 200, body = Why)))]
pub(super) async fn get(caller: Caller, Path(path): Path<ItemPath>) -> Result<Json<Why>, Problem> {
    let (view, item) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let item = reading.product.item(item);
    let item = item.map_err(|refusal| Problem::refused(&refusal, &reading.product))?;
    let because = why_here(item).map(|one| entry(&reading, caller.actor, one));
    Ok(Json(Why {
        rank: reading.product.rank(item.id),
        put_at: put_at(item),
        because: because.collect(),
    }))
}
