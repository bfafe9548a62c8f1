//! The filter bar of a list: every choice is an address, so every filter can be shared.

use domain::Priority;
use domain::gradient::Detail;
use domain::item::{Category, Kind};
use domain::query::{EpicFilter, Filter, MAX_WORDS};
use maud::{Markup, html};

use super::picker;
use crate::ui::{self, menu, menu_chip, picker_chip};
use crate::urls::{route, with_query};
use crate::visit::Visit;

/// Choices offered in a menu at most.
const MOST: usize = 60;

/// A filter as its address says it.
type Parameters = Vec<(&'static str, String)>;

/// What a list can be filtered by, and where it is.
#[derive(Debug)]
pub(crate) struct Bar {
    /// Its name in the addresses of what fills its menus.
    name: &'static str,
    /// Its page.
    page: &'static str,
    /// What it shows without a filter.
    all: &'static str,
    /// What one can choose, as addresses say it.
    choices: &'static [&'static str],
}

impl Bar {
    /// Of the product backlog.
    pub(crate) const ITEMS: Bar = Bar {
        name: "backlog",
        page: route::BACKLOG,
        all: "All items",
        choices: &[
            "kind", "epic", "goal", "label", "estimate", "priority", "kano", "score", "ready",
        ],
    };
    /// Of the epics.
    pub(crate) const EPICS: Bar = Bar {
        name: "epics",
        page: route::EPICS,
        all: "All epics",
        choices: &["goal", "label"],
    };

    /// Of what is done.
    pub(crate) const DONE: Bar = Bar {
        name: "done",
        page: route::DONE,
        all: "All done items",
        choices: &["kind", "epic", "label", "estimate"],
    };
    /// Of what was removed.
    pub(crate) const REMOVED: Bar = Bar {
        name: "removed",
        page: route::REMOVED,
        all: "All removed items",
        choices: &["kind", "epic", "label"],
    };

    /// Of what won't be built.
    pub(crate) const WONT: Bar = Bar {
        name: "wont",
        page: route::WONT,
        all: "All of it",
        choices: &["kind", "epic", "label"],
    };

    /// The bar with this name.
    pub(crate) fn named(name: &str) -> Option<&'static Bar> {
        [
            &Bar::ITEMS,
            &Bar::EPICS,
            &Bar::DONE,
            &Bar::REMOVED,
            &Bar::WONT,
        ]
        .into_iter()
        .find(|bar| bar.name == name)
    }

    /// The address of its list, filtered so.
    pub(crate) fn address<'a>(
        &self,
        visit: &Visit,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> String {
        with_query(&visit.urls.to(self.page), parameters)
    }
}

/// The bar: what is filtered by, and the sum of what is shown.
pub(crate) fn filters(visit: &Visit, filter: &Filter, bar: &Bar, summary: &Markup) -> Markup {
    let parameters = filter.parameters(&visit.product);
    let path = visit.urls.to(bar.page);
    let chosen = Chosen {
        path: &path,
        parameters: &parameters,
    };
    html! {
        div.filters {
            a.chip.on[filter.is_empty()] href=(path) data-visit { (bar.all) }
            @for name in bar.choices {
                @match *name {
                    "kind" => { (chosen.choice("kind", "Kind", &kinds())) }
                    "epic" => { (chosen.epic(visit, bar, filter)) }
                    "goal" => { @if !visit.product.goals.is_empty() { (chosen.choice("goal", "Goal", &goals(visit))) } }
                    "label" => { (chosen.choice("label", "Label", &labels(visit))) }
                    "estimate" => { (chosen.choice("estimate", "Estimate", &estimates(visit))) }
                    "priority" => { (chosen.choice("priority", "Priority", &priorities())) }
                    "score" => { @if visit.product.scoring.is_some() || filter.scored.is_some() { (chosen.choice("score", "Score", &scored())) } }
                    "kano" => { (chosen.choice("kano", "Kano", &categories())) }
                    _ => { (chosen.readiness(filter)) }
                }
            }
            (chosen.text(&filter.text))
            span.summary { (summary) }
        }
    }
}

/// What is filtered by now.
struct Chosen<'a> {
    path: &'a str,
    parameters: &'a Parameters,
}

impl Chosen<'_> {
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

    /// The epic: there may be thousands, so they are looked for.
    fn epic(&self, visit: &Visit, bar: &Bar, filter: &Filter) -> Markup {
        let words = match filter.epic {
            None => "Epic",
            Some(EpicFilter::None) => picker::WITHOUT,
            Some(EpicFilter::Of(epic)) => {
                let epic = visit.product.items.get(&epic);
                epic.map_or("Epic", |epic| &epic.title.value)
            }
        };
        let list = [("list", bar.name)].into_iter();
        let src = with_query(
            &visit.urls.to(route::EPIC_CHOICES),
            list.chain(self.parameters.iter().map(|(n, v)| (*n, v.as_str()))),
        );
        html! {
            (picker_chip("filter-epic", words, filter.epic.is_some()))
            (ui::picker("filter-epic", "Epic", &src))
        }
    }

    /// Readiness, what is asked about, what is told otherwise than its place asks for: one choice of
    /// three filters.
    fn readiness(&self, filter: &Filter) -> Markup {
        let choices = [
            (None, "Any"),
            (Some(("ready", "yes")), "Ready"),
            (Some(("ready", "no")), "Not ready"),
            (Some(("questions", "open")), "With open questions"),
            (Some(("detail", "vague")), "Vague for its place"),
            (Some(("detail", "elaborate")), "Much detail for its place"),
        ];
        let now = match (filter.detail, filter.open_questions, filter.ready) {
            (Some(Detail::Elaborate), ..) => 5,
            (Some(Detail::Vague), ..) => 4,
            (None, true, _) => 3,
            (None, false, Some(false)) => 2,
            (None, false, Some(true)) => 1,
            (None, false, None) => 0,
        };
        let words = if now == 0 {
            "Readiness"
        } else {
            choices[now].1
        };
        html! {
            (menu_chip("filter-ready", words, now > 0))
            (menu("filter-ready", "Readiness", html! {
                @for (index, (choice, words)) in choices.into_iter().enumerate() {
                    (self.instead(&["ready", "questions", "detail"], choice, words, index == now))
                }
            }))
        }
    }

    fn link(&self, name: &str, value: Option<&str>, words: &str, chosen: bool) -> Markup {
        self.instead(&[name], value.map(|value| (name, value)), words, chosen)
    }

    /// A line that puts `choice` where filters of these `names` were.
    fn instead(
        &self,
        names: &[&str],
        choice: Option<(&str, &str)>,
        words: &str,
        chosen: bool,
    ) -> Markup {
        let others = self
            .parameters
            .iter()
            .filter(|(other, _)| !names.contains(other))
            .map(|(n, v)| (*n, v.as_str()));
        let href = with_query(self.path, others.chain(choice));
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
                input.input type="search" name="q" value=(text) maxlength=(MAX_WORDS) placeholder="Filter by words" aria-label="Filter by words" autocomplete="off" #filter-text;
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

fn goals(visit: &Visit) -> Vec<(String, String)> {
    let none = ("none".to_owned(), "Serves no goal".to_owned());
    let goals = visit.product.roadmap().into_iter().take(MOST);
    let goals = goals.map(|goal| (goal.id.to_string(), goal.name.value.to_string()));
    [none].into_iter().chain(goals).collect()
}

fn labels(visit: &Visit) -> Vec<(String, String)> {
    let all = visit.product.summary().labels.iter().take(MOST);
    all.map(|(label, count)| (label.to_string(), format!("{label} ({count})")))
        .collect()
}

fn estimates(visit: &Visit) -> Vec<(String, String)> {
    let scale = visit.product.scale;
    let two = [("none", "Not estimated"), ("some", "Estimated")];
    two.map(|(value, words)| (value.to_owned(), words.to_owned()))
        .into_iter()
        .chain(
            scale
                .steps()
                .into_iter()
                .map(|points| (scale.show(points), scale.say(points))),
        )
        .collect()
}

fn scored() -> Vec<(String, String)> {
    let two = [("some", "With a score"), ("none", "No score")];
    two.map(|(value, words)| (value.to_owned(), words.to_owned()))
        .to_vec()
}

fn priorities() -> Vec<(String, String)> {
    let set = Priority::ALL.map(|one| (one.as_str(), one.title()));
    let all = set.into_iter().chain([("none", "No priority yet")]);
    all.map(|(value, words)| (value.to_owned(), words.to_owned()))
        .collect()
}

fn categories() -> Vec<(String, String)> {
    let set = Category::ALL.map(|one| (one.as_str(), one.title()));
    let all = set.into_iter().chain([("none", "No Kano category")]);
    all.map(|(value, words)| (value.to_owned(), words.to_owned()))
        .collect()
}
