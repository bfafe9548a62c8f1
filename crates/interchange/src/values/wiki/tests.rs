//! Wiki markup as Jira's exports have it, and what it becomes.

use std::borrow::Cow;

use proptest::prelude::*;

use super::{From, to_markdown};

fn jira(text: &str) -> Cow<'_, str> {
    to_markdown(text, From::Jira)
}

const LINES: &[(&str, &str)] = &[
    ("h2. What happens", "## What happens"),
    ("h7. No heading", "h7. No heading"),
    (
        "this is *bold*, and *so is this*.",
        "this is **bold**, and **so is this**.",
    ),
    ("2*3*4 and a * b * c", "2*3*4 and a * b * c"),
    (
        "_em_ stays, snake_case_name too",
        "_em_ stays, snake_case_name too",
    ),
    (
        "was -ten- nine, well-known-word, 2020-01-02, ls -a -l",
        "was ~~ten~~ nine, well-known-word, 2020-01-02, ls -a -l",
    ),
    ("it is +new+ in C++ and +1", "it is new in C++ and +1"),
    ("??Kafka??, what??", "*Kafka*, what??"),
    (
        "see [the page|https://example.com/a_b_c]",
        "see [the page](https://example.com/a_b_c)",
    ),
    (
        "[a|https://example.com/x|smart-link]",
        "[a](https://example.com/x)",
    ),
    (
        "[w|https://example.com/x_(y)]",
        "[w](<https://example.com/x_(y)>)",
    ),
    ("[https://example.com/]", "<https://example.com/>"),
    (
        "[mail|mailto:ana@example.com]",
        "[mail](mailto:ana@example.com)",
    ),
    (
        "[below|#anchor] and array[0] and [text]",
        "below and array[0] and [text]",
    ),
    ("[~ana] and [~accountid:5f:1]", "@ana and @5f:1"),
    (
        "[^trace.txt] and !shot 1.png|thumbnail!",
        "`trace.txt` and `shot 1.png`",
    ),
    (
        "!https://example.com/a/b.png!",
        "[b.png](https://example.com/a/b.png)",
    ),
    ("Wow! Really! No.png", "Wow! Really! No.png"),
    (
        "run {{cargo test}} or {{a`b}}",
        "run `cargo test` or `` a`b ``",
    ),
    ("{color:red}*late*{color}", "**late**"),
    ("say {code}x = *1*{code} now", "say `x = *1*` now"),
    (
        "https://example.com/*a*-b-_c_ stays",
        "https://example.com/*a*-b-_c_ stays",
    ),
    (r"\*no bold\* and one\\ two", r"\*no bold\* and one<br> two"),
    ("bq. Said once", "> Said once"),
];

const TEXTS: &[(&str, &str)] = &[
    (
        "# one\n## deeper\n#* point\n# two",
        "1. one\n   1. deeper\n   * point\n1. two",
    ),
    ("* a\n** b\n*** c\n* d", "* a\n  * b\n    * c\n* d"),
    ("*** no parent\nh1. T", "* no parent\n# T"),
    (
        "{code:java}\nint a = 1; // *x*\n\nh1. no\n{code}",
        "```java\nint a = 1; // *x*\n\nh1. no\n```",
    ),
    (
        "{code:title=A.java|borderStyle=solid}a\nb{code}end",
        "```\na\nb\n```\nend",
    ),
    (
        "Log:\n{noformat}\nh1. *raw* ```\n{noformat}\nAfter",
        "Log:\n````\nh1. *raw* ```\n````\nAfter",
    ),
    (
        "Ana said:\n{quote}\nOne *two*\nthree\n{quote}\nYes",
        "Ana said:\n\n> One **two**  \n> three\n\nYes",
    ),
    ("{quote}a{code}\nb\n{code}{quote}", "> a\n> ```\n> b\n> ```"),
    (
        "||Key||Value||\n|a|[b|https://example.com]|\n|{{x|y}}|d|\nwords",
        "| Key | Value |\n| --- | --- |\n| a | [b](https://example.com) |\n| `x\\|y` | d |\n\nwords",
    ),
    ("Look:\n|a|b|", "Look:\n\n|  |  |\n| --- | --- |\n| a | b |"),
    (
        "{panel:title=Notes|borderColor=red}\nOne\n{panel}\n",
        "**Notes**\n\nOne\n\n",
    ),
    (
        "*First*\nsecond\n\n    third",
        "**First**  \nsecond\n\nthird",
    ),
    ("words\n----\n*more*", "words\n\n---\n**more**"),
    (
        "{code} is never closed, *yes*",
        "{code} is never closed, **yes**",
    ),
    (
        "{quote} is never closed, *yes*",
        "{quote} is never closed, **yes**",
    ),
    (
        "h1. T\n```\n*raw*\n```\nh2. U",
        "# T\n```\n*raw*\n```\n## U",
    ),
    ("h1. T\r\n*b*\r\n", "# T\n**b**\n"),
];

#[test]
fn jiras_markup_becomes_markdown() {
    for (wiki, markdown) in LINES.iter().chain(TEXTS) {
        assert_eq!(jira(wiki), *markdown, "{wiki}");
    }
}

#[test]
fn what_has_no_markup_is_left_alone_to_the_last_space() {
    for text in [
        "",
        "Words.\n  More  \r\n\r\n\tEnd",
        "* a point\n* another\n- third\n\n1. first",
        "```\nh1. in a fence, *raw*\n```",
        "a **bold** word and [a link](https://example.com), *so* it is Markdown",
    ] {
        assert!(
            matches!(jira(text), Cow::Borrowed(_)),
            "{text:?} {:?}",
            jira(text)
        );
    }
}

#[test]
fn elsewhere_only_plain_wiki_markup_is_taken_for_it() {
    let anywhere = |text| to_markdown(text, From::Anywhere);
    for text in [
        "# Title\n\n*em* and {{ mustache }}",
        "h1. T\n\n[a](https://example.com)",
    ] {
        assert_eq!(anywhere(text), text);
    }
    assert_eq!(anywhere("h1. T\n# one *b*"), "# T\n1. one **b**");
    assert_eq!(
        anywhere("[a|https://example.com]"),
        "[a](https://example.com)"
    );
}

/// Pieces of Markdown that are no wiki markup.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# Title\n\n"),
        Just("- [ ] box\n"),
        Just("* *em*\n  - below\n"),
        Just("1. one\n"),
        Just("**bold** and `code`\n"),
        Just("~~gone~~ -a -b\n"),
        Just("```rust\nfn a() {}\n```\n"),
        Just("> said\n\n"),
        Just("| a | b |\n|---|---|\n| 1 | 2 |\n"),
        Just("[a](https://example.com)"),
        Just("    indented\n"),
        Just("{{ name }} {brace}\n"),
        Just("Title\n=====\n"),
        Just("![x](y.png)\n"),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn markdown_stays_markdown(text in markdown()) {
        prop_assert_eq!(&*to_markdown(&text, From::Anywhere), &*text);
    }

    #[test]
    fn no_text_is_too_strange(text in r"([*#\-|{}\[\]!`\\?+ \nh1.a]|\{code\}|\{quote\}|\{noformat\}|\|http://|ä){0,60}") {
        let once = jira(&text).into_owned();
        prop_assert_eq!(jira(&text), once);
    }
}

#[test]
fn what_never_ends_costs_no_more_than_its_length() {
    for unit in [
        "[", "{code:a}", "*a ", "!", "{{", "`", "|", "{quote}", "-a ", "??", "* ",
    ] {
        let text = format!("h1. T\n{}", unit.repeat(200_000 / unit.len()));
        assert!(jira(&text).starts_with("# T"), "{unit}");
    }
}
