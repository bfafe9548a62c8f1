//! Texts that must fit, and what is cut to make them.

use std::borrow::Cow;

/// `text` in at most `limit` characters, the last an ellipsis, cut between
/// words where one ends near; `None` when it fits as it is.
pub fn shortened(text: &str, limit: usize) -> Option<String> {
    if text.len() <= limit || first_chars(text, limit).len() == text.len() {
        return None;
    }
    let kept = first_chars(text, limit.saturating_sub(1));
    const NEAR: usize = 40;
    let word = kept.rfind(char::is_whitespace);
    let end = word.filter(|end| kept.len() - end <= NEAR && *end > 0);
    let kept = kept[..end.unwrap_or(kept.len())].trim_end();
    Some(format!("{kept}\u{2026}"))
}

/// At most the first `count` characters.
pub fn first_chars(text: &str, count: usize) -> &str {
    match text.char_indices().nth(count) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// Without the NUL characters that no database and no page takes.
pub fn without_nul(text: &str) -> Cow<'_, str> {
    match text.contains('\0') {
        true => Cow::Owned(text.replace('\0', "")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(shortened("\u{e4}\u{e4}\u{e4}", 3), None);
        assert_eq!(shortened("", 3), None);
    }

    #[test]
    fn cutting_is_between_words_and_never_too_long() {
        assert_eq!(
            shortened("one two three", 10).as_deref(),
            Some("one two\u{2026}")
        );
        let wide = "\u{e4}".repeat(600);
        let short = shortened(&wide, 500).unwrap();
        assert_eq!(short.chars().count(), 500);
        assert!(short.ends_with('\u{2026}'));
    }
}
