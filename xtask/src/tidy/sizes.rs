//! How long files and functions may be, and how long functions are.

use proc_macro2::{Delimiter, TokenTree};

use super::tokens::{each_level, group, is_ident, is_punct, line};
use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "sizes",
    why: "a file is one thing and a function fits a screen, so that each can be read without \
          scrolling back",
    run,
};

const LONGEST_FILE: usize = 600;
const LONGEST_FUNCTION: usize = 80;

/// What people write and read by hand; data and documents may be as long as they are.
const SOURCES: &[&str] = &["rs", "ts", "js", "mjs", "css", "sh", "yml"];

fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree
        .files()
        .iter()
        .filter(|file| SOURCES.iter().any(|end| file.has_extension(end)))
    {
        let lines = file.text.lines().count();
        if lines > LONGEST_FILE {
            let what = format!("{lines} lines, the limit is {LONGEST_FILE}");
            findings.push(Finding::new(&file.path, LONGEST_FILE + 1, what));
        }
    }
    for file in tree.rust() {
        for function in functions(file)
            .iter()
            .filter(|one| one.length() > LONGEST_FUNCTION)
        {
            let (name, lines) = (&function.name, function.length());
            let what = format!("`{name}` has {lines} lines, the limit is {LONGEST_FUNCTION}");
            findings.push(Finding::new(&file.path, function.first, what));
        }
    }
    findings
}

/// The shape of all functions outside tests, in one line.
pub(super) fn summary(tree: &Tree) -> String {
    let shipped = |file: &&File| !file.is_test_code();
    let mut lengths: Vec<(usize, String)> = Vec::new();
    for file in tree.rust().filter(shipped) {
        let outside_tests = |one: &&Function| !file.tokens().is_test_line(one.first);
        for one in functions(file).iter().filter(outside_tests) {
            lengths.push((one.length(), format!("{}:{}", file.path, one.first)));
        }
    }
    lengths.sort();
    let at =
        |percent: usize| lengths.get((lengths.len() * percent).div_ceil(100).saturating_sub(1));
    match (at(90), at(99), lengths.last()) {
        (Some((p90, _)), Some((p99, _)), Some((longest, place))) => format!(
            "{} functions outside tests: p90 {p90} lines, p99 {p99}, longest {longest} ({place})",
            lengths.len()
        ),
        _ => "no functions".to_owned(),
    }
}

struct Function {
    name: String,
    first: usize,
    last: usize,
}

impl Function {
    fn length(&self) -> usize {
        self.last - self.first + 1
    }
}

/// Every function with a body, from its `fn` to its closing brace.
fn functions(file: &File) -> Vec<Function> {
    let mut found = Vec::new();
    each_level(file.tokens().all(), &mut |level| {
        for start in 0..level.len() {
            found.extend(function(&level[start..]));
        }
    });
    found
}

fn function(tokens: &[TokenTree]) -> Option<Function> {
    if !is_ident(tokens.first(), "fn") {
        return None;
    }
    // Without a name it is a function type such as `fn(u32) -> u32`.
    let TokenTree::Ident(name) = tokens.get(1)? else {
        return None;
    };
    let end = tokens.iter().position(|token| {
        is_punct(Some(token), ';') || group(Some(token), Delimiter::Brace).is_some()
    })?;
    let body = group(tokens.get(end), Delimiter::Brace)?;
    Some(Function {
        name: name.to_string(),
        first: line(&tokens[0]),
        last: body.span_close().end().line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function_of(lines: usize) -> String {
        format!(
            "//! A.\nfn long() {{\n{}}}\n",
            "    step();\n".repeat(lines - 2)
        )
    }

    #[test]
    fn a_function_may_fill_the_limit_but_not_more() {
        assert!(run(&Tree::of(&[("a.rs", &function_of(80))])).is_empty());
        let found = run(&Tree::of(&[("a.rs", &function_of(81))]));
        assert_eq!(
            found,
            [Finding::new(
                "a.rs",
                2,
                "`long` has 81 lines, the limit is 80"
            )]
        );
    }

    #[test]
    fn methods_and_nested_functions_count() {
        let text = format!("impl A {{\n{}}}", function_of(90).replace("//! A.", ""));
        assert_eq!(run(&Tree::of(&[("a.rs", &text)])).len(), 1);
    }

    #[test]
    fn a_declaration_has_no_length() {
        let text = format!(
            "trait A {{ fn f(); }}\n{}struct B {{ f: fn(u32) }}",
            "\n".repeat(100)
        );
        assert!(run(&Tree::of(&[("a.rs", &text)])).is_empty());
    }

    #[test]
    fn a_file_may_fill_the_limit_but_not_more() {
        let tree = |lines| {
            Tree::of(&[
                ("a.css", &"p {}\n".repeat(lines)),
                ("a.md", &"\n".repeat(900)),
            ])
        };
        assert!(run(&tree(600)).is_empty());
        assert_eq!(run(&tree(601)).len(), 1);
    }

    #[test]
    fn the_summary_leaves_tests_out() {
        let text = format!(
            "fn f() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}",
            function_of(50)
        );
        let summary = summary(&Tree::of(&[("a.rs", &text)]));
        assert_eq!(
            summary,
            "1 functions outside tests: p90 1 lines, p99 1, longest 1 (a.rs:1)"
        );
    }
}
