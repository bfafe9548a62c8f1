//! Files on an item: attach one, fetch it, take it away. An item's own answer lists them.
//!
//! A file is always given out as bytes to be kept, whatever it is: what sort its bytes
//! make it stands with the item.

use app::{NewFile, UploadError, disposition};
use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::{FromRequestParts, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::AttachmentId;
use domain::item::attach::RemoveAttachment;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Path, Query, is, media_type};
use crate::idempotency;
use crate::problem::{Problem, internal, sentences};
use crate::subject::{Address, change};
use crate::wire::ItemAccepted;

const BYTES: &str = "application/octet-stream";

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(get, remove))
}

/// The upload, whose body is not read before it is known who sends it.
pub(super) fn uploads() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(add))
}

/// The file an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct AttachmentPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
    /// The file's number on the item.
    attachment: u32,
}

impl AttachmentPath {
    fn split(self) -> (ItemPath, AttachmentId) {
        let (product, item) = (self.product, self.item);
        (ItemPath { product, item }, AttachmentId(self.attachment))
    }
}

/// What is not in the bytes.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct UploadQuery {
    /// The file's name. Folders before it are left out.
    #[param(min_length = 1, max_length = 255, example = "login.png")]
    name: String,
}

/// Attach a file
///
/// Needs the right to comment. The body is the file itself, 25 MB at most; what sort
/// of file it is, is seen from its bytes. A product takes 1 GB of files in all.
#[utoipa::path(post, path = "/products/{product}/items/{item}/attachments",
    operation_id = "add_attachment", tag = "items", params(ItemPath, UploadQuery),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, body = ItemAccepted)))]
async fn add(
    caller: Caller,
    request: Request,
) -> Result<(StatusCode, Json<ItemAccepted>), Problem> {
    let (mut parts, body) = request.into_parts();
    let Path(path) = Path::<ItemPath>::from_request_parts(&mut parts, &caller.app).await?;
    let Query(query) = Query::<UploadQuery>::from_request_parts(&mut parts, &caller.app).await?;
    let (view, item) = path.open(&caller).await?;
    if !is(&parts.headers, &[BYTES]) {
        return Err(media_type("bytes", BYTES));
    }
    idempotency::of(&parts, b"")?;
    let new = NewFile {
        item,
        name: query.name,
    };
    let attached = caller
        .app
        .attach(&view, new, body.into_data_stream(), |sha256| {
            let named = idempotency::of(&parts, &sha256.0).ok()??;
            Some(named.by(caller.person))
        });
    let done = attached.await.map_err(refused)?;
    let accepted = ItemAccepted::of(&caller.app, done, item);
    Ok((StatusCode::CREATED, Json(accepted.ok_or_else(internal)?)))
}

fn refused(error: UploadError) -> Problem {
    match error {
        UploadError::BrokeOff => Problem::new(
            StatusCode::BAD_REQUEST,
            "body-incomplete",
            sentences("Nothing was done.", "The body broke off.", "Send it again."),
        ),
        UploadError::TooSlow => Problem::new(
            StatusCode::BAD_REQUEST,
            "body-too-slow",
            sentences(
                "Nothing was done.",
                "The body came too slowly.",
                "Send it from a faster network.",
            ),
        ),
        UploadError::TooMany => Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-uploads",
            sentences(
                "Nothing was done.",
                "As many files are being uploaded as may be at once, of all or of one person.",
                "Send it again when one is done.",
            ),
        )
        .with_header(header::RETRY_AFTER, HeaderValue::from_static("5")),
        UploadError::Failed(failure) => failure.into(),
    }
}

/// Fetch a file
///
/// Its bytes, whatever they are; the name stands in `Content-Disposition`.
#[utoipa::path(get, path = "/products/{product}/items/{item}/attachments/{attachment}",
    operation_id = "get_attachment", tag = "items", params(AttachmentPath),
    responses((status = 200, body = String, content_type = "application/octet-stream")))]
async fn get(caller: Caller, Path(path): Path<AttachmentPath>) -> Result<Response, Problem> {
    let (path, attachment) = path.split();
    let (view, item) = path.open(&caller).await?;
    let (found, bytes) = caller.app.attachment(&view, item, attachment).await?;
    let mut response = Bytes::from_stream(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(BYTES));
    headers.insert(header::CONTENT_LENGTH, found.file.size.into());
    let nothing = HeaderValue::from_static("sandbox; default-src 'none'");
    headers.insert(header::CONTENT_SECURITY_POLICY, nothing);
    let named = HeaderValue::from_str(&disposition::download(&found.file));
    let named = named.map_err(|_| internal())?;
    headers.insert(header::CONTENT_DISPOSITION, named);
    Ok(response)
}

/// Take a file away
///
/// For whoever attached it, and those who may refine. Undoing it brings it back.
#[utoipa::path(delete, path = "/products/{product}/items/{item}/attachments/{attachment}",
    operation_id = "remove_attachment", tag = "items", params(AttachmentPath),
    responses((status = 200, body = ItemAccepted)))]
async fn remove(
    caller: Caller,
    Path(path): Path<AttachmentPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (path, attachment) = path.split();
    change(&caller, &path, |item| RemoveAttachment { item, attachment }).await
}
