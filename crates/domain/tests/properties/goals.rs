//! Wishes about the roadmap.

use domain::roadmap::add::AddGoal;
use domain::roadmap::break_down::BreakDown;
use domain::roadmap::cover::CoverPart;
use domain::roadmap::edit::{EditGoal, GoalField};
use domain::roadmap::end::ChangeGoalState;
use domain::roadmap::schedule::ScheduleGoal;
use domain::roadmap::serve::ChangeGoal;
use domain::roadmap::{GoalState, Quarter, Span};
use domain::{Command, GoalId, PartId, Product};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::aim::at;
use crate::values::{base, item, rank, reason, text};

/// Wishes about goals and what serves them.
pub(crate) fn wishes() -> BoxedStrategy<Command> {
    let field = select(vec![GoalField::Name, GoalField::Text]);
    let state = select(&GoalState::ALL[..]);
    prop_oneof![
        2 => (text(), text(), of(span())).prop_map(|(name, text, span)| {
            AddGoal { name, text, span }.into()
        }),
        2 => (goal(), field, document(), base()).prop_map(|(goal, field, text, base)| {
            EditGoal { goal, field, text, base, parts: None }.into()
        }),
        2 => (goal(), of(span())).prop_map(|(goal, to)| ScheduleGoal { goal, to }.into()),
        2 => (goal(), state, reason()).prop_map(|(goal, to, because)| {
            ChangeGoalState { goal, to, because }.into()
        }),
        2 => (goal(), part(), item(), any::<bool>()).prop_map(|(goal, part, item, covers)| {
            CoverPart { goal, part, item, covers }.into()
        }),
        2 => (goal(), part(), vec(part(), 0..3), rank()).prop_map(|(goal, section, points, at)| {
            BreakDown { goal, section, points, at }.into()
        }),
        3 => (item(), of(goal())).prop_map(|(item, to)| ChangeGoal { item, to }.into()),
    ]
    .boxed()
}

fn document() -> impl Strategy<Value = String> {
    let some = [
        "# Cards\n- Visa\n- Amex",
        "# Paying\n- Amex\n# Else\n- Visa",
    ];
    prop_oneof![text(), select(some.map(String::from).to_vec())]
}

fn part() -> impl Strategy<Value = PartId> {
    (1..=4_u32).prop_map(PartId)
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
            | Command::CoverPart(_)
            | Command::BreakDown(_)
    )
}
