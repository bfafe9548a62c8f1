//! One item, in the panel beside a list and on its own page: the same sections, laid out twice.
//!
//! Whoever may not change something reads it; nothing here is a disabled control.

mod attachments;
mod blockers;
mod children;
mod comments;
pub(crate) mod conflict;
mod criteria;
mod dependencies;
mod extent;
mod facts;
pub(crate) use comments::said;
pub(crate) use extent::Extent;
pub(crate) use facts::{scale, team};
mod history;
mod links;
mod original;
pub(crate) use history::{line as history_line, link as item_link, what as what_happened};
mod poker;
mod questions;
pub(crate) use questions::addressing;
mod readiness;
mod refining;
pub(crate) use refining::refining;
mod standing;
mod texts;

use domain::{Item, Place, Right, SprintId};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::ui::{self, Icon, icon};
use crate::urls::route;
use crate::views::forecast;
use crate::views::score;
use crate::views::sprint::keeps;
use crate::views::why::why;
use crate::visit::Visit;

/// The item as it stands beside a list.
pub(crate) fn panel(visit: &Visit, item: &Item) -> Markup {
    let key = visit.key(item.id);
    html! {
        article.item id={ "panel-" (item.id) } aria-label=(key) {
            h2.unseen { (key) " " (item.title.value) }
            div.panel-bar {
                (ui::kind_badge(item.kind.as_str()))
                a href=(visit.urls.item(item.id)) { (key) }
                (place(visit, item))
                span.grow {}
                (more(visit, item))
                a.button.plain.square href=(visit.urls.item(item.id)) aria-label="Open as a page" data-tip="Open as a page" { (icon(Icon::Maximize2)) }
                (ui::icon_button("list.close", "Close", Icon::X))
            }
            (texts::title(visit, item))
            (standing::standing(visit, item))
            (blockers::blockers(visit, item))
                (forecast::of_item(visit, item))
            (facts::facts(visit, item))
            (score::section(visit, item))
            (readiness::readiness(visit, item))
            (texts::description(visit, item))
            (why(visit, item))
            (children::children(visit, item))
            (criteria::criteria(visit, item))
            (questions::questions(visit, item))
            (dependencies::dependencies(visit, item))
            (links::links(visit, item))
            (attachments::attachments(visit, item))
            (comments::comments(visit, item, Extent::default()))
            (original::original(item))
            (history::history(visit, item, Extent::default()))
        }
    }
}

/// The item on its own page, with as much of it as was asked for.
pub(crate) fn main(visit: &Visit, item: &Item, extent: Extent) -> Markup {
    html! {
        div.pad data-page-item=(item.id) data-key=(visit.key(item.id)) data-keeps=[kept_in(visit, item)] {
            article.item aria-label=(visit.key(item.id)) {
                h2.unseen { (visit.key(item.id)) " " (item.title.value) }
                div.panel-bar {
                    (ui::kind_badge(item.kind.as_str())) span { (visit.key(item.id)) } (place(visit, item))
                    span.grow {} (more(visit, item))
                }
                (texts::title(visit, item))
                (standing::standing(visit, item))
                (blockers::blockers(visit, item))
                (forecast::of_item(visit, item))
                div.columns-2 {
                    div.item.aside {
                        (facts::facts(visit, item))
                        (score::section(visit, item))
                        (readiness::readiness(visit, item))
                        (why(visit, item))
                        (dependencies::dependencies(visit, item))
                        (links::links(visit, item))
                    }
                    div.item {
                        (texts::description(visit, item))
                        (children::children(visit, item))
                        (criteria::criteria(visit, item))
                        (questions::questions(visit, item))
                        (attachments::attachments(visit, item))
                        (comments::comments(visit, item, extent))
                        (original::original(item))
                        (history::history(visit, item, extent))
                    }
                }
            }
        }
    }
}

/// Where the item is, in the colour of that paper.
fn place(visit: &Visit, item: &Item) -> Markup {
    match item.place {
        Place::ProductBacklog => match visit.product.rank(item.id) {
            Some(rank) => ui::chip(&format!("{rank} in the product backlog"), ui::Tone::Pond),
            None => ui::chip("Epic, its items stand in the order", ui::Tone::Pond),
        },
        Place::Sprint(sprint) => {
            let name = visit
                .product
                .sprints
                .get(&sprint)
                .map_or("In a sprint", |s| &s.name);
            ui::chip(name, ui::Tone::Race)
        }
        Place::Done(_) => ui::chip("Done", ui::Tone::Plain),
        Place::Suggestions => ui::chip("Suggested", ui::Tone::Pond),
        Place::Icebox => ui::chip("Icebox", ui::Tone::Plain),
        Place::Removed => ui::chip(&ui::sentence_case(&item.whereabouts()), ui::Tone::Bad),
    }
}

/// Why the product owner decides nothing about it, where that is so.
fn kept_in(visit: &Visit, item: &Item) -> Option<String> {
    let team = matches!(item.place, Place::Sprint(_) | Place::Done(_));
    team.then(|| keeps(visit, item.place))
}

/// A line of its menu that posts for this item.
fn post(visit: &Visit, item: &Item, to: &'static str, with: &Value, text: &str) -> Markup {
    let mut all = json!({ "items": item.id.to_string() });
    if let (Some(all), Some(with)) = (all.as_object_mut(), with.as_object()) {
        all.extend(with.clone());
    }
    ui::menu_post(&visit.urls.to(to), &all, text)
}

/// What the team may do with an item of its sprint.
fn in_sprint(visit: &Visit, item: &Item, sprint: SprintId) -> Markup {
    let sprint = visit.product.sprints.get(&sprint);
    let planned = sprint.is_some_and(|sprint| sprint.is_planned());
    let card = |column: &str, text: &str| {
        post(
            visit,
            item,
            route::CARDS,
            &json!({ "column": column }),
            text,
        )
    };
    html! {
        @if planned && visit.may(Right::Membership) {
            (post(visit, item, route::PUT_BACKS, &json!({}), "Put back into the product backlog"))
        } @else if !planned && visit.may(Right::Board) {
            (card("next", "Move to the next column"))
            (card("previous", "Move to the previous column"))
        }
        div.head {
            @if planned { "It is in a plan: the team alone takes it out." }
            @else { "The scope of its sprint is fixed until that is closed." }
        }
    }
}

fn more(visit: &Visit, item: &Item) -> Markup {
    if !visit.may(Right::Order) && !visit.may(Right::Refine) {
        return html! {};
    }
    let menu = format!("more-{}", item.id);
    html! {
        button.button.plain.square type="button" popovertarget=(menu) aria-haspopup="menu" aria-label="More" { (icon(Icon::Ellipsis)) }
        (ui::menu(&menu, "More", html! {
            @match item.place {
                Place::Sprint(sprint) => { (in_sprint(visit, item, sprint)) }
                Place::Done(_) => { div.head { "It is done and stays as it was." } }
                place => {
                    @if visit.may(Right::Order) { (deciding(visit, item)) }
                    @if place == Place::ProductBacklog && visit.may(Right::Refine) {
                        (ui::menu_command("item.split", "Split into several…", Icon::Split))
                    }
                }
            }
        }))
    }
}

/// What the product owner may decide about it where it is.
fn deciding(visit: &Visit, item: &Item) -> Markup {
    let post = |to, with: Value, text| post(visit, item, to, &with, text);
    let to = |to: &str| json!({ "to": to });
    html! {
        @match item.place {
            Place::Removed => { (post(route::RESTORATIONS, json!({}), "Bring back")) }
            Place::ProductBacklog => {
                (post(route::MOVES, to("top"), "Send to the top"))
                (post(route::MOVES, to("bottom"), "Send to the bottom"))
                (ui::menu_command("order.send", "Send to a position…", Icon::List))
                @if visit.product.scoring.is_some() { (ui::menu_command("item.score", "Score…", Icon::ListChecks)) }
                (ui::menu_command("item.ice", "Put into the icebox", Icon::Snowflake))
                (ui::menu_command("item.survey", "Ask people about it", Icon::CircleHelp))
                (ui::menu_command("item.merge", "Merge into another item", Icon::Layers))
                (post(route::REMOVALS, json!({}), "Remove from the product"))
            }
            _ => {
                (post(route::ADMISSIONS, to("top"), "Into the product backlog, on top"))
                (post(route::ADMISSIONS, to("bottom"), "Into the product backlog, at the bottom"))
                (post(route::REMOVALS, json!({}), "Remove from the product"))
            }
        }
    }
}
