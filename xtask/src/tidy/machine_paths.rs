//! No paths that exist on one machine only.

use super::tree::Tree;
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "machine-paths",
    why: "a path of one machine is broken on every other one",
    run,
};

/// First folders of absolute paths that belong to a person or a machine.
const FOLDERS: &[&str] = &["home", "root", "tmp", "work", "Users"];

fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(|file| !file.is_test_code()) {
        for (number, text) in file.text.lines().enumerate() {
            let line = number + 1;
            let Some(folder) = FOLDERS.iter().find(|folder| names(text, folder)) else {
                continue;
            };
            if !(file.has_extension("rs") && file.tokens().is_test_line(line)) {
                findings.push(Finding::new(
                    &file.path,
                    line,
                    format!("a path under `/{folder}`"),
                ));
            }
        }
    }
    findings
}

/// Whether an absolute path under the folder stands in the line.
fn names(text: &str, folder: &str) -> bool {
    let path = format!("/{folder}/");
    text.match_indices(&path).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let is_inner = |sign: char| sign.is_alphanumeric() || "_-./}$".contains(sign);
        !before.is_some_and(is_inner)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        CHECK.lines_in(path, text)
    }

    #[test]
    fn paths_of_a_machine_are_found() {
        let text = "see /home/ada/notes\n`/tmp/x`\n(/work/main)\nfine";
        assert_eq!(lines("README.md", text), [1, 2, 3]);
    }

    #[test]
    fn parts_of_other_paths_are_fine() {
        let text = "https://example.org/home/page\n./tmp/x\ncrates/web/work/x\na/tmp/b";
        assert!(lines("README.md", text).is_empty());
    }

    #[test]
    fn tests_may_name_them() {
        let text = "fn f() { open(\"/tmp/a\") }\n#[test]\nfn g() {\n open(\"/tmp/a\")\n}";
        assert_eq!(lines("crates/web/src/x.rs", text), [1]);
        assert!(lines("crates/web/tests/x.rs", text).is_empty());
    }
}
