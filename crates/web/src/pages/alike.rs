//! What says nearly the same as a title that is being typed.

use axum::extract::Query;
use maud::Markup;
use serde::Deserialize;

use crate::views::alike::alike;
use crate::visit::Visit;

/// Items shown at most.
const MOST: usize = 5;

/// What was typed so far.
#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    title: String,
}

/// `GET /p/{key}/alike?title=…`: a fragment, empty when nothing is.
pub(crate) async fn show(visit: Visit, Query(typed): Query<Typed>) -> Markup {
    let found = visit.product.alike(&typed.title, None, MOST);
    alike(&visit, &found, "Is it one of these?")
}
