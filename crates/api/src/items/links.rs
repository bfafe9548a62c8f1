//! What an item is to another beside that the one waits for the other.

use axum::Json;
use domain::item::relate::{LinkItem, UnlinkItem};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::change_in;
use crate::wire::{ItemAccepted, Relation, find};

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(add, remove))
}

/// The link an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct LinkPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// What it is to the other.
    #[param(inline)]
    relation: Relation,
    /// The other item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-7"
    )]
    other: String,
}

/// Link an item to another
///
/// The other tells of it, too. A link holds nothing up: what an item waits for is a
/// dependency. Needs the right to refine. Of items that would duplicate each other in a
/// circle none were the original, so that is refused and shown.
#[utoipa::path(put, path = "/products/{product}/items/{item}/links/{relation}/{other}",
    operation_id = "link_item", tag = "items", params(LinkPath),
    responses((status = 200, body = ItemAccepted)))]
async fn add(caller: Caller, Path(path): Path<LinkPath>) -> Result<Json<ItemAccepted>, Problem> {
    let (product, item) = (path.product, path.item);
    change_in(&caller, &ItemPath { product, item }, |product, item| {
        Ok(LinkItem {
            item,
            relation: path.relation.into(),
            other: find(product, &path.other)?,
        })
    })
    .await
}

/// Take a link away
///
/// From whichever end. Needs the right to refine.
#[utoipa::path(delete, path = "/products/{product}/items/{item}/links/{relation}/{other}",
    operation_id = "unlink_item", tag = "items", params(LinkPath),
    responses((status = 200, body = ItemAccepted)))]
async fn remove(caller: Caller, Path(path): Path<LinkPath>) -> Result<Json<ItemAccepted>, Problem> {
    let (product, item) = (path.product, path.item);
    change_in(&caller, &ItemPath { product, item }, |product, item| {
        Ok(UnlinkItem {
            item,
            relation: path.relation.into(),
            other: find(product, &path.other)?,
        })
    })
    .await
}
