//! Everything that happened to an item.

use std::sync::Arc;

use axum::Json;
use domain::Actor;
use domain::history::{Entry, What};
use domain::item::edit_text::Field;
use domain::poker::Round;
use domain::ready;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::Address;
use crate::wire::{
    Category, Check, Column, Crossing, Hand, Input, Kind, Outcome, PersonRef, Points, Priority,
    Reading, Relation, Role, Spread,
};

/// Everything that happened to an item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct History {
    /// Oldest first.
    items: Vec<HistoryEntry>,
}

/// One thing that happened to an item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct HistoryEntry {
    /// The event, in the product's record.
    position: u64,
    /// When.
    at: Timestamp,
    /// Who; `null` for the command line.
    by: Option<PersonRef>,
    /// Under which role.
    role: Option<Role>,
    /// What.
    what: Happened,
}

/// What happened.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Happened {
    /// It was written down.
    Created,
    /// It came from another tool.
    Imported,
    /// It came again from another tool, changed.
    ImportedAgain,
    /// That was taken back, or done again.
    ImportRestored,
    /// Its rank changed.
    Moved {
        /// Its rank before.
        from: u32,
        /// Its rank then.
        to: u32,
        /// Why.
        #[schema(value_type = Option<String>)]
        reason: Option<Arc<str>>,
    },
    /// It crossed from one place to another.
    Crossed {
        /// How.
        crossing: Box<Crossing>,
    },
    /// Its title changed.
    TitleEdited,
    /// Its description changed.
    DescriptionEdited,
    /// Its kind changed.
    KindChanged {
        /// What it was.
        from: Kind,
        /// What it became.
        to: Kind,
    },
    /// Its epic changed.
    EpicChanged {
        /// The key of the one before.
        from: Option<String>,
        /// The key of the one after.
        to: Option<String>,
    },
    /// It names another goal.
    GoalChanged {
        /// The number of the one before.
        from: Option<u32>,
        /// The number of the one after.
        to: Option<u32>,
    },
    /// It stands elsewhere on the story map, by the names of that moment.
    Mapped {
        /// Where it stood.
        #[schema(value_type = Option<String>)]
        from: Option<Arc<str>>,
        /// Where it stands.
        #[schema(value_type = Option<String>)]
        to: Option<Arc<str>>,
    },
    /// Its estimate changed.
    Estimated {
        /// What it was.
        from: Option<Points>,
        /// What it became.
        to: Option<Points>,
    },
    /// Its Kano category changed.
    Categorized {
        /// What it was.
        from: Option<Category>,
        /// What it became.
        to: Option<Category>,
    },
    /// Its priority changed.
    Prioritized {
        /// What it was.
        from: Option<Priority>,
        /// What it became.
        to: Option<Priority>,
        /// Why.
        #[schema(value_type = Option<String>)]
        reason: Option<Arc<str>>,
    },
    /// A number it is scored by changed.
    Scored {
        /// Which.
        input: Input,
        /// What it was.
        from: Option<f64>,
        /// What it became.
        to: Option<f64>,
    },
    /// Its labels changed.
    Labelled {
        /// How many it got.
        added: u32,
        /// How many it lost.
        removed: u32,
    },
    /// Somebody else works on it.
    Assigned {
        /// Who, if anybody.
        to: Option<PersonRef>,
    },
    /// A criterion was added.
    CriterionAdded,
    /// A criterion changed.
    CriterionEdited,
    /// A criterion was removed.
    CriterionRemoved,
    /// A criterion was marked.
    CriterionMarked {
        /// Whether it was seen to be true.
        met: bool,
    },
    /// Something was said.
    Commented,
    /// A comment changed.
    CommentEdited,
    /// A comment was taken back.
    CommentRemoved,
    /// A file was attached.
    Attached {
        /// Its name.
        #[schema(value_type = String)]
        name: Arc<str>,
        /// Whether it had been there before.
        again: bool,
    },
    /// A file was taken away.
    AttachmentRemoved {
        /// Its name.
        #[schema(value_type = String)]
        name: Arc<str>,
    },
    /// Something was asked.
    Asked {
        /// Whether it was a challenge.
        challenge: bool,
    },
    /// A question was withdrawn.
    QuestionWithdrawn,
    /// A question was answered.
    Answered {
        /// What came of a challenge.
        outcome: Option<Outcome>,
    },
    /// An answered question waits again, or no longer.
    QuestionMarked {
        /// Whether it waits.
        open: bool,
    },
    /// An answer was taken back.
    AnswerWithdrawn,
    /// A check of the team's own was ticked, or its tick taken away.
    Ticked {
        /// Which.
        check: Check,
        /// Whether it is ticked.
        ticked: bool,
    },
    /// It waits for another item.
    DependencyAdded {
        /// The other's key.
        blocked_by: String,
    },
    /// It no longer waits for another item.
    DependencyRemoved {
        /// The other's key.
        blocked_by: String,
    },
    /// It was linked to another item.
    Linked {
        /// What it is to the other.
        relation: Relation,
        /// The other's key.
        item: String,
    },
    /// It is no longer linked to another item.
    Unlinked {
        /// What it was to the other.
        relation: Relation,
        /// The other's key.
        item: String,
    },
    /// Planning poker was opened on it.
    PokerOpened,
    /// The votes of a round were revealed.
    VotesRevealed {
        /// Which round.
        round: u32,
        /// How far they lay apart.
        spread: Option<Spread>,
        /// Who voted what; `null` for everybody but the team.
        hands: Option<Vec<Hand>>,
    },
    /// Planning poker on it ended.
    PokerClosed {
        /// What was agreed, if anything.
        points: Option<Points>,
    },
    /// Somebody said that it stays as it is.
    Kept {
        /// The key of the item it is not the same as.
        apart_from: Option<String>,
    },
    /// That was taken back.
    KeepingForgotten,
    /// Another item was merged into it.
    Absorbed {
        /// The other's key.
        item: String,
    },
    /// What was merged into it stands for itself again.
    Parted {
        /// The other's key.
        item: String,
    },
    /// It was split.
    Split {
        /// The keys of the other parts.
        into: Vec<String>,
        /// The estimate of the whole, which no longer holds.
        points: Option<Points>,
    },
    /// It was split from another item.
    SplitFrom {
        /// The other's key.
        item: String,
    },
    /// A split of it was taken back.
    PartsJoined {
        /// The keys of the parts that left.
        parts: Vec<String>,
    },
    /// It stays in the icebox for longer.
    KeptInIcebox {
        /// When it is looked at again.
        #[schema(value_type = String, format = Date)]
        until: Date,
    },
    /// Something stands in its way.
    Blocked {
        /// What.
        #[schema(value_type = String)]
        text: Arc<str>,
        /// Who can help.
        helper: Option<PersonRef>,
    },
    /// That was taken back.
    BlockerWithdrawn {
        /// What it was.
        #[schema(value_type = String)]
        text: Arc<str>,
    },
    /// A blocker is out of the way.
    Unblocked {
        /// What it was.
        #[schema(value_type = String)]
        text: Arc<str>,
        /// What helped.
        #[schema(value_type = Option<String>)]
        resolution: Option<Arc<str>>,
    },
    /// A blocker stands in the way again.
    BlockedAgain {
        /// What it is.
        #[schema(value_type = String)]
        text: Arc<str>,
    },
    /// Its card moved on the board.
    CardMoved {
        /// From which column.
        from: Column,
        /// To which column.
        to: Column,
    },
}

/// Read an item's history
///
/// Everything that happened to it, oldest first.
#[utoipa::path(get, path = "/products/{product}/items/{item}/history",
    operation_id = "get_item_history", tag = "items", params(ItemPath),
    responses((status = 200, body = History)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<ItemPath>,
) -> Result<Json<History>, Problem> {
    let (view, item) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let item = reading.product.item(item);
    let item = item.map_err(|refusal| Problem::refused(&refusal, &reading.product))?;
    let items = item.history.iter();
    let items = items.map(|one| entry(&reading, caller.actor, one));
    let items = items.collect();
    Ok(Json(History { items }))
}

pub(super) fn entry(reading: &Reading, actor: Actor, entry: &Entry) -> HistoryEntry {
    HistoryEntry {
        position: entry.position,
        at: entry.at,
        by: entry.actor.map(|person| reading.person(person)),
        role: entry.role.map(Into::into),
        what: match reading.crossing(entry) {
            Some(crossing) => Happened::Crossed {
                crossing: Box::new(crossing),
            },
            None => happened(reading, actor, &entry.what),
        },
    }
}

fn revealed(reading: &Reading, actor: Actor, round: u32, votes: &Round) -> Happened {
    let seen = votes.seen_by(&reading.product, actor);
    Happened::VotesRevealed {
        round,
        spread: seen.spread.map(Into::into),
        hands: seen.hands.map(|hands| reading.hands(&hands)),
    }
}

/// How an item came apart, or together again.
fn split(reading: &Reading, what: &What) -> Happened {
    let key = |item: &domain::ItemId| reading.product.item_key(*item);
    match what {
        What::Split { into, estimate } => Happened::Split {
            into: into.iter().map(key).collect(),
            points: estimate.map(Into::into),
        },
        What::Joined { parts } => Happened::PartsJoined {
            parts: parts.iter().map(key).collect(),
        },
        What::SplitFrom(whole) => Happened::SplitFrom { item: key(whole) },
        _ => Happened::Created,
    }
}

/// What was said about an item, in comments, questions and answers.
fn said(what: &What) -> Happened {
    match what {
        What::Commented => Happened::Commented,
        What::CommentEdited => Happened::CommentEdited,
        What::CommentRemoved => Happened::CommentRemoved,
        What::Attached { name, again } => Happened::Attached {
            name: name.clone(),
            again: *again,
        },
        What::AttachmentRemoved { name } => Happened::AttachmentRemoved { name: name.clone() },
        What::Asked { challenge } => Happened::Asked {
            challenge: *challenge,
        },
        What::QuestionWithdrawn => Happened::QuestionWithdrawn,
        What::Answered { outcome } => Happened::Answered {
            outcome: outcome.map(Into::into),
        },
        What::QuestionMarked { open } => Happened::QuestionMarked { open: *open },
        _ => Happened::AnswerWithdrawn,
    }
}

/// What else an item belongs to, and what was said about it.
fn grouped(reading: &Reading, what: &What) -> Happened {
    let key = |item: &domain::ItemId| reading.product.item_key(*item);
    match what {
        What::Epic { from, to } => Happened::EpicChanged {
            from: from.as_ref().map(key),
            to: to.as_ref().map(key),
        },
        What::Goal { from, to } => Happened::GoalChanged {
            from: from.map(|goal| goal.0),
            to: to.map(|goal| goal.0),
        },
        What::Estimate { from, to } => Happened::Estimated {
            from: from.map(Into::into),
            to: to.map(Into::into),
        },
        What::Mapped { from, to } => Happened::Mapped {
            from: from.clone(),
            to: to.clone(),
        },
        What::Category { from, to } => Happened::Categorized {
            from: from.map(Into::into),
            to: to.map(Into::into),
        },
        What::Priority { from, to, reason } => Happened::Prioritized {
            from: from.map(Into::into),
            to: to.map(Into::into),
            reason: reason.clone(),
        },
        What::Scored { input, from, to } => Happened::Scored {
            input: (*input).into(),
            from: *from,
            to: *to,
        },
        _ => Happened::Created,
    }
}

fn happened(reading: &Reading, actor: Actor, what: &What) -> Happened {
    let key = |item: &domain::ItemId| reading.product.item_key(*item);
    match what {
        // A crossing is told with its item's state, see `entry`.
        What::Created | What::Crossed { .. } => Happened::Created,
        What::Imported => Happened::Imported,
        What::ImportedAgain => Happened::ImportedAgain,
        What::ImportRestored => Happened::ImportRestored,
        What::Moved { from, to, reason } => Happened::Moved {
            from: *from,
            to: *to,
            reason: reason.clone(),
        },
        What::Edited(Field::Title) => Happened::TitleEdited,
        What::Edited(Field::Description) => Happened::DescriptionEdited,
        What::Kind { from, to } => Happened::KindChanged {
            from: (*from).into(),
            to: (*to).into(),
        },
        What::Epic { .. }
        | What::Mapped { .. }
        | What::Goal { .. }
        | What::Category { .. }
        | What::Priority { .. }
        | What::Estimate { .. }
        | What::Scored { .. } => grouped(reading, what),
        What::Labels { added, removed } => Happened::Labelled {
            added: *added,
            removed: *removed,
        },
        What::Assignee { to } => Happened::Assigned {
            to: to.map(|person| reading.person(person)),
        },
        What::CriterionAdded => Happened::CriterionAdded,
        What::CriterionEdited => Happened::CriterionEdited,
        What::CriterionRemoved => Happened::CriterionRemoved,
        What::CriterionMarked { met } => Happened::CriterionMarked { met: *met },
        What::Commented
        | What::CommentEdited
        | What::CommentRemoved
        | What::Attached { .. }
        | What::AttachmentRemoved { .. }
        | What::Asked { .. }
        | What::QuestionWithdrawn
        | What::Answered { .. }
        | What::QuestionMarked { .. }
        | What::AnswerWithdrawn => said(what),
        What::Ticked { check, ticked } => Happened::Ticked {
            check: ready::Check::Own(*check).into(),
            ticked: *ticked,
        },
        What::WaitsFor(_) | What::NoLongerWaitsFor(_) | What::Linked { .. } => {
            linked(reading, what)
        }
        What::VoteOpened => Happened::PokerOpened,
        What::VotesRevealed { round, votes } => revealed(reading, actor, *round, votes),
        What::VoteClosed { estimate } => Happened::PokerClosed {
            points: estimate.map(Into::into),
        },
        What::Kept { apart_from } => Happened::Kept {
            apart_from: apart_from.as_ref().map(key),
        },
        What::KeepingForgotten => Happened::KeepingForgotten,
        What::Absorbed(item) => Happened::Absorbed { item: key(item) },
        What::Parted(item) => Happened::Parted { item: key(item) },
        What::Split { .. } | What::SplitFrom(_) | What::Joined { .. } => split(reading, what),
        What::KeptIced { until } => Happened::KeptInIcebox { until: *until },
        What::Blocked { .. }
        | What::BlockerWithdrawn { .. }
        | What::Unblocked { .. }
        | What::BlockedAgain { .. } => blocked(reading, what),
        What::Card { from, to } => Happened::CardMoved {
            from: (*from).into(),
            to: (*to).into(),
        },
    }
}

/// What stands or stood in an item's way.
fn blocked(reading: &Reading, what: &What) -> Happened {
    match what {
        What::Blocked { text, helper } => Happened::Blocked {
            text: text.clone(),
            helper: helper.map(|person| reading.person(person)),
        },
        What::BlockerWithdrawn { text } => Happened::BlockerWithdrawn { text: text.clone() },
        What::Unblocked { text, resolution } => Happened::Unblocked {
            text: text.clone(),
            resolution: resolution.clone(),
        },
        What::BlockedAgain { text } => Happened::BlockedAgain { text: text.clone() },
        _ => Happened::Created,
    }
}

/// What an item waits for, and what else it is to others.
fn linked(reading: &Reading, what: &What) -> Happened {
    let key = |item: &domain::ItemId| reading.product.item_key(*item);
    match what {
        What::WaitsFor(item) => Happened::DependencyAdded {
            blocked_by: key(item),
        },
        What::NoLongerWaitsFor(item) => Happened::DependencyRemoved {
            blocked_by: key(item),
        },
        What::Linked {
            relation,
            other,
            linked,
        } => {
            let (relation, item) = ((*relation).into(), key(other));
            match linked {
                true => Happened::Linked { relation, item },
                false => Happened::Unlinked { relation, item },
            }
        }
        _ => Happened::Created,
    }
}
