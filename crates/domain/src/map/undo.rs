//! What takes back what was done to the map.

use std::collections::BTreeMap;

use super::drop::{RemoveStep, RestoreStep};
use super::place::{ItemsPlaced, PlaceItems};
use super::rename::RenameStep;
use super::shift::ShiftStep;
use crate::decide::Command;
use crate::event::Event;
use crate::ids::{ItemId, StepId};
use crate::item::Place;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::undo::still;

/// The commands that take `recorded` back, if it was about the map.
pub(crate) fn take_back(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Vec<Command>>, Refusal> {
    let command: Command = match &recorded.event {
        Event::StepAdded(e) => remove(product, e.step)?,
        Event::StepRestored(e) => RemoveStep {
            step: e.removed.step,
        }
        .into(),
        Event::StepRemoved(e) => RestoreStep { removed: e.clone() }.into(),
        Event::StepRenamed(e) => {
            let (step, _) = product.step(e.step)?;
            still(step.name.revision == recorded.position, "name")?;
            RenameStep {
                step: e.step,
                name: e.from.to_string(),
                base: Some(recorded.position),
            }
            .into()
        }
        Event::StepShifted(e) => {
            let (_, slot) = product.step(e.step)?;
            still(slot == e.to, "story map")?;
            let (step, to) = (e.step, e.from);
            ShiftStep { step, to }.into()
        }
        Event::ItemsPlaced(e) => return former(product, e).map(Some),
        _ => return Ok(None),
    };
    Ok(Some(vec![command]))
}

/// What was added leaves again, if nobody has put anything there since.
fn remove(product: &Product, step: StepId) -> Result<Command, Refusal> {
    let (found, _) = product.step(step)?;
    let bare = found.steps.is_empty() && product.standing_at(step) == 0;
    still(bare, "story map")?;
    Ok(RemoveStep { step }.into())
}

/// Each item goes where it stood. What was removed from the product meanwhile is not on the map anyway.
fn former(product: &Product, event: &ItemsPlaced) -> Result<Vec<Command>, Refusal> {
    let mut groups: BTreeMap<Option<StepId>, Vec<ItemId>> = BTreeMap::new();
    for placed in &event.items {
        let item = product.item(placed.item)?;
        if item.place == Place::Removed {
            continue;
        }
        still(product.step_of(item) == event.to, "place on the map")?;
        groups.entry(placed.from).or_default().push(placed.item);
    }
    let back = |(to, items)| PlaceItems { items, to }.into();
    Ok(groups.into_iter().map(back).collect())
}
