//! What has happened in `PAY` before a test begins: one sprint is closed, the
//! next one runs, and the product backlog holds an item in each state that
//! matters.

use std::collections::{BTreeMap, BTreeSet};

use domain::item::answer::{AnswerQuestion, MarkQuestion};
use domain::item::assign::Assign;
use domain::item::comment::AddComment;
use domain::item::create::{CreateItems, NewItem};
use domain::item::depend::AddDependency;
use domain::item::estimate::Estimate;
use domain::item::question::AskQuestion;
use domain::item::remove::RemoveItems;
use domain::item::reorder::Rank;
use domain::sprint::Calendar;
use domain::sprint::board::MoveCard;
use domain::sprint::close::CloseSprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::goal::SetGoal;
use domain::sprint::plan::PlanSprint;
use domain::sprint::pull::{PullItems, Unready};
use domain::{Column, ItemId, Kind, Points, QuestionId, SprintId};
use jiff::civil::{Date, date};

use crate::World;

/// The sprints of `PAY`.
pub mod sprint {
    use super::SprintId;

    /// Closed: 19 October to 1 November 2026, one item done, one returned.
    pub const CLOSED: SprintId = SprintId(1);
    /// Running: 2 to 15 November 2026, with a goal.
    pub const RUNNING: SprintId = SprintId(2);
}

/// The items of `PAY`, by what they are good for.
pub mod item {
    use super::ItemId;

    /// Done in the closed sprint.
    pub const DONE: ItemId = ItemId(1);
    /// Carried over once; in review in the running sprint.
    pub const CARRIED_OVER: ItemId = ItemId(2);
    /// Not begun in the running sprint; 3 points.
    pub const TO_DO: ItemId = ItemId(3);
    /// In progress in the running sprint, assigned to the developer; 8 points.
    pub const IN_PROGRESS: ItemId = ItemId(4);
    /// Done in the running sprint; 2 points.
    pub const DONE_ON_BOARD: ItemId = ItemId(5);
    /// Ready, on top of the product backlog; a story with text, labels and a
    /// comment.
    pub const READY: ItemId = ItemId(6);
    /// A bug with criteria and no estimate.
    pub const UNESTIMATED: ItemId = ItemId(7);
    /// A task with an estimate and no criteria.
    pub const WITHOUT_CRITERIA: ItemId = ItemId(8);
    /// An epic with two items; not in the order, they are.
    pub const EPIC: ItemId = ItemId(9);
    /// Ready, of the epic.
    pub const READY_CHILD: ItemId = ItemId(10);
    /// With nothing but a title, of the epic; the owner has asked about it, and
    /// the developer answered, and it was asked again.
    pub const BARE_CHILD: ItemId = ItemId(11);
    /// Ready but for waiting for [`READY`].
    pub const BLOCKED: ItemId = ItemId(12);
    /// An epic without items, in the order.
    pub const EMPTY_EPIC: ItemId = ItemId(13);
    /// Removed from the product backlog.
    pub const REMOVED: ItemId = ItemId(14);
}

/// Makes it all so.
pub(crate) async fn tell(world: &World) {
    create(world).await;
    estimate(world).await;
    world.at("2026-10-19T08:00:00Z");
    closed_sprint(world).await;
    world.at("2026-11-02T08:00:00Z");
    running_sprint(world).await;
    refine(world).await;
}

async fn create(world: &World) {
    let items = vec![
        new(Kind::Story, "Pay by card", 1),
        new(Kind::Story, "Refund a payment", 2),
        new(Kind::Task, "Rotate the signing keys", 1),
        new(Kind::Story, "Pay by bank transfer", 2),
        new(Kind::Bug, "The receipt shows the wrong currency", 1),
        NewItem {
            description: "A customer **splits** a bill.\n\n- by amount\n- by person\n".into(),
            labels: vec!["checkout".into(), "UX".into()],
            ..new(Kind::Story, "Split a payment", 2)
        },
        new(Kind::Bug, "A declined card shows a blank page", 1),
        new(Kind::Task, "Move the ledger to its own schema", 0),
        new(Kind::Epic, "Subscriptions", 0),
        new(Kind::Story, "Subscribe monthly", 1),
        new(Kind::Story, "Cancel a subscription", 0),
        new(Kind::Story, "Show who owes what", 1),
        new(Kind::Epic, "Loyalty points", 0),
        new(Kind::Task, "Try the old fraud filter again", 0),
    ];
    let at = Rank::Bottom;
    world
        .does(world.people.owner, CreateItems { items, at })
        .await;
    for child in [item::READY_CHILD, item::BARE_CHILD] {
        let to = Some(item::EPIC);
        let change = domain::item::epic::ChangeEpic { item: child, to };
        world.does(world.people.owner, change).await;
    }
    let remove = RemoveItems {
        items: vec![item::REMOVED],
        reason: Some("It never caught anything".into()),
    };
    world.does(world.people.owner, remove).await;
}

fn new(kind: Kind, title: &str, criteria: usize) -> NewItem {
    let texts = [
        "It works for a new customer",
        "It works for a returning one",
    ];
    NewItem {
        kind,
        criteria: texts.iter().take(criteria).map(|t| (*t).into()).collect(),
        ..NewItem::titled(title)
    }
}

async fn estimate(world: &World) {
    let estimates = [
        (item::DONE, 5),
        (item::CARRIED_OVER, 5),
        (item::TO_DO, 3),
        (item::IN_PROGRESS, 8),
        (item::DONE_ON_BOARD, 2),
        (item::READY, 5),
        (item::WITHOUT_CRITERIA, 3),
        (item::READY_CHILD, 8),
        (item::BLOCKED, 2),
    ];
    for (item, points) in estimates {
        let to = Some(Points::whole(points));
        world
            .does(world.people.developer, Estimate { item, to })
            .await;
    }
}

async fn closed_sprint(world: &World) {
    let days = (date(2026, 10, 19), date(2026, 11, 1));
    let items = [item::DONE, item::CARRIED_OVER];
    begin(
        world,
        sprint::CLOSED,
        days,
        "Take the first payment",
        &items,
    )
    .await;
    world.at("2026-10-27T14:30:00Z");
    card(world, item::DONE, Column::Done).await;
    card(world, item::CARRIED_OVER, Column::InProgress).await;
    world.at("2026-10-30T15:00:00Z");
    let reason = String::from("The bank answered late");
    let close = CloseSprint {
        sprint: sprint::CLOSED,
        reasons: BTreeMap::from([(item::CARRIED_OVER, reason)]),
    };
    world.does(world.people.scrum_master, close).await;
}

async fn running_sprint(world: &World) {
    let days = (date(2026, 11, 2), date(2026, 11, 15));
    let items = [
        item::CARRIED_OVER,
        item::TO_DO,
        item::IN_PROGRESS,
        item::DONE_ON_BOARD,
    ];
    begin(world, sprint::RUNNING, days, "Money goes both ways", &items).await;
    world.at("2026-11-02T13:00:00Z");
    let to = Some(world.people.developer);
    let assign = Assign {
        item: item::IN_PROGRESS,
        to,
    };
    world.does(world.people.developer, assign).await;
    card(world, item::IN_PROGRESS, Column::InProgress).await;
    card(world, item::CARRIED_OVER, Column::InReview).await;
    world.at("2026-11-03T10:15:00Z");
    card(world, item::DONE_ON_BOARD, Column::Done).await;
}

async fn refine(world: &World) {
    let (item, blocked_by) = (item::BLOCKED, item::READY);
    let waits = AddDependency { item, blocked_by };
    world.does(world.people.developer, waits).await;
    let text = String::from("Can a bill be split between more than two?");
    let item = item::READY;
    world
        .does(world.people.stakeholder, AddComment { item, text })
        .await;
    ask(world).await;
}

async fn ask(world: &World) {
    let (item, question, open) = (item::BARE_CHILD, QuestionId(1), true);
    let ask = AskQuestion {
        item,
        text: "At once, or at the month's end?".into(),
        to: Some(world.people.developer),
        challenge: false,
    };
    world.does(world.people.owner, ask).await;
    let answer = AnswerQuestion {
        item,
        question,
        text: "At once".into(),
        outcome: None,
    };
    world.does(world.people.developer, answer).await;
    let again = MarkQuestion {
        item,
        question,
        open,
    };
    world.does(world.people.owner, again).await;
    let challenge = AskQuestion {
        item,
        text: "Nobody cancels. Could we leave it out?".into(),
        to: None,
        challenge: true,
    };
    world.does(world.people.owner, challenge).await;
}

/// The team plans, the product owner sets the goal, the team commits.
async fn begin(
    world: &World,
    sprint: SprintId,
    (start, end): (Date, Date),
    goal: &str,
    items: &[ItemId],
) {
    let team = world.people.developer;
    let plan = PlanSprint {
        team: None,
        name: None,
        goal: None,
        calendar: Calendar::new(start, end, "Europe/Warsaw", BTreeSet::new()).unwrap(),
    };
    world.does(team, plan).await;
    let goal = SetGoal {
        sprint,
        goal: goal.into(),
        base: None,
    };
    world.does(world.people.owner, goal).await;
    let pull = PullItems {
        sprint,
        items: items.to_vec(),
        to: Rank::Bottom,
        waive: Vec::new(),
        unready: Unready::Refuse,
    };
    world.does(team, pull).await;
    world.does(team, CommitSprint { sprint }).await;
}

async fn card(world: &World, item: ItemId, to: Column) {
    let at = Rank::Top;
    world
        .does(world.people.developer, MoveCard { item, to, at })
        .await;
}
