//! The filter bar of a list: every choice is an address, so every filter can be shared.

use domain::item::Kind;
use domain::query::Filter;
use maud::{Markup, html};

use super::item::epics;
use crate::ui::{self, menu, menu_chip};
use crate::urls::with_query;
use crate::visit::Visit;

/// Choices offered in a menu at most.
const MOST: usize = 60;

/// A filter as its address says it.
type Parameters = Vec<(&'static str, String)>;

/// The bar: what is filtered by, and the sum of what is shown.
pub(crate) fn filters(visit: &Visit, filter: &Filter, path: &str, summary: &Markup) -> Markup {
    let parameters = filter.parameters(&visit.product);
    let bar = Bar {
        path,
        parameters: &parameters,
    };
    html! {
        div.filters {
            a.chip.on[filter.is_empty()] href=(path) data-visit { "All items" }
            (bar.choice("kind", "Kind", &kinds()))
            (bar.choice("epic", "Epic", &epic_choices(visit)))
            (bar.choice("label", "Label", &labels(visit)))
            (bar.choice("estimate", "Estimate", &estimates()))
            (bar.choice("ready", "Readiness", &readiness()))
            (bar.text(&filter.text))
            span.summary { (summary) }
        }
    }
}

struct Bar<'a> {
    path: &'a str,
    parameters: &'a Parameters,
}

impl Bar<'_> {
    /// One dimension: a chip that names what is chosen, and the menu of choices.
    fn choice(&self, name: &'static str, title: &str, choices: &[(String, String)]) -> Markup {
        let chosen = self
            .parameters
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value.as_str());
        let words = chosen.map(|value| {
            choices
                .iter()
                .find(|(other, _)| other == value)
                .map_or(value, |(_, words)| words)
        });
        let id = format!("filter-{name}");
        html! {
            (menu_chip(&id, words.unwrap_or(title), chosen.is_some()))
            (menu(&id, title, html! {
                (self.link(name, None, "Any", chosen.is_none()))
                @for (value, words) in choices { (self.link(name, Some(value), words, chosen == Some(value))) }
            }))
        }
    }

    fn link(&self, name: &str, value: Option<&str>, words: &str, chosen: bool) -> Markup {
        let others = self
            .parameters
            .iter()
            .filter(|(other, _)| *other != name)
            .map(|(n, v)| (*n, v.as_str()));
        let href = with_query(self.path, others.chain(value.map(|value| (name, value))));
        html! {
            a.menu-item role="menuitemradio" aria-checked=(chosen) href=(href) data-visit { span.grow { (words) } }
        }
    }

    fn text(&self, text: &str) -> Markup {
        html! {
            form data-filter method="get" action=(self.path) role="search" aria-label="Filter the list" {
                @for (name, value) in self.parameters.iter().filter(|(name, _)| *name != "q") {
                    input type="hidden" name=(name) value=(value);
                }
                input.input type="search" name="q" value=(text) placeholder="Filter by words" aria-label="Filter by words" autocomplete="off" #filter-text;
            }
        }
    }
}

fn kinds() -> Vec<(String, String)> {
    Kind::ALL
        .iter()
        .map(|kind| (kind.to_string(), ui::sentence_case(kind.as_str())))
        .collect()
}

fn epic_choices(visit: &Visit) -> Vec<(String, String)> {
    let none = ("none".to_owned(), "Without an epic".to_owned());
    let all = epics(visit)
        .take(MOST)
        .map(|epic| (visit.key(epic.id), epic.title.value.to_string()));
    [none].into_iter().chain(all).collect()
}

fn labels(visit: &Visit) -> Vec<(String, String)> {
    let all = visit.product.summary().labels.iter().take(MOST);
    all.map(|(label, count)| (label.to_string(), format!("{label} ({count})")))
        .collect()
}

fn estimates() -> Vec<(String, String)> {
    let two = [("none", "Not estimated"), ("some", "Estimated")];
    two.map(|(value, words)| (value.to_owned(), words.to_owned()))
        .into_iter()
        .chain(
            domain::Points::FIBONACCI
                .map(|points| (points.to_string(), super::points_word(points))),
        )
        .collect()
}

fn readiness() -> Vec<(String, String)> {
    [("yes", "Ready"), ("no", "Not ready")]
        .map(|(value, words)| (value.to_owned(), words.to_owned()))
        .into()
}
