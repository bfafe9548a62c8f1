//! The user story map (C6): what a user does, from left to right, as activities and the steps of each.
//! Items stand at one of them. It is a map of the live items: it holds no copies, and it orders nothing.
//! One file per command beside this one.
//!
//! Deliberately not here: slices. What stands beside what down the map is a question to the goals and
//! sprints that are there already (`query::map`); a second plan of releases could contradict them.

pub mod add;
pub mod cards;
pub mod draw;
pub mod drop;
pub mod place;
pub mod rename;
pub mod shift;
pub(crate) mod undo;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ids::StepId;
use crate::item::Item;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text::Revised;

/// Activities and steps of a map at most, together.
pub const MAX_STEPS: usize = 300;

/// Activities with their steps: the backbone of the map.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StoryMap {
    /// The activities, from left to right.
    pub activities: Vec<Step>,
    /// The newest number, so that none is used twice.
    pub(crate) last: u32,
}

/// Something a user does: an activity, or a step of one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Its number.
    pub id: StepId,
    /// One line.
    pub name: Revised<Arc<str>>,
    /// An activity's steps, from left to right. A step has none.
    pub steps: Vec<Step>,
}

/// Where a step stands among others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Slot {
    /// In which activity; nothing for an activity itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<StepId>,
    /// How many stand left of it there.
    pub at: u32,
}

impl StoryMap {
    /// Whether nothing is on it, not even an activity.
    pub fn is_empty(&self) -> bool {
        self.activities.is_empty()
    }

    /// How many activities and steps it has.
    pub fn count(&self) -> usize {
        let steps = self.activities.iter().map(|activity| activity.steps.len());
        self.activities.len() + steps.sum::<usize>()
    }

    /// An activity or a step, and where it stands.
    pub fn find(&self, id: StepId) -> Option<(&Step, Slot)> {
        let slot = |activity, at: usize| Slot {
            activity,
            at: at as u32,
        };
        let mut activities = self.activities.iter().enumerate();
        activities.find_map(|(at, activity)| {
            if activity.id == id {
                return Some((activity, slot(None, at)));
            }
            let mut steps = activity.steps.iter().enumerate();
            let (at, step) = steps.find(|(_, step)| step.id == id)?;
            Some((step, slot(Some(activity.id), at)))
        })
    }

    /// What an activity or a step is called, for a step with its activity: "Rent a bike › Unlock it".
    pub fn name_of(&self, id: StepId) -> Option<Arc<str>> {
        let (step, slot) = self.find(id)?;
        let name = &step.name.value;
        let activity = slot.activity.and_then(|activity| self.find(activity));
        Some(match activity {
            Some((activity, _)) => format!("{} › {name}", activity.name.value).into(),
            None => name.clone(),
        })
    }

    /// The activity, or the step, that is called so: what draws a map twice makes none twice.
    fn called(&self, name: &str) -> Option<StepId> {
        let key = name.to_lowercase();
        let same = |activity: &&Step| activity.name.value.to_lowercase() == key;
        Some(self.activities.iter().find(same)?.id)
    }

    fn siblings(&mut self, activity: Option<StepId>) -> Option<&mut Vec<Step>> {
        match activity {
            None => Some(&mut self.activities),
            Some(id) => {
                let mut activities = self.activities.iter_mut();
                let found = activities.find(|activity| activity.id == id);
                found.map(|activity| &mut activity.steps)
            }
        }
    }

    fn step_mut(&mut self, id: StepId) -> Option<&mut Step> {
        let (_, slot) = self.find(id)?;
        self.siblings(slot.activity)?.get_mut(slot.at as usize)
    }

    fn take(&mut self, id: StepId) -> Option<Step> {
        let (_, slot) = self.find(id)?;
        Some(self.siblings(slot.activity)?.remove(slot.at as usize))
    }

    fn put(&mut self, step: Step, slot: Slot) {
        if let Some(siblings) = self.siblings(slot.activity) {
            let at = (slot.at as usize).min(siblings.len());
            siblings.insert(at, step);
        }
    }
}

impl Product {
    /// An activity or a step of the map.
    ///
    /// # Errors
    /// [`Refusal::NoSuchStep`].
    pub fn step(&self, id: StepId) -> Result<(&Step, Slot), Refusal> {
        let found = self.story_map.find(id);
        found.ok_or(Refusal::NoSuchStep { step: id })
    }

    /// Where on the map an item stands. One whose step was taken away is not on it, until that
    /// comes back.
    pub fn step_of(&self, item: &Item) -> Option<StepId> {
        let step = item.step?;
        self.story_map.find(step).map(|_| step)
    }

    fn change_map(&mut self, change: impl FnOnce(&mut StoryMap)) {
        change(Arc::make_mut(&mut self.story_map));
    }
}

/// That the map may have so many more activities and steps.
fn may_add(product: &Product, more: usize) -> Result<(), Refusal> {
    match product.story_map.count() + more {
        count if count > MAX_STEPS => Err(Refusal::TooMany {
            what: "activities and steps",
            count,
            limit: MAX_STEPS,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
