//! Choosing an epic, of which there may be thousands: what is typed narrows the choices, which the
//! server finds. Whether an item may be put into one is the domain's.

use std::collections::BTreeSet;

use domain::query::{EpicFilter, Filter, search_epics};
use domain::{Item, ItemId, Right};
use maud::{Markup, html};
use serde_json::json;

use super::filters::Bar;
use crate::ui::{Icon, icon};
use crate::urls::route;
use crate::visit::Visit;

/// Epics shown at once; more are found by typing.
const MOST: usize = 40;

/// What is chosen for items in no epic.
pub(crate) const WITHOUT: &str = "Without an epic";

/// Choices that put items into an epic: these, or with none those chosen on the page.
pub(crate) fn for_items(visit: &Visit, typed: &str, items: &[ItemId]) -> Markup {
    let to = visit.urls.to(route::EPICS);
    let held: BTreeSet<Option<ItemId>> = items
        .iter()
        .filter_map(|item| Some(visit.product.items.get(item)?.epic))
        .collect();
    let about: Vec<String> = items.iter().map(ToString::to_string).collect();
    let about = (!about.is_empty()).then(|| about.join(","));
    let line = |epic: Option<ItemId>, words: &Markup| {
        let with = json!({ "epic": epic.map(|epic| epic.to_string()).unwrap_or_default() });
        html! {
            button.menu-item type="button" aria-pressed=(held.contains(&epic)) data-post=(to) data-with=(with) data-items=[&about] { (words) }
        }
    };
    choices(
        visit,
        typed,
        &line(None, &html! { span.grow { "None" } }),
        &new_epic(visit, typed, about.as_deref()),
        |epic, words| line(Some(epic), words),
    )
}

/// The last choice: an epic called as was typed, for whoever may write one down.
fn new_epic(visit: &Visit, typed: &str, items: Option<&str>) -> Markup {
    let title = domain::text::one_line(typed);
    let may = visit.may(Right::Order) && visit.may(Right::Refine);
    if title.is_empty() || !may {
        return html! {};
    }
    let to = visit.urls.to(route::NEW_EPIC);
    html! {
        button.menu-item type="button" data-post=(to) data-with=(json!({ "title": title })) data-items=[items] {
            (icon(Icon::Plus)) span.grow { "New epic “" (title) "”" }
        }
    }
}

/// Choices that narrow the list of `bar`, which is filtered so already.
pub(crate) fn for_filter(visit: &Visit, typed: &str, bar: &Bar, filter: &Filter) -> Markup {
    let parameters = filter.parameters(&visit.product);
    let line = |value: Option<&str>, chosen: bool, words: &Markup| {
        let others = parameters.iter().filter(|(name, _)| *name != "epic");
        let others = others.map(|(name, value)| (*name, value.as_str()));
        let href = bar.address(visit, others.chain(value.map(|value| ("epic", value))));
        html! { a.menu-item aria-current=[chosen.then_some("true")] href=(href) data-visit { (words) } }
    };
    let without = filter.epic == Some(EpicFilter::None);
    let first = html! {
        (line(None, filter.epic.is_none(), &html! { span.grow { "Any" } }))
        (line(Some("none"), without, &html! { span.grow { (WITHOUT) } }))
    };
    choices(visit, typed, &first, &html! {}, |epic, words| {
        let chosen = filter.epic == Some(EpicFilter::Of(epic));
        line(Some(&visit.key(epic)), chosen, words)
    })
}

/// A field to type into, and what fits: `first` while nothing is typed, then the epics, then `last`.
fn choices(
    visit: &Visit,
    typed: &str,
    first: &Markup,
    last: &Markup,
    line: impl Fn(ItemId, &Markup) -> Markup,
) -> Markup {
    let epics = &visit.product.summary().epics;
    let (found, total) = search_epics(&visit.product, epics, typed, MOST);
    let epics: Vec<&Item> = found
        .iter()
        .filter_map(|epic| visit.product.items.get(epic).map(AsRef::as_ref))
        .collect();
    html! {
        input.input type="search" value=(typed) data-narrows aria-label="Find an epic" placeholder="Find an epic" autocomplete="off" autofocus;
        div data-found data-for=(typed) {
            @if typed.trim().is_empty() { (first) }
            @for epic in &epics {
                (line(epic.id, &html! {
                    span.grow { (epic.title.value) } span.quieter { (visit.key(epic.id)) }
                }))
            }
            @if epics.is_empty() && !typed.trim().is_empty() { p.menu-note { "No epic has these words." } }
            @else if total > epics.len() { p.menu-note { "The newest " (epics.len()) " of " (total) ". Type to find others." } }
            (last)
        }
    }
}
