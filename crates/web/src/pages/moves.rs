//! Re-order, remove, bring back, undo: commands about where items stand.

use app::Done;
use axum::extract::{Form, Path};
use domain::item::remove::{RemoveItems, RestoreItems};
use domain::item::reorder::MoveItems;
use domain::{CommandId, ItemId, Product};
use serde::Deserialize;
use uuid::Uuid;

use crate::answer::{Answer, answer, carry_out, counted};
use crate::error::WebError;
use crate::input;
use crate::visit::Visit;

/// Items, and where they shall go.
#[derive(Debug, Deserialize)]
pub(crate) struct Move {
    items: String,
    to: String,
    #[serde(default)]
    reason: Option<String>,
}

/// `POST /p/{key}/moves`.
pub(crate) async fn reorder(visit: Visit, Form(wish): Form<Move>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = input::rank(&visit.product, &items, &wish.to)?;
    let command = MoveItems {
        items: items.clone(),
        to,
        reason: wish.reason,
    };
    carry_out(&visit, command, |after, _| moved(after, &items)).await
}

/// "Moved PAY-12 to 3."
fn moved(after: &Visit, items: &[ItemId]) -> String {
    let rank = items
        .first()
        .and_then(|item| after.product.rank(*item))
        .unwrap_or_default();
    match items.len() {
        1 => format!("Moved {} to {rank}.", counted(after, items)),
        many => format!("Moved {many} items to {rank}–{}.", rank as usize + many - 1),
    }
}

/// Items alone.
#[derive(Debug, Deserialize)]
pub(crate) struct Items {
    items: String,
}

/// `POST /p/{key}/removals`.
pub(crate) async fn remove(visit: Visit, Form(wish): Form<Items>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let command = RemoveItems {
        items: items.clone(),
        reason: None,
    };
    carry_out(&visit, command, |after, _| {
        format!("Removed {}.", counted(after, &items))
    })
    .await
}

/// `POST /p/{key}/restorations`.
pub(crate) async fn restore(visit: Visit, Form(wish): Form<Items>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let command = RestoreItems {
        items: items.clone(),
    };
    carry_out(&visit, command, |after, _| {
        format!("Brought {} back.", counted(after, &items))
    })
    .await
}

/// The command to undo.
#[derive(Debug, Deserialize)]
pub(crate) struct Undone {
    command: Uuid,
}

/// `POST /p/{key}/undo/{command}`. Undoing an undo does it again.
pub(crate) async fn undo(visit: Visit, Path(path): Path<Undone>) -> Answer {
    let actor = visit.visitor.actor();
    let undone = visit
        .visitor
        .app
        .undo(actor, visit.view.id, CommandId(path.command))
        .await;
    let done: Done<Product> = undone.map_err(WebError::from)?;
    Ok(answer(&visit, &done, |_, _| "Undone.".to_owned()))
}
