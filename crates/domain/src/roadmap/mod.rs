//! The roadmap (C2): what the product is to reach, and when. Epics serve goals, and items through
//! their epic, or by themselves. One file per command beside this one.
//!
//! Not the goal of a sprint, which is `sprint::goal`.

pub mod add;
pub mod anchor;
pub mod break_down;
pub mod cover;
pub mod edit;
pub mod end;
pub mod outline;
pub mod quarter;
pub mod schedule;
pub mod serve;
pub(crate) mod undo;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{GoalId, ItemId, PartId, PersonId, Position};
use crate::item::Item;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::rights::Role;
use crate::text::Revised;

pub use edit::GoalField;
pub use quarter::{Quarter, Span};

/// Goals a product has at most; removed ones do not count.
pub const MAX_GOALS: usize = 500;

/// How it stands with a goal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalState {
    /// It is pursued.
    Open,
    /// It was reached.
    Reached,
    /// It is pursued no more; what served it serves nothing now.
    Dropped,
    /// It was added by mistake, and is not shown.
    Removed,
}

impl GoalState {
    /// All of them.
    pub const ALL: [GoalState; 4] = [
        GoalState::Open,
        GoalState::Reached,
        GoalState::Dropped,
        GoalState::Removed,
    ];

    /// As written in the record, forms and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            GoalState::Open => "open",
            GoalState::Reached => "reached",
            GoalState::Dropped => "dropped",
            GoalState::Removed => "removed",
        }
    }

    /// The state written as `text`.
    pub fn parse(text: &str) -> Option<GoalState> {
        GoalState::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

impl fmt::Display for GoalState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Something the product is to reach.
#[derive(Clone, PartialEq, Debug)]
pub struct Goal {
    /// Its number.
    pub id: GoalId,
    /// One line.
    pub name: Revised<Arc<str>>,
    /// What it asks for, in Markdown; perhaps empty.
    pub text: Revised<Arc<str>>,
    /// When it is worked on; nothing for some time later.
    pub span: Option<Span>,
    /// How it stands with it.
    pub state: GoalState,
    /// Why it is in that state, where somebody said.
    pub because: Option<Arc<str>>,
    /// The numbers of the parts of its text, in order.
    pub parts: Arc<[PartId]>,
    /// What is known of all parts it ever had.
    pub known: Arc<BTreeMap<PartId, anchor::Known>>,
    /// Which items cover which part.
    pub covers: BTreeMap<PartId, BTreeSet<ItemId>>,
    /// What happened to it, oldest first.
    pub history: Vec<Deed>,
}

/// One thing that happened to a goal.
#[derive(Clone, PartialEq, Debug)]
pub struct Deed {
    /// The event, in the product's stream.
    pub position: Position,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the command line.
    pub actor: Option<PersonId>,
    /// Under which role.
    pub role: Option<Role>,
    /// What.
    pub what: Done,
}

/// What happened to a goal.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "the fields are the event's; see the types in this folder"
)]
pub enum Done {
    /// It was written down.
    Added,
    /// Its name or its text changed.
    Edited(GoalField),
    Scheduled {
        from: Option<Span>,
        to: Option<Span>,
    },
    /// An item covers a part of its text, or does so no more.
    Covered { item: ItemId, covers: bool },
    State {
        to: GoalState,
        because: Option<Arc<str>>,
    },
}

impl Product {
    /// A goal that was not removed.
    ///
    /// # Errors
    /// [`Refusal::NoSuchGoal`].
    pub fn goal(&self, id: GoalId) -> Result<&Arc<Goal>, Refusal> {
        match self.goals.get(&id) {
            Some(goal) if goal.state != GoalState::Removed => Ok(goal),
            _ => Err(Refusal::NoSuchGoal { goal: id }),
        }
    }

    /// All goals but removed ones: those with dates as they begin and end, then those without.
    pub fn roadmap(&self) -> Vec<&Arc<Goal>> {
        let there = |goal: &&Arc<Goal>| goal.state != GoalState::Removed;
        let mut goals: Vec<_> = self.goals.values().filter(there).collect();
        goals.sort_by_key(|goal| (goal.span.is_none(), goal.span, goal.id));
        goals
    }

    /// The goal an item serves: the one it names, or else its epic does, if that is open or
    /// reached.
    pub fn served_by(&self, item: &Item) -> Option<GoalId> {
        let epics = || self.items.get(&item.epic?)?.goal;
        let named = item.goal.or_else(epics);
        named.filter(|goal| self.can_be_served(*goal))
    }

    /// Whether a goal is open or reached.
    pub(crate) fn can_be_served(&self, goal: GoalId) -> bool {
        let state = self.goals.get(&goal).map(|goal| goal.state);
        matches!(state, Some(GoalState::Open | GoalState::Reached))
    }

    fn change_goal(
        &mut self,
        id: GoalId,
        recorded: &Recorded<Event>,
        what: Done,
        change: impl FnOnce(&mut Goal),
    ) {
        if let Some(goal) = self.goals.get_mut(&id) {
            let goal = Arc::make_mut(goal);
            change(goal);
            goal.history.push(deed(recorded, what));
        }
    }
}

fn deed(recorded: &Recorded<Event>, what: Done) -> Deed {
    Deed {
        position: recorded.position,
        at: recorded.at,
        actor: recorded.actor,
        role: recorded.role,
        what,
    }
}

/// That the product may have one more goal.
fn may_add(product: &Product) -> Result<(), Refusal> {
    match product.roadmap().len() + 1 {
        count if count > MAX_GOALS => Err(Refusal::TooMany {
            what: "goals",
            count,
            limit: MAX_GOALS,
        }),
        _ => Ok(()),
    }
}
