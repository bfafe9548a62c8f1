//! Kind, epic, estimate, labels, assignee: each a choice that saves itself.

use std::sync::Arc;

use domain::item::kind::may_become;
use domain::item::{Category, Kind};
use domain::report::roadmap::Serving;
use domain::roadmap::{Goal, GoalState};
use domain::{Item, Points, Priority, Right, Role};
use maud::{Markup, html};

use crate::ui::{self, select_options};
use crate::urls::{route, with_query};
use crate::views::counted;
use crate::views::map::choices;
use crate::visit::Visit;

/// The list of facts.
pub(super) fn facts(visit: &Visit, item: &Item) -> Markup {
    html! {
        dl.facts {
            dt { "Kind" } dd { (kind(visit, item)) }
            @if item.kind != Kind::Epic { dt { "Epic" } dd { (epic(visit, item)) } }
            (goal(visit, item))
            (choices::fact(visit, item))
            dt { "Estimate" } dd { (estimate(visit, item)) (super::poker::beside_estimate(visit, item)) }
            dt { "Priority" } dd { (priority(visit, item)) }
            dt { "Kano" } dd { (kano(visit, item)) }
            dt { "Labels" } dd { (labels(visit, item)) }
            dt { "Assignee" } dd { (assignee(visit, item)) }
            @if item.carried_over > 0 {
                dt { "Carried over" } dd { (counted(item.carried_over as usize, "time")) }
            }
            @if let Some(original) = &item.original { dt { "Imported as" } dd { (original.key) } }
        }
    }
}

/// A select in a form of its own, which is sent when another value is chosen.
fn chooser(
    visit: &Visit,
    item: &Item,
    to: &'static str,
    name: &str,
    options: &[(String, String)],
    chosen: &str,
) -> Markup {
    html! {
        form method="post" action=(visit.urls.to(to)) data-send="change" id={ (name) "-of-" (item.id) } {
            input type="hidden" name="items" value=(item.id);
            select name=(name) aria-label=(ui::sentence_case(name)) { (select_options(options, chosen)) }
        }
    }
}

fn kind(visit: &Visit, item: &Item) -> Markup {
    let possible =
        |kind: &Kind| *kind == item.kind || may_become(&visit.product, item, *kind).is_ok();
    let options: Vec<(String, String)> = Kind::ALL
        .into_iter()
        .filter(possible)
        .map(|kind| (kind.to_string(), ui::sentence_case(kind.as_str())))
        .collect();
    if visit.may(Right::Refine) {
        chooser(
            visit,
            item,
            route::KINDS,
            "kind",
            &options,
            item.kind.as_str(),
        )
    } else {
        html! { (ui::sentence_case(item.kind.as_str())) }
    }
}

fn epic(visit: &Visit, item: &Item) -> Markup {
    let current = item.epic.and_then(|epic| visit.product.items.get(&epic));
    if !visit.may(Right::Refine) {
        return match current {
            Some(epic) => {
                html! { a href=(visit.urls.item(epic.id)) data-open-item=(visit.key(epic.id)) { (ui::swatch_chip(&epic.title.value)) } }
            }
            None => html! { span.quieter { "None" } },
        };
    }
    let menu = format!("epic-of-{}", item.id);
    let id = item.id.to_string();
    let src = with_query(
        &visit.urls.to(route::EPIC_CHOICES),
        [("items", id.as_str())],
    );
    html! {
        button.chooser type="button" popovertarget=(menu) aria-haspopup="dialog" {
            span.unseen { "Epic: " }
            @match current {
                Some(epic) => { span.text { (epic.title.value) } }
                None => { "None" }
            }
        }
        (ui::picker(&menu, "Epic", &src))
        @if let Some(epic) = current {
            a.quieter href=(visit.urls.item(epic.id)) data-open-item=(visit.key(epic.id)) { (visit.key(epic.id)) }
        }
    }
}

/// The goal of the roadmap it serves, where there are goals.
fn goal(visit: &Visit, item: &Item) -> Markup {
    if visit.product.roadmap().is_empty() {
        return html! {};
    }
    html! {
        dt { "Goal" }
        dd { (goal_choice(visit, item)) }
    }
}

/// What it serves, to be chosen by whoever may.
pub(super) fn goal_choice(visit: &Visit, item: &Item) -> Markup {
    let goals = visit.product.roadmap();
    let serves = Serving::of(&visit.product).named(item);
    let serves = serves.and_then(|goal| visit.product.goal(goal).ok());
    let through = serves.filter(|_| item.goal.is_none());
    let none = through.map_or("None".to_owned(), |goal| {
        format!("{}, through its epic", goal.name.value)
    });
    html! {
        @if goals.is_empty() {
            a href=(visit.urls.to(route::ROADMAP)) { "Put a goal on the roadmap" }
        } @else if visit.may(Right::Order) {
            (chooser(visit, item, route::ROADMAP, "goal", &goal_options(&goals, item, none),
                &item.goal.map(|goal| goal.to_string()).unwrap_or_else(|| "none".to_owned())))
            @if let Some(goal) = serves { a.quieter href=(visit.urls.goal(goal.id)) { "Open" } }
        } @else if let Some(goal) = serves {
            a href=(visit.urls.goal(goal.id)) { (goal.name.value) }
        } @else { span.quieter { "None" } }
    }
}

/// Open goals to choose from, and the one it serves already.
fn goal_options(goals: &[&Arc<Goal>], item: &Item, none: String) -> Vec<(String, String)> {
    let offered = goals
        .iter()
        .filter(|goal| goal.state == GoalState::Open || item.goal == Some(goal.id));
    let offered = offered.map(|goal| (goal.id.to_string(), goal.name.value.to_string()));
    [("none".to_owned(), none)]
        .into_iter()
        .chain(offered)
        .collect()
}

pub(super) fn estimate(visit: &Visit, item: &Item) -> Markup {
    let chosen = item.estimate.map(|points| points.to_string());
    if !visit.may(Right::Estimate) || item.is_finished() || item.place.is_aside() {
        return ui::points(visit.mark(item.estimate).as_ref());
    }
    let mut options = vec![(String::new(), "Not estimated".to_owned())];
    let steps = scale(visit, item.estimate).into_iter();
    options.extend(steps.map(|points| (points.to_string(), visit.size(points))));
    chooser(
        visit,
        item,
        route::ESTIMATES,
        "points",
        &options,
        chosen.as_deref().unwrap_or_default(),
    )
}

fn priority(visit: &Visit, item: &Item) -> Markup {
    let chosen = item.priority.map_or("none", Priority::as_str);
    if !visit.may(Right::Order) || item.is_finished() {
        let none = html! { span.quieter { "None" } };
        return item
            .priority
            .map_or(none, |priority| ui::priority(priority.title()));
    }
    let mut options = vec![("none".to_owned(), "None".to_owned())];
    options.extend(Priority::ALL.map(|one| (one.as_str().to_owned(), one.title().to_owned())));
    let title = item.priority.map_or("", Priority::title);
    html! {
        div class={ "priority-of " (ui::priority_class(title)) } { (chooser(visit, item, route::PRIORITIES, "priority", &options, chosen)) }
    }
}

/// What it does to people that it is there, or is not.
fn kano(visit: &Visit, item: &Item) -> Markup {
    let chosen = item.category.map_or("none", Category::as_str);
    if !visit.may(Right::Order) || item.is_finished() {
        let none = html! { span.quieter { "None" } };
        return item.category.map_or(none, |category| html! { (category) });
    }
    let mut options = vec![("none".to_owned(), "None".to_owned())];
    options.extend(Category::ALL.map(|one| (one.as_str().to_owned(), one.title().to_owned())));
    chooser(visit, item, route::KANO, "kano", &options, chosen)
}

/// What the team's scale offers, and what is there already if it is none of that.
pub(crate) fn scale(visit: &Visit, current: Option<Points>) -> Vec<Points> {
    let mut steps = visit.product.scale.steps();
    steps.extend(current.filter(|points| !steps.contains(points)));
    steps
}

fn labels(visit: &Visit, item: &Item) -> Markup {
    let may = visit.may(Right::Refine);
    let action = visit.urls.to(route::LABELS);
    html! {
        @for label in &item.labels {
            span.chip {
                span.text { (label) }
                @if may {
                    button.words type="button" data-post=(action) data-items=(item.id) aria-label={ "Remove the label " (label) }
                        data-with=(serde_json::json!({ "remove": label.as_str() })) { "×" }
                }
            }
        }
        @if may {
            form method="post" action=(action) data-send data-then="reset" id={ "label-of-" (item.id) } {
                input type="hidden" name="items" value=(item.id);
                input.in-place.label-field name="add" aria-label="Add a label" placeholder="Add a label" autocomplete="off" data-enter list="known-labels";
                p.error data-error-for="label" {}
            }
        } @else if item.labels.is_empty() { span.quieter { "None" } }
    }
}

fn assignee(visit: &Visit, item: &Item) -> Markup {
    let name = item.assignee.map(|person| visit.names.of(person));
    if !visit.may(Right::Board) || item.is_finished() {
        return html! { (name.map_or_else(ui::nobody, ui::avatar)) (name.unwrap_or("Nobody yet")) };
    }
    let mut options = vec![("nobody".to_owned(), "Nobody yet".to_owned())];
    options.extend(team(visit));
    let chosen = item
        .assignee
        .map_or_else(|| "nobody".to_owned(), |person| person.to_string());
    html! {
        @if let Some(name) = name { (ui::avatar(name)) }
        (chooser(visit, item, route::ASSIGNMENTS, "to", &options, &chosen))
    }
}

/// The people who can take an item: id and name, by name. Not who can no longer sign in.
pub(crate) fn team(visit: &Visit) -> Vec<(String, String)> {
    let workspace = visit.visitor.app.workspace();
    let mut people: Vec<_> = visit
        .product
        .people_with(&[Role::Developer, Role::ScrumMaster])
        .filter(|person| !workspace.is_disabled(*person))
        .map(|person| (person.to_string(), visit.names.of(person).to_owned()))
        .collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    people
}
