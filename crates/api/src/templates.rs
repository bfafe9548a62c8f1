//! Templates: what new items begin with.

use axum::Json;
use axum::http::StatusCode;
use domain::template::built_in::built_in;
use domain::template::{self, ChangeTemplate};
use domain::{Refusal, TemplateId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Accepted, Kind, LabelText, Line, PersonRef, Reading, Whole};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(change, remove))
        .routes(routes!(bring_back))
}

/// The templates of a product.
#[derive(Serialize, ToSchema)]
struct Templates {
    /// Millpond's first, then the product's own, as they were added.
    items: Vec<Template>,
}

/// What a new item begins with.
#[derive(Serialize, ToSchema)]
struct Template {
    /// Its number: `create_items` takes it as `template`.
    id: u32,
    /// What it is called.
    name: String,
    /// The kind of what begins with it.
    kind: Kind,
    /// Markdown, perhaps empty.
    description: String,
    /// Acceptance criteria, in order.
    criteria: Vec<String>,
    /// Words it is grouped by.
    labels: Vec<String>,
    /// Whether it is one of those every product begins with.
    built_in: bool,
    /// Who changed it; `null` if nobody did.
    by: Option<PersonRef>,
    /// When; `null` if nobody did.
    at: Option<Timestamp>,
    /// Its revision: the base of a change.
    revision: u64,
}

/// List templates
///
/// An item begins with one when it is created with its number as `template`.
#[utoipa::path(get, path = "/products/{product}/templates", operation_id = "list_templates",
    tag = "products", params(ProductPath), responses((status = 200, body = Templates)))]
async fn list(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Templates>, Problem> {
    let view = caller.product(&path.product).await?;
    let reading = Reading::of(&caller.app, view.state);
    let all = reading.product.all_templates();
    let items = all.iter().map(|(id, one)| shown(&reading, *id, one));
    let items = items.collect();
    Ok(Json(Templates { items }))
}

fn shown(reading: &Reading, id: TemplateId, template: &template::Template) -> Template {
    let draft = template.draft();
    let kept = reading.product.templates.get(&id);
    let by = kept.and_then(|kept| kept.by);
    Template {
        id: id.0,
        name: draft.name,
        kind: draft.kind.into(),
        description: draft.description,
        criteria: draft.criteria,
        labels: draft.labels,
        built_in: built_in(id).is_some(),
        by: by.map(|person| reading.person(person)),
        at: kept.map(|kept| kept.at),
        revision: reading.product.template_revision(id),
    }
}

/// The template an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct TemplatePath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The template's number.
    template: u32,
}

/// What new items shall begin with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TemplateBody {
    /// What it is called.
    name: Line,
    /// The kind of what begins with it.
    kind: Kind,
    /// Markdown.
    #[serde(default)]
    #[schema(max_length = 10_000)]
    description: String,
    /// Acceptance criteria: together 10,000 characters at most.
    #[serde(default)]
    #[schema(max_items = 200)]
    criteria: Vec<Line>,
    /// Words it is grouped by.
    #[serde(default)]
    #[schema(max_items = 200)]
    labels: Vec<LabelText>,
    /// The revision the change began from; left out, it is made whatever happened meanwhile.
    base: Option<Whole>,
}

/// Add a template
///
/// Needs the right to refine. A product has at most 40.
#[utoipa::path(post, path = "/products/{product}/templates", operation_id = "add_template",
    tag = "products", params(ProductPath), request_body = TemplateBody,
    responses((status = 201, body = Accepted)))]
async fn add(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<TemplateBody>,
) -> Result<(StatusCode, Json<Accepted>), Problem> {
    let done = submit(&caller, &path.product, body.into_command(None)).await?;
    Ok((StatusCode::CREATED, done))
}

/// Change a template
///
/// Needs the right to refine. Items that are there already stay as they are.
#[utoipa::path(put, path = "/products/{product}/templates/{template}",
    operation_id = "change_template", tag = "products", params(TemplatePath),
    request_body = TemplateBody, responses((status = 200, body = Accepted)))]
async fn change(
    caller: Caller,
    Path(path): Path<TemplatePath>,
    Body(body): Body<TemplateBody>,
) -> Result<Json<Accepted>, Problem> {
    let id = TemplateId(path.template);
    submit(&caller, &path.product, body.into_command(Some(id))).await
}

/// Remove a template
///
/// Needs the right to refine.
#[utoipa::path(delete, path = "/products/{product}/templates/{template}",
    operation_id = "remove_template", tag = "products", params(TemplatePath),
    responses((status = 200, body = Accepted)))]
async fn remove(caller: Caller, Path(path): Path<TemplatePath>) -> Result<Json<Accepted>, Problem> {
    let command = ChangeTemplate {
        template: Some(TemplateId(path.template)),
        to: None,
        base: None,
    };
    submit(&caller, &path.product, command).await
}

/// Make a template what it was at first
///
/// Needs the right to refine. Of those every product begins with; one that was removed comes
/// back.
#[utoipa::path(put, path = "/products/{product}/templates/{template}/built-in",
    operation_id = "restore_template", tag = "products", params(TemplatePath),
    responses((status = 200, body = Accepted)))]
async fn bring_back(
    caller: Caller,
    Path(path): Path<TemplatePath>,
) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let id = TemplateId(path.template);
    let first = built_in(id);
    let first = first.ok_or_else(|| Problem::refused(&Refusal::NoSuchTemplate, &view.state))?;
    let command = ChangeTemplate {
        template: Some(id),
        to: Some(first.draft()),
        base: None,
    };
    submit(&caller, &path.product, command).await
}

impl TemplateBody {
    fn into_command(self, template: Option<TemplateId>) -> ChangeTemplate {
        ChangeTemplate {
            template,
            base: self.base.map(Whole::get),
            to: Some(template::Draft {
                name: self.name.into(),
                kind: self.kind.into(),
                description: self.description,
                criteria: self.criteria.into_iter().map(Into::into).collect(),
                labels: self.labels.into_iter().map(Into::into).collect(),
            }),
        }
    }
}

async fn submit(
    caller: &Caller,
    product: &str,
    command: ChangeTemplate,
) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(product).await?;
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(Accepted::from(&done)))
}
