//! Menus that keys open beside the chosen items: estimate, label, kind, epic, assignee, priority,
//! question; and the dialog that asks for a position.

use domain::item::{Category, Kind};
use domain::roadmap::GoalState;
use domain::{Priority, Right};
use maud::{Markup, html};
use serde_json::json;

use super::item::{addressing, scale, team};
use super::sprint::blockers;
use super::{desk, map, score, split};
use crate::ui::{self, Weight, menu, menu_post};
use crate::urls::route;
use crate::visit::Visit;

/// Labels offered at most; more are found by typing.
const MOST: usize = 40;

/// The menus a person has something to do with.
pub(crate) fn menus(visit: &Visit) -> Markup {
    html! {
        @if visit.may(Right::Estimate) { (estimate(visit)) }
        @if visit.may(Right::Refine) { (kind(visit)) (epic(visit)) (map::choices::menu(visit)) (label(visit)) (split::dialog(visit)) }
        @if visit.may(Right::Board) { (assign(visit)) (blockers::menu(visit)) }
        @if visit.may(Right::Order) { (priority(visit)) (kano(visit)) (goal(visit)) (position(visit)) }
        @if visit.may(Right::Comment) { (ask(visit)) }
        @if visit.may(Right::Order) { (desk::ice_dialog(visit, "")) (desk::merge_dialog(visit, "")) (desk::wont_dialog(visit)) (score::dialog(visit)) (score::usual(visit)) }
        (known_labels(visit))
    }
}

fn estimate(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::ESTIMATES);
    menu(
        "menu-estimate",
        "Estimate",
        html! {
            div.head data-sizes { "Estimate" }
            @for points in scale(visit, None) { (menu_post(&to, &json!({ "points": points.to_string() }), &visit.size(points))) }
            (menu_post(&to, &json!({ "points": "" }), "Not estimated"))
            hr;
            (menu_post(&visit.urls.to(route::POKER_OPENINGS), &json!({}), "Vote together"))
        },
    )
}

fn kind(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::KINDS);
    menu(
        "menu-set-kind",
        "Kind",
        html! {
            div.head { "Kind" }
            @for kind in Kind::ALL {
                // What is in a sprint or done becomes no epic.
                div role="none" data-waits[kind == Kind::Epic] { (menu_post(&to, &json!({ "kind": kind.as_str() }), &ui::sentence_case(kind.as_str()))) }
            }
        },
    )
}

fn epic(visit: &Visit) -> Markup {
    ui::picker("menu-set-epic", "Epic", &visit.urls.to(route::EPIC_CHOICES))
}

fn label(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::LABELS);
    menu(
        "menu-label",
        "Label",
        html! {
            form method="post" action=(to) data-send data-then="reset close" data-subjects {
                input type="hidden" name="items" value="";
                input.input name="add" aria-label="Add a label" placeholder="Add a label" autocomplete="off" list="known-labels" autofocus;
            }
            @for (label, _) in visit.product.summary().labels.iter().take(MOST) {
                (menu_post(&to, &json!({ "add": label.as_str() }), label.as_str()))
            }
        },
    )
}

fn ask(visit: &Visit) -> Markup {
    html! {
        div.menu.wide #menu-question popover="auto" role="dialog" aria-label="Ask a question" {
            form.stack method="post" action=(visit.urls.to(route::QUESTIONS)) data-send data-then="reset close" data-subjects {
                input type="hidden" name="items" value="";
                textarea.input name="question" rows="2" data-enter aria-label="Question" placeholder="What must be known, or what should be otherwise" autofocus {}
                p.error data-error-for="question" {}
                (addressing(visit))
            }
        }
    }
}

fn assign(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::ASSIGNMENTS);
    menu(
        "menu-assign",
        "Assign",
        html! {
            div.head { "Assign" }
            @for (id, name) in team(visit) { (menu_post(&to, &json!({ "to": id }), &name)) }
            (menu_post(&to, &json!({ "to": "nobody" }), "Nobody"))
        },
    )
}

fn priority(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::PRIORITIES);
    menu(
        "menu-priority",
        "Priority",
        html! {
            div.head { "Priority" }
            @for priority in Priority::ALL { (menu_post(&to, &json!({ "priority": priority.as_str() }), priority.title())) }
            (menu_post(&to, &json!({ "priority": "none" }), "None"))
            div role="none" data-waits {
                hr;
                button.menu-item type="button" role="menuitem" data-open-dialog="wont" { span.grow { "Won’t…" } }
            }
        },
    )
}

fn kano(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::KANO);
    let words = |one: Category| format!("{}: {}", one.title(), one.meaning());
    menu(
        "menu-kano",
        "Kano category",
        html! {
            div.head { "Kano category" }
            @for one in Category::ALL { (menu_post(&to, &json!({ "kano": one.as_str() }), &words(one))) }
            (menu_post(&to, &json!({ "kano": "none" }), "None"))
        },
    )
}

fn goal(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::ROADMAP);
    let goals = visit.product.roadmap().into_iter();
    let open: Vec<_> = goals.filter(|goal| goal.state == GoalState::Open).collect();
    menu(
        "menu-set-goal",
        "Goal",
        html! {
            div.head { "Goal" }
            @for goal in open.iter().take(MOST) { (menu_post(&to, &json!({ "goal": goal.id.to_string() }), &goal.name.value)) }
            (menu_post(&to, &json!({ "goal": "none" }), "None"))
            @if open.is_empty() { p.menu-note { "No goal is open. The roadmap (G R) takes new ones." } }
        },
    )
}

/// To a rank, with the reason.
fn position(visit: &Visit) -> Markup {
    ui::dialog(
        "send-to",
        "Send to a position",
        html! {
            form.stack method="post" action=(visit.urls.to(route::MOVES)) data-send data-then="reset close" data-subjects {
                input type="hidden" name="items" value="";
                div.field {
                    label for="send-to-rank" { "Position in the product backlog" }
                    input #send-to-rank name="to" type="number" min="1" inputmode="numeric" required autofocus;
                    p.error data-error-for="to" {}
                }
                div.field {
                    label for="send-to-reason" { "Why here?" }
                    input #send-to-reason name="reason" maxlength="500" autocomplete="off" placeholder="If there is something to say";
                    p.error data-error-for="reason" {}
                }
                div.actions {
                    button.button type="button" data-close-dialog { "Cancel" }
                    (ui::submit("Send", Weight::Main))
                }
            }
        },
    )
}

fn known_labels(visit: &Visit) -> Markup {
    html! {
        datalist #known-labels {
            @for (label, _) in visit.product.summary().labels.iter().take(200) { option value=(label) {} }
        }
    }
}
