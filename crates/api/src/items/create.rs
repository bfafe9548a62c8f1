//! New items in the product backlog, one or many.

use std::sync::Arc;

use axum::Json;
use axum::http::StatusCode;
use domain::item::create::{CreateItems, NewItem};
use domain::template::{Template, begin_all};
use domain::{Event, GoalId, Product, Refusal, StepId, TemplateId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{ItemsAccepted, Kind, LabelText, Line, Points, Target, count, find};

/// Items to be written down.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateItemsBody {
    /// Which, in their order.
    #[schema(min_items = 1, max_items = 5000)]
    items: Vec<CreateItem>,
    /// Where the first of them goes; the others follow it. At the bottom if not
    /// given.
    to: Option<Target>,
}

/// An item to be written down.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateItem {
    /// One line.
    title: Line,
    /// What sort of work; if not given its template's, else a story.
    kind: Option<Kind>,
    /// The number of the template it begins with: kind, description, criteria and labels
    /// that are not given here are taken from it.
    template: Option<u32>,
    /// Markdown.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    description: String,
    /// The key of the epic it belongs to.
    epic: Option<String>,
    /// Keys of items that are there already and go into it; only an epic takes any, and it needs the
    /// right to refine.
    #[serde(default)]
    #[schema(max_items = 5000)]
    children: Vec<String>,
    /// The number of the step of the story map it stands at; needs the right to refine.
    step: Option<u32>,
    /// The number of the goal it serves.
    goal: Option<u32>,
    /// An estimate; only the team may give one.
    points: Option<Points>,
    /// Acceptance criteria.
    #[serde(default)]
    #[schema(max_items = 200)]
    criteria: Vec<Line>,
    /// Words it is grouped by.
    #[serde(default)]
    #[schema(max_items = 200)]
    labels: Vec<LabelText>,
}

impl CreateItem {
    /// The item, and the template it begins with.
    fn new_item(self, product: &Product) -> Result<(NewItem, Option<Arc<Template>>), Problem> {
        let epic = self.epic.map(|key| find(product, &key)).transpose()?;
        let children = self.children.iter().map(|key| find(product, key));
        let template = self.template.map(|id| begun(product, id)).transpose()?;
        let of_template = template
            .as_ref()
            .map_or(domain::Kind::Story, |one| one.kind);
        let item = NewItem {
            kind: self.kind.map_or(of_template, Into::into),
            title: self.title.into(),
            description: self.description,
            epic,
            children: children.collect::<Result<_, _>>()?,
            step: self.step.map(StepId),
            goal: self.goal.map(GoalId),
            estimate: self.points.map(Into::into),
            criteria: self.criteria.into_iter().map(Into::into).collect(),
            labels: self.labels.into_iter().map(Into::into).collect(),
        };
        Ok((item, template))
    }
}

fn begun(product: &Product, id: u32) -> Result<Arc<Template>, Problem> {
    let found = product.template(TemplateId(id));
    found.ok_or_else(|| Problem::refused(&Refusal::NoSuchTemplate, product))
}

/// Create items
///
/// Needs the right to order, and the right to estimate if any comes with points.
/// All of them are created as one command, or none. Templates fill in 5,000,000 bytes of text at
/// most.
#[utoipa::path(post, path = "/products/{product}/items", operation_id = "create_items",
    tag = "items", params(ProductPath), request_body = CreateItemsBody,
    responses((status = 201, body = ItemsAccepted)))]
pub(super) async fn create(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<CreateItemsBody>,
) -> Result<(StatusCode, Json<ItemsAccepted>), Problem> {
    let view = caller.product(&path.product).await?;
    count(body.items.len())?;
    let items = body.items.into_iter();
    let items = items.map(|item| item.new_item(&view.state));
    let items = begin_all(items.collect::<Result<_, _>>()?);
    let command = CreateItems {
        items: items.map_err(|refusal| Problem::refused(&refusal, &view.state))?,
        at: body.to.unwrap_or(Target::Bottom).rank(&view.state)?,
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    let created = done
        .events
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::ItemCreated(created) => Some(created.item),
            _ => None,
        });
    let created = created.collect();
    let answer = ItemsAccepted::of(&caller.app, done, created);
    Ok((StatusCode::CREATED, Json(answer)))
}
