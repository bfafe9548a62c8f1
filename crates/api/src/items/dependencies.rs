//! What must be done before an item.

use axum::Json;
use domain::item::depend::{AddDependency, RemoveDependency};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ItemPath, submit};
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::wire::{ItemAccepted, find};

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(add, remove))
}

/// The dependency an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct DependencyPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The key of the item that waits, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// The key of the item it waits for, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-7"
    )]
    blocked_by: String,
}

impl DependencyPath {
    fn split(self) -> (ItemPath, String) {
        let (product, item) = (self.product, self.item);
        (ItemPath { product, item }, self.blocked_by)
    }
}

/// Make an item wait for another
///
/// Needs the right to refine. A circle is refused and shown.
#[utoipa::path(put, path = "/products/{product}/items/{item}/dependencies/{blocked_by}",
    operation_id = "add_dependency", tag = "items", params(DependencyPath),
    responses((status = 200, body = ItemAccepted)))]
async fn add(
    caller: Caller,
    Path(path): Path<DependencyPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, blocked_by) = path.split();
    let (view, item) = path.open(&caller).await?;
    let blocked_by = find(&view.state, &blocked_by)?;
    let command = AddDependency { item, blocked_by }.into();
    submit(&caller, &view, item, vec![command]).await
}

/// Let an item no longer wait for another
///
/// Needs the right to refine.
#[utoipa::path(delete, path = "/products/{product}/items/{item}/dependencies/{blocked_by}",
    operation_id = "remove_dependency", tag = "items", params(DependencyPath),
    responses((status = 200, body = ItemAccepted)))]
async fn remove(
    caller: Caller,
    Path(path): Path<DependencyPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, blocked_by) = path.split();
    let (view, item) = path.open(&caller).await?;
    let blocked_by = find(&view.state, &blocked_by)?;
    let command = RemoveDependency { item, blocked_by }.into();
    submit(&caller, &view, item, vec![command]).await
}
