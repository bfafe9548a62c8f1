//! One file per page, and one per kind of command; each is listed here, once.
//!
//! A handler parses, calls, renders. It never decides.

mod backlog;
mod comments;
mod criteria;
mod dependencies;
mod facts;
mod find;
mod home;
mod item;
mod moves;
mod new_items;
mod products_menu;
mod sign_out;
mod texts;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::WebState;
use crate::error::WebError;
use crate::urls::route;
use crate::visit::Visit;

/// Every page and command there is.
pub(crate) fn router() -> Router<WebState> {
    Router::new()
        .route(route::HOME, get(home::show))
        .route(route::LOGOUT, post(sign_out::sign_out))
        .route(route::PRODUCTS_MENU, get(products_menu::menu))
        .merge(item_pages())
        .merge(item_commands())
        .fallback(|| async { WebError::NotFound })
}

fn item_pages() -> Router<WebState> {
    Router::new()
        .route(route::PRODUCT, get(product))
        .route(route::BACKLOG, get(backlog::show))
        .route(route::ROWS, get(backlog::rows))
        .route(route::ITEM, get(item::show))
        .route(route::FIND, get(find::find))
        .route(route::LIVE, get(crate::live::live))
}

fn item_commands() -> Router<WebState> {
    Router::new()
        .route(route::UNDO, post(moves::undo))
        .route(route::ITEMS, post(new_items::one))
        .route(route::MANY_ITEMS, post(new_items::many))
        .route(route::MOVES, post(moves::reorder))
        .route(route::REMOVALS, post(moves::remove))
        .route(route::RESTORATIONS, post(moves::restore))
        .route(route::ESTIMATES, post(facts::estimate))
        .route(route::LABELS, post(facts::label))
        .route(route::KINDS, post(facts::kind))
        .route(route::EPICS, post(facts::epic))
        .route(route::ASSIGNMENTS, post(facts::assign))
        .route(route::TEXT, post(texts::edit))
        .route(route::CRITERIA, post(criteria::add))
        .route(route::CRITERION, post(criteria::edit))
        .route(route::CRITERION_MET, post(criteria::mark))
        .route(route::CRITERION_REMOVAL, post(criteria::remove))
        .route(route::COMMENTS, post(comments::add))
        .route(route::COMMENT, post(comments::edit))
        .route(route::COMMENT_REMOVAL, post(comments::remove))
        .route(route::DEPENDENCIES, post(dependencies::add))
        .route(route::DEPENDENCY_REMOVAL, post(dependencies::remove))
}

/// `GET /p/{key}`: a product is its backlog.
async fn product(visit: Visit) -> Redirect {
    Redirect::to(&visit.urls.backlog())
}
