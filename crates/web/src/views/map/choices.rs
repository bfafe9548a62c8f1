//! Choosing a step for items, on any page; and writing down a new item right where it belongs.

use domain::query::{Row, Slice};
use domain::{Item, ItemId, Right};
use maud::{Markup, html};
use serde_json::json;

use super::backbone::places;
use super::slice_name;
use crate::ui::{self, Weight, select_options};
use crate::urls::{route, with_query};
use crate::visit::Visit;

/// The float that puts the chosen items at a step, filled when it opens.
pub(crate) fn menu(visit: &Visit) -> Markup {
    ui::picker(
        "menu-set-step",
        "Step of the story map",
        &visit.urls.to(route::MAP_CHOICES),
    )
}

/// Its choices: for these items, or with none for those chosen on the page.
pub(crate) fn for_items(visit: &Visit, typed: &str, items: &[ItemId]) -> Markup {
    let to = visit.urls.to(route::MAP_CARDS);
    let about: Vec<String> = items.iter().map(ToString::to_string).collect();
    let about = (!about.is_empty()).then(|| about.join(","));
    let line = |step: &str, words: &str| {
        html! { button.menu-item type="button" data-post=(to) data-with=(json!({ "step": step })) data-items=[&about] { span.grow { (words) } } }
    };
    let typed_low = typed.trim().to_lowercase();
    let mut found = places(visit);
    found.retain(|(_, name)| name.to_lowercase().contains(&typed_low));
    html! {
        input.input type="search" value=(typed) data-narrows aria-label="Find a step" placeholder="Find a step" autocomplete="off" autofocus;
        div data-found data-for=(typed) {
            @for (step, name) in &found { (line(step, name)) }
            @if found.is_empty() { p.menu-note { "No activity or step has these words. The story map (G G) takes new ones." } }
            @if typed_low.is_empty() { (line("none", "Off the map")) }
        }
    }
}

/// Where an item stands, to be changed by whoever may; nothing while there is no map.
pub(crate) fn fact(visit: &Visit, item: &Item) -> Markup {
    if visit.product.story_map.is_empty() || visit.product.is_broken_down(item.id) {
        return html! {};
    }
    let step = visit.product.step_of(item);
    let name = step.and_then(|step| visit.product.story_map.name_of(step));
    let name = name.as_deref().unwrap_or("Not on it");
    let (menu, id) = (format!("step-of-{}", item.id), item.id.to_string());
    let src = with_query(&visit.urls.to(route::MAP_CHOICES), [("items", id.as_str())]);
    html! {
        dt { "Story map" }
        dd {
            @if visit.may(Right::Refine) {
                button.chooser type="button" popovertarget=(menu) aria-haspopup="dialog" { span.unseen { "Story map: " } span.text { (name) } }
                (ui::picker(&menu, "Step of the story map", &src))
            } @else { (name) }
        }
    }
}

/// The float that writes down a new item where it belongs; it stays for the next one.
pub(crate) fn new_card(visit: &Visit, rows: &[Row]) -> Markup {
    let fits = |row: &&Row| matches!(row.slice, Slice::Goal(_) | Slice::Backlog);
    let slices = rows.iter().filter(fits);
    let slices: Vec<_> = slices
        .map(|row| (row.slice.to_string(), slice_name(visit, row.slice).0))
        .collect();
    html! {
        div.menu.wide #menu-new-card popover="auto" role="dialog" aria-label="New item on the map" {
            form.stack method="post" action=(visit.urls.to(route::MAP_ITEMS)) data-send data-then="reset" {
                input.input name="title" aria-label="Title" placeholder="What a user can do then" autocomplete="off" required autofocus
                    data-missing="The title is missing. Type what a user can do then.";
                p.error data-error-for="title" {}
                label { "Step " select.input name="step" { (select_options(&places(visit), "")) } }
                label { "Slice " select.input name="slice" { (select_options(&slices, "")) } }
                div.actions { (ui::submit("Add", Weight::Main)) }
            }
        }
    }
}
