//! The report of an import, to be kept.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::own;
use crate::WebState;
use crate::error::WebError;
use crate::imports::Stage;
use crate::visit::Visit;

/// Which file, and how its report is written.
#[derive(Debug, Deserialize)]
pub(super) struct OfReport {
    file: String,
    format: String,
}

/// `GET …/report/{format}`: `json` or `txt`.
pub(super) async fn download(
    visit: Visit,
    State(state): State<WebState>,
    Path(path): Path<OfReport>,
) -> Result<Response, WebError> {
    let upload = own(&visit, &state.imports, &path.file)?;
    let Stage::Done(report) = upload.now().stage else {
        return Err(WebError::NotFound);
    };
    let (kind, body) = match path.format.as_str() {
        "json" => (
            "application/json",
            serde_json::to_string_pretty(report.as_ref()).unwrap_or_default(),
        ),
        "txt" => ("text/plain; charset=utf-8", report.text()),
        _ => return Err(WebError::NotFound),
    };
    let key = visit.product.key();
    let name = format!("attachment; filename=\"import-{key}.{}\"", path.format);
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    if let Ok(name) = HeaderValue::from_str(&name) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
