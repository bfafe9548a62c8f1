//! Activities and steps change places. A step can become an activity, and an activity without steps a
//! step of another: a map that was drawn from epics often has them side by side at first.
//! Its items go with it, because they stand at it and nowhere else.

use serde::{Deserialize, Serialize};

use super::Slot;
use crate::event::Event;
use crate::ids::StepId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Put an activity or a step at another place of the map.
#[derive(Clone, PartialEq, Debug)]
pub struct ShiftStep {
    /// Which.
    pub step: StepId,
    /// Where it goes, counted without itself; beyond the last means last.
    pub to: Slot,
}

/// An activity or a step stands elsewhere on the map.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StepShifted {
    /// Which.
    pub step: StepId,
    /// Where it stood.
    pub from: Slot,
    /// Where it stands.
    pub to: Slot,
}

pub(crate) fn decide(product: &Product, command: &ShiftStep) -> Result<Vec<Event>, Refusal> {
    let (step, from) = product.step(command.step)?;
    let beside = match command.to.activity {
        None => product.story_map.activities.len(),
        Some(activity) => steps_of(product, activity, step.steps.is_empty(), step.id)?,
    };
    // Without itself there is one place less where it stands already.
    let own = usize::from(from.activity == command.to.activity);
    let last = beside.saturating_sub(own) as u32;
    let to = Slot {
        at: command.to.at.min(last),
        ..command.to
    };
    let shifted = StepShifted {
        step: step.id,
        from,
        to,
    };
    let changed = (from != to).then_some(Event::StepShifted(shifted));
    Ok(changed.into_iter().collect())
}

/// How many steps an activity has that takes one more.
fn steps_of(
    product: &Product,
    activity: StepId,
    bare: bool,
    step: StepId,
) -> Result<usize, Refusal> {
    let (found, slot) = product.step(activity)?;
    if slot.activity.is_some() || activity == step {
        return Err(Refusal::StepOfStep { step: activity });
    }
    match bare {
        true => Ok(found.steps.len()),
        false => Err(Refusal::ActivityHasSteps { step }),
    }
}

pub(crate) fn evolve(product: &mut Product, event: &StepShifted) {
    product.change_map(|map| {
        if let Some(step) = map.take(event.step) {
            map.put(step, event.to);
        }
    });
}
