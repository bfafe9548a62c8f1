//! Which epic an item belongs to (A4).

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Put an item under an epic, or under none.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeEpic {
    /// Which item.
    pub item: ItemId,
    /// Under which epic.
    pub to: Option<ItemId>,
}

/// An item's epic changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EpicChanged {
    /// Which item.
    pub item: ItemId,
    /// Under which epic it was.
    pub from: Option<ItemId>,
    /// Under which it is.
    pub to: Option<ItemId>,
}

pub(crate) fn decide(product: &Product, command: &ChangeEpic) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    if item.epic == command.to {
        return Ok(Vec::new());
    }
    if let Some(epic) = command.to {
        may_hold(product, item.kind, epic)?;
    }
    Ok(vec![Event::EpicChanged(EpicChanged {
        item: item.id,
        from: item.epic,
        to: command.to,
    })])
}

/// That `epic` is one and takes items of this kind.
///
/// # Errors
/// [`Refusal::NotAnEpic`], [`Refusal::EpicInEpic`], [`Refusal::StandsAside`], or that there is no such item.
pub(crate) fn may_hold(product: &Product, kind: Kind, epic: ItemId) -> Result<(), Refusal> {
    let holder = product.live_item(epic)?;
    if holder.place.is_aside() {
        let (item, place) = (epic, holder.place);
        return Err(Refusal::StandsAside { item, place });
    }
    match holder.kind {
        Kind::Epic if kind == Kind::Epic => Err(Refusal::EpicInEpic),
        Kind::Epic => Ok(()),
        _ => Err(Refusal::NotAnEpic { item: epic }),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &EpicChanged) {
    let item = product.items.get(&event.item);
    if item.is_some_and(|item| item.place.joins_epic()) {
        if let Some(epic) = event.from {
            product.leave_epic(event.item, epic);
        }
        if let Some(epic) = event.to {
            product.join_epic(event.item, epic);
        }
    }
    product.change_item(event.item, |item| item.epic = event.to);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::kind::ChangeKind;
    use crate::testing::{Given, titles};

    #[test]
    fn a_broken_down_epic_leaves_the_order_to_its_items() {
        let mut given = Given::items(["A", "E", "B"]);
        given.does(ChangeKind {
            item: ItemId(2),
            to: Kind::Epic,
        });
        assert_eq!(titles(&given.product), ["A", "E", "B"]);
        given.does(ChangeEpic {
            item: ItemId(3),
            to: Some(ItemId(2)),
        });
        assert_eq!(titles(&given.product), ["A", "B"]);
        given.does(ChangeEpic {
            item: ItemId(3),
            to: None,
        });
        assert_eq!(titles(&given.product), ["A", "E", "B"]);
    }

    #[test]
    fn an_epic_that_was_broken_down_by_mistake_stands_where_it_stood() {
        let mut given = Given::items(["A", "E", "B", "C"]);
        given.does(ChangeKind {
            item: ItemId(2),
            to: Kind::Epic,
        });
        given.does(ChangeEpic {
            item: ItemId(4),
            to: Some(ItemId(2)),
        });
        assert_eq!(titles(&given.product), ["A", "B", "C"]);
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "E", "B", "C"]);
    }

    #[test]
    fn only_an_epic_holds_items() {
        let given = Given::items(["A", "B"]);
        assert_eq!(
            given.refusal(ChangeEpic {
                item: ItemId(1),
                to: Some(ItemId(2))
            }),
            Refusal::NotAnEpic { item: ItemId(2) }
        );
    }
}
