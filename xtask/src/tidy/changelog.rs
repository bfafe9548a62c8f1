//! The changelog has a place for what comes next.

use super::tree::Tree;
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "changelog",
    why: "a change people can notice is written down when it is made, not remembered at the release",
    run,
};

const PATH: &str = "CHANGELOG.md";

fn run(tree: &Tree) -> Vec<Finding> {
    let text = tree
        .find(PATH)
        .map(|file| file.text.as_str())
        .unwrap_or_default();
    if text.lines().any(|line| line == "## [Unreleased]") {
        return Vec::new();
    }
    vec![Finding::new(PATH, 1, "no section `## [Unreleased]`")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_must_be_there() {
        assert!(run(&Tree::of(&[(PATH, "# Changelog\n\n## [Unreleased]\n")])).is_empty());
        assert_eq!(run(&Tree::of(&[(PATH, "# Changelog\n")])).len(), 1);
        assert_eq!(run(&Tree::of(&[])).len(), 1);
    }
}
