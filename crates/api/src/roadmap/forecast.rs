//! When everything that serves a goal will be done.

use axum::Json;
use domain::report::roadmap::items_of_goal;

use super::goals::GoalPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::Address;
use crate::wire::{Forecast, Reading};

/// Read when a goal will be done
///
/// When the last item is done that serves it. `null` when all are, and when too few sprints were closed to say.
#[utoipa::path(get, path = "/products/{product}/goals/{goal}/forecast",
    operation_id = "get_goal_forecast", tag = "roadmap", params(GoalPath),
    responses((status = 200, body = Option<Forecast>)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<GoalPath>,
) -> Result<Json<Option<Forecast>>, Problem> {
    let (view, goal) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let items = items_of_goal(&reading.product, goal);
    Ok(Json(reading.forecast(caller.app.now(), &items)))
}
