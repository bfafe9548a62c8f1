//! What an import kept of an item: its key in the tool it came from, and what has no place here.

use domain::Item;
use maud::{Markup, html};

/// Characters of a value that are shown before it is unfolded.
const SHOWN: usize = 160;

/// The section; nothing for an item that was written here.
pub(super) fn original(item: &Item) -> Markup {
    let Some(original) = &item.original else {
        return html! {};
    };
    html! {
        section.section {
            header { h3 { "From the original" } small { (original.key) } }
            @if !original.rest.is_empty() {
                details.edit id={ "original-" (item.id) } {
                    summary.words { (fields(original.rest.len())) " without a place here" }
                    dl.original {
                        @for (name, value) in &original.rest { dt { (name) } dd { (long(value)) } }
                    }
                }
            }
        }
    }
}

fn fields(count: usize) -> String {
    match count {
        1 => "1 field".to_owned(),
        count => format!("{count} fields"),
    }
}

/// A value; a long one shows how it begins.
fn long(value: &str) -> Markup {
    match value.char_indices().nth(SHOWN) {
        None => html! { (value) },
        Some((end, _)) => html! {
            details { summary { (&value[..end]) "…" } (&value[end..]) }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_folded_and_whole() {
        let value = "ä".repeat(SHOWN + 3);
        let shown = long(&value).into_string();
        assert!(shown.starts_with("<details>") && shown.matches('ä').count() == SHOWN + 3);
        assert_eq!(long("short").into_string(), "short");
    }
}
