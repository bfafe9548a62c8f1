//! The icebox: what might be built or not. What is due for a look comes first.

use axum::extract::Query;
use domain::place::ice;
use domain::{Item, ItemId, Place, Right};
use maud::{Markup, html};

use crate::pages::suggestions::Asked;
use crate::ui::layout::Page;
use crate::ui::{self, Tone};
use crate::urls::route;
use crate::views::desk::{self, Desk};
use crate::views::frame::{Here, due, page, quiet_count};
use crate::views::{counted, day};
use crate::visit::Visit;

/// `GET /p/{key}/icebox`.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Markup {
    let shown = Page {
        title: format!("Icebox, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::ICEBOX), "Icebox".to_owned()),
        ],
        live: "order items".into(),
        main: main(&visit, asked.at()),
        floats: desk::floats(&visit, Place::Icebox),
        ..Page::default()
    };
    page(&visit, Here::Icebox, &shown)
}

fn main(visit: &Visit, at: &str) -> Markup {
    let queue: Vec<ItemId> = visit.product.icebox.iter().map(|(_, item)| *item).collect();
    if queue.is_empty() {
        return empty(visit);
    }
    let number = visit.product.parse_item_key(at);
    let at = number.and_then(|number| queue.iter().position(|id| *id == number));
    let desk = Desk {
        at: at.unwrap_or_default(),
        queue: &queue,
        path: visit.urls.to(route::ICEBOX),
        admit: "Bring back",
        ice: "Keep for longer",
    };
    let until = |item: &Item| html! { span.quieter { (until(visit, item)) } };
    html! {
        div.pad {
            p.quiet { (summary(visit, queue.len())) }
            (desk::desk(visit, &desk, |item| about(visit, item), until))
        }
    }
}

fn summary(visit: &Visit, all: usize) -> String {
    let lie = if all == 1 { "lies" } else { "lie" };
    match due(visit) {
        0 => format!(
            "{} {lie} here; none is due for a look.",
            counted(all, "item")
        ),
        due => format!("{} {lie} here; {due} due for a look.", counted(all, "item")),
    }
}

fn empty(visit: &Visit) -> Markup {
    let rule =
        "It holds what might be built or not. Each item has a day on which it is looked at again.";
    let next = html! {
        @if visit.may(Right::Order) { p.quiet { "In the product backlog, M I puts an item here." } }
    };
    ui::empty("The icebox is empty", rule, &next)
}

fn about(visit: &Visit, item: &Item) -> Markup {
    let iced = item.iced.as_ref();
    let today = ice::today(&visit.product, visit.now);
    let is_due = iced.is_some_and(|iced| iced.until <= today);
    html! {
        p.quiet { @if is_due { (ui::chip("Due", Tone::Warn)) " " } (until(visit, item)) }
        @if let Some(reason) = iced.and_then(|iced| iced.reason.as_deref()) { blockquote.why { (reason) } }
    }
}

fn until(visit: &Visit, item: &Item) -> String {
    let today = ice::today(&visit.product, visit.now);
    match &item.iced {
        Some(iced) if iced.until <= today => format!("was to be looked at on {}", day(iced.until)),
        Some(iced) => format!("looked at again on {}", day(iced.until)),
        None => String::new(),
    }
}

/// `GET /p/{key}/icebox/count`.
pub(crate) async fn count(visit: Visit) -> Markup {
    quiet_count(due(&visit))
}
