//! What a product owner did in the measured product: goals, priorities, suggestions,
//! an icebox, a register of what won't be done, scores. So that their pages have something
//! to show.

use app::{App, Mode};
use domain::item::priority::Prioritize;
use domain::map::add::AddStep;
use domain::map::place::PlaceItems;
use domain::place::ice::IceItems;
use domain::place::suggest::Suggest;
use domain::place::wont::RuleOut;
use domain::roadmap::add::AddGoal;
use domain::roadmap::serve::ChangeGoal;
use domain::roadmap::{Quarter, Span};
use domain::score::choose::ChangeScoring;
use domain::score::say::ScoreItem;
use domain::score::{Input, Method};
use domain::{Actor, Command, GoalId, ItemId, Kind, Priority, Product, ProductId, StepId};
use jiff::tz::TimeZone;

/// Goals on the roadmap.
const GOALS: u32 = 12;
/// Suggestions that wait.
const SUGGESTIONS: usize = 100;
/// At most so many items get a priority, and so many epics a goal.
const CHOSEN: usize = 4_000;
/// Activities of the story map, and cards on it.
const ACTIVITIES: u32 = 12;
const MAPPED: usize = 300;
/// At most so many items are scored.
const SCORED: usize = 10_000;
/// Of all items, one in so many lies in the icebox, and one is ruled out.
const ONE_IN: usize = 40;
/// At most so many of each.
const AWAY: usize = 1_000;

/// A year of a product owner's work.
pub(crate) async fn work(app: &App, actor: Actor, product: ProductId, state: &Product) {
    let today = app.now().to_zoned(TimeZone::UTC).date();
    let steps = [
        (0..GOALS).map(|n| goal(n, Quarter::of(today))).collect(),
        served(state),
        mapped(&state.order),
        scored(&state.order),
        away(&state.order),
        prioritized(&state.order),
        (0..SUGGESTIONS).map(suggestion).collect(),
    ];
    for commands in steps {
        let context = app.context(actor);
        let done = app.execute_as(context, product, commands, Mode::All);
        done.await.unwrap();
    }
}

fn goal(number: u32, now: Quarter) -> Command {
    let quarter = now.later(number as i32 / 3);
    let command = AddGoal {
        name: format!("Goal {}", number + 1),
        text: "# Cards\n- Visa\n- Amex\n\n# Refunds\n- In full\n- In part".into(),
        span: Some(Span::new(quarter, quarter.later(1)).unwrap()),
    };
    command.into()
}

/// Twelve epics of thirteen serve a goal, by turns.
fn served(state: &Product) -> Vec<Command> {
    let epics = state.items.values().filter(|item| item.kind == Kind::Epic);
    let goals = (1..=GOALS + 1).cycle();
    let serving = epics.zip(goals).filter(|(_, goal)| *goal <= GOALS);
    let commands = serving.take(CHOSEN).map(|(epic, goal)| {
        let (item, to) = (epic.id, Some(GoalId(goal)));
        ChangeGoal { item, to }.into()
    });
    commands.collect()
}

/// Items from all over the order, at each activity as many.
fn mapped(order: &[ItemId]) -> Vec<Command> {
    let apart = (order.len() / MAPPED).max(1);
    let cards: Vec<_> = order.iter().step_by(apart).take(MAPPED).copied().collect();
    let each = cards.len().div_ceil(ACTIVITIES as usize).max(1);
    let activities = (1..=ACTIVITIES).map(|number| {
        let (activity, name) = (None, format!("Activity {number}"));
        AddStep { activity, name }.into()
    });
    let placed = cards.chunks(each).zip(1..).map(|(cards, number)| {
        let (items, to) = (cards.to_vec(), Some(StepId(number)));
        PlaceItems { items, to }.into()
    });
    activities.chain(placed).collect()
}

/// Some from the end of the backlog.
fn away(order: &[ItemId]) -> Vec<Command> {
    let count = (order.len() / ONE_IN).min(AWAY);
    let end = order.len().saturating_sub(2 * count);
    let (iced, wont) = order[end..].split_at(count.min(order.len() - end));
    let ice = IceItems {
        items: iced.to_vec(),
        until: None,
        reason: Some("Later".into()),
        seen: None,
    };
    let wont = RuleOut {
        items: wont.to_vec(),
        reason: "Nobody needs it".into(),
    };
    vec![ice.into(), wont.into()]
}

/// The upper half, mostly Must, as everywhere.
fn prioritized(order: &[ItemId]) -> Vec<Command> {
    let upper = order[..order.len() / 2].iter().take(CHOSEN);
    let priorities = [
        Priority::Must,
        Priority::Must,
        Priority::Should,
        Priority::Could,
    ];
    let each = upper.zip(priorities.into_iter().cycle());
    let commands = each.map(|(item, priority)| {
        let command = Prioritize {
            item: *item,
            to: Some(priority),
            reason: None,
        };
        command.into()
    });
    commands.collect()
}

/// What items are worth, all over the order; those that are estimated have a score.
fn scored(order: &[ItemId]) -> Vec<Command> {
    let to = Some(Method::ValueEffort);
    let chosen = order.iter().take(SCORED);
    let said = |item: &ItemId| {
        let to = Some(f64::from(item.0 * 7_919 % 20 + 1));
        let (item, input) = (*item, Input::Value);
        Command::from(ScoreItem { item, input, to })
    };
    let begin = Command::from(ChangeScoring { to });
    [begin].into_iter().chain(chosen.map(said)).collect()
}

fn suggestion(number: usize) -> Command {
    let command = Suggest {
        kind: Kind::Story,
        title: format!("Pay with a gift card, {number}"),
        description: String::new(),
        epic: None,
        why: Some("Customers ask for it".into()),
    };
    command.into()
}
