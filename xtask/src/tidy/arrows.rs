//! Which crate may know which: the arrows of ARCHITECTURE.md, read from the manifests.

use super::manifest::{Dependency, dependencies};
use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "arrows",
    why: "each crate stays readable and testable alone only while it knows no more crates than \
          ARCHITECTURE.md allows it",
    run,
};

/// A crate and the crates of ours it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("interchange", &["domain"]),
    ("app", &["domain", "store"]),
    ("web", &["app", "domain", "interchange"]),
    ("api", &["app", "domain", "interchange"]),
    (
        "millpond",
        &["api", "app", "domain", "interchange", "store", "web"],
    ),
    (
        "testkit",
        &["api", "app", "domain", "interchange", "store", "web"],
    ),
    ("bench", &["app", "domain", "store"]),
    ("forecast-eval", &["domain"]),
    ("xtask", &[]),
];

/// Ours, and only for tests.
const TESTKIT: &str = "testkit";

/// Measures and never ships, so it may use what tests use.
const BENCH: &str = "bench";

/// All that `domain` may use beside the standard library.
const DOMAIN_LIBRARIES: &[&str] = &[
    "imbl",
    "jiff",
    "memchr",
    "rand_pcg",
    "serde",
    "thiserror",
    "uuid",
];

fn run(tree: &Tree) -> Vec<Finding> {
    let manifests = tree
        .files()
        .iter()
        .filter_map(|file| Some((file, crate_of(file)?)));
    manifests
        .flat_map(|(file, name)| check(file, name))
        .collect()
}

/// The crate whose manifest the file is.
fn crate_of(file: &File) -> Option<&str> {
    let folder = file.path.strip_suffix("/Cargo.toml")?;
    match folder.strip_prefix("crates/") {
        Some(name) => Some(name),
        None => (folder == "xtask").then_some(folder),
    }
}

fn check(file: &File, name: &str) -> Vec<Finding> {
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
        let what = format!("the crate `{name}` has no place among the arrows");
        return vec![Finding::new(&file.path, 1, what)];
    };
    match dependencies(file) {
        Ok(found) => found
            .iter()
            .filter_map(|one| breach(file, name, allowed, one))
            .collect(),
        Err(error) => vec![Finding::new(&file.path, 1, error)],
    }
}

fn breach(file: &File, name: &str, allowed: &[&str], one: &Dependency) -> Option<Finding> {
    let package = one.package.as_str();
    let ours = ARROWS.iter().any(|(known, _)| *known == package);
    let what = if package == TESTKIT {
        (!one.dev && name != BENCH)
            .then(|| "`testkit` is for [dev-dependencies] only".to_owned())?
    } else if ours {
        (!allowed.contains(&package)).then(|| format!("`{name}` must not know `{package}`"))?
    } else if name == "domain" && !one.dev {
        let listed = DOMAIN_LIBRARIES.contains(&package);
        (!listed).then(|| format!("`domain` must not use the library `{package}`"))?
    } else {
        return None;
    };
    Some(Finding::new(&file.path, one.line, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(name: &str, dependencies: &str) -> Vec<String> {
        let path = format!("crates/{name}/Cargo.toml");
        let found = run(&Tree::of(&[(&path, dependencies)]));
        found.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn an_arrow_that_is_drawn_passes() {
        assert!(findings("app", "[dependencies]\ndomain = \"0\"\nstore = \"0\"").is_empty());
    }

    #[test]
    fn an_arrow_that_is_not_drawn_fails() {
        for (name, other) in [
            ("web", "api"),
            ("api", "web"),
            ("web", "store"),
            ("domain", "app"),
        ] {
            let found = findings(name, &format!("[dependencies]\n{other} = \"0\""));
            assert_eq!(found, [format!("`{name}` must not know `{other}`")]);
        }
    }

    #[test]
    fn tests_follow_the_arrows_too() {
        let found = findings("web", "[dev-dependencies]\nstore = \"0\"\ntestkit = \"0\"");
        assert_eq!(found, ["`web` must not know `store`"]);
    }

    #[test]
    fn testkit_stays_out_of_what_ships() {
        let found = findings("millpond", "[dependencies]\ntestkit = \"0\"");
        assert_eq!(found, ["`testkit` is for [dev-dependencies] only"]);
        assert!(findings("bench", "[dependencies]\ntestkit = \"0\"").is_empty());
    }

    #[test]
    fn the_domain_uses_few_libraries_outside_its_tests() {
        let text =
            "[dependencies]\njiff = \"0\"\ntokio = \"1\"\n[dev-dependencies]\nproptest = \"1\"";
        assert_eq!(
            findings("domain", text),
            ["`domain` must not use the library `tokio`"]
        );
    }

    #[test]
    fn a_new_crate_needs_a_place() {
        let found = findings("utils", "[dependencies]");
        assert_eq!(found, ["the crate `utils` has no place among the arrows"]);
    }
}
