//! Headers that every answer carries, and the refusal of commands from other sites.
//!
//! No script and no style but our own file of each, nothing inline; frames of us are nobody's.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use tower_http::csrf::{ConfigError, CsrfLayer, ProtectionError};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::error::WebError;

const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// What a command from elsewhere is answered with.
type Refuses = fn(ProtectionError) -> Response;

/// Lets commands come from our own pages only. `origin` is where people reach Millpond, when that
/// differs from what a request's `Host` says.
///
/// # Errors
/// When `origin` is no origin (`https://host`).
pub(crate) fn own_pages_only(origin: Option<&str>) -> Result<CsrfLayer<Refuses>, ConfigError> {
    let foreign: Refuses = |_| WebError::Foreign.into_response();
    let layer = CsrfLayer::new().with_rejection_response(foreign);
    match origin {
        Some(origin) => layer.add_trusted_origin(origin),
        None => Ok(layer),
    }
}

/// Says that a page's address answers with a part of it when the script asks for one: a browser
/// that goes back must not show the part it kept as if it were the page.
pub(crate) fn varies<S: Clone + Send + Sync + 'static>(pages: Router<S>) -> Router<S> {
    let by = HeaderValue::from_static("x-part, cookie");
    pages.layer(SetResponseHeaderLayer::appending(header::VARY, by))
}

/// Puts the headers on.
pub(crate) fn with_headers<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    let set = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    router
        .layer(set(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(set(header::REFERRER_POLICY, "same-origin"))
        .layer(set(
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ))
        .layer(set(
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ))
        .layer(set(header::CACHE_CONTROL, "private, no-cache"))
}
