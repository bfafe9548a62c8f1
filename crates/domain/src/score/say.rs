//! Saying the numbers that a score is made of. They order nothing, so they need no reason.

use serde::{Deserialize, Serialize};

use super::{Input, hundredths, plain};
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Say one of the numbers about an item, or take it away.
#[derive(Clone, PartialEq, Debug)]
pub struct ScoreItem {
    /// Which item.
    pub item: ItemId,
    /// Which number.
    pub input: Input,
    /// What it is.
    pub to: Option<f64>,
}

/// One of the numbers about an item changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ScoreChanged {
    /// Which item.
    pub item: ItemId,
    /// Which number.
    pub input: Input,
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// What it is, to a hundredth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
}

pub(crate) fn decide(product: &Product, command: &ScoreItem) -> Result<Vec<Event>, Refusal> {
    let ScoreItem { item, input, to } = *command;
    let found = product.live_item(item)?;
    if found.is_finished() {
        return Err(Refusal::ItemFinished { item });
    }
    let (least, most) = input.range();
    if let Some(number) = to.filter(|number| !(least..=most).contains(number)) {
        return Err(Refusal::NumberOutside {
            input,
            number: plain(number),
        });
    }
    let from = found.scores.get(input);
    let to = to.map(|number| f64::from(hundredths(number)) / 100.0);
    let changed = ScoreChanged {
        item,
        input,
        from,
        to,
    };
    let event = (from != to).then_some(Event::ScoreChanged(changed));
    Ok(event.into_iter().collect())
}

pub(crate) fn evolve(product: &mut Product, event: &ScoreChanged) {
    product.change_item(event.item, |item| item.scores.set(event.input, event.to));
}
