//! What an item waits for, and what waits for it.

use domain::{Item, ItemId, Place, Right};
use maud::{Markup, html};

use crate::ui::{self, Icon, icon};
use crate::urls::route;
use crate::views::chooser::{Chooser, chooser};
use crate::visit::Visit;

/// Both directions; nothing at all when there is neither and one may not add any.
pub(super) fn dependencies(visit: &Visit, item: &Item) -> Markup {
    let may = visit.may(Right::Refine);
    let blocks: Vec<ItemId> = visit
        .product
        .blocks
        .get(&item.id)
        .into_iter()
        .flatten()
        .copied()
        .collect();
    if !may && item.blocked_by.is_empty() && blocks.is_empty() {
        return html! {};
    }
    html! {
        section.section {
            header { h3 { "Dependencies" } }
            ul.checks {
                @for other in &item.blocked_by {
                    li {
                        span.quieter { "Waits for" }
                        (other_item(visit, *other))
                        @if may {
                            button.button.plain.square.small type="button" data-items="" aria-label="Does not wait for it any more"
                                data-post=(visit.urls.part(route::DEPENDENCY_REMOVAL, item.id, other.0)) { (icon(Icon::X)) }
                        }
                    }
                }
                @for other in &blocks { li { span.quieter { "Holds up" } (other_item(visit, *other)) } }
            }
            @if may { (next(visit, item)) }
        }
    }
}

/// Another item, and how it ended if it did.
pub(super) fn other_item(visit: &Visit, id: ItemId) -> Markup {
    let Some(other) = visit.product.items.get(&id) else {
        return html! {};
    };
    html! {
        a.grow href=(visit.urls.item(id)) data-open-item=(visit.key(id)) {
            (visit.key(id)) " " (other.title.value)
        }
        @match other.place {
            Place::Done(_) => { (ui::chip("Done", ui::Tone::Plain)) }
            Place::Removed => { (ui::chip(&ui::sentence_case(&other.whereabouts()), ui::Tone::Plain)) }
            _ => {}
        }
    }
}

fn next(visit: &Visit, item: &Item) -> Markup {
    html! {
        form method="post" action=(visit.urls.about(route::DEPENDENCIES, item.id)) data-send data-then="reset" id={ "new-dependency-" (item.id) } {
            (chooser(visit, &Chooser {
                name: "blocked_by",
                label: Some("Waits for"),
                placeholder: "Waits for… words of its title, or a key",
                but: Some(item.id),
                in_place: true,
                ..Chooser::default()
            }))
            p.error data-error-for="blocked_by" {}
        }
    }
}
