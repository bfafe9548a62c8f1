//! The order that scores propose (C7). What has no score keeps its rank: the scored items change
//! places among each other, the highest score first, equal ones as they stand. So nothing that nobody
//! has scored is raised or lowered, and a backlog of which a part is scored proposes something for
//! that part alone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Method, Score};
use crate::ids::ItemId;
use crate::item::Place;
use crate::product::Product;

/// What would stand elsewhere.
#[derive(Clone, PartialEq, Debug)]
pub struct Proposal {
    /// The formula it is by.
    pub method: Method,
    /// Items that would change their rank, by their new one.
    pub changes: Vec<Change>,
    /// Dependencies that would be turned around: an item, and what it waits for, which stands above it
    /// now and would stand below.
    pub clashes: Vec<(ItemId, ItemId)>,
    /// How many items have a score.
    pub scored: usize,
}

/// An item that would change its rank.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Change {
    /// Which.
    pub item: ItemId,
    /// Its rank.
    pub from: u32,
    /// The rank it would have.
    pub to: u32,
    /// Its score.
    pub score: Score,
}

impl Proposal {
    /// A number that is another for another proposal, so that one is taken over as it was seen:
    /// FNV-1a over the formula, the items, their ranks and the clashes.
    pub fn fingerprint(&self) -> u64 {
        let ranks = self.changes.iter();
        let ranks = ranks.flat_map(|one| [one.item.0, one.from, one.to]);
        let clashes = self.clashes.iter();
        let clashes = clashes.flat_map(|(item, blocker)| [item.0, blocker.0]);
        let numbers = [self.method as u32].into_iter().chain(ranks).chain(clashes);
        let bytes = numbers.flat_map(u32::to_le_bytes);
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    /// The clashes an item is part of: as the one that waits, or as what is waited for.
    pub fn clashes_of(&self, item: ItemId) -> impl Iterator<Item = (ItemId, ItemId)> {
        let all = self.clashes.iter().copied();
        all.filter(move |(waits, blocker)| *waits == item || *blocker == item)
    }
}

/// An item of the order with its score.
#[derive(Clone, Copy)]
struct Scored {
    item: ItemId,
    rank: u32,
    score: Score,
}

/// The order that `method` proposes.
pub fn propose(product: &Product, method: Method) -> Proposal {
    let standing = in_order(product, &scores(product, method));
    let mut best = standing.clone();
    best.sort_by_key(|one| std::cmp::Reverse(one.score));
    let ranks = standing.iter().map(|one| one.rank);
    let changes = best.iter().zip(ranks).map(|(one, to)| Change {
        item: one.item,
        from: one.rank,
        to,
        score: one.score,
    });
    let changes: Vec<Change> = changes.filter(|one| one.from != one.to).collect();
    Proposal {
        method,
        clashes: clashes(product, &changes),
        changes,
        scored: standing.len(),
    }
}

/// Items with a score, by number. They are looked at as they lie in memory; looking each up in the
/// order's order takes several times as long.
fn scores(product: &Product, method: Method) -> Vec<(ItemId, Score)> {
    let waiting = product.items.values();
    let waiting = waiting.filter(|item| item.place == Place::ProductBacklog);
    let scored = waiting.filter_map(|item| Some((item.id, method.score(item)?)));
    scored.collect()
}

fn in_order(product: &Product, scores: &[(ItemId, Score)]) -> Vec<Scored> {
    if scores.is_empty() {
        return Vec::new();
    }
    let ranked = product.order.iter().zip(1..);
    let scored = ranked.filter_map(|(item, rank)| {
        let found = scores.binary_search_by_key(item, |(id, _)| *id).ok()?;
        let (item, score) = scores[found];
        Some(Scored { item, rank, score })
    });
    scored.collect()
}

/// Only dependencies of what moves can be turned around. There are fewer of them than items.
fn clashes(product: &Product, changes: &[Change]) -> Vec<(ItemId, ItemId)> {
    if product.blocks.is_empty() || changes.is_empty() {
        return Vec::new();
    }
    let moved: BTreeMap<ItemId, u32> = changes.iter().map(|one| (one.item, one.to)).collect();
    let waiting = product.blocks.iter();
    let pairs = waiting.flat_map(|(blocker, all)| all.iter().map(|item| (*item, *blocker)));
    let concerned = |item: &ItemId| moved.contains_key(item);
    let pairs: BTreeSet<(ItemId, ItemId)> = pairs
        .filter(|(item, blocker)| concerned(item) || concerned(blocker))
        .collect();
    let both = pairs.iter().flat_map(|(item, blocker)| [*item, *blocker]);
    let ranks = product.indices(&both.collect::<Vec<_>>());
    let rank = |item: &ItemId| Some(*ranks.get(item)? as u32 + 1);
    let after = |item: &ItemId| moved.get(item).copied().or_else(|| rank(item));
    let turned = |(item, blocker): &(ItemId, ItemId)| {
        rank(blocker) < rank(item) && after(item) < after(blocker)
    };
    let stands = |pair: &(ItemId, ItemId)| rank(&pair.0).is_some() && rank(&pair.1).is_some();
    let pairs = pairs.into_iter();
    pairs.filter(|pair| stands(pair) && turned(pair)).collect()
}
