//! How Millpond keeps things: the log of events, and the ordinary rows beside it.
//!
//! Nobody else speaks SQL. The traits are asynchronous and know no dialect, so that PostgreSQL can
//! join. Deliberately not here: what an event means, clocks, ids, the hashing of secrets.

pub mod accounts;
mod error;
pub mod log;
mod memory;

use std::sync::Arc;

pub use error::StoreError;

use crate::accounts::Accounts;
use crate::log::Log;
use crate::memory::{MemoryAccounts, MemoryLog};

/// Everything that lasts. Clones share it; the last one to go closes it.
#[derive(Clone)]
pub struct Store {
    /// The events.
    pub log: Arc<dyn Log>,
    /// The ordinary rows beside them.
    pub accounts: Arc<dyn Accounts>,
}

impl Store {
    /// A store that forgets everything when it goes, for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self {
            log: Arc::new(MemoryLog::default()),
            accounts: Arc::new(MemoryAccounts::default()),
        }
    }
}
