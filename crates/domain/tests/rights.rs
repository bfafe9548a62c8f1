//! Who may do what: every command by everybody who holds no role, one or two.
//! What is expected is written down here once more, apart from the table that
//! is tested; a command without a line here does not compile.

use std::collections::{BTreeMap, BTreeSet};

use domain::Role::{Administrator, Developer, Operator, ProductOwner, ScrumMaster, Stakeholder};
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
use domain::item::kind::ChangeKind;
use domain::item::label::ChangeLabels;
use domain::item::priority::Prioritize;
use domain::item::question::{AskQuestion, QuestionWithdrawn, RestoreQuestion, WithdrawQuestion};
use domain::item::remove::{RemoveItems, RestoreItems};
use domain::item::reorder::{MoveItems, Rank, RestoreRanks};
use domain::item::why::GiveReason;
use domain::people::{GrantRole, OpenProduct, RevokeRole};
use domain::place::Standing;
use domain::place::admit::AdmitItems;
use domain::place::decline::DeclineItems;
use domain::place::ice::IceItems;
use domain::place::merge::MergeItem;
use domain::place::suggest::{Resubmit, Suggest, Withdraw};
use domain::place::take_back::ReturnItems;
use domain::poker::close::{CloseVote, ReopenVote, VoteClosed};
use domain::poker::open::OpenVote;
use domain::poker::reveal::RevealVotes;
use domain::poker::round::{NextRound, TakeBackRound};
use domain::poker::vote::Vote;
use domain::poker::{Card, Rounds};
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
use domain::text::ProductKey;
use domain::{
    Actor, AnswerId, Column, Command, CommandId, CommentId, Context, CriterionId, Event, ItemId,
    Kind, PersonId, Points, Priority, Product, QuestionId, Recorded, Refusal, Role, SprintId, Undo,
    decide, evolve,
};
use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

const TEAM: &[Role] = &[Developer, ScrumMaster];
const WRITERS: &[Role] = &[ProductOwner, Developer, ScrumMaster];
const OWNER: &[Role] = &[ProductOwner];
const PEOPLE: &[Role] = &[ProductOwner, Developer, ScrumMaster, Stakeholder];

/// What is needed for a command: one role of each list.
fn needed(command: &Command) -> Vec<&'static [Role]> {
    match command {
        // Whether there may be another product is the workspace's to say.
        Command::OpenProduct(_) => vec![],
        Command::GrantRole(_) | Command::RevokeRole(_) => {
            vec![&[Administrator, ProductOwner, ScrumMaster, Operator]]
        }
        Command::CreateItems(c) if c.items[0].estimate.is_some() => vec![OWNER, TEAM],
        Command::CreateItems(_)
        | Command::MoveItems(_)
        | Command::RestoreRanks(_)
        | Command::GiveReason(_)
        | Command::Prioritize(_)
        | Command::RemoveItems(_)
        | Command::RestoreItems(_)
        | Command::AdmitItems(_)
        | Command::DeclineItems(_)
        | Command::IceItems(_)
        | Command::MergeItem(_)
        | Command::ReturnItems(_)
        | Command::KeepItem(_)
        | Command::ForgetKeeping(_)
        | Command::SetGoal(_) => vec![OWNER],
        Command::Suggest(_) | Command::Withdraw(_) | Command::Resubmit(_) => vec![PEOPLE],
        Command::ImportItems(_) => vec![&[ProductOwner, Operator]],
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
        | Command::OpenVote(_)
        | Command::TakeBackRound(_) => vec![WRITERS],
        Command::AddComment(_)
        | Command::EditComment(_)
        | Command::RemoveComment(_)
        | Command::RestoreComment(_)
        | Command::AskQuestion(_)
        | Command::WithdrawQuestion(_)
        | Command::RestoreQuestion(_)
        | Command::AnswerQuestion(_)
        | Command::MarkQuestion(_)
        | Command::WithdrawAnswer(_)
        | Command::RestoreAnswer(_) => vec![PEOPLE],
        Command::PlanSprint(c) if c.goal.is_some() => vec![WRITERS, OWNER],
        Command::PlanSprint(_) => vec![WRITERS],
        Command::Estimate(_)
        | Command::ChangeScale(_)
        | Command::Vote(_)
        | Command::RevealVotes(_)
        | Command::NextRound(_)
        | Command::CloseVote(_)
        | Command::ReopenVote(_)
        | Command::Assign(_)
        | Command::MoveCard(_)
        | Command::RescheduleSprint(_)
        | Command::DiscardSprint(_)
        | Command::PullItems(_)
        | Command::FillSprint(_)
        | Command::PutBack(_)
        | Command::Rearrange(_)
        | Command::CommitSprint(_)
        | Command::CloseSprint(_) => vec![TEAM],
        // Whoever may do the contrary.
        Command::Undo(undo) => match undo.events[0].event {
            Event::ItemsMoved(_) => vec![OWNER],
            Event::EstimateChanged(_) => vec![TEAM],
            _ => vec![WRITERS],
        },
    }
}

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
    let has_all = |needed: &[&[Role]]| {
        let has_one = |roles: &&[Role]| roles.iter().any(|role| held.contains(role));
        needed.iter().all(has_one)
    };
    let allowed = has_all(&needed(command));
    let outcome = decide(&product, &context(actor, 99), command);
    match outcome {
        Ok(decision) => {
            assert!(allowed, "{held:?} carried out {command:?}");
            assert!(!decision.events.is_empty(), "nothing came of {command:?}");
            if let Some(first) = needed(command).first() {
                let under = decision.role.expect("a role");
                assert!(held.contains(&under) && first.contains(&under), "{under}");
            }
        }
        Err(Refusal::NoSuchProduct) => assert!(held.is_empty(), "{held:?} {command:?}"),
        Err(Refusal::Forbidden { right, .. }) => {
            assert!(!allowed, "{held:?} may not {}: {command:?}", right.deed());
        }
        Err(other) => panic!("{held:?} {command:?}: {other:?}"),
    }
}

/// Every set of at most two roles that somebody can have.
fn role_sets() -> Vec<Vec<Role>> {
    let roles = [
        ProductOwner,
        ScrumMaster,
        Developer,
        Stakeholder,
        Administrator,
    ];
    let mut sets = vec![vec![], vec![Operator]];
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
        comment(&mut product);
        let explained = GiveReason::to(&theirs(&mut product), "The law".into());
        suggestions(&mut product);
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
            questions(),
            ranks(),
            places(),
            sprints(),
        ];
        let commands = commands.concat();
        let explained = self.explained.clone().into();
        let busy = commands.into_iter().chain(undos).chain([explained]);
        let busy = busy.map(|command| (self.busy.clone(), command));
        let table = table(&self.busy);
        busy.chain(empty).chain(quiet).chain(table).collect()
    }
}

/// What is done at the table of planning poker, each in the state it needs.
fn table(busy: &Product) -> Vec<(Product, Command)> {
    let (item, round) = (ONE, 1);
    let points = Points::whole(8);
    let vote = |voter| Vote {
        item,
        round,
        voter,
        card: Some(Card::Points(points)),
    };
    let estimate = Some(points);
    let rounds = Rounds::default();
    let closed = VoteClosed {
        item,
        estimate,
        rounds,
    };
    let close = CloseVote {
        item,
        round,
        estimate,
    };
    let mut open = busy.clone();
    give(&mut open, OpenVote { item });
    let mut voted = open.clone();
    give(&mut voted, vote(person(1)));
    let mut revealed = voted.clone();
    give(&mut revealed, RevealVotes { item, round });
    vec![
        (busy.clone(), OpenVote { item }.into()),
        (busy.clone(), ReopenVote { closed }.into()),
        (open.clone(), vote(person(2)).into()),
        (open, TakeBackRound { item, round }.into()),
        (voted, RevealVotes { item, round }.into()),
        (revealed.clone(), NextRound { item, round }.into()),
        (revealed, close.into()),
    ]
}

fn undo_of(events: Vec<Recorded<Event>>) -> Undo {
    let command = events[0].cause;
    Undo { command, events }
}

/// Whoever is tried later has said something before.
fn comment(product: &mut Product) {
    let (person, role) = (person(2), Stakeholder);
    give(product, GrantRole { person, role });
    let actor = Actor::Person {
        id: person,
        administrator: false,
    };
    let text = String::from("Why?");
    give_as(product, actor, AddComment { item: ONE, text }.into());
    for _ in 1..=2 {
        give_as(product, actor, asking().into());
    }
    give_as(product, actor, answering(QuestionId(2)).into());
    give(product, RevokeRole { person, role });
}

/// Whoever is tried later has moved something before.
fn theirs(product: &mut Product) -> Vec<Recorded<Event>> {
    let (person, role) = (person(2), ProductOwner);
    give(product, GrantRole { person, role });
    let actor = Actor::Person {
        id: person,
        administrator: false,
    };
    let moved = give_as(product, actor, moving().into());
    give(product, RevokeRole { person, role });
    give(product, undo_of(moved.clone()));
    moved
}

/// Whoever is tried later has made two suggestions before and taken one back.
fn suggestions(product: &mut Product) {
    let (person, role) = (person(2), Stakeholder);
    give(product, GrantRole { person, role });
    let actor = Actor::Person {
        id: person,
        administrator: false,
    };
    for _ in 0..2 {
        give_as(product, actor, suggesting().into());
    }
    let item = ItemId(11);
    give_as(product, actor, Withdraw { item }.into());
    give(product, RevokeRole { person, role });
    for _ in 0..3 {
        give(product, suggesting());
    }
    give(product, icing(vec![ItemId(13), ItemId(14)]));
    give(product, keeping(8));
}

fn suggesting() -> Suggest {
    Suggest {
        kind: Kind::Bug,
        title: "It is slow".into(),
        description: String::new(),
        epic: None,
        why: None,
    }
}

fn keeping(item: u32) -> KeepItem {
    KeepItem {
        item: ItemId(item),
        apart_from: None,
    }
}

fn icing(items: Vec<ItemId>) -> IceItems {
    IceItems {
        items,
        until: None,
        reason: None,
        seen: None,
    }
}

fn places() -> Vec<Command> {
    let twelve = vec![ItemId(12)];
    vec![
        suggesting().into(),
        Withdraw { item: ItemId(10) }.into(),
        Resubmit { item: ItemId(11) }.into(),
        AdmitItems {
            items: twelve.clone(),
            at: Rank::Top,
            reason: None,
        }
        .into(),
        DeclineItems {
            items: twelve.clone(),
            reason: "No".into(),
        }
        .into(),
        icing(twelve).into(),
        MergeItem {
            item: ItemId(13),
            into: ONE,
            reason: None,
            seen: None,
        }
        .into(),
        keeping(12).into(),
        ForgetKeeping {
            kept: ItemKept {
                item: ItemId(8),
                apart_from: None,
                was: None,
            },
        }
        .into(),
        ReturnItems {
            items: vec![(ItemId(14), Standing::Suggestions)],
        }
        .into(),
    ]
}

fn people() -> Vec<Command> {
    let (somebody, owner) = (person(3), person(1));
    let grant = GrantRole {
        person: somebody,
        role: Developer,
    };
    let revoke = RevokeRole {
        person: owner,
        role: Developer,
    };
    vec![grant.into(), revoke.into()]
}

fn items() -> Vec<Command> {
    let item = ONE;
    let create = |estimate| CreateItems {
        items: vec![NewItem {
            estimate,
            ..NewItem::titled("New")
        }],
        at: Rank::Top,
    };
    let edit = EditText {
        item,
        field: Field::Title,
        text: "Other".into(),
        base: None,
    };
    let to = Kind::Bug;
    let epic = Some(ItemId(5));
    let assign = Some(person(1));
    vec![
        create(None).into(),
        create(Some(Points::whole(1))).into(),
        ImportItems {
            items: vec![incoming()],
            finished: FinishedItems::Reopen,
            removed: domain::import::RemovedItems::Leave,
        }
        .into(),
        edit.into(),
        ChangeKind { item, to }.into(),
        ChangeEpic { item, to: epic }.into(),
        estimating(8).into(),
        ChangeScale { to: Scale::Hours }.into(),
        labelling("api").into(),
        Assign { item, to: assign }.into(),
    ]
}

fn parts() -> Vec<Command> {
    let (item, criterion, comment) = (ONE, CRITERION, COMMENT);
    let (text, base) = (|| String::from("Other"), None);
    let blocked_by = ItemId(6);
    let waits = RemoveDependency {
        item: ItemId(4),
        blocked_by: ONE,
    };
    let removed = domain::item::criteria::CriterionRemoved {
        item,
        criterion: CriterionId(9),
        text: "Back".into(),
        at: 0,
        met: false,
    };
    let (at, edited) = (Timestamp::UNIX_EPOCH, None);
    let restore = RestoreComment {
        removed: domain::item::comment::CommentRemoved {
            item,
            comment: CommentId(9),
            text: "Back".into(),
            said: domain::item::comment::Said { at, edited },
        },
        author: Some(person(2)),
    };
    let (met, edit) = (true, text());
    vec![
        AddCriterion { item, text: text() }.into(),
        EditCriterion {
            item,
            criterion,
            text: text(),
            base,
        }
        .into(),
        RemoveCriterion { item, criterion }.into(),
        RestoreCriterion { removed }.into(),
        MarkCriterion {
            item,
            criterion,
            met,
        }
        .into(),
        AddComment { item, text: text() }.into(),
        EditComment {
            item,
            comment,
            text: edit,
            base,
        }
        .into(),
        RemoveComment { item, comment }.into(),
        restore.into(),
        AddDependency { item, blocked_by }.into(),
        waits.into(),
    ]
}

const QUESTIONED: ItemId = ItemId(6);

fn asking() -> AskQuestion {
    AskQuestion {
        item: QUESTIONED,
        text: "Which?".into(),
        to: Some(person(1)),
        challenge: false,
    }
}

fn answering(question: QuestionId) -> AnswerQuestion {
    AnswerQuestion {
        item: QUESTIONED,
        question,
        text: "This".into(),
        outcome: None,
    }
}

/// What was asked and answered by whoever is tried.
fn questions() -> Vec<Command> {
    let (item, author) = (QUESTIONED, Some(person(2)));
    let (first, second) = (QuestionId(1), QuestionId(2));
    let (answer, open) = (AnswerId(1), true);
    let (text, to, at) = ("Back".into(), None, Timestamp::UNIX_EPOCH);
    let withdrawn = QuestionWithdrawn {
        item,
        question: QuestionId(9),
        text,
        to,
        challenge: false,
        asked: at,
    };
    let taken_back = AnswerWithdrawn {
        item,
        question: second,
        answer: AnswerId(9),
        text: "Back".into(),
        outcome: None,
        answered: at,
        reopens: false,
    };
    let mark = MarkQuestion {
        item,
        question: second,
        open,
    };
    let withdraw = WithdrawAnswer {
        item,
        question: second,
        answer,
    };
    vec![
        asking().into(),
        WithdrawQuestion {
            item,
            question: first,
        }
        .into(),
        RestoreQuestion { withdrawn, author }.into(),
        answering(first).into(),
        mark.into(),
        withdraw.into(),
        RestoreAnswer {
            withdrawn: taken_back,
            author,
        }
        .into(),
    ]
}

fn ranks() -> Vec<Command> {
    let one = |item| vec![ItemId(item)];
    let back = RestoreRanks {
        items: vec![(ItemId(8), None)],
    };
    let reason = None;
    let to = Rank::Top;
    vec![
        MoveItems {
            items: one(8),
            to,
            reason,
        }
        .into(),
        back.into(),
        Prioritize {
            item: ONE,
            to: Some(Priority::Must),
            reason: None,
        }
        .into(),
        RemoveItems {
            items: one(8),
            reason: None,
        }
        .into(),
        RestoreItems { items: one(3) }.into(),
    ]
}

fn sprints() -> Vec<Command> {
    let (sprint, name) = (PLANNED, String::from("Another"));
    let (to, at) = (Column::Done, Rank::Top);
    let goal = SetGoal {
        sprint,
        goal: "Money".into(),
        base: None,
    };
    let put_back = PutBack {
        sprint,
        items: vec![ItemId(2)],
        reason: None,
    };
    let item = ItemId(7);
    let (first, last) = (date(2026, 11, 2), date(2026, 11, 6));
    let calendar = Calendar::new(first, last, "UTC", BTreeSet::new()).expect("a calendar");
    vec![
        plan(None).into(),
        plan(Some("Money")).into(),
        RescheduleSprint {
            sprint,
            name,
            calendar,
        }
        .into(),
        DiscardSprint { sprint }.into(),
        goal.into(),
        pull(sprint, vec![ONE]).into(),
        filling(sprint).into(),
        put_back.into(),
        rearranging().into(),
        MoveCard { item, to, at }.into(),
        closing().into(),
    ]
}

fn open() -> OpenProduct {
    OpenProduct {
        key: ProductKey::new("PAY").expect("a key"),
        name: "Payments".into(),
        time_zone: "UTC".into(),
        owner: person(1),
    }
}

fn new(number: u32) -> NewItem {
    NewItem {
        estimate: (number != 5).then_some(Points::whole(3)),
        criteria: vec!["It works".into()],
        ..NewItem::titled(format!("Item {number}"))
    }
}

fn incoming() -> domain::import::Incoming {
    domain::import::Incoming {
        row: 2,
        key: "OLD-1".into(),
        kind: Kind::Story,
        title: "Old".into(),
        description: String::new(),
        estimate: None,
        labels: Vec::new(),
        criteria: Vec::new(),
        finished: false,
        written_at: None,
        assignee: None,
        epic: None,
        rest: Vec::new(),
    }
}

fn plan(goal: Option<&str>) -> PlanSprint {
    let (start, end) = (date(2026, 11, 2), date(2026, 11, 15));
    PlanSprint {
        team: None,
        name: None,
        goal: goal.map(Into::into),
        calendar: Calendar::new(start, end, "UTC", BTreeSet::new()).expect("a calendar"),
    }
}

fn pull(sprint: SprintId, items: Vec<ItemId>) -> PullItems {
    PullItems {
        sprint,
        items,
        to: Rank::Bottom,
        waive: Vec::new(),
        unready: Unready::Refuse,
    }
}

fn filling(sprint: SprintId) -> FillSprint {
    let up_to = Points::whole(99);
    FillSprint { sprint, up_to }
}

fn closing() -> CloseSprint {
    CloseSprint {
        sprint: RUNNING,
        reasons: BTreeMap::new(),
    }
}

fn moving() -> MoveItems {
    MoveItems {
        items: vec![ItemId(6)],
        to: Rank::Top,
        reason: None,
    }
}

fn estimating(points: u32) -> Estimate {
    let to = Some(Points::whole(points));
    Estimate { item: ONE, to }
}

fn labelling(label: &str) -> ChangeLabels {
    ChangeLabels {
        item: ONE,
        add: vec![label.into()],
        remove: Vec::new(),
    }
}

/// The two items of sprint 2 the other way round.
fn rearranging() -> Rearrange {
    Rearrange {
        sprint: PLANNED,
        items: vec![ItemId(9)],
        to: Rank::Top,
    }
}
