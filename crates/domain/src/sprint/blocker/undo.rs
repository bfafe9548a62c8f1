//! The way back from what became of blockers (I2).

use super::raise::{RestoreBlocker, WithdrawBlocker};
use super::resolve::{ReopenBlocker, ResolveBlocker};
use crate::decide::Command;
use crate::event::Event;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::undo::still;

/// The command that takes `event` back; `None` when it is another matter.
///
/// # Errors
/// When it was changed since.
pub(crate) fn take_back(product: &Product, event: &Event) -> Result<Option<Command>, Refusal> {
    let open = |item, blocker| super::find(product, item, blocker).map(|found| found.is_open());
    Ok(Some(match event {
        Event::BlockerRaised(e) => WithdrawBlocker {
            item: e.item,
            blocker: e.blocker,
        }
        .into(),
        Event::BlockerWithdrawn(e) => RestoreBlocker {
            withdrawn: e.clone(),
        }
        .into(),
        Event::BlockerResolved(e) => {
            still(!open(e.item, e.blocker)?, "blocker")?;
            ReopenBlocker {
                item: e.item,
                blocker: e.blocker,
            }
            .into()
        }
        Event::BlockerReopened(e) => {
            still(open(e.item, e.blocker)?, "blocker")?;
            ResolveBlocker {
                item: e.item,
                blocker: e.blocker,
                text: e.was.text.as_deref().map(str::to_owned),
            }
            .into()
        }
        _ => return Ok(None),
    }))
}
