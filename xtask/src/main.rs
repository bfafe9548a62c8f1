//! `cargo xtask`: the one command that sets up and passes everything, and the checks that hold
//! what the documents say. Built first on every machine, so it has next to no dependencies.
//! Not here: anything the product itself does.

mod bench;
mod forecast_eval;
mod process;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask <COMMAND>

Commands:
  test [--only STEP]  Set up this machine, then pass every check and every test, in order
  bench [NAME...]     Build the release and measure it, all of it or what is named
  forecast-eval FILE...
                      Replay what really happened and count how often the forecasts held it
  tidy                Check the rules that no compiler checks (arrows, sizes, links, …)
  help                Print this text";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["test"] => test::run(None),
        ["test", "--only", step] => test::run(Some(step)),
        ["bench", names @ ..] => bench::run(names),
        ["forecast-eval", files @ ..] => forecast_eval::run(files),
        ["tidy"] => tidy::run(),
        ["help" | "--help" | "-h"] => {
            println!(
                "{USAGE}\n\nSteps of `test`: {}",
                test::step_names().join(", ")
            );
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}
