//! How much of an item's long lists is shown: the newest, and earlier ones as far as somebody asked.
//! It stands in the address, so that it can be shared and survives a redraw.

use domain::Item;
use maud::{Markup, html};
use serde::Deserialize;

use crate::urls::with_query;
use crate::views::thousands;
use crate::visit::Visit;

/// Comments shown before one asks for more.
pub(super) const COMMENTS: usize = 50;
/// Entries of the history shown before one asks for more.
pub(super) const HISTORY: usize = 50;
/// How many more come each time.
const STEP: usize = 200;

/// How much was asked for; nothing is the newest.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct Extent {
    comments: Option<usize>,
    history: Option<usize>,
}

impl Extent {
    /// How many comments.
    pub(super) fn comments(self) -> usize {
        self.comments.unwrap_or_default().max(COMMENTS)
    }

    /// How many entries of the history.
    pub(super) fn history(self) -> usize {
        self.history.unwrap_or_default().max(HISTORY)
    }

    /// Whether more of the history was asked for than is shown by itself.
    pub(super) fn asked_for_history(self) -> bool {
        self.history() > HISTORY
    }

    fn more_comments(self) -> Extent {
        Extent {
            comments: Some(self.comments().saturating_add(STEP)),
            ..self
        }
    }

    fn more_history(self) -> Extent {
        Extent {
            history: Some(self.history().saturating_add(STEP)),
            ..self
        }
    }

    /// The item's page with this much of it.
    fn address(self, visit: &Visit, item: &Item) -> String {
        let [comments, history] =
            [self.comments, self.history].map(|many| many.unwrap_or_default());
        let (comments, history) = (comments.to_string(), history.to_string());
        let asked = [
            ("comments", comments.as_str()),
            ("history", history.as_str()),
        ];
        let asked = asked.into_iter().filter(|(_, many)| *many != "0");
        with_query(&visit.urls.item(item.id), asked)
    }
}

/// The way to earlier comments. It stays, and keeps the focus, when there are no more.
pub(super) fn earlier_comments(visit: &Visit, item: &Item, extent: Extent) -> Markup {
    let id = format!("earlier-comments-{}", item.id);
    let (all, shown) = (item.comments.len(), extent.comments());
    html! {
        @if all > COMMENTS {
            p.quieter role="status" { (thousands(shown.min(all))) " of " (thousands(all)) " are shown." }
            (earlier(&id, &extent.more_comments().address(visit, item), "comments", shown < all))
        }
    }
}

/// The way to earlier entries of the history.
pub(super) fn earlier_history(visit: &Visit, item: &Item, extent: Extent) -> Markup {
    let id = format!("earlier-history-{}", item.id);
    let (all, shown) = (item.history.len(), extent.history());
    html! {
        @if all > HISTORY {
            p.quieter role="status" { (thousands(shown.min(all))) " of " (thousands(all)) " are shown." }
            (earlier(&id, &extent.more_history().address(visit, item), "entries", shown < all))
        }
    }
}

fn earlier(id: &str, address: &str, what: &str, more: bool) -> Markup {
    html! {
        @if more { a.words id=(id) href=(address) data-visit { "Show earlier " (what) } }
        @else { a.quieter id=(id) tabindex="-1" { "These are all " (what) "." } }
    }
}
