//! Putting items back to where they were: what undoes every decision about
//! suggestions, icebox and removal, and brings back what was removed from there.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Leaving, Standing, leaving};
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::Place;
use crate::item::epic::may_hold;
use crate::item::reorder::distinct;
use crate::product::Product;
use crate::refusal::Refusal;

/// Put items back to where they were.
#[derive(Clone, PartialEq, Debug)]
pub struct ReturnItems {
    /// Which and whereto, those of the product backlog by rising former rank.
    pub items: Vec<(ItemId, Standing)>,
}

/// Items went back to where they were, those that stood in the order by rising
/// rank first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsReturned {
    /// Which, in the order in which they went.
    pub items: Vec<Returning>,
}

/// An item that goes back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Returning {
    /// Which.
    pub item: ItemId,
    /// Where it was.
    pub was: Standing,
    /// Where it is.
    pub to: Standing,
}

pub(crate) fn decide(product: &Product, command: &ReturnItems) -> Result<Vec<Event>, Refusal> {
    let all: Vec<ItemId> = command.items.iter().map(|(item, _)| *item).collect();
    let from = leaving(product, &distinct(&all))?;
    let mut standing: BTreeSet<ItemId> = product.order.iter().copied().collect();
    for leaving in &from {
        standing.remove(&leaving.item);
    }
    let mut items = Vec::new();
    for Leaving { item, was } in from {
        let Some((_, to)) = command.items.iter().find(|(id, _)| *id == item) else {
            continue;
        };
        // Ranks are restored by another command.
        if was.place() == Place::ProductBacklog && to.place() == was.place() {
            continue;
        }
        let to = destination(product, item, to, &mut standing)?;
        items.push(Returning { item, was, to });
    }
    items.retain(|returning| returning.was != returning.to);
    match items.is_empty() {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::ItemsReturned(ItemsReturned { items })]),
    }
}

/// Where an item goes, as far as that is still there.
fn destination(
    product: &Product,
    id: ItemId,
    to: &Standing,
    standing: &mut BTreeSet<ItemId>,
) -> Result<Standing, Refusal> {
    let item = product.item(id)?;
    match to {
        Standing::ProductBacklog { left } => {
            if let Some(epic) = item.epic {
                may_hold(product, item.kind, epic)?;
                // It leaves the order when its first item comes back.
                standing.remove(&epic);
            }
            let left = left.filter(|left| standing.contains(left));
            standing.insert(id);
            Ok(Standing::ProductBacklog { left })
        }
        to => {
            if let Some(into) = to.merged_into() {
                if into == id {
                    return Err(Refusal::MergedWithItself { item: id });
                }
                product.live_item(into)?;
            }
            Ok(to.clone())
        }
    }
}

pub(crate) fn evolve(product: &mut Product, event: &ItemsReturned) {
    let items: Vec<ItemId> = event.items.iter().map(|one| one.item).collect();
    product.lift(&items);
    let items = event.items.iter().map(|one| (one.item, &one.to));
    product.set_down_each(&items.collect::<Vec<_>>());
}
