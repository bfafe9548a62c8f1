//! The user story map: activities and steps, what stands at them slice by slice, and putting it there.

use std::sync::Arc;

use app::Done;
use axum::Json;
use axum::http::StatusCode;
use domain::map::add::AddStep;
use domain::map::cards::{self, Cards};
use domain::map::draw::DrawMap;
use domain::map::drop::RemoveStep;
use domain::map::rename::RenameStep;
use domain::map::shift::ShiftStep;
use domain::map::{self, Slot};
use domain::query::{self, Filter};
use domain::{Command, Explanation, ItemId, Product, StepId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path, Query};
use crate::problem::{Problem, sentences};
use crate::products::ProductPath;
use crate::wire::{Accepted, ItemKeys, ItemsAccepted, Line, Progress, Target, Whole, double};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(add))
        .routes(routes!(edit, remove))
        .routes(routes!(place))
        .routes(routes!(draw))
}

/// The user story map.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct StoryMap {
    /// What users do, from left to right.
    activities: Vec<Activity>,
    /// From top to bottom.
    slices: Vec<MapSlice>,
    /// Items of the product backlog that are not on the map.
    unmapped: usize,
    /// The last event that this knows of.
    position: u64,
}

/// Something a user does.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Activity {
    /// Its number.
    step: u32,
    /// What it is called.
    #[schema(value_type = String)]
    name: Arc<str>,
    /// The revision of the name: the base of an edit.
    name_revision: u64,
    /// Its steps, from left to right.
    steps: Vec<MapStep>,
}

/// A step of an activity.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct MapStep {
    /// Its number.
    step: u32,
    /// What it is called.
    #[schema(value_type = String)]
    name: Arc<str>,
    /// The revision of the name: the base of an edit.
    name_revision: u64,
}

/// A slice of the map.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct MapSlice {
    /// `goal-3`, `goal-none`, `sprint-2`, `backlog` or `done`.
    #[schema(example = "goal-3")]
    slice: String,
    /// How far what is on the map in it is.
    progress: Progress,
    /// What stands at each activity and step; those with nothing are not listed.
    cells: Vec<MapCell>,
}

/// What stands at an activity or a step in one slice.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct MapCell {
    /// Where.
    step: u32,
    /// The keys: what is in a sprint, then what stands in the product backlog by its rank, then
    /// what is done.
    items: Vec<String>,
}

/// The map's activities after a command.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct MapAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// What users do, as it is now.
    activities: Vec<Activity>,
}

impl MapAccepted {
    fn of(done: &Done<Product>) -> Json<MapAccepted> {
        Json(MapAccepted {
            accepted: Accepted::from(done),
            activities: activities(&done.state),
        })
    }
}

fn activities(product: &Product) -> Vec<Activity> {
    let each = product.story_map.activities.iter();
    each.map(|one| Activity {
        step: one.id.0,
        name: one.name.value.clone(),
        name_revision: one.name.revision,
        steps: one.steps.iter().map(step).collect(),
    })
    .collect()
}

fn step(step: &map::Step) -> MapStep {
    MapStep {
        step: step.id.0,
        name: step.name.value.clone(),
        name_revision: step.name.revision,
    }
}

/// What stands beside the map from top to bottom.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Slices {
    /// The goals of the roadmap that are open or reached.
    #[default]
    Goals,
    /// The sprints that are not closed, the product backlog, and what is done.
    Sprints,
}

/// How the map is cut.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Cut {
    /// By goals, or by sprints.
    #[serde(default)]
    #[param(inline)]
    slices: Slices,
}

/// Read the story map
///
/// Activities and steps from left to right, slices from top to bottom, and the items where they meet.
#[utoipa::path(get, path = "/products/{product}/map", operation_id = "get_story_map", tag = "map",
    params(ProductPath, Cut), responses((status = 200, body = StoryMap)))]
async fn read(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(cut): Query<Cut>,
) -> Result<Json<StoryMap>, Problem> {
    let product = caller.product(&path.product).await?.state;
    let slices = match cut.slices {
        Slices::Goals => query::Slices::Goals,
        Slices::Sprints => query::Slices::Sprints,
    };
    let rows = query::story_map(&product, slices, usize::MAX);
    Ok(Json(StoryMap {
        activities: activities(&product),
        slices: rows.iter().map(|row| slice(&product, row)).collect(),
        unmapped: query::unmapped(&product, &Filter::default(), 0).1,
        position: product.position,
    }))
}

fn slice(product: &Product, row: &query::Row) -> MapSlice {
    let keys = |cell: &query::Cell| {
        let keys = cell.items.iter().map(|item| product.item_key(*item));
        keys.collect()
    };
    let cells = row.cells.iter().map(|(step, cell)| MapCell {
        step: step.0,
        items: keys(cell),
    });
    MapSlice {
        slice: row.slice.to_string(),
        progress: row.progress.into(),
        cells: cells.collect(),
    }
}

/// An activity or a step to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewStep {
    /// What it is called.
    name: Line,
    /// The activity it is a step of; an activity of its own if not given.
    activity: Option<Whole>,
}

/// Add an activity or a step
///
/// Needs the right to refine. It stands at the right; `PATCH` moves it.
#[utoipa::path(post, path = "/products/{product}/map/steps", operation_id = "add_map_step",
    tag = "map", params(ProductPath), request_body = NewStep,
    responses((status = 201, body = MapAccepted)))]
async fn add(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<NewStep>,
) -> Result<(StatusCode, Json<MapAccepted>), Problem> {
    let view = caller.product(&path.product).await?;
    let command = AddStep {
        activity: body.activity.map(number),
        name: body.name.into(),
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok((StatusCode::CREATED, MapAccepted::of(&done)))
}

fn number(step: Whole) -> StepId {
    StepId(step.clamped())
}

/// The activity or the step an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct StepPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// Its number.
    #[param(minimum = 1, example = 1)]
    step: u32,
}

/// What shall be different. What is not there stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditStep {
    /// What it is called.
    name: Option<Line>,
    /// The `name_revision` the edit began from.
    name_base: Option<Whole>,
    /// Where it stands.
    to: Option<StepPlace>,
}

/// A place of the map.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepPlace {
    /// The activity it is a step of; an activity of its own if not given.
    activity: Option<Whole>,
    /// How many stand left of it there.
    at: Whole,
}

impl EditStep {
    fn commands(self, step: StepId) -> Vec<Command> {
        let base = self.name_base.map(Whole::get);
        let name = self.name.map(|name| {
            let name = name.into();
            Command::from(RenameStep { step, name, base })
        });
        let shift = self.to.map(|to| {
            let activity = to.activity.map(number);
            let at = to.at.clamped();
            let to = Slot { activity, at };
            Command::from(ShiftStep { step, to })
        });
        name.into_iter().chain(shift).collect()
    }
}

/// Rename or move an activity or a step
///
/// Needs the right to refine. What stands at it goes with it.
#[utoipa::path(patch, path = "/products/{product}/map/steps/{step}",
    operation_id = "edit_map_step", tag = "map", params(StepPath), request_body = EditStep,
    responses((status = 200, body = MapAccepted)))]
async fn edit(
    caller: Caller,
    Path(path): Path<StepPath>,
    Body(body): Body<EditStep>,
) -> Result<Json<MapAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let step = find(&view.state, path.step)?;
    let done = caller.submit(&view, body.commands(step)).await?;
    Ok(MapAccepted::of(&done))
}

fn find(product: &Product, step: u32) -> Result<StepId, Problem> {
    let found = product.step(StepId(step)).map(|(step, _)| step.id);
    found.map_err(|refusal| Problem::refused(&refusal, product))
}

/// Take an activity or a step off the map
///
/// Needs the right to refine. What stands at it is not on the map then; undo brings all of it back.
#[utoipa::path(delete, path = "/products/{product}/map/steps/{step}",
    operation_id = "remove_map_step", tag = "map", params(StepPath),
    responses((status = 200, body = MapAccepted)))]
async fn remove(caller: Caller, Path(path): Path<StepPath>) -> Result<Json<MapAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let step = StepId(path.step);
    let done = caller
        .submit(&view, vec![RemoveStep { step }.into()])
        .await?;
    Ok(MapAccepted::of(&done))
}

/// Items and where they stand on the map.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Placement {
    /// Their keys.
    items: ItemKeys,
    /// The number of an activity or a step; `null` takes them off the map. They stay where they are if not
    /// given.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<Whole>)]
    step: Option<Option<Whole>>,
    /// The slice they go into: another goal, or a sprint or the product backlog as in planning. They stay in
    /// theirs if not given.
    #[schema(example = "goal-3")]
    slice: Option<String>,
    /// Their rank in the product backlog, where they and the neighbour it names stand there.
    to: Option<Target>,
}

impl Placement {
    fn cards(&self, product: &Product, items: &[ItemId]) -> Result<Cards, Problem> {
        let slice = self.slice.as_deref().map(|text| {
            let unknown = || Problem::invalid("body-invalid", "slice", no_slice(text));
            query::Slice::parse(text).ok_or_else(unknown)
        });
        let at = self.to.as_ref().map(|to| to.rank(product));
        Ok(Cards {
            items: items.to_vec(),
            step: self.step.map(|step| step.map(number)),
            slice: slice.transpose()?,
            at: at.transpose()?,
        })
    }
}

fn no_slice(text: &str) -> Explanation {
    sentences(
        format!("“{text}” is no slice of the map."),
        "A slice is a goal, a sprint or the product backlog.",
        "Write it as `goal-3`, `goal-none`, `sprint-2` or `backlog`.",
    )
}

/// Put items on the map
///
/// What a drop on the map does, as one change: the step needs the right to refine, a slice and a rank what
/// changing the goal, pulling, putting back and moving need.
#[utoipa::path(post, path = "/products/{product}/map/placements", operation_id = "place_on_map",
    tag = "map", params(ProductPath), request_body = Placement,
    responses((status = 200, body = ItemsAccepted)))]
async fn place(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Placement>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let cards = body.cards(&view.state, &items)?;
    let commands = cards::commands(&view.state, cards);
    let commands = commands.map_err(|refusal| Problem::refused(&refusal, &view.state))?;
    let done = caller.submit(&view, commands).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}

/// Draw the map from the epics
///
/// Needs the right to refine. Every epic that has work left becomes an activity, with its items at it.
/// What stands on the map already stays where it is.
#[utoipa::path(post, path = "/products/{product}/map/drawing", operation_id = "draw_map",
    tag = "map", params(ProductPath), responses((status = 200, body = MapAccepted)))]
async fn draw(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<MapAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let done = caller.submit(&view, vec![DrawMap {}.into()]).await?;
    Ok(MapAccepted::of(&done))
}
