//! Migrations are numbered without gaps, and each one is used exactly once, in order.

use std::collections::BTreeMap;

use super::tokens::each_literal;
use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "migrations",
    why: "a data folder counts the migrations it has seen, so their order is part of every \
          folder that exists",
    run,
};

/// Each database's migrations lie in a folder of this name.
const FOLDER: &str = "schema";

fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for file in tree.files() {
        let Some(folder) = folder_of(file) else {
            continue;
        };
        match number(file) {
            Some(number) => folders.entry(folder).or_default().push(number),
            None => findings.push(Finding::new(&file.path, 1, "not named `<number>.sql`")),
        }
        if !is_used(tree, file) {
            findings.push(Finding::new(&file.path, 1, "this migration is never run"));
        }
    }
    findings.extend(
        folders
            .into_iter()
            .filter_map(|(folder, numbers)| gap(folder, numbers)),
    );
    findings.extend(tree.rust().flat_map(disorder));
    findings
}

/// The folder a migration lies in.
fn folder_of(file: &File) -> Option<&str> {
    let (folder, _) = file.path.rsplit_once('/')?;
    let is_migration = file.has_extension("sql") && folder.ends_with(&format!("/{FOLDER}"));
    is_migration.then_some(folder)
}

fn number(file: &File) -> Option<usize> {
    let name = file.path.rsplit('/').next()?.strip_suffix(".sql")?;
    name.parse()
        .ok()
        .filter(|number: &usize| number.to_string() == name)
}

fn gap(folder: &str, mut numbers: Vec<usize>) -> Option<Finding> {
    numbers.sort_unstable();
    let missing = numbers
        .iter()
        .zip(1..)
        .find(|(number, expected)| **number != *expected)?
        .1;
    Some(Finding::new(
        &format!("{folder}/{missing}.sql"),
        1,
        "a number is left out",
    ))
}

/// Names of migrations in one source file must rise by one.
fn disorder(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last = 0;
    each_literal(file.tokens().shipped(), &mut |literal| {
        let Some(number) = named(&literal.to_string()) else {
            return;
        };
        if number != last + 1 {
            let what = format!("migration {number} stands after {last}");
            findings.push(Finding::new(&file.path, literal.span().start().line, what));
        }
        last = number;
    });
    findings
}

/// The number in a literal such as `"schema/1.sql"`.
fn named(literal: &str) -> Option<usize> {
    let path = literal.trim_matches('"').strip_suffix(".sql")?;
    path.strip_prefix(FOLDER)?.strip_prefix('/')?.parse().ok()
}

fn is_used(tree: &Tree, migration: &File) -> bool {
    // `…/sqlite/schema/1.sql` is named relative to a source in `…/sqlite/`.
    let folder = folder_of(migration)
        .unwrap_or_default()
        .trim_end_matches(FOLDER);
    let mut sources = tree.rust().filter(|file| file.path.starts_with(folder));
    sources.any(|file| {
        let mut found = false;
        each_literal(file.tokens().shipped(), &mut |literal| {
            found |=
                named(&literal.to_string()).is_some_and(|named| Some(named) == number(migration));
        });
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(files: &[u8], used: &[u8]) -> Vec<(String, String)> {
        let folder = "crates/store/src/sqlite";
        let names: Vec<String> = used
            .iter()
            .map(|n| format!("run(\"schema/{n}.sql\");"))
            .collect();
        let source = format!("fn f() {{ {} }}", names.join(" "));
        let source_path = format!("{folder}/schema.rs");
        let paths: Vec<String> = files
            .iter()
            .map(|n| format!("{folder}/schema/{n}.sql"))
            .collect();
        let mut all: Vec<(&str, &str)> = vec![(&source_path, &source)];
        all.extend(paths.iter().map(|path| (path.as_str(), "")));
        let found = run(&Tree::of(&all)).into_iter();
        found
            .map(|one| (one.path.replace(&format!("{folder}/"), ""), one.what))
            .collect()
    }

    fn finding(path: &str, what: &str) -> (String, String) {
        (path.to_owned(), what.to_owned())
    }

    #[test]
    fn migrations_in_order_pass() {
        assert!(findings(&[1, 2, 3], &[1, 2, 3]).is_empty());
        assert!(findings(&[], &[]).is_empty());
    }

    #[test]
    fn one_that_is_never_run_is_found() {
        let expected = finding("schema/2.sql", "this migration is never run");
        assert_eq!(findings(&[1, 2], &[1]), [expected]);
    }

    #[test]
    fn one_that_is_run_twice_or_too_early_is_found() {
        let twice = finding("schema.rs", "migration 1 stands after 1");
        assert_eq!(findings(&[1], &[1, 1]), [twice]);
        assert_eq!(findings(&[1, 2], &[2, 1]).len(), 2);
    }

    #[test]
    fn a_gap_is_found() {
        assert!(
            findings(&[1, 3], &[1, 3]).contains(&finding("schema/2.sql", "a number is left out"))
        );
    }

    #[test]
    fn a_second_file_for_a_number_is_found() {
        let path = "crates/store/src/sqlite/schema/01.sql";
        let found = run(&Tree::of(&[(path, "")]));
        assert!(found.contains(&Finding::new(path, 1, "not named `<number>.sql`")));
    }
}
