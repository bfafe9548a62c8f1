//! The same commands and views as the pages, as JSON under `/api/v1`, with an
//! OpenAPI document. A handler parses, calls, renders.
//!
//! Deliberately not here: rules and rights (they are `domain`'s; every refusal
//! comes from there), cookies, HTML. The JSON is this crate's own: no type of
//! another crate is written as it is, so that neither can break the other.

mod backlog;
mod caller;
mod cleanup;
mod cursor;
mod epics;
mod extract;
mod idempotency;
mod imports;
mod inflation;
mod invites;
mod items;
mod kano;
mod ledger;
mod left;
mod listing;
mod map;
mod me;
mod members;
mod mentions;
mod moves;
mod openapi;
mod people;
mod places;
mod policies;
mod priorities;
mod problem;
mod products;
mod refinement;
mod roadmap;
mod scale;
mod scores;
mod search;
mod sprints;
mod subject;
mod suggestion_link;
mod surveys;
mod templates;
mod undo;
mod wire;

use app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::problem::{Problem, sentences};

/// Where all of it lives.
const ROOT: &str = "/api/v1";
/// Bytes a JSON body has at most. The longest text is 200,000 characters.
const BODY: usize = 4 << 20;

/// Everything under `/api/v1`, to be merged with other routes.
pub fn router(app: App) -> Router {
    let named = from_fn_with_state(app.clone(), idempotency::name);
    let (router, _) = documented(|routes| routes.layer(named)).split_for_parts();
    let document = get(async || {
        let json = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, json)], openapi::JSON.as_str())
    });
    router
        .route("/api/v1/openapi.json", document)
        .method_not_allowed_fallback(no_such_method)
        .route("/api/v1", any(no_such_address))
        .route("/api/v1/{*rest}", any(no_such_address))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(map_response(guard))
        .with_state(app)
}

/// Answers are for the program that asked: nothing between keeps them, and no browser takes them
/// for a page.
async fn guard(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let set = |value| HeaderValue::from_static(value);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, set("nosniff"));
    headers.insert(header::CACHE_CONTROL, set("no-store"));
    response
}

/// What the operations say about themselves.
fn document() -> OpenApi {
    documented(|routes| routes).split_for_parts().1
}

/// All operations, `kept` around all whose body is small enough to be read before
/// their rights are looked at.
fn documented(kept: impl FnOnce(OpenApiRouter<App>) -> OpenApiRouter<App>) -> OpenApiRouter<App> {
    let routes = OpenApiRouter::new()
        .merge(me::routes())
        .merge(members::routes())
        .merge(mentions::routes())
        .merge(products::routes())
        .merge(scale::routes())
        .merge(templates::routes())
        .merge(people::routes())
        .merge(invites::routes())
        .merge(policies::routes())
        .merge(backlog::routes())
        .merge(epics::routes())
        .merge(roadmap::routes())
        .merge(map::routes())
        .merge(left::routes())
        .merge(search::routes())
        .merge(items::routes())
        .merge(moves::routes())
        .merge(priorities::routes())
        .merge(kano::routes())
        .merge(surveys::routes())
        .merge(places::routes())
        .merge(suggestion_link::routes())
        .merge(cleanup::routes())
        .merge(ledger::routes())
        .merge(inflation::routes())
        .merge(scores::routes())
        .merge(refinement::routes())
        .merge(undo::routes())
        .merge(sprints::routes());
    let files = imports::routes().merge(items::uploads());
    openapi::begin().nest(ROOT, kept(routes).merge(files))
}

async fn no_such_address(uri: Uri) -> Problem {
    extract::nowhere(uri.path())
}

async fn no_such_method() -> impl IntoResponse {
    let explanation = sentences(
        "Nothing was done.",
        "This address does not know that method.",
        "The header Allow says which it knows.",
    );
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        explanation,
    )
}
