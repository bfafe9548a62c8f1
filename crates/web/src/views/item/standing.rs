//! What an item's place means for it: who suggested it and why, until when it lies
//! in the icebox, how it left the product, what was merged into it.

use domain::place::Way;
use domain::{Item, ItemId, Place};
use maud::{Markup, html};

use crate::views::suggestions::suggester;
use crate::views::{day, since};
use crate::visit::Visit;

/// A few sentences; nothing for an item that was simply written down.
pub(super) fn standing(visit: &Visit, item: &Item) -> Markup {
    let absorbed: Vec<ItemId> = item.absorbed.iter().copied().collect();
    html! {
        @if item.suggestion.is_some() || item.iced.is_some() || item.gone.is_some() || !absorbed.is_empty() || is_split(item) {
            div.standing {
                (suggested(visit, item))
                @if let Some(iced) = &item.iced {
                    p { "In the icebox until " (day(iced.until)) (because(iced.reason.as_deref())) }
                }
                (gone(visit, item))
                (split(visit, item))
                @if !absorbed.is_empty() {
                    p { "Merged into it: " @for (at, id) in absorbed.iter().enumerate() { @if at > 0 { ", " } (link(visit, *id)) } }
                }
            }
        }
    }
}

fn suggested(visit: &Visit, item: &Item) -> Markup {
    html! {
        @if let Some(suggestion) = &item.suggestion {
            p {
                "Suggested by " (suggester(visit, item)) ", " (since(item.created_at, visit.now))
                (because(suggestion.why.as_deref()))
            }
        }
    }
}

fn gone(visit: &Visit, item: &Item) -> Markup {
    let Some(gone) = &item.gone else {
        return html! {};
    };
    html! {
        p {
            @match gone.way {
                Way::Removed => { "Removed from the product" }
                Way::Declined => { "Declined" }
                Way::Wont => { "Won’t have" }
                Way::Withdrawn => { "Taken back by whoever suggested it" }
                Way::Merged(into) => { "Merged into " (link(visit, into)) }
            }
            (because(gone.reason.as_deref()))
        }
    }
}

fn is_split(item: &Item) -> bool {
    item.split_from.is_some() || !item.split_into.is_empty()
}

/// What it was split from, and into.
fn split(visit: &Visit, item: &Item) -> Markup {
    html! {
        @if let Some(whole) = item.split_from { p { "Split from " (titled(visit, whole)) } }
        @if !item.split_into.is_empty() {
            p { "Split; its other parts:" }
            ul { @for part in &item.split_into { li { (titled(visit, *part)) } } }
        }
    }
}

/// An item by key and title, and that it is gone if it is.
fn titled(visit: &Visit, id: ItemId) -> Markup {
    let item = visit.product.items.get(&id);
    html! {
        (link(visit, id))
        @if let Some(item) = item {
            " " (item.title.value)
            @if item.place == Place::Removed { " (" (item.whereabouts()) ")" }
        }
    }
}

fn because(reason: Option<&str>) -> Markup {
    html! { @if let Some(reason) = reason { ": “" (reason) "”" } }
}

fn link(visit: &Visit, item: ItemId) -> Markup {
    html! { a href=(visit.urls.item(item)) data-open-item=(visit.key(item)) { (visit.key(item)) } }
}
