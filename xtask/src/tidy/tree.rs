//! The files a check looks at: everything git knows or would add, read once.

use std::cell::OnceCell;
use std::path::Path;

use crate::process::{Failure, Program, root};

use super::tokens::Tokens;

/// The repository's text files, sorted by path; of others, pictures for
/// example, only the paths.
pub(super) struct Tree {
    files: Vec<File>,
    others: Vec<String>,
}

impl Tree {
    /// Reads the repository this program was started for.
    pub(super) fn of_repository() -> Result<Tree, Failure> {
        let listing = Program::new("git")
            .args("ls-files -z --cached --others --exclude-standard")
            .output()
            .ok_or_else(|| {
                Failure::new(
                    "`git ls-files` failed, so there is no list of files to check.",
                    "Install git and run this inside a clone of the repository.",
                )
            })?;
        let root = root();
        let paths = listing.split('\0').filter(|path| !path.is_empty());
        let mut files = Vec::new();
        let mut others = Vec::new();
        for path in paths {
            match File::read(&root, path) {
                Some(file) => files.push(file),
                None if root.join(path).exists() => others.push(path.to_owned()),
                None => {}
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        Ok(Tree { files, others })
    }

    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Tree {
        Tree {
            files: files
                .iter()
                .map(|(path, text)| File::new(path, text))
                .collect(),
            others: vec!["docs/img/photo.png".to_owned()],
        }
    }

    pub(super) fn files(&self) -> &[File] {
        &self.files
    }

    /// Whether there is such a file or folder, text or not.
    pub(super) fn knows(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        let texts = self.files.iter().map(|file| file.path.as_str());
        texts
            .chain(self.others.iter().map(String::as_str))
            .any(|known| known == path || known.starts_with(&folder))
    }

    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.has_extension("rs"))
    }

    pub(super) fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// One text file; the path is relative to the root, with slashes.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
    tokens: OnceCell<Tokens>,
}

impl File {
    fn new(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
            tokens: OnceCell::new(),
        }
    }

    /// Nothing for a file that is gone from the disk or is not text.
    fn read(root: &Path, path: &str) -> Option<File> {
        std::fs::read_to_string(root.join(path))
            .ok()
            .map(|text| File::new(path, &text))
    }

    pub(super) fn has_extension(&self, extension: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, end)| end == extension)
    }

    /// The crate's folder name, for what lies under `crates/`.
    pub(super) fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether the whole file is test code, by where it lies.
    pub(super) fn is_test_code(&self) -> bool {
        let path = format!("/{}", self.path);
        let by_name = path.ends_with("/tests.rs") || path.ends_with(".spec.ts");
        by_name
            || ["/tests/", "/browser-tests/", "/testkit/"]
                .iter()
                .any(|part| path.contains(part))
    }

    /// The file as Rust tokens.
    pub(super) fn tokens(&self) -> &Tokens {
        self.tokens.get_or_init(|| Tokens::read(&self.text))
    }
}
