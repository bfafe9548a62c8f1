//! One command of each sort, each about something that the stage holds.

use super::*;

/// What is done at the table of planning poker, each in the state it needs.
pub(crate) fn table(busy: &Product) -> Vec<(Product, Command)> {
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

pub(crate) fn undo_of(events: Vec<Recorded<Event>>) -> Undo {
    let command = events[0].cause;
    Undo { command, events }
}

/// Every item that has to be ready passes the one of two checks that is kept.
pub(crate) fn own_checks(product: &mut Product) {
    for text in ["Seen", "Gone"].map(String::from) {
        give(product, AddReadyCheck { text });
    }
    let (check, kept) = (ReadyCheckId(2), false);
    give(product, KeepReadyCheck { check, kept });
    let (check, ticked) = (ReadyCheckId(1), true);
    for item in [1, 2, 9].map(ItemId) {
        give(
            product,
            TickItem {
                item,
                check,
                ticked,
            },
        );
    }
}

/// Whoever is tried later has said something before.
pub(crate) fn comment(product: &mut Product) {
    let (person, role) = (person(2), Stakeholder);
    give(product, GrantRole { person, role });
    let actor = Actor::Person {
        id: person,
        administrator: false,
    };
    let text = String::from("Why?");
    give_as(product, actor, AddComment { item: ONE, text }.into());
    give_as(product, actor, files::attaching().into());
    for _ in 1..=2 {
        give_as(product, actor, asking().into());
    }
    give_as(product, actor, answering(QuestionId(2)).into());
    give(product, RevokeRole { person, role });
}

/// Where two items are Must.
pub(crate) fn compared(product: &Product) -> Vec<(Product, Command)> {
    let mut product = product.clone();
    let pair = (ONE, ItemId(8));
    for item in [pair.0, pair.1] {
        let (to, reason) = (Some(Priority::Must), None);
        give(&mut product, Prioritize { item, to, reason });
    }
    let answer = Answer::Waits(ONE);
    vec![(product, Weigh { pair, answer }.into())]
}

/// Whoever is tried later has moved something before.
pub(crate) fn theirs(product: &mut Product) -> Vec<Recorded<Event>> {
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
pub(crate) fn suggestions(product: &mut Product) {
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

pub(crate) fn suggesting() -> Suggest {
    Suggest {
        kind: Kind::Bug,
        title: "It is slow".into(),
        description: String::new(),
        epic: None,
        why: None,
    }
}

pub(crate) fn keeping(item: u32) -> KeepItem {
    KeepItem {
        item: ItemId(item),
        apart_from: None,
    }
}

pub(crate) fn icing(items: Vec<ItemId>) -> IceItems {
    IceItems {
        items,
        until: None,
        reason: None,
        seen: None,
    }
}

pub(crate) fn places() -> Vec<Command> {
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
        RuleOut {
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

pub(crate) fn people() -> Vec<Command> {
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

pub(crate) fn items() -> Vec<Command> {
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
        ChangeTemplate {
            template: Some(BUG),
            to: None,
            base: None,
        }
        .into(),
        labelling("api").into(),
        Assign { item, to: assign }.into(),
    ]
}

pub(crate) fn parts() -> Vec<Command> {
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
        linking(blocked_by).into(),
        unlinking().into(),
    ]
}

const QUESTIONED: ItemId = ItemId(6);

pub(crate) fn asking() -> AskQuestion {
    AskQuestion {
        item: QUESTIONED,
        text: "Which?".into(),
        to: Some(person(1)),
        challenge: false,
    }
}

pub(crate) fn answering(question: QuestionId) -> AnswerQuestion {
    AnswerQuestion {
        item: QUESTIONED,
        question,
        text: "This".into(),
        outcome: None,
    }
}

/// What was asked and answered by whoever is tried.
pub(crate) fn questions() -> Vec<Command> {
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

/// Check 1 is there and ticked for every item that has to be ready, 2 is gone.
pub(crate) fn policies() -> Vec<Command> {
    let (check, removed) = (ReadyCheckId(1), ReadyCheckId(2));
    let (item, ticked, base) = (QUESTIONED, true, None);
    let text = || String::from("Another");
    let changes = TABLE.map(|entry| {
        let to = match entry.default {
            Setting::Off => Setting::On,
            Setting::AtMost(number) if entry.is_always() => Setting::AtMost(number + 1),
            Setting::On | Setting::AtMost(_) => Setting::Off,
        };
        let (policy, reason) = (entry.policy, None);
        ChangePolicy { policy, to, reason }.into()
    });
    let mut commands = vec![
        AddReadyCheck { text: text() }.into(),
        RewordReadyCheck {
            check,
            text: text(),
            base,
        }
        .into(),
        KeepReadyCheck { check, kept: false }.into(),
        KeepReadyCheck {
            check: removed,
            kept: true,
        }
        .into(),
        TickItem {
            item,
            check,
            ticked,
        }
        .into(),
    ];
    commands.extend(changes);
    commands
}

pub(crate) fn ranks() -> Vec<Command> {
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
        Categorize {
            item: ONE,
            to: Some(Category::Basic),
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

pub(crate) fn sprints() -> Vec<Command> {
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
        team::half_time().into(),
        pull(sprint, vec![ONE]).into(),
        filling(sprint).into(),
        put_back.into(),
        rearranging().into(),
        MoveCard { item, to, at }.into(),
        closing().into(),
    ]
}

pub(crate) fn open() -> OpenProduct {
    OpenProduct {
        key: ProductKey::new("PAY").expect("a key"),
        name: "Payments".into(),
        time_zone: "UTC".into(),
        owner: person(1),
    }
}

pub(crate) fn new(number: u32) -> NewItem {
    NewItem {
        estimate: (number != 5).then_some(Points::whole(3)),
        criteria: vec!["It works".into()],
        ..NewItem::titled(format!("Item {number}"))
    }
}

pub(crate) fn incoming() -> domain::import::Incoming {
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

pub(crate) fn plan(goal: Option<&str>) -> PlanSprint {
    let (start, end) = (date(2026, 11, 2), date(2026, 11, 15));
    PlanSprint {
        team: None,
        name: None,
        goal: goal.map(Into::into),
        calendar: Calendar::new(start, end, "UTC", BTreeSet::new()).expect("a calendar"),
    }
}

pub(crate) fn pull(sprint: SprintId, items: Vec<ItemId>) -> PullItems {
    PullItems {
        sprint,
        items,
        to: Rank::Bottom,
        waive: Vec::new(),
        unready: Unready::Refuse,
    }
}

pub(crate) fn filling(sprint: SprintId) -> FillSprint {
    let up_to = Points::whole(99);
    FillSprint { sprint, up_to }
}

pub(crate) fn closing() -> CloseSprint {
    CloseSprint {
        sprint: RUNNING,
        reasons: BTreeMap::new(),
    }
}

pub(crate) fn moving() -> MoveItems {
    MoveItems {
        items: vec![ItemId(6)],
        to: Rank::Top,
        reason: None,
    }
}

pub(crate) fn estimating(points: u32) -> Estimate {
    let to = Some(Points::whole(points));
    Estimate { item: ONE, to }
}

pub(crate) fn labelling(label: &str) -> ChangeLabels {
    ChangeLabels {
        item: ONE,
        add: vec![label.into()],
        remove: Vec::new(),
    }
}

/// The two items of sprint 2 the other way round.
pub(crate) fn rearranging() -> Rearrange {
    Rearrange {
        sprint: PLANNED,
        items: vec![ItemId(9)],
        to: Rank::Top,
    }
}
