//! What takes back what was done to the roadmap.

use super::GoalState;
use super::cover::CoverPart;
use super::edit::{EditGoal, GoalField};
use super::end::ChangeGoalState;
use super::schedule::ScheduleGoal;
use super::serve::ChangeGoal;
use crate::decide::Command;
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::undo::still;

/// The command that takes `recorded` back, if it was about the roadmap.
pub(crate) fn take_back(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Command>, Refusal> {
    let command: Command = match &recorded.event {
        Event::GoalAdded(e) => ChangeGoalState {
            goal: e.goal,
            to: GoalState::Removed,
            because: None,
        }
        .into(),
        Event::GoalEdited(e) => {
            let goal = product.goal(e.goal)?;
            let revision = match e.field {
                GoalField::Name => goal.name.revision,
                GoalField::Text => goal.text.revision,
            };
            still(revision == recorded.position, e.field.as_str())?;
            EditGoal {
                goal: e.goal,
                field: e.field,
                text: e.from.to_string(),
                base: Some(recorded.position),
                parts: Some(e.was.clone()),
            }
            .into()
        }
        Event::GoalScheduled(e) => {
            still(product.goal(e.goal)?.span == e.to, "time of the goal")?;
            let (goal, to) = (e.goal, e.from);
            ScheduleGoal { goal, to }.into()
        }
        Event::GoalStateChanged(e) => {
            let now = product.goals.get(&e.goal).map(|goal| goal.state);
            still(now == Some(e.to), "state of the goal")?;
            ChangeGoalState {
                goal: e.goal,
                to: e.from,
                because: e.was_because.as_deref().map(str::to_owned),
            }
            .into()
        }
        Event::GoalChanged(e) => {
            still(product.live_item(e.item)?.goal == e.to, "goal")?;
            let (item, to) = (e.item, e.from);
            ChangeGoal { item, to }.into()
        }
        Event::CoverChanged(e) => {
            let goal = product.goal(e.goal)?;
            let items = goal.covers.get(&e.part);
            let covers = items.is_some_and(|items| items.contains(&e.item));
            still(covers == e.covers, "coverage")?;
            CoverPart {
                goal: e.goal,
                part: e.part,
                item: e.item,
                covers: !e.covers,
            }
            .into()
        }
        _ => return Ok(None),
    };
    Ok(Some(command))
}
