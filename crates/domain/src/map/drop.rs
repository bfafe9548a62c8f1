//! An activity or a step is taken off the map, and put back. What stands at it is not on the map
//! meanwhile; nothing else happens to it.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Slot, Step, may_add};
use crate::event::Event;
use crate::ids::StepId;
use crate::item::{Item, Place};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::Revised;

/// Take an activity with its steps, or a step, off the map.
#[derive(Clone, PartialEq, Debug)]
pub struct RemoveStep {
    /// Which.
    pub step: StepId,
}

/// Put back what was taken off the map.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreStep {
    /// As it was taken off.
    pub removed: StepRemoved,
}

/// An activity or a step was taken off the map.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StepRemoved {
    /// Which.
    pub step: StepId,
    /// What it was called.
    pub name: Arc<str>,
    /// Where it stood.
    pub was: Slot,
    /// The steps it had, from left to right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(StepId, Arc<str>)>,
}

/// An activity or a step is on the map again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StepRestored {
    /// As it was taken off.
    pub removed: StepRemoved,
}

impl Product {
    /// How many items stand at an activity or one of its steps, or at a step, but removed ones.
    pub fn standing_at(&self, step: StepId) -> usize {
        let Some((step, _)) = self.story_map.find(step) else {
            return 0;
        };
        let inner = |id| step.id == id || step.steps.iter().any(|inner| inner.id == id);
        let there =
            |item: &&Arc<Item>| item.step.is_some_and(inner) && item.place != Place::Removed;
        self.items.values().filter(there).count()
    }
}

pub(crate) fn decide(product: &Product, command: &RemoveStep) -> Result<Vec<Event>, Refusal> {
    let (step, was) = product.step(command.step)?;
    let steps = step.steps.iter();
    let steps = steps.map(|inner| (inner.id, inner.name.value.clone()));
    Ok(vec![Event::StepRemoved(StepRemoved {
        step: step.id,
        name: step.name.value.clone(),
        was,
        steps: steps.collect(),
    })])
}

pub(crate) fn decide_restore(
    product: &Product,
    command: &RestoreStep,
) -> Result<Vec<Event>, Refusal> {
    let removed = &command.removed;
    if !is_off(product, removed) {
        return Err(Refusal::ChangedSince { what: "story map" });
    }
    if let Some(activity) = removed.was.activity {
        let (_, slot) = product.step(activity)?;
        if slot.activity.is_some() || !removed.steps.is_empty() {
            return Err(Refusal::StepOfStep { step: activity });
        }
    }
    may_add(product, 1 + removed.steps.len())?;
    let removed = removed.clone();
    Ok(vec![Event::StepRestored(StepRestored { removed })])
}

/// Whether each of its numbers was given once and is not on the map.
fn is_off(product: &Product, removed: &StepRemoved) -> bool {
    let map = &product.story_map;
    let inner = removed.steps.iter().map(|(id, _)| *id);
    let ids: BTreeSet<StepId> = inner.chain([removed.step]).collect();
    let off = |id: &StepId| id.0 <= map.last && map.find(*id).is_none();
    ids.iter().all(off) && ids.len() == removed.steps.len() + 1
}

pub(crate) fn evolve(product: &mut Product, event: &StepRemoved) {
    product.change_map(|map| {
        map.take(event.step);
    });
}

pub(crate) fn evolve_restored(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &StepRestored,
) {
    let named = |id: StepId, name: &Arc<str>| Step {
        id,
        name: Revised::new(name.clone(), recorded.position),
        steps: Vec::new(),
    };
    let removed = &event.removed;
    let steps = removed.steps.iter().map(|(id, name)| named(*id, name));
    let step = Step {
        steps: steps.collect(),
        ..named(removed.step, &removed.name)
    };
    product.change_map(|map| map.put(step, removed.was));
}
