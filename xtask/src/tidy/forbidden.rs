//! Words that may not stand in the code: silenced lints, unfinished work, unescaped HTML.

use proc_macro2::{Delimiter, TokenTree};

use super::tokens::{attribute, each_level, group, inside, is_ident, is_punct, line};
use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "forbidden",
    why: "a silenced lint outlives its reason (`#[expect(lint, reason = \"…\")]` does not), \
          unfinished code does not belong on main, and unescaped HTML is how scripts get in",
    run,
};

const MACROS: &[&str] = &["todo", "unimplemented", "dbg"];

/// The one file that may hand HTML through unescaped.
const RAW_HTML: &str = "crates/web/src/ui/raw.rs";

fn run(tree: &Tree) -> Vec<Finding> {
    tree.rust().flat_map(check).collect()
}

fn check(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    each_level(file.tokens().all(), &mut |level| {
        for (start, token) in level.iter().enumerate() {
            if let Some(what) = breach(file, &level[start..]) {
                findings.push(Finding::new(&file.path, line(token), what));
            }
        }
    });
    findings
}

fn breach(file: &File, tokens: &[TokenTree]) -> Option<String> {
    if let Some((content, _)) = attribute(tokens) {
        return allows(&content).then(|| "`#[allow(…)]`".to_owned());
    }
    let TokenTree::Ident(ident) = tokens.first()? else {
        return None;
    };
    let name = ident.to_string();
    if name == "PreEscaped" && file.path != RAW_HTML {
        return Some(format!("`PreEscaped` outside {RAW_HTML}"));
    }
    let called = is_punct(tokens.get(1), '!') && matches!(tokens.get(2), Some(TokenTree::Group(_)));
    (called && MACROS.contains(&name.as_str())).then(|| format!("`{name}!`"))
}

/// `allow(…)`, also inside `cfg_attr(…, allow(…))`.
fn allows(content: &[TokenTree]) -> bool {
    match content.first() {
        first if is_ident(first, "allow") => true,
        first if is_ident(first, "cfg_attr") => group(content.get(1), Delimiter::Parenthesis)
            .is_some_and(|group| {
                inside(group)
                    .iter()
                    .any(|token| is_ident(Some(token), "allow"))
            }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<(usize, String)> {
        let found = run(&Tree::of(&[("crates/web/src/page.rs", text)]));
        found
            .into_iter()
            .map(|finding| (finding.line, finding.what))
            .collect()
    }

    #[test]
    fn a_silenced_lint_is_found() {
        let text = "//! A.\n#![allow(dead_code)]\n#[cfg_attr(test, allow(dead_code))]\nfn f() {}\n\
                    #[expect(dead_code, reason = \"x\")]\nfn g() {}";
        let lines: Vec<usize> = findings(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [2, 3]);
    }

    #[test]
    fn unfinished_work_is_found() {
        let text = "fn f() {\n    todo!();\n    dbg!(1);\n    unimplemented!()\n}";
        let lines: Vec<usize> = findings(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [2, 3, 4]);
    }

    #[test]
    fn the_words_alone_are_fine() {
        assert!(
            findings("fn todo() { let dbg = !todo(); say(\"todo!()\"); } // todo!()").is_empty()
        );
    }

    #[test]
    fn unescaped_html_has_one_place() {
        let text = "fn f() { PreEscaped(x) }";
        assert_eq!(findings(text).len(), 1);
        assert!(run(&Tree::of(&[(RAW_HTML, text)])).is_empty());
    }
}
