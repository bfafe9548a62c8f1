//! The documentation of the code builds, with every link in it.

use crate::process::{Failure, cargo};

use super::{Outcome, Tally};

pub(super) fn run(_: &mut Tally) -> Result<Outcome, Failure> {
    cargo()
        .args("doc --workspace --no-deps --document-private-items --locked")
        .env("RUSTDOCFLAGS", "-D warnings")
        .run("mend the doc comment it names, mostly a link to something renamed.")?;
    Ok(Outcome::Passed)
}
