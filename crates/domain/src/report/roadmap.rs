//! How far the goals of the roadmap are (C2), and what of the product backlog serves none.
//!
//! An item serves the goal it names, else its epic's. A goal that was dropped or removed is served
//! by nothing any more.

use std::collections::BTreeMap;

use super::epic::{Finished, Progress};
use crate::ids::{GoalId, ItemId};
use crate::item::{Item, Kind, Place};
use crate::points::Points;
use crate::product::Product;

/// Which goal each item serves: what [`Product::served_by`] says, for many items.
pub struct Serving<'a> {
    product: &'a Product,
    /// Of epics that are broken down and name one.
    epics: BTreeMap<ItemId, GoalId>,
}

impl<'a> Serving<'a> {
    /// As it is now.
    pub fn of(product: &'a Product) -> Serving<'a> {
        let named = product.children.keys().filter_map(|epic| {
            let goal = product.items.get(epic)?.goal?;
            Some((*epic, goal))
        });
        Serving {
            product,
            epics: named.collect(),
        }
    }

    /// The goal an item names, or else its epic does, whatever became of it.
    pub fn named(&self, item: &Item) -> Option<GoalId> {
        let epics = || self.epics.get(&item.epic?).copied();
        item.goal.or_else(epics)
    }

    /// The goal an item serves: one that is open or reached.
    pub fn goal(&self, item: &Item) -> Option<GoalId> {
        self.named(item)
            .filter(|goal| self.product.can_be_served(*goal))
    }
}

/// What serves a goal.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Served {
    /// Everything, through epics or not. An epic that is not broken down counts as one item.
    pub progress: Progress,
    /// Its epics, by number, with how far each is.
    pub epics: Vec<(ItemId, Progress)>,
    /// What serves it by itself: items whose epic does not.
    pub alone: Vec<ItemId>,
}

/// What of the product backlog serves no goal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Orphans {
    /// Items that serve none.
    pub items: usize,
    /// Those of them that are bugs or tasks, of which that is not expected.
    pub upkeep: usize,
    /// Their points, of those that are estimated.
    pub points: Points,
    /// Items of the product backlog.
    pub of_items: usize,
    /// Their points, of those that are estimated.
    pub of_points: Points,
}

impl Orphans {
    /// Their share of the work in percent, by points; by items where nothing is estimated.
    pub fn share(&self) -> f64 {
        let (part, whole) = match self.of_points {
            Points::ZERO => (self.items as f64, self.of_items as f64),
            of => (self.points.as_f64(), of.as_f64()),
        };
        if whole > 0.0 {
            part / whole * 100.0
        } else {
            0.0
        }
    }
}

/// The items that serve a goal, by number; an epic only as long as it is not broken down.
pub fn items_of_goal(product: &Product, goal: GoalId) -> Vec<ItemId> {
    let serving = Serving::of(product);
    let items = product.items.values().filter(|item| {
        item.place.joins_epic()
            && serving.named(item) == Some(goal)
            && !(item.kind == Kind::Epic && product.is_broken_down(item.id))
    });
    items.map(|item| item.id).collect()
}

/// The roadmap as a report.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Roadmap {
    /// What serves each goal; nothing for one that nothing serves.
    pub goals: BTreeMap<GoalId, Served>,
    /// What serves none.
    pub orphans: Orphans,
}

impl Roadmap {
    /// Adds it up, looking at every item once.
    pub fn of(product: &Product) -> Roadmap {
        let mut count = Count {
            serving: Serving::of(product),
            finished: Finished::of(product),
            epics: BTreeMap::new(),
            roadmap: Roadmap::default(),
        };
        for item in product.items.values() {
            if item.place.joins_epic() {
                count.add(item);
            }
        }
        count.result()
    }

    /// What serves this goal.
    pub fn served(&self, goal: GoalId) -> Served {
        self.goals.get(&goal).cloned().unwrap_or_default()
    }
}

/// The report while it is added up.
struct Count<'a> {
    serving: Serving<'a>,
    finished: Finished,
    /// Of every epic that names a goal.
    epics: BTreeMap<ItemId, Progress>,
    roadmap: Roadmap,
}

impl Count<'_> {
    fn add(&mut self, item: &Item) {
        let named = self.serving.named(item);
        let is_epic = item.kind == Kind::Epic;
        if is_epic && named.is_some() {
            self.epics.entry(item.id).or_default();
        }
        if let Some(epic) = item
            .epic
            .filter(|epic| self.serving.epics.contains_key(epic))
        {
            let progress = self.epics.entry(epic).or_default();
            progress.count(item, &self.finished);
        }
        if is_epic && self.serving.product.is_broken_down(item.id) {
            return;
        }
        self.add_to_goal(item, named);
        if item.place == Place::ProductBacklog {
            self.add_to_backlog(item);
        }
    }

    fn add_to_goal(&mut self, item: &Item, named: Option<GoalId>) {
        let Some(goal) = named else { return };
        let served = self.roadmap.goals.entry(goal).or_default();
        served.progress.count(item, &self.finished);
        let epics = || self.serving.epics.get(&item.epic?).copied();
        if item.kind != Kind::Epic && epics() != Some(goal) {
            served.alone.push(item.id);
        }
    }

    fn add_to_backlog(&mut self, item: &Item) {
        let orphans = &mut self.roadmap.orphans;
        let points = item.estimate.unwrap_or_default();
        orphans.of_items += 1;
        orphans.of_points += points;
        if self.serving.goal(item).is_none() {
            orphans.items += 1;
            orphans.upkeep += usize::from(matches!(item.kind, Kind::Bug | Kind::Task));
            orphans.points += points;
        }
    }

    fn result(mut self) -> Roadmap {
        for (epic, progress) in self.epics {
            let item = self.serving.product.items.get(&epic);
            if let Some(goal) = item.and_then(|item| item.goal) {
                let served = self.roadmap.goals.entry(goal).or_default();
                served.epics.push((epic, progress));
            }
        }
        self.roadmap
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::epic::ChangeEpic;
    use crate::item::kind::ChangeKind;
    use crate::query::{Filter, GoalFilter};
    use crate::roadmap::GoalState;
    use crate::roadmap::add::AddGoal;
    use crate::roadmap::end::ChangeGoalState;
    use crate::roadmap::serve::ChangeGoal;
    use crate::testing::Given;

    /// Epic 1 holds 2 and 3 and serves goal 1, which 4 serves by itself; 3 serves goal 2, and
    /// nothing 5. Items 2 and 5 have 3 points.
    fn given() -> Given {
        let mut given = Given::items(["Epic", "In it", "Elsewhere", "Alone", "Orphan"]);
        let mut given = {
            let (item, to) = (ItemId(1), Kind::Epic);
            given.does(ChangeKind { item, to });
            given.ready(&[2, 5])
        };
        for item in [2, 3].map(ItemId) {
            let to = Some(ItemId(1));
            given.does(ChangeEpic { item, to });
        }
        for name in ["One", "Two"] {
            let (name, text) = (name.into(), String::new());
            given.does(AddGoal {
                name,
                text,
                span: None,
            });
        }
        for (item, goal) in [(1, 1), (3, 2), (4, 1)] {
            let (item, to) = (ItemId(item), Some(GoalId(goal)));
            given.does(ChangeGoal { item, to });
        }
        given
    }

    fn items(given: &Given, goal: &str) -> Vec<u32> {
        let filter = Filter::parse(&given.product, [("goal", goal)]).unwrap();
        let found = filter.backlog(&given.product).into_iter();
        found.map(|(_, item)| item.0).collect()
    }

    #[test]
    fn items_serve_through_their_epic_or_by_themselves() {
        let mut given = given();
        let roadmap = Roadmap::of(&given.product);
        let one = roadmap.served(GoalId(1));
        assert_eq!(
            (one.progress.items, one.progress.points),
            (2, Points::whole(3))
        );
        assert_eq!(one.alone, [ItemId(4)]);
        let epics: Vec<(u32, usize)> = one.epics.iter().map(|(id, p)| (id.0, p.items)).collect();
        assert_eq!(epics, [(1, 2)], "an epic is as far as all its items");
        assert_eq!(roadmap.served(GoalId(2)).alone, [ItemId(3)]);
        assert_eq!(
            (items(&given, "1"), items(&given, "2")),
            (vec![2, 4], vec![3])
        );
        let (item, to) = (ItemId(1), None);
        given.does(ChangeGoal { item, to });
        assert_eq!(
            Roadmap::of(&given.product).served(GoalId(1)).alone,
            [ItemId(4)]
        );
    }

    #[test]
    fn what_serves_no_goal_or_a_dropped_one_is_an_orphan() {
        let mut given = given();
        let (item, to) = (ItemId(5), Kind::Bug);
        given.does(ChangeKind { item, to });
        let orphans = Roadmap::of(&given.product).orphans;
        assert_eq!((orphans.items, orphans.upkeep, orphans.of_items), (1, 1, 4));
        assert!((orphans.share() - 50.0).abs() < 1e-9, "3 of 6 points");
        assert_eq!(items(&given, "none"), [5]);
        given.does(ChangeGoalState {
            goal: GoalId(1),
            to: GoalState::Dropped,
            because: Some("No use".into()),
        });
        assert_eq!(Roadmap::of(&given.product).orphans.items, 3);
        assert_eq!(items(&given, "none"), [2, 4, 5]);
        assert_eq!(items(&given, "1"), [2, 4], "they still name it");
    }

    #[test]
    fn an_epic_that_is_not_broken_down_counts_as_one_item() {
        let mut given = Given::items(["Epic"]);
        let (item, to) = (ItemId(1), Kind::Epic);
        given.does(ChangeKind { item, to });
        let (name, text) = ("One".into(), String::new());
        given.does(AddGoal {
            name,
            text,
            span: None,
        });
        let to = Some(GoalId(1));
        given.does(ChangeGoal { item, to });
        let served = Roadmap::of(&given.product).served(GoalId(1));
        assert_eq!((served.progress.items, served.epics.len()), (1, 1));
        assert_eq!(served.alone, []);
        assert_eq!(items(&given, "1"), [1]);
        let parsed = Filter::parse(&given.product, [("goal", "1")]).unwrap();
        assert_eq!(parsed.goal, Some(GoalFilter::Of(GoalId(1))));
    }
}
