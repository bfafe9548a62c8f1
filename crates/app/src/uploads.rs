//! Room for uploads: so many at once, so many of one person, and how much of what is still coming
//! is already there. Whoever sends slowly holds a place, and bytes on the disk, as long as they
//! send.
//!
//! Deliberately not here: how much a product or a person may have in the end; that is the
//! domain's.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::file::{MAX_SIZE, MAX_STORED};
use domain::{PersonId, ProductId};

/// Uploads that run at once.
pub(crate) const AT_ONCE: usize = 8;
/// Uploads of one person that run at once.
pub(crate) const OF_ONE: usize = 2;

/// What an upload takes at most that sends nothing but its first byte.
const START: Duration = Duration::from_secs(120);
/// Bytes of a file that come in a second at least.
const RATE: u64 = 50_000;

/// How long a file may have taken of which so many bytes have come. What is too large to be kept
/// gets no more time than what is not.
pub(crate) fn patience(size: u64) -> Duration {
    START + Duration::from_secs(size.min(MAX_SIZE) / RATE)
}

/// The uploads that run.
#[derive(Default)]
pub(crate) struct Uploads {
    running: Mutex<Running>,
}

#[derive(Default)]
struct Running {
    all: usize,
    by: BTreeMap<Option<PersonId>, usize>,
    bytes: BTreeMap<ProductId, u64>,
}

/// The place of one upload; free again when this goes.
pub(crate) struct Place {
    uploads: Arc<Uploads>,
    person: Option<PersonId>,
    product: ProductId,
    bytes: u64,
}

impl Uploads {
    /// A place, if there is one.
    pub(crate) fn take(
        self: &Arc<Uploads>,
        person: Option<PersonId>,
        product: ProductId,
    ) -> Option<Place> {
        let mut running = self.running();
        let own = running.by.get(&person).copied().unwrap_or_default();
        if running.all >= AT_ONCE || own >= OF_ONE {
            return None;
        }
        running.all += 1;
        running.by.insert(person, own + 1);
        Some(Place {
            uploads: self.clone(),
            person,
            product,
            bytes: 0,
        })
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        // Counting leaves nothing half done.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Counts the bytes that have come. Whether they fit into a product that keeps `stored`
    /// already, together with all others that are coming: one file more than it holds, because
    /// these may be the bytes of a file that it has.
    pub(crate) fn takes(&mut self, bytes: u64, stored: u64) -> bool {
        let mut running = self.uploads.running();
        let coming = running.bytes.entry(self.product).or_default();
        *coming = *coming - self.bytes + bytes;
        self.bytes = bytes;
        stored.saturating_add(*coming) <= MAX_STORED + MAX_SIZE
    }

    /// What came is thrown away.
    pub(crate) fn empties(&mut self) {
        self.takes(0, 0);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut running = self.uploads.running();
        running.all -= 1;
        if let Some(own) = running.by.get_mut(&self.person) {
            *own -= 1;
        }
        if let Some(coming) = running.bytes.get_mut(&self.product) {
            *coming -= self.bytes;
        }
        running.by.retain(|_, own| *own > 0);
        running.bytes.retain(|_, coming| *coming > 0);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const PRODUCT: ProductId = ProductId(Uuid::from_u128(1));

    fn person(number: u128) -> Option<PersonId> {
        Some(PersonId(Uuid::from_u128(number)))
    }

    #[test]
    fn nobody_takes_all_places_and_each_is_given_back() {
        let uploads = Arc::new(Uploads::default());
        let own: Vec<_> = (0..3)
            .filter_map(|_| uploads.take(person(0), PRODUCT))
            .collect();
        assert_eq!(own.len(), OF_ONE);
        let others = (1..20).filter_map(|number| uploads.take(person(number), PRODUCT));
        let others: Vec<_> = others.collect();
        assert_eq!(own.len() + others.len(), AT_ONCE);
        drop(own);
        assert!(uploads.take(person(0), PRODUCT).is_some());
        drop(others);
        let running = uploads.running();
        assert!(running.all == 0 && running.by.is_empty() && running.bytes.is_empty());
    }

    #[test]
    fn what_is_coming_counts_until_it_is_there() {
        let uploads = Arc::new(Uploads::default());
        let [one, other] = [1, 2].map(|number| uploads.take(person(number), PRODUCT));
        let (mut one, mut other) = (one.expect("room"), other.expect("room"));
        assert!(one.takes(MAX_SIZE, MAX_STORED), "it may be there already");
        assert!(!other.takes(1, MAX_STORED));
        drop(one);
        assert!(other.takes(1, MAX_STORED));
    }

    #[test]
    fn slowness_has_an_end() {
        assert_eq!(patience(0), START);
        assert_eq!(patience(MAX_SIZE), Duration::from_secs(120 + 500));
        assert_eq!(patience(u64::MAX), patience(MAX_SIZE));
    }
}
