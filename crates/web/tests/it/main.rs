//! Millpond's pages through HTTP on the real application, in memory: what is answered, to whom.

#![expect(clippy::unwrap_used, reason = "what goes wrong here fails a test")]

mod backlog;
mod chart;
mod item;
mod world;
