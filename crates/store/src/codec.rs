//! How events are written down: the name and version of each kind, its data as
//! JSON. A kind's name is for ever and does not depend on Rust names; a released
//! shape never changes, a new one gets a new version and a conversion here. The
//! golden files in `crates/store/golden` pin the bytes.

use domain::event::Event;
use domain::{CommandId, PersonId, Recorded, Role, workspace};
use jiff::Timestamp;

use crate::log::{NewRow, Row};

/// Why a row of the log cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Event {position} of stream {stream} ({kind} version {version}) cannot be read: {why}. \
     A newer Millpond may have written it; start that one, or restore a backup."
)]
pub struct Undecodable {
    /// The stream it stands in.
    pub stream: String,
    /// Its position there.
    pub position: u64,
    /// Its kind.
    pub kind: String,
    /// Its version.
    pub version: u16,
    /// What is wrong.
    pub why: String,
}

/// Events that can be written down.
pub trait Coded: Sized {
    /// Every kind there is, with the version it is written in.
    const KINDS: &'static [(&'static str, u16)];
    /// The name of this event's kind, for ever the same.
    fn kind(&self) -> &'static str;
    /// The version of its shape, from 1.
    fn version(&self) -> u16;
    /// Its data as JSON.
    fn encode(&self) -> String;
    /// What the event is about, for people who look into the log.
    fn subject(&self) -> Option<String>;
    /// The event of this kind and version.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    fn decode(kind: &str, version: u16, data: &str) -> Result<Self, String>;
}

macro_rules! coded {
    ($event:ty { $($variant:ident = $kind:literal $version:literal),* $(,)? } subject $subject:expr) => {
        impl Coded for $event {
            const KINDS: &'static [(&'static str, u16)] = &[$(($kind, $version)),*];

            fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind,)* }
            }

            fn version(&self) -> u16 {
                match self { $(Self::$variant(_) => $version,)* }
            }

            fn encode(&self) -> String {
                // Writing plain structures into a string cannot fail.
                match self { $(Self::$variant(data) => serde_json::to_string(data).unwrap_or_default(),)* }
            }

            fn subject(&self) -> Option<String> {
                $subject(self)
            }

            fn decode(kind: &str, version: u16, data: &str) -> Result<Self, String> {
                match (kind, version) {
                    $(($kind, $version) => {
                        serde_json::from_str(data).map(Self::$variant).map_err(|error| error.to_string())
                    })*
                    _ => Err("its kind or version is not known".to_owned()),
                }
            }
        }
    };
}

coded! {
    Event {
        ProductOpened = "product.opened" 1,
        RoleGranted = "role.granted" 1,
        RoleRevoked = "role.revoked" 1,
        ScaleChanged = "policy.scale_changed" 1,
        TemplateChanged = "templates.template_changed" 1,
        SuggestionLinkOpened = "suggestions.link_opened" 1,
        SurveyOpened = "survey.opened" 1,
        SurveyClosed = "survey.closed" 1,
        SurveyReopened = "survey.reopened" 1,
        SurveyAnswered = "survey.answered" 1,
        SuggestionLinkClosed = "suggestions.link_closed" 1,
        ItemCreated = "item.created" 1,
        OriginalUpdated = "item.original_updated" 1,
        OriginalRestored = "item.original_restored" 1,
        TextEdited = "item.text_edited" 1,
        KindChanged = "item.kind_changed" 1,
        EpicChanged = "item.epic_changed" 1,
        EstimateChanged = "item.estimate_changed" 1,
        LabelsChanged = "item.labels_changed" 1,
        AssigneeChanged = "item.assignee_changed" 1,
        CriterionAdded = "item.criterion_added" 1,
        CriterionEdited = "item.criterion_edited" 1,
        CriterionRemoved = "item.criterion_removed" 1,
        CriterionMarked = "item.criterion_marked" 1,
        CommentAdded = "item.comment_added" 1,
        CommentEdited = "item.comment_edited" 1,
        CommentRemoved = "item.comment_removed" 1,
        MentionsChanged = "item.mentions_changed" 1,
        AttachmentAdded = "item.attachment_added" 1,
        AttachmentRemoved = "item.attachment_removed" 1,
        AttachmentRestored = "item.attachment_restored" 1,
        QuestionAsked = "item.question_asked" 1,
        QuestionWithdrawn = "item.question_withdrawn" 1,
        QuestionAnswered = "item.question_answered" 1,
        QuestionMarked = "item.question_marked" 1,
        AnswerWithdrawn = "item.answer_withdrawn" 1,
        DependencyAdded = "item.dependency_added" 1,
        DependencyRemoved = "item.dependency_removed" 1,
        ItemLinked = "item.linked" 1,
        ItemUnlinked = "item.unlinked" 1,
        VoteOpened = "poker.opened" 1,
        VoteCast = "poker.voted" 1,
        VotesRevealed = "poker.revealed" 1,
        RoundOpened = "poker.round_opened" 1,
        RoundTakenBack = "poker.round_taken_back" 1,
        VoteClosed = "poker.closed" 1,
        VoteReopened = "poker.reopened" 1,
        PolicyChanged = "policy.changed" 1,
        ReadyCheckAdded = "ready_check.added" 1,
        ReadyCheckReworded = "ready_check.reworded" 1,
        ReadyCheckKept = "ready_check.kept" 1,
        ItemTicked = "item.ticked" 1,
        ItemSplit = "item.split" 1,
        PartsJoined = "item.parts_joined" 1,
        ItemsMoved = "backlog.items_moved" 1,
        ReasonGiven = "backlog.reason_given" 1,
        PriorityChanged = "item.priority_changed" 1,
        CategoryChanged = "item.category_changed" 1,
        PairWeighed = "backlog.pair_weighed" 1,
        ItemsRemoved = "backlog.items_removed" 1,
        ItemsRestored = "backlog.items_restored" 1,
        ItemsAdmitted = "backlog.items_admitted" 1,
        ItemsIced = "backlog.items_iced" 1,
        ItemsDismissed = "backlog.items_dismissed" 1,
        ItemMerged = "backlog.item_merged" 1,
        ItemsReturned = "backlog.items_returned" 1,
        ItemKept = "item.kept" 1,
        KeepingForgotten = "item.keeping_forgotten" 1,
        GoalAdded = "roadmap.goal_added" 1,
        GoalEdited = "roadmap.goal_edited" 1,
        GoalScheduled = "roadmap.goal_scheduled" 1,
        GoalStateChanged = "roadmap.goal_state_changed" 1,
        GoalChanged = "item.goal_changed" 1,
        CoverChanged = "roadmap.cover_changed" 1,
        ScoreChanged = "item.score_changed" 1,
        ScoringChanged = "policy.scoring_changed" 1,
        ItemsArranged = "backlog.items_arranged" 1,
        StepAdded = "map.step_added" 1,
        StepRenamed = "map.step_renamed" 1,
        StepShifted = "map.step_shifted" 1,
        StepRemoved = "map.step_removed" 1,
        StepRestored = "map.step_restored" 1,
        ItemsPlaced = "map.items_placed" 1,
        SprintPlanned = "sprint.planned" 1,
        SprintRescheduled = "sprint.rescheduled" 1,
        SprintDiscarded = "sprint.discarded" 1,
        GoalSet = "sprint.goal_set" 1,
        AvailabilityChanged = "sprint.availability_changed" 1,
        ItemsPulled = "sprint.items_pulled" 1,
        ItemsPutBack = "sprint.items_put_back" 1,
        Rearranged = "sprint.rearranged" 1,
        SprintCommitted = "sprint.committed" 1,
        CardMoved = "sprint.card_moved" 1,
        SprintClosed = "sprint.closed" 1,
        BlockerRaised = "blocker.raised" 1,
        BlockerResolved = "blocker.resolved" 1,
        BlockerReopened = "blocker.reopened" 1,
        BlockerWithdrawn = "blocker.withdrawn" 1,
        CommandUndone = "command.undone" 1,
    }
    subject |event: &Event| match (event.sprint(), event.items().first()) {
        (Some(sprint), _) => Some(format!("sprint {sprint}")),
        (None, Some(item)) => Some(format!("item {item}")),
        (None, None) => None,
    }
}

coded! {
    workspace::Event {
        WorkspaceNamed = "workspace.named" 1,
        PersonAdded = "workspace.person_added" 1,
        PersonDisabled = "workspace.person_disabled" 1,
        PersonEnabled = "workspace.person_enabled" 1,
        AdministratorMade = "workspace.administrator_made" 1,
        AdministratorDismissed = "workspace.administrator_dismissed" 1,
        ProductListed = "workspace.product_listed" 1,
        ProductRemoved = "workspace.product_removed" 1,
        ProductRestored = "workspace.product_restored" 1,
    }
    subject |_: &workspace::Event| None
}

/// The kinds of events that say what a product is called and who is in it.
pub const MEMBERSHIP: &[&str] = &[
    "product.opened",
    "role.granted",
    "role.revoked",
    "item.mentions_changed",
];

/// The row an event becomes.
pub fn to_row<E: Coded>(recorded: &Recorded<E>) -> NewRow {
    NewRow {
        kind: recorded.event.kind().into(),
        version: recorded.event.version(),
        at: recorded.at.as_microsecond(),
        actor: recorded.actor.map(|person| person.0),
        role: recorded.role.map(|role| role.as_str().into()),
        cause: recorded.cause.0,
        subject: recorded.event.subject(),
        data: recorded.event.encode(),
    }
}

/// The event a row holds.
///
/// # Errors
/// [`Undecodable`], naming the row.
pub fn from_row<E: Coded>(row: &Row) -> Result<Recorded<E>, Undecodable> {
    let undecodable = |why: String| Undecodable {
        stream: row.stream.to_string(),
        position: row.position,
        kind: row.kind.to_string(),
        version: row.version,
        why,
    };
    let role = match &row.role {
        None => None,
        Some(text) => {
            let role = Role::ALL.into_iter().find(|role| role.as_str() == *text);
            Some(role.ok_or_else(|| undecodable(format!("there is no role “{text}”")))?)
        }
    };
    Ok(Recorded {
        position: row.position,
        at: Timestamp::from_microsecond(row.at).map_err(|error| undecodable(error.to_string()))?,
        actor: row.actor.map(PersonId),
        role,
        cause: CommandId(row.cause),
        event: E::decode(&row.kind, row.version, &row.data).map_err(undecodable)?,
    })
}
