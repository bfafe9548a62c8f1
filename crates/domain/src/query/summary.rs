//! What the product backlog amounts to: summed up once, and kept up to date with every
//! change, because looking at every item again for each would be felt.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ids::ItemId;
use crate::item::{Item, Kind, Place, Priority};
use crate::points::Points;
use crate::policy::{Policy, Setting};
use crate::product::Product;
use crate::ready;
use crate::text::Label;

/// What the product backlog amounts to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Summary {
    /// Items in the order.
    pub items: usize,
    /// Points of those that are estimated.
    pub points: Points,
    /// Items without an estimate.
    pub unestimated: usize,
    /// Items that pass every check.
    pub ready: usize,
    /// What has each priority, in the order of [`Priority::ALL`].
    pub priorities: [Share; 3],
    /// How many items carry each label, the most frequent first.
    pub labels: Vec<(Label, usize)>,
    /// Epics an item can be put into, the newest first. They count as items
    /// only where they stand in the order themselves.
    pub epics: Vec<ItemId>,
}

/// A part of the product backlog.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// Items in it.
    pub items: usize,
    /// Points of those that are estimated.
    pub points: Points,
}

impl Summary {
    /// What has this priority; for none, what has no other.
    pub fn share(&self, priority: Option<Priority>) -> Share {
        match priority {
            Some(priority) => self.priorities[priority as usize],
            None => {
                let set = self.priorities.iter();
                let items = set.clone().map(|share| share.items).sum::<usize>();
                Share {
                    items: self.items - items,
                    points: self.points - set.map(|share| share.points).sum(),
                }
            }
        }
    }

    /// Sums up `product`'s backlog.
    pub fn of(product: &Product) -> Summary {
        let mut count = Count::default();
        for item in product.items.values() {
            count.add(product, item);
        }
        count.summary()
    }

    /// The same as [`Summary::of`] what is `now`, when this is the summary of
    /// what was `before` events that touched `items`.
    #[must_use]
    pub fn after(&self, before: &Product, now: &Product, items: &[ItemId]) -> Summary {
        if all_may_differ(before, now, items) {
            return Summary::of(now);
        }
        let mut count = Count::from(self);
        for id in concerned(before, now, items) {
            if let Some(item) = before.items.get(&id) {
                count.take(before, item);
            }
            if let Some(item) = now.items.get(&id) {
                count.add(now, item);
            }
        }
        count.summary()
    }
}

/// Whether items that were not touched may be ready or not now: another Definition of Ready is another
/// answer for every item, and a size that nobody has set goes with the scale.
fn all_may_differ(before: &Product, now: &Product, items: &[ItemId]) -> bool {
    !Arc::ptr_eq(&before.policies, &now.policies)
        || before.scale != now.scale
        || goals_count(before, now, items)
}

/// Whether goals make items ready, and one of them or what an epic serves is
/// another: then items that were not touched may be ready or not.
fn goals_count(before: &Product, now: &Product, items: &[ItemId]) -> bool {
    let goal_of = |product: &Product, id| product.items.get(id).and_then(|item| item.goal);
    let serves_another =
        |id| now.children.contains_key(id) && goal_of(before, id) != goal_of(now, id);
    now.policies.get(Policy::ReadyRoadmap) != Setting::Off
        && (!before.goals.ptr_eq(&now.goals) || items.iter().any(serves_another))
}

/// Items whose share may be another: those that were touched, those that wait
/// for one of them, and their epics, which stand in the order or do not.
fn concerned(before: &Product, now: &Product, items: &[ItemId]) -> BTreeSet<ItemId> {
    let mut all: BTreeSet<ItemId> = items.iter().copied().collect();
    for product in [before, now] {
        for id in items {
            all.extend(product.blocks.get(id).into_iter().flatten());
            all.extend(product.items.get(id).and_then(|item| item.epic));
        }
    }
    all
}

/// A summary that can be added to and taken from.
#[derive(Default)]
struct Count {
    items: usize,
    points: Points,
    unestimated: usize,
    ready: usize,
    priorities: [Share; 3],
    labels: BTreeMap<Label, usize>,
    epics: BTreeSet<ItemId>,
}

impl Count {
    fn add(&mut self, product: &Product, item: &Item) {
        if is_epic(item) {
            self.epics.insert(item.id);
        }
        if !stands(product, item) {
            return;
        }
        self.items += 1;
        self.points += item.estimate.unwrap_or_default();
        self.unestimated += usize::from(item.estimate.is_none());
        self.ready += usize::from(ready::is_ready(product, item));
        if let Some(priority) = item.priority {
            let share = &mut self.priorities[priority as usize];
            share.items += 1;
            share.points += item.estimate.unwrap_or_default();
        }
        for label in &item.labels {
            match self.labels.get_mut(label) {
                Some(count) => *count += 1,
                None => drop(self.labels.insert(label.clone(), 1)),
            }
        }
    }

    fn take(&mut self, product: &Product, item: &Item) {
        self.epics.remove(&item.id);
        if !stands(product, item) {
            return;
        }
        self.items -= 1;
        self.points = self.points - item.estimate.unwrap_or_default();
        self.unestimated -= usize::from(item.estimate.is_none());
        self.ready -= usize::from(ready::is_ready(product, item));
        if let Some(priority) = item.priority {
            let share = &mut self.priorities[priority as usize];
            share.items -= 1;
            share.points = share.points - item.estimate.unwrap_or_default();
        }
        for label in &item.labels {
            if let Some(count) = self.labels.get_mut(label) {
                *count -= 1;
            }
        }
    }

    fn summary(self) -> Summary {
        let labels = self.labels.into_iter().filter(|(_, count)| *count > 0);
        let mut labels: Vec<_> = labels.collect();
        labels.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
        Summary {
            items: self.items,
            points: self.points,
            unestimated: self.unestimated,
            ready: self.ready,
            priorities: self.priorities,
            labels,
            epics: self.epics.into_iter().rev().collect(),
        }
    }
}

impl From<&Summary> for Count {
    fn from(summary: &Summary) -> Count {
        Count {
            items: summary.items,
            points: summary.points,
            unestimated: summary.unestimated,
            ready: summary.ready,
            priorities: summary.priorities,
            labels: summary.labels.iter().cloned().collect(),
            epics: summary.epics.iter().copied().collect(),
        }
    }
}

/// Whether an item is an epic that others can be put into.
pub(super) fn is_epic(item: &Item) -> bool {
    item.kind == Kind::Epic && item.place.joins_epic()
}

/// Whether an item stands in the order: an epic that is broken down does not.
fn stands(product: &Product, item: &Item) -> bool {
    let stood_for = || item.kind == Kind::Epic && product.is_broken_down(item.id);
    item.place == Place::ProductBacklog && !stood_for()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::GoalId;
    use crate::item::depend::AddDependency;
    use crate::item::epic::ChangeEpic;
    use crate::item::estimate::Estimate;
    use crate::item::kind::ChangeKind;
    use crate::item::label::ChangeLabels;
    use crate::item::remove::{RemoveItems, RestoreItems};
    use crate::policy::change::ChangePolicy;
    use crate::roadmap::GoalState;
    use crate::roadmap::add::AddGoal;
    use crate::roadmap::end::ChangeGoalState;
    use crate::roadmap::serve::ChangeGoal;
    use crate::testing::Given;

    /// Carries a command out and looks that the summary keeps up.
    fn does(given: &mut Given, command: impl Into<crate::Command>) -> Summary {
        let (before, seen) = (given.product.clone(), given.recorded.len());
        let summary = Summary::of(&before);
        given.does(command);
        let events = &given.recorded[seen..];
        let items: Vec<ItemId> = events.iter().flat_map(|e| e.event.items()).collect();
        let after = summary.after(&before, &given.product, &items);
        assert_eq!(after, Summary::of(&given.product));
        assert_eq!(after.items, given.product.order.len());
        after
    }

    #[test]
    fn it_counts_what_stands_in_the_order_and_names_the_epics() {
        let mut given = Given::items(["A", "B", "Old", "New"]);
        for epic in [3, 4].map(ItemId) {
            let to = Kind::Epic;
            does(&mut given, ChangeKind { item: epic, to });
        }
        let (item, to) = (ItemId(1), Some(ItemId(3)));
        let summary = does(&mut given, ChangeEpic { item, to });
        assert_eq!(summary.items, 3, "a broken-down epic does not stand there");
        assert_eq!(summary.epics, [4, 3].map(ItemId));
        does(&mut given, ChangeEpic { item, to: None });
    }

    #[test]
    fn it_keeps_up_with_a_size_that_goes_with_the_scale() {
        let mut given = Given::items(["A"]).ready(&[1]);
        let (item, to) = (ItemId(1), Some(Points::whole(21)));
        assert_eq!(does(&mut given, Estimate { item, to }).ready, 0);
        let to = crate::scale::Scale::Hours;
        let change = crate::scale::ChangeScale { to };
        assert_eq!(does(&mut given, change).ready, 1);
    }

    #[test]
    fn it_keeps_up_with_what_one_change_does_to_other_items() {
        let mut given = Given::items(["A", "B", "C"]).ready(&[1, 2]);
        let (item, blocked_by) = (ItemId(1), ItemId(3));
        let summary = does(&mut given, AddDependency { item, blocked_by });
        assert_eq!(summary.ready, 1, "A waits for C");
        let (items, reason) = (vec![blocked_by], None);
        let summary = does(&mut given, RemoveItems { items, reason });
        assert_eq!((summary.items, summary.ready), (2, 2));
        let items = vec![blocked_by];
        assert_eq!(does(&mut given, RestoreItems { items }).ready, 1);
    }

    #[test]
    fn another_definition_of_ready_counts_anew() {
        let mut given = Given::items(["A", "B"]).ready(&[1]);
        let (policy, to, reason) = (Policy::ReadySize, Setting::AtMost(2), None);
        let command = ChangePolicy { policy, to, reason };
        assert_eq!(does(&mut given, command).ready, 0, "A has 3 points");
    }

    #[test]
    fn it_keeps_up_with_goals_where_they_make_items_ready() {
        let mut given = Given::items(["A", "Epic"]).ready(&[1]);
        let (item, to) = (ItemId(2), Kind::Epic);
        given.does(ChangeKind { item, to });
        let (epic, to) = (ItemId(2), Some(ItemId(2)));
        given.does(ChangeEpic {
            item: ItemId(1),
            to,
        });
        let (name, text, span) = ("Pay".into(), String::new(), None);
        given.does(AddGoal { name, text, span });
        let (policy, to, reason) = (Policy::ReadyRoadmap, Setting::On, None);
        let command = ChangePolicy { policy, to, reason };
        assert_eq!(does(&mut given, command).ready, 0, "A serves nothing");
        let (goal, to) = (GoalId(1), Some(GoalId(1)));
        let command = ChangeGoal { item: epic, to };
        assert_eq!(does(&mut given, command).ready, 1, "through its epic");
        let (to, because) = (GoalState::Dropped, Some("No use".into()));
        let command = ChangeGoalState { goal, to, because };
        assert_eq!(does(&mut given, command).ready, 0, "which serves nothing");
    }

    #[test]
    fn it_keeps_up_with_labels_and_points() {
        let mut given = Given::items(["A", "B"]);
        for item in [1, 2].map(ItemId) {
            let (add, remove) = (vec!["ui".into(), "api".into()], vec![]);
            does(&mut given, ChangeLabels { item, add, remove });
            let to = Some(Points::whole(3));
            does(&mut given, Estimate { item, to });
        }
        let (item, add, remove) = (ItemId(1), vec![], vec!["api".into()]);
        let summary = does(&mut given, ChangeLabels { item, add, remove });
        let labels: Vec<(&str, usize)> = summary
            .labels
            .iter()
            .map(|(l, n)| (l.as_str(), *n))
            .collect();
        assert_eq!(labels, [("ui", 2), ("api", 1)]);
        assert_eq!(summary.points, Points::whole(6));
    }

    #[test]
    fn it_keeps_up_with_priorities() {
        let mut given = Given::items(["A", "B"]).ready(&[1]);
        let must = |item| crate::item::priority::Prioritize {
            item: ItemId(item),
            to: Some(Priority::Must),
            reason: None,
        };
        does(&mut given, must(2));
        let summary = does(&mut given, must(1));
        let points = Points::whole(3);
        assert_eq!(
            summary.share(Some(Priority::Must)),
            Share { items: 2, points }
        );
        assert_eq!(summary.share(None), Share::default());
        let (items, reason) = (vec![ItemId(1)], None);
        let summary = does(&mut given, RemoveItems { items, reason });
        assert_eq!(summary.share(Some(Priority::Must)).items, 1);
    }
}
