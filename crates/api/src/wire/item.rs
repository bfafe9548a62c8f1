//! Items over the wire: as a row of a list, and whole.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::reading::Reading;
use super::{Category, Check, Detail, Input, Kind, Outcome, Place, Points, Priority, Role, Total};
use crate::scores::Said;

/// An item as it stands in a list.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Row {
    /// Its key.
    #[schema(example = "PAY-12")]
    pub(crate) key: String,
    /// What sort of work.
    pub(crate) kind: Kind,
    /// One line.
    #[schema(value_type = String)]
    pub(crate) title: Arc<str>,
    /// Its rank in the whole product backlog, counted from 1; `null` where it
    /// has none.
    pub(crate) rank: Option<u32>,
    /// How large the team thinks it is.
    pub(crate) points: Option<Points>,
    /// The same as the team's scale reads it, and as lists are narrowed by it: `M` where it is a
    /// T-shirt size, else its number.
    #[schema(example = "M")]
    pub(crate) estimate: Option<String>,
    /// How much it matters.
    pub(crate) priority: Option<Priority>,
    /// Its Kano category.
    pub(crate) kano: Option<Category>,
    /// Its score by the product's formula; `null` while something it needs was not
    /// said, or the product uses none.
    pub(crate) score: Option<f64>,
    /// Words it is grouped by.
    pub(crate) labels: Vec<String>,
    /// The epic it belongs to.
    pub(crate) epic: Option<EpicRef>,
    /// The number of the goal it names; without one it serves its epic's.
    pub(crate) goal: Option<u32>,
    /// The activity or step of the story map it stands at.
    pub(crate) step: Option<u32>,
    /// Who works on it.
    pub(crate) assignee: Option<PersonRef>,
    /// Whether it passes every check of the Definition of Ready.
    pub(crate) ready: bool,
    /// The checks it fails.
    pub(crate) missing: Vec<Check>,
    /// How what is known of it does not fit its place; `null` where it does, and where it has no rank.
    pub(crate) detail: Option<Detail>,
    /// How often a sprint ended without it being done.
    pub(crate) carried_over: u32,
    /// How many questions about it wait for an answer.
    pub(crate) open_questions: usize,
    /// The keys of the items that must be done before it.
    pub(crate) blocked_by: Vec<String>,
    /// Where it is.
    pub(crate) place: Place,
    /// The sprint it is in, or was finished in.
    pub(crate) sprint: Option<u32>,
    /// Its key in the tool it was imported from.
    #[schema(value_type = Option<String>)]
    pub(crate) original_key: Option<Arc<str>>,
    /// When anything about it last changed.
    pub(crate) changed_at: Timestamp,
    /// The last event that touched it.
    pub(crate) revision: u64,
}

/// The epic of an item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct EpicRef {
    /// Its key.
    pub(crate) key: String,
    /// Its title.
    #[schema(value_type = String)]
    pub(crate) title: Arc<str>,
}

/// How far an epic is; removed items do not count.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Progress {
    /// Its items.
    pub(crate) items: usize,
    /// Those of them that are done, on the board of a running sprint too.
    pub(crate) done: usize,
    /// Points of those that are estimated.
    pub(crate) points: Total,
    /// Points of those that are done.
    pub(crate) points_done: Total,
    /// Items without an estimate.
    pub(crate) unestimated: usize,
}

impl From<domain::report::epic::Progress> for Progress {
    fn from(progress: domain::report::epic::Progress) -> Progress {
        Progress {
            items: progress.items,
            done: progress.done,
            points: progress.points.into(),
            points_done: progress.points_done.into(),
            unestimated: progress.unestimated,
        }
    }
}

/// Somebody.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct PersonRef {
    /// Who.
    pub(crate) id: Uuid,
    /// Their name; `null` for somebody who was erased.
    #[schema(value_type = Option<String>)]
    pub(crate) name: Option<Arc<str>>,
}

/// Somebody without an account, who has the suggestion link.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Guest {
    /// What they call themselves.
    #[schema(value_type = Option<String>)]
    pub(crate) name: Option<Arc<str>>,
}

impl Guest {
    /// The guest who suggested an item, if one did.
    pub(crate) fn of(item: &domain::Item) -> Option<Guest> {
        let name = item.guest()?.name.clone();
        Some(Guest { name })
    }
}

/// An item with everything it says.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Item {
    /// What a list shows of it.
    #[serde(flatten)]
    pub(crate) row: Row,
    /// The revision of the title: the base of an edit.
    pub(crate) title_revision: u64,
    /// Markdown, perhaps empty.
    #[schema(value_type = String)]
    pub(crate) description: Arc<str>,
    /// The revision of the description: the base of an edit.
    pub(crate) description_revision: u64,
    /// What was said to score it by.
    pub(crate) score_inputs: Said,
    /// What its score still needs, by the product's formula.
    pub(crate) score_missing: Vec<Input>,
    /// Acceptance criteria, in order.
    pub(crate) criteria: Vec<Criterion>,
    /// What was said, oldest first.
    pub(crate) comments: Vec<Comment>,
    /// Files on it, oldest first.
    pub(crate) attachments: Vec<Attachment>,
    /// What was asked about it, oldest first.
    pub(crate) questions: Vec<Question>,
    /// What stands or stood in its way, oldest first.
    pub(crate) blockers: Vec<Blocker>,
    /// The keys of the items that wait for it.
    pub(crate) blocks: Vec<String>,
    /// The keys of the items it has to do with.
    pub(crate) relates_to: Vec<String>,
    /// The keys of the items that say what it says already.
    pub(crate) duplicates: Vec<String>,
    /// The keys of the items that say what it says.
    pub(crate) duplicated_by: Vec<String>,
    /// The keys of an epic's items.
    pub(crate) children: Vec<String>,
    /// How far an epic is; `null` while it has no items.
    pub(crate) progress: Option<Progress>,
    /// Every time it went from one place to another, oldest first.
    pub(crate) crossings: Vec<Crossing>,
    /// What it was in the tool it came from and has no place here, by the name
    /// it has there.
    pub(crate) original: Vec<OriginalField>,
    /// Why it was wanted, if it was suggested and somebody said.
    #[schema(value_type = Option<String>)]
    pub(crate) suggested_because: Option<Arc<str>>,
    /// Who suggested it, if somebody without an account did.
    pub(crate) suggested_by_guest: Option<Guest>,
    /// When it is looked at again, while it lies in the icebox.
    #[schema(value_type = Option<String>, format = Date)]
    pub(crate) iced_until: Option<Date>,
    /// How it left the product, if it did.
    pub(crate) way: Option<Way>,
    /// The key of the item it was merged into.
    pub(crate) merged_into: Option<String>,
    /// Why it lies in the icebox, or left the product.
    #[schema(value_type = Option<String>)]
    pub(crate) aside_because: Option<Arc<str>>,
    /// The keys of the items that were merged into it, and into those.
    pub(crate) merged: Vec<String>,
    /// The key of the item it was split from.
    pub(crate) split_from: Option<String>,
    /// The keys of the items that were split from it, removed ones too.
    pub(crate) split_into: Vec<String>,
    /// When it was first written down, here or where it came from.
    pub(crate) created_at: Timestamp,
    /// By whom; `null` for imports, guests and the command line.
    pub(crate) created_by: Option<PersonRef>,
}

/// One thing that must be true for an item to be accepted.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Criterion {
    /// Its number on the item.
    pub(crate) id: u32,
    /// What must be true.
    #[schema(value_type = String)]
    pub(crate) text: Arc<str>,
    /// The revision of the text: the base of an edit.
    pub(crate) revision: u64,
    /// Whether somebody has seen it to be true.
    pub(crate) met: bool,
}

/// What somebody said about an item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Comment {
    /// Its number on the item.
    pub(crate) id: u32,
    /// Who said it; `null` for the command line.
    pub(crate) author: Option<PersonRef>,
    /// When.
    pub(crate) at: Timestamp,
    /// What, in Markdown; who is mentioned stands there as `@` and their name.
    pub(crate) text: String,
    /// Who is mentioned in it.
    pub(crate) mentions: Vec<PersonRef>,
    /// The revision of the text: the base of an edit.
    pub(crate) revision: u64,
    /// When it was last changed, if it was.
    pub(crate) edited: Option<Timestamp>,
}

/// A file on an item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Attachment {
    /// Its number on the item.
    pub(crate) id: u32,
    /// Its name.
    #[schema(value_type = String, example = "login.png")]
    pub(crate) name: Arc<str>,
    /// How many bytes it has.
    pub(crate) size: u64,
    /// What sort of file it is, seen from its bytes.
    #[schema(value_type = String, example = "image/png")]
    pub(crate) media_type: Arc<str>,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub(crate) sha256: String,
    /// Who attached it; `null` for the command line.
    pub(crate) by: Option<PersonRef>,
    /// When.
    pub(crate) at: Timestamp,
}

/// What stands or stood in an item's way.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Blocker {
    /// Its number on the item.
    pub(crate) id: u32,
    /// What it is.
    #[schema(value_type = String)]
    pub(crate) text: Arc<str>,
    /// Who can help, if it is known.
    pub(crate) helper: Option<PersonRef>,
    /// Who raised it; `null` for the command line.
    pub(crate) raised_by: Option<PersonRef>,
    /// When.
    pub(crate) raised_at: Timestamp,
    /// How old it is, or was when it was resolved: working days of the sprint, in its time zone.
    pub(crate) working_days: u32,
    /// How it ended; `null` while it stands in the way.
    pub(crate) resolved: Option<Resolution>,
}

/// How a blocker ended.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Resolution {
    /// Who resolved it; `null` for the command line.
    by: Option<PersonRef>,
    /// When.
    at: Timestamp,
    /// What helped, if somebody said.
    #[schema(value_type = Option<String>)]
    text: Option<Arc<str>>,
}

impl Reading {
    /// What stands or stood in an item's way, as old as it is now.
    pub(crate) fn blocker(
        &self,
        item: &domain::Item,
        blocker: &domain::sprint::Blocker,
    ) -> Blocker {
        let resolved = blocker.resolved.as_ref().map(|ended| Resolution {
            by: ended.by.map(|person| self.person(person)),
            at: ended.at,
            text: ended.text.clone(),
        });
        Blocker {
            id: blocker.id.0,
            text: blocker.text.clone(),
            helper: blocker.helper.map(|person| self.person(person)),
            raised_by: blocker.by.map(|person| self.person(person)),
            raised_at: blocker.at,
            working_days: self.product.age_of(item, blocker, self.now) as u32,
            resolved,
        }
    }
}

/// What somebody asked about an item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Question {
    /// Its number on the item.
    pub(crate) id: u32,
    /// What is asked, in Markdown.
    #[schema(value_type = String)]
    pub(crate) text: Arc<str>,
    /// Whether it asks for another decision instead of for knowledge.
    pub(crate) challenge: bool,
    /// Whether it waits for an answer.
    pub(crate) open: bool,
    /// Who asked; `null` for the command line.
    pub(crate) asked_by: Option<PersonRef>,
    /// When.
    pub(crate) asked_at: Timestamp,
    /// Who is asked, if it is somebody.
    pub(crate) to: Option<PersonRef>,
    /// What was answered, oldest first.
    pub(crate) answers: Vec<Answer>,
}

/// An answer to a question.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Answer {
    /// Its number on the question.
    pub(crate) id: u32,
    /// Who answered; `null` for the command line.
    pub(crate) by: Option<PersonRef>,
    /// When.
    pub(crate) at: Timestamp,
    /// What, in Markdown.
    #[schema(value_type = String)]
    pub(crate) text: Arc<str>,
    /// What came of a challenge.
    pub(crate) outcome: Option<Outcome>,
}

/// A step from one place to another, with the item's state at that moment.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Crossing {
    /// The event, in the product's record.
    pub(crate) position: u64,
    /// When.
    pub(crate) at: Timestamp,
    /// Who; `null` for the command line.
    pub(crate) by: Option<PersonRef>,
    /// Under which role.
    pub(crate) role: Option<Role>,
    /// From where.
    pub(crate) from: Place,
    /// The sprint it came from.
    pub(crate) from_sprint: Option<u32>,
    /// To where.
    pub(crate) to: Place,
    /// The sprint it went to, or was finished in.
    pub(crate) to_sprint: Option<u32>,
    /// Why, if somebody said.
    #[schema(value_type = Option<String>)]
    pub(crate) reason: Option<Arc<str>>,
    /// Its estimate at that moment.
    pub(crate) points: Option<Points>,
    /// The checks it failed at that moment.
    pub(crate) missing: Vec<Check>,
    /// The checks that were waived for it.
    pub(crate) waived: Vec<Waived>,
    /// How it left the product, if it did.
    pub(crate) way: Option<Way>,
    /// How it had left the product, if it came back.
    pub(crate) had_left: Option<Way>,
    /// When it is looked at again, if it went into the icebox.
    #[schema(value_type = Option<String>, format = Date)]
    pub(crate) until: Option<Date>,
}

/// How an item left the product.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Way {
    /// Taken out.
    Removed,
    /// The product owner decided against it.
    Declined,
    /// The product owner decided that it won't be built.
    Wont,
    /// Whoever suggested it took it back.
    Withdrawn,
    /// It lives on in another item.
    Merged,
}

impl From<domain::place::Way> for Way {
    fn from(way: domain::place::Way) -> Way {
        match way {
            domain::place::Way::Removed => Way::Removed,
            domain::place::Way::Declined => Way::Declined,
            domain::place::Way::Wont => Way::Wont,
            domain::place::Way::Withdrawn => Way::Withdrawn,
            domain::place::Way::Merged(_) => Way::Merged,
        }
    }
}

/// A check that was waived.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Waived {
    /// Which check.
    pub(crate) check: Check,
    /// Why it may be missing.
    #[schema(value_type = String)]
    pub(crate) reason: Arc<str>,
}

/// A field of another tool.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct OriginalField {
    /// Its name there.
    #[schema(value_type = String)]
    pub(crate) name: Arc<str>,
    /// What it said.
    #[schema(value_type = String)]
    pub(crate) value: Arc<str>,
}
