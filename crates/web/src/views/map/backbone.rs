//! The heads of the map's columns: activities with their steps, renamed where they stand; what else can
//! be done with one is in its menu, which comes when it is opened.

use domain::Right;
use domain::map::{Slot, Step};
use domain::query::Row;
use maud::{Markup, html};
use serde_json::json;

use super::Column;
use crate::ui::{self, Icon, Weight, icon, menu_post};
use crate::urls::route;
use crate::visit::Visit;

/// The two rows above the cells. Each activity is as wide as its columns.
pub(super) fn heads(visit: &Visit, columns: &[Column<'_>], rows: &[Row]) -> Markup {
    let wide = |activity: &Step| {
        let own = columns.iter().filter(|one| one.activity.id == activity.id);
        own.count()
    };
    let count = |column: &Column<'_>| -> usize {
        let cells = rows.iter().filter_map(|row| row.cells.get(&column.id()));
        cells.map(|cell| cell.all).sum()
    };
    html! {
        thead {
            tr.map-activities {
                td.corner rowspan="2" {}
                @for activity in &visit.product.story_map.activities {
                    th scope="colgroup" colspan=(wide(activity)) { (head(visit, activity)) }
                }
                @if visit.may(Right::Refine) { td.new-activity rowspan="2" { (add(visit, None, "Add an activity")) } }
            }
            tr.map-steps {
                @for column in columns {
                    th scope="col" {
                        // Where the columns stand below each other, whose step it is.
                        @if column.step.is_some() { span.step-of aria-hidden="true" { (column.activity.name.value) " ›" } }
                        @match column.step {
                            Some(step) => { (head(visit, step)) }
                            None => { span.quieter.no-step { @if column.activity.steps.is_empty() { "No steps" } @else { "No step yet" } } }
                        }
                        span.count { (count(column)) }
                    }
                }
            }
        }
    }
}

/// The name, changed where it stands, and the menu.
fn head(visit: &Visit, step: &Step) -> Markup {
    let name = &step.name.value;
    if !visit.may(Right::Refine) {
        return html! { span.step-name { (name) } };
    }
    let menu = format!("step-menu-{}", step.id);
    let src = visit.urls.of_step(route::MAP_STEP_MENU, step.id);
    html! {
        span.unseen { (name) }
        form.step-name method="post" action=(visit.urls.of_step(route::MAP_STEP, step.id)) data-send="change" id={ "step-" (step.id) } {
            input type="hidden" name="revision" value=(step.name.revision);
            textarea.in-place name="name" rows="1" aria-label={ "Name of " (name) } data-enter required { (name) }
            p.error data-error-for="name" {}
        }
        button.button.plain.square.step-more type="button" popovertarget=(menu) aria-haspopup="dialog" aria-label={ "More about " (name) } { (icon(Icon::Ellipsis)) }
        (ui::picker(&menu, name, &src))
    }
}

/// A field whose `Enter` adds an activity, or a step of `activity`, and waits for the next.
fn add(visit: &Visit, activity: Option<&Step>, words: &str) -> Markup {
    let of = activity.map(|activity| activity.id.to_string());
    let id = format!("add-step-{}", of.as_deref().unwrap_or("none"));
    html! {
        form.add-step method="post" action=(visit.urls.to(route::MAP_STEPS)) data-send data-then="reset" id=(id) {
            input type="hidden" name="activity" value=[of];
            input.input name="name" aria-label=(words) placeholder=(words) autocomplete="off";
            p.error data-error-for="name" {}
        }
    }
}

/// Where there is nothing yet: the first activity.
pub(super) fn first(visit: &Visit) -> Markup {
    html! {
        form.map-first method="post" action=(visit.urls.to(route::MAP_STEPS)) data-send data-then="reset" {
            label.unseen for="first-activity" { "Something your users do" }
            input.input #first-activity name="name" placeholder="Something your users do, such as “Find a bike”" autocomplete="off";
            (ui::submit("Add the activity", Weight::Outlined))
            p.error data-error-for="name" {}
        }
    }
}

/// What can be done with an activity or a step: `activity` and `at` say where it goes.
pub(crate) fn step_menu(visit: &Visit, step: &Step, slot: Slot) -> Markup {
    let places = visit.urls.of_step(route::MAP_STEP_PLACE, step.id);
    let line = |to: Slot, words: &str| {
        let activity = to.activity.map(|activity| activity.to_string());
        let with = json!({ "activity": activity.unwrap_or_default(), "at": to.at.to_string() });
        menu_post(&places, &with, words)
    };
    let removal = visit.urls.of_step(route::MAP_STEP_REMOVAL, step.id);
    html! {
        div role="none" {
            @if slot.activity.is_none() { (add(visit, Some(step), "Add a step")) }
            @for (to, words) in moves(visit, step, slot) { (line(to, &words)) }
            (menu_post(&removal, &json!({}), "Take off the map"))
        }
    }
}

/// Left, right, below its neighbour, or above.
fn moves(visit: &Visit, step: &Step, slot: Slot) -> Vec<(Slot, String)> {
    let activities = &visit.product.story_map.activities;
    let (at, activity) = (slot.at, slot.activity);
    let beside = match activity {
        None => activities.len(),
        Some(id) => {
            let parent = activities.iter().find(|one| one.id == id);
            parent.map_or(0, |parent| parent.steps.len())
        }
    };
    let left = at
        .checked_sub(1)
        .map(|at| (Slot { activity, at }, "Move left".to_owned()));
    let right = (at as usize + 1 < beside).then(|| {
        let at = at + 1;
        (Slot { activity, at }, "Move right".to_owned())
    });
    let moves = left.into_iter().chain(right);
    moves.chain(levels(visit, step, slot)).collect()
}

/// A step becomes an activity, right of its own; an activity without steps one of its neighbour's.
fn levels(visit: &Visit, step: &Step, slot: Slot) -> Vec<(Slot, String)> {
    let map = &visit.product.story_map;
    if let Some((_, parent)) = slot.activity.and_then(|parent| map.find(parent)) {
        let (activity, at) = (None, parent.at + 1);
        let words = "Make it an activity".to_owned();
        return vec![(Slot { activity, at }, words)];
    }
    if !step.steps.is_empty() {
        return Vec::new();
    }
    let beside = |at: Option<u32>| map.activities.get(at? as usize);
    let neighbours = [beside(slot.at.checked_sub(1)), beside(Some(slot.at + 1))];
    let into = neighbours.into_iter().flatten().map(|activity| {
        let (at, words) = (
            u32::MAX,
            format!("Make it a step of “{}”", activity.name.value),
        );
        let activity = Some(activity.id);
        (Slot { activity, at }, words)
    });
    into.collect()
}

/// Every activity and step, by its number and name, for choices.
pub(super) fn places(visit: &Visit) -> Vec<(String, String)> {
    let activities = visit.product.story_map.activities.iter();
    let each = activities.flat_map(|activity| {
        let own = Column {
            activity,
            step: None,
        };
        let steps = activity.steps.iter().map(move |step| Column {
            activity,
            step: Some(step),
        });
        std::iter::once(own).chain(steps)
    });
    each.map(|column| (column.id().to_string(), column.name()))
        .collect()
}
