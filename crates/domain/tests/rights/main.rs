//! Who may do what: every command by everybody who holds no role, one or two.
//! What it needs is asked of what it leads to (`needed.rs`), not of what it is
//! called, so that a line in the table of rights is right or found.

mod blockers;
mod files;
mod goals;
mod guests;
mod imports;
mod map;
mod needed;
mod samples;
mod scores;
mod splits;
mod team;

use std::collections::{BTreeMap, BTreeSet};

use domain::Role::{
    Administrator, Developer, Guest, Operator, ProductOwner, ScrumMaster, Stakeholder,
};
use domain::cleanup::{ForgetKeeping, ItemKept, KeepItem};
use domain::import::{FinishedItems, ImportItems};
use domain::item::answer::{
    AnswerQuestion, AnswerWithdrawn, MarkQuestion, RestoreAnswer, WithdrawAnswer,
};
use domain::item::assign::Assign;
use domain::item::comment::{AddComment, EditComment, RemoveComment, RestoreComment};
use domain::item::create::{CreateItems, NewItem};
use domain::item::criteria::{
    AddCriterion, EditCriterion, MarkCriterion, RemoveCriterion, RestoreCriterion,
};
use domain::item::depend::{AddDependency, RemoveDependency};
use domain::item::edit_text::{EditText, Field};
use domain::item::epic::ChangeEpic;
use domain::item::estimate::Estimate;
use domain::item::kano::{Categorize, Category};
use domain::item::kind::ChangeKind;
use domain::item::label::ChangeLabels;
use domain::item::priority::Prioritize;
use domain::item::question::{AskQuestion, QuestionWithdrawn, RestoreQuestion, WithdrawQuestion};
use domain::item::relate::{LinkItem, Relation, UnlinkItem};
use domain::item::remove::{RemoveItems, RestoreItems};
use domain::item::reorder::{MoveItems, Rank, RestoreRanks};
use domain::item::split::{ItemSplit, JoinParts, Part, PartsJoined, SplitAgain, SplitItem};
use domain::item::weigh::{Answer, Weigh};
use domain::item::why::GiveReason;
use domain::people::{GrantRole, OpenProduct, RevokeRole};
use domain::place::Standing;
use domain::place::admit::AdmitItems;
use domain::place::decline::DeclineItems;
use domain::place::ice::IceItems;
use domain::place::merge::MergeItem;
use domain::place::suggest::{Resubmit, Suggest, Withdraw};
use domain::place::take_back::ReturnItems;
use domain::place::wont::RuleOut;
use domain::poker::close::{CloseVote, ReopenVote, VoteClosed};
use domain::poker::open::OpenVote;
use domain::poker::reveal::RevealVotes;
use domain::poker::round::{NextRound, TakeBackRound};
use domain::poker::vote::Vote;
use domain::poker::{Card, Rounds};
use domain::policy::change::ChangePolicy;
use domain::policy::own_check::{AddReadyCheck, KeepReadyCheck, RewordReadyCheck, TickItem};
use domain::policy::{Setting, TABLE};
use domain::scale::{ChangeScale, Scale};
use domain::sprint::Calendar;
use domain::sprint::board::MoveCard;
use domain::sprint::close::CloseSprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::discard::DiscardSprint;
use domain::sprint::fill::FillSprint;
use domain::sprint::goal::SetGoal;
use domain::sprint::plan::{PlanSprint, RescheduleSprint};
use domain::sprint::pull::{PullItems, Unready};
use domain::sprint::put_back::PutBack;
use domain::sprint::rearrange::Rearrange;
use domain::template::ChangeTemplate;
use domain::template::built_in::BUG;
use domain::text::ProductKey;
use domain::{
    Actor, AnswerId, Column, Command, CommandId, CommentId, Context, CriterionId, Event, ItemId,
    Kind, PersonId, Points, Priority, Product, QuestionId, ReadyCheckId, Recorded, Refusal, Role,
    SprintId, Undo, decide, evolve,
};
use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use needed::{AnyOf, Deed};
use samples::{
    closing, comment, compared, estimating, items, labelling, moving, new, open, own_checks, parts,
    people, places, plan, policies, pull, questions, ranks, sprints, suggestions, table, theirs,
    undo_of,
};

#[test]
fn a_command_is_carried_out_for_those_who_hold_the_right_and_nobody_else() {
    let stage = Stage::set();
    let samples = stage.samples();
    for name in Command::NAMES {
        let sampled = samples.iter().any(|(_, command)| command.name() == *name);
        assert!(sampled, "{name} is not tried");
    }
    for (product, command) in &samples {
        for held in role_sets() {
            try_as(product, command, &held);
        }
    }
}

fn try_as(product: &Product, command: &Command, held: &[Role]) {
    let (product, actor) = somebody_with(product, held);
    let needed = needed(&product, command);
    let has_one = |roles: &AnyOf| roles.iter().any(|role| held.contains(role));
    let allowed = needed.iter().all(has_one);
    let outcome = decide(&product, &context(actor, 99), command);
    match outcome {
        Ok(decision) => {
            assert!(allowed, "{held:?} carried out {command:?}");
            if !needed.is_empty() {
                let under = decision.role.expect("a role");
                let asked_for = needed.iter().any(|roles| roles.contains(&under));
                assert!(held.contains(&under) && asked_for, "{under}");
            }
        }
        Err(Refusal::NoSuchProduct) => {
            let reads_nothing = held.is_empty() || held == [Guest];
            assert!(!allowed && reads_nothing, "{held:?} {command:?}");
        }
        Err(Refusal::Forbidden { right, .. }) => {
            assert!(!allowed, "{held:?} may not {}: {command:?}", right.deed());
        }
        Err(other) => panic!("{held:?} {command:?}: {other:?}"),
    }
}

/// The roles that are needed for what comes of a command when somebody who holds
/// all that a person can hold gives it, or the guest whose command it is.
fn needed(product: &Product, command: &Command) -> Vec<AnyOf> {
    let held: &[Role] = match command {
        Command::SuggestAsGuest(_) | Command::AnswerSurvey(_) => &[Guest],
        _ => &EVERYTHING,
    };
    let (product, by) = somebody_with(product, held);
    let decision = decide(&product, &context(by, 99), command).expect("carried out");
    assert!(!decision.events.is_empty(), "nothing came of {command:?}");
    let (before, events) = (&product, decision.events.iter().collect());
    let deed = Deed {
        before,
        by,
        command,
        events,
    };
    deed.needed()
}

/// What one person can be.
const EVERYTHING: [Role; 5] = [
    ProductOwner,
    ScrumMaster,
    Developer,
    Stakeholder,
    Administrator,
];

/// Every set of at most two roles that somebody can have.
fn role_sets() -> Vec<Vec<Role>> {
    let roles = EVERYTHING;
    let mut sets = vec![vec![], vec![Operator], vec![Guest]];
    for (index, first) in roles.into_iter().enumerate() {
        sets.push(vec![first]);
        sets.extend(roles[index + 1..].iter().map(|second| vec![first, *second]));
    }
    sets
}

/// The product in which somebody holds these roles and no others.
fn somebody_with(product: &Product, held: &[Role]) -> (Product, Actor) {
    if held == [Operator] {
        return (product.clone(), Actor::Operator);
    }
    if held == [Guest] {
        return (product.clone(), Actor::Guest);
    }
    let mut product = product.clone();
    for role in held.iter().copied().filter(|role| *role != Administrator) {
        let person = person(2);
        give(&mut product, GrantRole { person, role });
    }
    let actor = Actor::Person {
        id: person(2),
        administrator: held.contains(&Administrator),
    };
    (product, actor)
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn context(actor: Actor, command: u128) -> Context {
    Context {
        at: Timestamp::UNIX_EPOCH,
        actor,
        command: CommandId(Uuid::from_u128(command)),
    }
}

fn linking(other: ItemId) -> LinkItem {
    LinkItem {
        item: ONE,
        relation: Relation::RelatesTo,
        other,
    }
}

fn unlinking() -> UnlinkItem {
    UnlinkItem {
        item: ItemId(4),
        relation: Relation::RelatesTo,
        other: ONE,
    }
}

/// The administrator who holds every role does something.
fn give(product: &mut Product, command: impl Into<Command>) -> Vec<Recorded<Event>> {
    let actor = Actor::Person {
        id: person(1),
        administrator: true,
    };
    give_as(product, actor, command.into())
}

fn give_as(product: &mut Product, actor: Actor, command: Command) -> Vec<Recorded<Event>> {
    let context = context(actor, u128::from(product.position) + 100);
    let decision = decide(product, &context, &command).expect("carried out");
    let recorded = decision.record(&context, product.position);
    for recorded in &recorded {
        evolve(product, recorded);
    }
    recorded
}

/// States in which each command has something to do.
struct Stage {
    /// Sprint 1 runs with item 7; sprint 2 is planned with items 2 and 9. Item 1 is
    /// ready, 3 removed, 4 waits for 1, 5 an epic, 6 bare but for two questions,
    /// the second answered; 10 and 11 are suggestions of whoever is tried, 11 taken
    /// back; 12 is suggested, 13 and 14 are iced.
    busy: Product,
    /// The same with sprint 1 closed.
    quiet: Product,
    moved: Undo,
    explained: GiveReason,
    estimated: Undo,
    labelled: Undo,
}

const ONE: ItemId = ItemId(1);
const CRITERION: CriterionId = CriterionId(1);
const COMMENT: CommentId = CommentId(1);
const RUNNING: SprintId = SprintId(1);
const PLANNED: SprintId = SprintId(2);

impl Stage {
    fn set() -> Stage {
        let mut product = Product::default();
        give(&mut product, open());
        let mut items: Vec<NewItem> = (1..=9).map(new).collect();
        items[4].kind = Kind::Epic;
        let at = Rank::Bottom;
        give(&mut product, CreateItems { items, at });
        for sprint in [RUNNING, PLANNED] {
            give(&mut product, plan(None));
            let items = if sprint == RUNNING {
                vec![ItemId(7)]
            } else {
                vec![ItemId(2), ItemId(9)]
            };
            give(&mut product, pull(sprint, items));
        }
        give(&mut product, CommitSprint { sprint: RUNNING });
        let (items, reason) = (vec![ItemId(3)], None);
        give(&mut product, RemoveItems { items, reason });
        let (item, blocked_by) = (ItemId(4), ONE);
        give(&mut product, AddDependency { item, blocked_by });
        give(&mut product, linking(ItemId(4)));
        comment(&mut product);
        let explained = GiveReason::to(&theirs(&mut product), "The law".into());
        suggestions(&mut product);
        own_checks(&mut product);
        let moved = undo_of(give(&mut product, moving()));
        let estimated = undo_of(give(&mut product, estimating(5)));
        let labelled = undo_of(give(&mut product, labelling("ui")));
        let mut quiet = product.clone();
        give(&mut quiet, closing());
        Stage {
            busy: product,
            quiet,
            moved,
            explained,
            estimated,
            labelled,
        }
    }

    /// Every command, with a state in which it would be carried out.
    fn samples(&self) -> Vec<(Product, Command)> {
        let empty = [(Product::default(), open().into())];
        let quiet = [(self.quiet.clone(), CommitSprint { sprint: PLANNED }.into())];
        let undos = [&self.moved, &self.estimated, &self.labelled].map(|undo| undo.clone().into());
        let commands = [
            people(),
            items(),
            parts(),
            files::samples(),
            questions(),
            policies(),
            splits::splits(),
            ranks(),
            places(),
            sprints(),
        ];
        let commands = commands.concat();
        let explained = self.explained.clone().into();
        let compared = compared(&self.busy);
        let busy = commands.into_iter().chain(undos).chain([explained]);
        let quiet = quiet.into_iter().chain(compared);
        let busy = busy.map(|command| (self.busy.clone(), command));
        let table = table(&self.busy);
        let goals = goals::samples(&self.busy);
        let scores = scores::samples(&self.busy);
        let map = map::samples(&self.busy);
        let imports = imports::samples(&self.busy);
        let guests = guests::samples(&self.busy);
        let surveys = guests::surveys(&self.busy);
        let blockers = blockers::samples(&self.busy);
        let rest = empty.into_iter().chain(quiet).chain(table);
        let rest = rest.chain(blockers).chain(goals).chain(scores).chain(map);
        let rest = rest.chain(imports).chain(guests).chain(surveys);
        busy.chain(rest).collect()
    }
}
