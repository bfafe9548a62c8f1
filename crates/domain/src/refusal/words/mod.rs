//! Every refusal in sentences: what, why, what to do. One file per matter; this
//! one says which file speaks for which refusal.

mod conflict;
mod input;
mod item;
mod missing;
mod place;
mod poker;
mod rights;
mod split;
mod sprint;
mod survey;
mod work;

use super::{Explanation, Refusal, Sort};
use crate::product::Product;

impl Refusal {
    /// In sentences, with `product`'s item keys.
    pub fn explain(&self, product: &Product) -> Explanation {
        use Refusal::*;
        match self {
            Forbidden { .. }
            | OwnRoles
            | AdministratorsOnly
            | LastAdministrator
            | CannotSignIn
            | NotYourComment
            | NotYourAttachment
            | NotYourMove
            | NotYourVote
            | NotYours { .. }
            | NotYourQuestion
            | PersonDisabled
            | NotYourSuggestion { .. } => self.explain_right(product),
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
            | NoSuchCommand => self.explain_missing(product),
            TextChanged { .. }
            | ChangedSince { .. }
            | TemplateSince
            | PartChanged { .. }
            | NotWeighed { .. }
            | ProposalChanged
            | NotScored
            | NoWayBack { .. }
            | NeighbourGone { .. }
            | NeighbourNotInOrder { .. }
            | KeyTaken { .. }
            | KeyReserved { .. } => self.explain_conflict(product),
            VotesSeen { .. }
            | RoundOver { .. }
            | NoRound { .. }
            | NotRevealed { .. }
            | NobodyVoted { .. }
            | NotACard { .. } => self.explain_poker(product),
            SplitElsewhere { .. } | BrokenDown { .. } | SplitSince { .. } => {
                self.explain_split(product)
            }
            NoSuchSurvey
            | SurveyClosed
            | SurveyOpen
            | SurveyFull { .. }
            | NothingAsked
            | NothingAnswered
            | NotAsked => self.explain_survey(),
            NotWaiting { .. }
            | StandsAside { .. }
            | CriteriaStayBehind { .. }
            | SuggestionLinkClosed
            | SuggestionLinkOpen
            | TooManyGuestsWait { .. }
            | MergedWithItself { .. } => self.explain_place(product),
            NotReady { .. }
            | NoneReady { .. }
            | NothingFits { .. }
            | NotInTeam
            | DaysBeyondSprint { .. }
            | SprintRunning { .. }
            | SprintClosed { .. }
            | SprintNotRunning { .. }
            | SprintEmpty { .. }
            | AnotherSprintRunning { .. } => self.explain_sprint(product),
            DoneIsNotBlocked { .. } | BlockerResolved { .. } => self.explain_work(product),
            _ if self.sort() == Sort::Invalid => self.explain_input(),
            _ => self.explain_item(product),
        }
    }
}
