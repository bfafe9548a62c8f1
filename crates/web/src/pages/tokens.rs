//! API tokens: programs act as their owner, with their owner's rights.

use axum::extract::{Form, Path};
use axum::response::Response;
use serde::Deserialize;

use super::profile::{done, once};
use crate::error::WebError;
use crate::guest::Guest;
use crate::hex::token_hash;
use crate::views::profile as view;
use crate::visit::Visitor;

/// What it is for.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    token: String,
}

/// `POST /profile/tokens`: the token is shown once.
pub(crate) async fn create(
    visitor: Visitor,
    guest: Guest,
    Form(wish): Form<Wish>,
) -> Result<Response, WebError> {
    if wish.token.trim().is_empty() {
        let sentence = "The name is empty. Say what the token is for, so that you know it later.";
        return Err(WebError::Unreadable(sentence.into(), Some("token")));
    }
    let secret = visitor.app.create_token(visitor.id, &wish.token).await?;
    let tokens = visitor.app.tokens(visitor.id).await?;
    let shown = view::tokens(&visitor, &tokens, Some(secret.reveal()));
    Ok(once(&guest, &visitor, shown))
}

/// `POST /profile/tokens/{token}/revocation`.
pub(crate) async fn revoke(
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, WebError> {
    let token = token_hash(&token).ok_or(WebError::NotFound)?;
    let was_there = visitor.app.revoke_token(visitor.id, token).await?;
    let tokens = visitor.app.tokens(visitor.id).await?;
    let said = match was_there {
        true => "The token is revoked; programs that use it are refused.",
        false => "This token was revoked before.",
    };
    Ok(done(&visitor, said, &view::tokens(&visitor, &tokens, None)))
}
