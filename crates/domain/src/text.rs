//! Texts people type, with their limits. A text that does not fit is refused,
//! never cut: what somebody typed is theirs to shorten.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Characters in an item's title, a sprint's name or goal.
pub const MAX_LINE: usize = 500;
/// Characters in a description or comment. The longest real ones we have seen
/// are stack traces of some 70,000.
pub const MAX_BODY: usize = 200_000;
/// Characters in a goal's requirement document, some fifty pages.
pub const MAX_DOCUMENT: usize = 100_000;
/// Characters in a template's description, and in its criteria together: every item that begins
/// with it has them once more.
pub const MAX_TEMPLATE: usize = 10_000;
/// Characters in a label.
pub const MAX_LABEL: usize = 60;
/// Labels, criteria, dependencies, links or questions on one item; answers to one question.
pub const MAX_LIST: usize = 200;
/// Comments on one item.
pub const MAX_COMMENTS: usize = 5_000;

/// A number as people read it: "2,824".
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// So many of something: "1 item", "2,824 items".
pub fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{} {what}s", thousands(count)),
    }
}

/// One line of text, trimmed, not empty.
///
/// # Errors
/// [`Refusal::TextMissing`] or [`Refusal::TextTooLong`], naming `field`.
pub fn line(field: &'static str, text: &str) -> Result<Arc<str>, Refusal> {
    let joined = one_line(text);
    match joined.chars().count() {
        0 => Err(Refusal::TextMissing { field }),
        length if length > MAX_LINE => Err(Refusal::TextTooLong {
            field,
            length,
            limit: MAX_LINE,
        }),
        _ => Ok(joined.into()),
    }
}

/// Text of many lines, perhaps empty. Line ends become `\n`, characters that
/// no text needs (NUL and other controls) are dropped.
///
/// # Errors
/// [`Refusal::TextTooLong`], naming `field`.
pub fn body(field: &'static str, text: &str) -> Result<Arc<str>, Refusal> {
    many_lines(field, text, MAX_BODY)
}

/// A requirement document, perhaps empty; cleaned as a [`body`] is.
///
/// # Errors
/// [`Refusal::TextTooLong`], naming `field`.
pub fn document(field: &'static str, text: &str) -> Result<Arc<str>, Refusal> {
    many_lines(field, text, MAX_DOCUMENT)
}

/// What a new item begins with, perhaps empty; cleaned as a [`body`] is.
///
/// # Errors
/// [`Refusal::TextTooLong`], naming `field`.
pub fn template(field: &'static str, text: &str) -> Result<Arc<str>, Refusal> {
    many_lines(field, text, MAX_TEMPLATE)
}

fn many_lines(field: &'static str, text: &str, limit: usize) -> Result<Arc<str>, Refusal> {
    let clean: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let clean = clean.trim_end();
    match clean.chars().count() {
        length if length > limit => Err(Refusal::TextTooLong {
            field,
            length,
            limit,
        }),
        _ => Ok(clean.into()),
    }
}

/// Text of many lines that says something.
///
/// # Errors
/// [`Refusal::TextMissing`] or [`Refusal::TextTooLong`], naming `field`.
pub fn said(field: &'static str, text: &str) -> Result<Arc<str>, Refusal> {
    let text = body(field, text)?;
    match text.chars().all(is_unseen) {
        true => Err(Refusal::TextMissing { field }),
        false => Ok(text),
    }
}

/// A reason somebody may give: one line, or nothing.
///
/// # Errors
/// [`Refusal::TextTooLong`].
pub fn reason(text: Option<&str>) -> Result<Option<Arc<str>>, Refusal> {
    optional_line("reason", text)
}

/// One line that may be left empty.
///
/// # Errors
/// [`Refusal::TextTooLong`], naming `field`.
pub fn optional_line(field: &'static str, text: Option<&str>) -> Result<Option<Arc<str>>, Refusal> {
    match text.map(one_line).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => line(field, &text).map(Some),
    }
}

/// Whether nobody sees a character: white space, and what only steers others.
/// Source: `Default_Ignorable_Code_Point` of the Unicode Character Database, and the blank
/// of Braille.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fff8}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// White space folded, control characters dropped, trimmed; empty where nothing of
/// it could be seen.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.chars().all(is_unseen) {
        out.clear();
    }
    out
}

/// A word that items are grouped by. Compared without regard to case.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(Arc<str>);

impl Label {
    /// A label from what somebody typed.
    ///
    /// # Errors
    /// When nothing is left, or more than [`MAX_LABEL`] characters.
    pub fn new(text: &str) -> Result<Label, Refusal> {
        let text = one_line(text);
        match text.chars().count() {
            0 => Err(Refusal::TextMissing { field: "label" }),
            length if length > MAX_LABEL => Err(Refusal::TextTooLong {
                field: "label",
                length,
                limit: MAX_LABEL,
            }),
            _ => Ok(Label(text.into())),
        }
    }

    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn folded(&self) -> impl Iterator<Item = char> + '_ {
        self.0.chars().flat_map(char::to_lowercase)
    }
}

impl PartialEq for Label {
    fn eq(&self, other: &Label) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Label {}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Label) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Label {
    fn cmp(&self, other: &Label) -> std::cmp::Ordering {
        self.folded().cmp(other.folded())
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A product's key: the `PAY` of `PAY-123`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProductKey(Arc<str>);

impl ProductKey {
    /// Two to ten letters and digits, a letter first; written in capitals.
    ///
    /// # Errors
    /// [`Refusal::KeyMalformed`] with what was typed.
    pub fn new(text: &str) -> Result<ProductKey, Refusal> {
        let key = text.trim().to_ascii_uppercase();
        let fits = (2..=10).contains(&key.len())
            && key.starts_with(|c: char| c.is_ascii_uppercase())
            && key
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        match fits {
            true => Ok(ProductKey(key.into())),
            false => Err(Refusal::KeyMalformed {
                key: text.to_owned(),
            }),
        }
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProductKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text with the position of the event that last wrote it, so that an edit
/// based on an older one is noticed instead of silently winning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revised<T> {
    /// What it says now.
    pub value: T,
    /// The event that made it so.
    pub revision: u64,
}

impl<T> Revised<T> {
    /// A text as written by the event at `revision`.
    pub fn new(value: T, revision: u64) -> Revised<T> {
        Revised { value, revision }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_folded_and_never_cut() {
        assert_eq!(
            &*line("title", "  =SUM(A1)\r\n and\tmore ").unwrap(),
            "=SUM(A1) and more"
        );
        assert_eq!(
            line("title", " \n "),
            Err(Refusal::TextMissing { field: "title" })
        );
        let long = "x".repeat(MAX_LINE + 1);
        assert!(matches!(
            line("title", &long),
            Err(Refusal::TextTooLong { length: 501, .. })
        ));
    }

    #[test]
    fn what_nobody_sees_says_nothing() {
        for unseen in [
            "\u{200b}",
            "\u{202e} \u{202c}",
            "\u{feff}",
            "\u{3164}",
            "\u{2800}",
        ] {
            let missing = Err(Refusal::TextMissing { field: "title" });
            assert_eq!(line("title", unseen), missing, "{unseen:?}");
            assert_eq!(reason(Some(unseen)), Ok(None), "{unseen:?}");
            assert!(said("question", unseen).is_err(), "{unseen:?}");
            assert!(Label::new(unseen).is_err(), "{unseen:?}");
        }
        assert_eq!(
            &*line("title", "\u{202e}A\u{202c}").unwrap(),
            "\u{202e}A\u{202c}"
        );
    }

    #[test]
    fn numbers_can_be_read() {
        let large = [0, 7, 999, 2_824, 200_000, 1_234_567].map(thousands);
        assert_eq!(large, ["0", "7", "999", "2,824", "200,000", "1,234,567"]);
        let items = [0, 1, 2_824].map(|count| counted(count, "item"));
        assert_eq!(items, ["0 items", "1 item", "2,824 items"]);
    }

    #[test]
    fn a_body_keeps_its_lines_and_loses_its_controls() {
        assert_eq!(&*body("description", "a\r\nb\0\tc\n\n").unwrap(), "a\nb\tc");
    }

    #[test]
    fn labels_differ_by_more_than_case() {
        assert_eq!(Label::new("UI   UX").unwrap(), Label::new("ui ux").unwrap());
        assert_ne!(Label::new("ui").unwrap(), Label::new("ux").unwrap());
    }

    #[test]
    fn a_product_key_is_short_and_plain() {
        assert_eq!(ProductKey::new(" pay ").unwrap().as_str(), "PAY");
        for bad in ["P", "1PAY", "PAY-1", "ÄPFEL", "ABCDEFGHIJK", ""] {
            assert!(ProductKey::new(bad).is_err(), "{bad}");
        }
    }
}
