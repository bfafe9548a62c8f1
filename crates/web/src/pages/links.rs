//! What an item is to another beside that it waits for it.

use axum::extract::{Form, Path};
use domain::item::Relation;
use domain::item::relate::{LinkItem, UnlinkItem};
use domain::{ItemId, Product};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::input::{self, OfItem};
use crate::visit::Visit;

/// What it is to which other item.
#[derive(Debug, Deserialize)]
pub(crate) struct To {
    relation: String,
    other: String,
}

impl To {
    fn read(&self, product: &Product) -> Result<(Relation, ItemId), WebError> {
        let relation = Relation::parse(&self.relation).ok_or_else(|| {
            let sentence = format!("Items do not “{}” each other here.", self.relation);
            WebError::Unreadable(sentence, Some("relation"))
        })?;
        let what = "of the item it is to be linked to";
        Ok((relation, input::other(product, "other", &self.other, what)?))
    }
}

/// `POST …/links`.
pub(crate) async fn add(visit: Visit, Path(path): Path<OfItem>, Form(wish): Form<To>) -> Answer {
    let item = path.id(&visit.product)?;
    let (relation, other) = wish.read(&visit.product)?;
    let command = LinkItem {
        item,
        relation,
        other,
    };
    carry_out(&visit, command, |after, _| {
        format!("{} {relation} {}.", after.key(item), after.key(other))
    })
    .await
}

/// `POST …/links/removals`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<OfItem>, Form(wish): Form<To>) -> Answer {
    let item = path.id(&visit.product)?;
    let (relation, other) = wish.read(&visit.product)?;
    let command = UnlinkItem {
        item,
        relation,
        other,
    };
    carry_out(&visit, command, |after, _| {
        let (item, other) = (after.key(item), after.key(other));
        format!("{item} and {other} are no longer linked so.")
    })
    .await
}
