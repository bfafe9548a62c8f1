//! A store that forgets everything when it is dropped, for tests. It says the same as a database
//! does, by the same contract, and is written to be obviously right rather than fast.

mod accounts;
mod log;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub(crate) use accounts::MemoryAccounts;
pub(crate) use log::MemoryLog;

/// The lock's content. A test that panicked elsewhere does not make the rest unreadable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
