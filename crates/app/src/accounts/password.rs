//! Passwords: argon2id, aside from the threads that answer, one at a time, because each check takes
//! 46 MiB and some milliseconds.

use std::sync::LazyLock;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use store::accounts::PasswordHash;

use crate::aside::Aside;
use crate::failure::{Failure, InputError};

/// Characters a password has at least.
pub const MIN_PASSWORD: usize = 10;
const MAX_PASSWORD: usize = 1_000;
const AT_ONCE: usize = 1;

/// The first of the costs that OWASP's Password Storage Cheat Sheet names for argon2id: 46 MiB, one
/// pass, one lane. Of those it calls equal, it is the one that leaves no memory behind: glibc gives
/// blocks of more than 32 MiB back at once, and keeps smaller ones for good after the first.
const COST: Params = match Params::new(46 * 1024, 1, 1, None) {
    Ok(cost) => cost,
    Err(_) => panic!("the cost is within argon2's limits"),
};

/// What is checked when there is no such person, so that the answer takes as
/// long as for one there is.
static NOBODY: LazyLock<String> = LazyLock::new(|| digest("nobody has this password"));

pub(crate) struct Hashing(Aside);

impl Hashing {
    pub(crate) fn new() -> Hashing {
        Hashing(Aside::new(AT_ONCE))
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// When it is too short or too long.
    pub(crate) async fn hash(&self, password: &str) -> Result<PasswordHash, Failure> {
        match password.chars().count() {
            length if length < MIN_PASSWORD => return Err(InputError::PasswordTooShort.into()),
            length if length > MAX_PASSWORD => return Err(InputError::PasswordTooLong.into()),
            _ => {}
        }
        let password = password.to_owned();
        self.0.run(move || PasswordHash(digest(&password))).await
    }

    /// Whether a password fits a hash; takes as long when there is none.
    pub(crate) async fn verify(
        &self,
        password: &str,
        hash: Option<PasswordHash>,
    ) -> Result<bool, Failure> {
        if password.len() > 4 * MAX_PASSWORD {
            return Ok(false);
        }
        let password = password.to_owned();
        self.0
            .run(move || {
                let known = hash.is_some();
                let hash = hash.map_or_else(|| NOBODY.clone(), |hash| hash.0);
                let fits = Argon2::default().verify_password(password.as_bytes(), hash.as_str());
                known && fits.is_ok()
            })
            .await
    }
}

fn digest(password: &str) -> String {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, COST);
    let hash = argon2.hash_password(password.as_bytes());
    hash.expect("argon2 hashes any bytes within its length limits")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_says_what_it_cost() {
        let hash = digest("a good long password");
        assert!(
            hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"),
            "{hash}"
        );
    }
}
