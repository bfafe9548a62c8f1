//! Suggestions: the product owner goes through what waits, one by one; everybody
//! suggests and sees what became of their own.

use app::App;
use axum::extract::{Form, Query};
use domain::item::Kind;
use domain::place::link::{CloseSuggestionLink, OpenSuggestionLink};
use domain::place::suggest::{Resubmit, Suggest, Withdraw};
use domain::{Event, ItemId, Place, Right};
use maud::{Markup, html};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::input;
use crate::reach::Reach;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::desk::{self, Desk};
use crate::views::frame::{Here, page, quiet_count};
use crate::views::suggestion_link as link;
use crate::views::suggestions as view;
use crate::visit::Visit;

/// Which suggestion is open.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    at: String,
}

impl Asked {
    /// The key of the open one.
    pub(crate) fn at(&self) -> &str {
        &self.at
    }
}

/// `GET /p/{key}/suggestions`.
pub(crate) async fn show(visit: Visit, reach: Reach, Query(asked): Query<Asked>) -> Markup {
    let path = visit.urls.to(route::SUGGESTIONS);
    let main = match visit.may(Right::Order) {
        true => html! {
            (waiting(&visit, &asked.at))
            (link::section(&visit, &reach.origin))
        },
        false => view::own(&visit),
    };
    let shown = Page {
        title: format!("Suggestions, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (path, "Suggestions".to_owned()),
        ],
        live: "order items".into(),
        main,
        floats: desk::floats(&visit, Place::Suggestions),
        ..Page::default()
    };
    page(&visit, Here::Suggestions, &shown)
}

fn waiting(visit: &Visit, at: &str) -> Markup {
    let queue: Vec<ItemId> = visit.product.suggestions.iter().copied().collect();
    if queue.is_empty() {
        return view::none_wait(visit);
    }
    // What is no longer there has made place for the next one.
    let number = visit.product.parse_item_key(at);
    let at = number.map_or(0, |number| queue.partition_point(|id| *id < number));
    let desk = Desk {
        at: if at < queue.len() { at } else { 0 },
        queue: &queue,
        path: visit.urls.to(route::SUGGESTIONS),
        admit: "Accept",
        ice: "Icebox",
    };
    let by = |item: &domain::Item| view::by(visit, item);
    html! { div.pad { (desk::desk(visit, &desk, |item| view::about(visit, item), by)) } }
}

/// `GET /p/{key}/suggestions/count`.
pub(crate) async fn count(visit: Visit) -> Markup {
    quiet_count(visit.product.suggestions.len())
}

/// What is suggested.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    title: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    why: Option<String>,
}

/// `POST /p/{key}/suggestions`.
pub(crate) async fn suggest(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let command = Suggest {
        kind: Kind::parse(&wish.kind).unwrap_or(Kind::Story),
        title: wish.title,
        description: wish.description,
        epic: None,
        why: wish.why,
    };
    carry_out(&visit, command, |after, done| {
        let item = done.events.iter().find_map(|one| match &one.event {
            Event::ItemCreated(created) => Some(created.item),
            _ => None,
        });
        let key = item.map_or_else(String::new, |item| after.key(item));
        format!("Suggested {key}. The product owner decides about it.")
    })
    .await
}

/// The suggestion meant.
#[derive(Debug, Deserialize)]
pub(crate) struct Meant {
    items: String,
}

/// `POST /p/{key}/withdrawals`.
pub(crate) async fn withdraw(visit: Visit, Form(wish): Form<Meant>) -> Answer {
    let item = input::item(&visit.product, &wish.items)?;
    carry_out(&visit, Withdraw { item }, |after, _| {
        format!("Took {} back.", after.key(item))
    })
    .await
}

/// `POST /p/{key}/resubmissions`.
pub(crate) async fn resubmit(visit: Visit, Form(wish): Form<Meant>) -> Answer {
    let item = input::item(&visit.product, &wish.items)?;
    carry_out(&visit, Resubmit { item }, |after, _| {
        format!("Suggested {} again.", after.key(item))
    })
    .await
}

/// `POST /p/{key}/suggestion-link`.
pub(crate) async fn open_link(visit: Visit) -> Answer {
    let link = App::new_suggestion_link(visit.view.id);
    carry_out(&visit, OpenSuggestionLink { link }, |_, _| {
        "The suggestion link is open.".into()
    })
    .await
}

/// The link meant.
#[derive(Debug, Deserialize)]
pub(crate) struct Closing {
    link: String,
}

/// `POST /p/{key}/suggestion-link/closing`.
pub(crate) async fn close_link(visit: Visit, Form(wish): Form<Closing>) -> Answer {
    let link = wish.link.into();
    carry_out(&visit, CloseSuggestionLink { link }, |_, _| {
        "The suggestion link is closed. What came through it stays.".into()
    })
    .await
}
