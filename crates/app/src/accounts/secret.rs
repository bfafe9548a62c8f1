//! Secrets that open something: cookies, tokens, links. 256 random bits each;
//! only their SHA-256 is kept, which is enough because they cannot be guessed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use store::accounts::TokenHash;
use uuid::Uuid;

/// A secret as its owner holds it. It does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Panics
    /// When the system has no randomness: nothing safe can be done then.
    pub fn random() -> Secret {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the system gives random bytes");
        Secret(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// One that follows from another secret and a name: the same each time, and
    /// nobody without the other secret can know it.
    pub fn following(from: &str, name: Uuid) -> Secret {
        let mut hash = Sha256::new_with_prefix(b"millpond follows\n");
        hash.update(name.as_bytes());
        hash.update(from.as_bytes());
        Secret(URL_SAFE_NO_PAD.encode(hash.finalize()))
    }

    /// One that was made elsewhere.
    pub(crate) fn of(word: String) -> Secret {
        Secret(word)
    }

    /// A new one with a prefix that tells people, and scanners, what it is.
    pub fn with_prefix(prefix: &str) -> Secret {
        Secret(format!("{prefix}{}", Secret::random().0))
    }

    /// The secret itself, to be shown to its owner once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> TokenHash {
        hash(&self.0)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is kept of a secret somebody presents.
pub(crate) fn hash(secret: &str) -> TokenHash {
    TokenHash(Sha256::digest(secret.as_bytes()).into())
}
