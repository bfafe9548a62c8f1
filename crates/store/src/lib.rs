//! How Millpond keeps things: the log of events, and the ordinary rows beside it.
//!
//! Nobody else speaks SQL. The traits are asynchronous and know no dialect, so that PostgreSQL can
//! join. Deliberately not here: what an event means, clocks, ids, the hashing of secrets.

pub mod accounts;
mod error;
pub mod log;

pub use error::StoreError;
