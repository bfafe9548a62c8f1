//! A sprint: its dates, its goal, what the team pulled into it, what it
//! committed to, and what came of it. One file per command beside this one.

pub mod availability;
pub mod blocker;
pub mod board;
pub mod calendar;
pub mod close;
pub mod commit;
pub mod discard;
pub mod fill;
pub mod goal;
pub mod plan;
pub mod pull;
pub mod put_back;
pub mod rearrange;
pub(crate) mod undo;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, PersonId, SprintId, TeamId};
use crate::item::Item;
use crate::points::Points;
use crate::product::Product;
use crate::report::burndown::{Burndown, Unit};
use crate::scale::{Measure, Scale};
use crate::text::Revised;

pub use availability::{Availability, MemberDays, PersonDays};
pub use blocker::{Blocker, Resolution};
pub use calendar::Calendar;
pub use close::{Outcome, Returned};
pub use commit::{Contract, ContractItem};
pub use pull::Waiver;

/// A column of the board (E3). A team's own columns come later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Not begun.
    ToDo,
    /// Somebody works on it.
    InProgress,
    /// Somebody looks at the work.
    InReview,
    /// Meets the Definition of Done.
    Done,
}

impl Column {
    /// From left to right.
    pub const ALL: [Column; 4] = [
        Column::ToDo,
        Column::InProgress,
        Column::InReview,
        Column::Done,
    ];

    /// As written in the record, forms and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Column::ToDo => "to_do",
            Column::InProgress => "in_progress",
            Column::InReview => "in_review",
            Column::Done => "done",
        }
    }

    /// The column written as `text`.
    pub fn parse(text: &str) -> Option<Column> {
        Column::ALL
            .into_iter()
            .find(|column| column.as_str() == text)
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Column::ToDo => "To do",
            Column::InProgress => "In progress",
            Column::InReview => "In review",
            Column::Done => "Done",
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// How far a sprint is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// The team fills it.
    Planned,
    /// The team committed; nothing enters or leaves (E1).
    Running {
        /// When it committed.
        since: Timestamp,
    },
    /// It is over and stays as it was.
    Closed {
        /// When it ended.
        at: Timestamp,
    },
}

impl Status {
    /// As written in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::Running { .. } => "running",
            Status::Closed { .. } => "closed",
        }
    }
}

/// A sprint of a product.
#[derive(Clone, PartialEq, Debug)]
pub struct Sprint {
    /// Its number.
    pub id: SprintId,
    /// Whose it is.
    pub team: TeamId,
    /// Who planned it; `None` for the command line.
    pub planned_by: Option<PersonId>,
    /// "Sprint 24", or what somebody called it.
    pub name: Arc<str>,
    /// What it is for; set by the product owner. Empty before that.
    pub goal: Revised<Arc<str>>,
    /// Who set the goal as it is, `None` for the command line, and when; nothing while it was never set.
    pub goal_set: Option<(Option<PersonId>, Timestamp)>,
    /// Its dates and days.
    pub calendar: Calendar,
    /// How far it is.
    pub status: Status,
    /// What was pulled in, in the team's order. After the commitment this is
    /// the committed order, for ever.
    pub plan: Arc<Vec<ItemId>>,
    /// Checks the team waived to let an item in.
    pub waivers: Vec<Waiver>,
    /// What members of the team said about their days for it.
    pub availability: BTreeMap<PersonId, Availability>,
    /// The cards of each column of [`Column::ALL`], from top to bottom.
    pub board: [Vec<ItemId>; 4],
    /// What the team committed to.
    pub contract: Option<Arc<Contract>>,
    /// The scale of its estimates, once it is committed: one that changes later
    /// changes no chart and no contract.
    pub scale: Scale,
    /// How the work went down.
    pub burndown: Burndown,
    /// What came of it.
    pub outcome: Option<Arc<Outcome>>,
}

impl Sprint {
    /// Whether the team still fills it.
    pub fn is_planned(&self) -> bool {
        self.status == Status::Planned
    }

    /// Whether the team committed and has not closed it.
    pub fn is_running(&self) -> bool {
        matches!(self.status, Status::Running { .. })
    }

    /// Whether it is over.
    pub fn is_closed(&self) -> bool {
        matches!(self.status, Status::Closed { .. })
    }

    /// The column a card stands in.
    pub fn column_of(&self, item: ItemId) -> Option<Column> {
        Column::ALL
            .into_iter()
            .find(|column| self.cards(*column).contains(&item))
    }

    /// The cards of a column, from top to bottom.
    pub fn cards(&self, column: Column) -> &[ItemId] {
        &self.board[column as usize]
    }

    /// The items in it, in the team's order.
    pub fn items<'a>(&'a self, product: &'a Product) -> impl Iterator<Item = &'a Arc<Item>> {
        self.plan.iter().filter_map(|item| product.items.get(item))
    }

    /// The scale of its estimates.
    pub fn scale(&self, product: &Product) -> Scale {
        match self.is_planned() {
            true => product.scale,
            false => self.scale,
        }
    }

    /// What its estimates count.
    pub fn measure(&self, product: &Product) -> Measure {
        self.scale(product).measure()
    }

    /// The unit of its chart that its estimates count in.
    pub fn unit(&self, product: &Product) -> Unit {
        self.measure(product).into()
    }

    /// The sum of the estimates of what is in it.
    pub fn points(&self, product: &Product) -> Points {
        self.items(product).filter_map(|item| item.estimate).sum()
    }
}
