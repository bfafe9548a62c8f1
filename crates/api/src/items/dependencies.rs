//! What must be done before an item.

use axum::Json;
use domain::item::depend::{AddDependency, RemoveDependency};
use domain::{Command, ItemId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::change_in;
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
    /// Carries out what concerns the two items.
    async fn change<C: Into<Command>>(
        self,
        caller: &Caller,
        command: impl FnOnce(ItemId, ItemId) -> C,
    ) -> Result<Json<ItemAccepted>, Problem> {
        let (product, item) = (self.product, self.item);
        change_in(caller, &ItemPath { product, item }, |product, item| {
            Ok(command(item, find(product, &self.blocked_by)?))
        })
        .await
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
    path.change(&caller, |item, blocked_by| AddDependency {
        item,
        blocked_by,
    })
    .await
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
    path.change(&caller, |item, blocked_by| RemoveDependency {
        item,
        blocked_by,
    })
    .await
}
