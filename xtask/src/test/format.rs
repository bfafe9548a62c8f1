//! Rust code is formatted the one way.

use crate::process::{Failure, cargo};

use super::Outcome;

pub(super) fn run() -> Result<Outcome, Failure> {
    cargo()
        .args("fmt --all --check")
        .run("run `cargo fmt --all`.")?;
    Ok(Outcome::Passed)
}
