//! Closing a sprint, and what came of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use domain::sprint::close::CloseSprint;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::SprintPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::{Address, change_in};
use crate::wire::{Column, Points, Reading, SprintAccepted, Total, find};

/// Why items were not finished.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Closing {
    /// One line per item, by its key. None is required.
    #[serde(default)]
    reasons: BTreeMap<String, String>,
}

/// Close a sprint
///
/// Needs the right to decide what is in a sprint. Done items leave; the others
/// return to the top of the product backlog in their committed order. There is no
/// way back.
#[utoipa::path(post, path = "/products/{product}/sprints/{sprint}/closing",
    operation_id = "close_sprint", tag = "sprints", params(SprintPath), request_body = Closing,
    responses((status = 200, body = SprintAccepted)))]
pub(super) async fn close(
    caller: Caller,
    Path(path): Path<SprintPath>,
    Body(body): Body<Closing>,
) -> Result<Json<SprintAccepted>, Problem> {
    change_in(&caller, &path, |product, sprint| {
        let reasons = body.reasons.into_iter();
        let reasons = reasons.map(|(key, reason)| Ok((find(product, &key)?, reason)));
        let reasons = reasons.collect::<Result<_, Problem>>()?;
        Ok(CloseSprint { sprint, reasons })
    })
    .await
}

/// What came of a sprint. It never changes.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct SprintOutcome {
    /// Items that were done, in committed order.
    done: Vec<DoneItem>,
    /// The points that were done.
    points_done: Total,
    /// Items that returned to the product backlog, in committed order.
    returned: Vec<Returned>,
    /// The points that returned.
    points_returned: Total,
}

/// An item that was done.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct DoneItem {
    /// Its key.
    key: String,
    /// Its estimate at the end.
    points: Option<Points>,
}

/// An item that was not done.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Returned {
    /// Its key.
    key: String,
    /// Its estimate at the end.
    points: Option<Points>,
    /// How far it was.
    column: Column,
    /// How often it had been carried over then.
    carried_over: u32,
    /// Why, if somebody said.
    #[schema(value_type = Option<String>)]
    reason: Option<Arc<str>>,
}

/// Read a sprint's outcome
///
/// What was done and what returned, as it was at the closing.
#[utoipa::path(get, path = "/products/{product}/sprints/{sprint}/outcome",
    operation_id = "get_outcome", tag = "sprints", params(SprintPath),
    responses((status = 200, body = SprintOutcome)))]
pub(super) async fn outcome(
    caller: Caller,
    Path(path): Path<SprintPath>,
) -> Result<Json<SprintOutcome>, Problem> {
    let (view, id) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let sprint = reading.product.sprints.get(&id);
    let came = sprint.and_then(|sprint| sprint.outcome.as_ref());
    let came = came.ok_or_else(|| {
        let what = format!("Sprint {id} has no outcome.");
        Problem::not_found("no-outcome", what, "It gets one when the team closes it.")
    })?;
    let key = |item| reading.product.item_key(item);
    let done = came.done.iter().map(|item| DoneItem {
        key: key(item.item),
        points: item.estimate.map(Into::into),
    });
    let returned = came.returned.iter().map(|item| Returned {
        key: key(item.item),
        points: item.estimate.map(Into::into),
        column: item.column.into(),
        carried_over: item.carried_over,
        reason: item.reason.clone(),
    });
    Ok(Json(SprintOutcome {
        done: done.collect(),
        points_done: came.points_done().into(),
        returned: returned.collect(),
        points_returned: came.points_returned().into(),
    }))
}
