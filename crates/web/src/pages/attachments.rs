//! Files on items: attach, look at, take away.
//!
//! Nothing that was uploaded can act on a page of ours: only pictures are shown, everything else
//! is downloaded as bytes of no sort, and all of it under a policy that lets nothing run.

use app::{Done, NewFile, UploadError, disposition};
use axum::body::Body;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::file::{self, File};
use domain::item::attach::RemoveAttachment;
use domain::{AttachmentId, ItemId, Product};
use maud::html;

use crate::answer::{Answer, answer_with, carry_out};
use crate::error::WebError;
use crate::input::{OfItem, OfPart};
use crate::ui::layout::Part;
use crate::ui::refusal;
use crate::visit::Visit;

/// What a browser may do with a file: nothing but show it.
const NOTHING: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");
/// It is asked for each time whether whoever asks may still see it.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("private, no-cache");

/// What became of the files of a form.
#[derive(Default)]
struct Came {
    /// How many were attached, and the last of them.
    attached: usize,
    last: Option<(String, Done<Product>)>,
    /// How many were not, and the first of them.
    left: usize,
    first: Option<(String, WebError)>,
}

/// `POST …/attachments`: one file or several, each a command of its own. What does not fit keeps
/// no other one away. A form without script comes back to the item.
pub(crate) async fn add(visit: Visit, Path(path): Path<OfItem>, form: Multipart) -> Answer {
    let item = path.id(&visit.product)?;
    let came = take(&visit, item, form).await?;
    let sentence = came.left_in_words();
    let Came { last, first, .. } = came;
    let Some((name, done)) = last else {
        let nothing = || beside("No file was chosen. Choose one and try again.");
        return Err(first.map_or_else(nothing, |(_, error)| error));
    };
    let attached = |after: &Visit, _: &Done<Product>| {
        let key = after.key(item);
        match came.attached {
            1 => format!("Attached {name} to {key}."),
            many => format!("Attached {many} files to {key}. Undo takes away the last, {name}."),
        }
    };
    match (visit.visitor.part, sentence) {
        (Part::Whole, None) => Ok(Redirect::to(&visit.urls.item(item)).into_response()),
        (Part::Whole, Some(left)) => {
            let attached = attached(&visit, &done);
            Err(beside(&format!("{attached} {left}")))
        }
        (_, left) => {
            let left = left.map(|left| refusal(&left, Some("file")));
            let more = html! { @if let Some(left) = left { (left) } };
            Ok(answer_with(&visit, &done, attached, &more))
        }
    }
}

/// Attaches what the form has.
async fn take(visit: &Visit, item: ItemId, mut form: Multipart) -> Result<Came, WebError> {
    let mut came = Came::default();
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(came),
            Err(_) if came.attached == 0 => return Err(broke_off()),
            Err(_) => {
                came.leave("What followed".into(), broke_off());
                return Ok(came);
            }
        };
        let name = field.file_name().unwrap_or_default().to_owned();
        if name.is_empty() {
            continue;
        }
        let shown = file::name(&name).map_or("A file".into(), |name| format!("“{name}”"));
        let new = NewFile { item, name };
        let app = &visit.visitor.app;
        match app.attach(&visit.view, new, field, |_| None).await {
            Ok(done) => {
                came.attached += 1;
                came.last = Some((shown, done));
            }
            Err(error) => came.leave(shown, refused(error)),
        }
    }
}

impl Came {
    fn leave(&mut self, name: String, error: WebError) {
        self.left += 1;
        self.first.get_or_insert((name, error));
    }

    /// What was not attached, and why.
    fn left_in_words(&self) -> Option<String> {
        let (name, error) = self.first.as_ref()?;
        let why = error.said().sentence;
        Some(match self.left {
            1 => format!("{name} was left out. {why}"),
            many => format!("{many} files were left out. {name}: {why}"),
        })
    }
}

fn refused(error: UploadError) -> WebError {
    match error {
        UploadError::BrokeOff => broke_off(),
        UploadError::TooSlow => beside(&error.to_string()),
        UploadError::TooMany => WebError::Busy(error.to_string()),
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
    let attachment = AttachmentId(path.part);
    let known = visit.product.items.get(&item);
    let known = known.and_then(|item| item.attachment(attachment));
    let has = asked.get(header::IF_NONE_MATCH);
    if let Some(known) = known.filter(|known| has.is_some_and(|has| *has == tag(&known.file))) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        guard(response.headers_mut(), &known.file);
        return Ok(response);
    }
    let app = &visit.visitor.app;
    let found = app.attachment(&visit.view, item, attachment);
    let (attachment, bytes) = found.await?;
    let mut response = Body::from_stream(bytes).into_response();
    guard(response.headers_mut(), &attachment.file);
    Ok(response)
}

fn tag(file: &File) -> String {
    format!("\"{}\"", file.sha256)
}

fn guard(headers: &mut HeaderMap, file: &File) {
    let shown = match file.is_picture() {
        true => &*file.media_type,
        false => "application/octet-stream",
    };
    let named = disposition::page(file);
    let text = |text: &str| HeaderValue::from_str(text).unwrap_or(NOTHING);
    headers.insert(header::CONTENT_TYPE, text(shown));
    headers.insert(header::CONTENT_DISPOSITION, text(&named));
    headers.insert(header::ETAG, text(&tag(file)));
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
