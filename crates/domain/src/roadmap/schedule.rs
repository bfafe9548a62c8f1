//! When a goal is worked on.

use serde::{Deserialize, Serialize};

use super::{Done, Span};
use crate::event::Event;
use crate::ids::GoalId;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// Put a goal at another place of the time line, or off it.
#[derive(Clone, PartialEq, Debug)]
pub struct ScheduleGoal {
    /// Which goal.
    pub goal: GoalId,
    /// From when to when; nothing for some time later.
    pub to: Option<Span>,
}

/// A goal is worked on at another time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GoalScheduled {
    /// Which goal.
    pub goal: GoalId,
    /// When it was to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Span>,
    /// When it is to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Span>,
}

pub(crate) fn decide(product: &Product, command: &ScheduleGoal) -> Result<Vec<Event>, Refusal> {
    let goal = product.goal(command.goal)?;
    if let Some(span) = command.to {
        Span::new(span.start, span.end)?;
    }
    if goal.span == command.to {
        return Ok(Vec::new());
    }
    Ok(vec![Event::GoalScheduled(GoalScheduled {
        goal: goal.id,
        from: goal.span,
        to: command.to,
    })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &GoalScheduled) {
    let (from, to) = (event.from, event.to);
    let what = Done::Scheduled { from, to };
    product.change_goal(event.goal, recorded, what, |goal| goal.span = to);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roadmap::Quarter;
    use crate::roadmap::add::AddGoal;
    use crate::testing::Given;

    fn quarter(text: &str) -> Quarter {
        Quarter::parse(text).unwrap()
    }

    #[test]
    fn goals_stand_as_they_begin_and_those_without_dates_come_last() {
        let mut given = Given::items([]);
        for name in ["Some day", "Second", "First"] {
            let (name, text) = (name.into(), String::new());
            given.does(AddGoal {
                name,
                text,
                span: None,
            });
        }
        for (goal, start) in [(2, "2027-Q1"), (3, "2026-Q4")] {
            let (goal, end) = (GoalId(goal), quarter("2027-Q2"));
            let to = Some(Span::new(quarter(start), end).unwrap());
            given.does(ScheduleGoal { goal, to });
        }
        let order = |given: &Given| {
            let goals = given.product.roadmap();
            goals.iter().map(|goal| goal.id.0).collect::<Vec<_>>()
        };
        assert_eq!(order(&given), [3, 2, 1]);
        given.undoes_last();
        assert_eq!(order(&given), [2, 1, 3]);
    }

    #[test]
    fn a_goal_does_not_end_before_it_starts() {
        let mut given = Given::items([]);
        let (name, text) = ("Pay".into(), String::new());
        given.does(AddGoal {
            name,
            text,
            span: None,
        });
        let (start, end) = (quarter("2026-Q4"), quarter("2026-Q3"));
        let (goal, to) = (GoalId(1), Some(Span { start, end }));
        assert_eq!(
            given.refusal(ScheduleGoal { goal, to }),
            Refusal::GoalEndsBeforeStart { start, end }
        );
    }
}
