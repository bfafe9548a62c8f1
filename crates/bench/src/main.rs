//! `cargo xtask bench`: what Millpond costs, in tables that go into
//! docs/benchmarks.md as they are. It prints and never judges: a busy machine is no
//! failure.
//!
//! Deliberately not here: anything that ships. What goes wrong panics, because a
//! measurement that fails has nothing to say.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that fails has nothing to say"
)]

mod asking;
mod deciding;
mod http;
mod importing;
mod memory;
mod owner;
mod pages;
mod program;
mod revealing;
mod starting;
mod table;
mod timing;
mod weight;
mod world;
mod writing;

use std::process::ExitCode;

/// Sizes of products, in items.
const SIZES: [usize; 3] = [100, 10_000, 100_000];
/// The size that targets are about.
const USUAL: usize = 10_000;

/// A group of measurements: its name on the command line, what it is, and how it runs.
type Group = (&'static str, &'static str, fn());

const GROUPS: [Group; 8] = [
    (
        "deciding",
        "decide, evolve and ask, in memory",
        deciding::run,
    ),
    (
        "writing",
        "commands until they are durable, alone and together",
        writing::run,
    ),
    (
        "importing",
        "a CSV file, from the start of the program to the last row on disk",
        importing::run,
    ),
    (
        "pages",
        "pages and API over loopback, p50, p99 and requests per second",
        pages::run,
    ),
    (
        "revealing",
        "a reveal of planning poker, until 20 browsers have what changed",
        revealing::run,
    ),
    (
        "starting",
        "from the start of the process to its first answer",
        starting::run,
    ),
    (
        "memory",
        "what the server takes, at rest and loaded",
        memory::run,
    ),
    (
        "weight",
        "the bytes and requests of a first page load",
        weight::run,
    ),
];

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = asked
        .iter()
        .find(|name| !GROUPS.iter().any(|group| group.0 == *name))
    {
        eprintln!("There is nothing called “{unknown}” to measure. There is:");
        for (name, what, _) in GROUPS {
            eprintln!("  {name:<10} {what}");
        }
        return ExitCode::from(2);
    }
    println!("{}\n", table::machine());
    for (name, what, run) in GROUPS {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            println!("## {}: {what}\n", capital(name));
            run();
        }
    }
    ExitCode::SUCCESS
}

fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    word[..1].make_ascii_uppercase();
    word
}
