//! Making a request safe to repeat: a client whose answer got lost sends it again
//! with the same key, and it is not done twice.
//!
//! Who sends it is found out before its body is read: nobody fills the memory without
//! a token.
//!
//! The key and the whole request together name the command. A key that is used
//! again for something else is therefore no repetition, and is done.

use app::App;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{CommandId, PersonId};
use uuid::Uuid;

use crate::caller::Caller;
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
pub(crate) async fn name(State(app): State<App>, request: Request, next: Next) -> Response {
    match named(&app, request).await {
        Ok(request) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

async fn named(app: &App, request: Request) -> Result<Request, Problem> {
    if key(request.headers())?.is_none() {
        return Ok(request);
    }
    let (mut parts, body) = request.into_parts();
    Caller::from_request_parts(&mut parts, app).await?;
    let bytes = to_bytes(body, crate::BODY).await;
    let bytes = bytes.map_err(|_| too_large())?;
    if let Some(named) = of(&parts, &bytes)? {
        parts.extensions.insert(named);
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// What a request with this body calls its command, if it carries a key. For a
/// body that is too large to be read before it is known who sends it.
pub(crate) fn of(parts: &Parts, body: &[u8]) -> Result<Option<Named>, Problem> {
    let Some(key) = key(&parts.headers)? else {
        return Ok(None);
    };
    let address = format!("{} {}", parts.method, parts.uri);
    let body = Uuid::new_v5(&key, body);
    Ok(Some(Named(Uuid::new_v5(&body, address.as_bytes()))))
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
