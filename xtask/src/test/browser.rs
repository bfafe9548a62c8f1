//! The journeys in a real browser against the real binary.

use crate::process::{Failure, Program, cargo, root};

use super::{Outcome, Tally, npm, setup};

const FOLDER: &str = "browser-tests";

pub(super) fn run(tally: &mut Tally) -> Result<Outcome, Failure> {
    if !root().join(FOLDER).exists() {
        return Ok(Outcome::Skipped("there are no browser tests yet"));
    }
    let chromium = setup::chromium()?;
    // With `--tests`, libraries keep the features the step before has built them with.
    cargo()
        .args("build --workspace --tests --bin millpond --locked")
        .run("mend what does not compile.")?;
    npm::install(FOLDER)?;
    Program::new("npx")
        .args("playwright test --reporter=list")
        .within(FOLDER)
        .env("CHROMIUM", chromium)
        .run_and_read(
            "look at the trace it names, mend the page or the test.",
            |line| {
                tally.passed += count(line, "passed");
                tally.failed += count(line, "failed");
                tally.flaky += count(line, "flaky");
                tally.skipped += count(line, "skipped");
            },
        )?;
    // Playwright counts them apart.
    tally.passed += tally.flaky;
    Ok(Outcome::Passed)
}

/// The number of a summary line such as `  12 passed (3.4s)`.
fn count(line: &str, word: &str) -> u64 {
    let mut words = line.split_whitespace();
    let number = words.next().and_then(|number| number.parse().ok());
    if words.next() == Some(word) {
        number.unwrap_or(0)
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_counted() {
        assert_eq!(count("  12 passed (3.4s)", "passed"), 12);
        assert_eq!(count("  1 skipped", "skipped"), 1);
        assert_eq!(
            count("  ✓  1 [chromium] › a.spec.ts:3:1 › passed", "passed"),
            0
        );
        assert_eq!(count("  1 flaky", "flaky"), 1);
    }
}
