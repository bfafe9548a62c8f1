//! The items of an epic, each with where it is, and how far the epic is.

use domain::query::items_of_epic;
use domain::report::epic::Progress;
use domain::{Item, ItemId, Kind, Place};
use maud::{Markup, html};

use crate::ui::{self, Tone};
use crate::urls::with_query;
use crate::views::epics::{progress_bar, progress_words};
use crate::visit::Visit;

/// Items listed at most; a filter of the backlog shows them all.
const MOST: usize = 100;

/// The section of an epic that is broken down; nothing for other items.
pub(super) fn children(visit: &Visit, epic: &Item) -> Markup {
    let items = match epic.kind {
        Kind::Epic => items_of_epic(&visit.product, epic.id),
        _ => Vec::new(),
    };
    if items.is_empty() {
        return html! {};
    }
    let progress = Progress::of(&visit.product, epic.id);
    let key = visit.key(epic.id);
    html! {
        section.section {
            header { h3 { "Items" } small { (progress_words(&progress, visit.product.scale.measure())) } }
            (progress_bar(&progress))
            ul.epic-items {
                @for item in items.iter().take(MOST) { (line(visit, *item)) }
            }
            @if items.len() > MOST {
                p.quieter {
                    (items.len() - MOST) " more. "
                    a href=(with_query(&visit.urls.backlog(), [("epic", key.as_str())])) { "See them in the product backlog" }
                }
            }
        }
    }
}

fn line(visit: &Visit, id: ItemId) -> Markup {
    let Some(item) = visit.product.items.get(&id) else {
        return html! {};
    };
    html! {
        li {
            (ui::kind_badge(item.kind.as_str()))
            a.grow href=(visit.urls.item(id)) data-open-item=(visit.key(id)) { (visit.key(id)) " " (item.title.value) }
            (place(visit, item))
            (ui::points(visit.mark(item.estimate).as_ref()))
        }
    }
}

/// Where it is, where that is not the product backlog.
fn place(visit: &Visit, item: &Item) -> Markup {
    match item.place {
        Place::Sprint(sprint) => {
            let sprint = visit.product.sprints.get(&sprint);
            let column = sprint.and_then(|sprint| sprint.column_of(item.id));
            let name = sprint.map_or("In a sprint", |sprint| &sprint.name);
            match column {
                Some(column) => ui::chip(
                    &format!("{name}, {}", column.title().to_lowercase()),
                    Tone::Race,
                ),
                None => ui::chip(name, Tone::Race),
            }
        }
        Place::Done(_) => ui::chip("Done", Tone::Plain),
        Place::Suggestions | Place::ProductBacklog | Place::Icebox | Place::Removed => html! {},
    }
}
