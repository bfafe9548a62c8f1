//! A new activity, or a new step of one, at the right.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Slot, Step, may_add};
use crate::event::Event;
use crate::ids::StepId;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// Write down something that a user does.
#[derive(Clone, PartialEq, Debug)]
pub struct AddStep {
    /// Of which activity it is a step; nothing for an activity.
    pub activity: Option<StepId>,
    /// What it is called.
    pub name: String,
}

/// An activity or a step was written down.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StepAdded {
    /// Its number.
    pub step: StepId,
    /// Of which activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<StepId>,
    /// What it is called.
    pub name: Arc<str>,
}

pub(crate) fn decide(product: &Product, command: &AddStep) -> Result<Vec<Event>, Refusal> {
    let name = text::line("name", &command.name)?;
    if let Some(activity) = command.activity {
        let (_, slot) = product.step(activity)?;
        if slot.activity.is_some() {
            return Err(Refusal::StepOfStep { step: activity });
        }
    }
    may_add(product, 1)?;
    Ok(vec![Event::StepAdded(StepAdded {
        step: StepId(product.story_map.last + 1),
        activity: command.activity,
        name,
    })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &StepAdded) {
    let step = Step {
        id: event.step,
        name: Revised::new(event.name.clone(), recorded.position),
        steps: Vec::new(),
    };
    let slot = Slot {
        activity: event.activity,
        at: u32::MAX,
    };
    product.change_map(|map| {
        map.last = map.last.max(event.step.0);
        map.put(step, slot);
    });
}
