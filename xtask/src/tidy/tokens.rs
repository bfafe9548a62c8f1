//! Rust source as tokens: enough to know code from comments and strings, test code from the rest,
//! and where a function begins and ends, without the compile time of a full parser.

use std::ops::RangeInclusive;
use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Literal, Spacing, TokenStream, TokenTree};

/// All tokens of a file, and those left when test code is taken out.
pub(super) struct Tokens {
    /// `None` where the text is not Rust at all.
    all: Option<Vec<TokenTree>>,
    shipped: Vec<TokenTree>,
    test_lines: Vec<RangeInclusive<usize>>,
}

impl Tokens {
    pub(super) fn read(text: &str) -> Tokens {
        let all: Option<Vec<_>> = TokenStream::from_str(text)
            .ok()
            .map(|stream| stream.into_iter().collect());
        let mut test_lines = Vec::new();
        let shipped = without_tests(all.as_deref().unwrap_or_default(), &mut test_lines);
        Tokens {
            all,
            shipped,
            test_lines,
        }
    }

    pub(super) fn is_rust(&self) -> bool {
        self.all.is_some()
    }

    pub(super) fn all(&self) -> &[TokenTree] {
        self.all.as_deref().unwrap_or_default()
    }

    /// Without `#[cfg(test)]` items and test functions.
    pub(super) fn shipped(&self) -> &[TokenTree] {
        &self.shipped
    }

    /// Whether the line (from 1) belongs to an item that only tests see.
    pub(super) fn is_test_line(&self, line: usize) -> bool {
        self.test_lines.iter().any(|range| range.contains(&line))
    }
}

/// Shows `see` every run of neighbouring tokens: the outermost first, then the inside of each
/// bracket. Attributes, and so doc comments, are left out.
pub(super) fn each_level(tokens: &[TokenTree], see: &mut dyn FnMut(&[TokenTree])) {
    see(tokens);
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        if let Some((_, length)) = attribute(rest) {
            rest = &rest[length..];
            continue;
        }
        if let TokenTree::Group(group) = first {
            each_level(&inside(group), see);
        }
        rest = &rest[1..];
    }
}

/// Shows `see` every literal outside attributes.
pub(super) fn each_literal(tokens: &[TokenTree], see: &mut dyn FnMut(&Literal)) {
    each_level(tokens, &mut |level| {
        for token in level {
            if let TokenTree::Literal(literal) = token {
                see(literal);
            }
        }
    });
}

/// The tokens between a group's brackets.
pub(super) fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

pub(super) fn is_ident(token: Option<&TokenTree>, name: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == name)
}

pub(super) fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// A lone `=`: not the first half of `==` or `=>`.
pub(super) fn is_assignment(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct))
        if punct.as_char() == '=' && punct.spacing() == Spacing::Alone)
}

pub(super) fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// The line a token starts on, from 1.
pub(super) fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

/// The attribute the tokens open with, if any: its content and how many tokens it takes.
pub(super) fn attribute(tokens: &[TokenTree]) -> Option<(Vec<TokenTree>, usize)> {
    if !is_punct(tokens.first(), '#') {
        return None;
    }
    let bang = usize::from(is_punct(tokens.get(1), '!'));
    let group = group(tokens.get(1 + bang), Delimiter::Bracket)?;
    Some((inside(group), 2 + bang))
}

fn without_tests(tokens: &[TokenTree], lines: &mut Vec<RangeInclusive<usize>>) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        match attribute(rest) {
            Some((content, length)) if marks_a_test(&content) => {
                let end = length + item_length(&rest[length..]);
                let last = rest[end - 1].span().end().line;
                lines.push(line(first)..=last);
                rest = &rest[end..];
            }
            Some((_, length)) => {
                kept.extend_from_slice(&rest[..length]);
                rest = &rest[length..];
            }
            None => {
                kept.push(strip_group(first, lines));
                rest = &rest[1..];
            }
        }
    }
    kept
}

fn strip_group(token: &TokenTree, lines: &mut Vec<RangeInclusive<usize>>) -> TokenTree {
    let TokenTree::Group(group) = token else {
        return token.clone();
    };
    let kept = without_tests(&inside(group), lines);
    let mut stripped = Group::new(group.delimiter(), kept.into_iter().collect());
    stripped.set_span(group.span());
    TokenTree::Group(stripped)
}

/// `#[cfg(test)]`, `#[test]`, `#[tokio::test]`, `#[rstest]`.
fn marks_a_test(content: &[TokenTree]) -> bool {
    if is_ident(content.first(), "cfg") {
        let condition = group(content.get(1), Delimiter::Parenthesis).map(inside);
        return condition
            .is_some_and(|tokens| tokens.len() == 1 && is_ident(tokens.first(), "test"));
    }
    let path = content
        .split(|token| matches!(token, TokenTree::Group(_)))
        .next();
    let last = path.and_then(<[TokenTree]>::last);
    is_ident(last, "test") || is_ident(last, "rstest")
}

/// How many tokens the item takes: up to its body or its semicolon.
fn item_length(tokens: &[TokenTree]) -> usize {
    let end = tokens.iter().position(|token| {
        is_punct(Some(token), ';') || group(Some(token), Delimiter::Brace).is_some()
    });
    let Some(end) = end else { return tokens.len() };
    // `use a::{b, c};` goes on for one token after its braces.
    end + 1 + usize::from(is_punct(tokens.get(end + 1), ';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn idents(tokens: &[TokenTree]) -> Vec<String> {
        let mut found = Vec::new();
        each_level(tokens, &mut |level| {
            for token in level {
                if let TokenTree::Ident(ident) = token {
                    found.push(ident.to_string());
                }
            }
        });
        found
    }

    #[test]
    fn comments_and_strings_are_not_code() {
        let tokens = Tokens::read("// secret\nfn f() { /* secret */ \"secret\"; }");
        assert!(!idents(tokens.all()).contains(&"secret".to_owned()));
    }

    #[test]
    fn test_items_are_taken_out_with_their_lines() {
        let text = "fn kept() {}\n#[cfg(test)]\nmod tests {\n  fn gone() {}\n}\nfn also_kept() {}\n\
                    #[tokio::test]\nasync fn gone_too() {}\n";
        let tokens = Tokens::read(text);
        assert_eq!(idents(tokens.shipped()), ["fn", "kept", "fn", "also_kept"]);
        assert!(tokens.is_test_line(4));
        assert!(!tokens.is_test_line(6));
        assert!(tokens.is_test_line(8));
    }

    #[test]
    fn a_test_import_ends_at_its_semicolon() {
        let tokens = Tokens::read("#[cfg(test)]\nuse a::{b, c};\nfn kept() {}");
        assert_eq!(idents(tokens.shipped()), ["fn", "kept"]);
    }

    #[test]
    fn other_conditions_stay() {
        let tokens = Tokens::read("#[cfg(not(test))]\nfn kept() {}\n#[cfg(unix)]\nfn too() {}");
        assert!(idents(tokens.shipped()).contains(&"kept".to_owned()));
        assert!(idents(tokens.shipped()).contains(&"too".to_owned()));
    }

    #[test]
    fn text_that_is_no_rust_is_known() {
        assert!(!Tokens::read("fn f( {").is_rust());
    }
}
