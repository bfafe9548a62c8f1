//! What a `Cargo.toml` says about dependencies, with line numbers.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::tree::File;

/// One dependency a crate declares.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dependency {
    /// The package's name, also where the manifest renames it.
    pub(super) package: String,
    /// Only for tests, benches and examples.
    pub(super) dev: bool,
    pub(super) line: usize,
}

/// Every dependency of the manifest; `Err` holds what is wrong with the file.
pub(super) fn dependencies(file: &File) -> Result<Vec<Dependency>, String> {
    let document = DeTable::parse(&file.text).map_err(|error| error.message().to_owned())?;
    let document = document.get_ref();
    let mut found = Vec::new();
    read_tables(document, &file.text, &mut found);
    for (_, target) in entries(document, "target").into_iter().flatten() {
        if let Some(table) = target.get_ref().as_table() {
            read_tables(table, &file.text, &mut found);
        }
    }
    Ok(found)
}

fn read_tables(table: &DeTable<'_>, text: &str, found: &mut Vec<Dependency>) {
    for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for (key, value) in entries(table, section).into_iter().flatten() {
            found.push(Dependency {
                package: renamed(value.get_ref()).unwrap_or(key.get_ref()).to_owned(),
                dev: section == "dev-dependencies",
                line: text[..key.span().start].matches('\n').count() + 1,
            });
        }
    }
}

fn entries<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<&'t DeTable<'i>> {
    table
        .iter()
        .find(|(key, _)| key.get_ref() == name)?
        .1
        .get_ref()
        .as_table()
}

fn renamed<'t>(value: &'t DeValue<'_>) -> Option<&'t str> {
    let package = value
        .as_table()?
        .iter()
        .find(|(key, _)| key.get_ref() == "package")?
        .1;
    Spanned::get_ref(package).as_str()
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;

    fn read(text: &str) -> Vec<Dependency> {
        let tree = Tree::of(&[("crates/web/Cargo.toml", text)]);
        dependencies(&tree.files()[0]).unwrap()
    }

    fn dependency(package: &str, dev: bool, line: usize) -> Dependency {
        Dependency {
            package: package.to_owned(),
            dev,
            line,
        }
    }

    #[test]
    fn every_section_is_read_with_its_lines() {
        let text = "[dependencies]\napp.workspace = true\n\n[dependencies.maud]\nversion = \"1\"\n\
                    [dev-dependencies]\ntestkit = { path = \"x\" }\n\
                    [target.'cfg(unix)'.dependencies]\nlibc = \"1\"\n";
        let found = read(text);
        assert!(found.contains(&dependency("app", false, 2)));
        assert!(found.contains(&dependency("maud", false, 4)));
        assert!(found.contains(&dependency("testkit", true, 7)));
        assert!(found.contains(&dependency("libc", false, 9)));
    }

    #[test]
    fn a_renamed_dependency_keeps_its_package_name() {
        let found = read("[dependencies]\ninnocent = { package = \"store\", path = \"x\" }\n");
        assert_eq!(found, [dependency("store", false, 2)]);
    }
}
