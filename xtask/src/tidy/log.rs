//! Only `app` appends to the log.

use proc_macro2::{Delimiter, TokenTree};

use super::tokens::{each_level, group, is_ident, is_punct, line};
use super::tree::Tree;
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "log",
    why: "an event that was not decided by `app` has passed no right and no rule",
    run,
};

/// `app` appends; `store` is the log itself.
const MAY_APPEND: &[&str] = &["app", "store"];

fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        if file
            .crate_name()
            .is_none_or(|name| MAY_APPEND.contains(&name))
        {
            continue;
        }
        each_level(file.tokens().all(), &mut |level| {
            for start in (0..level.len()).filter(|&start| appends(&level[start..])) {
                let what = "appends to the log directly";
                findings.push(Finding::new(&file.path, line(&level[start]), what));
            }
        });
    }
    findings
}

/// `log.append`, `log().append`, `Log::append`, also with a name such as `event_log`.
fn appends(tokens: &[TokenTree]) -> bool {
    let Some(TokenTree::Ident(ident)) = tokens.first() else {
        return false;
    };
    let name = ident.to_string();
    if name == "Log" {
        let colons = is_punct(tokens.get(1), ':') && is_punct(tokens.get(2), ':');
        return colons && is_ident(tokens.get(3), "append");
    }
    let called = usize::from(group(tokens.get(1), Delimiter::Parenthesis).is_some());
    (name == "log" || name.ends_with("_log"))
        && is_punct(tokens.get(1 + called), '.')
        && is_ident(tokens.get(2 + called), "append")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        CHECK.lines_in(path, text)
    }

    #[test]
    fn an_append_outside_app_is_found() {
        let text =
            "fn f() {\n  store.log.append(x);\n  s.log().append(x);\n  Log::append(&l, x);\n}";
        assert_eq!(lines("crates/web/src/x.rs", text), [2, 3, 4]);
        assert!(lines("crates/app/src/x.rs", text).is_empty());
    }

    #[test]
    fn appending_to_a_list_is_fine() {
        assert!(lines("crates/web/src/x.rs", "fn f() { rows.append(&mut more); }").is_empty());
    }
}
