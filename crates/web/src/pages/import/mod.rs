//! Items from a file (H1): choose it, see what would come and what would not, then import. Each
//! step is a file here; what happens aside from requests is in `imports`.

mod answers;
mod file;
mod report;
mod upload;

use std::collections::HashMap;
use std::sync::Arc;

use app::Failure;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Redirect;
use axum::routing::{get, post};
use domain::{PersonId, Right, rights};
use maud::Markup;
use serde::Deserialize;

use crate::WebState;
use crate::error::WebError;
use crate::imports::{FindsPeople, Imports, Upload};
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::import as view;
use crate::visit::Visit;

/// Everything under a product's import page.
pub(super) fn router() -> Router<WebState> {
    // The upload counts its bytes itself, to say in words how many are too many.
    let unlimited = DefaultBodyLimit::disable();
    Router::new()
        .route(route::IMPORT, get(show))
        .route(
            route::IMPORT_FILES,
            get(again).post(upload::upload).layer(unlimited),
        )
        .route(route::IMPORT_FILE, get(file::show))
        .route(route::IMPORT_ANSWERS, post(answers::change))
        .route(route::IMPORT_RUN, post(file::run))
        .route(route::IMPORT_PROGRESS, get(file::progress))
        .route(route::IMPORT_REPORT, get(report::download))
}

/// Which file.
#[derive(Debug, Deserialize)]
struct OfFile {
    file: String,
}

/// `GET /p/{key}/import`.
async fn show(visit: Visit) -> Result<Markup, WebError> {
    may_import(&visit)?;
    Ok(shown(&visit, view::choose(&visit, None)))
}

/// `GET /p/{key}/import/files`: where a form without script leaves its address.
async fn again(visit: Visit) -> Redirect {
    Redirect::to(&visit.urls.to(route::IMPORT))
}

/// Refuses everybody else before anything is read.
fn may_import(visit: &Visit) -> Result<(), WebError> {
    let checked = rights::check(&visit.product, visit.view.actor, &[Right::Import]);
    checked.map(|_| ()).map_err(|refusal| {
        let product = Arc::new(domain::Product::clone(&visit.product));
        Failure::Refused { refusal, product }.into()
    })
}

/// The file that somebody uploaded here.
fn own(visit: &Visit, imports: &Imports, file: &str) -> Result<Arc<Upload>, WebError> {
    may_import(visit)?;
    let found = imports.of(file, visit.visitor.id, visit.view.id);
    found.ok_or_else(|| {
        let gone = "This file is no longer here: files wait for two hours, and not across a restart. Upload it again.";
        WebError::Unreadable(gone.into(), None)
    })
}

fn shown(visit: &Visit, main: Markup) -> Markup {
    let shown = Page {
        title: format!("Import into {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::IMPORT), "Import".to_owned()),
        ],
        main,
        ..Page::default()
    };
    page(visit, Here::Import, &shown)
}

/// Whom a name or an address in the file means: somebody of this product, if just one fits.
fn people(visit: &Visit) -> FindsPeople {
    let mut known: HashMap<String, Option<PersonId>> = HashMap::new();
    for id in visit.product.people.keys() {
        let Some(card) = visit.names.0.get(id) else {
            continue;
        };
        for name in [&card.name, &card.email] {
            let other = known.entry(name.to_lowercase()).or_insert(Some(*id));
            if *other != Some(*id) {
                *other = None;
            }
        }
    }
    Arc::new(move |name| known.get(&name.trim().to_lowercase()).copied().flatten())
}
