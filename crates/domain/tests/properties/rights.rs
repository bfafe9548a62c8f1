//! The table of rights once more, by what happens instead of by what is wished,
//! and written down apart from the one in the domain.

use domain::Role::{Administrator, Developer, Operator, ProductOwner, ScrumMaster, Stakeholder};
use domain::place::take_back::Returning;
use domain::place::{Standing, Way};
use domain::policy::Policy;
use domain::{Event, Role};

use crate::run::Tried;

const TEAM: &[Role] = &[Developer, ScrumMaster];
const WRITERS: &[Role] = &[ProductOwner, Developer, ScrumMaster];
const PEOPLE: &[Role] = &[ProductOwner, Developer, ScrumMaster, Stakeholder];
const IMPORTERS: &[Role] = &[ProductOwner, Operator];

/// Whoever made something happen holds a role that lets them, and did it under
/// one they hold.
pub(crate) fn were_held(tried: &Tried) {
    let held = tried.context.actor.roles(&tried.before);
    let happened = || tried.outcome.iter().flatten();
    let splits = happened().any(|one| is_split(&one.event));
    for recorded in happened() {
        let allowed = match &recorded.event {
            // The parts of a split leave and come back with it.
            Event::ItemsDismissed(_) | Event::ItemsReturned(_) if splits => WRITERS,
            event => allowed(event),
        };
        assert!(
            allowed.iter().any(|role| held.has(*role)),
            "{held:?} did {:?}",
            recorded.event
        );
        let under = recorded.role.expect("everything happens under a role");
        assert!(held.has(under), "{held:?} acted as {under}");
    }
}

fn is_split(event: &Event) -> bool {
    matches!(event, Event::ItemSplit(_) | Event::PartsJoined(_))
}

/// Whether a suggestion comes back that its suggester took back.
fn of_suggester(returning: &Returning) -> bool {
    matches!(&returning.was, Standing::Removed(gone) if gone.way == Way::Withdrawn)
}

/// The roles that may make this happen.
fn allowed(event: &Event) -> &'static [Role] {
    match event {
        Event::ProductOpened(_) => &[],
        Event::RoleGranted(_) | Event::RoleRevoked(_) => {
            &[Administrator, ProductOwner, ScrumMaster, Operator]
        }
        Event::OriginalUpdated(_) => IMPORTERS,
        Event::ItemCreated(e) if e.original.is_some() => IMPORTERS,
        Event::ItemCreated(e) if e.suggestion.is_some() => PEOPLE,
        Event::ItemCreated(e) if e.split_from.is_some() => WRITERS,
        Event::PolicyChanged(e) if e.policy == Policy::MustShare => &[ProductOwner],
        Event::ItemsDismissed(e) if e.way == Way::Withdrawn => PEOPLE,
        Event::ItemsReturned(e) if e.items.len() == 1 && of_suggester(&e.items[0]) => PEOPLE,
        Event::ItemsAdmitted(_)
        | Event::ItemsIced(_)
        | Event::ItemsDismissed(_)
        | Event::ItemMerged(_)
        | Event::ItemKept(_)
        | Event::KeepingForgotten(_)
        | Event::ItemsReturned(_)
        | Event::ItemCreated(_)
        | Event::ItemsMoved(_)
        | Event::ReasonGiven(_)
        | Event::PriorityChanged(_)
        | Event::PairWeighed(_)
        | Event::ItemsRemoved(_)
        | Event::ItemsRestored(_)
        | Event::GoalSet(_) => &[ProductOwner],
        // An import changes these too.
        Event::TextEdited(_)
        | Event::KindChanged(_)
        | Event::LabelsChanged(_)
        | Event::EpicChanged(_) => &[ProductOwner, Developer, ScrumMaster, Operator],
        Event::EstimateChanged(_) => &[Developer, ScrumMaster, ProductOwner, Operator],
        Event::CriterionAdded(_)
        | Event::CriterionEdited(_)
        | Event::CriterionRemoved(_)
        | Event::CriterionMarked(_)
        | Event::ItemSplit(_)
        | Event::PartsJoined(_)
        | Event::DependencyAdded(_)
        | Event::DependencyRemoved(_) => WRITERS,
        Event::VoteOpened(_) | Event::RoundTakenBack(_) => WRITERS,
        Event::ScaleChanged(_)
        | Event::VoteCast(_)
        | Event::VotesRevealed(_)
        | Event::RoundOpened(_)
        | Event::VoteClosed(_)
        | Event::VoteReopened(_) => TEAM,
        Event::CommentAdded(_)
        | Event::CommentEdited(_)
        | Event::CommentRemoved(_)
        | Event::QuestionAsked(_)
        | Event::QuestionWithdrawn(_)
        | Event::QuestionAnswered(_)
        | Event::QuestionMarked(_)
        | Event::AnswerWithdrawn(_) => PEOPLE,
        Event::SprintPlanned(e) if !e.goal.is_empty() => &[ProductOwner],
        Event::SprintPlanned(_) => WRITERS,
        Event::SprintRescheduled(_)
        | Event::SprintDiscarded(_)
        | Event::ItemsPulled(_)
        | Event::ItemsPutBack(_)
        | Event::Rearranged(_)
        | Event::SprintCommitted(_)
        | Event::SprintClosed(_)
        | Event::CardMoved(_)
        | Event::AssigneeChanged(_)
        | Event::PolicyChanged(_)
        | Event::ReadyCheckAdded(_)
        | Event::ReadyCheckReworded(_)
        | Event::ReadyCheckKept(_)
        | Event::ItemTicked(_) => TEAM,
        event => about_goals(event),
    }
}

fn about_goals(event: &Event) -> &'static [Role] {
    match event {
        Event::GoalAdded(_)
        | Event::GoalEdited(_)
        | Event::GoalScheduled(_)
        | Event::GoalStateChanged(_)
        | Event::GoalChanged(_)
        | Event::CoverChanged(_) => &[ProductOwner],
        event => panic!("nobody said who may make it so: {event:?}"),
    }
}
