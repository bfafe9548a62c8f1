//! What takes back what was said about scores (I2). The order they propose is taken back like every
//! other move.

use super::choose::ChangeScoring;
use super::say::ScoreItem;
use crate::decide::Command;
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::undo::still;

/// The command that takes `recorded` back, if it was about scores.
pub(crate) fn take_back(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Command>, Refusal> {
    let command: Command = match &recorded.event {
        Event::ScoreChanged(e) => {
            let now = product.live_item(e.item)?.scores.get(e.input);
            still(now == e.to, e.input.word())?;
            let (item, input, to) = (e.item, e.input, e.from);
            ScoreItem { item, input, to }.into()
        }
        Event::ScoringChanged(e) => {
            still(product.scoring == e.to, "formula of the scores")?;
            ChangeScoring { to: e.from }.into()
        }
        _ => return Ok(None),
    };
    Ok(Some(command))
}
