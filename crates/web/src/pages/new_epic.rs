//! An epic that is made while items are put into it: what was typed found none. Both are one change with
//! one undo.

use app::{Done, Mode};
use axum::extract::Form;
use domain::item::Kind;
use domain::item::create::{CreateItems, NewItem};
use domain::item::epic::ChangeEpic;
use domain::item::reorder::Rank;
use domain::{Command, Event, ItemId, Product};
use serde::Deserialize;

use crate::answer::{Answer, answer, counted};
use crate::error::WebError;
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
    let epic = visit.product.next_item();
    let new = NewItem {
        kind: Kind::Epic,
        ..NewItem::titled(&wish.title)
    };
    let at = Rank::Bottom;
    let made = CreateItems {
        items: vec![new],
        at,
    };
    let into = |item: &ItemId| {
        let (item, to) = (*item, Some(epic));
        Command::from(ChangeEpic { item, to })
    };
    let mut commands = vec![Command::from(made)];
    commands.extend(items.iter().map(into));
    let (app, actor) = (&visit.visitor.app, visit.visitor.actor());
    let id = visit.view.id;
    let done = app.execute_many(actor, id, commands, Mode::All).await?;
    if !makes(&done, epic) {
        app.undo(actor, id, done.command).await?;
        return Err(meanwhile());
    }
    Ok(answer(&visit, &done, |after, _| {
        format!(
            "Put {} into the new epic {}.",
            counted(after, &items),
            after.key(epic)
        )
    }))
}

/// Whether what was written down got the number it was expected to get: what somebody else writes down at the same
/// moment takes one, too.
fn makes(done: &Done<Product>, item: ItemId) -> bool {
    let mut events = done.events.iter();
    events.any(|one| matches!(&one.event, Event::ItemCreated(made) if made.item == item))
}

fn meanwhile() -> WebError {
    let sentence = "Somebody else wrote something down at the same moment, so nothing was changed. \
                    Choose it again.";
    WebError::Unreadable(sentence.to_owned(), None)
}
