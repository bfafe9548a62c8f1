//! `cargo xtask test`: sets up this machine, then runs every check and every test in order;
//! the first failure stops it and says what to do.
//! Not here: what a step does (one file each under `test/`).

mod assets;
mod browser;
mod clippy;
mod docs;
mod format;
mod npm;
mod rust_tests;
mod setup;

use std::fmt;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::process::Failure;
use crate::tidy;

/// One step on the way to green.
struct Step {
    name: &'static str,
    /// Tests it runs are counted into the tally, whether they pass or not.
    run: fn(&mut Tally) -> Result<Outcome, Failure>,
}

/// How a step ended when it did not fail.
enum Outcome {
    Passed,
    /// There was nothing to do, for this reason.
    Skipped(&'static str),
}

/// Tests counted by their result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// Passed only when they were tried again: each is a defect of the page or of the test, and is
    /// said, but the work of a day does not wait for it.
    flaky: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} passed; {} failed; {} skipped",
            self.passed, self.failed, self.skipped
        )?;
        match self.flaky {
            0 => Ok(()),
            flaky => write!(f, "; {flaky} of them only when tried again"),
        }
    }
}

const STEPS: &[Step] = &[
    Step::new("setup", setup::run),
    Step::new("format", format::run),
    Step::new("assets", assets::run),
    Step::new("clippy", clippy::run),
    Step::new("tidy", run_tidy),
    Step::new("tests", rust_tests::run),
    Step::new("docs", docs::run),
    Step::new("browser", browser::run),
];

impl Step {
    const fn new(name: &'static str, run: fn(&mut Tally) -> Result<Outcome, Failure>) -> Self {
        Step { name, run }
    }
}

/// The names `--only` takes.
pub(crate) fn step_names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

/// Runs all steps, or the one named.
pub(crate) fn run(only: Option<&str>) -> ExitCode {
    let chosen: Vec<&Step> = STEPS
        .iter()
        .filter(|step| only.is_none_or(|name| step.name == name))
        .collect();
    if chosen.is_empty() {
        eprintln!(
            "There is no such step. The steps are: {}.",
            step_names().join(", ")
        );
        return ExitCode::from(2);
    }
    let start = Instant::now();
    let mut tally = Tally::default();
    let passed = chosen.iter().all(|step| run_step(step, &mut tally));
    let result = if passed { "ok" } else { "FAILED" };
    let time = seconds(start.elapsed());
    println!("\nxtask test: {result}. {tally}; finished in {time}");
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs one step and says how it went.
fn run_step(step: &Step, tally: &mut Tally) -> bool {
    println!("\n── {} ──", step.name);
    let (start, before) = (Instant::now(), tally.passed);
    let outcome = (step.run)(tally);
    let counted = tally.passed - before;
    let what = match &outcome {
        Ok(Outcome::Passed) if counted > 0 => format!("ok, {counted} tests"),
        Ok(Outcome::Passed) => "ok".to_owned(),
        Ok(Outcome::Skipped(reason)) => format!("skipped: {reason}"),
        Err(_) => "FAILED".to_owned(),
    };
    println!("── {}: {what} ({})", step.name, seconds(start.elapsed()));
    if let Err(failure) = &outcome {
        println!("  What: {}", failure.what);
        println!("  To do: {}", failure.advice);
        println!("  This step alone: cargo xtask test --only {}", step.name);
    }
    outcome.is_ok()
}

fn run_tidy(_: &mut Tally) -> Result<Outcome, Failure> {
    if tidy::passes() {
        return Ok(Outcome::Passed);
    }
    Err(Failure::new(
        "the places above break a rule of this repository",
        "change them; every line says which rule and why it is there.",
    ))
}

fn seconds(time: Duration) -> String {
    let total = time.as_secs_f64();
    if total < 60.0 {
        return format!("{total:.1} s");
    }
    format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
}
