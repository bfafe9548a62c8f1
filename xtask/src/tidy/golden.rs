//! What a release has written never changes: golden events and migrations are pinned by content.
//!
//! `crates/store/golden/RELEASED` holds one line per file, `<git blob id>  <path from the root>`,
//! as `git hash-object` gives it. A file joins the list when a release first contains it, and
//! never leaves it.

use std::collections::BTreeSet;

use crate::process::Program;

use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "golden",
    why: "data written by a released version holds these bytes for ever; a new shape gets a new \
          version and a conversion, a new schema a new migration",
    run,
};

const LIST: &str = "crates/store/golden/RELEASED";

fn run(tree: &Tree) -> Vec<Finding> {
    match tree.find(LIST) {
        Some(list) => compare(tree, list, &blob_id),
        None => vec![Finding::new(
            LIST,
            1,
            "the list of released files is missing",
        )],
    }
}

fn compare(tree: &Tree, list: &File, id_of: &dyn Fn(&str) -> Option<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, text) in list.text.lines().enumerate() {
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        let what = match text.split_once("  ") {
            None => "not `<git blob id>  <path>`".to_owned(),
            Some((_, name)) if !seen.insert(name) => format!("`{name}` is listed twice"),
            Some((id, name)) => match state(tree, name, id, id_of) {
                Some(state) => format!("the released file `{name}` {state}"),
                None => continue,
            },
        };
        findings.push(Finding::new(&list.path, number + 1, what));
    }
    findings
}

/// What is wrong with a released file.
fn state(
    tree: &Tree,
    path: &str,
    id: &str,
    id_of: &dyn Fn(&str) -> Option<String>,
) -> Option<&'static str> {
    if tree.find(path).is_none() {
        return Some("is gone");
    }
    (id_of(path).as_deref() != Some(id)).then_some("has changed")
}

fn blob_id(path: &str) -> Option<String> {
    let id = Program::new("git")
        .args("hash-object --no-filters --")
        .arg(path)
        .output()?;
    Some(id.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(released: &str) -> Vec<String> {
        let tree = Tree::of(&[(LIST, released), ("golden/a.json", "{}")]);
        let id_of = |_: &str| Some("abc".to_owned());
        let found = compare(&tree, &tree.files()[0], &id_of);
        found.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn an_unchanged_file_passes() {
        assert!(findings("# a comment\n\nabc  golden/a.json\n").is_empty());
    }

    #[test]
    fn a_changed_file_fails() {
        let found = findings("abd  golden/a.json\n");
        assert_eq!(found, ["the released file `golden/a.json` has changed"]);
    }

    #[test]
    fn a_missing_file_fails() {
        let found = findings("abc  golden/b.json\n");
        assert_eq!(found, ["the released file `golden/b.json` is gone"]);
    }

    #[test]
    fn the_list_itself_is_read_strictly() {
        assert_eq!(findings("golden/a.json"), ["not `<git blob id>  <path>`"]);
        let twice = "abc  golden/a.json\nabc  golden/a.json\n";
        assert_eq!(findings(twice), ["`golden/a.json` is listed twice"]);
    }

    #[test]
    fn a_repository_without_the_list_fails() {
        assert_eq!(run(&Tree::of(&[])).len(), 1);
    }
}
