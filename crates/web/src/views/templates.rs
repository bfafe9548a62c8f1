//! Templates: a form for each among the policies, and the choices of one where an item is written.

use std::sync::Arc;

use domain::template::Template;
use domain::template::built_in::{built_in, ids};
use domain::{Kind, Right, TemplateId};
use maud::{Markup, html};

use super::since;
use crate::ui::{self, Weight};
use crate::urls::route;
use crate::visit::Visit;

/// The section among the policies.
pub(crate) fn section(visit: &Visit) -> Markup {
    let may = visit.may(Right::Refine);
    html! {
        section.group #templates {
            h2 { "Templates for items" }
            p.quiet { "What a new item begins with, where one is chosen. What was written already stays as it is. They are for those who refine to change." }
            div.stack.tight {
                @for (id, template) in visit.product.all_templates() { (one(visit, id, &template, may)) }
                @if may { (next(visit)) }
            }
            @if may { (gone(visit)) }
        }
    }
}

fn one(visit: &Visit, id: TemplateId, template: &Template, may: bool) -> Markup {
    let criteria = match template.criteria.len() {
        1 => "1 criterion".to_owned(),
        count => format!("{count} criteria"),
    };
    html! {
        details.edit.template id={ "template-" (id) } {
            summary { (ui::kind_badge(template.kind.as_str())) " " b { (template.name) } " " span.quieter { (criteria) } }
            @if may { (form(visit, Some(id), Some(template))) } @else { (read(template)) }
        }
    }
}

fn read(template: &Template) -> Markup {
    let labels: Vec<String> = template.labels.iter().map(ToString::to_string).collect();
    html! {
        (ui::markdown(&template.description))
        @if !template.criteria.is_empty() { ul { @for criterion in &template.criteria { li { (criterion) } } } }
        @if !labels.is_empty() { p.quieter { "Labels: " (labels.join(", ")) } }
    }
}

fn next(visit: &Visit) -> Markup {
    html! {
        details.edit #template-new {
            summary.words { "Add a template" }
            (form(visit, None, None))
        }
    }
}

/// The form of a template; empty for a new one.
fn form(visit: &Visit, id: Option<TemplateId>, now: Option<&Template>) -> Markup {
    let action = match id {
        Some(id) => visit.urls.template(route::TEMPLATE, id),
        None => visit.urls.to(route::TEMPLATES),
    };
    let revision = id.map(|id| visit.product.template_revision(id));
    let then = if id.is_some() { "close" } else { "reset close" };
    let own = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
    html! {
        form.stack method="post" action=(action) data-send data-then=(then) id={ "template-form-" (own) } {
            @if let Some(revision) = revision { input type="hidden" name="revision" value=(revision); }
            (fields(&own, now))
            @if let Some(id) = id { (changed(visit, id)) }
            div.actions.start {
                (ui::submit(if id.is_some() { "Save the template" } else { "Add the template" }, Weight::Outlined))
                @if let Some(id) = id { (others(visit, id, now)) }
            }
        }
    }
}

fn fields(own: &str, now: Option<&Template>) -> Markup {
    let id = |part: &str| format!("template-{part}-{own}");
    let kind = now.map_or(Kind::Story, |now| now.kind).to_string();
    let kinds = Kind::ALL.map(|kind| (kind.to_string(), ui::sentence_case(kind.as_str())));
    let labels = now.map_or_else(Vec::new, |now| now.draft().labels);
    html! {
        div.fields.two {
            div.field {
                label for=(id("name")) { "Name" }
                input id=(id("name")) name="name" value=[now.map(|now| &now.name)] required maxlength="500" autocomplete="off";
                p.error data-error-for="name" {}
            }
            div.field {
                label for=(id("kind")) { "Kind" }
                select id=(id("kind")) name="kind" { (ui::select_options(&kinds, &kind)) }
            }
        }
        div.field {
            label for=(id("description")) { "Description, in Markdown" }
            textarea id=(id("description")) name="description" rows="6" { @if let Some(now) = now { (now.description) } }
            p.error data-error-for="description" {}
        }
        div.field {
            label for=(id("criteria")) { "Acceptance criteria, a line each" }
            textarea id=(id("criteria")) name="criteria" rows="3" { @if let Some(now) = now { (now.criteria.join("\n")) } }
            p.error data-error-for="criteria" {}
        }
        div.field {
            label for=(id("labels")) { "Labels, with commas between" }
            input id=(id("labels")) name="labels" value=(labels.join(", ")) autocomplete="off";
            p.error data-error-for="label" {}
        }
    }
}

fn changed(visit: &Visit, id: TemplateId) -> Markup {
    let kept = visit.product.templates.get(&id);
    html! {
        @if let Some(kept) = kept {
            p.quieter { "Changed by " (visit.names.actor(kept.by)) ", " (since(kept.at, visit.now)) "." }
        }
    }
}

/// What else is done with one: back to what Millpond says, and away.
fn others(visit: &Visit, id: TemplateId, now: Option<&Template>) -> Markup {
    let first = built_in(id).filter(|first| now != Some(first));
    let button = |to: &'static str, words: &str| {
        html! { button.button.plain type="button" data-items="" data-post=(visit.urls.template(to, id)) { (words) } }
    };
    html! {
        @if first.is_some() { (button(route::TEMPLATE_BUILT_IN, "As it was at first")) }
        (button(route::TEMPLATE_REMOVAL, "Remove"))
    }
}

/// Millpond's templates that were removed.
fn gone(visit: &Visit) -> Markup {
    let gone = ids().into_iter();
    let gone: Vec<(TemplateId, Arc<Template>)> = gone
        .filter(|id| visit.product.template(*id).is_none())
        .filter_map(|id| Some((id, built_in(id)?)))
        .collect();
    html! {
        @if !gone.is_empty() {
            p.quieter {
                "Removed: "
                @for (id, template) in gone {
                    button.button.plain type="button" data-items="" data-post=(visit.urls.template(route::TEMPLATE_BUILT_IN, id)) {
                        "Bring back “" (template.name) "”"
                    }
                }
            }
        }
    }
}

/// The choice of a template in the line for new items.
pub(crate) fn choice(visit: &Visit) -> Markup {
    let all = visit.product.all_templates();
    html! {
        @if !all.is_empty() {
            select name="template" aria-label="Begin with a template" {
                option value="" { "No template" }
                @for (id, template) in all { option value=(id) { (template.name) } }
            }
        }
    }
}

/// The choice of a template that fills the text area `into` of the same form while nothing is typed in it
/// (`assets/src/begin.ts`). Those for `kind` come first.
pub(crate) fn filler(visit: &Visit, into: &str, kind: Option<Kind>) -> Markup {
    let mut all = visit.product.all_templates();
    all.retain(|(_, template)| !template.description.is_empty());
    all.sort_by_key(|(_, template)| kind != Some(template.kind));
    html! {
        @if !all.is_empty() {
            div.begin data-begin=(into) {
                select aria-label="Begin with a template" {
                    option value="" { "Begin with a template" }
                    @for (_, template) in all {
                        option value=(template.description) data-kind=(template.kind.as_str()) { (template.name) }
                    }
                }
                p.hint role="status" data-begin-said {}
            }
        }
    }
}
