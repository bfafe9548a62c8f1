//! `cargo xtask forecast-eval`: builds the program that replays histories and runs it on the files that
//! are named. Not here: what it counts (`crates/forecast-eval`).

use std::process::ExitCode;

use crate::process::cargo;

/// Evaluates the forecasts on the files; without any, says which it knows.
pub(crate) fn run(files: &[&str]) -> ExitCode {
    let program = cargo().args("run --release --locked --quiet --package forecast-eval --");
    let program = files
        .iter()
        .fold(program, |program, file| program.arg(file));
    match program.run("read what it says above.") {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}\n{}", failure.what, failure.advice);
            ExitCode::FAILURE
        }
    }
}
