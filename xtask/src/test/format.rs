//! Rust code is formatted the one way.

use crate::process::{Failure, cargo};

use super::{Outcome, Tally};

pub(super) fn run(_: &mut Tally) -> Result<Outcome, Failure> {
    cargo()
        .args("fmt --all --check")
        .run("run `cargo fmt --all`.")?;
    Ok(Outcome::Passed)
}
