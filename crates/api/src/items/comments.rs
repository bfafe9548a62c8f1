//! Comments on an item. An item's own answer lists them; to comment answers with the comment
//! alone, because an item may have thousands.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::item::comment::{AddComment, EditComment, RemoveComment};
use domain::{CommentId, Event, ItemId, Product, Refusal};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::{Problem, internal};
use crate::subject::{Address, change};
use crate::wire::{Comment, CommentAccepted, ItemAccepted, Reading, Whole};

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(get, edit, remove))
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
/// Needs the right to comment: everybody with a role in the product has it. The answer is
/// the comment; `Location` is its address. An `@` and the name of somebody with a role in the
/// product mentions them: at most 20 people in one comment.
#[utoipa::path(post, path = "/products/{product}/items/{item}/comments",
    operation_id = "add_comment", tag = "items", params(ItemPath),
    request_body = CreateComment, responses((status = 201, body = CommentAccepted,
        headers(("Location" = String, description = "The comment's address.")))))]
async fn add(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<CreateComment>,
) -> Result<impl IntoResponse, Problem> {
    let (view, item) = path.open(&caller).await?;
    let text = caller.app.with_ids(&view.state, &body.text, "");
    let done = caller
        .submit(&view, vec![AddComment { item, text }.into()])
        .await?;
    let added = done
        .events
        .iter()
        .find_map(|recorded| match &recorded.event {
            Event::CommentAdded(added) => Some(added.comment),
            _ => None,
        });
    let comment = added.ok_or_else(internal)?;
    let at = address(&done.state, item, comment);
    let accepted = CommentAccepted::of(&caller.app, done, (item, comment));
    let location = [(header::LOCATION, at)];
    Ok((
        StatusCode::CREATED,
        location,
        Json(accepted.ok_or_else(internal)?),
    ))
}

fn address(product: &Product, item: ItemId, comment: CommentId) -> String {
    let (key, item) = (product.key(), product.item_key(item));
    format!("/api/v1/products/{key}/items/{item}/comments/{}", comment.0)
}

/// Get a comment
///
/// As its item lists it.
#[utoipa::path(get, path = "/products/{product}/items/{item}/comments/{comment}",
    operation_id = "get_comment", tag = "items", params(CommentPath),
    responses((status = 200, body = Comment)))]
async fn get(caller: Caller, Path(path): Path<CommentPath>) -> Result<Json<Comment>, Problem> {
    let (path, comment) = path.split();
    let (view, item) = path.open(&caller).await?;
    let found = view
        .state
        .items
        .get(&item)
        .and_then(|item| item.comment(comment));
    let Some(found) = found.cloned() else {
        let refusal = Refusal::NoSuchPart {
            item,
            what: "comment",
        };
        return Err(Problem::refused(&refusal, &view.state));
    };
    Ok(Json(
        Reading::of(&caller.app, view.state).comment(item, &found),
    ))
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
    request_body = EditCommentBody, responses((status = 200, body = CommentAccepted)))]
async fn edit(
    caller: Caller,
    Path(path): Path<CommentPath>,
    Body(body): Body<EditCommentBody>,
) -> Result<Json<CommentAccepted>, Problem> {
    let (path, comment) = path.split();
    let (view, item) = path.open(&caller).await?;
    let before = view.state.items.get(&item);
    let before = before.and_then(|item| item.comment(comment));
    let before = before.map_or("", |before| &before.text.value);
    let edit = EditComment {
        item,
        comment,
        text: caller.app.with_ids(&view.state, &body.text, before),
        base: body.base.map(Whole::get),
    };
    let done = caller.submit(&view, vec![edit.into()]).await?;
    let accepted = CommentAccepted::of(&caller.app, done, (item, comment));
    Ok(Json(accepted.ok_or_else(internal)?))
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
