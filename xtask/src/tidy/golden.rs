//! Released events never change: the golden files of `store` are pinned by content.
//!
//! `crates/store/golden/RELEASED` holds one line per file, `<git blob id>  <file name>`, as
//! `git hash-object` gives it. A file joins the list when a release writes its event for the
//! first time, and never leaves it.

use std::collections::BTreeSet;

use crate::process::Program;

use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "golden",
    why: "logs written by a released version hold these bytes for ever; a new shape gets a new \
          version and a conversion",
    run,
};

const FOLDER: &str = "crates/store/golden/";
const LIST: &str = "RELEASED";

fn run(tree: &Tree) -> Vec<Finding> {
    let path = format!("{FOLDER}{LIST}");
    match tree.find(&path) {
        Some(list) => compare(tree, list, &blob_id),
        None => vec![Finding::new(
            &path,
            1,
            "the list of released events is missing",
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
            None => "not `<git blob id>  <file name>`".to_owned(),
            Some((_, name)) if !seen.insert(name) => format!("`{name}` is listed twice"),
            Some((id, name)) => match state(tree, &format!("{FOLDER}{name}"), id, id_of) {
                Some(state) => format!("the released event `{name}` {state}"),
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
        let list = format!("{FOLDER}{LIST}");
        let event = format!("{FOLDER}item-created.v1.json");
        let tree = Tree::of(&[(&list, released), (&event, "{}")]);
        let id_of = |_: &str| Some("abc".to_owned());
        let found = compare(&tree, &tree.files()[0], &id_of);
        found.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn an_unchanged_file_passes() {
        assert!(findings("# a comment\n\nabc  item-created.v1.json\n").is_empty());
    }

    #[test]
    fn a_changed_file_fails() {
        let found = findings("abd  item-created.v1.json\n");
        assert_eq!(
            found,
            ["the released event `item-created.v1.json` has changed"]
        );
    }

    #[test]
    fn a_missing_file_fails() {
        let found = findings("abc  item-moved.v1.json\n");
        assert_eq!(found, ["the released event `item-moved.v1.json` is gone"]);
    }

    #[test]
    fn the_list_itself_is_read_strictly() {
        assert_eq!(
            findings("item-created.v1.json"),
            ["not `<git blob id>  <file name>`"]
        );
        let twice = "abc  item-created.v1.json\nabc  item-created.v1.json\n";
        assert_eq!(findings(twice), ["`item-created.v1.json` is listed twice"]);
    }

    #[test]
    fn a_repository_without_the_list_fails() {
        assert_eq!(run(&Tree::of(&[])).len(), 1);
    }
}
