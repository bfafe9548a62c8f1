//! Passwords: argon2id with the library's recommended cost, on threads of their
//! own, few at a time, because each check takes 19 MiB and some milliseconds.

use std::sync::LazyLock;

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use store::accounts::PasswordHash;
use tokio::sync::Semaphore;

use crate::failure::{Failure, InputError};

/// Characters a password has at least.
pub const MIN_PASSWORD: usize = 10;
const MAX_PASSWORD: usize = 1_000;
const AT_ONCE: usize = 2;

/// What is checked when there is no such person, so that the answer takes as
/// long as for one there is.
static NOBODY: LazyLock<String> = LazyLock::new(|| digest("nobody has this password"));

pub(crate) struct Hashing(Semaphore);

impl Hashing {
    pub(crate) fn new() -> Hashing {
        Hashing(Semaphore::new(AT_ONCE))
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
        self.aside(move || PasswordHash(digest(&password))).await
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
        self.aside(move || {
            let known = hash.is_some();
            let hash = hash.map_or_else(|| NOBODY.clone(), |hash| hash.0);
            let fits = Argon2::default().verify_password(password.as_bytes(), hash.as_str());
            known && fits.is_ok()
        })
        .await
    }

    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let _permit = self.0.acquire().await.map_err(|_| Failure::Stopping)?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| Failure::Stopping)
    }
}

fn digest(password: &str) -> String {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.expect("argon2 hashes any bytes within its length limits")
        .to_string()
}
