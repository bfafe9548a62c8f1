//! How Millpond keeps things: the log of events, the ordinary rows beside it, and the bytes
//! of files.
//!
//! Nobody else speaks SQL. The traits are asynchronous and know no dialect, so that PostgreSQL can
//! join. Deliberately not here: what an event means, clocks, ids, the hashing of secrets.
//!
//! # Why not sqlx for SQLite
//!
//! A change is shown to the person who made it only when it is on disk, so the way to the disk and
//! back is what they wait for. Here it is one hop to a writer thread, which runs cached statements
//! and commits everything that waits at once. With sqlx each of `BEGIN`, `INSERT` and `COMMIT` is a
//! hop of its own to the worker thread of a connection, and committing together would still need a
//! task of our own in front. Measured with 300 bytes, `synchronous = FULL`, on two cores: 143 µs for
//! a bare commit on its own connection, 164 µs for [`log::Log::append`], 290 to 350 µs for the bare
//! commit through sqlx. `examples/append.rs` measures the first two.

pub mod accounts;
pub mod codec;
mod error;
pub mod files;
pub mod log;
mod memory;
mod sqlite;

use std::path::Path;
use std::sync::Arc;

pub use error::StoreError;

use crate::accounts::Accounts;
use crate::files::Files;
use crate::log::Log;
use crate::memory::{MemoryAccounts, MemoryLog};
use crate::sqlite::Database;

/// Everything that lasts. Clones share it; the last one to go closes it.
#[derive(Clone)]
pub struct Store {
    /// The events.
    pub log: Arc<dyn Log>,
    /// The ordinary rows beside them.
    pub accounts: Arc<dyn Accounts>,
    /// The bytes of files.
    pub files: Files,
}

impl Store {
    /// A store that forgets everything when it goes, for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self {
            log: Arc::new(MemoryLog::default()),
            accounts: Arc::new(MemoryAccounts::default()),
            files: Files::memory(),
        }
    }

    /// Opens the store in `millpond.db` and `files` in a folder; makes them when they are not there. The
    /// folder belongs to this process until the store goes.
    ///
    /// # Errors
    /// When another process has the folder, it can't be used, or the file is not ours, damaged or
    /// newer. Nothing is changed then.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let database = Arc::new(Database::open(dir)?);
        // Only now is the folder ours, and what broke off in it nobody else's.
        let files = Files::open(&dir.join("files"))?;
        Ok(Self {
            log: database.clone(),
            accounts: database,
            files,
        })
    }
}
