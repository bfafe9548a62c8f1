//! Which goal an item serves. An item that says none serves its epic's.

use serde::{Deserialize, Serialize};

use super::GoalState;
use crate::event::Event;
use crate::ids::{GoalId, ItemId};
use crate::product::Product;
use crate::refusal::Refusal;

/// Put an epic or another item under a goal, or under none of its own.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeGoal {
    /// Which item.
    pub item: ItemId,
    /// Under which goal.
    pub to: Option<GoalId>,
}

/// An item serves another goal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GoalChanged {
    /// Which item.
    pub item: ItemId,
    /// Which goal it served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<GoalId>,
    /// Which it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<GoalId>,
}

pub(crate) fn decide(product: &Product, command: &ChangeGoal) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    if item.goal == command.to {
        return Ok(Vec::new());
    }
    if let Some(goal) = command.to {
        may_be_served(product, goal)?;
    }
    Ok(vec![Event::GoalChanged(GoalChanged {
        item: item.id,
        from: item.goal,
        to: command.to,
    })])
}

/// That the goal is there and was not dropped.
pub(crate) fn may_be_served(product: &Product, goal: GoalId) -> Result<(), Refusal> {
    match product.goal(goal)?.state {
        GoalState::Dropped => Err(Refusal::GoalDropped { goal }),
        _ => Ok(()),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &GoalChanged) {
    product.change_item(event.item, |item| item.goal = event.to);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::split::{Part, SplitItem};
    use crate::roadmap::add::AddGoal;
    use crate::roadmap::end::ChangeGoalState;
    use crate::testing::Given;

    #[test]
    fn an_item_serves_one_goal_and_none_that_was_dropped() {
        let mut given = Given::items(["A"]);
        for name in ["Pay", "Refunds"] {
            let (name, text) = (name.into(), String::new());
            given.does(AddGoal {
                name,
                text,
                span: None,
            });
        }
        let item = ItemId(1);
        for goal in [1, 2].map(GoalId) {
            given.does(ChangeGoal {
                item,
                to: Some(goal),
            });
        }
        assert_eq!(given.item(1).goal, Some(GoalId(2)));
        given.undoes_last();
        assert_eq!(given.item(1).goal, Some(GoalId(1)));
        let goal = GoalId(2);
        given.does(ChangeGoalState {
            goal,
            to: GoalState::Dropped,
            because: Some("No use".into()),
        });
        let to = Some(goal);
        let refusal = given.refusal(ChangeGoal { item, to });
        assert_eq!(refusal, Refusal::GoalDropped { goal });
        let (goal, to) = (GoalId(9), Some(GoalId(9)));
        let refusal = given.refusal(ChangeGoal { item, to });
        assert_eq!(refusal, Refusal::NoSuchGoal { goal });
    }

    #[test]
    fn the_parts_of_an_item_serve_what_it_serves() {
        let mut given = Given::items(["A"]);
        let (name, text) = ("Pay".into(), String::new());
        given.does(AddGoal {
            name,
            text,
            span: None,
        });
        let (item, to) = (ItemId(1), Some(GoalId(1)));
        given.does(ChangeGoal { item, to });
        let criteria = Vec::new();
        let title = "B".into();
        given.does(SplitItem {
            item,
            parts: vec![Part { title, criteria }],
            seen: None,
        });
        assert_eq!(given.item(2).goal, to);
    }
}
