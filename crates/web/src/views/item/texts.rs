//! Title and description: read where they stand, edited in place, never lost.

use domain::{Item, Right};
use maud::{Markup, html};

use super::conflict;
use crate::ui;
use crate::views::templates;
use crate::visit::Visit;

/// Bytes of a description, and lines, up to which all of it is shown at once.
const LONG: usize = 3_000;
const LINES: usize = 60;

/// The title, a field that saves itself when it is left.
pub(super) fn title(visit: &Visit, item: &Item) -> Markup {
    if !visit.may(Right::Refine) {
        return html! { h2.title-field { (item.title.value) } };
    }
    html! {
        form method="post" action=(visit.urls.text(item.id, "title")) data-send="change" id={ "title-" (item.id) } {
            input type="hidden" name="revision" value=(item.title.revision);
            textarea.in-place.title-field name="title" rows="1" aria-label="Title" data-enter required { (item.title.value) }
            p.error data-error-for="title" {}
        }
        (conflict::slot(&format!("title-{}", item.id)))
    }
}

/// The description as prose, and the form that changes it.
pub(super) fn description(visit: &Visit, item: &Item) -> Markup {
    let text = &item.description.value;
    html! {
        section.section {
            header { h3 { "Description" } }
            @if !text.is_empty() { (prose(item, text)) }
            @if visit.may(Right::Refine) {
                details.edit id={ "edit-" (item.id) } {
                    summary.words { @if text.is_empty() { "Describe it" } @else { "Edit" } }
                    (description_form(visit, item))
                }
                (conflict::slot(&format!("description-{}", item.id)))
            } @else if text.is_empty() { p.quieter { "Not described yet." } }
        }
    }
}

/// The text; a long one shows its beginning until all of it is asked for.
fn prose(item: &Item, text: &str) -> Markup {
    let long = text.len() > LONG || text.lines().count() > LINES;
    let id = format!("prose-{}", item.id);
    html! {
        @if long {
            div.folded id=(id) tabindex="-1" {
                (ui::markdown(text))
                button.button type="button" data-unfold=(id) { "Show all" }
            }
        } @else { (ui::markdown(text)) }
    }
}

fn description_form(visit: &Visit, item: &Item) -> Markup {
    html! {
        form.stack method="post" action=(visit.urls.text(item.id, "description")) data-send data-then="close" id={ "description-" (item.id) } {
            input type="hidden" name="revision" value=(item.description.revision);
            textarea.input name="description" rows="8" aria-label="Description, in Markdown"
                data-draft={ "description:" (item.id) } placeholder="Who needs it, what for, and what it looks like. Markdown." {
                (item.description.value)
            }
            p.error data-error-for="description" {}
            @if item.description.value.is_empty() { (templates::filler(visit, "description", Some(item.kind))) }
            div.actions {
                span.quieter.keys-only { "Ctrl Enter saves" }
                (ui::cancel_edit())
                (ui::submit("Save", ui::Weight::Main))
            }
        }
    }
}
