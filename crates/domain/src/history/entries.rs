//! What an event says about each item it is about. What crosses from one place
//! to another is told in [`super::crossings`].

use std::sync::Arc;

use super::What;
use super::crossings::crossings;
use crate::event::Event;
use crate::ids::{ItemId, StepId};
use crate::item::relate::Relation;
use crate::item::reorder::Moved;
use crate::map::place::{ItemsPlaced, Placed};
use crate::product::Product;

pub(super) fn entries(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    match event {
        Event::ProductOpened(_)
        | Event::RoleGranted(_)
        | Event::RoleRevoked(_)
        | Event::ScaleChanged(_)
        | Event::TemplateChanged(_)
        | Event::ScoringChanged(_)
        | Event::GoalAdded(_)
        | Event::GoalEdited(_)
        | Event::GoalScheduled(_)
        | Event::GoalStateChanged(_)
        | Event::CoverChanged(_)
        | Event::StepAdded(_)
        | Event::StepRenamed(_)
        | Event::StepShifted(_)
        | Event::StepRemoved(_)
        | Event::StepRestored(_)
        | Event::SuggestionLinkOpened(_)
        | Event::SuggestionLinkClosed(_)
        | Event::SurveyOpened(_)
        | Event::SurveyClosed(_)
        | Event::SurveyReopened(_)
        | Event::SurveyAnswered(_)
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
        // What comes along with them tells it.
        | Event::CommandUndone(_)
        | Event::MentionsChanged(_)
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
        // The team's days are about no item.
        Event::AvailabilityChanged(_) => Vec::new(),
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
        Event::ItemsPlaced(e) => mapped(product, e),
        Event::CategoryChanged(e) => {
            let (from, to) = (e.from, e.to);
            vec![(e.item, What::Category { from, to })]
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

/// Where on the map each of them stands, by the names of this moment.
fn mapped(product: &Product, event: &ItemsPlaced) -> Vec<(ItemId, What)> {
    let name = |step: Option<StepId>| product.story_map.name_of(step?);
    let to = name(event.to);
    let mapped = |placed: &Placed| {
        let (from, to) = (name(placed.from), to.clone());
        (placed.item, What::Mapped { from, to })
    };
    event.items.iter().map(mapped).collect()
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
        Event::ItemLinked(e) => at_both_ends(e.item, e.relation, e.other, true),
        Event::ItemUnlinked(e) => at_both_ends(e.item, e.relation, e.other, false),
        Event::VoteOpened(e) => vec![(e.item, What::VoteOpened)],
        Event::VotesRevealed(e) => {
            let (round, votes) = (e.round, Arc::new(e.round()));
            vec![(e.item, What::VotesRevealed { round, votes })]
        }
        Event::VoteClosed(e) => {
            let estimate = e.estimate;
            vec![(e.item, What::VoteClosed { estimate })]
        }
        Event::BlockerRaised(_)
        | Event::BlockerWithdrawn(_)
        | Event::BlockerResolved(_)
        | Event::BlockerReopened(_) => blockers(product, event),
        event => crossings(product, event),
    }
}

/// What stands in an item's way.
fn blockers(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    let text = |item: &ItemId, blocker| {
        let found = product.items.get(item)?.blocker(blocker)?;
        Some(found.text.clone())
    };
    let what = match event {
        Event::BlockerRaised(e) => {
            let (text, helper) = (e.text.clone(), e.helper);
            Some((e.item, What::Blocked { text, helper }))
        }
        Event::BlockerWithdrawn(e) => {
            let text = e.blocker.text.clone();
            Some((e.item, What::BlockerWithdrawn { text }))
        }
        Event::BlockerResolved(e) => text(&e.item, e.blocker).map(|text| {
            let resolution = e.text.clone();
            (e.item, What::Unblocked { text, resolution })
        }),
        Event::BlockerReopened(e) => {
            text(&e.item, e.blocker).map(|text| (e.item, What::BlockedAgain { text }))
        }
        _ => None,
    };
    what.into_iter().collect()
}

/// A link, as each of both sees it.
fn at_both_ends(item: ItemId, is: Relation, other: ItemId, linked: bool) -> Vec<(ItemId, What)> {
    let seen = |relation, other| What::Linked {
        relation,
        other,
        linked,
    };
    vec![(item, seen(is, other)), (other, seen(is.inverse(), item))]
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
