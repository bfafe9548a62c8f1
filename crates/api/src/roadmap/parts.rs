//! Items out of a goal's document, and which items cover which part of it.

use axum::Json;
use domain::roadmap::break_down::BreakDown;
use domain::roadmap::cover::CoverPart;
use domain::{Command, GoalId, PartId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::goals::GoalAccepted;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::submit;
use crate::wire::{Target, Whole, find};

/// The part an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct PartPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The goal's number in the product, counted from 1.
    #[param(minimum = 1, example = 1)]
    goal: u32,
    /// The part's number in the goal.
    #[param(minimum = 1, example = 1)]
    part: u32,
}

/// What becomes of a section.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BreakDownBody {
    /// The numbers of its points that become stories.
    #[serde(default)]
    #[schema(max_items = 500)]
    points: Vec<Whole>,
    /// Where the epic goes, or its stories where it is there already; the bottom if not given.
    to: Option<Target>,
}

/// Make an epic of a section
///
/// Needs the right to order. Its points become stories of the epic, in their order. Where an epic
/// covers the section already, they come into that one; what is covered already is left out.
#[utoipa::path(post, path = "/products/{product}/goals/{goal}/parts/{part}/epic",
    operation_id = "break_down_section", tag = "roadmap", params(PartPath),
    request_body = BreakDownBody, responses((status = 200, body = GoalAccepted)))]
pub(super) async fn break_down(
    caller: Caller,
    Path(path): Path<PartPath>,
    Body(body): Body<BreakDownBody>,
) -> Result<Json<GoalAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let points = body.points.iter();
    let goal = GoalId(path.goal);
    let command = BreakDown {
        goal,
        section: PartId(path.part),
        points: points.map(|point| PartId(point.clamped())).collect(),
        at: body.to.unwrap_or(Target::Bottom).rank(&view.state)?,
    };
    submit(&caller, &view, goal, vec![command.into()]).await
}

/// The part and the item an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct CoverPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The goal's number in the product, counted from 1.
    #[param(minimum = 1, example = 1)]
    goal: u32,
    /// The part's number in the goal.
    #[param(minimum = 1, example = 1)]
    part: u32,
    /// The item's key.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
}

impl CoverPath {
    async fn submit(&self, caller: &Caller, covers: bool) -> Result<Json<GoalAccepted>, Problem> {
        let view = caller.product(&self.product).await?;
        let goal = GoalId(self.goal);
        let command = Command::from(CoverPart {
            goal,
            part: PartId(self.part),
            item: find(&view.state, &self.item)?,
            covers,
        });
        submit(caller, &view, goal, vec![command]).await
    }
}

/// Say that an item covers a part
///
/// Needs the right to order.
#[utoipa::path(put, path = "/products/{product}/goals/{goal}/parts/{part}/items/{item}",
    operation_id = "cover_part", tag = "roadmap", params(CoverPath),
    responses((status = 200, body = GoalAccepted)))]
pub(super) async fn cover(
    caller: Caller,
    Path(path): Path<CoverPath>,
) -> Result<Json<GoalAccepted>, Problem> {
    path.submit(&caller, true).await
}

/// Say that an item does not cover a part
///
/// Needs the right to order.
#[utoipa::path(delete, path = "/products/{product}/goals/{goal}/parts/{part}/items/{item}",
    operation_id = "uncover_part", tag = "roadmap", params(CoverPath),
    responses((status = 200, body = GoalAccepted)))]
pub(super) async fn uncover(
    caller: Caller,
    Path(path): Path<CoverPath>,
) -> Result<Json<GoalAccepted>, Problem> {
    path.submit(&caller, false).await
}
