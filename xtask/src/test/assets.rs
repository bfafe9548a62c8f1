//! The scripts of the pages are correct TypeScript.

use crate::process::{Failure, Program, root};

use super::{Outcome, Tally, npm};

const FOLDER: &str = "crates/web/assets";

pub(super) fn run(_: &mut Tally) -> Result<Outcome, Failure> {
    if !root().join(FOLDER).join("package.json").exists() {
        return Ok(Outcome::Skipped("there are no web assets yet"));
    }
    npm::install(FOLDER)?;
    Program::new("npm")
        .args("run --silent check")
        .within(FOLDER)
        .run("change the TypeScript it names.")?;
    Ok(Outcome::Passed)
}
