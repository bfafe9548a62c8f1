//! When an item will be done.

use axum::Json;
use domain::report::when;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::Address;
use crate::wire::{Forecast, Reading};

/// Read when an item will be done
///
/// Of an epic that is broken down, when the last of its items is. `null` when it is done, when it waits
/// outside the product backlog and the sprints, and when too few sprints were closed to say.
#[utoipa::path(get, path = "/products/{product}/items/{item}/forecast",
    operation_id = "get_item_forecast", tag = "items", params(ItemPath),
    responses((status = 200, body = Option<Forecast>)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<ItemPath>,
) -> Result<Json<Option<Forecast>>, Problem> {
    let (view, item) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let items = when::items_of(&reading.product, item);
    Ok(Json(reading.forecast(caller.app.now(), &items)))
}
