//! Items for the palette: what is typed, found anywhere in the product.

use axum::extract::Query;
use domain::query::{search, words};
use maud::{Markup, html};
use serde::Deserialize;

use crate::ui;
use crate::urls::with_query;
use crate::visit::Visit;

/// Items shown at most.
const MOST: usize = 12;

/// What was typed.
#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /p/{key}/find?q=…`: lines of the palette.
pub(crate) async fn find(visit: Visit, Query(typed): Query<Typed>) -> Markup {
    let typed = words(typed.q.trim());
    let found = search(&visit.product, typed, MOST);
    let items = found.iter().filter_map(|id| visit.product.items.get(id));
    html! {
        @for item in items {
            li role="option" data-href=(visit.urls.item(item.id)) data-key=(visit.key(item.id)) {
                (ui::kind_badge(item.kind.as_str()))
                span.key { (visit.key(item.id)) }
                span.grow { (item.title.value) }
                span.quieter { (item.whereabouts()) }
            }
        }
        @if !found.is_empty() {
            @let all = with_query(&visit.urls.backlog(), [("q", typed)]);
            li role="option" data-href=(all) { span.grow { "Show all in the product backlog" } }
        }
    }
}
