//! The ledger: every crossing of a product's items between two places, with who,
//! when, under which role, why, and the item's state at that moment (A3).

use std::sync::Arc;

use crate::history::{Entry, What};
use crate::ids::{ItemId, Position};
use crate::item::{Item, Place};
use crate::product::Product;

/// A sort of place, whichever sprint it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// Suggestions.
    Suggestions,
    /// The product backlog.
    ProductBacklog,
    /// The icebox.
    Icebox,
    /// Any sprint.
    Sprint,
    /// Done.
    Done,
    /// Out of the product.
    Removed,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 6] = [
        Sort::Suggestions,
        Sort::ProductBacklog,
        Sort::Icebox,
        Sort::Sprint,
        Sort::Done,
        Sort::Removed,
    ];

    /// The sort of a place.
    pub fn of(place: Place) -> Sort {
        match place {
            Place::Suggestions => Sort::Suggestions,
            Place::ProductBacklog => Sort::ProductBacklog,
            Place::Icebox => Sort::Icebox,
            Place::Sprint(_) => Sort::Sprint,
            Place::Done(_) => Sort::Done,
            Place::Removed => Sort::Removed,
        }
    }

    /// As written in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Suggestions => "suggestions",
            Sort::ProductBacklog => "product_backlog",
            Sort::Icebox => "icebox",
            Sort::Sprint => "sprint",
            Sort::Done => "done",
            Sort::Removed => "removed",
        }
    }

    /// The sort written as `text`.
    pub fn parse(text: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.as_str() == text)
    }
}

/// Which crossings are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// Only those of this item.
    pub item: Option<ItemId>,
    /// Only those from or to such a place.
    pub place: Option<Sort>,
    /// Only those before the one of this number; see [`Line::number`].
    pub before: Option<usize>,
}

/// A crossing, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its number in the product, counted from 0; it stays the same.
    pub number: usize,
    /// The item as it is now.
    pub item: &'a Arc<Item>,
    /// What happened; always a [`What::Crossed`].
    pub entry: &'a Entry,
}

/// The wanted crossings, the newest first, at most `limit`.
pub fn ledger(product: &Product, wanted: Wanted, limit: usize) -> Vec<Line<'_>> {
    let crossings = &product.crossings;
    let end = wanted.before.unwrap_or(usize::MAX).min(crossings.len());
    let newest = (0..end)
        .rev()
        .filter_map(|at| Some((at, crossings.get(at)?)));
    let lines = newest
        .filter(|(_, (_, item))| wanted.item.is_none_or(|wanted| wanted == *item))
        .filter_map(|(number, (position, item))| line(product, number, *position, *item));
    lines
        .filter(|line| wanted.place.is_none_or(|place| touches(line.entry, place)))
        .take(limit)
        .collect()
}

fn line(product: &Product, number: usize, position: Position, item: ItemId) -> Option<Line<'_>> {
    let item = product.items.get(&item)?;
    let first = item
        .history
        .partition_point(|entry| entry.position < position);
    let at = item.history[first..].iter();
    let mut at = at.take_while(|entry| entry.position == position);
    let entry = at.find(|entry| matches!(entry.what, What::Crossed { .. }))?;
    Some(Line {
        number,
        item,
        entry,
    })
}

fn touches(entry: &Entry, place: Sort) -> bool {
    match &entry.what {
        What::Crossed { from, to, .. } => Sort::of(*from) == place || Sort::of(*to) == place,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::remove::RemoveItems;
    use crate::testing::Given;

    fn told(given: &Given, wanted: Wanted) -> Vec<(u32, Sort)> {
        let lines = ledger(&given.product, wanted, 10);
        let told = lines.iter().filter_map(|line| match line.entry.what {
            What::Crossed { to, .. } => Some((line.item.id.0, Sort::of(to))),
            _ => None,
        });
        told.collect()
    }

    #[test]
    fn every_crossing_is_told_once_the_newest_first() {
        let mut given = Given::running(["A", "B"]);
        given.creates("C");
        given.does(RemoveItems {
            items: vec![ItemId(3)],
            reason: None,
        });
        let all = told(&given, Wanted::default());
        assert_eq!(
            all,
            [(3, Sort::Removed), (2, Sort::Sprint), (1, Sort::Sprint)]
        );
        let item = Some(ItemId(1));
        let of_one = Wanted {
            item,
            ..Wanted::default()
        };
        assert_eq!(told(&given, of_one), [(1, Sort::Sprint)]);
        let place = Some(Sort::Removed);
        let removed = Wanted {
            place,
            ..Wanted::default()
        };
        assert_eq!(told(&given, removed), [(3, Sort::Removed)]);
        let first = ledger(&given.product, Wanted::default(), 1);
        let before = Some(first[0].number);
        let older = Wanted {
            before,
            ..Wanted::default()
        };
        assert_eq!(told(&given, older), [(2, Sort::Sprint), (1, Sort::Sprint)]);
    }
}
