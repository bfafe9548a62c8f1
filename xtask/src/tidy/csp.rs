//! Pages obey the content security policy: no script, handler or style inside the HTML.

use proc_macro2::{Delimiter, TokenTree};

use super::tokens::{
    each_level, each_literal, group, inside, is_assignment, is_ident, is_punct, line,
};
use super::tree::{File, Tree};
use super::{Check, Finding};

pub(super) const CHECK: Check = Check {
    name: "csp",
    why: "the policy `script-src 'self'; style-src 'self'` makes the browser ignore it, and the \
          policy is what stops injected scripts",
    run,
};

/// Markup and expressions that must not hide in strings either.
const IN_STRINGS: &[&str] = &["<script", " style=\\\"", " style='", "javascript:"];

fn run(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree
        .rust()
        .filter(|file| file.crate_name().is_some() && !file.is_test_code())
    {
        strings(file, &mut findings);
        each_level(file.tokens().shipped(), &mut |level| {
            for start in 0..level.len() {
                if let Some(template) = template(&level[start..]) {
                    markup(file, &template, &mut findings);
                }
            }
        });
    }
    findings.dedup();
    findings
}

fn strings(file: &File, findings: &mut Vec<Finding>) {
    each_literal(file.tokens().shipped(), &mut |literal| {
        let text = literal.to_string();
        if let Some(found) = IN_STRINGS.iter().find(|part| text.contains(**part)) {
            let what = format!("`{}` in a string", found.trim().replace('\\', ""));
            findings.push(Finding::new(&file.path, literal.span().start().line, what));
        }
    });
}

/// The inside of a `html! { … }` the tokens open with.
fn template(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let named = is_ident(tokens.first(), "html") && is_punct(tokens.get(1), '!');
    match tokens.get(2)? {
        TokenTree::Group(group) if named => Some(inside(group)),
        _ => None,
    }
}

fn markup(file: &File, template: &[TokenTree], findings: &mut Vec<Finding>) {
    each_level(template, &mut |level| {
        for start in 0..level.len() {
            let before = start.checked_sub(1).and_then(|before| level.get(before));
            if let Some(what) = breach(before, &level[start..]) {
                findings.push(Finding::new(&file.path, line(&level[start]), what));
            }
        }
    });
}

fn breach(before: Option<&TokenTree>, tokens: &[TokenTree]) -> Option<String> {
    let TokenTree::Ident(ident) = tokens.first()? else {
        return None;
    };
    let name = ident.to_string();
    // A part of a longer name (`data-style`), a class, a field or a variable.
    let is_part = ['-', '.', '#', ':']
        .iter()
        .any(|&sign| is_punct(before, sign));
    if is_part || is_ident(before, "let") || is_ident(before, "mut") {
        return None;
    }
    let assigned = is_assignment(tokens.get(1));
    match name.as_str() {
        "style" if assigned => Some("a `style` attribute".to_owned()),
        "style" if group(tokens.get(1), Delimiter::Brace).is_some() => {
            Some("a `style` element".to_owned())
        }
        "script" if is_inline_script(&tokens[1..]) => Some("an inline script".to_owned()),
        "hx" if is_punct(tokens.get(1), '-') && is_ident(tokens.get(2), "on") => {
            Some("an `hx-on` handler".to_owned())
        }
        _ if assigned && is_handler(&name) => Some(format!("an `{name}` handler")),
        _ => None,
    }
}

/// A `script` element with a body, unless the body is data.
fn is_inline_script(rest: &[TokenTree]) -> bool {
    let end = rest.iter().position(|token| {
        is_punct(Some(token), ';') || group(Some(token), Delimiter::Brace).is_some()
    });
    let Some(end) = end else { return false };
    let is_data = rest[..end].iter().any(
        |token| matches!(token, TokenTree::Literal(text) if text.to_string().contains("json")),
    );
    let body = group(rest.get(end), Delimiter::Brace);
    !is_data && body.is_some_and(|body| !body.stream().is_empty())
}

/// `onclick` and its kin.
fn is_handler(name: &str) -> bool {
    [
        "onclick",
        "onchange",
        "oninput",
        "onsubmit",
        "onload",
        "onerror",
        "onkeydown",
        "onkeyup",
    ]
    .contains(&name)
        || [
            "onmouse",
            "onpointer",
            "ondrag",
            "onfocus",
            "onblur",
            "ontouch",
        ]
        .iter()
        .any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(markup: &str) -> Vec<String> {
        let text = format!("fn page() -> Markup {{ html! {{ {markup} }} }}");
        let found = run(&Tree::of(&[("crates/web/src/page.rs", &text)]));
        found.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn styles_in_the_markup_are_found() {
        assert_eq!(
            findings("p style=\"color:red\" { \"x\" }"),
            ["a `style` attribute"]
        );
        assert_eq!(
            findings("div { p.a style=(x) { } }"),
            ["a `style` attribute"]
        );
        assert_eq!(findings("style { \"p{}\" }"), ["a `style` element"]);
    }

    #[test]
    fn scripts_in_the_markup_are_found() {
        assert_eq!(findings("script { \"alert(1)\" }"), ["an inline script"]);
        assert_eq!(
            findings("button onclick=\"f()\" { }"),
            ["an `onclick` handler"]
        );
        assert_eq!(
            findings("button hx-on:click=\"f()\" { }"),
            ["an `hx-on` handler"]
        );
        assert_eq!(
            findings("a href=\"javascript:f()\" { }"),
            ["`javascript:` in a string"]
        );
        assert_eq!(
            findings("(Raw(\"<script>f()</script>\"))"),
            ["`<script` in a string"]
        );
    }

    #[test]
    fn what_the_policy_allows_passes() {
        for markup in [
            "script type=\"module\" src=(url) {}",
            "script type=\"application/json\" id=\"commands\" { (json) }",
            "link rel=\"stylesheet\" href=(url);",
            "p.style data-style=\"x\" { (card.style) }",
            "@let style = 1; p { (style) }",
            "@if style == 2 { p hx-get=\"/x\" { } }",
        ] {
            assert_eq!(findings(markup), Vec::<String>::new(), "{markup}");
        }
    }

    #[test]
    fn tests_may_try_to_inject() {
        let text = "#[cfg(test)]\nmod tests { const EVIL: &str = \"<script>\"; }";
        assert!(run(&Tree::of(&[("crates/web/src/page.rs", text)])).is_empty());
    }
}
