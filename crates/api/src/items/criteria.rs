//! Acceptance criteria of an item.

use axum::Json;
use axum::http::StatusCode;
use domain::item::criteria::{AddCriterion, EditCriterion, MarkCriterion, RemoveCriterion};
use domain::{Command, CriterionId, Refusal};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::{self, Address, change, submit};
use crate::wire::{ItemAccepted, Line, Whole};

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(edit, remove))
}

/// The criterion an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct CriterionPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// The criterion's number on the item.
    criterion: u32,
}

impl CriterionPath {
    fn split(self) -> (ItemPath, CriterionId) {
        let (product, item) = (self.product, self.item);
        (ItemPath { product, item }, CriterionId(self.criterion))
    }
}

/// A criterion to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateCriterion {
    /// What must be true.
    text: Line,
}

/// Add an acceptance criterion
///
/// Needs the right to refine.
#[utoipa::path(post, path = "/products/{product}/items/{item}/criteria",
    operation_id = "add_criterion", tag = "items", params(ItemPath),
    request_body = CreateCriterion, responses((status = 201, body = ItemAccepted)))]
async fn add(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<CreateCriterion>,
) -> Result<(StatusCode, Json<ItemAccepted>), Problem> {
    let text = body.text.into();
    subject::add(&caller, &path, |item| AddCriterion { item, text }).await
}

/// What shall be different. What is not there stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditCriterionBody {
    /// What must be true.
    text: Option<Line>,
    /// The revision the edit began from.
    base: Option<Whole>,
    /// Whether somebody has seen it to be true.
    met: Option<bool>,
}

/// Change or mark an acceptance criterion
///
/// Needs the right to refine.
#[utoipa::path(patch, path = "/products/{product}/items/{item}/criteria/{criterion}",
    operation_id = "edit_criterion", tag = "items", params(CriterionPath),
    request_body = EditCriterionBody, responses((status = 200, body = ItemAccepted)))]
async fn edit(
    caller: Caller,
    Path(path): Path<CriterionPath>,
    Body(body): Body<EditCriterionBody>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, criterion) = path.split();
    let (view, item) = path.open(&caller).await?;
    if view.state.items[&item].criterion(criterion).is_none() {
        let what = "criterion";
        let refusal = Refusal::NoSuchPart { item, what };
        return Err(Problem::refused(&refusal, &view.state));
    }
    let base = body.base.map(Whole::get);
    let text = body.text.map(|text| {
        let text = text.into();
        Command::from(EditCriterion {
            item,
            criterion,
            text,
            base,
        })
    });
    let mark = body.met.map(|met| {
        Command::from(MarkCriterion {
            item,
            criterion,
            met,
        })
    });
    let commands = text.into_iter().chain(mark).collect();
    submit(&caller, &view, item, commands).await
}

/// Remove an acceptance criterion
///
/// Needs the right to refine.
#[utoipa::path(delete, path = "/products/{product}/items/{item}/criteria/{criterion}",
    operation_id = "remove_criterion", tag = "items", params(CriterionPath),
    responses((status = 200, body = ItemAccepted)))]
async fn remove(
    caller: Caller,
    Path(path): Path<CriterionPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, criterion) = path.split();
    change(&caller, &path, |item| RemoveCriterion { item, criterion }).await
}
