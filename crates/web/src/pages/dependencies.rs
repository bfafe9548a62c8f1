//! What an item waits for.

use axum::extract::{Form, Path};
use domain::ItemId;
use domain::item::depend::{AddDependency, RemoveDependency};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::input::{self, OfItem, OfPart};
use crate::visit::Visit;

/// The key of what it waits for.
#[derive(Debug, Deserialize)]
pub(crate) struct On {
    blocked_by: String,
}

/// `POST …/dependencies`.
pub(crate) async fn add(visit: Visit, Path(path): Path<OfItem>, Form(wish): Form<On>) -> Answer {
    let item = path.id(&visit.product)?;
    let what = "of what must be done before it";
    let blocked_by = input::other(&visit.product, "blocked_by", &wish.blocked_by, what)?;
    carry_out(&visit, AddDependency { item, blocked_by }, |after, _| {
        format!("{} waits for {}.", after.key(item), after.key(blocked_by))
    })
    .await
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
