//! What an import would bring: items in their order, and what does not come as
//! it stands in the file. Every format ends here.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::import::{FinishedItems, Incoming};
use domain::{Kind, Points};
use serde::Serialize;

use crate::problem::{Fault, Problem};

/// What an import would bring.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plan {
    /// The items, in the order of the file.
    pub items: Vec<Incoming>,
    /// What does not come as it stands there, by row.
    pub problems: Vec<Problem>,
    /// Rows that say something, whether they come or not.
    pub rows: usize,
}

impl Plan {
    /// Rows that do not come.
    pub fn staying(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.fault.stays())
            .count()
    }

    /// What becomes of its finished items unless somebody says otherwise.
    pub fn usual_finished(&self) -> FinishedItems {
        let finished = self.items.iter().filter(|item| item.finished).count();
        FinishedItems::usual(finished, self.items.len())
    }

    /// The items in figures.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        let mut labels: BTreeSet<String> = BTreeSet::new();
        for item in &self.items {
            summary.add(item);
            labels.extend(item.labels.iter().map(|label| label.to_lowercase()));
        }
        summary.labels = labels.len();
        summary
    }
}

/// Items in figures.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Summary {
    /// How many there are.
    pub items: usize,
    /// How many of each kind.
    pub kinds: Kinds,
    /// How many have an estimate.
    pub estimated: usize,
    /// The sum of the estimates.
    pub points: Points,
    /// How many are finished where they come from.
    pub finished: usize,
    /// How many belong to an epic.
    pub with_epic: usize,
    /// How many have somebody of here who works on them.
    pub assigned: usize,
    /// How many have acceptance criteria.
    pub with_criteria: usize,
    /// How many different labels they have.
    pub labels: usize,
}

/// A figure for each kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[expect(missing_docs, reason = "each is its kind")]
pub struct Kinds {
    pub epic: usize,
    pub story: usize,
    pub task: usize,
    pub bug: usize,
}

impl Summary {
    fn add(&mut self, item: &Incoming) {
        self.items += 1;
        match item.kind {
            Kind::Epic => self.kinds.epic += 1,
            Kind::Story => self.kinds.story += 1,
            Kind::Task => self.kinds.task += 1,
            Kind::Bug => self.kinds.bug += 1,
        }
        self.estimated += usize::from(item.estimate.is_some());
        self.points += item.estimate.unwrap_or_default();
        self.finished += usize::from(item.finished);
        self.with_epic += usize::from(item.epic.is_some());
        self.assigned += usize::from(item.assignee.is_some());
        self.with_criteria += usize::from(!item.criteria.is_empty());
    }
}

/// Finds what items name as their epic: a key, another name the file has for
/// an item (`aliases`, from that name to a key), or an epic's title. What is
/// no epic of the file is kept with the item under the name `column`.
pub(crate) fn join_epics(plan: &mut Plan, column: &Arc<str>, aliases: &HashMap<String, String>) {
    let mut kinds: HashMap<&str, Kind> = HashMap::new();
    let mut titles: HashMap<&str, &str> = HashMap::new();
    for item in &plan.items {
        kinds.insert(&item.key, item.kind);
        if item.kind == Kind::Epic {
            titles.entry(&item.title).or_insert(&item.key);
        }
    }
    let resolve = |name: &str| -> Option<String> {
        let alias = || aliases.get(name).map(String::as_str);
        let title = || titles.get(name).copied();
        let known = |key: &&str| kinds.contains_key(key);
        let key = Some(name).filter(known).or_else(alias).or_else(title)?;
        Some(key.to_owned())
    };
    let mut joined: Vec<(usize, Option<String>, Option<Fault>)> = Vec::new();
    for (index, item) in plan.items.iter().enumerate() {
        let Some(name) = &item.epic else { continue };
        let key = resolve(name);
        let kind = key.as_deref().and_then(|key| kinds.get(key));
        let (epic, fault) = match kind {
            _ if item.kind == Kind::Epic => (None, Some(Fault::EpicInEpic)),
            Some(Kind::Epic) => (key, None),
            Some(_) => (None, Some(Fault::ParentNoEpic)),
            None => (Some(name.clone()), Some(Fault::EpicNotHere)),
        };
        joined.push((index, epic, fault));
    }
    for (index, epic, fault) in joined {
        let item = &mut plan.items[index];
        let name = std::mem::replace(&mut item.epic, epic).unwrap_or_default();
        if let Some(fault) = fault {
            plan.problems
                .push(Problem::new(item.row, Some(column), fault, &name));
            item.rest.push((column.clone(), name.into()));
        }
    }
}
