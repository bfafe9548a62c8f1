//! What happened to an item, in its own words: a short entry per event, kept
//! with the item so that a page needs nothing else. The full event is in the
//! log at the entry's position.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::event::Event;
use crate::ids::{GoalId, ItemId, PersonId, Position, ReadyCheckId};
use crate::item::edit_text::Field;
use crate::item::remove::Neighbour;
use crate::item::reorder::Moved;
use crate::item::{Item, Kind, Outcome, Place, Priority};
use crate::place::take_back::Returning;
use crate::place::{Gone, Iced, Leaving, Standing, Way};
use crate::points::Points;
use crate::poker::Round;
use crate::product::Product;
use crate::ready::{self, Worded};
use crate::record::Recorded;
use crate::rights::Role;
use crate::scale::Scale;
use crate::score::Input;
use crate::sprint::Column;

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
    Estimate {
        from: Option<Points>,
        to: Option<Points>,
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
    for (item, what) in entries(product, &recorded.event) {
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
    };
    if matches!(entry.what, What::Crossed { .. }) {
        product.crossings.push_back((recorded.position, item));
    }
    let changes = !matches!(entry.what, What::Kept { .. } | What::KeepingForgotten);
    product.change_item(item, |item| {
        item.remember(entry);
        if changes {
            item.changed_at = recorded.at;
        }
        item.revision = recorded.position;
    });
}

fn entries(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    match event {
        Event::ProductOpened(_)
        | Event::RoleGranted(_)
        | Event::RoleRevoked(_)
        | Event::ScaleChanged(_)
        | Event::ScoringChanged(_)
        | Event::GoalAdded(_)
        | Event::GoalEdited(_)
        | Event::GoalScheduled(_)
        | Event::GoalStateChanged(_)
        | Event::CoverChanged(_)
        | Event::SuggestionLinkOpened(_)
        | Event::SuggestionLinkClosed(_)
        | Event::ItemCreated(_)
        | Event::SprintPlanned(_)
        | Event::SprintRescheduled(_)
        | Event::GoalSet(_)
        | Event::PolicyChanged(_)
        | Event::ReadyCheckAdded(_)
        | Event::ReadyCheckReworded(_)
        | Event::ReadyCheckKept(_)
        | Event::Rearranged(_)
        | Event::SprintCommitted(_)
        // The move's own entry gets the reason.
        | Event::ReasonGiven(_)
        // What waits tells it by its new priority.
        | Event::PairWeighed(_)
        // A vote is nobody else's business, and a round is told by its reveal.
        | Event::VoteCast(_)
        | Event::RoundOpened(_)
        | Event::RoundTakenBack(_)
        | Event::VoteReopened(_) => Vec::new(),
        Event::OriginalUpdated(e) => vec![(e.item, What::ImportedAgain)],
        Event::OriginalRestored(e) => vec![(e.item, What::ImportRestored)],
        Event::TextEdited(e) => vec![(e.item, What::Edited(e.field))],
        Event::LabelsChanged(e) => {
            let (added, removed) = (e.added.len() as u32, e.removed.len() as u32);
            vec![(e.item, What::Labels { added, removed })]
        }
        Event::PriorityChanged(e) => vec![(
            e.item,
            What::Priority {
                from: e.from,
                to: e.to,
                reason: e.reason.clone(),
            },
        )],
        Event::AssigneeChanged(e) => vec![(e.item, What::Assignee { to: e.to })],
        Event::CardMoved(e) if e.from == e.to => Vec::new(),
        Event::CardMoved(e) => vec![(
            e.item,
            What::Card {
                from: e.from,
                to: e.to,
            },
        )],
        Event::ItemsMoved(e) => moves(&e.items, &e.reason),
        Event::ItemsArranged(e) => moves(&e.items, &e.reason),
        Event::ItemKept(e) => {
            let apart_from = e.apart_from;
            vec![(e.item, What::Kept { apart_from })]
        }
        Event::KeepingForgotten(e) => vec![(e.kept.item, What::KeepingForgotten)],
        event => marks(product, event),
    }
}

/// What an item is and belongs to.
fn marks(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    match event {
        Event::GoalChanged(e) => vec![(
            e.item,
            What::Goal {
                from: e.from,
                to: e.to,
            },
        )],
        Event::ScoreChanged(e) => {
            let (input, from, to) = (e.input, e.from, e.to);
            vec![(e.item, What::Scored { input, from, to })]
        }
        Event::KindChanged(e) => {
            let (from, to) = (e.from, e.to);
            vec![(e.item, What::Kind { from, to })]
        }
        Event::EpicChanged(e) => {
            let (from, to) = (e.from, e.to);
            vec![(e.item, What::Epic { from, to })]
        }
        Event::EstimateChanged(e) => vec![(
            e.item,
            What::Estimate {
                from: e.from,
                to: e.to,
            },
        )],
        event => parts(product, event),
    }
}

fn moves(items: &[Moved], reason: &Option<Arc<str>>) -> Vec<(ItemId, What)> {
    let moved = |moved: &Moved| {
        let (from, to, reason) = (moved.from, moved.to, reason.clone());
        (moved.item, What::Moved { from, to, reason })
    };
    items.iter().map(moved).collect()
}

/// What happens to the parts of an item, and to votes on it.
fn parts(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    match event {
        Event::CriterionAdded(e) => vec![(e.item, What::CriterionAdded)],
        Event::CriterionEdited(e) => vec![(e.item, What::CriterionEdited)],
        Event::CriterionRemoved(e) => vec![(e.item, What::CriterionRemoved)],
        Event::CriterionMarked(e) => vec![(e.item, What::CriterionMarked { met: e.met })],
        Event::CommentAdded(e) => vec![(e.item, What::Commented)],
        Event::CommentEdited(e) => vec![(e.item, What::CommentEdited)],
        Event::CommentRemoved(e) => vec![(e.item, What::CommentRemoved)],
        Event::AttachmentAdded(_) | Event::AttachmentRemoved(_) | Event::AttachmentRestored(_) => {
            files(event)
        }
        Event::QuestionAsked(e) => vec![(
            e.item,
            What::Asked {
                challenge: e.challenge,
            },
        )],
        Event::QuestionWithdrawn(e) => vec![(e.item, What::QuestionWithdrawn)],
        Event::QuestionAnswered(e) => vec![(e.item, What::Answered { outcome: e.outcome })],
        Event::QuestionMarked(e) => vec![(e.item, What::QuestionMarked { open: e.open })],
        Event::AnswerWithdrawn(e) => vec![(e.item, What::AnswerWithdrawn)],
        Event::ItemTicked(e) => vec![(
            e.item,
            What::Ticked {
                check: e.check,
                ticked: e.ticked,
            },
        )],
        Event::ItemSplit(e) => {
            let (into, estimate) = (e.parts.clone(), e.estimate);
            vec![(e.item, What::Split { into, estimate })]
        }
        Event::PartsJoined(e) => {
            let parts = e.parts.clone();
            vec![(e.item, What::Joined { parts })]
        }
        Event::DependencyAdded(e) => vec![(e.item, What::WaitsFor(e.blocked_by))],
        Event::DependencyRemoved(e) => vec![(e.item, What::NoLongerWaitsFor(e.blocked_by))],
        Event::VoteOpened(e) => vec![(e.item, What::VoteOpened)],
        Event::VotesRevealed(e) => {
            let (round, votes) = (e.round, Arc::new(e.round()));
            vec![(e.item, What::VotesRevealed { round, votes })]
        }
        Event::VoteClosed(e) => {
            let estimate = e.estimate;
            vec![(e.item, What::VoteClosed { estimate })]
        }
        event => crossings(product, event),
    }
}

/// What becomes of files.
fn files(event: &Event) -> Vec<(ItemId, What)> {
    let attached = |name: &Arc<str>, again| {
        let name = name.clone();
        What::Attached { name, again }
    };
    match event {
        Event::AttachmentAdded(e) => vec![(e.item, attached(&e.file.name, false))],
        Event::AttachmentRestored(e) => vec![(e.item, attached(&e.file.name, true))],
        Event::AttachmentRemoved(e) => {
            let name = e.file.name.clone();
            vec![(e.item, What::AttachmentRemoved { name })]
        }
        _ => Vec::new(),
    }
}

/// Items that leave where they wait or stand, all in the same way.
fn departures(
    product: &Product,
    items: &[Leaving],
    to: &Standing,
    reason: &Option<Arc<str>>,
) -> Vec<(ItemId, What)> {
    let entry = |one: &Leaving| match (&one.was, to) {
        (Standing::Icebox(_), Standing::Icebox(iced)) => {
            Some((one.item, What::KeptIced { until: iced.until }))
        }
        (was, to) => {
            let what = arrived(product, one.item, to, reason.clone(), was.left());
            Some((one.item, what?))
        }
    };
    items.iter().filter_map(entry).collect()
}

/// What an item crosses to, with how and until when.
fn arrived(
    product: &Product,
    item: ItemId,
    to: &Standing,
    reason: Option<Arc<str>>,
    left: Option<ItemId>,
) -> Option<What> {
    let mut what = crossed(product, item, to.place(), reason, left)?;
    if let What::Crossed { snapshot, .. } = &mut what {
        match to {
            Standing::Icebox(iced) => snapshot.until = Some(iced.until),
            Standing::Removed(gone) => snapshot.way = Some(gone.way),
            _ => {}
        }
    }
    Some(what)
}

fn gone(way: Way) -> Standing {
    let was = Box::new(Standing::Suggestions);
    let reason = None;
    Standing::Removed(Gone { way, reason, was })
}

/// What happens to items outside of sprints: suggestions, icebox, merging.
fn decisions(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    match event {
        Event::ItemsAdmitted(e) => {
            let to = Standing::ProductBacklog { left: e.left };
            departures(product, &e.items, &to, &e.reason)
        }
        Event::ItemsIced(e) => {
            let (until, reason) = (e.until, None);
            let to = Standing::Icebox(Iced { until, reason });
            departures(product, &e.items, &to, &e.reason)
        }
        Event::ItemsDismissed(e) => departures(product, &e.items, &gone(e.way), &e.reason),
        Event::ItemMerged(e) => {
            let to = gone(Way::Merged(e.into));
            let leaving = std::slice::from_ref(&e.leaving);
            let mut entries = departures(product, leaving, &to, &e.reason);
            entries.push((e.into, What::Absorbed(e.leaving.item)));
            entries
        }
        Event::ItemsReturned(e) => e.items.iter().flat_map(|one| back(product, one)).collect(),
        _ => Vec::new(),
    }
}

fn back(product: &Product, one: &Returning) -> Vec<(ItemId, What)> {
    let (was, to) = (&one.was, &one.to);
    let own = match (was, to) {
        (Standing::Icebox(_), Standing::Icebox(iced)) => Some(What::KeptIced { until: iced.until }),
        (was, to) => arrived(product, one.item, to, None, was.left()),
    };
    let own = own.map(|what| (one.item, what));
    let parted = was.merged_into();
    let parted = parted.map(|into| (into, What::Parted(one.item)));
    let joined = to.merged_into();
    let joined = joined.map(|into| (into, What::Absorbed(one.item)));
    own.into_iter().chain(parted).chain(joined).collect()
}

fn crossings(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    let each = |items: &[Neighbour], to: Place, reason: &Option<Arc<str>>, leaves: bool| {
        let crossing = |n: &Neighbour| {
            let left = n.left.filter(|_| leaves);
            Some((n.item, crossed(product, n.item, to, reason.clone(), left)?))
        };
        items.iter().filter_map(crossing).collect()
    };
    match event {
        Event::ItemsRemoved(e) => each(&e.items, Place::Removed, &e.reason, true),
        Event::ItemsRestored(e) => {
            let done = |n: &Neighbour| e.done.contains(&n.item);
            let (done, standing): (Vec<Neighbour>, Vec<Neighbour>) =
                e.items.iter().copied().partition(done);
            let mut all: Vec<_> = each(&standing, Place::ProductBacklog, &None, false);
            all.extend(each(&done, Place::Done(None), &None, false));
            all
        }
        Event::ItemsPutBack(e) => each(&e.items, Place::ProductBacklog, &e.reason, false),
        Event::SprintDiscarded(e) => {
            let reason = Some("The sprint was discarded".into());
            each(&e.items, Place::ProductBacklog, &reason, false)
        }
        Event::ItemsPulled(e) => {
            let to = Place::Sprint(e.sprint);
            let pulled = e.items.iter().filter_map(|pulled| {
                let mut what = crossed(product, pulled.item, to, None, pulled.was_below)?;
                if let What::Crossed { snapshot, .. } = &mut what {
                    let waived = pulled.waived.iter();
                    let waived = waived.map(|w| (Worded::now(w.check, product), w.reason.clone()));
                    snapshot.waived = waived.collect();
                }
                Some((pulled.item, what))
            });
            pulled.collect()
        }
        Event::SprintClosed(e) => {
            let done = e.outcome.done.iter().filter_map(|item| {
                let to = Place::Done(Some(e.sprint));
                Some((item.item, crossed(product, item.item, to, None, None)?))
            });
            let returned = e.outcome.returned.iter().filter_map(|item| {
                let (to, reason) = (Place::ProductBacklog, item.reason.clone());
                Some((item.item, crossed(product, item.item, to, reason, None)?))
            });
            done.chain(returned).collect()
        }
        event => decisions(product, event),
    }
}

fn crossed(
    product: &Product,
    item: ItemId,
    to: Place,
    reason: Option<Arc<str>>,
    left: Option<ItemId>,
) -> Option<What> {
    let item: &Item = product.items.get(&item)?;
    let snapshot = Box::new(Snapshot {
        estimate: item.estimate,
        scale: product.scale,
        missing: ready::missing(product, item)
            .into_iter()
            .map(|check| Worded::now(check, product))
            .collect(),
        waived: Vec::new(),
        way: (to == Place::Removed).then_some(Way::Removed),
        had_left: item.gone.as_ref().map(|gone| gone.way),
        until: None,
    });
    Some(What::Crossed {
        from: item.place,
        to,
        reason,
        snapshot,
        left,
    })
}
