//! Golden events are named by kind and version, and no kind goes by two names.

use std::collections::BTreeMap;

use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "events",
    why: "a kind's name is for ever, and each version needs its own golden file, \
          `<kind>.v<version>.json`, so that every shape ever written stays readable",
    run,
};

const FOLDER: &str = "crates/store/golden/";
const LIST: &str = "RELEASED";

/// The versions of a kind, under the first of its names.
#[derive(Default)]
struct Kind<'a> {
    name: &'a str,
    path: &'a str,
    versions: Vec<usize>,
}

fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut kinds: BTreeMap<String, Kind<'_>> = BTreeMap::new();
    for file in tree.files() {
        let Some(name) = file.path.strip_prefix(FOLDER).filter(|name| *name != LIST) else {
            continue;
        };
        let Some((name, version)) = split(name) else {
            findings.push(Finding::new(
                &file.path,
                1,
                "not named `<kind>.v<version>.json`",
            ));
            continue;
        };
        let kind = kinds.entry(letters(name)).or_default();
        findings.extend(add(kind, file, name, version));
    }
    findings.extend(kinds.values_mut().filter_map(gap));
    findings
}

/// `item-created.v2.json` is version 2 of `item-created`.
fn split(name: &str) -> Option<(&str, usize)> {
    let (kind, version) = name.strip_suffix(".json")?.rsplit_once(".v")?;
    let number: usize = version.parse().ok()?;
    (!kind.is_empty() && number.to_string() == version).then_some((kind, number))
}

/// What is left of a name when its style is taken away.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn add<'a>(kind: &mut Kind<'a>, file: &'a File, name: &'a str, version: usize) -> Option<Finding> {
    if kind.versions.is_empty() {
        (kind.name, kind.path) = (name, &file.path);
    }
    kind.versions.push(version);
    let what = format!("`{name}` and `{}` name the same kind", kind.name);
    (name != kind.name).then(|| Finding::new(&file.path, 1, what))
}

fn gap(kind: &mut Kind<'_>) -> Option<Finding> {
    kind.versions.sort_unstable();
    kind.versions.dedup();
    let missing = kind
        .versions
        .iter()
        .zip(1..)
        .find(|(version, expected)| **version != *expected)?
        .1;
    let what = format!("version {missing} of `{}` has no golden file", kind.name);
    Some(Finding::new(kind.path, 1, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(names: &[&str]) -> Vec<String> {
        let paths: Vec<String> = names.iter().map(|name| format!("{FOLDER}{name}")).collect();
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        run(&Tree::of(&files))
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn kinds_with_all_their_versions_pass() {
        let names = [
            "RELEASED",
            "item.created.v1.json",
            "item.created.v2.json",
            "moved.v1.json",
        ];
        assert!(findings(&names).is_empty());
    }

    #[test]
    fn a_kind_by_two_names_fails() {
        let found = findings(&["item-moved.v1.json", "item_moved.v1.json"]);
        assert_eq!(found, ["`item_moved` and `item-moved` name the same kind"]);
    }

    #[test]
    fn a_version_without_a_file_fails() {
        let found = findings(&["moved.v1.json", "moved.v3.json"]);
        assert_eq!(found, ["version 2 of `moved` has no golden file"]);
    }

    #[test]
    fn other_names_fail() {
        for name in ["moved.json", "moved.v01.json", ".v1.json", "moved.v1.txt"] {
            assert_eq!(
                findings(&[name]),
                ["not named `<kind>.v<version>.json`"],
                "{name}"
            );
        }
    }
}
