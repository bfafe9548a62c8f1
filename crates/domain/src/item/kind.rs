//! What sort of work an item is (A4).

use serde::{Deserialize, Serialize};

use super::{Item, Kind, Place};
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Make an item a story, a task, a bug or an epic.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeKind {
    /// Which item.
    pub item: ItemId,
    /// What it shall be.
    pub to: Kind,
}

/// An item's kind changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KindChanged {
    /// Which item.
    pub item: ItemId,
    /// What it was.
    pub from: Kind,
    /// What it is.
    pub to: Kind,
}

pub(crate) fn decide(product: &Product, command: &ChangeKind) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    if item.kind == command.to {
        return Ok(Vec::new());
    }
    may_become(product, item, command.to)?;
    Ok(vec![Event::KindChanged(KindChanged {
        item: item.id,
        from: item.kind,
        to: command.to,
    })])
}

/// That an item may be made this; a page asks it for what it offers.
///
/// # Errors
/// When it would be an epic within one or in a sprint, or has items of its own.
pub fn may_become(product: &Product, item: &Item, to: Kind) -> Result<(), Refusal> {
    if to == Kind::Epic {
        if item.epic.is_some() {
            return Err(Refusal::EpicInEpic);
        }
        if !(item.place == Place::ProductBacklog || item.place.is_aside()) {
            return Err(Refusal::NotInProductBacklog {
                item: item.id,
                place: item.place,
            });
        }
    }
    match product.children.get(&item.id) {
        Some(children) => Err(Refusal::EpicHasItems {
            item: item.id,
            count: children.len(),
        }),
        None => Ok(()),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &KindChanged) {
    product.change_item(event.item, |item| item.kind = event.to);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::epic::ChangeEpic;
    use crate::testing::Given;

    #[test]
    fn an_epic_with_items_stays_an_epic() {
        let mut given = Given::items(["A", "B"]);
        given.does(ChangeKind {
            item: ItemId(1),
            to: Kind::Epic,
        });
        given.does(ChangeEpic {
            item: ItemId(2),
            to: Some(ItemId(1)),
        });
        assert_eq!(
            given.refusal(ChangeKind {
                item: ItemId(1),
                to: Kind::Bug
            }),
            Refusal::EpicHasItems {
                item: ItemId(1),
                count: 1
            }
        );
        assert_eq!(
            given.refusal(ChangeKind {
                item: ItemId(2),
                to: Kind::Epic
            }),
            Refusal::EpicInEpic
        );
    }
}
