//! Which parts of a goal's document items cover (C3), and making items of those that none does.

use domain::roadmap::cover::{Coverage, Part};
use domain::roadmap::outline::Sort;
use domain::roadmap::{Goal, GoalState};
use domain::{ItemId, Kind, PartId, Right};
use maud::{Markup, html};
use serde_json::json;

use super::chooser::{Chooser, chooser};
use super::counted;
use crate::ui::{self, Icon, Tone, Weight, icon};
use crate::urls::route;
use crate::visit::Visit;

/// The section; nothing while the document has no headings and no points.
pub(crate) fn coverage(visit: &Visit, goal: &Goal) -> Markup {
    let parts = goal.parts(&visit.product);
    let covered = parts.iter().filter(|part| part.coverage != Coverage::None);
    let may = visit.may(Right::Order) && goal.state != GoalState::Dropped;
    html! {
        @if !parts.is_empty() {
            section.section #coverage {
                header { h3 { "Covered by items" } small { (covered.count()) " of " (counted(parts.len(), "part")) } }
                ul.lines.parts {
                    @for (at, part) in parts.iter().enumerate() {
                        li.part.head[part.line.sort.is_section()] id={ "part-" (part.id) } {
                            (line(visit, goal, part, may))
                            @if may && part.line.sort.is_section() { (breaking_down(visit, goal, &parts, at)) }
                        }
                    }
                }
                @if may { (by_hand(visit, goal, &parts)) }
            }
        }
    }
}

fn line(visit: &Visit, goal: &Goal, part: &Part, may: bool) -> Markup {
    html! {
        div.item-line {
            span.grow { (part.line.text) }
            @for item in &part.items { (covering(visit, goal, part.id, *item, may)) }
            @match part.coverage {
                Coverage::None => { span.quieter { "Nothing yet" } }
                Coverage::Open => { (ui::chip("Open", Tone::Pond)) }
                Coverage::Done => { (ui::chip("Done", Tone::Plain)) }
            }
        }
    }
}

/// An item that covers a part, and the way to say that it does not.
fn covering(visit: &Visit, goal: &Goal, part: PartId, item: ItemId, may: bool) -> Markup {
    let key = visit.key(item);
    let to = visit.urls.of_goal(route::GOAL_COVERAGE, goal.id);
    let with = json!({ "part": part.to_string(), "covers": "no" });
    html! {
        a.key href=(visit.urls.item(item)) data-open-item=(key) { (key) }
        @if may {
            button.button.plain.square.small type="button" data-post=(to) data-with=(with) data-items=(item)
                aria-label={ (key) " does not cover it" } { (icon(Icon::X)) }
        }
    }
}

/// What would come of a section, before it does: the epic, and the stories of its points.
fn breaking_down(visit: &Visit, goal: &Goal, parts: &[Part], at: usize) -> Markup {
    let section = &parts[at];
    let own = |part: &&Part| part.line.under == Some(at) && part.items.is_empty();
    let points: Vec<&Part> = parts.iter().filter(own).collect();
    let epic = section.items.iter().find(|item| is_epic(visit, **item));
    if epic.is_some() && points.is_empty() {
        return html! {};
    }
    html! {
        details.edit id={ "break-down-" (section.id) } {
            summary.words { @if epic.is_some() { "Make stories of its points" } @else { "Make an epic of it" } }
            form.stack method="post" action=(visit.urls.of_goal(route::GOAL_PART, goal.id).replace("{part}", &section.id.to_string())) data-send data-then="close" {
                @match epic {
                    Some(epic) => { p { "The stories come into " (visit.key(*epic)) "." } }
                    None => { (new_epic(section)) }
                }
                (stories(&points))
                (place(section.id))
                p.error data-error-for="title" {}
                div.actions.start { (ui::submit(if epic.is_some() { "Make the stories" } else { "Make the epic" }, Weight::Main)) }
            }
        }
    }
}

fn is_epic(visit: &Visit, item: ItemId) -> bool {
    let item = visit.product.items.get(&item);
    item.is_some_and(|item| item.kind == Kind::Epic)
}

fn new_epic(section: &Part) -> Markup {
    html! {
        div.preview {
            span.line { (ui::kind_badge(Kind::Epic.as_str())) b { (section.line.text) } }
            @if !section.line.body.is_empty() { (ui::markdown(&section.line.body)) }
        }
    }
}

fn stories(points: &[&Part]) -> Markup {
    html! {
        @if !points.is_empty() {
            fieldset {
                legend { "Its points become stories of the epic" }
                @for point in points {
                    label.line {
                        input type="checkbox" name="point" value=(point.id) checked;
                        (ui::kind_badge(Kind::Story.as_str())) span { (point.line.text) }
                    }
                }
            }
        }
    }
}

fn place(section: PartId) -> Markup {
    html! {
        div.field {
            label for={ "to-" (section) } { "Position in the product backlog" }
            input id={ "to-" (section) } name="to" type="number" min="1" inputmode="numeric" placeholder="At the bottom";
            p.error data-error-for="to" {}
        }
    }
}

/// Items that are there already.
fn by_hand(visit: &Visit, goal: &Goal, parts: &[Part]) -> Markup {
    html! {
        details.edit id={ "cover-" (goal.id) } {
            summary.words { "Say that an item covers a part" }
            form.stack method="post" action=(visit.urls.of_goal(route::GOAL_COVERAGE, goal.id)) data-send data-then="reset close" {
                input type="hidden" name="covers" value="yes";
                div.field {
                    label for="cover-part" { "Part" }
                    select #cover-part name="part" { @for part in parts { option value=(part.id) { (indented(part)) } } }
                }
                div.field {
                    label for="cover-items" { "Item" }
                    (chooser(visit, &Chooser {
                        name: "items",
                        id: Some("cover-items"),
                        placeholder: "Words of its title, or a key",
                        ..Chooser::default()
                    }))
                    p.error data-error-for="on" {}
                }
                div.actions.start { (ui::submit("It covers it", Weight::Outlined)) }
            }
        }
    }
}

fn indented(part: &Part) -> String {
    match part.line.sort {
        Sort::Section(_) => part.line.text.to_string(),
        Sort::Point => format!("– {}", part.line.text),
    }
}
