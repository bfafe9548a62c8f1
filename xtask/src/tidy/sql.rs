//! Only `store` speaks SQL: no statements and no database libraries anywhere else.

use proc_macro2::TokenTree;

use super::manifest::dependencies;
use super::tokens::{each_level, each_literal, line};
use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "sql",
    why: "a second place that speaks SQL is a second thing to change when PostgreSQL joins, and a \
          way around the log",
    run,
};

/// `bench` measures beside a bare commit; it never sees anybody's data.
const MAY_SPEAK: &[&str] = &["store", "bench"];

const LIBRARIES: &[&str] = &[
    "rusqlite",
    "libsqlite3-sys",
    "sqlx",
    "tokio-postgres",
    "postgres",
];

const STATEMENTS: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "PRAGMA ",
    "BEGIN IMMEDIATE",
];

fn run(tree: &Tree) -> Vec<Finding> {
    let outside = |file: &&File| {
        file.crate_name()
            .is_some_and(|name| !MAY_SPEAK.contains(&name))
    };
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(outside) {
        if file.path.ends_with("/Cargo.toml") {
            manifest(file, &mut findings);
        } else if file.has_extension("rs") {
            source(file, &mut findings);
        }
    }
    findings
}

fn manifest(file: &File, findings: &mut Vec<Finding>) {
    let found = dependencies(file).unwrap_or_default();
    for one in found
        .iter()
        .filter(|one| LIBRARIES.contains(&one.package.as_str()))
    {
        findings.push(Finding::new(
            &file.path,
            one.line,
            format!("`{}` used here", one.package),
        ));
    }
}

fn source(file: &File, findings: &mut Vec<Finding>) {
    each_literal(file.tokens().shipped(), &mut |literal| {
        let text = literal.to_string();
        if text.contains('"') && STATEMENTS.iter().any(|statement| text.contains(statement)) {
            let line = literal.span().start().line;
            findings.push(Finding::new(&file.path, line, "an SQL statement"));
        }
    });
    each_level(file.tokens().shipped(), &mut |level| {
        for token in level {
            let TokenTree::Ident(ident) = token else {
                continue;
            };
            let name = ident.to_string().replace('_', "-");
            if LIBRARIES.contains(&name.as_str()) && name != "postgres" {
                findings.push(Finding::new(
                    &file.path,
                    line(token),
                    format!("`{ident}` named here"),
                ));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        CHECK.lines_in(path, text)
    }

    #[test]
    fn a_statement_outside_store_is_found() {
        let text = "fn f() {\n    run(\"SELECT 1\");\n    run(r#\"INSERT INTO x\"#);\n}";
        assert_eq!(lines("crates/app/src/x.rs", text), [2, 3]);
        assert!(lines("crates/store/src/x.rs", text).is_empty());
    }

    #[test]
    fn a_library_outside_store_is_found() {
        assert_eq!(
            lines("crates/app/src/x.rs", "use rusqlite::Connection;"),
            [1]
        );
        assert_eq!(
            lines("crates/app/Cargo.toml", "[dependencies]\nsqlx = \"0\""),
            [2]
        );
    }

    #[test]
    fn words_and_comments_are_no_statements() {
        let text = "//! SELECT is not run here.\n/// INSERT INTO neither.\nfn f() { say(\"Select all\"); }";
        assert!(lines("crates/web/src/x.rs", text).is_empty());
    }
}
