//! The sprint goal: the product owner's only lever on a sprint.

use axum::Json;
use domain::sprint::goal::SetGoal;
use serde::Deserialize;
use utoipa::ToSchema;

use super::SprintPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::change;
use crate::wire::{SprintAccepted, Whole};

/// What a sprint is for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Goal {
    /// One line; empty takes the goal away.
    #[schema(max_length = 500)]
    goal: String,
    /// The `goal_revision` the edit began from.
    base: Option<Whole>,
}

/// Set the sprint goal
///
/// Needs the right to set it. Possible until the sprint is closed; the contract
/// keeps what was committed to.
#[utoipa::path(put, path = "/products/{product}/sprints/{sprint}/goal", operation_id = "set_goal",
    tag = "sprints", params(SprintPath), request_body = Goal,
    responses((status = 200, body = SprintAccepted)))]
pub(super) async fn set(
    caller: Caller,
    Path(path): Path<SprintPath>,
    Body(body): Body<Goal>,
) -> Result<Json<SprintAccepted>, Problem> {
    let (goal, base) = (body.goal, body.base.map(Whole::get));
    change(&caller, &path, |sprint| SetGoal { sprint, goal, base }).await
}
