//! Small signs beside an item: kind, chip, points, readiness, person.
//!
//! Each says in words (for screen readers and as a tooltip) what it shows in colour.

use std::borrow::Cow;

use maud::{Markup, html};

/// The square that tells epic, story, task and bug apart. `kind` is the field's own name.
pub fn kind_badge(kind: &str) -> Markup {
    let name = sentence_case(kind);
    html! { span class={ "kind " (kind) } role="img" aria-label=(name) title=(name) {} }
}

/// What a chip is about; its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// Of the product backlog.
    Pond,
    /// Of the sprint backlog.
    Race,
    /// Needs attention soon.
    Warn,
    /// Wrong or refused.
    Bad,
}

impl Tone {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Pond => "pond",
            Self::Race => "race",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A word in a pill.
pub fn chip(text: &str, tone: Tone) -> Markup {
    html! { span class={ "chip " (tone.class()) } { span.text { (text) } } }
}

/// A word in a pill with a square in a colour of its own, the same wherever the word stands.
pub fn swatch_chip(text: &str) -> Markup {
    html! {
        span.chip title=(text) {
            span class={ "swatch hue-" (hue(text)) } {}
            span.text { (text) }
        }
    }
}

/// How much an item matters, as a pill of one width. `word` is the field's own name.
pub fn priority(word: &str) -> Markup {
    html! { span class={ "chip priority " (priority_class(word)) } title={ "Priority: " (word) } { (word) } }
}

/// The colour of a priority.
pub fn priority_class(word: &str) -> &'static str {
    match word {
        "Must" => "must",
        "Should" => "should",
        "Could" => "could",
        _ => "",
    }
}

/// How an estimate reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In the pill: "5", "M".
    pub shown: String,
    /// With its unit: "5 points", "M".
    pub said: String,
}

/// The estimate: in a pill, or a dashed question mark.
pub fn points(estimate: Option<&Mark>) -> Markup {
    match estimate {
        Some(Mark { shown, said }) => html! {
            span.points title=(said) { (shown) span.unseen { (said.strip_prefix(shown.as_str()).unwrap_or_default()) } }
        },
        None => html! {
            span.points.none title="Not estimated" { span aria-hidden="true" { "?" } span.unseen { "Not estimated" } }
        },
    }
}

/// One check of the Definition of Ready.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadyCheck {
    /// Its name for programs.
    pub code: Cow<'static, str>,
    /// What is so when it passes: "Estimated by the team".
    pub title: Cow<'static, str>,
    /// What is so when it fails, in few words: "not estimated".
    pub lack: Cow<'static, str>,
    /// Whether the item passes it.
    pub passed: bool,
}

/// Dashes shown at most; of more checks each dash stands for its share.
const DASHES: usize = 6;

/// One dash per check of the Definition of Ready, filled when it passes.
pub fn readiness(checks: &[ReadyCheck]) -> Markup {
    let missing: Vec<&str> = checks
        .iter()
        .filter(|check| !check.passed)
        .map(|check| &*check.lack)
        .collect();
    let said = match missing.as_slice() {
        [] => "Ready".to_owned(),
        texts => format!("Not ready: {}", texts.join(", ")),
    };
    html! {
        span.ready role="img" aria-label=(said) title=(said) {
            @if checks.len() <= DASHES { @for check in checks { i.yes[check.passed] {} } }
            @else { @for dash in 0..DASHES { i.yes[dash < (checks.len() - missing.len()) * DASHES / checks.len()] {} } }
        }
    }
}

/// A person: initials on a colour that stays theirs.
pub fn avatar(name: &str) -> Markup {
    html! {
        span class={ "avatar hue-" (hue(name)) } role="img" aria-label=(name) title=(name) data-initials=(initials(name)) {}
    }
}

/// The dashed circle of an item nobody has taken.
pub fn nobody() -> Markup {
    html! { span.avatar.none role="img" aria-label="Nobody yet" title="Nobody yet" {} }
}

/// A colour (0–7) that depends on the text alone: FNV-1a, so it is the same on every machine.
pub(crate) fn hue(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) % 8
}

/// "Ada Lovelace" is AL, "Ada" is AD, "" is "?".
pub(crate) fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters: String = match words.as_slice() {
        [] => "?".to_owned(),
        [one] => one.chars().take(2).collect(),
        [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).collect(),
    };
    letters.to_uppercase()
}

pub(crate) fn sentence_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_take_the_first_and_last_word() {
        assert_eq!(initials("ada king lovelace"), "AL");
        assert_eq!(initials("Łukasz"), "ŁU");
        assert_eq!(initials("  "), "?");
    }

    #[test]
    fn a_colour_stays_with_its_name() {
        assert_eq!(hue("Checkout"), hue("Checkout"));
        assert!(
            (0..100)
                .map(|n| hue(&n.to_string()))
                .collect::<std::collections::HashSet<_>>()
                .len()
                > 4
        );
    }

    #[test]
    fn readiness_says_what_is_missing() {
        let checks = [
            ReadyCheck {
                lack: "not estimated".into(),
                passed: true,
                ..ReadyCheck::default()
            },
            ReadyCheck {
                lack: "no acceptance criteria".into(),
                ..ReadyCheck::default()
            },
        ];
        let shown = readiness(&checks).into_string();
        assert!(
            shown.contains("Not ready: no acceptance criteria"),
            "{shown}"
        );
        assert_eq!(shown.matches("class=\"yes\"").count(), 1);
    }

    #[test]
    fn what_people_type_is_escaped() {
        assert!(
            !chip("<script>", Tone::Plain)
                .into_string()
                .contains("<script>")
        );
    }
}
