//! The way back of what orders: moves, their reasons, and pairs that were weighed.

use crate::decide::Command;
use crate::history::What;
use crate::ids::Position;
use crate::item::Item;
use crate::item::reorder::{ItemsMoved, RestoreRanks};
use crate::item::weigh::{Answer, PairWeighed, Weigh};
use crate::item::why::{self, GiveReason, ReasonGiven};
use crate::product::Product;
use crate::record::Context;
use crate::refusal::Refusal;

use super::still;

/// Each of what was moved back below what it stood below.
pub(super) fn former(event: &ItemsMoved) -> Command {
    let mut moves = event.items.clone();
    moves.sort_by_key(|moved| moved.from);
    let items = moves
        .iter()
        .map(|moved| (moved.item, moved.was_below))
        .collect();
    RestoreRanks { items }.into()
}

/// Whether somebody else moved an item since.
pub(super) fn moved_by_others(item: &Item, context: &Context, since: Position) -> bool {
    let entries = item.history.iter().rev();
    let mut later = entries.take_while(|entry| entry.position > since);
    later.any(|entry| {
        matches!(entry.what, What::Moved { .. }) && entry.actor != context.actor.person()
    })
}

pub(super) fn former_answer(event: &PairWeighed) -> Command {
    let answer = match event.asked {
        true => Answer::Unasked,
        false => Answer::Open,
    };
    let pair = event.pair;
    Weigh { pair, answer }.into()
}

pub(super) fn former_reason(product: &Product, event: &ReasonGiven) -> Result<Command, Refusal> {
    for item in &event.items {
        let (_, reason) = why::moved(product.item(*item)?, event.position)?;
        still(*reason == event.to, "reason")?;
    }
    let (position, items) = (event.position, event.items.clone());
    let moves = vec![why::Move { position, items }];
    let reason = event.from.as_deref().map(str::to_owned);
    Ok(GiveReason { moves, reason }.into())
}
