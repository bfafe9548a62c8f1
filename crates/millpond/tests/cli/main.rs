//! The real binary, run as a person or a service manager runs it.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod importing;
mod journey;
mod program;
mod refused;
mod server;
