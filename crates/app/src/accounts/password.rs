//! Passwords: argon2id, aside from the threads that answer, one at a time, because each check takes
//! 46 MiB and some milliseconds.

use std::sync::{Arc, LazyLock};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use store::accounts::PasswordHash;
use tokio::sync::Semaphore;

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

pub(crate) struct Hashing(Arc<Semaphore>);

impl Hashing {
    pub(crate) fn new() -> Hashing {
        Hashing(Arc::new(Semaphore::new(AT_ONCE)))
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
        let turn = Arc::clone(&self.0).acquire_owned().await;
        let turn = turn.map_err(|_| Failure::Stopping)?;
        // Whoever hangs up leaves the work going on: it keeps its turn until it is through.
        let work = move || (work(), drop(turn)).0;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| Failure::Stopping)
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
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn who_hangs_up_keeps_the_turn_until_the_work_is_through() {
        let hashing = Hashing::new();
        let (go, wait) = mpsc::channel::<()>();
        let (begun, started) = tokio::sync::oneshot::channel();
        let long = hashing.aside(move || {
            let _ = begun.send(());
            let _ = wait.recv();
        });
        let mut long = Box::pin(long);
        tokio::select! {
            _ = &mut long => panic!("it waits"),
            answer = started => answer.unwrap(),
        }
        drop(long);
        assert_eq!(hashing.0.available_permits(), AT_ONCE - 1);
        go.send(()).unwrap();
        hashing.aside(|| ()).await.unwrap();
    }

    #[test]
    fn a_hash_says_what_it_cost() {
        let hash = digest("a good long password");
        assert!(
            hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"),
            "{hash}"
        );
    }
}
