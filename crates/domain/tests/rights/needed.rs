//! Who may make what happen, written down once more, apart from the table that
//! is tested, and by what happens instead of by what is wished: whatever a
//! command is called, its events need what they need.

use domain::Role::{
    Administrator, Developer, Guest, Operator, ProductOwner, ScrumMaster, Stakeholder,
};
use domain::history::{Entry, What};
use domain::item::create::ItemCreated;
use domain::place::decline::ItemsDismissed;
use domain::place::take_back::{ItemsReturned, Returning};
use domain::place::{Standing, Way};
use domain::poker::Table;
use domain::policy::Policy;
use domain::sprint::discard::SprintDiscarded;
use domain::{Actor, Command, Event, ItemId, Place, Product, Role};

/// Roles of which one is enough.
pub(crate) type AnyOf = &'static [Role];

const TEAM: AnyOf = &[Developer, ScrumMaster];
const OWNER: AnyOf = &[ProductOwner];
const WRITERS: AnyOf = &[ProductOwner, Developer, ScrumMaster];
const PEOPLE: AnyOf = &[ProductOwner, Developer, ScrumMaster, Stakeholder];
const MANAGERS: AnyOf = &[Administrator, ProductOwner, ScrumMaster, Operator];
const IMPORTERS: AnyOf = &[ProductOwner, Operator];

/// What was done.
pub(crate) struct Deed<'a> {
    /// The product before.
    pub(crate) before: &'a Product,
    /// By whom.
    pub(crate) by: Actor,
    /// What was wished.
    pub(crate) command: &'a Command,
    /// What happened.
    pub(crate) events: Vec<&'a Event>,
}

impl Deed<'_> {
    /// The roles that are needed for it: one of each list.
    pub(crate) fn needed(&self) -> Vec<AnyOf> {
        if self.events.is_empty() {
            return Vec::new();
        }
        let opened = |event: &&Event| matches!(event, Event::ProductOpened(_));
        if self.events.iter().any(opened) {
            // Whether there may be another product is the workspace's to say.
            return Vec::new();
        }
        if matches!(self.command, Command::ImportItems(_)) {
            return vec![IMPORTERS];
        }
        let mut needed: Vec<AnyOf> = Vec::new();
        let events = self.events.iter();
        for any_of in events.flat_map(|event| self.needed_for(event)) {
            if !needed.contains(&any_of) {
                needed.push(any_of);
            }
        }
        needed
    }

    fn needed_for(&self, event: &Event) -> Vec<AnyOf> {
        match event {
            Event::ItemsDismissed(e) if self.as_split_off(e) => vec![WRITERS],
            Event::ItemsReturned(e) if self.as_joined(e) => vec![WRITERS],
            Event::SprintDiscarded(e) if self.own_and_empty(e) => vec![WRITERS],
            Event::ItemCreated(e) if of_guest(e) => vec![&[Guest]],
            Event::ItemCreated(e) if e.suggestion.is_some() => vec![PEOPLE],
            Event::ItemCreated(e) if e.split_from.is_some() => vec![WRITERS],
            Event::ItemCreated(e) if e.estimate.is_some() => vec![OWNER, TEAM],
            Event::SprintPlanned(e) if !e.goal.is_empty() => vec![WRITERS, OWNER],
            // Its other events say what it needs.
            Event::CommandUndone(_) => Vec::new(),
            event => vec![needed_for(event)],
        }
    }

    /// Whether what leaves are parts of a split that is taken back, and nobody but
    /// whoever takes it back did anything to them since, nor ordered them.
    fn as_split_off(&self, gone: &ItemsDismissed) -> bool {
        let joined = |id: &ItemId| {
            self.events
                .iter()
                .any(|event| matches!(event, Event::PartsJoined(e) if e.parts.contains(id)))
        };
        gone.items.iter().all(|leaving| {
            let part = &self.before.items[&leaving.item];
            let entries = part.history.iter().rev();
            let mut since = entries.take_while(|entry| !comes_with_a_split(entry));
            let refined =
                since.all(|entry| entry.actor == self.by.person() && !orders(&entry.what));
            gone.way == Way::Removed
                && joined(&part.id)
                && part.place == Place::ProductBacklog
                && part.absorbed.is_empty()
                && refined
                && !self.is_wanted(part.id)
        })
    }

    /// Whether a goal's document names an item, or somebody else has a vote on it.
    fn is_wanted(&self, item: ItemId) -> bool {
        let mut goals = self.before.goals.values();
        let named = goals.any(|goal| {
            let mut parts = goal.parts(self.before).into_iter();
            parts.any(|part| part.items.contains(&item))
        });
        let table = Table::seen_by(self.before, self.by, item);
        let own = |table: &Table| usize::from(table.own.is_some());
        named || table.is_some_and(|table| table.now.voted > own(&table))
    }

    /// Whether what comes back are parts of a split that left when that was taken back.
    fn as_joined(&self, back: &ItemsReturned) -> bool {
        let whole = |id: &ItemId| {
            self.events.iter().find_map(|event| match event {
                Event::ItemSplit(e) if e.parts.contains(id) => Some(e.item),
                _ => None,
            })
        };
        back.items.iter().all(|returning| {
            let part = &self.before.items[&returning.item];
            let left = part.last_crossing().map(|entry| entry.position);
            let history = whole(&part.id).map(|whole| &self.before.items[&whole].history);
            history.into_iter().flatten().any(|entry| {
                let joined =
                    matches!(&entry.what, What::Joined { parts } if parts.contains(&part.id));
                joined && left == Some(entry.position - 1)
            })
        })
    }

    /// Whether somebody takes their own plan back before anything is in it.
    fn own_and_empty(&self, discarded: &SprintDiscarded) -> bool {
        let sprint = self.before.sprints.get(&discarded.sprint);
        let planned_by = sprint.and_then(|sprint| sprint.planned_by);
        discarded.items.is_empty() && planned_by.is_some() && planned_by == self.by.person()
    }
}

/// Whether a part came by this: a split, or one that was done again.
fn comes_with_a_split(entry: &Entry) -> bool {
    let back = matches!(
        &entry.what,
        What::Crossed {
            from: Place::Removed,
            ..
        }
    );
    matches!(entry.what, What::SplitFrom(_)) || back
}

/// Whether what happened to an item is the product owner's.
fn orders(what: &What) -> bool {
    matches!(
        what,
        What::Moved { .. }
            | What::Crossed { .. }
            | What::Priority { .. }
            | What::Goal { .. }
            | What::Absorbed(_)
            | What::Parted(_)
    )
}

/// Whether a suggestion comes back that its suggester took back.
fn of_suggester(returning: &Returning) -> bool {
    matches!(&returning.was, Standing::Removed(gone) if gone.way == Way::Withdrawn)
}

fn of_guest(created: &ItemCreated) -> bool {
    let suggestion = created.suggestion.as_ref();
    suggestion.is_some_and(|suggestion| suggestion.guest.is_some())
}

/// The policies that are the product owner's.
const OWNERS: [Policy; 3] = [Policy::MustShare, Policy::CleanUpAge, Policy::IceboxReview];

fn needed_for(event: &Event) -> AnyOf {
    match event {
        Event::RoleGranted(_) | Event::RoleRevoked(_) => MANAGERS,
        Event::SurveyAnswered(_) => &[Guest],
        Event::OriginalUpdated(_) | Event::OriginalRestored(_) => IMPORTERS,
        Event::PolicyChanged(e) if e.policy == Policy::SprintLength => WRITERS,
        Event::PolicyChanged(e) if OWNERS.contains(&e.policy) => OWNER,
        Event::ItemsDismissed(e) if e.way == Way::Withdrawn => PEOPLE,
        Event::ItemsReturned(e) if e.items.len() == 1 && of_suggester(&e.items[0]) => PEOPLE,
        Event::ItemsAdmitted(_)
        | Event::ItemsIced(_)
        | Event::ItemsDismissed(_)
        | Event::ItemMerged(_)
        | Event::ItemKept(_)
        | Event::KeepingForgotten(_)
        | Event::SuggestionLinkOpened(_)
        | Event::SuggestionLinkClosed(_)
        | Event::SurveyOpened(_)
        | Event::SurveyClosed(_)
        | Event::SurveyReopened(_)
        | Event::ItemsReturned(_)
        | Event::ItemCreated(_)
        | Event::ItemsMoved(_)
        | Event::ReasonGiven(_)
        | Event::PriorityChanged(_)
        | Event::CategoryChanged(_)
        | Event::PairWeighed(_)
        | Event::ItemsRemoved(_)
        | Event::ItemsRestored(_)
        | Event::GoalSet(_) => OWNER,
        Event::TextEdited(_)
        | Event::KindChanged(_)
        | Event::LabelsChanged(_)
        | Event::EpicChanged(_)
        | Event::CriterionAdded(_)
        | Event::CriterionEdited(_)
        | Event::CriterionRemoved(_)
        | Event::CriterionMarked(_)
        | Event::ItemSplit(_)
        | Event::PartsJoined(_)
        | Event::DependencyAdded(_)
        | Event::DependencyRemoved(_)
        | Event::ItemLinked(_)
        | Event::ItemUnlinked(_)
        | Event::StepAdded(_)
        | Event::StepRenamed(_)
        | Event::StepShifted(_)
        | Event::StepRemoved(_)
        | Event::StepRestored(_)
        | Event::ItemsPlaced(_)
        | Event::VoteOpened(_)
        | Event::RoundTakenBack(_)
        | Event::TemplateChanged(_)
        | Event::SprintPlanned(_) => WRITERS,
        event => needed_to_talk_and_work(event),
    }
}

fn needed_to_talk_and_work(event: &Event) -> AnyOf {
    match event {
        Event::CommentAdded(_)
        | Event::CommentEdited(_)
        | Event::CommentRemoved(_)
        | Event::MentionsChanged(_)
        | Event::AttachmentAdded(_)
        | Event::AttachmentRemoved(_)
        | Event::AttachmentRestored(_)
        | Event::QuestionAsked(_)
        | Event::QuestionWithdrawn(_)
        | Event::QuestionAnswered(_)
        | Event::QuestionMarked(_)
        | Event::AnswerWithdrawn(_) => PEOPLE,
        Event::EstimateChanged(_)
        | Event::ScaleChanged(_)
        | Event::VoteCast(_)
        | Event::VotesRevealed(_)
        | Event::RoundOpened(_)
        | Event::VoteClosed(_)
        | Event::VoteReopened(_)
        | Event::SprintRescheduled(_)
        | Event::SprintDiscarded(_)
        | Event::AvailabilityChanged(_)
        | Event::ItemsPulled(_)
        | Event::ItemsPutBack(_)
        | Event::Rearranged(_)
        | Event::SprintCommitted(_)
        | Event::SprintClosed(_)
        | Event::CardMoved(_)
        | Event::BlockerRaised(_)
        | Event::BlockerResolved(_)
        | Event::BlockerReopened(_)
        | Event::BlockerWithdrawn(_)
        | Event::AssigneeChanged(_)
        | Event::PolicyChanged(_)
        | Event::ReadyCheckAdded(_)
        | Event::ReadyCheckReworded(_)
        | Event::ReadyCheckKept(_)
        | Event::ItemTicked(_) => TEAM,
        Event::GoalAdded(_)
        | Event::GoalEdited(_)
        | Event::GoalScheduled(_)
        | Event::GoalStateChanged(_)
        | Event::GoalChanged(_)
        | Event::CoverChanged(_)
        | Event::ScoreChanged(_)
        | Event::ScoringChanged(_)
        | Event::ItemsArranged(_) => OWNER,
        event => panic!("nobody said who may make it so: {event:?}"),
    }
}
