//! The clean-up pass (C14): what in the product backlog asks for a decision, one
//! by one. What is due in the icebox, what says nearly the same as another item,
//! what nobody has touched for long. "Keep" is remembered, so that the same
//! question is not asked again for that time.

mod bulk;

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::ItemId;
use crate::item::{Item, Place};
use crate::likeness::doubles::Doubles;
use crate::place::ice::{self, IceItems};
use crate::policy::Policy;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::sprint::calendar;
use crate::touch::{self, touched};

pub use bulk::{Answer, Part, ages, keep_each, not_skipped};

/// Days after which an item counts as long untouched; `None` where a product does not ask for that.
pub fn long(product: &Product) -> Option<i64> {
    product.policies.limit(Policy::CleanUpAge).map(i64::from)
}

/// Say that an item stays as it is: it is not asked about until it is [`long`] untouched again, in the
/// icebox until the usual review date from now; or that two items are not the same, which is not asked again.
#[derive(Clone, PartialEq, Debug)]
pub struct KeepItem {
    /// Which.
    pub item: ItemId,
    /// The item it is not the same as.
    pub apart_from: Option<ItemId>,
}

/// Ask about an item again: the undo of keeping it.
#[derive(Clone, PartialEq, Debug)]
pub struct ForgetKeeping {
    /// What was kept.
    pub kept: ItemKept,
}

/// An item was kept as it is.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemKept {
    /// Which.
    pub item: ItemId,
    /// The item it is not the same as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart_from: Option<ItemId>,
    /// When it had been kept before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Timestamp>,
}

/// A keeping was taken back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeepingForgotten {
    /// What was kept.
    #[serde(flatten)]
    pub kept: ItemKept,
}

/// Why an item is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// It lies in the icebox and its review date has come.
    Due,
    /// It says nearly the same as this item.
    Alike(ItemId),
    /// Nobody has touched it since.
    Untouched(Timestamp),
    /// It was imported without a date, and nobody has touched it here: its age is not known.
    Undated,
}

/// An item that asks for a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Which.
    pub item: ItemId,
    /// Why.
    pub why: Why,
}

/// What asks for a decision: what is due, the longest first; what is alike; what is
/// untouched, the longest first; what has no date, from the bottom of the order up. Each item
/// once. `doubles` are those of `product`.
pub fn candidates(product: &Product, doubles: &Doubles, now: Timestamp) -> Vec<Candidate> {
    let today = ice::today(product, now);
    let due = product
        .icebox
        .iter()
        .take_while(|(until, _)| *until <= today);
    let due = due.map(|(_, item)| Candidate {
        item: *item,
        why: Why::Due,
    });
    let mut all: Vec<Candidate> = due.collect();
    let mut seen: Vec<bool> = vec![false; product.next_item().0 as usize + 1];
    all.iter().for_each(|one| seen[one.item.0 as usize] = true);
    for (item, other) in doubles.pairs() {
        if !std::mem::replace(&mut seen[item.0 as usize], true) {
            all.push(Candidate {
                item,
                why: Why::Alike(other),
            });
        }
    }
    let fresh = |item: &ItemId| !seen[item.0 as usize];
    let mut old: Vec<_> = untouched(product, now)
        .filter(|one| fresh(&one.1))
        .collect();
    old.sort_unstable();
    all.extend(old.into_iter().map(|(touched, item)| Candidate {
        item,
        why: Why::Untouched(touched),
    }));
    let undated = undated(product, now).filter(fresh);
    all.extend(undated.map(|item| Candidate {
        item,
        why: Why::Undated,
    }));
    all
}

/// What stands in the product backlog and may be of any age, from the bottom up; nothing where a product
/// does not ask for what is untouched. Once it has been here for long, it is asked about as that.
fn undated(product: &Product, now: Timestamp) -> impl Iterator<Item = ItemId> {
    let since = long(product).map(|days| now - SignedDuration::from_hours(24 * days));
    let stands = product.order.iter().rev();
    let stands = stands.filter_map(|id| product.items.get(id));
    let undated = stands.filter(move |item| {
        let young = since.is_some_and(|since| touched(item) >= since);
        young && touch::is_undated(item)
    });
    undated.map(|item| item.id)
}

/// What stands in the product backlog and nobody has touched for long, with since when.
fn untouched(product: &Product, now: Timestamp) -> impl Iterator<Item = (Timestamp, ItemId)> {
    let since = long(product).map(|days| now - SignedDuration::from_hours(24 * days));
    let stands = product.order.iter().filter_map(|id| product.items.get(id));
    let touched = stands.map(|item| (touched(item), item.id));
    touched.filter(move |(touched, _)| since.is_some_and(|since| *touched < since))
}

/// How many items somebody kept, put into the icebox or removed on a day of the product's own clock.
pub fn answered_on(product: &Product, day: Date) -> usize {
    let zone = calendar::zone(product.time_zone()).unwrap_or(TimeZone::UTC);
    let Ok(begin) = day.to_zoned(zone) else {
        return 0;
    };
    let begin = begin.timestamp();
    let left = |item: &Item| matches!(item.place, Place::Icebox | Place::Removed);
    let answered = |item: &&Arc<Item>| {
        item.kept.is_some_and(|kept| kept >= begin) || left(item) && item.changed_at >= begin
    };
    product.items.values().filter(answered).count()
}

pub(crate) fn decide(
    product: &Product,
    command: &KeepItem,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    // What lies in the icebox is asked about by its date: to keep it is to put that off.
    if item.place == Place::Icebox && command.apart_from.is_none() {
        return ice::decide(product, &kept_iced(item.id), now);
    }
    if let Some(other) = command.apart_from {
        product.item(other)?;
        if other == item.id {
            return Err(Refusal::MergedWithItself { item: other });
        }
        if item.apart.contains(&other) {
            return Ok(Vec::new());
        }
    }
    Ok(vec![Event::ItemKept(ItemKept {
        item: item.id,
        apart_from: command.apart_from,
        was: item.kept,
    })])
}

fn kept_iced(item: ItemId) -> IceItems {
    IceItems {
        items: vec![item],
        until: None,
        reason: None,
        seen: Some(Place::Icebox),
    }
}

pub(crate) fn decide_forget(
    product: &Product,
    command: &ForgetKeeping,
) -> Result<Vec<Event>, Refusal> {
    let kept = &command.kept;
    let item = product.live_item(kept.item)?;
    let there = match kept.apart_from {
        Some(other) => item.apart.contains(&other),
        None => item.kept.is_some() && item.kept != kept.was,
    };
    match there {
        true => Ok(vec![Event::KeepingForgotten(KeepingForgotten {
            kept: kept.clone(),
        })]),
        false => Ok(Vec::new()),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &ItemKept) {
    product.change_item(event.item, |item| match event.apart_from {
        Some(other) => drop(item.apart.insert(other)),
        None => item.kept = Some(recorded.at),
    });
}

pub(crate) fn evolve_forgotten(product: &mut Product, event: &KeepingForgotten) {
    product.change_item(event.kept.item, |item| match event.kept.apart_from {
        Some(other) => drop(item.apart.remove(&other)),
        None => item.kept = event.kept.was,
    });
}
