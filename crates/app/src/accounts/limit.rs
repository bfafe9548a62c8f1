//! How often somebody may guess: at one account from one network, at one account
//! from anywhere, and from one network at any account. Who guesses at an account
//! does not shut its owner out of the browsers they signed in with before
//! (`browser.rs`): each of those is counted apart from everything else. Elsewhere
//! the owner waits with the others while somebody guesses from many networks at
//! once, or nobody could be kept from guessing so. The same limits hold for what
//! is sent through a link by people without an account.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::failure::InputError;

/// Bytes of what is tried. Whatever is longer is one thing to the limiter, so that
/// nobody fills memory with names.
const LONGEST: usize = 254;

/// How often in a minute.
struct Limits {
    /// At one thing, from one network.
    pair: NonZeroU32,
    /// At one thing, from anywhere.
    thing: NonZeroU32,
    /// From one network, at anything.
    network: NonZeroU32,
}

/// Of guesses at passwords.
const GUESSES: Limits = Limits {
    pair: NonZeroU32::new(10).expect("not zero"),
    thing: NonZeroU32::new(60).expect("not zero"),
    network: NonZeroU32::new(30).expect("not zero"),
};
/// Of what guests send through a link: a full room, which has one address, and
/// some more who were asked.
const GUESTS: Limits = Limits {
    pair: NonZeroU32::new(30).expect("not zero"),
    thing: NonZeroU32::new(60).expect("not zero"),
    network: NonZeroU32::new(30).expect("not zero"),
};

/// Of answer sheets of surveys: a hall of people who open the link at once, behind one address. How many
/// a survey takes at all is bounded, too.
const SHEETS: Limits = Limits {
    pair: NonZeroU32::new(120).expect("not zero"),
    thing: NonZeroU32::new(300).expect("not zero"),
    network: NonZeroU32::new(120).expect("not zero"),
};

pub(crate) struct Attempts {
    pairs: DefaultKeyedRateLimiter<(String, String)>,
    things: DefaultKeyedRateLimiter<String>,
    networks: DefaultKeyedRateLimiter<String>,
}

impl Attempts {
    /// Of guessing at passwords.
    pub(crate) fn at_accounts() -> Attempts {
        Attempts::within(&GUESSES)
    }

    /// Of sending something through a link, without an account.
    pub(crate) fn through_links() -> Attempts {
        Attempts::within(&GUESTS)
    }

    /// Of answering surveys.
    pub(crate) fn of_sheets() -> Attempts {
        Attempts::within(&SHEETS)
    }

    fn within(limits: &Limits) -> Attempts {
        Attempts {
            pairs: RateLimiter::keyed(Quota::per_minute(limits.pair)),
            things: RateLimiter::keyed(Quota::per_minute(limits.thing)),
            networks: RateLimiter::keyed(Quota::per_minute(limits.network)),
        }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// [`InputError::TooManyAttempts`] with how long to wait.
    pub(crate) fn count(&self, thing: &str, from: Option<IpAddr>) -> Result<(), InputError> {
        self.pairs.retain_recent();
        self.things.retain_recent();
        self.networks.retain_recent();
        let now = DefaultClock::default().now();
        let wait = |not_until: governor::NotUntil<_>| InputError::TooManyAttempts {
            seconds: not_until.wait_time_from(now).as_secs() + 1,
        };
        // The network first: who has guessed too often does not use up others' tries.
        let network = from.map(network);
        if let Some(network) = &network {
            self.networks.check_key(network).map_err(wait)?;
        }
        let pair = (named(thing), network.unwrap_or_default());
        self.pairs.check_key(&pair).map_err(wait)?;
        self.things.check_key(&pair.0).map_err(wait)
    }

    /// Counts an attempt from where the thing is known to be somebody's own: nothing
    /// that is tried elsewhere counts here. `place` is no part of an address.
    ///
    /// # Errors
    /// [`InputError::TooManyAttempts`] with how long to wait.
    pub(crate) fn count_at(&self, thing: &str, place: &str) -> Result<(), InputError> {
        self.pairs.retain_recent();
        let now = DefaultClock::default().now();
        let pair = (named(thing), place.to_owned());
        let counted = self.pairs.check_key(&pair);
        counted.map_err(|not_until| InputError::TooManyAttempts {
            seconds: not_until.wait_time_from(now).as_secs() + 1,
        })
    }
}

/// A thing as it is counted, however it is written.
fn named(thing: &str) -> String {
    match thing.trim() {
        longer if longer.len() > LONGEST => String::new(),
        thing => thing.to_lowercase(),
    }
}

/// A /24 or /64: what one household or machine usually has.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}")
        }
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_is_slowed_down_per_account_however_it_is_written() {
        let attempts = Attempts::at_accounts();
        for _ in 0..10 {
            assert_eq!(attempts.count("ana@example.com", None), Ok(()));
        }
        assert!(attempts.count(" ANA@example.com", None).is_err());
        assert_eq!(attempts.count("bo@example.com", None), Ok(()));
    }

    #[test]
    fn who_guesses_from_one_network_stops_nobody_in_another() {
        let attempts = Attempts::at_accounts();
        let from = |network| Some(IpAddr::from([192, 0, network, 1]));
        let guess = |network| attempts.count("ana@example.com", from(network));
        while guess(1).is_ok() {}
        assert_eq!(guess(2), Ok(()), "she is somewhere else");
        let everywhere = (3..20).flat_map(|network| [network; 10]);
        assert!(everywhere.map(guess).any(|guess| guess.is_err()));
        for place in ["a browser", "another"] {
            let there = || attempts.count_at("ANA@example.com", place);
            assert!((0..10).all(|_| there().is_ok()), "known from before");
            assert!(there().is_err(), "a thief of it guesses no faster");
        }
    }

    #[test]
    fn an_address_counts_the_same_however_it_is_written() {
        let mapped = network("::ffff:192.0.2.7".parse().expect("an address"));
        assert_eq!(mapped, network(IpAddr::from([192, 0, 2, 9])));
    }

    #[test]
    fn long_names_are_one_account_to_the_limiter() {
        let attempts = Attempts::at_accounts();
        for number in 0..10 {
            let long = format!("{number}{}", "x".repeat(300));
            assert_eq!(attempts.count(&long, None), Ok(()));
        }
        assert!(attempts.count(&"y".repeat(999), None).is_err());
    }

    #[test]
    fn guessing_many_accounts_is_slowed_down_per_network() {
        let attempts = Attempts::at_accounts();
        let from = |last| Some(IpAddr::from([192, 0, 2, last]));
        for number in 0..30 {
            assert_eq!(
                attempts.count(&format!("{number}@example.com"), from(number)),
                Ok(())
            );
        }
        assert!(attempts.count("31@example.com", from(99)).is_err());
    }
}
