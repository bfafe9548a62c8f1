//! The roadmap: goals, what serves them, and what serves none.

mod forecast;
mod goals;
mod parts;
mod wire;

use axum::Json;
use domain::report::roadmap as report;
use domain::roadmap::serve::ChangeGoal;
use domain::{Command, GoalId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{ItemKeys, ItemsAccepted, Total, Whole};

use wire::RoadmapGoal;

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(read, serve))
        .routes(routes!(goals::add))
        .routes(routes!(goals::get, goals::edit))
        .routes(routes!(goals::change_state))
        .routes(routes!(forecast::get))
        .routes(routes!(parts::break_down))
        .routes(routes!(parts::cover, parts::uncover))
}

/// The roadmap.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Roadmap {
    /// Goals with dates as they begin and end, then those without.
    goals: Vec<RoadmapGoal>,
    /// What of the product backlog serves none.
    orphans: Orphans,
    /// The last event that this knows of.
    position: u64,
}

/// Items of the product backlog that serve no goal that is open or reached.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Orphans {
    /// How many. `GET …/backlog?goal=none` lists them.
    items: usize,
    /// Those of them that are bugs or tasks.
    upkeep: usize,
    /// Their points, of those that are estimated.
    points: Total,
    /// Items of the product backlog.
    of_items: usize,
    /// Their points, of those that are estimated.
    of_points: Total,
}

impl From<report::Orphans> for Orphans {
    fn from(orphans: report::Orphans) -> Orphans {
        Orphans {
            items: orphans.items,
            upkeep: orphans.upkeep,
            points: orphans.points.into(),
            of_items: orphans.of_items,
            of_points: orphans.of_points.into(),
        }
    }
}

/// Read the roadmap
///
/// Every goal but removed ones, with its epics and how far each is.
#[utoipa::path(get, path = "/products/{product}/roadmap", operation_id = "get_roadmap",
    tag = "roadmap", params(ProductPath), responses((status = 200, body = Roadmap)))]
async fn read(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Roadmap>, Problem> {
    let view = caller.product(&path.product).await?;
    let report = report::Roadmap::of(&view.state);
    let goals = view.state.roadmap().into_iter();
    Ok(Json(Roadmap {
        goals: goals
            .map(|goal| RoadmapGoal::of(&view.state, goal, &report.served(goal.id)))
            .collect(),
        orphans: report.orphans.into(),
        position: view.state.position,
    }))
}

/// Items and the goal they serve.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Service {
    /// Their keys.
    items: ItemKeys,
    /// The goal's number; `null` takes them from under theirs.
    goal: Option<Whole>,
}

/// Put items under a goal
///
/// Needs the right to order. An epic serves with all its items; an item that names no goal serves
/// its epic's.
#[utoipa::path(post, path = "/products/{product}/roadmap", operation_id = "serve_goal",
    tag = "roadmap", params(ProductPath), request_body = Service,
    responses((status = 200, body = ItemsAccepted)))]
async fn serve(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Service>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let to = body.goal.map(|goal| GoalId(goal.clamped()));
    let command = |item: &domain::ItemId| Command::from(ChangeGoal { item: *item, to });
    let commands = items.iter().map(command).collect();
    let done = caller.submit(&view, commands).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}
