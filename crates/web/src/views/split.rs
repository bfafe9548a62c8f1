//! Splitting an item: a line per part, what comes of it, and who gets which criterion. The preview
//! follows what is typed (`assets/src/split.ts`).

use domain::item::split::MOST;
use domain::{Item, Kind};
use maud::{Markup, html};

use crate::ui::{self, Weight};
use crate::urls::route;
use crate::visit::Visit;

/// The dialog; its form comes when it opens, for the item it is about.
pub(crate) fn dialog(visit: &Visit) -> Markup {
    let src = visit.urls.to(route::SPLIT);
    ui::dialog(
        "split",
        "Split an item",
        html! { div #split-form data-src=(src) {} },
    )
}

/// What one types.
pub(crate) fn form(visit: &Visit, item: &Item) -> Markup {
    html! {
        form.fields method="post" action=(visit.urls.about(route::SPLIT, item.id)) data-send data-then="close" #split-into {
            input type="hidden" name="seen" value=(item.split_into.len());
            p.line { (ui::kind_badge(item.kind.as_str())) b { (visit.key(item.id)) " " (item.title.value) } }
            p.quiet { (what_becomes_of(visit, item)) }
            div.field {
                label for="split-titles" { "The other parts, a line each" }
                textarea.input #split-titles name="title" rows="4" required autofocus {}
                p.error data-error-for="title" {}
            }
            ol.preview data-split-preview hidden {}
            (criteria(visit, item))
            div.actions {
                button.button type="button" data-close-dialog { "Cancel" }
                (ui::submit("Split", Weight::Main))
            }
        }
    }
}

fn what_becomes_of(visit: &Visit, item: &Item) -> Markup {
    html! {
        @if item.kind == Kind::Epic {
            "It becomes the epic of what you type: a story for each line, where the epic stands now."
        } @else {
            "It keeps its number, its history and its rank. Each line becomes an item right below it, \
             with its epic and labels; at most " (MOST) "."
        }
        @if let Some(points) = item.estimate {
            " Its estimate of " (visit.size(points)) " was for the whole and is asked again."
        }
    }
}

fn criteria(visit: &Visit, item: &Item) -> Markup {
    html! {
        @if !item.criteria.is_empty() {
            fieldset data-dealt hidden {
                legend { "Whose is which criterion?" }
                ul.checks {
                    @for criterion in &item.criteria {
                        li {
                            span.grow { (criterion.text.value) }
                            select.input name={ "criterion-" (criterion.id) } aria-label={ "Whose: " (criterion.text.value) } {
                                option value="0" { "stays with " (visit.key(item.id)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
