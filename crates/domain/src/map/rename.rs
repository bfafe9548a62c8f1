//! What an activity or a step is called. A new name says which one it was written over (I3).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{Position, StepId};
use crate::item::edit_text::changes;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// Give an activity or a step another name.
#[derive(Clone, PartialEq, Debug)]
pub struct RenameStep {
    /// Which.
    pub step: StepId,
    /// What it shall be called.
    pub name: String,
    /// The revision the edit began from; `None` to write over whatever is there.
    pub base: Option<Position>,
}

/// An activity or a step has another name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StepRenamed {
    /// Which.
    pub step: StepId,
    /// What it was called.
    pub from: Arc<str>,
    /// What it is called.
    pub to: Arc<str>,
}

pub(crate) fn decide(product: &Product, command: &RenameStep) -> Result<Vec<Event>, Refusal> {
    let (step, _) = product.step(command.step)?;
    let to = text::line("name", &command.name)?;
    let renamed = StepRenamed {
        step: step.id,
        from: step.name.value.clone(),
        to: to.clone(),
    };
    let changed = changes(&step.name, &to, command.base, "name")?;
    let changed = changed.then_some(Event::StepRenamed(renamed));
    Ok(changed.into_iter().collect())
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &StepRenamed) {
    let name = Revised::new(event.to.clone(), recorded.position);
    product.change_map(|map| {
        if let Some(step) = map.step_mut(event.step) {
            step.name = name;
        }
    });
}
