//! What programs need of a refusal: its sort, its name for ever, the field it is
//! about. Not here: words for people (`words`).

use super::{Refusal, Sort};
use crate::item::split;

impl Refusal {
    /// What sort it is.
    pub fn sort(&self) -> Sort {
        use Refusal::*;
        match self {
            Forbidden { .. }
            | OwnRoles
            | AdministratorsOnly
            | NotYourComment
            | NotYourAttachment
            | NotYourMove
            | NotYourVote
            | NotYours { .. }
            | NotYourQuestion
            | NotYourSuggestion { .. } => Sort::Forbidden,
            NoSuchProduct
            | NoSuchPerson
            | NoSuchItem { .. }
            | NoSuchSprint { .. }
            | NoSuchGoal { .. }
            | NoSuchGoalPart { .. }
            | NoSuchStep { .. }
            | NoSuchTeam
            | NoSuchReadyCheck
            | NoSuchTemplate
            | NoSuchPart { .. }
            | NotAMove
            | SuggestionLinkClosed
            | NoSuchSurvey
            | SurveyClosed
            | NoSuchCommand => Sort::NotFound,
            TextChanged { .. }
            | ChangedSince { .. }
            | TemplateSince
            | PartChanged { .. }
            | NotWeighed { .. }
            | ProposalChanged
            | VotesSeen { .. }
            | RoundOver { .. }
            | NoRound { .. }
            | NeighbourGone { .. }
            | NeighbourNotInOrder { .. }
            | NotWaiting { .. }
            | SplitSince { .. }
            | SuggestionLinkOpen
            | SurveyOpen
            | KeyTaken { .. }
            | KeyReserved { .. } => Sort::Conflict,
            NothingAsked
            | NothingAnswered
            | NotAsked
            | TextMissing { .. }
            | TextTooLong { .. }
            | TooMany { .. }
            | FileTooLarge { .. }
            | FilesFull { .. }
            | ShareFull { .. }
            | ReadyChecksUsedUp { .. }
            | NotACard { .. }
            | SizesDoNotRise
            | OutOfRange { .. }
            | AlwaysHolds { .. }
            | NumberOutside { .. }
            | KeyMalformed { .. }
            | RowTwice { .. }
            | UnknownTimeZone { .. }
            | SprintEndsBeforeStart { .. }
            | GoalEndsBeforeStart { .. }
            | SprintTooLong { .. }
            | SprintWithoutWorkingDay
            | ReviewDate { .. }
            | NotAProductRole { .. }
            | NotInProduct
            | NotInTeam
            | DaysBeyondSprint { .. }
            | NothingFits { .. } => Sort::Invalid,
            _ => Sort::Rule,
        }
    }

    /// A name for programs, for ever the same.
    pub fn code(&self) -> &'static str {
        use Refusal::*;
        match self {
            Forbidden { .. } => "forbidden",
            OwnRoles => "own-roles",
            AdministratorsOnly => "administrators-only",
            NotYourComment => "not-your-comment",
            NotYourMove => "not-your-move",
            LastAdministrator => "last-administrator",
            CannotSignIn => "cannot-sign-in",
            NotYourVote => "not-your-vote",
            NotYours { .. } => "not-yours",
            NotYourQuestion => "not-your-question",
            NotYourSuggestion { .. } => "not-your-suggestion",
            NoSuchProduct => "no-such-product",
            NoSuchPerson => "no-such-person",
            PersonDisabled => "person-disabled",
            NoSuchItem { .. } => "no-such-item",
            NoSuchSprint { .. } => "no-such-sprint",
            NoSuchReadyCheck => "no-such-ready-check",
            NoSuchTemplate => "no-such-template",
            TemplateSince => "template-changed",
            NoSuchTeam => "no-such-team",
            NoSuchPart { .. } => "no-such-part",
            NotWeighed { .. } => "not-weighed",
            NotAMove => "not-a-move",
            NoSuchCommand => "no-such-command",
            TextChanged { .. } => "text-changed",
            ChangedSince { .. } | PartChanged { .. } => "changed-since",
            NoWayBack { .. } => "no-way-back",
            VotesSeen { .. } => "votes-seen",
            RoundOver { .. } => "round-over",
            NoRound { .. } => "no-round",
            NotRevealed { .. } => "not-revealed",
            NobodyVoted { .. } => "nobody-voted",
            NotACard { .. } => "not-a-card",
            SizesDoNotRise => "sizes-do-not-rise",
            NeighbourGone { .. } => "neighbour-gone",
            KeyTaken { .. } => "key-taken",
            KeyReserved { .. } => "key-reserved",
            TextMissing { .. } => "text-missing",
            TextTooLong { .. } => "text-too-long",
            OutOfRange { .. } => "out-of-range",
            AlwaysHolds { .. } => "always-holds",
            TooMany { .. } => "too-many",
            ReadyChecksUsedUp { .. } => "ready-checks-used-up",
            KeyMalformed { .. } => "key-malformed",
            RowTwice { .. } => "row-twice",
            UnknownTimeZone { .. } => "unknown-time-zone",
            NotAProductRole { .. } => "not-a-product-role",
            NotInProduct => "not-in-product",
            SplitElsewhere { .. } => "split-elsewhere",
            BrokenDown { .. } => "broken-down",
            SplitSince { .. } => "split-since",
            ItemRemoved { .. } => "item-removed",
            NotRemoved { .. } => "not-removed",
            ItemFinished { .. } => "item-finished",
            NotInProductBacklog { .. } => "not-in-product-backlog",
            NotInSprint { .. } => "not-in-sprint",
            NotOnBoard { .. } => "not-on-board",
            NeighbourNotInOrder { .. } => "neighbour-not-in-order",
            ServesThroughEpic { .. } => "serves-through-epic",
            DoneOnBoard { .. } => "done-on-board",
            EpicStandsApart { .. } => "epic-stands-apart",
            EpicHasItems { .. } => "epic-has-items",
            EpicEstimatedByItems { .. } => "epic-estimated-by-items",
            EpicInEpic => "epic-in-epic",
            OnlyEpicsHold => "only-epics-hold",
            NotAnEpic { .. } => "not-an-epic",
            QuestionAnswered { .. } => "question-answered",
            NotAChallenge { .. } => "not-a-challenge",
            WaitsForItself { .. } => "waits-for-itself",
            DependencyCycle { .. } => "dependency-cycle",
            LinkedWithItself { .. } => "linked-with-itself",
            DuplicateCircle { .. } => "duplicate-circle",
            NotReady { .. } => "not-ready",
            NoneReady { .. } => "none-ready",
            other => other.code_of_place(),
        }
    }

    /// The name of what is refused about suggestions, the icebox and mergers.
    fn code_of_place(&self) -> &'static str {
        use Refusal::*;
        match self {
            CriteriaStayBehind { .. } => "criteria-stay-behind",
            SuggestionLinkClosed => "suggestion-link-closed",
            SuggestionLinkOpen => "suggestion-link-open",
            TooManyGuestsWait { .. } => "too-many-guests-wait",
            NoSuchSurvey => "no-such-survey",
            SurveyClosed => "survey-closed",
            SurveyOpen => "survey-open",
            SurveyFull { .. } => "survey-full",
            NothingAsked => "nothing-asked",
            NothingAnswered => "nothing-answered",
            NotAsked => "not-asked",
            ReviewDate { .. } => "review-date",
            NotWaiting { .. } => "not-waiting",
            StandsAside { .. } => "stands-aside",
            MergedWithItself { .. } => "merged-with-itself",
            other => other.code_of_plan(),
        }
    }

    /// The name of what is refused about scores, sprints and goals.
    fn code_of_plan(&self) -> &'static str {
        use Refusal::*;
        match self {
            ProposalChanged => "proposal-changed",
            NumberOutside { .. } => "number-outside",
            NotScored => "not-scored",
            SprintEndsBeforeStart { .. } => "sprint-ends-before-start",
            SprintTooLong { .. } => "sprint-too-long",
            SprintWithoutWorkingDay => "sprint-without-working-day",
            NothingFits { .. } => "nothing-fits",
            SprintRunning { .. } => "sprint-running",
            SprintClosed { .. } => "sprint-closed",
            SprintNotRunning { .. } => "sprint-not-running",
            SprintEmpty { .. } => "sprint-empty",
            AnotherSprintRunning { .. } => "another-sprint-running",
            GoalEndsBeforeStart { .. } => "goal-ends-before-start",
            GoalServed { .. } => "goal-served",
            GoalDropped { .. } => "goal-dropped",
            NoSuchGoal { .. } => "no-such-goal",
            NoSuchGoalPart { .. } => "no-such-goal-part",
            NoSuchStep { .. } => "no-such-step",
            StepOfStep { .. } => "step-of-step",
            ActivityHasSteps { .. } => "activity-has-steps",
            other => other.code_of_file(),
        }
    }

    /// The name of what is refused about files.
    fn code_of_file(&self) -> &'static str {
        match self {
            Refusal::NotYourAttachment => "not-your-attachment",
            Refusal::FileTooLarge { .. } => "file-too-large",
            Refusal::FilesFull { .. } => "files-full",
            Refusal::ShareFull { .. } => "share-full",
            other => other.code_of_team(),
        }
    }

    /// The name of what is refused about a team's own decisions and the work of a sprint.
    fn code_of_team(&self) -> &'static str {
        match self {
            Refusal::NotInTeam => "not-in-team",
            Refusal::DaysBeyondSprint { .. } => "days-beyond-sprint",
            Refusal::DoneIsNotBlocked { .. } => "done-is-not-blocked",
            Refusal::BlockerResolved { .. } => "blocker-resolved",
            _ => "refused",
        }
    }

    /// The form field it is about, if it is about one.
    pub fn field(&self) -> Option<&'static str> {
        use Refusal::*;
        match self {
            TextMissing { field } | TextTooLong { field, .. } | TextChanged { field, .. } => {
                Some(field)
            }
            KeyMalformed { .. } | KeyTaken { .. } | KeyReserved { .. } => Some("key"),
            FileTooLarge { .. } | FilesFull { .. } | ShareFull { .. } => Some("file"),
            TemplateSince => Some("description"),
            NotACard { .. } => Some("card"),
            SizesDoNotRise => Some("sizes"),
            OutOfRange { .. } | AlwaysHolds { .. } => Some("limit"),
            NumberOutside { input, .. } => Some(input.as_str()),
            TooMany {
                what: split::PARTS, ..
            }
            | SplitSince { .. } => Some("title"),
            UnknownTimeZone { .. } => Some("time_zone"),
            ReviewDate { .. } => Some("until"),
            MergedWithItself { .. } => Some("into"),
            WaitsForItself { .. } | DependencyCycle { .. } => Some("blocked_by"),
            LinkedWithItself { .. } | DuplicateCircle { .. } => Some("other"),
            SprintEndsBeforeStart { .. }
            | GoalEndsBeforeStart { .. }
            | SprintTooLong { .. }
            | SprintWithoutWorkingDay => Some("end"),
            NothingFits { .. } => Some("points"),
            NotInTeam => Some("person"),
            DaysBeyondSprint { .. } => Some("days"),
            _ => None,
        }
    }
}
