//! Suggestions as their makers and the product owner see them.

use domain::place::Way;
use domain::{Item, ItemId, Kind, Place, Right};
use maud::{Markup, html};

use crate::ui::{self, Field, Tone, Weight};
use crate::urls::route;
use crate::views::alike::whereabouts;
use crate::views::{ago, day, since, templates};
use crate::visit::Visit;

/// Own suggestions shown, the newest first.
const MOST: usize = 100;

/// What an empty desk teaches.
pub(crate) fn none_wait(visit: &Visit) -> Markup {
    let next = html! { (ui::link_button(&visit.urls.backlog(), "To the product backlog", Weight::Outlined)) };
    ui::empty(
        "No suggestion waits",
        "Anyone with a role here suggests, and whoever has the link below; nothing enters the product backlog until its owner takes it in.",
        &next,
    )
}

/// Who suggested it: "Ana", "a guest (Ida)".
pub(crate) fn suggester(visit: &Visit, item: &Item) -> String {
    match item.guest().map(|guest| guest.name.as_deref()) {
        Some(Some(name)) => format!("a guest ({name})"),
        Some(None) => "a guest".to_owned(),
        None => visit.names.actor(item.created_by).to_owned(),
    }
}

/// Who suggested it, and when.
pub(crate) fn by(visit: &Visit, item: &Item) -> Markup {
    html! {
        span.quieter { (ui::sentence_case(&suggester(visit, item))) }
        (ago(item.created_at, visit.now))
    }
}

/// Who suggested it, when, and why it is wanted.
pub(crate) fn about(visit: &Visit, item: &Item) -> Markup {
    let why = item.suggestion.as_ref().and_then(|one| one.why.as_deref());
    html! {
        p.quiet { "Suggested by " (suggester(visit, item)) ", " (since(item.created_at, visit.now)) }
        @if let Some(why) = why { blockquote.why { (why) } }
    }
}

/// The form to suggest something, and what became of one's own.
pub(crate) fn own(visit: &Visit) -> Markup {
    html! {
        div.pad.narrow {
            @if visit.may(Right::Suggest) { (form(visit)) }
            (outcomes(visit))
        }
    }
}

fn form(visit: &Visit) -> Markup {
    let title = Field {
        name: "title",
        label: "What is needed?",
        required: true,
        ..Field::default()
    };
    let why = Field {
        name: "why",
        label: "Why?",
        hint: "Who needs it, and what for. The product owner decides better with it.",
        ..Field::default()
    };
    let text = Field {
        name: "description",
        label: "More about it",
        hint: "Markdown. May be left empty.",
        ..Field::default()
    };
    let kind = Field {
        name: "kind",
        label: "Kind",
        value: Kind::Story.as_str(),
        ..Field::default()
    };
    let kinds = [Kind::Story, Kind::Bug, Kind::Task]
        .map(|kind| (kind.to_string(), ui::sentence_case(kind.as_str())));
    html! {
        section.section {
            h2 { "Suggest an item" }
            form.fields method="post" action=(visit.urls.to(route::SUGGESTIONS)) data-send data-then="reset"
                data-alike=(visit.urls.to(route::ALIKE)) id="suggest-form" {
                (ui::field(&title))
                div data-alike-found aria-live="polite" {}
                (ui::choice(&kind, &kinds))
                (ui::field(&why))
                (ui::text_area(&text, Some("suggestion")))
                (templates::filler(visit, "description", None))
                div.actions.start { (ui::submit("Suggest it", Weight::Main)) }
            }
        }
    }
}

fn outcomes(visit: &Visit) -> Markup {
    let own = visit.product.suggested.get(&visit.visitor.id);
    let own: Vec<ItemId> = own.into_iter().flatten().copied().collect();
    let newest: Vec<ItemId> = own.iter().rev().take(MOST).copied().collect();
    let ranks = visit.product.indices(&newest);
    let items = newest.iter().filter_map(|id| visit.product.items.get(id));
    html! {
        section.section {
            h2 { "Yours" }
            @if own.is_empty() { p.quiet { "You have suggested nothing yet. What becomes of it will be told here." } }
            ul.lines.outcomes {
                @for item in items {
                    li {
                        (ui::kind_badge(item.kind.as_str()))
                        div.grow {
                            a href=(visit.urls.item(item.id)) data-open-item=(visit.key(item.id)) { (item.title.value) }
                            p.quiet { (outcome(visit, item, ranks.get(&item.id).copied())) }
                        }
                        (own_action(visit, item))
                    }
                }
            }
            @if own.len() > MOST { p.quieter { "and " (own.len() - MOST) " older ones" } }
        }
    }
}

/// What became of a suggestion, in a sentence.
fn outcome(visit: &Visit, item: &Item, index: Option<usize>) -> Markup {
    let gone = item.gone.as_ref();
    let reason = gone.and_then(|gone| gone.reason.as_deref());
    html! {
        @match (item.place, gone.map(|gone| gone.way)) {
            (Place::Suggestions, _) => { "Waits for the product owner" }
            (Place::ProductBacklog, _) => {
                (ui::chip("Accepted", Tone::Pond)) " "
                @if let Some(index) = index { (index + 1) " in the product backlog" } @else { "in the product backlog" }
            }
            (Place::Removed, Some(Way::Merged(into))) => {
                @let into = visit.product.lives_on_in(into);
                "Merged into " a href=(visit.urls.item(into)) data-open-item=(visit.key(into)) { (visit.key(into)) }
                @if let Some(into) = visit.product.items.get(&into) { ", " (whereabouts(into)) }
            }
            (Place::Removed, Some(Way::Withdrawn)) => { "You took it back" }
            (Place::Removed, Some(Way::Wont)) => {
                (ui::chip("Won’t have", Tone::Plain)) @if let Some(reason) = reason { " “" (reason) "”" }
            }
            (Place::Removed, _) => {
                (ui::chip("Declined", Tone::Plain)) @if let Some(reason) = reason { " “" (reason) "”" }
            }
            (Place::Icebox, _) => {
                (ui::chip("Icebox", Tone::Plain))
                @if let Some(iced) = &item.iced {
                    " looked at again on " (day(iced.until))
                    @if let Some(reason) = &iced.reason { ": “" (reason) "”" }
                }
            }
            (place, _) => { (ui::chip("Accepted", Tone::Pond)) " " (place.title()) }
        }
    }
}

fn own_action(visit: &Visit, item: &Item) -> Markup {
    let withdrawn = item
        .gone
        .as_ref()
        .is_some_and(|gone| gone.way == Way::Withdrawn);
    let button = |to: &'static str, text: &str| {
        html! { button.button.plain type="button" data-post=(visit.urls.to(to)) data-items=(item.id) data-with="{}" { (text) } }
    };
    html! {
        @if item.place == Place::Suggestions { (button(route::WITHDRAWALS, "Take back")) }
        @else if withdrawn { (button(route::RESUBMISSIONS, "Suggest again")) }
    }
}
