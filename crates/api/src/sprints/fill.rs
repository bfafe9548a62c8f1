//! What is in a sprint being planned: pulling items in through the gate,
//! putting them back, and their order.

use app::ProductView;
use axum::Json;
use domain::sprint::fill::FillSprint;
use domain::sprint::pull::{self, PullItems};
use domain::sprint::put_back::PutBack;
use domain::sprint::rearrange::Rearrange;
use domain::{Command, SprintId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::SprintPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::{Problem, internal};
use crate::subject::{Address, change_in};
use crate::wire::{Check, ItemKeys, Line, Points, PullAccepted, SprintAccepted, Target};

/// Items to be pulled into a sprint.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pull {
    /// Their keys, in the order they shall stand in.
    items: ItemKeys,
    /// Where in the sprint the first of them goes. At the bottom if not given.
    to: Option<Target>,
    /// Checks the team waives for these items, each with a reason.
    #[serde(default)]
    // The built-in ones but `broken_down`, and the twenty a team may have of its own.
    #[schema(max_items = 26)]
    waive: Vec<Waive>,
    /// What becomes of the others where some are not ready.
    #[serde(default)]
    unready: Unready,
}

/// What becomes of a pull when some of its items are not ready.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Unready {
    /// All items cross or none.
    #[default]
    Refuse,
    /// Those that are not ready stay and are named; the others cross.
    LeaveOut,
}

impl From<Unready> for pull::Unready {
    fn from(unready: Unready) -> pull::Unready {
        match unready {
            Unready::Refuse => pull::Unready::Refuse,
            Unready::LeaveOut => pull::Unready::LeaveOut,
        }
    }
}

/// A check to be waived.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Waive {
    /// Which.
    check: Check,
    /// Why it may be missing.
    reason: Line,
}

/// Pull items into a sprint
///
/// Needs the right to decide what is in a sprint. An item that is not ready does
/// not pass: `not-ready` names it and what it lacks. All items cross or none,
/// unless `unready` is `leave_out`: then those that are ready cross, and the
/// answer names the others; `none-ready` is answered when none is.
#[utoipa::path(post, path = "/products/{product}/sprints/{sprint}/pulls",
    operation_id = "pull_items", tag = "sprints", params(SprintPath), request_body = Pull,
    responses((status = 200, body = PullAccepted)))]
pub(super) async fn pull(
    caller: Caller,
    Path(path): Path<SprintPath>,
    Body(body): Body<Pull>,
) -> Result<Json<PullAccepted>, Problem> {
    let (view, sprint) = path.open(&caller).await?;
    let waive = body.waive.into_iter();
    let command = PullItems {
        sprint,
        items: body.items.find(&view.state)?,
        to: body.to.unwrap_or(Target::Bottom).rank(&view.state)?,
        waive: waive.map(|w| (w.check.into(), w.reason.into())).collect(),
        unready: body.unready.into(),
    };
    submit_pull(&caller, &view, sprint, command).await
}

/// How far a sprint shall be filled.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Fill {
    /// How large all of its items may be then, those already in it included.
    up_to: Points,
}

/// Fill a sprint
///
/// Needs the right to decide what is in a sprint. Pulls the top ready items of the
/// product backlog that still fit, in their order; 200 at most. `nothing-fits`
/// is answered when there is none.
#[utoipa::path(post, path = "/products/{product}/sprints/{sprint}/fills",
    operation_id = "fill_sprint", tag = "sprints", params(SprintPath), request_body = Fill,
    responses((status = 200, body = PullAccepted)))]
pub(super) async fn fill(
    caller: Caller,
    Path(path): Path<SprintPath>,
    Body(body): Body<Fill>,
) -> Result<Json<PullAccepted>, Problem> {
    let (view, sprint) = path.open(&caller).await?;
    let up_to = body.up_to.into();
    submit_pull(&caller, &view, sprint, FillSprint { sprint, up_to }).await
}

/// Carries a command out that pulls items in, and answers with what crossed.
async fn submit_pull(
    caller: &Caller,
    view: &ProductView,
    sprint: SprintId,
    command: impl Into<Command>,
) -> Result<Json<PullAccepted>, Problem> {
    let done = caller.submit(view, vec![command.into()]).await?;
    PullAccepted::of(&caller.app, done, sprint)
        .map(Json)
        .ok_or_else(internal)
}

/// Items to be put back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PutBackBody {
    /// Their keys.
    items: ItemKeys,
    /// Why. One line.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Put items back
///
/// Needs the right to decide what is in a sprint. They return to where they stood
/// in the product backlog.
#[utoipa::path(post, path = "/products/{product}/sprints/{sprint}/put-backs",
    operation_id = "put_items_back", tag = "sprints", params(SprintPath),
    request_body = PutBackBody, responses((status = 200, body = SprintAccepted)))]
pub(super) async fn put_back(
    caller: Caller,
    Path(path): Path<SprintPath>,
    Body(body): Body<PutBackBody>,
) -> Result<Json<SprintAccepted>, Problem> {
    change_in(&caller, &path, |product, sprint| {
        let (items, reason) = (body.items.find(product)?, body.reason);
        Ok(PutBack {
            sprint,
            items,
            reason,
        })
    })
    .await
}

/// Items to be moved inside a sprint.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arrangement {
    /// Their keys, in the order they shall stand in.
    items: ItemKeys,
    /// Where in the sprint the first of them goes.
    to: Target,
}

/// Change the order inside a sprint
///
/// Needs the right to decide what is in a sprint. The product backlog's order is
/// another matter.
#[utoipa::path(post, path = "/products/{product}/sprints/{sprint}/moves",
    operation_id = "rearrange_sprint", tag = "sprints", params(SprintPath),
    request_body = Arrangement, responses((status = 200, body = SprintAccepted)))]
pub(super) async fn rearrange(
    caller: Caller,
    Path(path): Path<SprintPath>,
    Body(body): Body<Arrangement>,
) -> Result<Json<SprintAccepted>, Problem> {
    change_in(&caller, &path, |product, sprint| {
        let (items, to) = (body.items.find(product)?, body.to.rank(product)?);
        Ok(Rearrange { sprint, items, to })
    })
    .await
}
