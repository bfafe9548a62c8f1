//! `cargo xtask tidy`: rules that no compiler checks, each in a file of its own beside its tests.
//! A sentence in a document does not hold a rule; a failing check does.
//! Not here: style that rustfmt or clippy can hold.

mod arrows;
mod changelog;
mod csp;
mod events;
mod forbidden;
mod golden;
mod links;
mod log;
mod machine_paths;
mod manifest;
mod migrations;
mod openers;
mod registries;
mod sizes;
mod sql;
mod tokens;
mod tree;

use std::process::ExitCode;

use tree::Tree;

/// A rule over all files of the repository.
struct Check {
    name: &'static str,
    /// Why the rule exists, in one sentence; printed with every breach.
    why: &'static str,
    run: fn(&Tree) -> Vec<Finding>,
}

/// One place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    path: String,
    /// From 1.
    line: usize,
    what: String,
}

#[cfg(test)]
impl Check {
    /// The lines of one file at which it finds something.
    fn lines_in(&self, path: &str, text: &str) -> Vec<usize> {
        let findings = (self.run)(&Tree::of(&[(path, text)]));
        findings.into_iter().map(|finding| finding.line).collect()
    }
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Finding {
            path: path.to_owned(),
            line,
            what: what.into(),
        }
    }
}

const CHECKS: &[Check] = &[
    arrows::CHECK,
    sql::CHECK,
    log::CHECK,
    csp::CHECK,
    openers::CHECK,
    sizes::CHECK,
    forbidden::CHECK,
    machine_paths::CHECK,
    registries::CHECK,
    golden::CHECK,
    events::CHECK,
    migrations::CHECK,
    links::CHECK,
    changelog::CHECK,
];

/// Runs every check as a program of its own.
pub(crate) fn run() -> ExitCode {
    if passes() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs every check, prints every breach and says whether there was none.
pub(crate) fn passes() -> bool {
    let tree = match Tree::of_repository() {
        Ok(tree) => tree,
        Err(failure) => {
            eprintln!("{}\n{}", failure.what, failure.advice);
            return false;
        }
    };
    let breaches: usize = CHECKS.iter().map(|check| report(check, &tree)).sum();
    println!("  {} files, {}", tree.files().len(), sizes::summary(&tree));
    match breaches {
        0 => println!("  {} checks pass", CHECKS.len()),
        1 => eprintln!("tidy: 1 place breaks a rule"),
        _ => eprintln!("tidy: {breaches} places break a rule"),
    }
    breaches == 0
}

fn report(check: &Check, tree: &Tree) -> usize {
    let findings = (check.run)(tree);
    for Finding { path, line, what } in &findings {
        eprintln!("{path}:{line}: {what}\n    {}: {}", check.name, check.why);
    }
    findings.len()
}
