//! Every Rust test: with nextest where it is installed (faster), else with cargo's own runner.

use std::io::IsTerminal;

use crate::process::{Failure, cargo};

use super::{Outcome, Tally};

pub(super) fn run() -> Result<Outcome, Failure> {
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
    let mut tally = Tally::default();
    program.run_and_read("mend the test that failed, or the code it tests.", |line| {
        if let Some(counted) = read(line) {
            tally.passed += counted.passed;
            tally.skipped += counted.skipped;
        }
    })?;
    Ok(Outcome::Tested(tally))
}

/// The counts of a summary line, of nextest or of libtest.
fn read(line: &str) -> Option<Tally> {
    let line = without_colours(line);
    let summary = line.trim_start();
    if !summary.starts_with("Summary [") && !summary.starts_with("test result: ") {
        return None;
    }
    let passed = before(summary, "passed")?;
    let skipped = before(summary, "skipped").or_else(|| before(summary, "ignored"));
    Some(Tally {
        passed,
        skipped: skipped.unwrap_or(0),
    })
}

/// The number in front of a word.
fn before(line: &str, word: &str) -> Option<u64> {
    let words: Vec<&str> = line
        .split([' ', ';', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let place = words.iter().position(|each| *each == word)?;
    words.get(place.checked_sub(1)?)?.parse().ok()
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
        let nextest = "     Summary [   0.021s] 34 tests run: 34 passed (1 slow), 2 skipped";
        assert_eq!(
            read(nextest),
            Some(Tally {
                passed: 34,
                skipped: 2
            })
        );
        let libtest = "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            read(libtest),
            Some(Tally {
                passed: 12,
                skipped: 3
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
                skipped: 0
            })
        );
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(read("test a::passed ... ok"), None);
    }
}
