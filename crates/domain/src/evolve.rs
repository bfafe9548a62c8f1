//! Folds events into a product's state. Cannot fail, looks at no clock, and
//! matches every event there is, a function per subject. An event that all of them
//! forget stops the first test in which it happens.

use crate::event::Event;
use crate::item::{
    answer, arrange, assign, attach, comment, create, criteria, depend, edit_text, epic, estimate,
    kano, kind, label, priority, question, relate, remove, reorder, split, weigh, why,
};
use crate::map::{add as step_add, drop as step_drop, place as step_place, rename, shift};
use crate::place::{admit, decline, ice, link, merge, take_back};
use crate::poker::{self, close as vote_end, open as vote_start, reveal, round, vote};
use crate::policy::{change as policy, own_check};
use crate::product::Product;
use crate::record::Recorded;
use crate::roadmap::{add as goal_add, cover, edit as goal_edit, end as goal_end, schedule, serve};
use crate::score::{choose, say};
use crate::sprint::blocker::{raise, resolve};
use crate::sprint::{
    availability, board, close, commit, discard, goal, plan, pull, put_back, rearrange,
};
use crate::survey::{answer as sheet, close as survey_end, open as survey_start};
use crate::{cleanup, history, import, mention, people, refine, scale, template, touch};

/// Makes `recorded` so.
pub fn evolve(product: &mut Product, recorded: &Recorded<Event>) {
    history::remember(product, recorded);
    apply(product, recorded);
    poker::end_where_gone(product);
    history::remember_new(product, recorded);
    touch::mark(product, recorded);
    refine::evolve(product, recorded);
    fold_burndown(product, recorded);
    product.position = recorded.position;
}

fn apply(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::ProductOpened(e) => people::evolve_opened(product, e),
        Event::RoleGranted(_) | Event::RoleRevoked(_) => people::evolve_roles(product, recorded),
        Event::ScaleChanged(e) => scale::evolve(product, recorded, e),
        Event::SuggestionLinkOpened(e) => link::evolve_opened(product, recorded, e),
        Event::SuggestionLinkClosed(_) => link::evolve_closed(product),
        Event::PolicyChanged(e) => policy::evolve(product, recorded, e),
        Event::ReadyCheckAdded(e) => own_check::evolve_added(product, recorded, e),
        Event::ReadyCheckReworded(e) => own_check::evolve_reworded(product, recorded, e),
        Event::ReadyCheckKept(e) => own_check::evolve_kept(product, recorded, e),
        Event::ItemTicked(e) => own_check::evolve_ticked(product, recorded, e),
        Event::ItemCreated(e) => create::evolve(product, recorded, e),
        Event::OriginalUpdated(e) => import::evolve(product, e),
        Event::OriginalRestored(e) => import::evolve_restored(product, e),
        Event::TextEdited(e) => edit_text::evolve(product, recorded, e),
        Event::KindChanged(e) => kind::evolve(product, e),
        Event::EpicChanged(e) => epic::evolve(product, e),
        Event::EstimateChanged(e) => estimate::evolve(product, e),
        Event::LabelsChanged(e) => label::evolve(product, e),
        Event::AssigneeChanged(e) => assign::evolve(product, e),
        _ => talk(product, recorded),
    }
}

/// What is said about an item: criteria, comments, questions, votes.
fn talk(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::CriterionAdded(e) => criteria::evolve_added(product, recorded, e),
        Event::CriterionEdited(e) => criteria::evolve_edited(product, recorded, e),
        Event::CriterionRemoved(e) => criteria::evolve_removed(product, e),
        Event::CriterionMarked(e) => criteria::evolve_marked(product, e),
        Event::CommentAdded(e) => comment::evolve_added(product, recorded, e),
        Event::CommentEdited(e) => comment::evolve_edited(product, recorded, e),
        Event::CommentRemoved(e) => comment::evolve_removed(product, e),
        Event::MentionsChanged(e) => mention::evolve(product, recorded, e),
        Event::AttachmentAdded(e) => attach::evolve_added(product, recorded, e),
        Event::AttachmentRemoved(e) => attach::evolve_removed(product, e),
        Event::AttachmentRestored(e) => attach::evolve_restored(product, e),
        Event::QuestionAsked(e) => question::evolve_asked(product, recorded, e),
        Event::QuestionWithdrawn(e) => question::evolve_withdrawn(product, e),
        Event::QuestionAnswered(e) => answer::evolve(product, recorded, e),
        Event::QuestionMarked(e) => answer::evolve_marked(product, e),
        Event::AnswerWithdrawn(e) => answer::evolve_withdrawn(product, e),
        Event::DependencyAdded(e) => depend::evolve_added(product, e),
        Event::DependencyRemoved(e) => depend::evolve_removed(product, e),
        Event::ItemLinked(e) => relate::evolve(product, e),
        Event::ItemUnlinked(e) => relate::evolve_unlinked(product, e),
        Event::VoteOpened(e) => vote_start::evolve(product, recorded, e),
        Event::VoteCast(e) => vote::evolve(product, recorded, e),
        Event::VotesRevealed(e) => reveal::evolve(product, e),
        Event::RoundOpened(e) => round::evolve_opened(product, e),
        Event::RoundTakenBack(e) => round::evolve_taken_back(product, e),
        Event::VoteClosed(e) => vote_end::evolve(product, e),
        Event::VoteReopened(e) => vote_end::evolve_reopened(product, recorded, e),
        _ => order(product, recorded),
    }
}

/// What stands in which order, what waits, and what left.
fn order(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::ItemSplit(e) => split::evolve(product, e),
        Event::PartsJoined(e) => split::join::evolve(product, e),
        Event::ItemsMoved(e) => reorder::evolve(product, e),
        Event::ReasonGiven(e) => why::evolve(product, recorded, e),
        Event::PriorityChanged(e) => priority::evolve(product, e),
        Event::CategoryChanged(e) => kano::evolve(product, e),
        Event::PairWeighed(e) => weigh::evolve(product, e),
        Event::ItemsRemoved(_) | Event::ItemsRestored(_) => remove::evolve(product, recorded),
        Event::ItemsAdmitted(e) => admit::evolve(product, e),
        Event::ItemsIced(e) => ice::evolve(product, e),
        Event::ItemsDismissed(e) => decline::evolve(product, e),
        Event::ItemMerged(e) => merge::evolve(product, e),
        Event::ItemsReturned(e) => take_back::evolve(product, e),
        Event::ItemKept(e) => cleanup::evolve(product, recorded, e),
        Event::KeepingForgotten(e) => cleanup::evolve_forgotten(product, e),
        _ => strategy(product, recorded),
    }
}

/// Goals, scores, templates and surveys.
fn strategy(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::GoalAdded(e) => goal_add::evolve(product, recorded, e),
        Event::GoalEdited(e) => goal_edit::evolve(product, recorded, e),
        Event::GoalScheduled(e) => schedule::evolve(product, recorded, e),
        Event::GoalStateChanged(e) => goal_end::evolve(product, recorded, e),
        Event::GoalChanged(e) => serve::evolve(product, e),
        Event::CoverChanged(e) => cover::evolve(product, recorded, e),
        Event::ScoreChanged(e) => say::evolve(product, e),
        Event::ScoringChanged(e) => choose::evolve(product, recorded, e),
        Event::TemplateChanged(e) => template::evolve(product, recorded, e),
        Event::ItemsArranged(e) => arrange::evolve(product, e),
        Event::SurveyOpened(e) => survey_start::evolve(product, recorded, e),
        Event::SurveyClosed(e) => survey_end::evolve(product, recorded, e),
        Event::SurveyReopened(e) => survey_end::evolve_reopened(product, e),
        Event::SurveyAnswered(e) => sheet::evolve(product, e),
        _ => map(product, recorded),
    }
}

/// What happens to the story map.
fn map(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::StepAdded(e) => step_add::evolve(product, recorded, e),
        Event::StepRenamed(e) => rename::evolve(product, recorded, e),
        Event::StepShifted(e) => shift::evolve(product, e),
        Event::StepRemoved(e) => step_drop::evolve(product, e),
        Event::StepRestored(e) => step_drop::evolve_restored(product, recorded, e),
        Event::ItemsPlaced(e) => step_place::evolve(product, e),
        _ => sprints(product, recorded),
    }
}

/// What happens to sprints.
fn sprints(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::SprintPlanned(e) => plan::evolve(product, recorded, e),
        Event::SprintRescheduled(e) => plan::evolve_rescheduled(product, e),
        Event::SprintDiscarded(e) => discard::evolve(product, e),
        Event::GoalSet(e) => goal::evolve(product, recorded, e),
        Event::AvailabilityChanged(e) => availability::evolve(product, e),
        Event::ItemsPulled(e) => pull::evolve(product, recorded, e),
        Event::ItemsPutBack(e) => put_back::evolve(product, e),
        Event::Rearranged(e) => rearrange::evolve(product, e),
        Event::SprintCommitted(e) => commit::evolve(product, recorded, e),
        Event::CardMoved(e) => board::evolve(product, e),
        Event::SprintClosed(e) => close::evolve(product, recorded, e),
        _ => work(product, recorded),
    }
}

/// What happens to the work while a sprint runs, and what is taken back.
fn work(product: &mut Product, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::BlockerRaised(e) => raise::evolve(product, recorded, e),
        Event::BlockerResolved(e) => resolve::evolve(product, recorded, e),
        Event::BlockerReopened(e) => resolve::evolve_reopened(product, e),
        Event::BlockerWithdrawn(e) => raise::evolve_withdrawn(product, e),
        Event::CommandUndone(e) => touch::evolve(product, recorded, e),
        event => debug_assert!(false, "{event:?} is folded by nobody"),
    }
}

/// A running sprint's burndown is the same fold that makes the chart from zero.
fn fold_burndown(product: &mut Product, recorded: &Recorded<Event>) {
    if let Some(sprint) = recorded.event.concerns(product)
        && product
            .sprints
            .get(&sprint)
            .is_some_and(|sprint| !sprint.is_planned())
    {
        product.change_sprint(sprint, |sprint| sprint.burndown.fold(recorded));
    }
}
