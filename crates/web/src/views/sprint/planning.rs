//! Planning (D2): the product backlog on the left, what crosses on the right, the gate between.

use domain::report::velocity;
use domain::{Place, Right, Role, Sprint};
use maud::{Markup, html};
use serde_json::json;

use super::gate;
use super::{capacity, dates, form, holders, items_word, keeps, load, row, working_days};
use crate::ui::{self, Icon, List, Tone, Weight, icon};
use crate::urls::{route, with_query};
use crate::views::item::conflict;
use crate::views::{counted, since};
use crate::visit::Visit;

/// What the two lists show first.
pub(crate) struct Panes<'a> {
    /// How many items the product backlog shows, and the first of them.
    pub left: (usize, Markup),
    /// The address of the left rows' filter: only what is ready, or everything.
    pub ready_only: bool,
    /// The first items of the sprint backlog.
    pub right: Markup,
    /// Which sprint.
    pub sprint: &'a Sprint,
}

/// Both panes.
pub(crate) fn panes(visit: &Visit, panes: &Panes<'_>) -> Markup {
    let sprint = panes.sprint;
    let fields = json!({ "sprint": sprint.id.to_string() });
    html! {
        div.panes data-fields=(fields) {
            nav.tabs aria-label="Backlogs" {
                a href="#left-pane" { "Product backlog" }
                a href="#right-pane" { (sprint.name) " · " (visit.sum(sprint.points(&visit.product))) }
            }
            section.pane #left-pane aria-labelledby="left-head" { (left(visit, panes)) }
            section.pane #right-pane aria-labelledby="right-head" data-keeps=(keeps(visit, Place::Sprint(sprint.id))) { (right(visit, panes)) }
        }
        (gate::place())
        @if visit.may(Right::Membership) {
            (commit_dialog(visit, sprint))
            (ui::dialog("schedule", "Name and dates", form::reschedule(visit, sprint)))
            (ui::dialog("capacity", "Days of the team", capacity::form(visit, sprint)))
        }
        @if domain::sprint::discard::may(&visit.product, visit.visitor.actor(), sprint) { (discard_dialog(visit, sprint)) }
    }
}

fn left(visit: &Visit, panes: &Panes<'_>) -> Markup {
    let sprint = panes.sprint;
    let (moves, back) = (visit.urls.to(route::MOVES), visit.urls.to(route::PUT_BACKS));
    let ready = panes.ready_only.then_some(("ready", "yes"));
    let src = with_query(&visit.urls.of_sprint(route::CANDIDATES, sprint.id), ready);
    let list = List {
        name: "Product backlog",
        src: &src,
        total: panes.left.0,
        longest_key: visit.longest_key(),
        drop: visit.may(Right::Order).then_some(moves.as_str()),
        take: visit
            .may(Right::Membership)
            .then(|| (back.as_str(), "{}".to_owned())),
        refuses: visit.refusal(Right::Order),
        refuses_taking: visit.refusal(Right::Membership),
        filtered: panes.ready_only,
        live: "order items",
        ..List::default()
    };
    html! {
        header.pane-head {
            div.spread { h2 #left-head { span.dot {} "Product backlog" } (ready_filter(visit, panes)) }
            p.quiet { "Ordered by " (owner(visit)) ". Pull from the top; only ready items can cross." }
        }
        (ui::list(&list, &panes.left.1))
        @if panes.left.0 == 0 { p.list-end { (nothing_left(visit, panes)) } }
        @else { (foot(visit, sprint, panes.left.0)) }
    }
}

fn owner(visit: &Visit) -> String {
    match holders(visit, Role::ProductOwner) {
        name if name.is_empty() => "the product owner".to_owned(),
        name => format!("{name}, product owner"),
    }
}

fn ready_filter(visit: &Visit, panes: &Panes<'_>) -> Markup {
    let all = visit
        .urls
        .of_sprint(route::SPRINT_PLANNING, panes.sprint.id);
    let ready = with_query(&all, [("ready", "yes")]);
    html! {
        div.line {
            a.chip.on[!panes.ready_only] href=(all) data-visit { "All items" }
            a.chip.on[panes.ready_only] href=(ready) data-visit { "Ready only" }
        }
    }
}

fn nothing_left(visit: &Visit, panes: &Panes<'_>) -> &'static str {
    match (panes.ready_only, visit.product.order.is_empty()) {
        (true, false) => {
            "Nothing is ready. An item is ready when it has acceptance criteria, an estimate, and waits for nothing."
        }
        _ => "The product backlog is empty.",
    }
}

/// How many there are, and "Fill with the top ready items up to 24 points": in sight wherever one
/// has scrolled to.
fn foot(visit: &Visit, sprint: &Sprint, items: usize) -> Markup {
    html! {
        footer.pane-foot {
            span.quieter { (items_word(items)) ", in order" }
            @if visit.may(Right::Membership) { (fill(visit, sprint)) }
        }
    }
}

fn fill(visit: &Visit, sprint: &Sprint) -> Markup {
    let usual = velocity::usual(&visit.product, sprint.team);
    let to = usual
        .map(|usual| usual.middle.to_string())
        .unwrap_or_default();
    html! {
        form.fill method="post" action=(visit.urls.of_sprint(route::FILLS, sprint.id)) data-send {
            label for="fill-to" { "Fill with top ready items up to" }
            input.input #fill-to name="points" type="text" inputmode="decimal" size="4" value=(to) required aria-describedby="fill-said"
                data-missing="The number is missing. Type up to how many points to fill.";
            span { (visit.units()) }
            (ui::submit("Fill", Weight::Outlined)) kbd.keys-only aria-hidden="true" { "F" }
            p.error #fill-said data-error-for="points" {}
        }
    }
}

fn right(visit: &Visit, panes: &Panes<'_>) -> Markup {
    let sprint = panes.sprint;
    let may = visit.may(Right::Membership);
    let (moves, pulls) = (visit.urls.to(route::MOVES), visit.urls.to(route::PULLS));
    let with = json!({ "sprint": sprint.id.to_string() }).to_string();
    let name = format!("{} backlog", sprint.name);
    let src = visit.urls.of_sprint(route::SPRINT_ROWS, sprint.id);
    let list = List {
        name: &name,
        src: &src,
        total: sprint.plan.len(),
        longest_key: visit.longest_key(),
        drop: may.then_some(moves.as_str()),
        take: may.then_some((pulls.as_str(), with)),
        refuses: visit.refusal(Right::Membership),
        refuses_taking: visit.refusal(Right::Membership),
        gate: true,
        live: "sprints items",
        ..List::default()
    };
    html! {
        header.pane-head {
            div.spread { h2 #right-head { span.dot.race {} (name) } div.line { (when(visit, sprint)) (discard(visit, sprint)) } }
            p.quiet { "Owned by the team. After the commitment its scope is fixed." }
        }
        div.pane-cards { (goal(visit, sprint)) (load::card(visit, sprint)) }
        (ui::list(&list, &panes.right))
        @if sprint.plan.is_empty() { (empty_plan(visit)) }
    }
}

fn empty_plan(visit: &Visit) -> Markup {
    html! {
        p.list-end {
            @if visit.may(Right::Membership) {
                "Nothing is planned yet. Drag ready items here, or press their arrow." span.keys-only { " " kbd { "M" } " " kbd { "S" } " does the same." }
            } @else { "Nothing is planned yet. The team pulls items in." }
        }
    }
}

/// The dates; who may change them opens the form.
fn when(visit: &Visit, sprint: &Sprint) -> Markup {
    let text = format!(
        "{} · {}",
        dates(&sprint.calendar),
        working_days(&sprint.calendar)
    );
    html! {
        @if visit.may(Right::Membership) {
            button.chip type="button" data-open-dialog="schedule" data-tip="Change the name and dates" { span.text { (text) } (icon(Icon::Pencil)) }
        } @else { (ui::chip(&text, Tone::Plain)) }
    }
}

/// Who may decide what is in the sprint may also give it up, and whoever planned it as long as
/// nothing is in it; the dialog asks.
fn discard(visit: &Visit, sprint: &Sprint) -> Markup {
    html! {
        @if domain::sprint::discard::may(&visit.product, visit.visitor.actor(), sprint) {
            button.button.plain.square type="button" data-open-dialog="discard" aria-label="Discard this sprint" data-tip="Discard this sprint" { (icon(Icon::Trash2)) }
        }
    }
}

/// The goal: the product owner's to set, everybody's to read (B3).
pub(super) fn goal(visit: &Visit, sprint: &Sprint) -> Markup {
    let by = goal_by(visit, sprint);
    html! {
        section.card.goal aria-label="Sprint goal" {
            @if visit.may(Right::Goal) && !sprint.is_closed() {
                label.quieter for="goal" { (by) }
                form method="post" action=(visit.urls.of_sprint(route::GOAL, sprint.id)) id={ "goal-of-" (sprint.id) } data-send="change" {
                    input type="hidden" name="revision" value=(sprint.goal.revision);
                    textarea.in-place #goal name="goal" rows="1" data-enter maxlength="500" placeholder="What is this sprint for? One sentence" { (sprint.goal.value) }
                    p.error data-error-for="goal" {}
                }
                (conflict::slot(&format!("goal-of-{}", sprint.id)))
            } @else if sprint.goal.value.is_empty() {
                p.quiet { "No sprint goal yet. It is set by the product owner." }
            } @else {
                p.quieter { (by) }
                p.said { (sprint.goal.value) }
            }
        }
    }
}

/// "Sprint goal, set by Amina 2 days ago".
fn goal_by(visit: &Visit, sprint: &Sprint) -> Markup {
    let set = sprint.goal_set.filter(|_| !sprint.goal.value.is_empty());
    html! {
        "Sprint goal, set by "
        @match set {
            Some((actor, at)) => { (visit.names.actor(actor)) ", " (since(at, visit.now)) },
            None => "the product owner",
        }
    }
}

/// The main action of the page.
pub(crate) fn actions(visit: &Visit) -> Markup {
    html! {
        @if visit.may(Right::Membership) {
            (ui::command_button("sprint.commit", "Commit the sprint", Some("O C"), Weight::Race))
        }
    }
}

/// There is no way back from a commitment, so it is asked for, with what it freezes.
fn commit_dialog(visit: &Visit, sprint: &Sprint) -> Markup {
    let title = format!("Commit to {}", sprint.name);
    if sprint.plan.is_empty() {
        let body = html! {
            p { "There is nothing to commit to yet. Pull items in first." }
            div.actions { button.button type="button" data-close-dialog autofocus { "Close" } }
        };
        return ui::dialog("commit", &title, body);
    }
    let running = visit.product.running_sprint(sprint.team);
    let gaps: Vec<String> = sprint
        .items(&visit.product)
        .filter_map(|item| {
            Some(format!(
                "{}: {}",
                visit.key(item.id),
                row::gap(visit, sprint, item)?
            ))
        })
        .collect();
    let body = html! {
        (frozen(visit, sprint))
        @if !gaps.is_empty() {
            div {
                b { "Something is missing since these crossed:" }
                ul.plain { @for gap in gaps.iter().take(8) { li { (gap) } } }
                @if gaps.len() > 8 { p.quieter { "and " (gaps.len() - 8) " more" } }
            }
            p { "What is missing can be made good, waived at its row of the plan, or put back. Then the team commits." }
        }
        @if let Some(running) = running {
            p { b { (running.name) " still runs." } " A team runs one sprint at a time. "
                a href=(visit.urls.of_sprint(route::CLOSING, running.id)) { "Close it first." } }
        }
        p { "After this nothing enters or leaves the sprint, by any way. There is no way back." }
        form.actions method="post" action=(visit.urls.of_sprint(route::COMMITMENT, sprint.id)) data-send {
            button.button type="button" data-close-dialog autofocus { "Not yet" }
            @if running.is_none() && gaps.is_empty() { (ui::submit("Commit the sprint", Weight::Race)) }
        }
    };
    ui::dialog("commit", &title, body)
}

fn frozen(visit: &Visit, sprint: &Sprint) -> Markup {
    let waivers = sprint.waivers.len();
    html! {
        p { "The contract keeps, word for word:" }
        ul.plain {
            li { "the goal: " @if sprint.goal.value.is_empty() { i { "none is set" } } @else { "“" (sprint.goal.value) "”" } }
            li { (items_word(sprint.plan.len())) @if sprint.plan.len() == 1 { " with its text and estimate, " } @else { " with their texts and estimates, " } (visit.sum(sprint.points(&visit.product))) }
            @if let Some(days) = capacity::sum(visit, sprint) { li { (days) } }
            li { (dates(&sprint.calendar)) ", " (working_days(&sprint.calendar)) ", " (sprint.calendar.time_zone) }
            @if waivers > 0 { li { (counted(waivers, "waiver")) @if waivers == 1 { " with its reason" } @else { " with the reasons" } } }
        }
    }
}

/// Discarding a planned sprint puts its items back, and nothing brings the sprint back.
fn discard_dialog(visit: &Visit, sprint: &Sprint) -> Markup {
    let body = html! {
        @match sprint.plan.len() {
            0 => p { "Nothing is planned in it. Its name, goal and dates are gone then; there is no way back." }
            1 => p { "Its item returns to where it stood in the product backlog. The sprint itself is gone then; there is no way back." }
            many => p { "Its " (items_word(many)) " return to where they stood in the product backlog. The sprint itself is gone then; there is no way back." }
        }
        form.actions method="post" action=(visit.urls.of_sprint(route::SPRINT_REMOVAL, sprint.id)) data-send {
            button.button type="button" data-close-dialog autofocus { "Keep it" }
            (ui::submit("Discard the sprint", Weight::Danger))
        }
    };
    ui::dialog("discard", &format!("Discard {}?", sprint.name), body)
}

/// Where planning has nothing to show yet: the rule, and the form.
pub(crate) fn no_sprint(visit: &Visit) -> Markup {
    html! {
        div.pad.narrow {
            div.stack {
                h2 { "Plan a sprint" }
                p.quiet { "A sprint backlog is fixed once the team commits, so it is planned first: pick its days, then pull what is ready from the top of the product backlog." }
            }
            @if visit.may(Right::PlanSprint) { (form::new(visit)) }
            @else { p { "No sprint is being planned. The team or the product owner plans one." } }
        }
    }
}
