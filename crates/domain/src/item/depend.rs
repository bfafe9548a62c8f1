//! Dependencies: what must be done before what (C17). A cycle is refused and
//! shown. Links that hold nothing up are in `relate.rs`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Say that an item waits for another.
#[derive(Clone, PartialEq, Debug)]
pub struct AddDependency {
    /// Which waits.
    pub item: ItemId,
    /// For which.
    pub blocked_by: ItemId,
}

/// Say that an item no longer waits for another.
#[derive(Clone, PartialEq, Debug)]
pub struct RemoveDependency {
    /// Which waited.
    pub item: ItemId,
    /// For which.
    pub blocked_by: ItemId,
}

/// An item waits for another.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DependencyAdded {
    /// Which.
    pub item: ItemId,
    /// For which.
    pub blocked_by: ItemId,
}

/// An item no longer waits for another.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DependencyRemoved {
    /// Which.
    pub item: ItemId,
    /// For which.
    pub blocked_by: ItemId,
}

pub(crate) fn decide_add(
    product: &Product,
    command: &AddDependency,
) -> Result<Vec<Event>, Refusal> {
    let AddDependency { item, blocked_by } = *command;
    let waiting = product.live_item(item)?;
    product.live_item(blocked_by)?;
    if item == blocked_by {
        return Err(Refusal::WaitsForItself { item });
    }
    if waiting.blocked_by.contains(&blocked_by) {
        return Ok(Vec::new());
    }
    let waits_for = |item| match product.items.get(&item) {
        Some(item) => item.blocked_by.iter().copied().collect(),
        None => Vec::new(),
    };
    if let Some(path) = path(blocked_by, item, waits_for) {
        return Err(Refusal::DependencyCycle { path });
    }
    super::create::within_limit("dependencies", waiting.blocked_by.len() + 1)?;
    Ok(vec![Event::DependencyAdded(DependencyAdded {
        item,
        blocked_by,
    })])
}

pub(crate) fn decide_remove(
    product: &Product,
    command: &RemoveDependency,
) -> Result<Vec<Event>, Refusal> {
    let RemoveDependency { item, blocked_by } = *command;
    if !product.live_item(item)?.blocked_by.contains(&blocked_by) {
        return Ok(Vec::new());
    }
    Ok(vec![Event::DependencyRemoved(DependencyRemoved {
        item,
        blocked_by,
    })])
}

/// The items on a way from `from` to `to` along `next`, both included.
pub(super) fn path(
    from: ItemId,
    to: ItemId,
    next: impl Fn(ItemId) -> Vec<ItemId>,
) -> Option<Vec<ItemId>> {
    let mut came_from: BTreeMap<ItemId, ItemId> = BTreeMap::new();
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(item) = open.pop() {
        if item == to {
            let mut path = vec![to];
            while let Some(previous) = came_from.get(path.last()?) {
                path.push(*previous);
            }
            path.reverse();
            return Some(path);
        }
        for next in next(item) {
            if seen.insert(next) {
                came_from.insert(next, item);
                open.push(next);
            }
        }
    }
    None
}

pub(crate) fn evolve_added(product: &mut Product, event: &DependencyAdded) {
    product.change_item(event.item, |item| {
        item.blocked_by.insert(event.blocked_by);
    });
    let mut waiting = product
        .blocks
        .get(&event.blocked_by)
        .cloned()
        .unwrap_or_default();
    waiting.insert(event.item);
    product.blocks.insert(event.blocked_by, waiting);
}

pub(crate) fn evolve_removed(product: &mut Product, event: &DependencyRemoved) {
    product.change_item(event.item, |item| {
        item.blocked_by.remove(&event.blocked_by);
    });
    let mut waiting = product
        .blocks
        .get(&event.blocked_by)
        .cloned()
        .unwrap_or_default();
    waiting.remove(&event.item);
    match waiting.is_empty() {
        true => product.blocks.remove(&event.blocked_by),
        false => product.blocks.insert(event.blocked_by, waiting),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    fn waits(item: u32, blocked_by: u32) -> AddDependency {
        AddDependency {
            item: ItemId(item),
            blocked_by: ItemId(blocked_by),
        }
    }

    #[test]
    fn a_cycle_is_refused_and_shown() {
        let mut given = Given::items(["A", "B", "C"]);
        given.does(waits(1, 2));
        given.does(waits(2, 3));
        let path = [1, 2, 3].map(ItemId).to_vec();
        assert_eq!(
            given.refusal(waits(3, 1)),
            Refusal::DependencyCycle { path }
        );
    }

    #[test]
    fn an_item_does_not_wait_for_itself() {
        let given = Given::items(["A"]);
        let item = ItemId(1);
        let refusal = given.refusal(waits(1, 1));
        assert_eq!(refusal, Refusal::WaitsForItself { item });
        let said = refusal.explain(&given.product).sentence();
        assert!(
            said.starts_with("An item cannot wait for itself."),
            "{said}"
        );
        assert_eq!(refusal.field(), Some("blocked_by"));
    }
}
