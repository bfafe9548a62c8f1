//! The suggestion link: by which people without an account suggest. Suggesting
//! through it is a form of a page, not an operation: a program has a token.

use axum::Json;
use domain::place::link::{CloseSuggestionLink, OpenSuggestionLink};
use domain::{Product, Right};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Accepted, PersonRef, Reading};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(get, open, close))
}

/// Whether people without an account may suggest, and how.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct SuggestionLink {
    /// The path of the page where they do, on the server's address; `null` while
    /// the link is closed.
    path: Option<String>,
    /// Who opened it; `null` for the command line.
    opened_by: Option<PersonRef>,
    /// When.
    opened_at: Option<Timestamp>,
}

/// The suggestion link after a command.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct SuggestionLinkAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// The link as it is now.
    link: SuggestionLink,
}

fn link(reading: &Reading) -> SuggestionLink {
    let open = reading.product.suggestion_link.as_ref();
    SuggestionLink {
        path: open.map(|open| format!("/suggest/{}", open.word)),
        opened_by: open.and_then(|open| Some(reading.person(open.by?))),
        opened_at: open.map(|open| open.at),
    }
}

fn accepted(caller: &Caller, done: app::Done<Product>) -> Json<SuggestionLinkAccepted> {
    let accepted = Accepted::from(&done);
    let link = link(&Reading::of(&caller.app, done.state));
    Json(SuggestionLinkAccepted { accepted, link })
}

/// Read the suggestion link
///
/// Needs the right to order: whoever reads it has the link.
#[utoipa::path(get, path = "/products/{product}/suggestion-link", operation_id = "get_suggestion_link",
    tag = "suggestions", params(ProductPath), responses((status = 200, body = SuggestionLink)))]
async fn get(
    caller: Caller,
    Path(path): Path<ProductPath>,
) -> Result<Json<SuggestionLink>, Problem> {
    let view = caller.product(&path.product).await?;
    domain::rights::check(&view.state, view.actor, &[Right::Order])
        .map_err(|refusal| Problem::refused(&refusal, &view.state))?;
    Ok(Json(link(&Reading::of(&caller.app, view.state))))
}

/// Open the suggestion link
///
/// Needs the right to order. One is open at a time: while one is, this is refused
/// (409), and `GET` says which.
#[utoipa::path(put, path = "/products/{product}/suggestion-link", operation_id = "open_suggestion_link",
    tag = "suggestions", params(ProductPath), responses((status = 200, body = SuggestionLinkAccepted)))]
async fn open(
    caller: Caller,
    Path(path): Path<ProductPath>,
) -> Result<Json<SuggestionLinkAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let link = app::App::new_suggestion_link(view.id);
    let done = caller
        .submit(&view, vec![OpenSuggestionLink { link }.into()])
        .await?;
    Ok(accepted(&caller, done))
}

/// Close the suggestion link
///
/// Needs the right to order. The next one has another address; what was suggested
/// through it stays.
#[utoipa::path(delete, path = "/products/{product}/suggestion-link", operation_id = "close_suggestion_link",
    tag = "suggestions", params(ProductPath), responses((status = 200, body = SuggestionLinkAccepted)))]
async fn close(
    caller: Caller,
    Path(path): Path<ProductPath>,
) -> Result<Json<SuggestionLinkAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let link = view.state.suggestion_link.as_ref();
    let link = link.map_or_else(Default::default, |open| open.word.clone());
    let done = caller
        .submit(&view, vec![CloseSuggestionLink { link }.into()])
        .await?;
    Ok(accepted(&caller, done))
}
