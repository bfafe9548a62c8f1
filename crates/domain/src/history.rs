//! What happened to an item, in its own words: a short entry per event, kept
//! with the item so that a page needs nothing else. The full event is in the
//! log at the entry's position.

mod crossings;
mod entries;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::event::Event;
use crate::ids::{GoalId, ItemId, PersonId, Position, ReadyCheckId};
use crate::item::edit_text::Field;
use crate::item::{Category, Kind, Outcome, Place, Priority, Relation};
use crate::place::Way;
use crate::points::Points;
use crate::poker::Round;
use crate::product::Product;
use crate::ready::Worded;
use crate::record::Recorded;
use crate::rights::Role;
use crate::scale::Scale;
use crate::score::Input;
use crate::sprint::Column;
use crate::touch;

/// One thing that happened to an item.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The event, in the product's stream.
    pub position: Position,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the command line.
    pub actor: Option<PersonId>,
    /// Under which role.
    pub role: Option<Role>,
    /// What.
    pub what: What,
    /// Whether it was taken back, or took something back; see [`crate::touch`].
    pub undone: bool,
}

/// What happened.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "the fields are the event's; see the types in `event`"
)]
pub enum What {
    /// It was written down.
    Created,
    /// It came from another tool.
    Imported,
    /// It came again from another tool, changed.
    ImportedAgain,
    /// That was taken back, or done again.
    ImportRestored,
    /// A number it is scored by changed.
    Scored {
        input: Input,
        from: Option<f64>,
        to: Option<f64>,
    },
    /// Its rank changed.
    Moved {
        from: u32,
        to: u32,
        reason: Option<Arc<str>>,
    },
    /// It crossed from one place to another (A3).
    Crossed {
        from: Place,
        to: Place,
        reason: Option<Arc<str>>,
        /// Its state at that moment.
        snapshot: Box<Snapshot>,
        /// What stood right above it in the product backlog, if it left that.
        left: Option<ItemId>,
    },
    /// Its title or description changed.
    Edited(Field),
    Kind {
        from: Kind,
        to: Kind,
    },
    Epic {
        from: Option<ItemId>,
        to: Option<ItemId>,
    },
    Goal {
        from: Option<GoalId>,
        to: Option<GoalId>,
    },
    /// It stands elsewhere on the story map; by the names of that moment.
    Mapped {
        from: Option<Arc<str>>,
        to: Option<Arc<str>>,
    },
    Estimate {
        from: Option<Points>,
        to: Option<Points>,
    },
    Category {
        from: Option<Category>,
        to: Option<Category>,
    },
    Priority {
        from: Option<Priority>,
        to: Option<Priority>,
        reason: Option<Arc<str>>,
    },
    Labels {
        added: u32,
        removed: u32,
    },
    Assignee {
        to: Option<PersonId>,
    },
    CriterionAdded,
    CriterionEdited,
    CriterionRemoved,
    CriterionMarked {
        met: bool,
    },
    Commented,
    CommentEdited,
    CommentRemoved,
    /// A file was attached, or is there again.
    Attached {
        name: Arc<str>,
        again: bool,
    },
    /// A file was taken away.
    AttachmentRemoved {
        name: Arc<str>,
    },
    Asked {
        challenge: bool,
    },
    QuestionWithdrawn,
    Answered {
        outcome: Option<Outcome>,
    },
    QuestionMarked {
        open: bool,
    },
    AnswerWithdrawn,
    Ticked {
        check: ReadyCheckId,
        ticked: bool,
    },
    WaitsFor(ItemId),
    NoLongerWaitsFor(ItemId),
    /// It was linked to another item, or no longer is.
    Linked {
        relation: Relation,
        other: ItemId,
        linked: bool,
    },
    /// Planning poker was opened on it.
    VoteOpened,
    /// The votes of a round were turned over.
    VotesRevealed {
        round: u32,
        votes: Arc<Round>,
    },
    /// Planning poker on it ended.
    VoteClosed {
        estimate: Option<Points>,
    },
    /// It stays as it is, or is not the same as this item.
    Kept {
        apart_from: Option<ItemId>,
    },
    /// It may be asked about again.
    KeepingForgotten,
    /// Another item was merged into it.
    Absorbed(ItemId),
    /// What was merged into it stands for itself again.
    Parted(ItemId),
    /// It was split; the estimate was that of the whole.
    Split {
        into: Vec<ItemId>,
        estimate: Option<Points>,
    },
    /// It was split from this item.
    SplitFrom(ItemId),
    /// A split of it was taken back.
    Joined {
        parts: Vec<ItemId>,
    },
    /// It stays in the icebox for longer.
    KeptIced {
        until: Date,
    },
    /// A card moved on the board.
    Card {
        from: Column,
        to: Column,
    },
    /// Something stands in its way.
    Blocked {
        text: Arc<str>,
        helper: Option<PersonId>,
    },
    /// That was taken back.
    BlockerWithdrawn {
        text: Arc<str>,
    },
    /// A blocker is out of the way.
    Unblocked {
        text: Arc<str>,
        resolution: Option<Arc<str>>,
    },
    /// A blocker stands in the way again.
    BlockedAgain {
        text: Arc<str>,
    },
}

/// An item's state when it crossed from one place to another.
#[derive(Clone, PartialEq, Debug)]
pub struct Snapshot {
    /// Its estimate.
    pub estimate: Option<Points>,
    /// The scale that was estimated on.
    pub scale: Scale,
    /// The checks it failed.
    pub missing: Vec<Worded>,
    /// The checks that were waived for it, and why.
    pub waived: Vec<(Worded, Arc<str>)>,
    /// How it left the product, if it did.
    pub way: Option<Way>,
    /// How it had left the product, if it came back from there.
    pub had_left: Option<Way>,
    /// When it is looked at again, if it went into the icebox.
    pub until: Option<Date>,
}

impl Snapshot {
    /// Where it came from, as people read it: what was declined comes from there, not from what
    /// was removed.
    pub fn origin(&self, from: Place) -> String {
        let way = self.had_left.map(|way| way.title().to_owned());
        way.unwrap_or_else(|| from.title())
    }
}

/// Writes down what `recorded` does to items that are there already. Called
/// before the change, because a crossing shows the state it crossed in.
pub(crate) fn remember(product: &mut Product, recorded: &Recorded<Event>) {
    if matches!(recorded.event, Event::ItemCreated(_)) {
        return;
    }
    for (item, what) in entries::entries(product, &recorded.event) {
        push(product, recorded, item, what);
    }
}

/// The first entry of an item that `recorded` creates.
pub(crate) fn remember_new(product: &mut Product, recorded: &Recorded<Event>) {
    if let Event::ItemCreated(created) = &recorded.event {
        let what = match (&created.original, created.split_from) {
            (Some(_), _) => What::Imported,
            (None, Some(whole)) => What::SplitFrom(whole),
            (None, None) => What::Created,
        };
        push(product, recorded, created.item, what);
    }
}

fn push(product: &mut Product, recorded: &Recorded<Event>, item: ItemId, what: What) {
    let entry = Entry {
        position: recorded.position,
        at: recorded.at,
        actor: recorded.actor,
        role: recorded.role,
        what,
        undone: touch::is_undo(product, recorded),
    };
    if matches!(entry.what, What::Crossed { .. }) {
        product.crossings.push_back((recorded.position, item));
    }
    // Drawing a map looks at no item by itself: what was stale before is stale after it.
    let kept = matches!(entry.what, What::Kept { .. } | What::KeepingForgotten);
    let changes = !kept && !matches!(entry.what, What::Mapped { .. });
    product.change_item(item, |item| {
        item.remember(entry);
        if changes {
            item.changed_at = recorded.at;
        }
        item.revision = recorded.position;
    });
}
