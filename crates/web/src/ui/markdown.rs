//! Markdown that people wrote, made into HTML that cannot harm: pulldown-cmark, then ammonia.
//!
//! A pure function of the text, so callers may keep its answer for as long as the text stands.
//! Deliberately not here: any cache.

use std::sync::LazyLock;

use ammonia::Builder;
use maud::{Markup, html};
use pulldown_cmark::{Options, Parser};

use super::raw;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(["input"])
        .add_tag_attributes("input", ["disabled", "checked"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tag_attributes("code", ["class"])
        .rm_tags(["img"])
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// The text as a block of prose.
pub fn markdown(text: &str) -> Markup {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut rendered = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut rendered, Parser::new_ext(text, options));
    html! { div.prose { (raw::cleaned(CLEANER.clean(&rendered).to_string())) } }
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn lists_and_tasks_are_kept() {
        let shown = markdown("- [x] done\n- [ ] open\n\n**bold**").into_string();
        assert!(shown.contains("<strong>bold</strong>"), "{shown}");
        assert_eq!(shown.matches("type=\"checkbox\"").count(), 2, "{shown}");
    }

    #[test]
    fn scripts_handlers_and_foreign_pictures_are_removed() {
        let evil = "<script>alert(1)</script><a href=\"javascript:alert(1)\" onclick=x>a</a>\
                    <img src=https://tracker.example/x.png onerror=alert(1)>\n\n[b](javascript:x)";
        let shown = markdown(evil).into_string();
        for word in ["<script", "javascript:", "onclick", "onerror", "<img"] {
            assert!(!shown.contains(word), "{word} in {shown}");
        }
    }
}
