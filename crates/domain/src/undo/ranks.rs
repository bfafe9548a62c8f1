//! The way back of what orders: moves, one by one and many at once, their reasons, and pairs that were weighed.

use crate::decide::Command;
use crate::history::What;
use crate::ids::{ItemId, Position};
use crate::item::Item;
use crate::item::arrange::{ArrangeItems, ItemsArranged};
use crate::item::reorder::{ItemsMoved, Moved, RestoreRanks};
use crate::item::weigh::{Answer, PairWeighed, Weigh};
use crate::item::why::{self, GiveReason, ReasonGiven};
use crate::product::Product;
use crate::record::Context;
use crate::refusal::Refusal;

use super::still;

/// Each of what was moved back below what it stood below.
pub(super) fn former(event: &ItemsMoved) -> Command {
    let items = by_former_rank(&event.items);
    RestoreRanks { items }.into()
}

/// The same for many at once.
pub(super) fn former_arrangement(event: &ItemsArranged) -> Command {
    let items = by_former_rank(&event.items);
    ArrangeItems { items }.into()
}

fn by_former_rank(items: &[Moved]) -> Vec<(ItemId, Option<ItemId>)> {
    let mut moves = items.to_vec();
    moves.sort_by_key(|moved| moved.from);
    let each = moves.iter();
    each.map(|moved| (moved.item, moved.was_below)).collect()
}

/// That nobody else moved any of these items since.
pub(super) fn moved_by_nobody_else(
    product: &Product,
    context: &Context,
    since: Position,
    items: &[Moved],
) -> Result<(), Refusal> {
    for moved in items {
        let item = product.item(moved.item)?;
        still(!moved_by_others(item, context, since), "rank")?;
    }
    Ok(())
}

fn moved_by_others(item: &Item, context: &Context, since: Position) -> bool {
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
