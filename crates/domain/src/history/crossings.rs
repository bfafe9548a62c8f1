//! What crosses from one place to another (A3), with the state it crosses in.

use std::sync::Arc;

use super::{Snapshot, What};
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::remove::Neighbour;
use crate::item::{Item, Place};
use crate::place::take_back::Returning;
use crate::place::{Gone, Iced, Leaving, Standing, Way};
use crate::product::Product;
use crate::ready::{self, Worded};

/// Items that leave where they wait or stand, all in the same way.
fn departures(
    product: &Product,
    items: &[Leaving],
    to: &Standing,
    reason: &Option<Arc<str>>,
) -> Vec<(ItemId, What)> {
    let entry = |one: &Leaving| match (&one.was, to) {
        (Standing::Icebox(_), Standing::Icebox(iced)) => {
            Some((one.item, What::KeptIced { until: iced.until }))
        }
        (was, to) => {
            let what = arrived(product, one.item, to, reason.clone(), was.left());
            Some((one.item, what?))
        }
    };
    items.iter().filter_map(entry).collect()
}

/// What an item crosses to, with how and until when.
fn arrived(
    product: &Product,
    item: ItemId,
    to: &Standing,
    reason: Option<Arc<str>>,
    left: Option<ItemId>,
) -> Option<What> {
    let mut what = crossed(product, item, to.place(), reason, left)?;
    if let What::Crossed { snapshot, .. } = &mut what {
        match to {
            Standing::Icebox(iced) => snapshot.until = Some(iced.until),
            Standing::Removed(gone) => snapshot.way = Some(gone.way),
            _ => {}
        }
    }
    Some(what)
}

fn gone(way: Way) -> Standing {
    let was = Box::new(Standing::Suggestions);
    let reason = None;
    Standing::Removed(Gone { way, reason, was })
}

/// What happens to items outside of sprints: suggestions, icebox, merging.
fn decisions(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    match event {
        Event::ItemsAdmitted(e) => {
            let to = Standing::ProductBacklog { left: e.left };
            departures(product, &e.items, &to, &e.reason)
        }
        Event::ItemsIced(e) => {
            let (until, reason) = (e.until, None);
            let to = Standing::Icebox(Iced { until, reason });
            departures(product, &e.items, &to, &e.reason)
        }
        Event::ItemsDismissed(e) => departures(product, &e.items, &gone(e.way), &e.reason),
        Event::ItemMerged(e) => {
            let to = gone(Way::Merged(e.into));
            let leaving = std::slice::from_ref(&e.leaving);
            let mut entries = departures(product, leaving, &to, &e.reason);
            entries.push((e.into, What::Absorbed(e.leaving.item)));
            entries
        }
        Event::ItemsReturned(e) => e.items.iter().flat_map(|one| back(product, one)).collect(),
        _ => Vec::new(),
    }
}

fn back(product: &Product, one: &Returning) -> Vec<(ItemId, What)> {
    let (was, to) = (&one.was, &one.to);
    let own = match (was, to) {
        (Standing::Icebox(_), Standing::Icebox(iced)) => Some(What::KeptIced { until: iced.until }),
        (was, to) => arrived(product, one.item, to, None, was.left()),
    };
    let own = own.map(|what| (one.item, what));
    let parted = was.merged_into();
    let parted = parted.map(|into| (into, What::Parted(one.item)));
    let joined = to.merged_into();
    let joined = joined.map(|into| (into, What::Absorbed(one.item)));
    own.into_iter().chain(parted).chain(joined).collect()
}

pub(super) fn crossings(product: &Product, event: &Event) -> Vec<(ItemId, What)> {
    let each = |items: &[Neighbour], to: Place, reason: &Option<Arc<str>>, leaves: bool| {
        let crossing = |n: &Neighbour| {
            let left = n.left.filter(|_| leaves);
            Some((n.item, crossed(product, n.item, to, reason.clone(), left)?))
        };
        items.iter().filter_map(crossing).collect()
    };
    match event {
        Event::ItemsRemoved(e) => each(&e.items, Place::Removed, &e.reason, true),
        Event::ItemsRestored(e) => {
            let done = |n: &Neighbour| e.done.contains(&n.item);
            let (done, standing): (Vec<Neighbour>, Vec<Neighbour>) =
                e.items.iter().copied().partition(done);
            let mut all: Vec<_> = each(&standing, Place::ProductBacklog, &None, false);
            all.extend(each(&done, Place::Done(None), &None, false));
            all
        }
        Event::ItemsPutBack(e) => each(&e.items, Place::ProductBacklog, &e.reason, false),
        Event::SprintDiscarded(e) => {
            let reason = Some("The sprint was discarded".into());
            each(&e.items, Place::ProductBacklog, &reason, false)
        }
        Event::ItemsPulled(e) => {
            let to = Place::Sprint(e.sprint);
            let pulled = e.items.iter().filter_map(|pulled| {
                let mut what = crossed(product, pulled.item, to, None, pulled.was_below)?;
                if let What::Crossed { snapshot, .. } = &mut what {
                    let waived = pulled.waived.iter();
                    let waived = waived.map(|w| (Worded::now(w.check, product), w.reason.clone()));
                    snapshot.waived = waived.collect();
                }
                Some((pulled.item, what))
            });
            pulled.collect()
        }
        Event::SprintClosed(e) => {
            let done = e.outcome.done.iter().filter_map(|item| {
                let to = Place::Done(Some(e.sprint));
                Some((item.item, crossed(product, item.item, to, None, None)?))
            });
            let returned = e.outcome.returned.iter().filter_map(|item| {
                let (to, reason) = (Place::ProductBacklog, item.reason.clone());
                Some((item.item, crossed(product, item.item, to, reason, None)?))
            });
            done.chain(returned).collect()
        }
        event => decisions(product, event),
    }
}

fn crossed(
    product: &Product,
    item: ItemId,
    to: Place,
    reason: Option<Arc<str>>,
    left: Option<ItemId>,
) -> Option<What> {
    let item: &Item = product.items.get(&item)?;
    let snapshot = Box::new(Snapshot {
        estimate: item.estimate,
        scale: product.scale,
        missing: ready::missing(product, item)
            .into_iter()
            .map(|check| Worded::now(check, product))
            .collect(),
        waived: Vec::new(),
        way: (to == Place::Removed).then_some(Way::Removed),
        had_left: item.gone.as_ref().map(|gone| gone.way),
        until: None,
    });
    Some(What::Crossed {
        from: item.place,
        to,
        reason,
        snapshot,
        left,
    })
}
