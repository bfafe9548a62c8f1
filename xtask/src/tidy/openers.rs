//! Every Rust file says first what it is.

use super::tree::Tree;
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "openers",
    why: "a file's first line says what it is and what is deliberately not there, so that a reader \
          knows whether to go on",
    run,
};

fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        if !file.tokens().is_rust() {
            findings.push(Finding::new(&file.path, 1, "cannot be read as Rust"));
        } else if !file.text.starts_with("//!") {
            findings.push(Finding::new(&file.path, 1, "does not open with `//!`"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_by_saying_what_it_is() {
        let tree = Tree::of(&[
            ("a.rs", "//! What a is.\nfn f() {}"),
            ("b.rs", "fn f() {}\n//! b"),
        ]);
        assert_eq!(
            run(&tree),
            [Finding::new("b.rs", 1, "does not open with `//!`")]
        );
    }

    #[test]
    fn a_broken_file_is_found_here() {
        assert_eq!(run(&Tree::of(&[("a.rs", "//! A.\nfn f( {")])).len(), 1);
    }
}
