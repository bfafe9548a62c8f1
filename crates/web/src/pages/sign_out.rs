//! Signing a browser out.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::WebState;
use crate::error::WebError;
use crate::extract::session_cookie;
use crate::urls::route;
use crate::visit::Visitor;

/// `POST /logout`.
pub(crate) async fn sign_out(
    visitor: Visitor,
    State(state): State<WebState>,
) -> Result<Response, WebError> {
    visitor.app.sign_out(&visitor.identity).await?;
    let secure = if state.settings.secure {
        "; Secure"
    } else {
        ""
    };
    let gone = format!(
        "{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}",
        session_cookie(state.settings.secure)
    );
    Ok(([(SET_COOKIE, gone)], Redirect::to(route::LOGIN)).into_response())
}
