//! No warnings, from the compiler or from clippy, in any target.

use crate::process::{Failure, cargo};

use super::{Outcome, Tally};

pub(super) fn run(_: &mut Tally) -> Result<Outcome, Failure> {
    cargo()
        .args("clippy --workspace --all-targets --locked -- -D warnings")
        .run(
            "change what it names; where a lint is wrong, say why beside it with \
         `#[expect(lint, reason = \"…\")]`.",
        )?;
    Ok(Outcome::Passed)
}
