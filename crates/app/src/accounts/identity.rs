//! Who a request comes from. Looked up in memory: asking the database for every
//! request would cost more than most requests.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use domain::PersonId;
use store::accounts::TokenHash;

/// A signed-in person, by session or by token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    /// Who.
    pub person: PersonId,
    /// The session's or token's hash.
    pub token: TokenHash,
}

/// How long an answer is believed, in microseconds. Signing out forgets at once;
/// this bounds what another node did.
const BELIEVED: i64 = 60_000_000;
/// Answers kept at most.
const KEPT: usize = 50_000;

/// Identities found lately.
#[derive(Default)]
pub(crate) struct Cache(RwLock<Found>);

#[derive(Default)]
struct Found {
    people: HashMap<TokenHash, (PersonId, i64)>,
    /// How often everything was forgotten.
    forgotten: u64,
}

/// The moment a look-up began: what it found is kept only if nothing was
/// forgotten since.
#[derive(Clone, Copy)]
pub(crate) struct Since(u64);

impl Cache {
    /// Who this token stands for, if that was found lately.
    pub(crate) fn get(&self, token: TokenHash, now: i64) -> Option<Identity> {
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (person, until) = *found.people.get(&token)?;
        (now < until).then_some(Identity { person, token })
    }

    /// To be asked before a look-up in the database.
    pub(crate) fn since(&self) -> Since {
        Since(
            self.0
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .forgotten,
        )
    }

    /// Keeps who a token stands for, no longer than until `expires`.
    pub(crate) fn keep(&self, since: Since, identity: &Identity, now: i64, expires: i64) {
        let mut found = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if found.forgotten != since.0 {
            return;
        }
        if found.people.len() >= KEPT {
            found.people.retain(|_, (_, until)| now < *until);
        }
        if found.people.len() < KEPT {
            let until = expires.min(now + BELIEVED);
            found
                .people
                .insert(identity.token, (identity.person, until));
        }
    }

    /// Forgets everything: somebody signed out or was changed.
    pub(crate) fn forget_all(&self) {
        let mut found = self.0.write().unwrap_or_else(PoisonError::into_inner);
        found.people.clear();
        found.forgotten += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_was_looked_up_before_everything_was_forgotten_is_not_kept() {
        let (cache, token) = (Cache::default(), TokenHash([7; 32]));
        let person = PersonId(Uuid::from_u128(1));
        let identity = Identity { person, token };
        let since = cache.since();
        cache.forget_all();
        cache.keep(since, &identity, 0, i64::MAX);
        assert_eq!(cache.get(token, 0), None);
        cache.keep(cache.since(), &identity, 0, i64::MAX);
        assert_eq!(cache.get(token, 0), Some(identity));
    }
}
