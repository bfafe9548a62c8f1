//! `cargo xtask forecast-eval FILE…`: replays what really happened and counts how often the forecasts
//! of `domain::forecast` held it, beside those of the usual method.
//!
//! At each moment of a history the forecast is made from what was known then, and compared with what
//! came. Not here: the forecasts themselves; and nothing of the files is kept.

mod history;
mod naive;
mod read;
mod replay;
mod score;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask forecast-eval FILE_OR_FOLDER...

Files it knows, by what is in them:
  issues as CSV         a column Resolution_Date, Done or finished_date; with Story_Point also points
  completions as CSV    the columns date and completed
  sprints as CSV        the columns Sprint, Story.Points and Resolution
  snapshots as CSV      the columns sprintid, committed_0, vel_done_30, …, delivered
  a GitLab project      JSON with sprints (start_date, due_date) and issues (weight, closed_at)";

fn main() -> ExitCode {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let histories = match read::all(&paths) {
        Ok(histories) => histories,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    print!("{}", table::report(&histories));
    ExitCode::SUCCESS
}
