//! `cargo xtask bench`: builds the release and the program that measures it, side by side, and
//! runs that. Not here: what is measured (`crates/bench`).

use std::path::PathBuf;
use std::process::ExitCode;

use crate::process::{Failure, Program, cargo};

/// Measures all there is, or what is named.
pub(crate) fn run(names: &[&str]) -> ExitCode {
    match measure(names) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}\n{}", failure.what, failure.advice);
            ExitCode::FAILURE
        }
    }
}

fn measure(names: &[&str]) -> Result<(), Failure> {
    // In one command, so that both share their libraries.
    cargo()
        .args("build --release --locked --package millpond --package bench")
        .run("mend what does not compile.")?;
    let program = names
        .iter()
        .fold(Program::new(bench()?), |program, name| program.arg(name));
    program.run("read what it says above; it names what it can measure.")
}

/// The program, in the release folder of the target folder this program lies in.
fn bench() -> Result<PathBuf, Failure> {
    let own = std::env::current_exe().ok();
    let target = own.as_deref().and_then(|own| own.parent()?.parent());
    let name = format!("bench{}", std::env::consts::EXE_SUFFIX);
    target
        .map(|target| target.join("release").join(name))
        .ok_or_else(|| Failure::new("the target folder can't be found", "run it by cargo."))
}
