//! Making a request safe to repeat: a client whose answer got lost sends it again
//! with the same key, and it is not done twice.
//!
//! The key and the whole request together name the command. A key that is used
//! again for something else is therefore no repetition, and is done.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{CommandId, PersonId};
use uuid::Uuid;

use crate::extract::too_large;
use crate::problem::{Problem, sentences};

/// What a request's command is called, apart from who gives it.
#[derive(Clone, Copy)]
pub(crate) struct Named(Uuid);

impl Named {
    /// The command, given by `person`: nobody can name another's.
    pub(crate) fn by(self, person: PersonId) -> CommandId {
        CommandId(Uuid::new_v5(&self.0, person.0.as_bytes()))
    }
}

/// Names the command of a request that carries a key.
pub(crate) async fn name(request: Request, next: Next) -> Response {
    let named = match key(request.headers()) {
        Ok(None) => return next.run(request).await,
        Ok(Some(key)) => named(request, key).await,
        Err(problem) => Err(problem),
    };
    match named {
        Ok(request) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

async fn named(request: Request, key: Uuid) -> Result<Request, Problem> {
    let (mut parts, body) = request.into_parts();
    let bytes = to_bytes(body, crate::BODY).await;
    let bytes = bytes.map_err(|_| too_large())?;
    let mut said = format!("{} {}\n", parts.method, parts.uri).into_bytes();
    said.extend_from_slice(&bytes);
    parts.extensions.insert(Named(Uuid::new_v5(&key, &said)));
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn key(headers: &HeaderMap) -> Result<Option<Uuid>, Problem> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = value.to_str().ok().and_then(|text| text.parse().ok());
    key.map(Some).ok_or_else(|| {
        let explanation = sentences(
            "Nothing was done.",
            "The header Idempotency-Key is not a UUID.",
            "Send a new random UUID with each request, and the same one when repeating it.",
        );
        let status = StatusCode::BAD_REQUEST;
        Problem::new(status, "header-invalid", explanation).about("Idempotency-Key")
    })
}
