//! How far an epic is (A4): how many of its items are done, and of their points how many.

use std::collections::BTreeSet;

use crate::ids::ItemId;
use crate::item::{Item, Place};
use crate::points::Points;
use crate::product::Product;
use crate::sprint::Column;

/// How far the items of an epic are; removed ones do not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Its items.
    pub items: usize,
    /// Those of them that are done.
    pub done: usize,
    /// Points of those that are estimated.
    pub points: Points,
    /// Points of those that are done.
    pub points_done: Points,
    /// Items without an estimate.
    pub unestimated: usize,
}

impl Progress {
    /// How far `epic` is.
    pub fn of(product: &Product, epic: ItemId) -> Progress {
        let finished = Finished::of(product);
        let mut progress = Progress::default();
        for child in product.children.get(&epic).into_iter().flatten() {
            if let Some(item) = product.items.get(child) {
                progress.count(item, &finished);
            }
        }
        progress
    }

    /// Counts one item of the epic.
    pub(crate) fn count(&mut self, item: &Item, finished: &Finished) {
        let points = item.estimate.unwrap_or_default();
        self.items += 1;
        self.points += points;
        self.unestimated += usize::from(item.estimate.is_none());
        if finished.has(item) {
            self.done += 1;
            self.points_done += points;
        }
    }

    /// Whether there are items and all are done.
    pub fn is_complete(&self) -> bool {
        self.items > 0 && self.done == self.items
    }
}

/// What is done: what left the product backlog as done, and what the team has moved to Done on
/// the board of a sprint that still runs, as a burndown counts it.
pub(crate) struct Finished {
    cards: BTreeSet<ItemId>,
}

impl Finished {
    pub(crate) fn of(product: &Product) -> Finished {
        let running = product
            .sprints
            .values()
            .filter(|sprint| sprint.is_running());
        let cards = running.flat_map(|sprint| sprint.cards(Column::Done));
        Finished {
            cards: cards.copied().collect(),
        }
    }

    pub(crate) fn has(&self, item: &Item) -> bool {
        match item.place {
            Place::Done(_) => true,
            Place::Sprint(_) => self.cards.contains(&item.id),
            Place::Suggestions | Place::ProductBacklog | Place::Icebox | Place::Removed => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::epic::ChangeEpic;
    use crate::item::kind::ChangeKind;
    use crate::item::remove::RemoveItems;
    use crate::item::reorder::Rank;
    use crate::sprint::board::MoveCard;
    use crate::sprint::commit::CommitSprint;
    use crate::testing::Given;
    use crate::{Kind, SprintId};

    #[test]
    fn it_counts_items_and_points_and_what_is_done_on_the_board() {
        let mut given = Given::items(["Epic", "A", "B", "C", "Gone"]).ready(&[2, 3]);
        let (epic, to) = (ItemId(1), Kind::Epic);
        given.does(ChangeKind { item: epic, to });
        for item in [2, 3, 4, 5].map(ItemId) {
            let to = Some(epic);
            given.does(ChangeEpic { item, to });
        }
        let (items, reason) = (vec![ItemId(5)], None);
        given.does(RemoveItems { items, reason });
        let mut given = given.sprint().pulled(&[2]);
        let sprint = SprintId(1);
        given.does(CommitSprint { sprint });
        let progress = |given: &Given| Progress::of(&given.product, epic);
        assert_eq!((progress(&given).items, progress(&given).done), (3, 0));
        let (item, to, at) = (ItemId(2), Column::Done, Rank::Top);
        given.does(MoveCard { item, to, at });
        let expected = Progress {
            items: 3,
            done: 1,
            points: Points::whole(6),
            points_done: Points::whole(3),
            unestimated: 1,
        };
        assert_eq!(progress(&given), expected);
    }
}
