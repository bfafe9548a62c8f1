//! Many items changing places at once: a new order in one event, where moving them one by one would
//! take as many. What is not named keeps its order around them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::reorder::{Moved, must_be_ordered};
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Put items back below what they stood below. The undo of an arrangement.
#[derive(Clone, PartialEq, Debug)]
pub struct ArrangeItems {
    /// Items with their left neighbours (`None`: on top).
    pub items: Vec<(ItemId, Option<ItemId>)>,
}

/// Items changed places.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsArranged {
    /// Which, by their new rank.
    pub items: Vec<Moved>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

pub(crate) fn decide(product: &Product, command: &ArrangeItems) -> Result<Vec<Event>, Refusal> {
    let mut below = BTreeMap::<Option<ItemId>, Vec<ItemId>>::new();
    let mut named = BTreeSet::new();
    for (item, left) in &command.items {
        must_be_ordered(product, *item)?;
        if named.insert(*item) {
            below.entry(*left).or_default().push(*item);
        }
    }
    let order = restored(&product.order, &named, below);
    if let Some(item) = named.iter().find(|item| !order.contains_key(item)) {
        return Err(Refusal::NeighbourGone { item: *item });
    }
    let named = named.into_iter();
    let mut ranks: Vec<(ItemId, u32)> = named.map(|item| (item, order[&item])).collect();
    ranks.sort_by_key(|(_, rank)| *rank);
    Ok(arranged(product, &ranks, None).into_iter().collect())
}

/// The ranks of everything, with `named` below what they go below; what goes below nothing that is
/// there has none.
fn restored(
    order: &[ItemId],
    named: &BTreeSet<ItemId>,
    mut below: BTreeMap<Option<ItemId>, Vec<ItemId>>,
) -> BTreeMap<ItemId, u32> {
    let mut ranks = BTreeMap::new();
    let staying = order.iter().copied().filter(|item| !named.contains(item));
    let mut open: Vec<ItemId> = below.remove(&None).unwrap_or_default();
    open.reverse();
    for next in [None].into_iter().chain(staying.map(Some)) {
        open.extend(next);
        while let Some(item) = open.pop() {
            ranks.insert(item, ranks.len() as u32 + 1);
            let under = below.remove(&Some(item)).unwrap_or_default();
            open.extend(under.into_iter().rev());
        }
    }
    ranks
}

/// The event that puts items to these ranks (by rising rank), unless they have them already.
pub(crate) fn arranged(
    product: &Product,
    items: &[(ItemId, u32)],
    reason: Option<Arc<str>>,
) -> Option<Event> {
    let named: Vec<ItemId> = items.iter().map(|(item, _)| *item).collect();
    let indices = product.indices(&named);
    let moved = items.iter().filter_map(|(item, to)| {
        let index = *indices.get(item)?;
        Some(Moved {
            item: *item,
            from: index as u32 + 1,
            to: *to,
            was_below: index.checked_sub(1).map(|left| product.order[left]),
        })
    });
    let items: Vec<Moved> = moved.collect();
    let stay = items.iter().all(|moved| moved.from == moved.to);
    (!stay).then_some(Event::ItemsArranged(ItemsArranged { items, reason }))
}

pub(crate) fn evolve(product: &mut Product, event: &ItemsArranged) {
    let named: BTreeSet<ItemId> = event.items.iter().map(|moved| moved.item).collect();
    let order = product.order.iter().copied();
    let mut staying = order.filter(|item| !named.contains(item));
    let mut named = event.items.iter().peekable();
    let mut order = Vec::with_capacity(product.order.len());
    loop {
        let rank = order.len() as u32 + 1;
        let due = named.next_if(|moved| moved.to <= rank);
        let next = due.map(|moved| moved.item).or_else(|| staying.next());
        match next.or_else(|| named.next().map(|moved| moved.item)) {
            Some(item) => order.push(item),
            None => break,
        }
    }
    product.arrange(order);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::remove::RemoveItems;
    use crate::testing::{Given, titles};

    fn arranging(pairs: &[(u32, u32)]) -> ArrangeItems {
        let left = |left| Some(ItemId(left)).filter(|left| left.0 > 0);
        let items = pairs.iter();
        let items = items.map(|(item, below)| (ItemId(*item), left(*below)));
        ArrangeItems {
            items: items.collect(),
        }
    }

    #[test]
    fn items_go_below_what_they_are_named_with_and_back() {
        let mut given = Given::items(["A", "B", "C", "D", "E"]);
        given.does(arranging(&[(5, 0), (4, 5), (1, 3)]));
        assert_eq!(titles(&given.product), ["E", "D", "B", "C", "A"]);
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B", "C", "D", "E"]);
        given.undoes_last();
        assert_eq!(titles(&given.product), ["E", "D", "B", "C", "A"]);
    }

    #[test]
    fn what_would_stand_below_itself_or_below_nothing_is_refused() {
        let mut given = Given::items(["A", "B", "C"]);
        for bad in [&[(1, 2), (2, 1)][..], &[(1, 1)], &[(1, 9)]] {
            let refused = given.refusal(arranging(bad));
            assert_eq!(refused, Refusal::NeighbourGone { item: ItemId(1) });
        }
        assert_eq!(given.decides(arranging(&[(2, 1), (2, 3)])), []);
        let items = vec![ItemId(2)];
        let reason = None;
        given.does(RemoveItems { items, reason });
        let refused = given.refusal(arranging(&[(3, 2)]));
        assert_eq!(refused, Refusal::NeighbourGone { item: ItemId(3) });
    }

    #[test]
    fn what_is_out_of_the_order_keeps_its_rank_for_when_it_comes_back() {
        let mut given = Given::items(["A", "B", "C", "D"])
            .ready(&[2])
            .sprint()
            .pulled(&[2]);
        given.does(arranging(&[(4, 0), (1, 3)]));
        assert_eq!(titles(&given.product), ["D", "C", "A"]);
        given.does(crate::sprint::put_back::PutBack {
            sprint: crate::SprintId(1),
            items: vec![ItemId(2)],
            reason: None,
        });
        assert_eq!(titles(&given.product), ["D", "B", "C", "A"]);
    }
}
