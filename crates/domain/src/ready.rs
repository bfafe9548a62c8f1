//! The Definition of Ready: what an item needs before it may cross into a
//! sprint (C12, D3). Which checks hold is the team's to say, in
//! [`crate::policy`]; what each means is here.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, ReadyCheckId, SprintId};
use crate::item::{Item, Kind, Place};
use crate::product::Product;

/// One check. Written down as its code: `estimate`, `own_3`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Check {
    /// It is no epic: an epic is broken down first (A4).
    BrokenDown,
    /// It has at least one acceptance criterion.
    AcceptanceCriteria,
    /// The team has estimated it.
    Estimate,
    /// It is small enough.
    Size,
    /// Nothing asked about it waits for an answer.
    NoOpenQuestion,
    /// Nothing it waits for is still open.
    NoUnresolvedDependency,
    /// It serves a goal of the roadmap. Bugs and tasks need none.
    ServesRoadmap,
    /// One of the team's own, ticked by hand.
    Own(ReadyCheckId),
}

/// How the code of a team's own check begins.
const OWN: &str = "own_";

impl Check {
    /// Those that a program can see.
    pub const BUILT_IN: [Check; 7] = [
        Check::BrokenDown,
        Check::AcceptanceCriteria,
        Check::Estimate,
        Check::Size,
        Check::NoOpenQuestion,
        Check::NoUnresolvedDependency,
        Check::ServesRoadmap,
    ];

    /// As written in the record, the API and forms.
    pub fn code(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Check::BrokenDown => "broken_down",
            Check::AcceptanceCriteria => "acceptance_criteria",
            Check::Estimate => "estimate",
            Check::Size => "size",
            Check::NoOpenQuestion => "no_open_question",
            Check::NoUnresolvedDependency => "no_unresolved_dependency",
            Check::ServesRoadmap => "serves_roadmap",
            Check::Own(id) => return Cow::Owned(format!("{OWN}{id}")),
        })
    }

    /// The check written as `text`.
    pub fn parse(text: &str) -> Option<Check> {
        match text.strip_prefix(OWN) {
            Some(number) => Some(Check::Own(ReadyCheckId(number.parse().ok()?))),
            None => Check::BUILT_IN
                .into_iter()
                .find(|check| check.code() == text),
        }
    }

    /// What is so when it holds.
    pub fn title(self, product: &Product) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Check::BrokenDown => "Broken down",
            Check::AcceptanceCriteria => "Has acceptance criteria",
            Check::Estimate => "Estimated by the team",
            Check::Size => match product.largest() {
                Some(most) => return format!("At most {}", product.sum(most)).into(),
                None => "Small enough",
            },
            Check::NoOpenQuestion => "All questions answered",
            Check::NoUnresolvedDependency => "Waits for nothing unfinished",
            Check::ServesRoadmap => "Serves the roadmap",
            Check::Own(id) => return own(product, id).into(),
        })
    }

    /// What is so when it does not hold, in few words.
    pub fn lack(self, product: &Product) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Check::BrokenDown => "an epic, break it down",
            Check::AcceptanceCriteria => "no acceptance criteria",
            Check::Estimate => "not estimated",
            Check::Size => match product.largest() {
                Some(most) => return format!("more than {}", product.sum(most)).into(),
                None => "too large",
            },
            Check::NoOpenQuestion => "a question is open",
            Check::NoUnresolvedDependency => "waits for another item",
            Check::ServesRoadmap => "serves no goal",
            Check::Own(id) => return format!("not yet: {}", own(product, id)).into(),
        })
    }
}

/// A check as it read when something happened under it: the team may word it or
/// set it otherwise later, and what happened does not change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Worded {
    /// Which.
    pub check: Check,
    /// What would have been so, had it held.
    pub title: Cow<'static, str>,
    /// What was so when it did not hold.
    pub lack: Cow<'static, str>,
}

impl Worded {
    /// As it reads now.
    pub fn now(check: Check, product: &Product) -> Worded {
        let (title, lack) = (check.title(product), check.lack(product));
        Worded { check, title, lack }
    }
}

fn own(product: &Product, id: ReadyCheckId) -> String {
    let check = product.policies.own_check(id);
    check.map_or_else(String::new, |check| check.text.value.to_string())
}

impl From<Check> for String {
    fn from(check: Check) -> String {
        check.code().into_owned()
    }
}

/// What no check is called.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("there is no check “{0}”")]
pub struct UnknownCheck(String);

impl TryFrom<String> for Check {
    type Error = UnknownCheck;

    fn try_from(code: String) -> Result<Check, UnknownCheck> {
        Check::parse(&code).ok_or(UnknownCheck(code))
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code())
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
    let checks = product.policies.checks();
    [Check::BrokenDown]
        .into_iter()
        .chain(checks)
        .filter(move |check| !holds(*check, product, item, sprint))
}

fn holds(check: Check, product: &Product, item: &Item, sprint: Option<SprintId>) -> bool {
    match check {
        Check::BrokenDown => item.kind != Kind::Epic,
        Check::AcceptanceCriteria => !item.criteria.is_empty(),
        Check::Estimate => item.estimate.is_some(),
        Check::Size => is_small(product, item),
        Check::NoOpenQuestion => item.open_questions().next().is_none(),
        Check::NoUnresolvedDependency => item
            .blocked_by
            .iter()
            .all(|blocker| !holds_up(product, *blocker, sprint)),
        Check::ServesRoadmap => {
            matches!(item.kind, Kind::Bug | Kind::Task) || product.served_by(item).is_some()
        }
        Check::Own(id) => item.ticks.contains_key(&id),
    }
}

/// Whether an item still holds up what waits for it, in `sprint` or at all. One
/// that was merged lives on in another.
pub(crate) fn holds_up(product: &Product, blocker: ItemId, sprint: Option<SprintId>) -> bool {
    let blocker = product.items.get(&product.lives_on_in(blocker));
    blocker.is_some_and(|blocker| match blocker.place {
        Place::Done(_) | Place::Removed => false,
        Place::Sprint(other) => Some(other) != sprint,
        Place::Suggestions | Place::ProductBacklog | Place::Icebox => true,
    })
}

/// What nobody has estimated lacks the estimate, not the size.
fn is_small(product: &Product, item: &Item) -> bool {
    let most = product.largest();
    most.is_none_or(|most| item.estimate.is_none_or(|points| points <= most))
}
