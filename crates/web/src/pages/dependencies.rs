//! What an item waits for.

use axum::extract::{Form, Path};
use domain::item::depend::{AddDependency, RemoveDependency};
use domain::{ItemId, Product};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::input::{self, OfItem, OfPart};
use crate::visit::Visit;

/// The key of what it waits for.
#[derive(Debug, Deserialize)]
pub(crate) struct On {
    blocked_by: String,
}

/// The form's name of what is typed.
const FIELD: &str = "blocked_by";

/// `POST …/dependencies`.
pub(crate) async fn add(visit: Visit, Path(path): Path<OfItem>, Form(wish): Form<On>) -> Answer {
    let item = path.id(&visit.product)?;
    let blocked_by = typed(&visit.product, &wish.blocked_by)?;
    carry_out(&visit, AddDependency { item, blocked_by }, |after, _| {
        format!("{} waits for {}.", after.key(item), after.key(blocked_by))
    })
    .await
}

/// The item that is named; what can't be read is said where it was typed.
fn typed(product: &Product, text: &str) -> Result<ItemId, WebError> {
    let unreadable = |sentence: String| WebError::Unreadable(sentence, Some(FIELD));
    match input::items(product, text).as_deref() {
        Ok([one]) => Ok(*one),
        Ok(_) => Err(unreadable("Type one key at a time.".into())),
        Err(_) if text.trim().is_empty() => Err(unreadable(
            "No key was typed. Type the key of what must be done before it.".into(),
        )),
        Err(error) => Err(unreadable(error.said().sentence)),
    }
}

/// `POST …/dependencies/{part}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<OfPart>) -> Answer {
    let item = path.id(&visit.product)?;
    let blocked_by = ItemId(path.part);
    carry_out(&visit, RemoveDependency { item, blocked_by }, |after, _| {
        format!(
            "{} no longer waits for {}.",
            after.key(item),
            after.key(blocked_by)
        )
    })
    .await
}
