//! One item: a page of its own, and the panel beside a list.

use axum::extract::{Path, Query};
use domain::{Item, Place};
use maud::{Markup, html};

use crate::error::WebError;
use crate::input::OfItem;
use crate::pages::mentions;
use crate::ui::layout::{Page, Part};
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::item::{self, Extent};
use crate::views::menus;
use crate::visit::Visit;

/// `GET /p/{key}/items/{item}`.
///
/// `comments` and `history` say how many of them, where the newest are not enough.
pub(crate) async fn show(
    mut visit: Visit,
    Path(path): Path<OfItem>,
    Query(extent): Query<Extent>,
) -> Result<Markup, WebError> {
    let id = path.id(&visit.product)?;
    mentions::seen(&mut visit, id).await?;
    let item = visit.product.items.get(&id).ok_or(WebError::NotFound)?;
    Ok(match visit.visitor.part {
        Part::Panel => item::panel(&visit, item),
        _ => page(&visit, here(&visit, item), &whole(&visit, item, extent)),
    })
}

/// Where an item belongs that is looked at by itself: its own place's line in the navigation, and the
/// keys of whoever may do something with it there.
fn here(visit: &Visit, item: &Item) -> Here {
    let sprint = |id| visit.product.sprints.get(&id);
    Here::Item(match item.place {
        Place::Suggestions => &Here::Suggestions,
        Place::ProductBacklog => &Here::Backlog,
        Place::Icebox => &Here::Icebox,
        Place::Sprint(id) if sprint(id).is_some_and(|one| one.is_planned()) => &Here::Planning,
        Place::Sprint(_) => &Here::Board,
        Place::Done(_) => &Here::Done,
        Place::Removed => &Here::Removed,
    })
}

/// Above it stands the place it is in.
fn place(visit: &Visit, item: &Item) -> (String, String) {
    let to = |route, text: &str| (visit.urls.to(route), text.to_owned());
    match item.place {
        Place::Suggestions => to(route::SUGGESTIONS, "Suggestions"),
        Place::ProductBacklog => to(route::BACKLOG, "Product backlog"),
        Place::Icebox => to(route::ICEBOX, "Icebox"),
        Place::Sprint(id) => {
            let name = visit
                .product
                .sprints
                .get(&id)
                .map(|one| one.name.to_string());
            (visit.urls.sprint(id), name.unwrap_or_default())
        }
        Place::Done(_) => to(route::DONE, "Done"),
        Place::Removed => to(route::REMOVED, "Removed items"),
    }
}

fn whole(visit: &Visit, item: &Item, extent: Extent) -> Page {
    let key = visit.key(item.id);
    Page {
        title: format!("{key} {}", item.title.value),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            place(visit, item),
            (visit.urls.item(item.id), key),
        ],
        live: format!("item:{} order", item.id),
        main: item::main(visit, item, extent),
        floats: html! { (menus::menus(visit)) },
        ..Page::default()
    }
}
