//! Taking over the order that scores propose, as it was seen: all of it or some rows, as one command
//! with one undo and one reason.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::proposal::propose;
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::arrange::arranged;
use crate::place::ice::today;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// Take over a proposal.
#[derive(Clone, PartialEq, Debug)]
pub struct ApplyProposal {
    /// The fingerprint of the proposal somebody has seen.
    pub seen: u64,
    /// Only these of its items: they go to the rank proposed for them, and what is not among them
    /// keeps its order around them. Without it, all.
    pub only: Option<Vec<ItemId>>,
    /// Why, beside the formula.
    pub reason: Option<String>,
}

pub(crate) fn decide(
    product: &Product,
    now: Timestamp,
    command: &ApplyProposal,
) -> Result<Vec<Event>, Refusal> {
    let method = product.scored_by()?;
    let proposal = propose(product, method);
    let only = command.only.as_deref().map(BTreeSet::from_iter);
    let wanted = |item: &ItemId| {
        only.as_ref()
            .is_none_or(|only: &BTreeSet<_>| only.contains(item))
    };
    let chosen = proposal.changes.iter().filter(|one| wanted(&one.item));
    let chosen: Vec<(ItemId, u32)> = chosen.map(|one| (one.item, one.to)).collect();
    let all_there = only.as_ref().is_none_or(|only| only.len() == chosen.len());
    if proposal.fingerprint() != command.seen || !all_there {
        return Err(Refusal::ProposalChanged);
    }
    let by = format!("By {} of {}", method.title(), today(product, now));
    let reason = match text::reason(command.reason.as_deref())? {
        Some(why) => format!("{by}: {why}"),
        None => by,
    };
    Ok(arranged(product, &chosen, Some(reason.into()))
        .into_iter()
        .collect())
}
