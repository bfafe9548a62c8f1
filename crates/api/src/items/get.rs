//! Reading one item.

use axum::Json;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::Address;
use crate::wire::{Item, Reading};

/// Read an item
///
/// With everything it says: description, criteria, comments, dependencies and
/// every crossing from one place to another.
#[utoipa::path(get, path = "/products/{product}/items/{item}", operation_id = "get_item",
    tag = "items", params(ItemPath), responses((status = 200, body = Item)))]
pub(super) async fn get(caller: Caller, Path(path): Path<ItemPath>) -> Result<Json<Item>, Problem> {
    let (view, item) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let item = reading.product.item(item);
    let item = item.map_err(|refusal| Problem::refused(&refusal, &reading.product))?;
    Ok(Json(reading.item(item)))
}
