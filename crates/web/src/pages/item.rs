//! One item: a page of its own, and the panel beside a list.

use axum::extract::{Path, Query};
use domain::Item;
use maud::{Markup, html};

use crate::error::WebError;
use crate::input::OfItem;
use crate::ui::layout::{Page, Part};
use crate::views::frame::{Here, page};
use crate::views::item::{self, Extent};
use crate::views::menus;
use crate::visit::Visit;

/// `GET /p/{key}/items/{item}`.
///
/// `comments` and `history` say how many of them, where the newest are not enough.
pub(crate) async fn show(
    visit: Visit,
    Path(path): Path<OfItem>,
    Query(extent): Query<Extent>,
) -> Result<Markup, WebError> {
    let id = path.id(&visit.product)?;
    let item = visit.product.items.get(&id).ok_or(WebError::NotFound)?;
    Ok(match visit.visitor.part {
        Part::Panel => item::panel(&visit, item),
        _ => page(&visit, Here::Backlog, &whole(&visit, item, extent)),
    })
}

fn whole(visit: &Visit, item: &Item, extent: Extent) -> Page {
    let key = visit.key(item.id);
    Page {
        title: format!("{key} {}", item.title.value),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.backlog(), "Product backlog".to_owned()),
            (visit.urls.item(item.id), key),
        ],
        live: format!("item:{} order", item.id),
        main: item::main(visit, item, extent),
        floats: html! { (menus::menus(visit)) },
        ..Page::default()
    }
}
