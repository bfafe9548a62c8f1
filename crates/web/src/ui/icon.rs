//! Icons (Lucide), drawn inline with the colour of the text around them.

use maud::{Markup, html};

use super::raw;
pub use crate::assets::Icon;

/// A decorative icon: words stand beside it, so screen readers skip it.
pub fn icon(name: Icon) -> Markup {
    html! {
        svg.icon viewBox="0 0 24 24" aria-hidden="true" { (raw::shapes(name.shapes())) }
    }
}

/// The sign of Millpond.
pub fn pond_sign() -> Markup {
    html! {
        svg.pond viewBox="0 0 24 24" aria-hidden="true" {
            circle cx="12" cy="12" r="12" fill="currentColor" {}
            g fill="none" stroke="var(--surface)" stroke-width="1.8" stroke-linecap="round" {
                path d="M4 9c2-1.6 4-1.6 6 0s4 1.6 6 0 3-1.4 4-.8" {}
                path d="M4 13c2-1.6 4-1.6 6 0s4 1.6 6 0 3-1.4 4-.8" {}
                path d="M5.5 17c2-1.6 3.5-1.6 5.5 0s4 1.6 6 0" {}
            }
        }
    }
}
