//! The Definition of Ready: what an item needs before it may cross into a
//! sprint (C12, D3). Only the built-in checks; a team's own come later.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::SprintId;
use crate::item::{Item, Kind, Place};
use crate::product::Product;

/// One built-in check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It is no epic: an epic is broken down first (A4).
    BrokenDown,
    /// It has at least one acceptance criterion.
    AcceptanceCriteria,
    /// The team has estimated it.
    Estimate,
    /// Nothing asked about it waits for an answer.
    NoOpenQuestion,
    /// Nothing it waits for is still open.
    NoUnresolvedDependency,
}

impl Check {
    /// The checks every item is shown with. [`Check::BrokenDown`] is not among
    /// them: it is a matter of kind, and shows only where it fails.
    pub const SHOWN: [Check; 4] = [
        Check::AcceptanceCriteria,
        Check::Estimate,
        Check::NoOpenQuestion,
        Check::NoUnresolvedDependency,
    ];

    /// All of them.
    pub const ALL: [Check; 5] = [
        Check::BrokenDown,
        Check::AcceptanceCriteria,
        Check::Estimate,
        Check::NoOpenQuestion,
        Check::NoUnresolvedDependency,
    ];

    /// As written in the record, the API and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Check::BrokenDown => "broken_down",
            Check::AcceptanceCriteria => "acceptance_criteria",
            Check::Estimate => "estimate",
            Check::NoOpenQuestion => "no_open_question",
            Check::NoUnresolvedDependency => "no_unresolved_dependency",
        }
    }

    /// The check written as `text`.
    pub fn parse(text: &str) -> Option<Check> {
        Check::ALL.into_iter().find(|check| check.as_str() == text)
    }

    /// What is so when it holds.
    pub fn title(self) -> &'static str {
        match self {
            Check::BrokenDown => "Broken down",
            Check::AcceptanceCriteria => "Has acceptance criteria",
            Check::Estimate => "Estimated by the team",
            Check::NoOpenQuestion => "No open question",
            Check::NoUnresolvedDependency => "No unresolved dependency",
        }
    }

    /// What is so when it does not hold, in few words.
    pub fn lack(self) -> &'static str {
        match self {
            Check::BrokenDown => "an epic, break it down",
            Check::AcceptanceCriteria => "no acceptance criteria",
            Check::Estimate => "not estimated",
            Check::NoOpenQuestion => "a question is open",
            Check::NoUnresolvedDependency => "waits for another item",
        }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// The checks `item` fails, none when it is ready.
pub fn missing(product: &Product, item: &Item) -> Vec<Check> {
    failing(product, item, None).collect()
}

/// The checks `item` fails for `sprint`: a dependency on something in the same
/// sprint does not hold it up.
pub fn missing_for(product: &Product, item: &Item, sprint: SprintId) -> Vec<Check> {
    failing(product, item, Some(sprint)).collect()
}

/// Whether `item` passes every check.
pub fn is_ready(product: &Product, item: &Item) -> bool {
    failing(product, item, None).next().is_none()
}

fn failing(
    product: &Product,
    item: &Item,
    sprint: Option<SprintId>,
) -> impl Iterator<Item = Check> {
    Check::ALL
        .into_iter()
        .filter(move |check| !holds(*check, product, item, sprint))
}

fn holds(check: Check, product: &Product, item: &Item, sprint: Option<SprintId>) -> bool {
    match check {
        Check::BrokenDown => item.kind != Kind::Epic,
        Check::AcceptanceCriteria => !item.criteria.is_empty(),
        Check::Estimate => item.estimate.is_some(),
        Check::NoOpenQuestion => item.open_questions().next().is_none(),
        Check::NoUnresolvedDependency => item.blocked_by.iter().all(|blocker| {
            product
                .items
                .get(blocker)
                .is_none_or(|blocker| match blocker.place {
                    Place::Done(_) | Place::Removed => true,
                    Place::Sprint(other) => Some(other) == sprint,
                    Place::Suggestions | Place::ProductBacklog | Place::Icebox => false,
                })
        }),
    }
}
