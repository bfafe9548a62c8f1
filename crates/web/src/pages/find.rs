//! Items for the palette and for fields that name another item: what is typed, found anywhere in the product.

use axum::extract::Query;
use domain::query::{search, search_live, words};
use domain::{Item, ItemId};
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
            li role="option" data-href=(visit.urls.item(item.id)) data-key=(visit.key(item.id)) { (line(&visit, item)) }
        }
        @if !found.is_empty() {
            @let all = with_query(&visit.urls.backlog(), [("q", typed)]);
            li role="option" data-href=(all) { span.grow { "Show all in the product backlog" } }
        }
    }
}

/// What was typed, and which items are not meant.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    q: String,
    but: String,
}

/// `GET /p/{key}/item-choices?q=…&but=…`: lines to choose another item from, by words of its title, its
/// key, or several keys behind commas.
pub(crate) async fn choices(visit: Visit, Query(wanted): Query<Wanted>) -> Markup {
    let but: Vec<ItemId> = items(&visit, &wanted.but).collect();
    let typed = words(wanted.q.trim());
    let found = match typed.contains(',') {
        true => items(&visit, typed).take(MOST).collect(),
        false => search_live(&visit.product, typed, &but, MOST),
    };
    let found = found.iter().filter_map(|id| visit.product.items.get(id));
    let found: Vec<_> = found.filter(|item| !but.contains(&item.id)).collect();
    html! {
        @for item in &found {
            li role="option" data-put=(visit.key(item.id)) data-title=(item.title.value) { (line(&visit, item)) }
        }
        @if found.is_empty() { p { "No other item that is still in the product has these words." } }
    }
}

fn items(visit: &Visit, keys: &str) -> impl Iterator<Item = ItemId> {
    keys.split(',')
        .filter_map(|key| visit.product.parse_item_key(key))
}

fn line(visit: &Visit, item: &Item) -> Markup {
    html! {
        (ui::kind_badge(item.kind.as_str()))
        span.key { (visit.key(item.id)) }
        span.grow { (item.title.value) }
        span.quieter { (item.whereabouts()) }
    }
}
