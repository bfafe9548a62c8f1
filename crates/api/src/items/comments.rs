//! Comments on an item.

use axum::Json;
use axum::http::StatusCode;
use domain::CommentId;
use domain::item::comment::{AddComment, EditComment, RemoveComment};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::{self, change};
use crate::wire::{ItemAccepted, Whole};

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(edit, remove))
}

/// The comment an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct CommentPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// The comment's number on the item.
    comment: u32,
}

impl CommentPath {
    fn split(self) -> (ItemPath, CommentId) {
        let (product, item) = (self.product, self.item);
        (ItemPath { product, item }, CommentId(self.comment))
    }
}

/// Something to be said.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateComment {
    /// What, in Markdown.
    #[schema(
        min_length = 1,
        max_length = 200_000,
        pattern = r"[^\s\x00-\x20\x7f-\xa0]"
    )]
    text: String,
}

/// Comment on an item
///
/// Needs the right to comment: everybody with a role in the product has it.
#[utoipa::path(post, path = "/products/{product}/items/{item}/comments",
    operation_id = "add_comment", tag = "items", params(ItemPath),
    request_body = CreateComment, responses((status = 201, body = ItemAccepted)))]
async fn add(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<CreateComment>,
) -> Result<(StatusCode, Json<ItemAccepted>), Problem> {
    let text = body.text;
    subject::add(&caller, &path, |item| AddComment { item, text }).await
}

/// What a comment shall say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditCommentBody {
    /// What, in Markdown.
    #[schema(
        min_length = 1,
        max_length = 200_000,
        pattern = r"[^\s\x00-\x20\x7f-\xa0]"
    )]
    text: String,
    /// The revision the edit began from.
    base: Option<Whole>,
}

/// Change what one said
///
/// Only its author may.
#[utoipa::path(patch, path = "/products/{product}/items/{item}/comments/{comment}",
    operation_id = "edit_comment", tag = "items", params(CommentPath),
    request_body = EditCommentBody, responses((status = 200, body = ItemAccepted)))]
async fn edit(
    caller: Caller,
    Path(path): Path<CommentPath>,
    Body(body): Body<EditCommentBody>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, comment) = path.split();
    change(&caller, &path, |item| EditComment {
        item,
        comment,
        text: body.text,
        base: body.base.map(Whole::get),
    })
    .await
}

/// Take back what one said
///
/// Only its author may.
#[utoipa::path(delete, path = "/products/{product}/items/{item}/comments/{comment}",
    operation_id = "remove_comment", tag = "items", params(CommentPath),
    responses((status = 200, body = ItemAccepted)))]
async fn remove(
    caller: Caller,
    Path(path): Path<CommentPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, comment) = path.split();
    change(&caller, &path, |item| RemoveComment { item, comment }).await
}
