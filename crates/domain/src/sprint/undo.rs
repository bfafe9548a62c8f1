//! The way back of what a team says about a sprint it plans. What moves items stands in the general undo.

use super::availability::SetAvailability;
use crate::decide::Command;
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::undo::still;

/// The command that takes such an event back; nothing for other events.
///
/// # Errors
/// When something was changed since.
pub(crate) fn take_back(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Command>, Refusal> {
    Ok(Some(match &recorded.event {
        Event::AvailabilityChanged(e) => {
            let now = product.sprint(e.sprint)?.availability.get(&e.person);
            still(now.copied() == e.to, "days")?;
            let (sprint, person, to) = (e.sprint, e.person, e.from);
            SetAvailability { sprint, person, to }.into()
        }
        _ => return Ok(None),
    }))
}
