//! Taking a file in: streamed, counted, and read as far as knowing its columns.

use std::sync::Arc;

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::import::{RemovedItems, fingerprint};
use interchange::csv::{Header, Mapping};

use crate::WebState;
use crate::error::WebError;
use crate::imports::{Answers, Inside, LARGEST, Stage, Upload, recognise};
use crate::ui::layout::Part;
use crate::views::import as view;
use crate::visit::Visit;

/// Bytes that are still read, and thrown away, of what is too large: a browser hears an answer
/// only after it has sent everything.
const PATIENCE: usize = 10 * LARGEST;

/// `POST /p/{key}/import/files`: a file, or rows that were pasted.
pub(super) async fn upload(
    visit: Visit,
    State(state): State<WebState>,
    form: Multipart,
) -> Result<Response, WebError> {
    super::may_import(&visit)?;
    match keep(&visit, &state, form).await {
        Ok(upload) => Ok(Redirect::to(&visit.urls.import_file(upload.id)).into_response()),
        Err(error) if visit.visitor.part == Part::Whole => {
            let main = view::choose(&visit, Some(&error.said().sentence));
            let page = super::shown(&visit, main);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn keep(visit: &Visit, state: &WebState, form: Multipart) -> Result<Arc<Upload>, WebError> {
    let (name, bytes) = read(form).await?;
    let bytes = Arc::new(bytes);
    let source = source(&bytes);
    let kept = visit
        .visitor
        .app
        .import_mapping(visit.view.id, &source)
        .await?;
    let kept: Option<Mapping> = kept.and_then(|kept| serde_json::from_str(&kept).ok());
    let aside = bytes.clone();
    let read = move || recognise(&aside, Header::Guess, kept.as_ref());
    let mapping = visit.visitor.app.read_aside(read).await?;
    let (header, mapping) = mapping.map_err(|error| beside(error.explain().sentence()))?;
    let answers = Answers {
        header,
        mapping,
        finished: None,
        removed: RemovedItems::Leave,
    };
    let inside = Inside {
        bytes,
        answers,
        stage: Stage::Asking,
        look: None,
    };
    let (person, product) = (visit.visitor.id, visit.view.id);
    let upload = Upload::new(person, product, name, visit.now, inside);
    Ok(state.imports.keep(upload))
}

/// Files of the same make have the same header: its fingerprint names their answers.
pub(super) fn source(bytes: &[u8]) -> String {
    let head = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    format!("csv:{:016x}", fingerprint(head.trim_end()))
}

/// The first field that says something: its name, and all of it.
async fn read(mut form: Multipart) -> Result<(String, Vec<u8>), WebError> {
    let mut found = None;
    let mut total = 0;
    while let Some(mut field) = form.next_field().await.map_err(|_| broken_off())? {
        let named = field.file_name().map(domain::text::one_line);
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|_| broken_off())? {
            total += chunk.len();
            if total <= LARGEST {
                bytes.extend_from_slice(&chunk);
            } else if total > PATIENCE {
                return Err(too_large());
            } else {
                bytes = Vec::new();
            }
        }
        if found.is_none() && !bytes.trim_ascii().is_empty() {
            let name = named.unwrap_or_else(|| "Pasted rows".to_owned());
            found = Some((name.chars().take(200).collect(), bytes));
        }
    }
    match found {
        _ if total > LARGEST => Err(too_large()),
        Some(found) => Ok(found),
        None => Err(beside(
            "There is nothing to read. Choose a file that is not empty, or paste rows.".into(),
        )),
    }
}

fn beside(sentence: String) -> WebError {
    WebError::Unreadable(sentence, Some("file"))
}

fn broken_off() -> WebError {
    beside("The upload broke off before the file was whole. Nothing was kept; try again.".into())
}

fn too_large() -> WebError {
    beside(
        "This file is larger than 100 MB. Split it, or leave columns out of the export; nothing was kept."
            .into(),
    )
}
