//! Wishes about the roadmap.

use domain::roadmap::add::AddGoal;
use domain::roadmap::edit::{EditGoal, GoalField};
use domain::roadmap::end::ChangeGoalState;
use domain::roadmap::schedule::ScheduleGoal;
use domain::roadmap::serve::ChangeGoal;
use domain::roadmap::{GoalState, Quarter, Span};
use domain::{Command, GoalId, Product};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::aim::at;
use crate::values::{base, item, reason, text};

/// Wishes about goals and what serves them.
pub(crate) fn wishes() -> BoxedStrategy<Command> {
    let field = select(vec![GoalField::Name, GoalField::Text]);
    let state = select(&GoalState::ALL[..]);
    prop_oneof![
        2 => (text(), text(), of(span())).prop_map(|(name, text, span)| {
            AddGoal { name, text, span }.into()
        }),
        2 => (goal(), field, text(), base()).prop_map(|(goal, field, text, base)| {
            EditGoal { goal, field, text, base }.into()
        }),
        2 => (goal(), of(span())).prop_map(|(goal, to)| ScheduleGoal { goal, to }.into()),
        2 => (goal(), state, reason()).prop_map(|(goal, to, because)| {
            ChangeGoalState { goal, to, because }.into()
        }),
        3 => (item(), of(goal())).prop_map(|(item, to)| ChangeGoal { item, to }.into()),
    ]
    .boxed()
}

fn goal() -> impl Strategy<Value = GoalId> {
    (1..=3_u32).prop_map(GoalId)
}

/// Some of them end before they start.
fn span() -> impl Strategy<Value = Span> {
    (0..6_i32, -1..4_i32).prop_map(|(start, quarters)| {
        let start = first().later(start);
        let end = start.later(quarters);
        Span { start, end }
    })
}

fn first() -> Quarter {
    Quarter::parse("2026-Q4").expect("a quarter")
}

/// Makes a wish about an item there is. Whether it was about the roadmap.
pub(crate) fn aim(product: &Product, command: &mut Command) -> bool {
    if let Command::ChangeGoal(ChangeGoal { item, .. }) = command {
        at(item, &product.order);
    }
    matches!(
        command,
        Command::AddGoal(_)
            | Command::EditGoal(_)
            | Command::ScheduleGoal(_)
            | Command::ChangeGoalState(_)
            | Command::ChangeGoal(_)
    )
}
