//! Declining what waits, with a reason its suggester reads (B2). How an item
//! left the product is kept with it: removed, declined, withdrawn, merged.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Gone, Leaving, Standing, Way, leaving, waits};
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::reorder::distinct;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// Decide against items that wait in suggestions or in the icebox.
#[derive(Clone, PartialEq, Debug)]
pub struct DeclineItems {
    /// Which.
    pub items: Vec<ItemId>,
    /// Why. One line.
    pub reason: String,
}

/// Items that waited left the product.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsDismissed {
    /// Which, with where they waited.
    pub items: Vec<Leaving>,
    /// How they left.
    pub way: Way,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

pub(crate) fn decide(product: &Product, command: &DeclineItems) -> Result<Vec<Event>, Refusal> {
    let reason = text::line("reason", &command.reason)?;
    let items = distinct(&command.items);
    for item in &items {
        waits(product, *item)?;
    }
    dismissal(product, &items, Way::Declined, Some(reason))
}

/// The event with which items that wait leave the product.
pub(crate) fn dismissal(
    product: &Product,
    items: &[ItemId],
    way: Way,
    reason: Option<Arc<str>>,
) -> Result<Vec<Event>, Refusal> {
    let items = leaving(product, items)?;
    match items.is_empty() {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::ItemsDismissed(ItemsDismissed {
            items,
            way,
            reason,
        })]),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &ItemsDismissed) {
    let items: Vec<ItemId> = event.items.iter().map(|one| one.item).collect();
    product.lift(&items);
    for Leaving { item, was } in &event.items {
        let (way, reason) = (event.way, event.reason.clone());
        let was = Box::new(was.clone());
        product.set_down(*item, &Standing::Removed(Gone { way, reason, was }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Place;
    use crate::item::remove::{RemoveItems, RestoreItems};
    use crate::place::suggest::Suggest;
    use crate::testing::Given;

    fn suggested() -> Given {
        let mut given = Given::items(["A"]);
        given.does(Suggest {
            kind: crate::item::Kind::Story,
            title: "B".into(),
            description: String::new(),
            epic: None,
            why: None,
        });
        given
    }

    fn decline(reason: &str) -> DeclineItems {
        let (items, reason) = (vec![ItemId(2)], reason.into());
        DeclineItems { items, reason }
    }

    #[test]
    fn a_decision_against_something_needs_a_reason_and_is_kept() {
        let mut given = suggested();
        assert_eq!(
            given.refusal(decline("  ")),
            Refusal::TextMissing { field: "reason" }
        );
        given.does(decline("We do not ship printers"));
        let gone = given.item(2).gone.clone().expect("gone");
        assert_eq!(gone.way, Way::Declined);
        assert_eq!(gone.reason.as_deref(), Some("We do not ship printers"));
        given.does(RestoreItems {
            items: vec![ItemId(2)],
        });
        assert_eq!(given.item(2).place, Place::Suggestions);
        assert_eq!(given.item(2).gone, None);
    }

    #[test]
    fn what_stands_in_the_backlog_is_not_declined_but_removed() {
        let mut given = suggested();
        let items = vec![ItemId(1)];
        let reason = "No".into();
        assert!(matches!(
            given.refusal(DeclineItems { items, reason }),
            Refusal::NotWaiting { .. }
        ));
        given.does(RemoveItems {
            items: vec![ItemId(1), ItemId(2)],
            reason: Some("Old".into()),
        });
        let way = |item| given.item(item).gone.as_ref().map(|gone| gone.way);
        assert_eq!((way(1), way(2)), (Some(Way::Removed), Some(Way::Removed)));
    }
}
