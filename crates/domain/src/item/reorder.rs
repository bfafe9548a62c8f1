//! Re-ordering the product backlog: cheap, many at once, with a reason (A1, C1).

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Place;
use super::arrange::{self, ArrangeItems};
use crate::event::Event;
use crate::ids::ItemId;
use crate::order::index_after;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// A place in the product backlog's order, as a person names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rank {
    /// Above everything.
    Top,
    /// Below everything.
    Bottom,
    /// To this rank, counted from 1; past the end means the bottom.
    At(u32),
    /// Right above this item.
    Before(ItemId),
    /// Right below this item.
    After(ItemId),
}

/// Put items at a rank, in the order they are named.
#[derive(Clone, PartialEq, Debug)]
pub struct MoveItems {
    /// Which.
    pub items: Vec<ItemId>,
    /// Where the first of them goes.
    pub to: Rank,
    /// Why here.
    pub reason: Option<String>,
}

/// Put items back to where they stood: each right below its former left
/// neighbour, at once. The undo of a move.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreRanks {
    /// Items with their left neighbours (`None`: on top), by rising rank.
    pub items: Vec<(ItemId, Option<ItemId>)>,
}

/// Items changed their rank.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsMoved {
    /// Which, in their new order.
    pub items: Vec<Moved>,
    /// What stands right above the first of them now; `None` on top.
    pub left: Option<ItemId>,
    /// Why here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

/// One item's move.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Moved {
    /// Which.
    pub item: ItemId,
    /// Its rank before.
    pub from: u32,
    /// Its rank now.
    pub to: u32,
    /// What stood right above it before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_below: Option<ItemId>,
}

pub(crate) fn decide(product: &Product, command: &MoveItems) -> Result<Vec<Event>, Refusal> {
    for item in &command.items {
        must_be_ordered(product, *item)?;
    }
    let reason = text::reason(command.reason.as_deref())?;
    let moving: BTreeSet<ItemId> = command.items.iter().copied().collect();
    let left = resolve(&product.order, &moving, command.to)?;
    Ok(moved(product, &distinct(&command.items), left, reason)
        .into_iter()
        .collect())
}

pub(crate) fn decide_restore(
    product: &Product,
    command: &RestoreRanks,
) -> Result<Vec<Event>, Refusal> {
    let Some((first, was_below)) = command.items.first().copied() else {
        return Ok(Vec::new());
    };
    if !is_one_piece(&command.items) {
        let items = command.items.clone();
        return arrange::decide(product, &ArrangeItems { items });
    }
    for (item, _) in &command.items {
        must_be_ordered(product, *item)?;
    }
    let left = was_below.filter(|left| product.order.contains(left));
    if was_below.is_some() && left.is_none() {
        return Err(Refusal::NeighbourGone { item: first });
    }
    let items: Vec<ItemId> = command.items.iter().map(|(item, _)| *item).collect();
    let (items, left) = past_those_in_place(&product.order, &items, left);
    Ok(moved(product, items, left, None).into_iter().collect())
}

/// Whether items stood in one piece, each right below the one before: those are put back by
/// one move. Others are by a new order, which is one event however many pieces there are.
fn is_one_piece(items: &[(ItemId, Option<ItemId>)]) -> bool {
    let each: BTreeSet<ItemId> = items.iter().map(|(item, _)| *item).collect();
    let mut pairs = items.windows(2);
    each.len() == items.len()
        && pairs.all(|pair| pair[1].1 == Some(pair[0].0))
        && items[0].1.is_none_or(|left| !each.contains(&left))
}

/// Without the first ones that stand below `left` already, and what the others go below.
fn past_those_in_place<'a>(
    order: &[ItemId],
    items: &'a [ItemId],
    left: Option<ItemId>,
) -> (&'a [ItemId], Option<ItemId>) {
    let below = &order[index_after(order, left)..];
    let there = items
        .iter()
        .zip(below)
        .take_while(|(one, other)| one == other);
    let there = there.count();
    let left = there.checked_sub(1).map_or(left, |last| Some(items[last]));
    (&items[there..], left)
}

/// The event that puts `items` below `left`, unless they stand there already.
fn moved(
    product: &Product,
    items: &[ItemId],
    left: Option<ItemId>,
    reason: Option<Arc<str>>,
) -> Option<Event> {
    let indices = product.indices(items);
    let was = |item: &ItemId| {
        let index = indices.get(item).copied().unwrap_or_default();
        (index, index.checked_sub(1).map(|left| product.order[left]))
    };
    let before = index_after(&product.order, left);
    let above = before - indices.values().filter(|index| **index < before).count();
    let moves: Vec<Moved> = items
        .iter()
        .zip(above as u32 + 1..)
        .map(|(item, to)| {
            let (index, was_below) = was(item);
            Moved {
                item: *item,
                from: index as u32 + 1,
                to,
                was_below,
            }
        })
        .collect();
    if moves.iter().all(|moved| moved.from == moved.to) {
        return None;
    }
    Some(Event::ItemsMoved(ItemsMoved {
        items: moves,
        left,
        reason,
    }))
}

/// What will stand right above something that goes to `rank`, when the items
/// in `moving` are taken out first.
///
/// # Errors
/// When the neighbour named is not in the order.
pub(crate) fn resolve(
    order: &[ItemId],
    moving: &BTreeSet<ItemId>,
    rank: Rank,
) -> Result<Option<ItemId>, Refusal> {
    let staying = |item: &&ItemId| moving.is_empty() || !moving.contains(item);
    let index_of = |item: ItemId| {
        let index = order.iter().position(|other| *other == item);
        index.ok_or(Refusal::NeighbourNotInOrder { item })
    };
    match rank {
        Rank::Top | Rank::At(0 | 1) => Ok(None),
        Rank::Bottom => Ok(order.iter().rev().find(staying).copied()),
        Rank::At(rank) => {
            let above = rank as usize - 1;
            let mut staying = order.iter().filter(staying);
            Ok(staying
                .nth(above - 1)
                .or_else(|| order.iter().rev().find(|i| !moving.contains(i)))
                .copied())
        }
        Rank::Before(item) => Ok(order[..index_of(item)?].iter().rev().find(staying).copied()),
        Rank::After(item) => Ok(order[..=index_of(item)?]
            .iter()
            .rev()
            .find(staying)
            .copied()),
    }
}

pub(crate) fn must_be_ordered(product: &Product, item: ItemId) -> Result<(), Refusal> {
    match product.live_item(item)?.place {
        Place::ProductBacklog if product.is_broken_down(item) => {
            Err(Refusal::EpicStandsApart { item })
        }
        Place::ProductBacklog => Ok(()),
        place => Err(Refusal::NotInProductBacklog { item, place }),
    }
}

/// Each item once, at its first mention.
pub(crate) fn distinct(items: &[ItemId]) -> Vec<ItemId> {
    let mut seen = BTreeSet::new();
    items
        .iter()
        .copied()
        .filter(|item| seen.insert(*item))
        .collect()
}

pub(crate) fn evolve(product: &mut Product, event: &ItemsMoved) {
    let items: Vec<ItemId> = event.items.iter().map(|moved| moved.item).collect();
    product.move_in_order(&items, event.left);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Given, titles};

    fn moving(items: &[u32], to: Rank) -> MoveItems {
        MoveItems {
            items: items.iter().copied().map(ItemId).collect(),
            to,
            reason: None,
        }
    }

    #[test]
    fn an_item_goes_to_every_rank_a_person_can_name() {
        let cases = [
            (Rank::Top, ["C", "A", "B", "D"]),
            (Rank::Bottom, ["A", "B", "D", "C"]),
            (Rank::At(2), ["A", "C", "B", "D"]),
            (Rank::At(99), ["A", "B", "D", "C"]),
            (Rank::Before(ItemId(2)), ["A", "C", "B", "D"]),
            (Rank::After(ItemId(4)), ["A", "B", "D", "C"]),
        ];
        for (to, expected) in cases {
            let mut given = Given::items(["A", "B", "C", "D"]);
            given.does(moving(&[3], to));
            assert_eq!(titles(&given.product), expected, "{to:?}");
        }
    }

    #[test]
    fn several_items_arrive_together_in_the_order_named() {
        let mut given = Given::items(["A", "B", "C", "D"]);
        given.does(moving(&[4, 1, 4], Rank::After(ItemId(2))));
        assert_eq!(titles(&given.product), ["B", "D", "A", "C"]);
    }

    #[test]
    fn ranks_before_and_after_are_written_down() {
        let given = Given::items(["A", "B", "C", "D"]);
        let events = given.decides(moving(&[4], Rank::At(2)));
        let [Event::ItemsMoved(moved)] = &events[..] else {
            panic!("{events:?}")
        };
        assert_eq!((moved.items[0].from, moved.items[0].to), (4, 2));
        assert_eq!(moved.items[0].was_below, Some(ItemId(3)));
    }

    #[test]
    fn a_move_to_where_it_stands_is_nothing() {
        let given = Given::items(["A", "B", "C"]);
        for to in [
            Rank::Top,
            Rank::At(1),
            Rank::Before(ItemId(2)),
            Rank::After(ItemId(1)),
        ] {
            assert_eq!(given.decides(moving(&[1], to)), [], "{to:?}");
        }
    }

    #[test]
    fn only_what_is_in_the_product_backlog_has_a_rank() {
        let given = Given::items(["A"]);
        assert_eq!(
            given.refusal(moving(&[7], Rank::Top)),
            Refusal::NoSuchItem { item: ItemId(7) }
        );
        assert_eq!(
            given.refusal(moving(&[1], Rank::After(ItemId(9)))),
            Refusal::NeighbourNotInOrder { item: ItemId(9) }
        );
    }

    fn restoring(pairs: &[(u32, u32)]) -> RestoreRanks {
        let left = |left| Some(ItemId(left)).filter(|left| left.0 > 0);
        RestoreRanks {
            items: pairs
                .iter()
                .map(|(item, below)| (ItemId(*item), left(*below)))
                .collect(),
        }
    }

    #[test]
    fn what_stood_scattered_goes_back_by_one_event() {
        let mut given = Given::items(["A", "B", "C", "D", "E", "F"]);
        given.does(moving(&[6, 3, 5, 2], Rank::Top));
        assert_eq!(titles(&given.product), ["F", "C", "E", "B", "A", "D"]);
        let undo = given.undo_of(given.last_command());
        let events = given.decides(undo);
        let [Event::CommandUndone(_), Event::ItemsArranged(arranged)] = &events[..] else {
            panic!("B and C, E and F: {events:?}")
        };
        assert_eq!(arranged.items.len(), 4);
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B", "C", "D", "E", "F"]);
        given.undoes_last();
        assert_eq!(titles(&given.product), ["F", "C", "E", "B", "A", "D"]);
    }

    #[test]
    fn what_stood_in_one_piece_goes_back_by_one_move() {
        let mut given = Given::items(["A", "B", "C", "D", "E", "F"]);
        given.does(moving(&[3, 2], Rank::Bottom));
        let undo = given.undo_of(given.last_command());
        let events = given.decides(undo);
        let one = matches!(&events[..], [Event::CommandUndone(_), Event::ItemsMoved(_)]);
        assert!(one, "{events:?}");
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B", "C", "D", "E", "F"]);
    }

    #[test]
    fn ranks_that_chase_each_other_are_refused() {
        let given = Given::items(["A", "B", "C"]);
        for ranks in [
            &[(3, 2), (2, 3), (3, 2)][..],
            &[(2, 3), (3, 2)],
            &[(1, 3), (2, 1), (3, 2)],
        ] {
            let refused = given.refusal(restoring(ranks));
            assert!(matches!(refused, Refusal::NeighbourGone { .. }));
        }
        assert_eq!(given.decides(restoring(&[])), []);
    }
}
