//! The story map (C6) as it is looked at: which items stand at each step, slice by slice.
//!
//! Slices are the goals of the roadmap, which are what the product releases, or the sprints. A cell has
//! what is in a sprint first, then what stands in the product backlog by its rank, and last what is done.

use std::collections::BTreeMap;
use std::fmt;

use crate::ids::{GoalId, ItemId, SprintId, StepId};
use crate::item::{Item, Place};
use crate::product::Product;
use crate::report::epic::{Finished, Progress};
use crate::report::roadmap::Serving;

use super::{Filter, Matcher};

/// What stands beside the map from top to bottom.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Slices {
    /// The goals of the roadmap.
    #[default]
    Goals,
    /// The sprints that are not closed, and what waits for one.
    Sprints,
}

/// A slice of the map.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Slice {
    /// What serves this goal, or none.
    Goal(Option<GoalId>),
    /// What is in this sprint.
    Sprint(SprintId),
    /// What stands in the product backlog.
    Backlog,
    /// What is done.
    Done,
}

impl Slice {
    /// The slice an item is in; none for what is neither in the product backlog, in a sprint nor done.
    pub fn of(product: &Product, slices: Slices, item: ItemId) -> Option<Slice> {
        let item = product.items.get(&item)?;
        slice_of(slices, item, || product.served_by(item))
    }

    /// The slice written as `text`: "goal-3", "goal-none", "sprint-2", "backlog", "done".
    pub fn parse(text: &str) -> Option<Slice> {
        let number = |text: &str| text.parse::<u32>().ok();
        match text.split_once('-') {
            Some(("goal", "none")) => Some(Slice::Goal(None)),
            Some(("goal", goal)) => number(goal).map(|goal| Slice::Goal(Some(GoalId(goal)))),
            Some(("sprint", sprint)) => {
                number(sprint).map(|sprint| Slice::Sprint(SprintId(sprint)))
            }
            None if text == "backlog" => Some(Slice::Backlog),
            None if text == "done" => Some(Slice::Done),
            _ => None,
        }
    }
}

impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slice::Goal(Some(goal)) => write!(f, "goal-{goal}"),
            Slice::Goal(None) => f.write_str("goal-none"),
            Slice::Sprint(sprint) => write!(f, "sprint-{sprint}"),
            Slice::Backlog => f.write_str("backlog"),
            Slice::Done => f.write_str("done"),
        }
    }
}

/// What stands at one step in one slice.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// The first of them.
    pub items: Vec<ItemId>,
    /// How many they are.
    pub all: usize,
}

/// A slice with its cells.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Which.
    pub slice: Slice,
    /// How far what is on the map in it is.
    pub progress: Progress,
    /// The cells that are not empty.
    pub cells: BTreeMap<StepId, Cell>,
}

impl Row {
    fn of(slice: Slice) -> Row {
        Row {
            slice,
            progress: Progress::default(),
            cells: BTreeMap::new(),
        }
    }
}

/// The map, slice by slice, with `most` items of each cell. Slices without items are in it, too.
///
/// Items are looked at once as they lie in memory; looking each up in the order's order takes several
/// times as long.
pub fn story_map(product: &Product, slices: Slices, most: usize) -> Vec<Row> {
    let mut rows = begin(product, slices);
    let at: BTreeMap<Slice, usize> = rows.iter().map(|row| row.slice).zip(0..).collect();
    let (serving, finished) = (Serving::of(product), Finished::of(product));
    let mut found: Vec<Option<(usize, StepId)>> = vec![None; product.next_item().0 as usize];
    let (mut sprints, mut done) = (Vec::new(), Vec::new());
    for item in product.items.values().filter(|item| item.step.is_some()) {
        let slice = slice_of(slices, item, || serving.goal(item));
        if let Some(step) = product.step_of(item)
            && item.place.joins_epic()
            && !product.is_broken_down(item.id)
            && let Some(row) = slice.and_then(|slice| at.get(&slice))
        {
            rows[*row].progress.count(item, &finished);
            found[item.id.0 as usize] = Some((*row, step));
            match item.place {
                Place::Done(_) => done.push(item.id),
                Place::Sprint(_) => sprints.push(item.id),
                _ => {}
            }
        }
    }
    done.reverse();
    let order = product.order.iter().copied();
    for item in sprints.into_iter().chain(order).chain(done) {
        if let Some((row, step)) = found.get(item.0 as usize).copied().flatten() {
            let cell = rows[row].cells.entry(step).or_default();
            cell.all += 1;
            if cell.items.len() < most {
                cell.items.push(item);
            }
        }
    }
    rows
}

/// The slices there are, from top to bottom.
fn begin(product: &Product, slices: Slices) -> Vec<Row> {
    match slices {
        Slices::Goals => {
            let goals = product.roadmap().into_iter().map(|goal| goal.id);
            let goals = goals.filter(|goal| product.can_be_served(*goal));
            let goals = goals.map(Some).chain([None]);
            goals.map(|goal| Row::of(Slice::Goal(goal))).collect()
        }
        Slices::Sprints => {
            let open = product.sprints.values().filter(|one| !one.is_closed());
            let mut open: Vec<_> = open.map(|one| (one.calendar.start, one.id)).collect();
            open.sort_unstable();
            let sprints = open.into_iter().map(|(_, sprint)| Slice::Sprint(sprint));
            let all = sprints.chain([Slice::Backlog, Slice::Done]);
            all.map(Row::of).collect()
        }
    }
}

fn slice_of(slices: Slices, item: &Item, serves: impl FnOnce() -> Option<GoalId>) -> Option<Slice> {
    match (slices, item.place) {
        (Slices::Goals, _) => Some(Slice::Goal(serves())),
        (Slices::Sprints, Place::Sprint(sprint)) => Some(Slice::Sprint(sprint)),
        (Slices::Sprints, Place::ProductBacklog) => Some(Slice::Backlog),
        (Slices::Sprints, Place::Done(_)) => Some(Slice::Done),
        _ => None,
    }
}

/// What stands in the product backlog and not on the map, by its rank: the first `most` that fit, and
/// how many fit.
pub fn unmapped(product: &Product, filter: &Filter, most: usize) -> (Vec<ItemId>, usize) {
    let matcher = Matcher::new(filter, product);
    let mut off = vec![false; product.next_item().0 as usize];
    for item in product.items.values() {
        if item.place == Place::ProductBacklog && product.step_of(item).is_none() {
            off[item.id.0 as usize] = matcher.fits(item);
        }
    }
    let is_off = |item: &&ItemId| off.get(item.0 as usize).copied().unwrap_or_default();
    let all = || product.order.iter().filter(is_off);
    (all().take(most).copied().collect(), all().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::add::AddStep;
    use crate::map::place::PlaceItems;
    use crate::roadmap::add::AddGoal;
    use crate::roadmap::serve::ChangeGoal;
    use crate::testing::Given;

    fn mapped(mut given: Given, items: &[u32]) -> Given {
        let (activity, name) = (None, "Find".into());
        given.does(AddStep { activity, name });
        let items = items.iter().copied().map(ItemId).collect();
        let to = Some(StepId(1));
        given.does(PlaceItems { items, to });
        given
    }

    fn items(rows: &[Row], slice: Slice) -> Vec<u32> {
        let row = rows.iter().find(|row| row.slice == slice).unwrap();
        let cell = row.cells.get(&StepId(1)).cloned().unwrap_or_default();
        cell.items.iter().map(|item| item.0).collect()
    }

    #[test]
    fn goals_slice_the_map_and_each_cell_keeps_the_order_and_is_cut() {
        let mut given = mapped(Given::items(["A", "B", "C", "D"]), &[4, 2, 1]);
        let (name, text, span) = ("Cards".into(), String::new(), None);
        given.does(AddGoal { name, text, span });
        let (item, to) = (ItemId(2), Some(GoalId(1)));
        given.does(ChangeGoal { item, to });
        let rows = story_map(&given.product, Slices::Goals, 1);
        assert_eq!(items(&rows, Slice::Goal(to)), [2]);
        assert_eq!(items(&rows, Slice::Goal(None)), [1]);
        assert_eq!(rows[1].cells[&StepId(1)].all, 2);
        assert_eq!(rows[1].progress.items, 2);
        let off = unmapped(&given.product, &Filter::default(), 9);
        assert_eq!(off, (vec![ItemId(3)], 1));
    }

    #[test]
    fn sprints_slice_it_too_and_what_runs_stands_on_top() {
        let given = mapped(Given::running(["A", "B"]), &[1, 2]);
        let rows = story_map(&given.product, Slices::Goals, 9);
        assert_eq!(items(&rows, Slice::Goal(None)), [1, 2]);
        let rows = story_map(&given.product, Slices::Sprints, 9);
        let all = rows.iter().map(|row| row.slice).collect::<Vec<_>>();
        let expected = [Slice::Sprint(SprintId(1)), Slice::Backlog, Slice::Done];
        assert_eq!(all, expected);
        assert_eq!(items(&rows, expected[0]), [1, 2]);
    }

    #[test]
    fn every_slice_reads_back() {
        let goal = Some(GoalId(3));
        for slice in [
            Slice::Goal(goal),
            Slice::Goal(None),
            Slice::Sprint(SprintId(2)),
            Slice::Backlog,
            Slice::Done,
        ] {
            assert_eq!(Slice::parse(&slice.to_string()), Some(slice));
        }
        assert_eq!(Slice::parse("goal-x"), None);
    }
}
