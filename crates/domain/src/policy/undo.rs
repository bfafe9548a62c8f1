//! The way back from a change of policies and from a tick (I2).

use super::change::ChangePolicy;
use super::own_check::{KeepReadyCheck, RewordReadyCheck, TickItem};
use crate::decide::Command;
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// The command that takes `recorded` back; `None` when it is another matter.
///
/// # Errors
/// [`Refusal::ChangedSince`] for a policy somebody has changed again.
pub(crate) fn take_back(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Command>, Refusal> {
    let command: Command = match &recorded.event {
        Event::PolicyChanged(e) if product.policies.get(e.policy) != e.to => {
            return Err(Refusal::ChangedSince { what: "policy" });
        }
        Event::PolicyChanged(e) => ChangePolicy {
            policy: e.policy,
            to: e.from,
            reason: None,
        }
        .into(),
        Event::ReadyCheckAdded(e) => KeepReadyCheck {
            check: e.check,
            kept: false,
        }
        .into(),
        Event::ReadyCheckReworded(e) => RewordReadyCheck {
            check: e.check,
            text: e.from.to_string(),
            base: Some(recorded.position),
        }
        .into(),
        Event::ReadyCheckKept(e) => KeepReadyCheck {
            check: e.check,
            kept: !e.kept,
        }
        .into(),
        Event::ItemTicked(e) => TickItem {
            item: e.item,
            check: e.check,
            ticked: !e.ticked,
        }
        .into(),
        _ => return Ok(None),
    };
    Ok(Some(command))
}
