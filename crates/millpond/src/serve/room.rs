//! Room for connections: so many at once, and so many of one address, so that
//! nobody takes all of it from the others.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// The part of the room that one address may take.
const SHARE: usize = 4;

/// How many connections are open, and whose.
pub(super) struct Room {
    /// Connections that are open at once at most.
    size: usize,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    all: usize,
    by: BTreeMap<IpAddr, usize>,
}

/// A connection's place; free again when this goes.
pub(super) struct Place {
    room: Arc<Room>,
    of: Option<IpAddr>,
}

impl Room {
    pub(super) fn new(size: usize) -> Arc<Room> {
        let taken = Mutex::default();
        Arc::new(Room { size, taken })
    }

    /// A place for a connection of `address`; without one it is of a proxy that
    /// speaks for many, and only the room counts.
    pub(super) fn take(self: &Arc<Room>, address: Option<IpAddr>) -> Option<Place> {
        let of = address.map(network);
        let mut taken = self.taken();
        let own = of.and_then(|of| taken.by.get(&of).copied());
        let share = self.size.div_ceil(SHARE);
        if taken.all >= self.size || own.is_some_and(|own| own >= share) {
            return None;
        }
        taken.all += 1;
        if let Some(of) = of {
            *taken.by.entry(of).or_default() += 1;
        }
        let room = self.clone();
        Some(Place { room, of })
    }

    fn taken(&self) -> std::sync::MutexGuard<'_, Taken> {
        // Counting leaves nothing half done.
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.room.taken();
        taken.all -= 1;
        let Some(of) = self.of else { return };
        if let Some(own) = taken.by.get_mut(&of) {
            *own -= 1;
            if *own == 0 {
                taken.by.remove(&of);
            }
        }
    }
}

/// An address as it counts: of IPv6 the first half, which one household has whole.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_leaves_room_for_others_and_gives_its_own_back() {
        let room = Room::new(8);
        let [a, b] = [1, 2].map(|last| Some(IpAddr::from([192, 0, 2, last])));
        let held: Vec<_> = (0..2).filter_map(|_| room.take(a)).collect();
        assert_eq!(held.len(), 2);
        assert!(room.take(a).is_none(), "that would be more than a quarter");
        let other = room.take(b).expect("room for others");
        drop(held);
        let again = room.take(a).expect("its own was given back");
        drop((other, again));
        assert!(room.taken().by.is_empty());
    }

    #[test]
    fn a_proxy_takes_what_there_is_and_no_more() {
        let room = Room::new(8);
        let held: Vec<_> = (0..9).map_while(|_| room.take(None)).collect();
        assert_eq!(held.len(), 8);
    }

    #[test]
    fn the_second_half_of_an_address_is_no_other_address() {
        let room = Room::new(4);
        let at = |last| Some(IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, last]));
        let _held = room.take(at(1)).expect("room");
        assert!(room.take(at(2)).is_none());
    }
}
