//! The refinement session (C9): what of the top is not ready, one by one, with its keys.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{ItemId, refine};
use maud::Markup;
use serde::Deserialize;

use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::menus;
use crate::views::refinement::{self as view, END, Session};
use crate::visit::Visit;

/// Which items the session is about, `12.13.14`, and which is open.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    of: String,
    #[serde(default)]
    at: String,
}

impl Asked {
    /// The items that it names and that exist.
    fn queue(&self, visit: &Visit) -> Vec<ItemId> {
        let named = self.of.split('.').take(refine::MOST);
        let named = named.filter_map(|word| visit.product.parse_item_key(word));
        let mut queue = Vec::new();
        for item in named {
            if !queue.contains(&item) {
                queue.push(item);
            }
        }
        queue
    }

    /// Which of them is open: the first, where it names none.
    fn place(&self, visit: &Visit, queue: &[ItemId]) -> usize {
        if self.at == END {
            return queue.len();
        }
        let at = visit.product.parse_item_key(&self.at);
        let at = at.and_then(|at| queue.iter().position(|item| *item == at));
        at.unwrap_or_default()
    }
}

/// `GET /p/{key}/refinement`: a session of its own for whoever names no items, about those of the top
/// as it is now.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let mut queue = asked.queue(&visit);
    let at = asked.place(&visit, &queue);
    if queue.is_empty() {
        queue = refine::queue(&visit.product);
        let session = Session { queue, at: 0 };
        if !session.queue.is_empty() {
            return Redirect::to(&session.link(&visit, 0)).into_response();
        }
        return shown(&visit, &session).into_response();
    }
    shown(&visit, &Session { queue, at }).into_response()
}

fn shown(visit: &Visit, session: &Session) -> Markup {
    let shown = Page {
        title: format!("Refinement, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::REFINEMENT), "Refinement".to_owned()),
        ],
        live: "order items".into(),
        main: view::main(visit, session),
        floats: menus::menus(visit),
        ..Page::default()
    };
    page(visit, Here::Refinement, &shown)
}
