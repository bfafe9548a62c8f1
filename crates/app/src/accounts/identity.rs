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
pub(crate) struct Cache(RwLock<HashMap<TokenHash, (PersonId, i64)>>);

impl Cache {
    /// Who this token stands for, if that was found lately.
    pub(crate) fn get(&self, token: TokenHash, now: i64) -> Option<Identity> {
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (person, until) = *found.get(&token)?;
        (now < until).then_some(Identity { person, token })
    }

    /// Keeps who a token stands for, no longer than until `expires`.
    pub(crate) fn keep(&self, token: TokenHash, person: PersonId, now: i64, expires: i64) {
        let mut found = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if found.len() >= KEPT {
            found.retain(|_, (_, until)| now < *until);
        }
        if found.len() < KEPT {
            found.insert(token, (person, expires.min(now + BELIEVED)));
        }
    }

    /// Forgets everything: somebody signed out or was changed.
    pub(crate) fn forget_all(&self) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}
