//! What the pages with a list of items share: which filter, which window and which open item an
//! address asks for.

use axum::extract::Query;
use domain::query::{Filter, words};
use maud::Markup;

use crate::error::WebError;
use crate::ui::GROUP;
use crate::views::item;
use crate::visit::Visit;

/// Rows sent at once at most, whatever is asked for.
const MOST: usize = 1_000;

/// The parameters of an address, repeated ones too.
pub(super) type Asked = Query<Vec<(String, String)>>;

/// The first value of a parameter.
pub(super) fn value<'a>(asked: &'a [(String, String)], name: &str) -> Option<&'a str> {
    asked
        .iter()
        .find(|(other, _)| other == name)
        .map(|(_, value)| value.as_str())
}

/// What the list is narrowed to. Of words that are too many the first are looked for, and stand
/// in the field.
///
/// # Errors
/// When a parameter means nothing.
pub(super) fn filter(visit: &Visit, asked: &[(String, String)]) -> Result<Filter, WebError> {
    let parameters = asked.iter().map(|(name, value)| match name.as_str() {
        "q" => ("q", words(value.trim())),
        name => (name, value.as_str()),
    });
    Filter::parse(&visit.product, parameters)
        .map_err(|bad| WebError::Unreadable(format!("{bad}. Remove it from the address."), None))
}

/// The first row asked for, and how many: whole groups from `from=N` on, `count=M`.
pub(super) fn asked_window(asked: &[(String, String)]) -> (usize, usize) {
    let number = |name, missing| {
        value(asked, name)
            .and_then(|text| text.parse().ok())
            .unwrap_or(missing)
    };
    let from = number("from", 0) / GROUP * GROUP;
    (from, number("count", GROUP).min(MOST))
}

/// The panel of the item that `open=KEY` names, and where it comes from.
pub(super) fn opened(visit: &Visit, asked: &[(String, String)]) -> (Markup, Option<String>) {
    let open = value(asked, "open").and_then(|key| visit.product.parse_item_key(key));
    match open.and_then(|id| visit.product.items.get(&id)) {
        Some(open) => (item::panel(visit, open), Some(visit.urls.item(open.id))),
        None => (Markup::default(), None),
    }
}
