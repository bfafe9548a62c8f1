//! An item: what it is, what it says, where it is. One file per command beside
//! this one.

pub mod answer;
pub mod arrange;
pub mod assign;
pub mod attach;
pub mod comment;
pub mod create;
pub mod criteria;
pub mod depend;
pub mod edit_text;
pub mod epic;
pub mod estimate;
pub mod kano;
pub mod kind;
pub mod label;

pub mod priority;
pub mod question;
pub mod relate;
pub mod remove;
pub mod reorder;
pub mod split;
pub(crate) mod undo;
pub mod weigh;
pub mod why;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::history::{Entry, What};
use crate::ids::{
    AttachmentId, CommentId, CriterionId, GoalId, ItemId, PersonId, Position, ReadyCheckId,
    SprintId, StepId,
};
use crate::import::Original;
use crate::likeness;
use crate::place::{Gone, Guest, Iced, Suggestion};
use crate::points::Points;
use crate::score::Inputs;
use crate::sprint::Blocker;
use crate::text::{Label, Revised};

pub use attach::{Added, Attachment};
pub use kano::Category;
pub use priority::Priority;
pub use question::{Answer, Outcome, Question};
pub use relate::Relation;

/// What sort of work an item is (A4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Groups stories, tasks and bugs; too large for a sprint.
    Epic,
    /// Something a user gets.
    Story,
    /// Work that no user sees.
    Task,
    /// Something that does not do what it should.
    Bug,
}

impl Kind {
    /// All of them, largest first.
    pub const ALL: [Kind; 4] = [Kind::Epic, Kind::Story, Kind::Task, Kind::Bug];

    /// As written in the record, the API and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Epic => "epic",
            Kind::Story => "story",
            Kind::Task => "task",
            Kind::Bug => "bug",
        }
    }

    /// The kind written as `text`.
    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The one place an item is in (A2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Suggested; waits for the product owner (B2).
    Suggestions,
    /// In the product backlog's order.
    ProductBacklog,
    /// Might be built, or not; looked at again at its review date (C13).
    Icebox,
    /// In this sprint's backlog.
    Sprint(SprintId),
    /// Finished in this sprint, or before it came here.
    Done(Option<SprintId>),
    /// Taken out of the product; still there to be read and restored.
    Removed,
}

impl Place {
    /// As people read it.
    pub fn title(self) -> String {
        match self {
            Place::Suggestions => "suggestions".into(),
            Place::ProductBacklog => "product backlog".into(),
            Place::Icebox => "icebox".into(),
            Place::Sprint(sprint) => format!("sprint {sprint}"),
            Place::Done(Some(sprint)) => format!("done in sprint {sprint}"),
            Place::Done(None) => "done".into(),
            Place::Removed => "removed".into(),
        }
    }

    /// Whether what is here waits outside of the order for a decision.
    pub fn is_aside(self) -> bool {
        matches!(self, Place::Suggestions | Place::Icebox)
    }

    /// Whether an epic holds what is here. What waits or is removed only knows
    /// which epic it would belong to.
    pub fn joins_epic(self) -> bool {
        matches!(
            self,
            Place::ProductBacklog | Place::Sprint(_) | Place::Done(_)
        )
    }
}

/// One thing that must be true for the item to be accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Criterion {
    /// Its number on the item.
    pub id: CriterionId,
    /// What must be true.
    pub text: Revised<Arc<str>>,
    /// Whether somebody has seen it to be true.
    pub met: bool,
}

/// What somebody said about an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// Its number on the item.
    pub id: CommentId,
    /// Who said it; `None` for the command line.
    pub author: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What, in Markdown.
    pub text: Revised<Arc<str>>,
    /// When it was last changed, if it was.
    pub edited: Option<Timestamp>,
}

/// Who has seen that an item passes a check of the team's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tick {
    /// Who; `None` for the command line.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// An item of a product.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// Its number.
    pub id: ItemId,
    /// What sort of work.
    pub kind: Kind,
    /// One line.
    pub title: Revised<Arc<str>>,
    /// Markdown, perhaps empty.
    pub description: Revised<Arc<str>>,
    /// The epic it belongs to.
    pub epic: Option<ItemId>,
    /// The goal of the roadmap it says it serves; one without serves its epic's (C2).
    pub goal: Option<GoalId>,
    /// Where on the story map it was put last (C6); see [`crate::Product::step_of`].
    pub(crate) step: Option<StepId>,
    /// How large the team thinks it is.
    pub estimate: Option<Points>,
    /// How much it matters (C4).
    pub priority: Option<Priority>,
    /// What it does to people that it is there, or is not (C5).
    pub category: Option<Category>,
    /// What was said to score it by (C7).
    pub scores: Inputs,
    /// Acceptance criteria, in order.
    pub criteria: Vec<Criterion>,
    /// Words it is grouped by.
    pub labels: BTreeSet<Label>,
    /// What was said, oldest first.
    pub comments: Vec<Arc<Comment>>,
    /// Files on it, oldest first.
    pub attachments: Vec<Arc<Attachment>>,
    /// How many files were ever attached to it: the number of the newest.
    pub attached: u32,
    /// What was asked about it, oldest first.
    pub questions: Vec<Arc<Question>>,
    /// What kept the team from going on with it, oldest first.
    pub blockers: Vec<Arc<Blocker>>,
    /// Items that must be done before it.
    pub blocked_by: BTreeSet<ItemId>,
    /// The team's own checks it passes.
    pub ticks: BTreeMap<ReadyCheckId, Tick>,
    /// Who works on it.
    pub assignee: Option<PersonId>,
    /// Where it is.
    pub place: Place,
    /// Until when and why it lies in the icebox; nothing elsewhere.
    pub iced: Option<Iced>,
    /// How and why it left the product; nothing for what is in it.
    pub gone: Option<Gone>,
    /// What came with it if it was suggested.
    pub suggestion: Option<Suggestion>,
    /// Items that were merged into it (C15).
    pub absorbed: BTreeSet<ItemId>,
    /// The item it was split from (C15).
    pub split_from: Option<ItemId>,
    /// Items that were split from it, removed ones too.
    pub split_into: BTreeSet<ItemId>,
    /// When somebody last said that it stays as it is (C14).
    pub kept: Option<Timestamp>,
    /// Items somebody said it is not the same as.
    pub apart: BTreeSet<ItemId>,
    /// How often a sprint ended without it being done.
    pub carried_over: u32,
    /// When it was first written down, here or where it came from.
    pub created_at: Timestamp,
    /// By whom; `None` for imports and the command line.
    pub created_by: Option<PersonId>,
    /// When anything about it last changed.
    pub changed_at: Timestamp,
    /// What it was in the tool it came from.
    pub original: Option<Arc<Original>>,
    /// Everything that happened to it, oldest first.
    pub history: Vec<Entry>,
    /// The last event that touched it.
    pub revision: Position,
    /// Title and texts in lower case, for searching.
    pub(crate) haystack: Arc<str>,
    /// The title's trigrams, for finding what is like it.
    pub(crate) grams: Arc<[u16]>,
}

impl Item {
    /// Adds to its history. The first entry takes the room of one: most items of a
    /// backlog that was brought here never have another.
    pub(crate) fn remember(&mut self, entry: Entry) {
        if self.history.is_empty() {
            self.history.reserve_exact(1);
        }
        self.history.push(entry);
    }

    /// The criterion with this number.
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// Who suggested it through the suggestion link, if it came that way.
    pub fn guest(&self) -> Option<&Guest> {
        self.suggestion.as_ref()?.guest.as_ref()
    }

    /// The comment with this number.
    pub fn comment(&self, id: CommentId) -> Option<&Arc<Comment>> {
        self.comments.iter().find(|comment| comment.id == id)
    }

    /// The file with this number.
    pub fn attachment(&self, id: AttachmentId) -> Option<&Arc<Attachment>> {
        self.attachments.iter().find(|file| file.id == id)
    }

    /// Where it is in few words: its place, or how it left the product.
    pub fn whereabouts(&self) -> String {
        match self.gone.as_ref().map(|gone| gone.way) {
            Some(way) => way.title().to_owned(),
            None => self.place.title(),
        }
    }

    /// How it came where it is; nothing for an item that never left where it began.
    pub fn last_crossing(&self) -> Option<&Entry> {
        let mut entries = self.history.iter().rev();
        entries.find(|entry| matches!(entry.what, What::Crossed { .. }))
    }

    /// Whether there is nothing left to do on it.
    pub fn is_finished(&self) -> bool {
        matches!(self.place, Place::Done(_) | Place::Removed)
    }

    pub(crate) fn refresh_haystack(&mut self) {
        let original = self.original.as_ref().map_or("", |original| &original.key);
        let mut text = format!(
            "{}\n{original}\n{}",
            self.title.value, self.description.value
        );
        for label in &self.labels {
            text.push('\n');
            text.push_str(label.as_str());
        }
        self.haystack = text.to_lowercase().into();
        self.grams = likeness::grams(&self.title.value);
    }
}
