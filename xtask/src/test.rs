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

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::process::Failure;
use crate::tidy;

/// One step on the way to green.
struct Step {
    name: &'static str,
    run: fn() -> Result<Outcome, Failure>,
}

/// How a step ended when it did not fail.
enum Outcome {
    Passed,
    /// So many tests ran.
    Tested(Tally),
    /// There was nothing to do, for this reason.
    Skipped(&'static str),
}

/// Tests counted by their result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    skipped: u64,
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
    const fn new(name: &'static str, run: fn() -> Result<Outcome, Failure>) -> Self {
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
    for step in &chosen {
        match run_step(step) {
            Ok(counted) => {
                tally.passed += counted.passed;
                tally.skipped += counted.skipped;
            }
            Err(failure) => return fail(step, &failure),
        }
    }
    println!(
        "\nxtask test: ok. {} passed; 0 failed; {} skipped; {} of {} steps; {}",
        tally.passed,
        tally.skipped,
        chosen.len(),
        STEPS.len(),
        seconds(start.elapsed())
    );
    ExitCode::SUCCESS
}

fn run_step(step: &Step) -> Result<Tally, Failure> {
    println!("\n── {} ──", step.name);
    let start = Instant::now();
    let outcome = (step.run)()?;
    let time = seconds(start.elapsed());
    let (what, tally) = match outcome {
        Outcome::Passed => ("ok".to_owned(), Tally::default()),
        Outcome::Tested(tally) => (format!("ok, {} tests", tally.passed), tally),
        Outcome::Skipped(reason) => (format!("skipped: {reason}"), Tally::default()),
    };
    println!("── {}: {what} ({time})", step.name);
    Ok(tally)
}

fn fail(step: &Step, failure: &Failure) -> ExitCode {
    eprintln!("\nxtask test: FAILED at `{}`.", step.name);
    eprintln!("  What: {}", failure.what);
    eprintln!("  To do: {}", failure.advice);
    eprintln!(
        "  Again, this step alone: cargo xtask test --only {}",
        step.name
    );
    ExitCode::FAILURE
}

fn run_tidy() -> Result<Outcome, Failure> {
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
