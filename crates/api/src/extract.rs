//! Reading a request: path, query and body, each refused as a [`Problem`] that
//! names the field. axum's own extractors answer in plain text, which no
//! program can read.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use crate::problem::{Problem, sentences};

/// The parts of the address. An address that cannot be read leads nowhere.
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Path<T>, Problem> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(path)) => Ok(Path(path)),
            Err(_) => Err(nowhere(parts.uri.path())),
        }
    }
}

/// There is nothing at this address.
pub(crate) fn nowhere(path: &str) -> Problem {
    let what = format!("There is nothing at {path}.");
    let remedy = "The addresses there are stand in /api/v1/openapi.json.";
    Problem::not_found("not-found", what, remedy)
}

/// The parameters after the question mark.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Query<T>, Problem> {
        match axum_extra::extract::Query::from_request_parts(parts, state).await {
            Ok(axum_extra::extract::Query(query)) => Ok(Query(query)),
            Err(rejection) => Err(bad_query(&rejection.to_string())),
        }
    }
}

/// A parameter after the question mark means nothing.
pub(crate) fn bad_query(why: &str) -> Problem {
    let explanation = sentences(
        "Nothing was read.",
        why,
        "The parameters there are stand in /api/v1/openapi.json.",
    );
    Problem::new(StatusCode::BAD_REQUEST, "query-invalid", explanation)
}

/// A JSON body. Fields nobody knows are refused: a misspelt one would otherwise
/// be lost in silence.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Body<T>, Problem> {
        if !is(request.headers(), &["application/json"]) {
            return Err(media_type("JSON", "application/json"));
        }
        let bytes = read(request, state).await?;
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut json).map_err(bad_body)?;
        json.end().map_err(|error| malformed(&error))?;
        Ok(Body(value))
    }
}

/// The whole body, as far as the route lets it be.
pub(crate) async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    let bytes = Bytes::from_request(request, state).await;
    bytes.map_err(|rejection: BytesRejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Problem::new(
            StatusCode::BAD_REQUEST,
            "body-incomplete",
            sentences("Nothing was done.", "The body broke off.", "Send it again."),
        ),
    })
}

/// The body is longer than the address takes.
pub(crate) fn too_large() -> Problem {
    let explanation = sentences(
        "Nothing was done.",
        "The body is larger than this address takes.",
        "Send it in smaller parts.",
    );
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body-too-large", explanation)
}

/// Whether the body says that it is one of these.
pub(crate) fn is(headers: &HeaderMap, types: &[&str]) -> bool {
    let value = headers.get(header::CONTENT_TYPE);
    let said = value.and_then(|value| value.to_str().ok()).unwrap_or("");
    let said = said.split(';').next().unwrap_or("").trim();
    types.iter().any(|name| said.eq_ignore_ascii_case(name))
}

/// The body is something else than what this address takes.
pub(crate) fn media_type(what: &str, name: &str) -> Problem {
    let why = format!("This address takes {what} only.");
    let remedy = format!("Send the header Content-Type: {name}.");
    let explanation = sentences("Nothing was done.", &why, &remedy);
    Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "media-type",
        explanation,
    )
}

fn bad_body(error: serde_path_to_error::Error<serde_json::Error>) -> Problem {
    if !error.inner().is_data() {
        return malformed(error.inner());
    }
    let field = error.path().to_string();
    let why = format!("The body does not fit: {}.", error.inner());
    let explanation = sentences(
        "Nothing was done.",
        &why,
        "The fields there are stand in /api/v1/openapi.json.",
    );
    let problem = Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "body-invalid",
        explanation,
    );
    match field.as_str() {
        "." => problem,
        field => problem.about(field),
    }
}

fn malformed(error: &serde_json::Error) -> Problem {
    let why = format!("The body is not JSON: {error}.");
    let explanation = sentences("Nothing was done.", &why, "Send well-formed JSON.");
    Problem::new(StatusCode::BAD_REQUEST, "body-malformed", explanation)
}
