//! The sprint goal: the product owner's only lever on a sprint (B3). It may
//! change while the sprint runs; the contract keeps what was committed to.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{Position, SprintId};
use crate::item::edit_text::changes;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// Say what a sprint is for.
#[derive(Clone, PartialEq, Debug)]
pub struct SetGoal {
    /// Which sprint.
    pub sprint: SprintId,
    /// What for; empty takes the goal away.
    pub goal: String,
    /// The revision the edit began from.
    pub base: Option<Position>,
}

/// A sprint's goal changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct GoalSet {
    /// Which sprint.
    pub sprint: SprintId,
    /// What it was for.
    pub from: Arc<str>,
    /// What it is for.
    pub to: Arc<str>,
}

pub(crate) fn decide(product: &Product, command: &SetGoal) -> Result<Vec<Event>, Refusal> {
    let sprint = product.sprint(command.sprint)?;
    if sprint.is_closed() {
        return Err(Refusal::SprintClosed {
            sprint: sprint.id,
            name: sprint.name.clone(),
        });
    }
    let to = match text::one_line(&command.goal).is_empty() {
        true => Arc::default(),
        false => text::line("goal", &command.goal)?,
    };
    if !changes(&sprint.goal, &to, command.base, "goal")? {
        return Ok(Vec::new());
    }
    let from = sprint.goal.value.clone();
    Ok(vec![Event::GoalSet(GoalSet {
        sprint: sprint.id,
        from,
        to,
    })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &GoalSet) {
    let goal = Revised::new(event.to.clone(), recorded.position);
    product.change_sprint(event.sprint, |sprint| {
        sprint.goal = goal;
        sprint.goal_set = Some((recorded.actor, recorded.at));
    });
}
