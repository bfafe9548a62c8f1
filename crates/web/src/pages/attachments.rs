//! Files on items: attach, look at, take away.
//!
//! Nothing that was uploaded can act on a page of ours: only pictures are shown, everything else
//! is downloaded as bytes of no sort, and all of it under a policy that lets nothing run.

use app::{NewFile, UploadError, disposition};
use axum::body::Body;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::AttachmentId;
use domain::file::File;
use domain::item::attach::RemoveAttachment;

use crate::answer::{Answer, answer, carry_out};
use crate::error::WebError;
use crate::input::{OfItem, OfPart};
use crate::ui::layout::Part;
use crate::visit::Visit;

/// What a browser may do with a file: nothing but show it.
const NOTHING: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");
/// It is asked for each time whether whoever asks may still see it.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("private, no-cache");

/// `POST …/attachments`: one file or several, each a command of its own. A form without script
/// comes back to the item.
pub(crate) async fn add(visit: Visit, Path(path): Path<OfItem>, mut form: Multipart) -> Answer {
    let item = path.id(&visit.product)?;
    let mut last = None;
    while let Some(field) = form.next_field().await.map_err(|_| broke_off())? {
        let name = field.file_name().unwrap_or_default().to_owned();
        if name.is_empty() {
            continue;
        }
        let new = NewFile { item, name };
        let app = &visit.visitor.app;
        let done = app.attach(&visit.view, new, field, |_| None).await;
        last = Some(done.map_err(refused)?);
    }
    let nothing = || beside("No file was chosen. Choose one and try again.");
    let done = last.ok_or_else(nothing)?;
    if visit.visitor.part == Part::Whole {
        return Ok(Redirect::to(&visit.urls.item(item)).into_response());
    }
    Ok(answer(&visit, &done, |after, _| {
        format!("Attached a file to {}.", after.key(item))
    }))
}

fn refused(error: UploadError) -> WebError {
    match error {
        UploadError::BrokeOff => broke_off(),
        UploadError::Failed(failure) => failure.into(),
    }
}

fn broke_off() -> WebError {
    beside("The upload broke off before the file was whole. Nothing of it was kept; try again.")
}

fn beside(sentence: &str) -> WebError {
    WebError::Unreadable(sentence.into(), Some("file"))
}

/// `GET …/attachments`: where a form without script leaves its address.
pub(crate) async fn again(visit: Visit, Path(path): Path<OfItem>) -> Result<Redirect, WebError> {
    let item = path.id(&visit.product)?;
    Ok(Redirect::to(&visit.urls.item(item)))
}

/// `GET …/attachments/{part}`: the file itself.
pub(crate) async fn show(
    visit: Visit,
    Path(path): Path<OfPart>,
    asked: HeaderMap,
) -> Result<Response, WebError> {
    let item = path.id(&visit.product)?;
    let app = &visit.visitor.app;
    let found = app.attachment(&visit.view, item, AttachmentId(path.part));
    let (attachment, bytes) = found.await?;
    let file = &attachment.file;
    let tag = format!("\"{}\"", file.sha256);
    let known = asked.get(header::IF_NONE_MATCH);
    let mut response = match known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => Body::from_stream(bytes).into_response(),
    };
    guard(response.headers_mut(), file, &tag);
    Ok(response)
}

fn guard(headers: &mut HeaderMap, file: &File, tag: &str) {
    let shown = match file.is_picture() {
        true => &*file.media_type,
        false => "application/octet-stream",
    };
    let named = disposition::page(file);
    let text = |text: &str| HeaderValue::from_str(text).unwrap_or(NOTHING);
    headers.insert(header::CONTENT_TYPE, text(shown));
    headers.insert(header::CONTENT_DISPOSITION, text(&named));
    headers.insert(header::ETAG, text(tag));
    headers.insert(header::CONTENT_LENGTH, file.size.into());
    headers.insert(header::CONTENT_SECURITY_POLICY, NOTHING);
    headers.insert(header::CACHE_CONTROL, ASK_AGAIN);
}

/// `POST …/attachments/{part}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<OfPart>) -> Answer {
    let item = path.id(&visit.product)?;
    let attachment = AttachmentId(path.part);
    let found = visit.product.items.get(&item);
    let found = found.and_then(|item| item.attachment(attachment));
    let name = found.map_or_else(String::new, |found| format!(" “{}”", found.file.name));
    carry_out(&visit, RemoveAttachment { item, attachment }, |after, _| {
        format!("Removed the file{name} from {}.", after.key(item))
    })
    .await
}
