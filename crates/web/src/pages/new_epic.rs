//! An epic that is made while items are put into it: what was typed found none. Both are one command with
//! one undo.

use axum::extract::Form;
use domain::Event;
use domain::item::Kind;
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use serde::Deserialize;

use crate::answer::{Answer, carry_out, counted};
use crate::input;
use crate::visit::Visit;

/// Items, and what the epic they go into is called.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    items: String,
    title: String,
}

/// `POST /p/{key}/epics/new`.
pub(crate) async fn make(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let epic = NewItem {
        kind: Kind::Epic,
        children: items.clone(),
        ..NewItem::titled(&wish.title)
    };
    let command = CreateItems {
        items: vec![epic],
        at: Rank::Bottom,
    };
    carry_out(&visit, command, |after, done| {
        let mut events = done.events.iter();
        let made = events.find_map(|one| match &one.event {
            Event::ItemCreated(made) => Some(after.key(made.item)),
            _ => None,
        });
        let (items, made) = (counted(after, &items), made.unwrap_or_default());
        format!("Put {items} into the new epic {made}.")
    })
    .await
}
