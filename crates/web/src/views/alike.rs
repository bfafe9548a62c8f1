//! Items that say nearly the same, with where they are and why.

use domain::likeness::Alike;
use domain::{Item, Place};
use maud::{Markup, html};

use crate::ui;
use crate::views::day;
use crate::visit::Visit;

/// A short list under a heading; nothing when nothing is alike.
pub(crate) fn alike(visit: &Visit, found: &[Alike], head: &str) -> Markup {
    let items = || {
        found
            .iter()
            .filter_map(|one| visit.product.items.get(&one.item))
    };
    html! {
        @if !found.is_empty() {
            p.quieter { (head) }
            ul.alike { @for item in items() { (line(visit, item)) } }
        }
    }
}

fn line(visit: &Visit, item: &Item) -> Markup {
    let key = visit.key(item.id);
    html! {
        li.item-line {
            (ui::kind_badge(item.kind.as_str())) span.key { (key) }
            a.grow href=(visit.urls.item(item.id)) data-open-item=(key) { (item.title.value) }
            span.quieter { (whereabouts(item)) }
        }
    }
}

/// "declined: We do not ship printers", "icebox until 22 Feb 2027", "product backlog".
pub(crate) fn whereabouts(item: &Item) -> String {
    let because = |words: &str, reason: Option<&str>| match reason {
        Some(reason) => format!("{words}: {reason}"),
        None => words.to_owned(),
    };
    match (item.place, &item.iced, &item.gone) {
        (Place::Icebox, Some(iced), _) => {
            let words = format!("icebox until {}", day(iced.until));
            because(&words, iced.reason.as_deref())
        }
        (_, _, gone) => {
            let reason = gone.as_ref().and_then(|gone| gone.reason.as_deref());
            because(&item.whereabouts(), reason)
        }
    }
}
