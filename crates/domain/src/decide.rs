//! Every command of a product, the rights it needs, and who decides it: a table,
//! nothing more. This is the only way from a wish to an event (B4).

use crate::cleanup::{self, ForgetKeeping, KeepItem};
use crate::event::Event;
use crate::evolve::evolve;
use crate::ids::CommandId;
use crate::import::{self, ImportItems, RestoreOriginal};
use crate::item::answer::{self, AnswerQuestion, MarkQuestion, RestoreAnswer, WithdrawAnswer};
use crate::item::arrange::{self, ArrangeItems};
use crate::item::assign::{self, Assign};
use crate::item::attach::{self, AddAttachment, RemoveAttachment, RestoreAttachment};
use crate::item::comment::{self, AddComment, EditComment, RemoveComment, RestoreComment};
use crate::item::create::{self, CreateItems};
use crate::item::criteria::{
    self, AddCriterion, EditCriterion, MarkCriterion, RemoveCriterion, RestoreCriterion,
};
use crate::item::depend::{self, AddDependency, RemoveDependency};
use crate::item::edit_text::{self, EditText};
use crate::item::epic::{self, ChangeEpic};
use crate::item::estimate::{self, Estimate};
use crate::item::kano::{self, Categorize};
use crate::item::kind::{self, ChangeKind};
use crate::item::label::{self, ChangeLabels};
use crate::item::priority::{self, Prioritize};
use crate::item::question::{self, AskQuestion, RestoreQuestion, WithdrawQuestion};
use crate::item::relate::{self, LinkItem, UnlinkItem};
use crate::item::remove::{self, RemoveItems, RestoreItems};
use crate::item::reorder::{self, MoveItems, RestoreRanks};
use crate::item::split::{self, JoinParts, SplitAgain, SplitItem};
use crate::item::weigh::{self, Weigh};
use crate::item::why::{self, GiveReason};
use crate::map::add::{self as step_add, AddStep};
use crate::map::draw::{self, DrawMap};
use crate::map::drop::{self as step_drop, RemoveStep, RestoreStep};
use crate::map::place::{self as step_place, PlaceItems};
use crate::map::rename::{self, RenameStep};
use crate::map::shift::{self, ShiftStep};
use crate::people::{self, GrantRole, OpenProduct, RevokeRole};
use crate::place::admit::{self, AdmitItems};
use crate::place::decline::{self, DeclineItems};
use crate::place::ice::{self, IceItems};
use crate::place::link::{self, CloseSuggestionLink, OpenSuggestionLink, SuggestAsGuest};
use crate::place::merge::{self, MergeItem};
use crate::place::suggest::{self, Resubmit, Suggest, Withdraw};
use crate::place::take_back::{self, ReturnItems};
use crate::place::wont::{self, RuleOut};
use crate::poker::close::{self as vote_end, CloseVote, ReopenVote};
use crate::poker::open::{self as vote_start, OpenVote};
use crate::poker::reveal::{self, RevealVotes};
use crate::poker::round::{self, NextRound, TakeBackRound};
use crate::poker::vote::{self, Vote};
use crate::policy::change::{self, ChangePolicy};
use crate::policy::own_check::{self, AddReadyCheck, KeepReadyCheck, RewordReadyCheck, TickItem};
use crate::product::Product;
use crate::record::{Context, Decision, Recorded};
use crate::refusal::Refusal;
use crate::rights::{self, Right};
use crate::roadmap::add::{self as goal_add, AddGoal};
use crate::roadmap::break_down::{self, BreakDown};
use crate::roadmap::cover::{self, CoverPart};
use crate::roadmap::edit::{self as goal_edit, EditGoal};
use crate::roadmap::end::{self as goal_end, ChangeGoalState};
use crate::roadmap::schedule::{self, ScheduleGoal};
use crate::roadmap::serve::{self, ChangeGoal};
use crate::scale::{self, ChangeScale};
use crate::score::apply::{self, ApplyProposal};
use crate::score::choose::{self, ChangeScoring};
use crate::score::say::{self, ScoreItem};
use crate::sprint::availability::{self, SetAvailability};
use crate::sprint::blocker::raise::{self, RaiseBlocker, RestoreBlocker, WithdrawBlocker};
use crate::sprint::blocker::resolve::{self, ReopenBlocker, ResolveBlocker};
use crate::sprint::board::{self, MoveCard};
use crate::sprint::close::{self, CloseSprint};
use crate::sprint::commit::{self, CommitSprint};
use crate::sprint::discard::{self, DiscardSprint};
use crate::sprint::fill::{self, FillSprint};
use crate::sprint::goal::{self, SetGoal};
use crate::sprint::plan::{self, PlanSprint, RescheduleSprint};
use crate::sprint::pull::{self, PullItems};
use crate::sprint::put_back::{self, PutBack};
use crate::sprint::rearrange::{self, Rearrange};
use crate::survey::answer::{self as sheet, AnswerSurvey};
use crate::survey::close::{self as survey_end, CloseSurvey, ReopenSurvey};
use crate::survey::open::{self as survey_start, OpenSurvey};
use crate::template::{self, ChangeTemplate};
use crate::undo;

macro_rules! commands {
    ($($name:ident),* $(,)?) => {
        /// A wish somebody has about a product.
        #[derive(Clone, PartialEq, Debug)]
        #[expect(missing_docs, reason = "each variant is documented at the type it carries")]
        pub enum Command {
            $($name($name),)*
            Undo(Undo),
        }

        impl Command {
            /// What each command is called, for tables that must name them all.
            pub const NAMES: &[&str] = &[$(stringify!($name),)* "Undo"];

            /// What it is called.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Command::$name(_) => stringify!($name),)*
                    Command::Undo(_) => "Undo",
                }
            }
        }

        $(impl From<$name> for Command {
            fn from(command: $name) -> Command {
                Command::$name(command)
            }
        })*
    };
}

commands! {
    OpenProduct, GrantRole, RevokeRole, ChangeScale, ChangeTemplate,
    CreateItems, ImportItems, RestoreOriginal, EditText, ChangeKind, ChangeEpic, Estimate, ChangeLabels, Assign,
    AddCriterion, EditCriterion, RemoveCriterion, RestoreCriterion, MarkCriterion,
    AddComment, EditComment, RemoveComment, RestoreComment, AddDependency, RemoveDependency,
    LinkItem, UnlinkItem,
    AddAttachment, RemoveAttachment, RestoreAttachment,
    OpenVote, Vote, RevealVotes, NextRound, TakeBackRound, CloseVote, ReopenVote,
    AskQuestion, WithdrawQuestion, RestoreQuestion,
    AnswerQuestion, MarkQuestion, WithdrawAnswer, RestoreAnswer,
    ChangePolicy, AddReadyCheck, RewordReadyCheck, KeepReadyCheck, TickItem,
    SplitItem, JoinParts, SplitAgain,
    MoveItems, RestoreRanks, GiveReason, Prioritize, Categorize, Weigh, RemoveItems, RestoreItems,
    OpenSuggestionLink, CloseSuggestionLink, SuggestAsGuest,
    OpenSurvey, CloseSurvey, ReopenSurvey, AnswerSurvey,
    Suggest, Withdraw, Resubmit, AdmitItems, DeclineItems, RuleOut, IceItems, MergeItem, ReturnItems,
    KeepItem, ForgetKeeping,
    AddGoal, EditGoal, ScheduleGoal, ChangeGoalState, ChangeGoal, CoverPart, BreakDown,
    ScoreItem, ChangeScoring, ApplyProposal, ArrangeItems,
    AddStep, RenameStep, ShiftStep, RemoveStep, RestoreStep, PlaceItems, DrawMap,
    PlanSprint, RescheduleSprint, DiscardSprint, SetGoal, SetAvailability,
    PullItems, FillSprint, PutBack, Rearrange, CommitSprint, MoveCard, CloseSprint,
    RaiseBlocker, WithdrawBlocker, RestoreBlocker, ResolveBlocker, ReopenBlocker,
}

/// Undo an earlier command. Its events come with it, because the state does not
/// keep them.
#[derive(Clone, PartialEq, Debug)]
pub struct Undo {
    /// Which.
    pub command: CommandId,
    /// What it caused, in order.
    pub events: Vec<Recorded<Event>>,
}

impl From<Undo> for Command {
    fn from(command: Undo) -> Command {
        Command::Undo(command)
    }
}

impl Command {
    /// How many items somebody chose for it.
    fn chosen(&self) -> usize {
        match self {
            Command::MoveItems(c) => c.items.len(),
            Command::RemoveItems(c) => c.items.len(),
            Command::RestoreItems(c) => c.items.len(),
            Command::AdmitItems(c) => c.items.len(),
            Command::DeclineItems(c) => c.items.len(),
            Command::IceItems(c) => c.items.len(),
            Command::PullItems(c) => c.items.len(),
            Command::PutBack(c) => c.items.len(),
            Command::Rearrange(c) => c.items.len(),
            Command::PlaceItems(c) => c.items.len(),
            Command::ApplyProposal(c) => c.only.as_ref().map_or(0, Vec::len),
            _ => 0,
        }
    }

    /// The rights it needs, all of them; the role that gives the first is the
    /// one it is recorded under.
    pub fn rights(&self) -> Vec<Right> {
        match self {
            Command::OpenProduct(_) | Command::Undo(_) => Vec::new(),
            Command::GrantRole(_) | Command::RevokeRole(_) => vec![Right::ManagePeople],
            Command::CreateItems(c) => to_create(c),
            Command::MoveItems(_)
            | Command::RestoreRanks(_)
            | Command::GiveReason(_)
            | Command::Prioritize(_)
            | Command::Categorize(_)
            | Command::Weigh(_)
            | Command::RemoveItems(_)
            | Command::RestoreItems(_)
            | Command::AdmitItems(_)
            | Command::DeclineItems(_)
            | Command::RuleOut(_)
            | Command::IceItems(_)
            | Command::MergeItem(_)
            | Command::ReturnItems(_)
            | Command::KeepItem(_)
            | Command::ForgetKeeping(_)
            | Command::AddGoal(_)
            | Command::EditGoal(_)
            | Command::ScheduleGoal(_)
            | Command::ChangeGoalState(_)
            | Command::ChangeGoal(_)
            | Command::CoverPart(_)
            | Command::BreakDown(_)
            | Command::ScoreItem(_)
            | Command::ChangeScoring(_)
            | Command::ApplyProposal(_)
            | Command::ArrangeItems(_)
            | Command::OpenSuggestionLink(_)
            | Command::OpenSurvey(_)
            | Command::CloseSurvey(_)
            | Command::ReopenSurvey(_)
            | Command::CloseSuggestionLink(_) => vec![Right::Order],
            Command::SuggestAsGuest(_) => vec![Right::SuggestByLink],
            Command::AnswerSurvey(_) => vec![Right::AnswerByLink],
            Command::Suggest(_) | Command::Withdraw(_) | Command::Resubmit(_) => {
                vec![Right::Suggest]
            }
            Command::ImportItems(_) | Command::RestoreOriginal(_) => vec![Right::Import],
            Command::EditText(_)
            | Command::ChangeKind(_)
            | Command::ChangeEpic(_)
            | Command::ChangeLabels(_)
            | Command::AddCriterion(_)
            | Command::EditCriterion(_)
            | Command::RemoveCriterion(_)
            | Command::RestoreCriterion(_)
            | Command::MarkCriterion(_)
            | Command::AddDependency(_)
            | Command::RemoveDependency(_)
            | Command::LinkItem(_)
            | Command::UnlinkItem(_)
            | Command::ChangeTemplate(_)
            | Command::SplitItem(_)
            | Command::JoinParts(_)
            | Command::SplitAgain(_)
            | Command::OpenVote(_)
            | Command::TakeBackRound(_) => vec![Right::Refine],
            Command::Estimate(_)
            | Command::ChangeScale(_)
            | Command::Vote(_)
            | Command::RevealVotes(_)
            | Command::NextRound(_)
            | Command::CloseVote(_)
            | Command::ReopenVote(_) => vec![Right::Estimate],
            Command::ChangePolicy(c) => vec![c.policy.entry().right],
            Command::AddReadyCheck(_)
            | Command::RewordReadyCheck(_)
            | Command::KeepReadyCheck(_)
            | Command::TickItem(_) => vec![Right::Ready],
            command => command.rights_to_talk_and_work(),
        }
    }

    fn rights_to_talk_and_work(&self) -> Vec<Right> {
        match self {
            Command::AddComment(_)
            | Command::EditComment(_)
            | Command::RemoveComment(_)
            | Command::RestoreComment(_)
            | Command::AddAttachment(_)
            | Command::RemoveAttachment(_)
            | Command::RestoreAttachment(_)
            | Command::AskQuestion(_)
            | Command::WithdrawQuestion(_)
            | Command::RestoreQuestion(_)
            | Command::AnswerQuestion(_)
            | Command::MarkQuestion(_)
            | Command::WithdrawAnswer(_)
            | Command::RestoreAnswer(_) => vec![Right::Comment],
            Command::AddStep(_)
            | Command::RenameStep(_)
            | Command::ShiftStep(_)
            | Command::RemoveStep(_)
            | Command::RestoreStep(_)
            | Command::PlaceItems(_)
            | Command::DrawMap(_) => vec![Right::Refine],
            Command::PlanSprint(c) => to_plan(c),
            Command::SetGoal(_) => vec![Right::Goal],
            // Whose it must be is asked when it is decided.
            Command::DiscardSprint(_) => vec![Right::PlanSprint],
            Command::RescheduleSprint(_)
            | Command::SetAvailability(_)
            | Command::PullItems(_)
            | Command::FillSprint(_)
            | Command::PutBack(_)
            | Command::Rearrange(_)
            | Command::CommitSprint(_)
            | Command::CloseSprint(_) => vec![Right::Membership],
            Command::Assign(_)
            | Command::MoveCard(_)
            | Command::RaiseBlocker(_)
            | Command::WithdrawBlocker(_)
            | Command::RestoreBlocker(_)
            | Command::ResolveBlocker(_)
            | Command::ReopenBlocker(_) => vec![Right::Board],
            // What stands in neither list nobody may do; the test of rights tries every command.
            _ => rights::TABLE.iter().map(|(right, _)| *right).collect(),
        }
    }
}

/// An estimate is the team's, also of what is new; so is where it stands on the story map and what goes into it.
fn to_create(command: &CreateItems) -> Vec<Right> {
    let estimated = command.items.iter().any(|item| item.estimate.is_some());
    let mut items = command.items.iter();
    let joined = items.any(|item| item.step.is_some() || !item.children.is_empty());
    let more = [(estimated, Right::Estimate), (joined, Right::Refine)];
    let more = more.into_iter().filter(|(needed, _)| *needed);
    let more = more.map(|(_, right)| right);
    std::iter::once(Right::Order).chain(more).collect()
}

/// A goal is the product owner's, also of what is only planned.
fn to_plan(command: &PlanSprint) -> Vec<Right> {
    let goal = command.goal.as_deref().unwrap_or_default();
    match goal.trim() {
        "" => vec![Right::PlanSprint],
        _ => vec![Right::PlanSprint, Right::Goal],
    }
}

/// Decides a command: the events it leads to, or why not. Total and pure.
///
/// # Errors
/// A [`Refusal`] that says what, why and what to do.
pub fn decide(
    product: &Product,
    context: &Context,
    command: &Command,
) -> Result<Decision<Event>, Refusal> {
    create::few_enough(command.chosen())?;
    decide_any(product, context, command)
}

/// The same for commands that an undo is made of, which are as large as what they undo.
fn decide_any(
    product: &Product,
    context: &Context,
    command: &Command,
) -> Result<Decision<Event>, Refusal> {
    if let Command::OpenProduct(command) = command {
        return Ok(Decision {
            role: None,
            events: people::decide_open(product, command)?,
        });
    }
    if let Command::Undo(undo) = command {
        return undo::decide(product, context, undo);
    }
    let role = rights::check(product, context.actor, &command.rights())?;
    let events = decide_allowed(product, context, command)?;
    Ok(Decision {
        role: Some(role),
        events,
    })
}

/// Decides several commands as one: each sees what those before it did, and if
/// one is refused, none is carried out.
///
/// # Errors
/// The first refusal.
pub fn decide_all(
    product: &Product,
    context: &Context,
    commands: &[Command],
) -> Result<Decision<Event>, Refusal> {
    let mut sequence = Sequence::new(product, context);
    for command in commands {
        create::few_enough(command.chosen())?;
        sequence.then(command)?;
    }
    Ok(sequence.decision)
}

/// Commands decided one after another, as one.
pub(crate) struct Sequence<'a> {
    context: &'a Context,
    /// The product as those so far leave it.
    pub(crate) so_far: Product,
    /// What comes of all of them.
    pub(crate) decision: Decision<Event>,
}

impl<'a> Sequence<'a> {
    pub(crate) fn new(product: &Product, context: &'a Context) -> Sequence<'a> {
        let decision = Decision {
            role: None,
            events: Vec::new(),
        };
        Sequence {
            context,
            so_far: product.clone(),
            decision,
        }
    }

    /// Decides one more.
    pub(crate) fn then(&mut self, command: &Command) -> Result<(), Refusal> {
        let decision = decide_any(&self.so_far, self.context, command)?;
        self.decision.role = self.decision.role.or(decision.role);
        self.says(decision.events);
        Ok(())
    }

    /// What happens next.
    pub(crate) fn says(&mut self, events: Vec<Event>) {
        let next = Decision { role: None, events };
        for recorded in next.record(self.context, self.so_far.position) {
            evolve(&mut self.so_far, &recorded);
            self.decision.events.push(recorded.event);
        }
    }
}

fn decide_allowed(
    product: &Product,
    context: &Context,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let now = context.at;
    match command {
        Command::OpenProduct(_) | Command::Undo(_) => Ok(Vec::new()),
        Command::GrantRole(c) => people::decide_grant(product, context, c),
        Command::RevokeRole(c) => people::decide_revoke(product, context, c),
        Command::ChangeScale(c) => scale::decide(product, c),
        Command::ChangeTemplate(c) => template::decide(product, c),
        Command::CreateItems(c) => create::decide(product, c),
        Command::ImportItems(c) => import::decide(product, context.actor, c),
        Command::RestoreOriginal(c) => import::decide_restore(product, c),
        Command::EditText(c) => edit_text::decide(product, c),
        Command::ChangeKind(c) => kind::decide(product, c),
        Command::ChangeEpic(c) => epic::decide(product, c),
        Command::Estimate(c) => estimate::decide(product, c),
        Command::ChangeLabels(c) => label::decide(product, c),
        Command::Assign(c) => assign::decide(product, c),
        Command::OpenVote(c) => vote_start::decide(product, c),
        Command::Vote(c) => vote::decide(product, context, c),
        Command::RevealVotes(c) => reveal::decide(product, c),
        Command::NextRound(c) => round::decide_next(product, c),
        Command::TakeBackRound(c) => round::decide_take_back(product, c),
        Command::CloseVote(c) => vote_end::decide(product, c),
        Command::ReopenVote(c) => vote_end::decide_reopen(product, c),
        Command::ChangePolicy(c) => change::decide(product, c),
        Command::AddReadyCheck(c) => own_check::decide_add(product, c),
        Command::RewordReadyCheck(c) => own_check::decide_reword(product, c),
        Command::KeepReadyCheck(c) => own_check::decide_keep(product, c),
        Command::TickItem(c) => own_check::decide_tick(product, c),
        Command::SplitItem(c) => split::decide(product, c),
        Command::JoinParts(c) => split::join::decide(product, context, c),
        Command::SplitAgain(c) => split::join::decide_again(product, c),
        Command::MoveItems(c) => reorder::decide(product, c),
        Command::RestoreRanks(c) => reorder::decide_restore(product, c),
        Command::GiveReason(c) => why::decide(product, context, c),
        Command::Prioritize(c) => priority::decide(product, c),
        Command::Categorize(c) => kano::decide(product, c),
        Command::Weigh(c) => weigh::decide(product, c),
        Command::RemoveItems(c) => remove::decide(product, c),
        Command::RestoreItems(c) => remove::decide_restore(product, c),
        Command::OpenSuggestionLink(c) => link::decide_open(product, c),
        Command::CloseSuggestionLink(c) => link::decide_close(product, c),
        Command::OpenSurvey(c) => survey_start::decide(product, c),
        Command::CloseSurvey(c) => survey_end::decide(product, c),
        Command::ReopenSurvey(c) => survey_end::decide_reopen(product, c),
        Command::AnswerSurvey(c) => sheet::decide(product, c),
        Command::SuggestAsGuest(c) => link::decide(product, c),
        Command::Suggest(c) => suggest::decide(product, c),
        Command::Withdraw(c) => suggest::decide_withdraw(product, context, c),
        Command::Resubmit(c) => suggest::decide_resubmit(product, context, c),
        Command::AdmitItems(c) => admit::decide(product, c),
        Command::DeclineItems(c) => decline::decide(product, c),
        Command::RuleOut(c) => wont::decide(product, c),
        Command::IceItems(c) => ice::decide(product, c, now),
        Command::MergeItem(c) => merge::decide(product, c),
        Command::ReturnItems(c) => take_back::decide(product, c),
        Command::KeepItem(c) => cleanup::decide(product, c, now),
        Command::ForgetKeeping(c) => cleanup::decide_forget(product, c),
        command => decide_parts(product, context, command),
    }
}

/// What is said about an item: its criteria, comments, questions, links.
fn decide_parts(
    product: &Product,
    context: &Context,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AddCriterion(c) => criteria::decide_add(product, c),
        Command::EditCriterion(c) => criteria::decide_edit(product, c),
        Command::RemoveCriterion(c) => criteria::decide_remove(product, c),
        Command::RestoreCriterion(c) => criteria::decide_restore(product, c),
        Command::MarkCriterion(c) => criteria::decide_mark(product, c),
        Command::AddComment(c) => comment::decide_add(product, context, c),
        Command::EditComment(c) => comment::decide_edit(product, context, c),
        Command::RemoveComment(c) => comment::decide_remove(product, context, c),
        Command::RestoreComment(c) => comment::decide_restore(product, context, c),
        Command::AddAttachment(c) => attach::decide_add(product, context, c),
        Command::RemoveAttachment(c) => attach::decide_remove(product, context, c),
        Command::RestoreAttachment(c) => attach::decide_restore(product, context, c),
        Command::AskQuestion(c) => question::decide_ask(product, c),
        Command::WithdrawQuestion(c) => question::decide_withdraw(product, context, c),
        Command::RestoreQuestion(c) => question::decide_restore(product, context, c),
        Command::AnswerQuestion(c) => answer::decide(product, c),
        Command::MarkQuestion(c) => answer::decide_mark(product, context, c),
        Command::WithdrawAnswer(c) => answer::decide_withdraw(product, context, c),
        Command::RestoreAnswer(c) => answer::decide_restore(product, context, c),
        Command::AddDependency(c) => depend::decide_add(product, c),
        Command::RemoveDependency(c) => depend::decide_remove(product, c),
        Command::LinkItem(c) => relate::decide(product, c),
        Command::UnlinkItem(c) => relate::decide_unlink(product, c),
        Command::AddGoal(c) => goal_add::decide(product, c),
        Command::EditGoal(c) => goal_edit::decide(product, c),
        Command::ScheduleGoal(c) => schedule::decide(product, c),
        Command::ChangeGoalState(c) => goal_end::decide(product, c),
        Command::ChangeGoal(c) => serve::decide(product, c),
        Command::CoverPart(c) => cover::decide(product, c),
        Command::BreakDown(c) => break_down::decide(product, context, c),
        Command::ScoreItem(c) => say::decide(product, c),
        Command::ChangeScoring(c) => choose::decide(product, c),
        Command::ApplyProposal(c) => apply::decide(product, context.at, c),
        Command::ArrangeItems(c) => arrange::decide(product, c),
        command => decide_map(product, context, command),
    }
}

/// What a user does, and which items belong to it.
fn decide_map(
    product: &Product,
    context: &Context,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::AddStep(c) => step_add::decide(product, c),
        Command::RenameStep(c) => rename::decide(product, c),
        Command::ShiftStep(c) => shift::decide(product, c),
        Command::RemoveStep(c) => step_drop::decide(product, c),
        Command::RestoreStep(c) => step_drop::decide_restore(product, c),
        Command::PlaceItems(c) => step_place::decide(product, c),
        Command::DrawMap(_) => draw::decide(product),
        command => decide_sprint(product, context, command),
    }
}

fn decide_sprint(
    product: &Product,
    context: &Context,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let now = context.at;
    match command {
        Command::PlanSprint(c) => plan::decide(product, c),
        Command::RescheduleSprint(c) => plan::decide_reschedule(product, c, now),
        Command::DiscardSprint(c) => discard::decide(product, context, c),
        Command::SetGoal(c) => goal::decide(product, c),
        Command::SetAvailability(c) => availability::decide(product, c, now),
        Command::PullItems(c) => pull::decide(product, c, now),
        Command::FillSprint(c) => fill::decide(product, c, now),
        Command::PutBack(c) => put_back::decide(product, c, now),
        Command::Rearrange(c) => rearrange::decide(product, c, now),
        Command::CommitSprint(c) => commit::decide(product, c, now),
        Command::MoveCard(c) => board::decide(product, c),
        Command::CloseSprint(c) => close::decide(product, c),
        command => decide_work(product, command),
    }
}

/// What is done about the work of a sprint.
fn decide_work(product: &Product, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::RaiseBlocker(c) => raise::decide(product, c),
        Command::WithdrawBlocker(c) => raise::decide_withdraw(product, c),
        Command::RestoreBlocker(c) => raise::decide_restore(product, c),
        Command::ResolveBlocker(c) => resolve::decide(product, c),
        Command::ReopenBlocker(c) => resolve::decide_reopen(product, c),
        // Nothing else is left: the test of rights asks that something comes of every command.
        _ => Ok(Vec::new()),
    }
}
