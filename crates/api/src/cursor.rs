//! Where a page of a list of items ended. The order is alive: between two
//! pages items are moved, and a bare offset would then skip some and repeat
//! others.
//!
//! A cursor therefore knows the last items shown and when it was made. The next
//! page begins below the last of them that nobody has moved since: whatever
//! stood below that then, and was not moved either, still does.

use std::fmt;

use domain::history::What;
use domain::{Item, ItemId, Position, Product};

use crate::extract::bad_query;
use crate::problem::Problem;

/// How many of the last items are remembered. Only when all of them were moved
/// does the next page go by rank alone.
const ANCHORS: usize = 8;

/// The end of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Cursor {
    /// The last event the page knew of.
    position: Position,
    /// The place of the last item shown: its rank, in the product backlog.
    rank: u32,
    /// The last items shown, the last one last.
    anchors: Vec<ItemId>,
}

impl Cursor {
    /// The end of a page of `product` with these rows.
    pub(crate) fn after(product: &Product, rows: &[(u32, ItemId)]) -> Cursor {
        let last = &rows[rows.len().saturating_sub(ANCHORS)..];
        Cursor {
            position: product.position,
            rank: last.last().map_or(0, |(rank, _)| *rank),
            anchors: last.iter().map(|(_, item)| *item).collect(),
        }
    }

    /// The place below which the next page begins now; `place` says where an item stands.
    pub(crate) fn resolve(&self, product: &Product, place: impl Fn(ItemId) -> Option<u32>) -> u32 {
        let stayed = |id: &&ItemId| {
            let item = product.items.get(*id);
            item.is_some_and(|item| !moved_since(item, self.position))
        };
        let mut anchors = self.anchors.iter().rev().filter(stayed);
        anchors.find_map(|item| place(*item)).unwrap_or(self.rank)
    }

    /// The same for a list that is not the product backlog's order.
    pub(crate) fn resolve_in(&self, product: &Product, list: &[(u32, ItemId)]) -> u32 {
        self.resolve(product, |item| {
            let found = list.iter().find(|(_, other)| *other == item);
            found.map(|(place, _)| *place)
        })
    }

    /// Reads what was written of a cursor.
    pub(crate) fn parse(text: &str) -> Result<Cursor, Problem> {
        read(text).ok_or_else(|| {
            bad_query("This is no cursor. Send the next_cursor of the page before, as it is.")
        })
    }
}

/// Whether somebody moved an item after the event at `position`.
fn moved_since(item: &Item, position: Position) -> bool {
    let later = item.history.iter().rev();
    later
        .take_while(|entry| entry.position > position)
        .any(|entry| matches!(entry.what, What::Moved { .. } | What::Crossed { .. }))
}

fn read(text: &str) -> Option<Cursor> {
    let mut parts = text.split('.');
    let position = parts.next()?.parse().ok()?;
    let rank = parts.next()?.parse().ok()?;
    let anchors: Option<Vec<ItemId>> = parts.map(|part| Some(ItemId(part.parse().ok()?))).collect();
    let anchors = anchors.filter(|anchors| (1..=ANCHORS).contains(&anchors.len()))?;
    Some(Cursor {
        position,
        rank,
        anchors,
    })
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.position, self.rank)?;
        self.anchors
            .iter()
            .try_for_each(|item| write!(f, ".{item}"))
    }
}
