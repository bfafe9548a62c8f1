//! The order of the product backlog (A1), and the places of what is out of it
//! for now. Whatever leaves the order keeps its place there, so that what the
//! team takes out and puts back stands where it stood: raising is the product
//! owner's.
//!
//! Deliberately not here: who may move what, and where to (`item/reorder.rs`).

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::sync::Arc;

use imbl::OrdSet;

use crate::ids::ItemId;
use crate::item::remove::Neighbour;
use crate::item::{Kind, Place};
use crate::product::Product;

/// The order with everything that ever stood in it, each at its place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Places {
    /// What stands in the order, and what is out of it, from top to bottom.
    all: Arc<Vec<ItemId>>,
    /// What is out of it.
    out: OrdSet<ItemId>,
}

impl Places {
    /// Everything that ever stood in the order, from top to bottom.
    pub fn all(&self) -> &[ItemId] {
        &self.all
    }

    /// Whether something is out of the order that stood in it.
    pub fn is_out(&self, item: ItemId) -> bool {
        self.out.contains(&item)
    }

    /// Whether what stands in the order right above the place of `item` is `left`.
    fn is_below(&self, item: ItemId, left: Option<ItemId>) -> bool {
        index_of(&self.all, item).is_some_and(|index| {
            let mut above = self.all[..index].iter().rev();
            above.find(|other| !self.is_out(**other)).copied() == left
        })
    }

    fn enter(&mut self, items: &[ItemId], left: Option<ItemId>) {
        if let [item] = items
            && self.is_out(*item)
            && self.is_below(*item, left)
        {
            self.out.remove(item);
            return;
        }
        let all = Arc::make_mut(&mut self.all);
        let back = items.iter().copied();
        let back: Vec<ItemId> = back
            .filter(|item| self.out.remove(item).is_some())
            .collect();
        extract(all, &back);
        let index = index_after(all, left);
        all.splice(index..index, items.iter().copied());
    }

    /// The same for items that went into `order` one by one. Where all of them
    /// come back to their places, nothing but that is so.
    fn enter_each(&mut self, coming: &[Neighbour], order: &[ItemId]) {
        for Neighbour { item, .. } in coming {
            self.out.remove(item);
        }
        let standing = self.all.iter().filter(|item| !self.is_out(**item));
        if standing.eq(order) {
            return;
        }
        let coming: BTreeSet<ItemId> = coming.iter().map(|one| one.item).collect();
        let mut order = order.iter().copied().peekable();
        let mut all = Vec::with_capacity(self.all.len() + coming.len());
        all.extend(iter::from_fn(|| {
            order.next_if(|item| coming.contains(item))
        }));
        for item in self.all.iter().filter(|item| !coming.contains(*item)) {
            all.push(*item);
            if order.next_if_eq(item).is_some() {
                all.extend(iter::from_fn(|| {
                    order.next_if(|item| coming.contains(item))
                }));
            }
        }
        self.all = Arc::new(all);
    }
}

impl Product {
    /// Puts items into the order, together, right after `left` (`None`: on top).
    pub(crate) fn insert_in_order(&mut self, items: &[ItemId], left: Option<ItemId>) {
        let order = Arc::make_mut(&mut self.order);
        let index = index_after(order, left);
        order.splice(index..index, items.iter().copied());
        self.places.enter(items, left);
    }

    /// Puts items into the order one after another, each right after what it names:
    /// what [`Product::insert_in_order`] does for one, in one pass for many.
    pub(crate) fn insert_each(&mut self, coming: &[Neighbour]) {
        if let [Neighbour { item, left }] = coming {
            self.insert_in_order(&[*item], *left);
        } else if !coming.is_empty() {
            let order = merged(&self.order, coming);
            self.places.enter_each(coming, &order);
            self.order = Arc::new(order);
        }
    }

    /// Moves items of the order together right after `left` (`None`: to the top).
    pub(crate) fn move_in_order(&mut self, items: &[ItemId], left: Option<ItemId>) {
        let [item] = items else {
            self.take_from_order(items);
            self.insert_in_order(items, left);
            return;
        };
        let order: &mut Vec<ItemId> = Arc::make_mut(&mut self.order);
        shift(order, *item, left);
        if !self.places.is_below(*item, left) {
            let all: &mut Vec<ItemId> = Arc::make_mut(&mut self.places.all);
            shift(all, *item, left);
        }
    }

    /// Gives the order as a whole: what stands in it, in other places. What is out of it keeps the rank
    /// it would come back to.
    pub(crate) fn arrange(&mut self, order: Vec<ItemId>) {
        let mut standing = order.iter().copied();
        for place in Arc::make_mut(&mut self.places.all) {
            if !self.places.out.contains(place) {
                *place = standing.next().unwrap_or(*place);
            }
        }
        self.order = Arc::new(order);
    }

    /// Puts an item that never stood in the order below all others.
    pub(crate) fn append_to_order(&mut self, item: ItemId) {
        Arc::make_mut(&mut self.order).push(item);
        Arc::make_mut(&mut self.places.all).push(item);
    }

    /// Takes items out of the order. Their places stay.
    pub(crate) fn take_from_order(&mut self, items: &[ItemId]) {
        let taken = extract(Arc::make_mut(&mut self.order), items);
        self.places.out.extend(taken);
    }

    /// Each of `items` with what it goes right below if it comes back to its
    /// place; below everything, if it has none. From top to bottom, so that each
    /// finds what it goes below.
    pub(crate) fn back_in_place(&self, items: &[ItemId]) -> Vec<Neighbour> {
        let coming: BTreeSet<ItemId> = items.iter().copied().collect();
        let mut back = Vec::with_capacity(items.len());
        let mut left = None;
        for item in self.places.all.iter().copied() {
            let comes = coming.contains(&item) && self.places.is_out(item);
            if comes {
                back.push(Neighbour { item, left });
            }
            if comes || !self.places.is_out(item) {
                left = Some(item);
            }
        }
        let placed: BTreeSet<ItemId> = back.iter().map(|neighbour| neighbour.item).collect();
        for item in items.iter().copied().filter(|item| !placed.contains(item)) {
            back.push(Neighbour { item, left });
            left = Some(item);
        }
        back
    }

    /// Each of `items`, which are out of the order, with what it goes right below
    /// if it comes back to its place, but no higher than right below `whole`.
    pub(crate) fn back_below(&self, items: &[ItemId], whole: ItemId) -> Vec<Neighbour> {
        let coming: BTreeSet<ItemId> = items.iter().copied().collect();
        // An epic leaves the order to what comes back to it.
        let epic = |item: &ItemId| self.items.get(item)?.epic;
        let epics: BTreeSet<ItemId> = items.iter().filter_map(epic).collect();
        let (mut waiting, mut back) = (Vec::new(), Vec::with_capacity(items.len()));
        let (mut left, mut passed) = (None, false);
        for item in self.places.all.iter().copied() {
            let is_out = self.places.is_out(item);
            if is_out && coming.contains(&item) {
                waiting.push(item);
            } else if !is_out && !epics.contains(&item) {
                left = Some(item);
            }
            passed |= item == whole;
            if passed {
                for item in waiting.drain(..) {
                    back.push(Neighbour { item, left });
                    left = Some(item);
                }
            }
        }
        back
    }

    /// Takes `child` into an epic. An epic that stood for its items leaves the
    /// order, because they stand there now.
    pub(crate) fn join_epic(&mut self, child: ItemId, epic: ItemId) {
        if !self.children.contains_key(&epic) {
            self.take_from_order(&[epic]);
        }
        let mut siblings = self.children.get(&epic).cloned().unwrap_or_default();
        siblings.insert(child);
        self.children.insert(epic, siblings);
    }

    /// Takes `child` out of an epic. An epic without items stands for itself
    /// again, at its place.
    pub(crate) fn leave_epic(&mut self, child: ItemId, epic: ItemId) {
        let Some(mut siblings) = self.children.get(&epic).cloned() else {
            return;
        };
        siblings.remove(&child);
        if !siblings.is_empty() {
            self.children.insert(epic, siblings);
            return;
        }
        self.children.remove(&epic);
        let stands = self
            .items
            .get(&epic)
            .is_some_and(|item| item.place == Place::ProductBacklog && item.kind == Kind::Epic);
        if stands {
            self.insert_each(&self.back_in_place(&[epic]));
        }
    }
}

/// The index at which something right after `left` stands.
pub(crate) fn index_after(order: &[ItemId], left: Option<ItemId>) -> usize {
    let Some(left) = left else { return 0 };
    index_of(order, left).map_or(order.len(), |index| index + 1)
}

/// `order` once each of `coming` was put right after its neighbour, or at the end
/// where that was not there by then.
fn merged(order: &[ItemId], coming: &[Neighbour]) -> Vec<ItemId> {
    let mut there: BTreeSet<ItemId> = order.iter().copied().collect();
    let mut after: BTreeMap<Option<ItemId>, Vec<ItemId>> = BTreeMap::new();
    let mut last = Vec::new();
    for Neighbour { item, left } in coming {
        match left.is_none_or(|left| there.contains(&left)) {
            true => after.entry(*left).or_default().push(*item),
            false => last.push(*item),
        }
        there.insert(*item);
    }
    let mut merged = Vec::with_capacity(order.len() + coming.len());
    let all = order.iter().copied().chain(last);
    for root in iter::once(None).chain(all.map(Some)) {
        // What came later stands closer, and before it what came right after it.
        let mut open = vec![root];
        while let Some(one) = open.pop() {
            merged.extend(one);
            let next = after.remove(&one).unwrap_or_default();
            open.extend(next.into_iter().map(Some));
        }
    }
    merged
}

fn index_of(order: &[ItemId], item: ItemId) -> Option<usize> {
    order.iter().position(|other| *other == item)
}

/// Moves `item` right after `left` and touches only what stands between.
fn shift(order: &mut [ItemId], item: ItemId, left: Option<ItemId>) {
    if let Some(from) = index_of(order, item) {
        let to = index_after(order, left);
        match to <= from {
            true => order[to..=from].rotate_right(1),
            false => order[from..to].rotate_left(1),
        }
    }
}

/// Takes those of `items` that stand in `order` out of it. One item, what most
/// commands are about, is found without a set.
fn extract(order: &mut Vec<ItemId>, items: &[ItemId]) -> Vec<ItemId> {
    match items {
        [] => Vec::new(),
        [item] => {
            let index = index_of(order, *item);
            index.map(|index| order.remove(index)).into_iter().collect()
        }
        items => {
            let leaving: BTreeSet<ItemId> = items.iter().copied().collect();
            let taken = order.extract_if(.., |item| leaving.contains(item));
            taken.collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ids::{ItemId, SprintId};
    use crate::item::Kind;
    use crate::item::epic::ChangeEpic;
    use crate::item::kind::ChangeKind;
    use crate::item::remove::Neighbour;
    use crate::item::reorder::{MoveItems, Rank};
    use crate::sprint::put_back::PutBack;
    use crate::testing::{Given, titles};

    fn puts_back(given: &mut Given, item: u32) {
        given.does(PutBack {
            sprint: SprintId(1),
            items: vec![ItemId(item)],
            reason: None,
        });
    }

    fn becomes_epic(given: &mut Given, item: u32) {
        let (item, to) = (ItemId(item), Kind::Epic);
        given.does(ChangeKind { item, to });
    }

    fn joins(given: &mut Given, item: u32, epic: Option<u32>) {
        let (item, to) = (ItemId(item), epic.map(ItemId));
        given.does(ChangeEpic { item, to });
    }

    #[test]
    fn taking_out_one_after_another_raises_nothing() {
        let mut given = Given::items(["A", "B", "C", "D"])
            .ready(&[2, 3])
            .sprint()
            .pulled(&[2])
            .pulled(&[3]);
        puts_back(&mut given, 2);
        puts_back(&mut given, 3);
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
    }

    #[test]
    fn breaking_down_what_an_item_stood_below_does_not_raise_it() {
        let mut given = Given::items(["A", "B", "C", "D"])
            .ready(&[4])
            .sprint()
            .pulled(&[4]);
        becomes_epic(&mut given, 3);
        joins(&mut given, 2, Some(3));
        puts_back(&mut given, 4);
        assert_eq!(titles(&given.product), ["A", "B", "D"]);
        joins(&mut given, 2, None);
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
    }

    #[test]
    fn an_epic_comes_back_to_its_place_and_not_to_that_of_its_last_item() {
        let mut given = Given::items(["A", "B", "C", "D"]).ready(&[3]).sprint();
        becomes_epic(&mut given, 4);
        joins(&mut given, 1, Some(4));
        let mut given = given.pulled(&[3]);
        joins(&mut given, 1, None);
        assert_eq!(titles(&given.product), ["A", "B", "D"]);
        puts_back(&mut given, 3);
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
    }

    #[test]
    fn many_come_in_as_one_after_another_would() {
        let one = |item: u32, left: Option<u32>| Neighbour {
            item: ItemId(item),
            left: left.map(ItemId),
        };
        let coming = [
            one(5, Some(2)),
            one(6, Some(2)),
            one(7, Some(6)),
            one(8, None),
            one(9, Some(10)),
            one(10, None),
            one(11, Some(9)),
            one(12, Some(4)),
        ];
        let given = Given::items(["A", "B", "C", "D"]);
        let mut each = given.product.clone();
        for Neighbour { item, left } in coming {
            each.insert_in_order(&[item], left);
        }
        let mut all = given.product;
        all.insert_each(&coming);
        assert_eq!(all.order, each.order);
        assert_eq!(all.places, each.places);
    }

    #[test]
    fn those_that_come_back_elsewhere_take_no_place_from_others() {
        let mut given = Given::items(["A", "B", "C", "D"]);
        for item in [2, 3, 4] {
            given.product.take_from_order(&[ItemId(item)]);
        }
        let coming = [4, 3].map(|item| Neighbour {
            item: ItemId(item),
            left: None,
        });
        given.product.insert_each(&coming);
        assert_eq!(titles(&given.product), ["C", "D", "A"]);
        let back = given.product.back_in_place(&[ItemId(2)]);
        given.product.insert_each(&back);
        assert_eq!(titles(&given.product), ["C", "D", "A", "B"]);
    }

    #[test]
    fn a_place_stays_where_it_is_when_its_neighbour_moves() {
        let mut given = Given::items(["A", "B", "C", "D"])
            .ready(&[3])
            .sprint()
            .pulled(&[3]);
        given.does(MoveItems {
            items: vec![ItemId(2)],
            to: Rank::Top,
            reason: None,
        });
        puts_back(&mut given, 3);
        assert_eq!(titles(&given.product), ["B", "A", "C", "D"]);
    }
}
