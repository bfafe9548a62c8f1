//! Lock files and settings name packages and their checksums, never the host they came from.

use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "registries",
    why: "which registry or mirror is used belongs to a machine's own settings; a checksum is the \
          same everywhere (`npm config set omit-lockfile-registry-resolved true`)",
    run,
};

fn run(tree: &Tree) -> Vec<Finding> {
    tree.files().iter().flat_map(check).collect()
}

fn check(file: &File) -> Vec<Finding> {
    let names_a_host: fn(&str) -> bool = match file.path.rsplit('/').next() {
        Some("package-lock.json") => |line| line.contains("\"resolved\": \"http"),
        Some(".npmrc") => |line| line.replace(' ', "").contains("registry="),
        Some("Cargo.lock") => |line| {
            line.starts_with("source = ") && !line.contains("github.com/rust-lang/crates.io-index")
        },
        _ => return Vec::new(),
    };
    let numbered = file.text.lines().zip(1..);
    let named = numbered.filter(|(line, _)| names_a_host(line));
    named
        .map(|(_, number)| Finding::new(&file.path, number, "names a host"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        CHECK.lines_in(path, text)
    }

    #[test]
    fn a_host_is_found() {
        let lock = "{\n  \"resolved\": \"https://registry.example.org/a.tgz\"\n}";
        assert_eq!(lines("browser-tests/package-lock.json", lock), [2]);
        assert_eq!(
            lines(".npmrc", "registry = https://registry.example.org"),
            [1]
        );
        assert_eq!(
            lines(
                "Cargo.lock",
                "source = \"registry+https://registry.example.org\""
            ),
            [1]
        );
    }

    #[test]
    fn a_link_to_a_folder_and_the_public_index_are_fine() {
        assert!(lines("package-lock.json", "\"resolved\": \"packages/a\"").is_empty());
        let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        assert!(lines("Cargo.lock", public).is_empty());
    }
}
