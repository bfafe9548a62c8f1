//! The only place where text becomes HTML without being escaped.
//!
//! Two doors, both closed to what people type: shapes of icons (ours, from the bundle) and HTML
//! that [`mod@super::markdown`] has cleaned. Everything else goes through maud, which escapes.

use maud::{Markup, PreEscaped};

/// Shapes of an icon, written by the build script.
pub(super) fn shapes(markup: &'static str) -> Markup {
    PreEscaped(markup.to_owned())
}

/// HTML out of the Markdown cleaner.
pub(super) fn cleaned(html: String) -> Markup {
    PreEscaped(html)
}

/// JSON inside a data block: `<` is written as an escape, so no text can end the block.
pub(super) fn data_block(json: &str) -> Markup {
    PreEscaped(json.replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_data_block_cannot_be_ended_by_its_text() {
        let block = super::data_block(r#"{"title":"</script><script>"}"#).into_string();
        assert!(!block.contains('<'));
    }
}
