//! What goes over the wire: this API's own shapes, apart from the domain's, so
//! that a change there is seen here before it is seen by programs.

mod accepted;
mod check;
mod forecast;
mod item;
mod keys;
mod points;
mod poker;
mod reading;
mod sprint;
mod target;
mod text;
mod whole;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use accepted::{
    Accepted, CommentAccepted, ItemAccepted, ItemsAccepted, PullAccepted, SprintAccepted,
};
pub(crate) use check::Check;
pub(crate) use forecast::Forecast;
pub(crate) use item::{
    Answer, Attachment, Blocker, Comment, Criterion, Crossing, EpicRef, Guest, Item, PersonRef,
    Progress, Question, Row,
};
pub(crate) use keys::{ItemKeys, count};
pub(crate) use points::{Points, Total};
pub(crate) use poker::{Card, Hand, Poker, Spread};
pub(crate) use reading::{Reading, find};
pub(crate) use sprint::{Sprint, SprintSummary, Waiver};
pub(crate) use target::Target;
pub(crate) use text::{LabelText, Line, double};
pub(crate) use whole::Whole;

/// An enum over the wire that says the same as one of the domain's.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident of $domain:path { $($(#[$note:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name {
            $($(#[$note])* $variant,)*
        }

        impl From<$domain> for $name {
            fn from(value: $domain) -> $name {
                use $domain as Domain;
                match value {
                    $(Domain::$variant => $name::$variant,)*
                }
            }
        }

        impl From<$name> for $domain {
            fn from(value: $name) -> $domain {
                use $domain as Domain;
                match value {
                    $($name::$variant => Domain::$variant,)*
                }
            }
        }
    };
}

mirror! {
    /// What sort of work an item is.
    Kind of domain::Kind {
        /// Groups stories, tasks and bugs; too large for a sprint.
        Epic,
        /// Something a user gets.
        Story,
        /// Work that no user sees.
        Task,
        /// Something that does not do what it should.
        Bug,
    }
}

mirror! {
    /// How much an item matters. What was decided against is no longer in the
    /// backlog and has none of these.
    Priority of domain::Priority {
        /// Without it the rest is worth nothing.
        Must,
        /// Important; painful to leave out, but it works without.
        Should,
        /// Wanted; little harm if it is left out.
        Could,
    }
}

mirror! {
    /// A formula items are scored by.
    Method of domain::score::Method {
        /// Value ÷ effort.
        ValueEffort,
        /// Reach × impact × confidence ÷ effort.
        Rice,
        /// Weighted shortest job first: value + time criticality + risk reduction,
        /// ÷ effort.
        Wsjf,
    }
}

mirror! {
    /// A number an item is scored by.
    Input of domain::score::Input {
        /// What it is worth.
        Value,
        /// How much of its worth is lost by waiting.
        TimeCriticality,
        /// What it takes away of risk, or makes possible.
        RiskReduction,
        /// How many people it reaches.
        Reach,
        /// How much it changes for each of them.
        Impact,
        /// How sure one is of that, in percent.
        Confidence,
        /// How much work it is.
        Effort,
    }
}

mirror! {
    /// What it does to people that an item is there, or is not (Kano).
    Category of domain::item::Category {
        /// Expected; they are angry without it.
        Basic,
        /// The more of it, the better.
        Performance,
        /// Not expected; they are delighted with it.
        Excitement,
        /// They do not care.
        Indifferent,
        /// They would rather not have it.
        Reverse,
        /// What they say contradicts itself.
        Questionable,
    }
}

mirror! {
    /// How what is known of an item does not fit its place in the product backlog.
    Detail of domain::gradient::Detail {
        /// One of the next sprints may take it, and it is not ready.
        Vague,
        /// Much is written about it, and it is far away.
        Elaborate,
    }
}

mirror! {
    /// What one item is to another, seen from the one. It holds nothing up.
    Relation of domain::item::Relation {
        /// They have to do with each other.
        RelatesTo,
        /// It says what the other says already.
        Duplicates,
        /// The other says what it says already.
        DuplicatedBy,
    }
}

mirror! {
    /// What came of a challenge.
    Outcome of domain::item::Outcome {
        /// The item stays as it is.
        Kept,
        /// The item was changed.
        Changed,
        /// The item, or what was challenged in it, is not done.
        Dropped,
    }
}

mirror! {
    /// A column of the board.
    Column of domain::Column {
        /// Not begun.
        ToDo,
        /// Somebody works on it.
        InProgress,
        /// Somebody looks at the work.
        InReview,
        /// Meets the Definition of Done.
        Done,
    }
}

mirror! {
    /// A role somebody acted under.
    Role of domain::Role {
        /// Orders the product backlog and sets sprint goals.
        ProductOwner,
        /// Serves the team; belongs to it in every right.
        ScrumMaster,
        /// A member of the team that does the work.
        Developer,
        /// Reads, comments and suggests.
        Stakeholder,
        /// Looks after the workspace.
        Administrator,
        /// Whoever works on the data folder itself, from the command line.
        Operator,
        /// Whoever has the link for suggestions or a survey. Reads nothing.
        Guest,
    }
}

mirror! {
    /// One kind of freedom in a product.
    Right of domain::Right {
        /// See the product and everything in it.
        Read,
        /// Say something about an item.
        Comment,
        /// Suggest an item.
        Suggest,
        /// Suggest through the suggestion link, without an account.
        SuggestByLink,
        /// Answer a survey through its link, without an account.
        AnswerByLink,
        /// Decide what stands in the product backlog and in which order.
        Order,
        /// Work on what an item says.
        Refine,
        /// Say how large an item is.
        Estimate,
        /// Say what makes an item ready, and that one passes a check by hand.
        Ready,
        /// Create a sprint with its dates.
        PlanSprint,
        /// Decide what is in a sprint: pull, put back, commit, close.
        Membership,
        /// Set the sprint goal.
        Goal,
        /// Move cards on the board, assign them.
        Board,
        /// Bring items from a file.
        Import,
        /// Invite people and give them roles.
        ManagePeople,
    }
}

/// A role somebody can be given in a product.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ProductRole {
    /// Orders the product backlog and sets sprint goals.
    ProductOwner,
    /// Serves the team; belongs to it in every right.
    ScrumMaster,
    /// A member of the team that does the work.
    Developer,
    /// Reads, comments and suggests.
    Stakeholder,
}

impl From<ProductRole> for domain::Role {
    fn from(role: ProductRole) -> domain::Role {
        match role {
            ProductRole::ProductOwner => domain::Role::ProductOwner,
            ProductRole::ScrumMaster => domain::Role::ScrumMaster,
            ProductRole::Developer => domain::Role::Developer,
            ProductRole::Stakeholder => domain::Role::Stakeholder,
        }
    }
}

/// The one place an item is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// Suggested; waits for the product owner.
    Suggestions,
    /// In the product backlog.
    ProductBacklog,
    /// In the icebox until its review date.
    Icebox,
    /// In a sprint's backlog.
    Sprint,
    /// Finished.
    Done,
    /// Taken out of the product; can be restored.
    Removed,
}

impl Place {
    /// The place, and the sprint that belongs to it.
    pub(crate) fn of(place: domain::Place) -> (Place, Option<u32>) {
        match place {
            domain::Place::Suggestions => (Place::Suggestions, None),
            domain::Place::ProductBacklog => (Place::ProductBacklog, None),
            domain::Place::Icebox => (Place::Icebox, None),
            domain::Place::Sprint(sprint) => (Place::Sprint, Some(sprint.0)),
            domain::Place::Done(sprint) => (Place::Done, sprint.map(|sprint| sprint.0)),
            domain::Place::Removed => (Place::Removed, None),
        }
    }

    /// The place, where it says everything by itself.
    pub(crate) fn loose(self) -> Option<domain::Place> {
        match self {
            Place::Suggestions => Some(domain::Place::Suggestions),
            Place::ProductBacklog => Some(domain::Place::ProductBacklog),
            Place::Icebox => Some(domain::Place::Icebox),
            Place::Removed => Some(domain::Place::Removed),
            Place::Sprint | Place::Done => None,
        }
    }
}

/// How far a sprint is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// The team fills it.
    Planned,
    /// The team committed; nothing enters or leaves.
    Running,
    /// It is over and stays as it was.
    Closed,
}

mirror! {
    /// An example of a backlog.
    Starter of domain::starter::Starter {
        /// Software people use in a browser.
        WebApplication,
        /// Software people carry in a pocket.
        MobileApp,
        /// Software a company makes for itself.
        InternalTool,
    }
}
