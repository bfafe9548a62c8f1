//! Links between documents lead somewhere.

use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "links",
    why: "a link that leads nowhere costs every reader who follows it",
    run,
};

fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(|file| file.has_extension("md")) {
        for (line, target) in targets(&file.text) {
            if leads_nowhere(tree, file, target) {
                findings.push(Finding::new(
                    &file.path,
                    line,
                    format!("no such file: {target}"),
                ));
            }
        }
    }
    findings
}

/// Every link's target with its line, `[text](target)` and `[name]: target`, outside code blocks.
fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        let inline = line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', ' ']).next());
        found.extend(inline.map(|target| (number + 1, target)));
        if let Some((name, target)) = line.split_once("]: ")
            && name.starts_with('[')
        {
            found.push((number + 1, target.trim()));
        }
    }
    found
}

fn leads_nowhere(tree: &Tree, from: &File, target: &str) -> bool {
    let elsewhere = target.contains("://") || target.starts_with("mailto:");
    let path = target.split(['#', '?']).next().unwrap_or_default();
    if elsewhere || path.is_empty() {
        return false;
    }
    resolve(&from.path, path).is_none_or(|path| !tree.knows(&path))
}

/// The path from the root, unless the link leaves the repository.
fn resolve(from: &str, target: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let tree = Tree::of(&[
            ("docs/guide.md", text),
            ("README.md", ""),
            ("docs/img/a.svg", ""),
        ]);
        run(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        let text = "[a](../README.md#top) [b](img/a.svg \"title\") [c](img/) [d](#here)\n\
                    [e](https://example.org/x) [f](mailto:a@example.org)\n[g]: img/a.svg\n\
                    ![h](img/photo.png)";
        assert!(findings(text).is_empty());
    }

    #[test]
    fn links_that_lead_nowhere_fail() {
        let text = "[a](gone.md) and ![b](img/gone.svg)\n[c]: ../GONE.md";
        let expected = ["gone.md", "img/gone.svg", "../GONE.md"];
        assert_eq!(
            findings(text),
            expected.map(|target| format!("no such file: {target}"))
        );
    }

    #[test]
    fn a_link_out_of_the_repository_fails() {
        assert_eq!(findings("[a](../../README.md)").len(), 1);
    }

    #[test]
    fn code_is_not_read() {
        assert!(findings("```\nlist[0](x)\n```").is_empty());
    }
}
