//! A map drawn from the epics: an activity for each that has work left, with its items at it. Nobody
//! types twelve activities and drags three hundred cards to see a first map.
//!
//! What stands on the map already stays where it is, and an activity that is called like an epic takes
//! the epic's items; so it can be done again when more epics came.

use crate::event::Event;
use crate::ids::{ItemId, StepId};
use crate::item::Item;
use crate::product::Product;
use crate::query::{Filter, epics, items_of_epic};
use crate::refusal::Refusal;

use super::MAX_STEPS;
use super::add::StepAdded;
use super::place::{ItemsPlaced, Placed};

/// Draw the map from the epics.
#[derive(Clone, PartialEq, Debug)]
pub struct DrawMap {}

/// What drawing the map from the epics would do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// Epics that would become activities.
    pub activities: usize,
    /// Items that would be put on the map.
    pub items: usize,
    /// Epics that find no room on it any more.
    pub left_out: usize,
}

/// An epic whose items are not all on the map.
struct Undrawn {
    epic: ItemId,
    /// The activity that is called like it.
    activity: Option<StepId>,
    items: Vec<ItemId>,
}

/// What drawing the map from the epics would do now.
pub fn draft(product: &Product) -> Draft {
    let (undrawn, left_out) = undrawn(product);
    Draft {
        activities: undrawn.iter().filter(|one| one.activity.is_none()).count(),
        items: undrawn.iter().map(|one| one.items.len()).sum(),
        left_out,
    }
}

/// The epics that have work left and items that are not on the map, in the order in which their work
/// begins; and how many more of them there are than the map has room for.
fn undrawn(product: &Product) -> (Vec<Undrawn>, usize) {
    let mut room = MAX_STEPS.saturating_sub(product.story_map.count());
    let mut left_out = 0;
    let mut found = Vec::new();
    for line in epics(product, &Filter::default()) {
        let off_map = |id: &ItemId| {
            product
                .items
                .get(id)
                .is_some_and(|item| is_off(product, item))
        };
        let items: Vec<ItemId> = items_of_epic(product, line.epic)
            .into_iter()
            .filter(off_map)
            .collect();
        if items.is_empty() || line.progress.is_complete() {
            continue;
        }
        let name = product.items.get(&line.epic).map(|epic| &epic.title.value);
        let activity = name.and_then(|name| product.story_map.called(name));
        if activity.is_none() && room == 0 {
            left_out += 1;
            continue;
        }
        room -= usize::from(activity.is_none());
        let epic = line.epic;
        found.push(Undrawn {
            epic,
            activity,
            items,
        });
    }
    (found, left_out)
}

fn is_off(product: &Product, item: &Item) -> bool {
    item.place.joins_epic() && product.step_of(item).is_none()
}

pub(crate) fn decide(product: &Product) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    let mut last = product.story_map.last;
    for one in undrawn(product).0 {
        let step = one.activity.unwrap_or(StepId(last + 1));
        if one.activity.is_none() {
            last += 1;
            let (activity, name) = (None, product.live_item(one.epic)?.title.value.clone());
            events.push(Event::StepAdded(StepAdded {
                step,
                activity,
                name,
            }));
        }
        let from = None;
        let items = one.items.into_iter().map(|item| Placed { item, from });
        events.push(Event::ItemsPlaced(ItemsPlaced {
            items: items.collect(),
            to: Some(step),
        }));
    }
    Ok(events)
}
