//! Banners and empty pages.

use maud::{Markup, html};

use super::icon::{Icon, icon};
use super::marks::Tone;

/// A sentence across the page, with an optional action at its end.
pub fn banner(tone: Tone, text: &Markup, action: Option<&Markup>) -> Markup {
    html! {
        div class={ "banner " (tone.class()) } role="note" {
            (icon(if matches!(tone, Tone::Warn | Tone::Bad) { Icon::TriangleAlert } else { Icon::Info }))
            div.grow { (text) }
            @if let Some(action) = action { (action) }
        }
    }
}

/// An empty page: one rule in one sentence, and the next step.
pub fn empty(title: &str, rule: &str, next: &Markup) -> Markup {
    html! {
        div.empty {
            h2 { (title) }
            p { (rule) }
            div.line { (next) }
        }
    }
}
