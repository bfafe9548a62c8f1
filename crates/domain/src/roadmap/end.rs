//! A goal is reached, dropped with a reason, opened again, or taken off the roadmap as a mistake.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Done, GoalState, may_add};
use crate::event::Event;
use crate::ids::GoalId;
use crate::item::Place;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text;

/// Say how it stands with a goal.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeGoalState {
    /// Which goal.
    pub goal: GoalId,
    /// How it stands.
    pub to: GoalState,
    /// Why; needed to drop one.
    pub because: Option<String>,
}

/// It stands otherwise with a goal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GoalStateChanged {
    /// Which goal.
    pub goal: GoalId,
    /// How it stood.
    pub from: GoalState,
    /// Why it stood so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_because: Option<Arc<str>>,
    /// How it stands.
    pub to: GoalState,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Arc<str>>,
}

pub(crate) fn decide(product: &Product, command: &ChangeGoalState) -> Result<Vec<Event>, Refusal> {
    let (id, to) = (command.goal, command.to);
    let goal = product.goals.get(&id);
    let goal = goal.ok_or(Refusal::NoSuchGoal { goal: id })?;
    let because = text::reason(command.because.as_deref())?;
    if goal.state == to {
        return Ok(Vec::new());
    }
    if to == GoalState::Dropped && because.is_none() {
        return Err(Refusal::TextMissing { field: "reason" });
    }
    if to == GoalState::Removed {
        serves_nobody(product, id)?;
    }
    if goal.state == GoalState::Removed {
        may_add(product)?;
    }
    Ok(vec![Event::GoalStateChanged(GoalStateChanged {
        goal: id,
        from: goal.state,
        was_because: goal.because.clone(),
        to,
        because,
    })])
}

/// That nothing in the product names the goal.
fn serves_nobody(product: &Product, goal: GoalId) -> Result<(), Refusal> {
    let items = product.items.values();
    let serving = items.filter(|item| item.goal == Some(goal) && item.place != Place::Removed);
    match serving.count() {
        0 => Ok(()),
        count => Err(Refusal::GoalServed { goal, count }),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &GoalStateChanged) {
    let (to, because) = (event.to, event.because.clone());
    let what = Done::State {
        to,
        because: because.clone(),
    };
    product.change_goal(event.goal, recorded, what, |goal| {
        goal.state = to;
        goal.because = because;
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ItemId;
    use crate::roadmap::add::AddGoal;
    use crate::roadmap::serve::ChangeGoal;
    use crate::testing::Given;

    fn given() -> Given {
        let mut given = Given::items(["A"]);
        let (name, text) = ("Pay".into(), String::new());
        given.does(AddGoal {
            name,
            text,
            span: None,
        });
        let (item, to) = (ItemId(1), Some(GoalId(1)));
        given.does(ChangeGoal { item, to });
        given
    }

    fn change(to: GoalState, because: Option<&str>) -> ChangeGoalState {
        ChangeGoalState {
            goal: GoalId(1),
            to,
            because: because.map(str::to_owned),
        }
    }

    #[test]
    fn a_goal_is_dropped_with_a_reason_and_opened_again() {
        let mut given = given();
        let field = "reason";
        let refusal = given.refusal(change(GoalState::Dropped, Some(" ")));
        assert_eq!(refusal, Refusal::TextMissing { field });
        given.does(change(GoalState::Dropped, Some("The market left")));
        given.does(change(GoalState::Open, None));
        given.undoes_last();
        let goal = given.product.goal(GoalId(1)).unwrap();
        assert_eq!(goal.state, GoalState::Dropped);
        assert_eq!(goal.because.as_deref(), Some("The market left"));
    }

    #[test]
    fn what_is_served_is_not_removed() {
        let mut given = given();
        let (goal, count) = (GoalId(1), 1);
        let refusal = given.refusal(change(GoalState::Removed, None));
        assert_eq!(refusal, Refusal::GoalServed { goal, count });
        let (item, to) = (ItemId(1), None);
        given.does(ChangeGoal { item, to });
        given.does(change(GoalState::Removed, None));
        assert_eq!(given.product.goal(goal), Err(Refusal::NoSuchGoal { goal }));
    }
}
