//! One goal of the roadmap.

use app::Done;
use axum::Json;
use axum::http::StatusCode;
use domain::report::roadmap::Roadmap;
use domain::roadmap::add::AddGoal;
use domain::roadmap::edit::{EditGoal, GoalField};
use domain::roadmap::end::ChangeGoalState;
use domain::roadmap::schedule::ScheduleGoal;
use domain::{Command, Event, GoalId, Product};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::{GoalState, RoadmapGoal, Span};
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::{Problem, internal};
use crate::products::ProductPath;
use crate::subject::{self, Address, Subject, change, submit};
use crate::wire::{Accepted, Line, Whole, double};

/// The goal an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct GoalPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The goal's number in the product, counted from 1.
    #[param(minimum = 1, example = 1)]
    goal: u32,
}

impl Address for GoalPath {
    type Subject = GoalId;

    fn product(&self) -> &str {
        &self.product
    }

    fn find(&self, product: &Product) -> Result<GoalId, Problem> {
        let goal = product.goal(GoalId(self.goal)).map(|goal| goal.id);
        goal.map_err(|refusal| Problem::refused(&refusal, product))
    }
}

/// A command about a goal was carried out.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct GoalAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// The goal as it is now.
    goal: RoadmapGoal,
}

fn read(product: &Product, goal: GoalId) -> Option<RoadmapGoal> {
    let served = Roadmap::of(product).served(goal);
    let goal = product.goals.get(&goal)?;
    Some(RoadmapGoal::of(product, goal, &served))
}

impl Subject for GoalId {
    type Accepted = GoalAccepted;

    fn accepted(self, _: &Caller, done: Done<Product>) -> Option<GoalAccepted> {
        let goal = read(&done.state, self)?;
        let accepted = Accepted::from(&done);
        Some(GoalAccepted { accepted, goal })
    }
}

/// A goal to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewGoal {
    /// What it is called.
    name: Line,
    /// What it asks for, in Markdown.
    #[serde(default)]
    #[schema(max_length = 100_000)]
    text: String,
    /// When it is worked on; some time later if not given.
    span: Option<Span>,
}

/// Put a goal on the roadmap
///
/// Needs the right to order.
#[utoipa::path(post, path = "/products/{product}/goals", operation_id = "add_goal",
    tag = "roadmap", params(ProductPath), request_body = NewGoal,
    responses((status = 201, body = GoalAccepted)))]
pub(super) async fn add(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<NewGoal>,
) -> Result<(StatusCode, Json<GoalAccepted>), Problem> {
    let view = caller.product(&path.product).await?;
    let command = AddGoal {
        name: body.name.into(),
        text: body.text,
        span: body.span.map(Into::into),
    };
    subject::create(&caller, &view, command, |event| match event {
        Event::GoalAdded(added) => Some(added.goal),
        _ => None,
    })
    .await
}

/// Read a goal
///
/// With its epics, what serves it by itself, and how far it is.
#[utoipa::path(get, path = "/products/{product}/goals/{goal}", operation_id = "get_goal",
    tag = "roadmap", params(GoalPath), responses((status = 200, body = RoadmapGoal)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<GoalPath>,
) -> Result<Json<RoadmapGoal>, Problem> {
    let (view, goal) = path.open(&caller).await?;
    read(&view.state, goal).map(Json).ok_or_else(internal)
}

/// What shall be different. What is not there stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EditGoalBody {
    /// What it is called.
    name: Option<Line>,
    /// The `name_revision` the edit began from.
    name_base: Option<Whole>,
    /// What it asks for, in Markdown.
    #[schema(max_length = 100_000)]
    text: Option<String>,
    /// The `text_revision` the edit began from. With it, an edit that somebody else was faster
    /// with is refused as `text-changed`, with both texts.
    text_base: Option<Whole>,
    /// When it is worked on; `null` for some time later.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<Span>)]
    span: Option<Option<Span>>,
}

impl EditGoalBody {
    fn commands(self, goal: GoalId) -> Vec<Command> {
        let edit = |field, text: Option<String>, base: Option<Whole>| {
            let base = base.map(Whole::get);
            text.map(|text| {
                Command::from(EditGoal {
                    goal,
                    field,
                    text,
                    base,
                    parts: None,
                })
            })
        };
        let name = edit(GoalField::Name, self.name.map(Into::into), self.name_base);
        let text = edit(GoalField::Text, self.text, self.text_base);
        let span = self.span.map(|to| {
            let to = to.map(Into::into);
            Command::from(ScheduleGoal { goal, to })
        });
        name.into_iter().chain(text).chain(span).collect()
    }
}

/// Change a goal
///
/// Needs the right to order. All fields change together or none.
#[utoipa::path(patch, path = "/products/{product}/goals/{goal}", operation_id = "edit_goal",
    tag = "roadmap", params(GoalPath), request_body = EditGoalBody,
    responses((status = 200, body = GoalAccepted)))]
pub(super) async fn edit(
    caller: Caller,
    Path(path): Path<GoalPath>,
    Body(body): Body<EditGoalBody>,
) -> Result<Json<GoalAccepted>, Problem> {
    let (view, goal) = path.open(&caller).await?;
    submit(&caller, &view, goal, body.commands(goal)).await
}

/// How it stands with a goal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StateOfGoal {
    /// How.
    state: GoalState,
    /// Why. One line; needed to drop a goal.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Say how it stands with a goal
///
/// Needs the right to order. What served a dropped goal serves none; a goal that anything serves is
/// not removed.
#[utoipa::path(put, path = "/products/{product}/goals/{goal}/state",
    operation_id = "change_goal_state", tag = "roadmap", params(GoalPath),
    request_body = StateOfGoal, responses((status = 200, body = GoalAccepted)))]
pub(super) async fn change_state(
    caller: Caller,
    Path(path): Path<GoalPath>,
    Body(body): Body<StateOfGoal>,
) -> Result<Json<GoalAccepted>, Problem> {
    change(&caller, &path, |goal| ChangeGoalState {
        goal,
        to: body.state.into(),
        because: body.reason,
    })
    .await
}
