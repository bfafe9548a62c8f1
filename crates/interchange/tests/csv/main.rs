//! CSV files from the outside: bytes in, answers out.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod refused;
