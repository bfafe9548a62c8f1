//! How large the team thinks an item is (C11). Planning poker ends in the same
//! decision (`poker/close.rs`); how it reads is the scale's (`scale.rs`).

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::event::Event;
use crate::ids::ItemId;
use crate::points::Points;
use crate::product::Product;
use crate::refusal::Refusal;

/// Estimate an item, or take its estimate away.
#[derive(Clone, PartialEq, Debug)]
pub struct Estimate {
    /// Which item.
    pub item: ItemId,
    /// How large.
    pub to: Option<Points>,
}

/// An item's estimate changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EstimateChanged {
    /// Which item.
    pub item: ItemId,
    /// What it was.
    pub from: Option<Points>,
    /// What it is.
    pub to: Option<Points>,
}

pub(crate) fn decide(product: &Product, command: &Estimate) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    if item.kind == Kind::Epic && command.to.is_some() && product.is_broken_down(item.id) {
        return Err(Refusal::EpicEstimatedByItems { item: item.id });
    }
    if item.place.is_aside() && command.to.is_some() {
        let (item, place) = (item.id, item.place);
        return Err(Refusal::StandsAside { item, place });
    }
    if item.is_finished() {
        return Err(Refusal::ItemFinished { item: item.id });
    }
    if item.estimate == command.to {
        return Ok(Vec::new());
    }
    let (from, to) = (item.estimate, command.to);
    Ok(vec![Event::EstimateChanged(EstimateChanged {
        item: item.id,
        from,
        to,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &EstimateChanged) {
    product.change_item(event.item, |item| item.estimate = event.to);
}
