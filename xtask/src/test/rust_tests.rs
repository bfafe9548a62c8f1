//! Every Rust test: with nextest where it is installed (faster), else with cargo's own runner.

use std::io::IsTerminal;

use crate::process::{Failure, cargo};

use super::{Outcome, Tally};

pub(super) fn run(tally: &mut Tally) -> Result<Outcome, Failure> {
    let has_nextest = cargo().args("nextest --version").output().is_some();
    let line = if has_nextest {
        "nextest run --workspace --locked --no-fail-fast"
    } else {
        "test --workspace --locked --no-fail-fast"
    };
    let mut program = cargo().args(line);
    if std::io::stdout().is_terminal() {
        program = program.env("CARGO_TERM_COLOR", "always");
    }
    program.run_and_read("mend the test that failed, or the code it tests.", |line| {
        if let Some(counted) = read(line) {
            tally.passed += counted.passed;
            tally.failed += counted.failed;
            tally.skipped += counted.skipped;
        }
    })?;
    Ok(Outcome::Passed)
}

/// The counts of a summary line, of nextest or of libtest; a failed test's own output, which
/// nextest repeats indented, may hold a libtest summary too and does not count.
fn read(line: &str) -> Option<Tally> {
    let summary = without_colours(line);
    if !summary.trim_start().starts_with("Summary [") && !summary.starts_with("test result: ") {
        return None;
    }
    let passed = before(&summary, "passed")?;
    let failed =
        before(&summary, "failed").unwrap_or(0) + before(&summary, "timed out").unwrap_or(0);
    let skipped = before(&summary, "skipped")
        .or_else(|| before(&summary, "ignored"))
        .unwrap_or(0);
    Some(Tally {
        passed,
        failed,
        skipped,
        ..Tally::default()
    })
}

/// The number in front of a word: 3 for `failed` in `12 passed, 3 failed`.
fn before(line: &str, word: &str) -> Option<u64> {
    let (front, _) = line.split_once(&format!(" {word}"))?;
    front.rsplit(' ').next()?.parse().ok()
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut in_code = false;
    for sign in line.chars() {
        match sign {
            '\u{1b}' => in_code = true,
            _ if in_code => in_code = sign != 'm',
            _ => plain.push(sign),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_summaries_are_counted() {
        let nextest = "     Summary [   0.021s] 37 tests run: 34 passed (1 slow), 2 failed, 1 timed \
                       out, 5 skipped";
        assert_eq!(
            read(nextest),
            Some(Tally {
                passed: 34,
                failed: 3,
                skipped: 5,
                ..Tally::default()
            })
        );
        let libtest =
            "test result: FAILED. 12 passed; 1 failed; 3 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            read(libtest),
            Some(Tally {
                passed: 12,
                failed: 1,
                skipped: 3,
                ..Tally::default()
            })
        );
    }

    #[test]
    fn colours_do_not_hide_the_numbers() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [ 0.2s] \u{1b}[1m3\u{1b}[0m tests run: \
                    \u{1b}[1m3\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped";
        assert_eq!(
            read(line),
            Some(Tally {
                passed: 3,
                failed: 0,
                skipped: 0,
                ..Tally::default()
            })
        );
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(read("test a::passed ... ok"), None);
        assert_eq!(
            read("    test result: FAILED. 0 passed; 1 failed; 0 ignored"),
            None
        );
    }
}
