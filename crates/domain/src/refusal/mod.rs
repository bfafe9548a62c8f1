//! Why a command is not carried out: always what, why and what to do. The
//! routes (pages, API, command line) only choose how to show it.

mod code;
mod words;

use std::sync::Arc;

use jiff::civil::Date;

use crate::ids::{GoalId, ItemId, Position, SprintId, StepId};
use crate::item::Place;
use crate::points::Points;
use crate::policy::Range;
use crate::ready::Check;
use crate::rights::{Right, Role, Roles};
use crate::roadmap::Quarter;
use crate::score::Input;
use crate::text::ProductKey;

/// A refused command.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "the fields are what the sentences in `explain` name"
)]
pub enum Refusal {
    /// The actor lacks a right.
    Forbidden { right: Right, held: Roles },
    /// Nobody but an administrator changes their own roles.
    OwnRoles,
    /// Only administrators look after the workspace.
    AdministratorsOnly,
    /// Somebody must look after the workspace.
    LastAdministrator,
    /// Who cannot sign in looks after nothing.
    CannotSignIn,
    /// A comment is its author's.
    NotYourComment,
    /// A file is for whoever attached it and those who refine.
    NotYourAttachment,
    /// A move's reason is for whoever moved.
    NotYourMove,
    /// Nobody votes for another.
    NotYourVote,
    /// Whether a question waits is for whoever asked it and those who refine.
    NotYourQuestion,
    /// A suggestion is taken back by whoever made it.
    NotYourSuggestion { item: ItemId },

    /// Criteria of what is merged would be lost: the other takes none where it is.
    CriteriaStayBehind {
        item: ItemId,
        into: ItemId,
        place: Place,
        criteria: usize,
    },
    /// The suggestion link is not open, or not this one.
    SuggestionLinkClosed,
    /// The suggestion link is open with another word.
    SuggestionLinkOpen,
    /// So many suggestions of guests wait that no more are taken.
    TooManyGuestsWait { limit: usize },

    /// There is no such survey.
    NoSuchSurvey,
    /// The survey takes no answers, or has another link.
    SurveyClosed,
    /// Another survey takes answers.
    SurveyOpen,
    /// So many sheets came that no more are taken.
    SurveyFull { limit: usize },
    /// A survey asks about something.
    NothingAsked,
    /// A sheet says something.
    NothingAnswered,
    /// The survey does not ask that, or asked it once.
    NotAsked,

    /// A question or an answer is its author's.
    NotYours { what: &'static str },

    /// There is no such product, or none that the actor may see.
    NoSuchProduct,
    /// There is nobody with this id in the workspace.
    NoSuchPerson,
    /// Nothing is given to somebody who may not sign in.
    PersonDisabled,
    /// There is no such item.
    NoSuchItem { item: ItemId },
    /// There is no such sprint.
    NoSuchSprint { sprint: SprintId },
    /// There is no such goal.
    NoSuchGoal { goal: GoalId },
    /// There is no such activity or step on the story map.
    NoSuchStep { step: StepId },
    /// The goal's document has no such heading or point.
    NoSuchGoalPart { goal: GoalId },
    /// There is no such team.
    NoSuchTeam,
    /// The team has no such check.
    NoSuchReadyCheck,
    /// There is no such template.
    NoSuchTemplate,
    /// Two people changed the same template.
    TemplateSince,
    /// The item has no such criterion or comment.
    NoSuchPart { item: ItemId, what: &'static str },
    /// The command that shall get a reason moved nothing.
    NotAMove,
    /// There is no such command to undo.
    NoSuchCommand,

    /// Two people edited the same text.
    TextChanged {
        field: &'static str,
        theirs: Arc<str>,
        yours: Arc<str>,
        revision: Position,
    },
    /// Something changed since, so that undoing would undo that too.
    ChangedSince { what: &'static str },
    /// The same of a part of an item that was split.
    PartChanged { part: ItemId },
    /// Only two Must items of the product backlog are weighed against each other.
    NotWeighed { item: ItemId },
    /// The scores propose another order by now.
    ProposalChanged,
    /// Some commands have no way back.
    NoWayBack { what: &'static str },
    /// The neighbour an item stood below is no longer in the order.
    NeighbourGone { item: ItemId },
    /// The votes were seen by everybody.
    VotesSeen { item: ItemId },
    /// The round ended meanwhile.
    RoundOver { item: ItemId, round: u32 },
    /// Nobody votes on the item now.
    NoRound { item: ItemId },
    /// Somebody decided about the item already, or it never waited.
    NotWaiting { item: ItemId, place: Place },
    /// The product's key is in use.
    KeyTaken { key: ProductKey },
    /// A removed product has the key, to come back with.
    KeyReserved { key: ProductKey },

    /// A text is needed.
    TextMissing { field: &'static str },
    /// A text is too long.
    TextTooLong {
        field: &'static str,
        length: usize,
        limit: usize,
    },
    /// Too many things at once.
    TooMany {
        what: &'static str,
        count: usize,
        limit: usize,
    },
    /// A file is too large.
    FileTooLarge { size: u64 },
    /// The product was given too many bytes.
    FilesFull { size: u64 },
    /// A stakeholder gave the product too many bytes.
    ShareFull { size: u64 },
    /// A team has added and taken away very many checks.
    ReadyChecksUsedUp { limit: usize },
    /// Nobody holds such a card.
    NotACard { card: String },
    /// A larger size must be worth more.
    SizesDoNotRise,
    /// There is always such a number: the policy is changed, never switched off.
    AlwaysHolds { what: &'static str },
    /// A policy does not take that number.
    OutOfRange {
        what: &'static str,
        number: u32,
        range: Option<Range>,
    },
    /// A number a score is made of does not fit.
    NumberOutside { input: Input, number: String },
    /// A product key is not well formed.
    KeyMalformed { key: String },
    /// Two rows of one import have the same key.
    RowTwice { key: String, row: u64, first: u64 },
    /// No such zone.
    UnknownTimeZone { name: String },
    /// A sprint cannot end before it starts.
    SprintEndsBeforeStart { start: Date, end: Date },
    /// A goal cannot end before it starts.
    GoalEndsBeforeStart { start: Quarter, end: Quarter },
    /// A sprint is too long.
    SprintTooLong { days: i32, limit: i32 },
    /// A sprint needs a day to work.
    SprintWithoutWorkingDay,
    /// The review date is not a day ahead.
    ReviewDate { date: Date },
    /// The role is not one for products.
    NotAProductRole { role: Role },
    /// The person has no role in the product.
    NotInProduct,

    /// The product scores its items by no formula.
    NotScored,

    /// The item was removed.
    ItemRemoved { item: ItemId },
    /// The item was not removed.
    NotRemoved { item: ItemId },
    /// The item is done.
    ItemFinished { item: ItemId },
    /// Items serve the goal.
    GoalServed { goal: GoalId, count: usize },
    /// A step has no steps.
    StepOfStep { step: StepId },
    /// An activity with steps is no step of another.
    ActivityHasSteps { step: StepId },
    /// The goal was dropped.
    GoalDropped { goal: GoalId },
    /// The item serves its epic's goal and names none itself.
    ServesThroughEpic { item: ItemId, epic: ItemId },
    /// A card becomes done on its sprint's board only.
    DoneOnBoard { item: ItemId },
    /// The item is elsewhere.
    NotInProductBacklog { item: ItemId, place: Place },
    /// The item is not in that sprint.
    NotInSprint {
        item: ItemId,
        sprint: SprintId,
        place: Place,
    },
    /// The item has no card.
    NotOnBoard { item: ItemId },
    /// The neighbour named is not in that order.
    NeighbourNotInOrder { item: ItemId },
    /// An epic that is broken down has no rank of its own.
    EpicStandsApart { item: ItemId },
    /// An epic with items stays one and stays here.
    EpicHasItems { item: ItemId, count: usize },
    /// An epic that is broken down is as large as its items.
    EpicEstimatedByItems { item: ItemId },
    /// Epics hold no epics.
    EpicInEpic,
    /// What is no epic holds no items.
    OnlyEpicsHold,
    /// What waits in suggestions or the icebox has no rank and no estimate.
    StandsAside { item: ItemId, place: Place },
    /// An item is merged into another, never into itself.
    MergedWithItself { item: ItemId },
    /// Only what stands in the product backlog is split; whether its sprint runs.
    SplitElsewhere {
        item: ItemId,
        place: Place,
        runs: bool,
    },
    /// An epic is broken down once; items are added to it after that.
    BrokenDown { item: ItemId, count: usize },
    /// Somebody has split it meanwhile.
    SplitSince { item: ItemId, parts: Vec<ItemId> },
    /// Only epics hold items.
    NotAnEpic { item: ItemId },
    /// What somebody answered is not withdrawn.
    QuestionAnswered { item: ItemId },
    /// Only a challenge has an outcome.
    NotAChallenge { item: ItemId },
    /// An item waits for others, never for itself.
    WaitsForItself { item: ItemId },
    /// A dependency would close a cycle.
    DependencyCycle { path: Vec<ItemId> },
    /// An item is linked to others, never to itself.
    LinkedWithItself { item: ItemId },
    /// Of items that duplicate each other in a circle none would be the original.
    DuplicateCircle { path: Vec<ItemId> },

    /// The votes are still hidden.
    NotRevealed { item: ItemId },
    /// There is nothing to reveal.
    NobodyVoted { item: ItemId },

    /// The item does not pass the gate.
    NotReady { item: ItemId, missing: Vec<Check> },
    /// Of several items none passes the gate; what the first of them lacks.
    NoneReady {
        count: usize,
        item: ItemId,
        missing: Vec<Check>,
    },
    /// Only the days of members of the team are counted.
    NotInTeam,
    /// Nobody has more of a sprint than its working days.
    DaysBeyondSprint { days: usize },
    /// No ready item is small enough for what is left.
    NothingFits { up_to: Points },
    /// The sprint runs: nothing enters or leaves.
    SprintRunning {
        sprint: SprintId,
        name: Arc<str>,
        day: usize,
        days: usize,
    },
    /// The sprint is over.
    SprintClosed { sprint: SprintId, name: Arc<str> },
    /// The sprint does not run.
    SprintNotRunning { sprint: SprintId },
    /// There is nothing to commit to.
    SprintEmpty { sprint: SprintId },
    /// What is done is not blocked.
    DoneIsNotBlocked { item: ItemId },
    /// What was resolved is not taken back.
    BlockerResolved { item: ItemId },
    /// The team runs another sprint.
    AnotherSprintRunning { sprint: SprintId, name: Arc<str> },
}

/// What sort of refusal it is: which HTTP status and exit code it gets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// The actor may not.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// It was so when the actor looked, and is no longer.
    Conflict,
    /// What was typed does not fit.
    Invalid,
    /// A rule of the product stands against it.
    Rule,
}

/// A refusal in sentences.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// What was refused.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

impl Explanation {
    pub(crate) fn new(
        what: impl Into<String>,
        why: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Explanation {
        Explanation {
            what: what.into(),
            why: why.into(),
            remedy: remedy.into(),
        }
    }

    /// All three, as one paragraph.
    pub fn sentence(&self) -> String {
        [&self.what, &self.why, &self.remedy]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}
