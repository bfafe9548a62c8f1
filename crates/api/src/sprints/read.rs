//! The list of sprints, and one of them.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::SprintPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::subject::Address;
use crate::wire::{Reading, Sprint, SprintSummary};

/// The sprints of a product.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct Sprints {
    /// All of them, closed ones too, the newest first.
    items: Vec<SprintSummary>,
}

/// List the sprints
///
/// All of them, closed ones too, the newest first.
#[utoipa::path(get, path = "/products/{product}/sprints", operation_id = "list_sprints",
    tag = "sprints", params(ProductPath), responses((status = 200, body = Sprints)))]
pub(super) async fn list(
    caller: Caller,
    Path(path): Path<ProductPath>,
) -> Result<Json<Sprints>, Problem> {
    let view = caller.product(&path.product).await?;
    let (reading, now) = (Reading::of(&caller.app, view.state), caller.app.now());
    let sprints = reading.product.sprints.values().rev();
    let items = sprints.map(|sprint| reading.sprint_summary(sprint, now));
    let items = items.collect();
    Ok(Json(Sprints { items }))
}

/// Read a sprint
///
/// With what is in it, in the team's order.
#[utoipa::path(get, path = "/products/{product}/sprints/{sprint}", operation_id = "get_sprint",
    tag = "sprints", params(SprintPath), responses((status = 200, body = Sprint)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<SprintPath>,
) -> Result<Json<Sprint>, Problem> {
    let (view, id) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let sprint = reading.product.sprint(id);
    let sprint = sprint.map_err(|refusal| Problem::refused(&refusal, &reading.product))?;
    Ok(Json(reading.sprint(sprint, caller.app.now())))
}
