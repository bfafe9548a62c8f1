//! The epics of a product, in the order in which their work comes.
//!
//! An epic that is broken down does not stand in the product backlog (A4), so no filter over the
//! order finds it. This list has them all, each where its first item stands.

use std::cmp::Reverse;

use super::summary::is_epic;
use super::{Filter, Matcher};
use crate::ids::ItemId;
use crate::item::{Item, Place};
use crate::product::Product;
use crate::report::epic::{Finished, Progress};

/// One epic of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EpicLine {
    /// Which.
    pub epic: ItemId,
    /// The rank at which its work begins in the product backlog: its own while it has no items,
    /// else that of its first item there. `None` when none of them stands there.
    pub begins: Option<u32>,
    /// How far it is.
    pub progress: Progress,
}

/// The epics that fit, but removed ones: by where their work begins in the product backlog, then
/// those whose items are all in sprints, and last what is done, newest first.
pub fn epics(product: &Product, filter: &Filter) -> Vec<EpicLine> {
    let matcher = Matcher::new(filter, product);
    let mut found = Epics::default();
    for item in product.items.values() {
        if is_epic(item) && matcher.fits(item) {
            found.add(item.id);
        }
    }
    found.count(product);
    found.rank(product);
    let mut lines = found.lines;
    lines.sort_by_cached_key(|line| {
        let own = product.items.get(&line.epic).map(|item| item.place);
        let done = line.progress.is_complete() || matches!(own, Some(Place::Done(_)));
        (done, line.begins.unwrap_or(u32::MAX), Reverse(line.epic))
    });
    lines
}

/// Those of `epics` that fit what somebody types, at most `limit` of them, and how many fit
/// altogether. `epics` are those a [`super::Summary`] names, so that no other item is looked at.
pub fn search_epics(
    product: &Product,
    epics: &[ItemId],
    text: &str,
    limit: usize,
) -> (Vec<ItemId>, usize) {
    let filter = Filter {
        text: text.to_owned(),
        ..Filter::default()
    };
    let matcher = Matcher::new(&filter, product);
    let fits = |epic: &&ItemId| {
        let epic = product.items.get(*epic);
        epic.is_some_and(|epic| matcher.fits(epic))
    };
    let found = || epics.iter().filter(fits).copied();
    match matcher.words.is_empty() {
        true => (epics.iter().take(limit).copied().collect(), epics.len()),
        false => (found().take(limit).collect(), found().count()),
    }
}

/// The items of an epic: what is in a sprint, what stands in the product backlog by its rank, and
/// what is done, the newest first.
pub fn items_of_epic(product: &Product, epic: ItemId) -> Vec<ItemId> {
    let items: Vec<ItemId> = match product.children.get(&epic) {
        Some(children) => children.iter().copied().collect(),
        None => return Vec::new(),
    };
    let ranks = product.indices(&items);
    let place = |id: &ItemId| product.items.get(id).map(|item| item.place);
    let mut items = items;
    items.sort_by_cached_key(|id| {
        let group = match place(id) {
            Some(Place::Sprint(_)) => 0,
            Some(Place::ProductBacklog) => 1,
            _ => 2,
        };
        (group, ranks.get(id).copied(), Reverse(*id))
    });
    items
}

/// Epics while they are looked at, found by their number.
#[derive(Default)]
struct Epics {
    lines: Vec<EpicLine>,
    /// For each item's number, one more than the index of its line; 0 for none.
    at: Vec<usize>,
}

impl Epics {
    fn add(&mut self, epic: ItemId) {
        self.lines.push(EpicLine {
            epic,
            begins: None,
            progress: Progress::default(),
        });
        self.set(epic, self.lines.len());
    }

    fn set(&mut self, item: ItemId, line: usize) {
        let number = item.0 as usize;
        if self.at.len() <= number {
            self.at.resize(number + 1, 0);
        }
        self.at[number] = line;
    }

    fn line(&self, item: ItemId) -> Option<usize> {
        self.at.get(item.0 as usize)?.checked_sub(1)
    }

    /// Counts every item for its epic, and notes for each whose it is. Items are looked at as they
    /// lie in memory; looking each up in the order's order takes several times as long.
    fn count(&mut self, product: &Product) {
        let finished = Finished::of(product);
        for item in product.items.values() {
            if let Some(line) = self.line_of_epic(item) {
                self.lines[line].progress.count(item, &finished);
                self.set(item.id, line + 1);
            }
        }
    }

    fn line_of_epic(&self, item: &Item) -> Option<usize> {
        match item.place {
            place if !place.joins_epic() => None,
            _ => self.line(item.epic?),
        }
    }

    fn rank(&mut self, product: &Product) {
        for (item, rank) in product.order.iter().zip(1..) {
            if let Some(line) = self.line(*item) {
                self.lines[line].begins.get_or_insert(rank);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Kind;
    use crate::item::epic::ChangeEpic;
    use crate::item::kind::ChangeKind;
    use crate::item::remove::RemoveItems;
    use crate::testing::Given;

    /// Items 1 to 6, of which 1, 2 and 6 are epics, and 4 and 5 belong to 1.
    fn given() -> Given {
        let mut given = Given::items(["Late", "Early", "X", "A", "B", "Done with"]);
        for item in [1, 2, 6].map(ItemId) {
            let to = Kind::Epic;
            given.does(ChangeKind { item, to });
        }
        for item in [4, 5].map(ItemId) {
            let to = Some(ItemId(1));
            given.does(ChangeEpic { item, to });
        }
        given
    }

    fn found(given: &Given, text: &str) -> Vec<(u32, Option<u32>, usize)> {
        let filter = Filter {
            text: text.into(),
            ..Filter::default()
        };
        let lines = epics(&given.product, &filter);
        lines
            .iter()
            .map(|line| (line.epic.0, line.begins, line.progress.items))
            .collect()
    }

    #[test]
    fn all_epics_are_listed_where_their_work_begins() {
        let mut given = given();
        let expected = [(2, Some(1), 0), (1, Some(3), 2), (6, Some(5), 0)];
        assert_eq!(found(&given, ""), expected);
        assert_eq!(found(&given, "late"), [(1, Some(3), 2)]);
        let (items, reason) = (vec![ItemId(6)], None);
        given.does(RemoveItems { items, reason });
        assert_eq!(found(&given, "done"), []);
    }

    #[test]
    fn epics_are_found_by_what_is_typed() {
        let given = given();
        let all = crate::query::Summary::of(&given.product).epics;
        let found = |text, limit| search_epics(&given.product, &all, text, limit);
        assert_eq!(found("", 2), (vec![ItemId(6), ItemId(2)], 3));
        assert_eq!(found("L", 1), (vec![ItemId(2)], 2));
        assert_eq!(found("a", 9).0, [2, 1].map(ItemId), "A is no epic");
    }

    #[test]
    fn what_is_in_a_sprint_comes_first_within_an_epic_and_last_among_epics() {
        let given = given().ready(&[4, 5]).sprint().pulled(&[5]);
        let items = items_of_epic(&given.product, ItemId(1));
        assert_eq!(items, [5, 4].map(ItemId));
        let given = given.pulled(&[4]);
        assert_eq!(found(&given, "late"), [(1, None, 2)]);
        assert_eq!(found(&given, "").last(), Some(&(1, None, 2)));
        assert_eq!(items_of_epic(&given.product, ItemId(2)), []);
    }
}
