//! Which formula a product scores its items by: one at a time, or none, which is how it begins.
//! What was said about items stays when the formula changes.

use serde::{Deserialize, Serialize};

use super::Method;
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// Score items by another formula, or by none.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeScoring {
    /// Which.
    pub to: Option<Method>,
}

/// Items are scored by another formula.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ScoringChanged {
    /// Which it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Method>,
    /// Which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Method>,
}

impl Product {
    /// The formula items are scored by.
    ///
    /// # Errors
    /// [`Refusal::NotScored`] where there is none.
    pub fn scored_by(&self) -> Result<Method, Refusal> {
        self.scoring.ok_or(Refusal::NotScored)
    }
}

pub(crate) fn decide(product: &Product, command: &ChangeScoring) -> Result<Vec<Event>, Refusal> {
    let (from, to) = (product.scoring, command.to);
    let changed = (from != to).then_some(Event::ScoringChanged(ScoringChanged { from, to }));
    Ok(changed.into_iter().collect())
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &ScoringChanged) {
    product.scoring = event.to;
    product.scoring_changed = Some((recorded.actor, recorded.at));
}
