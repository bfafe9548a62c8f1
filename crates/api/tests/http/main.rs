//! The API through HTTP, on the real application with a store in memory.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod allowed;
mod attachments;
mod backlog;
mod client;
mod document;
mod edits;
mod errors;
mod imports;
mod journey;
mod lock;
mod map;
mod mentions;
mod operations;
mod poker;
mod pulls;
mod repeated;
mod rights;
mod roadmap;
mod splits;
mod suggestion_link;
mod surveys;
mod templates;
