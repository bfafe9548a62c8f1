//! How often somebody may guess: at one account from one network, at one account
//! from anywhere, and from one network at any account. Who guesses at an account
//! does not shut its owner out, who is somewhere else.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::failure::InputError;

const PER_PAIR: NonZeroU32 = NonZeroU32::new(10).expect("not zero");
const PER_ACCOUNT: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Bytes of an address. Whatever is longer is one account to the limiter, so
/// that nobody fills memory with names.
const LONGEST_EMAIL: usize = 254;
const PER_NETWORK: NonZeroU32 = NonZeroU32::new(30).expect("not zero");

pub(crate) struct Attempts {
    pairs: DefaultKeyedRateLimiter<(String, String)>,
    accounts: DefaultKeyedRateLimiter<String>,
    networks: DefaultKeyedRateLimiter<String>,
}

impl Attempts {
    pub(crate) fn new() -> Attempts {
        Attempts {
            pairs: RateLimiter::keyed(Quota::per_minute(PER_PAIR)),
            accounts: RateLimiter::keyed(Quota::per_minute(PER_ACCOUNT)),
            networks: RateLimiter::keyed(Quota::per_minute(PER_NETWORK)),
        }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// [`InputError::TooManyAttempts`] with how long to wait.
    pub(crate) fn count(&self, account: &str, from: Option<IpAddr>) -> Result<(), InputError> {
        self.pairs.retain_recent();
        self.accounts.retain_recent();
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
        let account = match account.trim() {
            longer if longer.len() > LONGEST_EMAIL => "",
            account => account,
        };
        let account = account.to_lowercase();
        let pair = (account, network.unwrap_or_default());
        self.pairs.check_key(&pair).map_err(wait)?;
        self.accounts.check_key(&pair.0).map_err(wait)
    }
}

/// A /24 or /64: what one household or machine usually has.
fn network(address: IpAddr) -> String {
    match address {
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
        let attempts = Attempts::new();
        for _ in 0..10 {
            assert_eq!(attempts.count("ana@example.com", None), Ok(()));
        }
        assert!(attempts.count(" ANA@example.com", None).is_err());
        assert_eq!(attempts.count("bo@example.com", None), Ok(()));
    }

    #[test]
    fn who_guesses_does_not_shut_the_owner_out() {
        let attempts = Attempts::new();
        let from = |network| Some(IpAddr::from([192, 0, network, 1]));
        let guess = |network| attempts.count("ana@example.com", from(network));
        while guess(1).is_ok() {}
        assert_eq!(guess(2), Ok(()), "she is somewhere else");
        let everywhere = (3..20).flat_map(|network| [network; 10]);
        assert!(everywhere.map(guess).any(|guess| guess.is_err()));
    }

    #[test]
    fn long_names_are_one_account_to_the_limiter() {
        let attempts = Attempts::new();
        for number in 0..10 {
            let long = format!("{number}{}", "x".repeat(300));
            assert_eq!(attempts.count(&long, None), Ok(()));
        }
        assert!(attempts.count(&"y".repeat(999), None).is_err());
    }

    #[test]
    fn guessing_many_accounts_is_slowed_down_per_network() {
        let attempts = Attempts::new();
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
