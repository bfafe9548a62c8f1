//! A closed sprint: the contract word for word, what came of it, and the difference. It reads the
//! record alone, so it stays the same whatever becomes of its items.

use std::collections::BTreeMap;

use domain::report::burndown::Unit;
use domain::sprint::close::Finished;
use domain::sprint::{Contract, ContractItem, Outcome, Returned, Waiver};
use domain::{ItemId, Points, Right, Sprint, Status};
use maud::{Markup, html};

use super::row::carried_words;
use super::{burndown, capacity, chance, dates, items_word, working_days};
use crate::chart::moment;
use crate::ui::{self, Icon, Tone, Weight, icon, markdown};
use crate::urls::route;
use crate::visit::Visit;

/// The page of a closed sprint.
pub(crate) fn closed(visit: &Visit, sprint: &Sprint, unit: Unit) -> Markup {
    let (Some(contract), Some(outcome)) = (&sprint.contract, &sprint.outcome) else {
        return html! {};
    };
    let page = visit.urls.sprint(sprint.id);
    let visit = &visit.reading(sprint);
    html! {
        div.pad {
            (summary(visit, sprint, contract, outcome))
            (next_steps(visit, sprint))
            (burndown::section(visit, sprint, unit, &page))
            (came_of_it(visit, contract, outcome))
            (contract_section(visit, contract, outcome))
        }
    }
}

fn summary(visit: &Visit, sprint: &Sprint, contract: &Contract, outcome: &Outcome) -> Markup {
    let (committed, done) = (contract.points(), outcome.points_done());
    let kept = outcome.points_kept(contract);
    let say = |points| sprint.measure(&visit.product).say(points);
    let ended = match sprint.status {
        Status::Closed { at } => moment(at, &sprint.calendar.zone()),
        _ => String::new(),
    };
    html! {
        section.stack {
            p.quiet {
                (dates(&contract.calendar)) " · " (working_days(&contract.calendar)) " · " (contract.calendar.time_zone) " · closed " (ended)
            }
            h2.goal-words { @if contract.goal.is_empty() { "No sprint goal was set" } @else { (contract.goal) } }
            dl.figures {
                (figure("Committed", &say(committed), contract.items.len()))
                (figure("Done", &say(done), outcome.done.len()))
                (figure("Returned", &say(outcome.points_returned()), outcome.returned.len()))
                @if committed != Points::ZERO {
                    div.figure { dt { "Done of committed" } dd { b { (share(kept, committed)) } } }
                }
            }
        }
    }
}

/// After the newest one, what comes next; older ones are history.
fn next_steps(visit: &Visit, sprint: &Sprint) -> Markup {
    let newest = |status: fn(&Status) -> bool| visit.product.newest_sprint(status);
    let last = newest(|status| matches!(status, Status::Closed { .. }));
    if last.is_none_or(|last| last.id != sprint.id) {
        return html! {};
    }
    let running = newest(|status| matches!(status, Status::Running { .. }));
    html! {
        div.line {
            @if let Some(running) = running {
                (ui::link_button(&visit.urls.sprint(running.id), &format!("Board of {}", running.name), Weight::Race))
            } @else if visit.may(Right::PlanSprint) {
                (ui::link_button(&visit.urls.to(route::PLANNING), "Plan the next sprint", Weight::Race))
            }
            (ui::link_button(&visit.urls.backlog(), "See the product backlog", Weight::Outlined))
        }
    }
}

fn figure(name: &str, points: &str, items: usize) -> Markup {
    html! { div.figure { dt { (name) } dd { b { (points) } span { (items_word(items)) } } } }
}

/// "83%".
fn share(part: Points, whole: Points) -> String {
    format!("{:.0}%", part.as_f64() * 100.0 / whole.as_f64())
}

/// Every item of the contract with what became of it.
fn came_of_it(visit: &Visit, contract: &Contract, outcome: &Outcome) -> Markup {
    let done: BTreeMap<ItemId, &Finished> =
        outcome.done.iter().map(|item| (item.item, item)).collect();
    let returned: BTreeMap<ItemId, &Returned> = outcome
        .returned
        .iter()
        .map(|item| (item.item, item))
        .collect();
    html! {
        section.stack {
            h2 #outcome-head { "What was committed, and what came of it" }
            p.quiet { (difference(contract, outcome)) }
            div.scroll-x tabindex="0" role="region" aria-label="Outcome, item by item" {
                table.table.outcome {
                    thead { tr { th scope="col" { "Item, as committed" } th.right scope="col" { "Committed" } th.right scope="col" { "At the end" } th scope="col" { "Outcome" } } }
                    tbody {
                        @for item in &contract.items {
                            tr {
                                td { (committed_item(visit, item)) }
                                td.right { span.on-phone { "Committed " } (estimate(visit, item.estimate)) }
                                @if let Some(done) = done.get(&item.item) {
                                    td.right { span.on-phone { "At the end " } (changed(visit, item.estimate, done.estimate)) }
                                    td { span.done-words { (icon(Icon::Check)) "Done" } }
                                } @else if let Some(back) = returned.get(&item.item) {
                                    td.right { span.on-phone { "At the end " } (changed(visit, item.estimate, back.estimate)) }
                                    td { (returned_words(back)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The difference between the contract and what happened, as a sentence.
fn difference(contract: &Contract, outcome: &Outcome) -> String {
    let items = contract.items.len();
    let end = |id: ItemId| {
        let done = outcome
            .done
            .iter()
            .find(|item| item.item == id)
            .map(|item| item.estimate);
        done.or_else(|| {
            outcome
                .returned
                .iter()
                .find(|item| item.item == id)
                .map(|item| item.estimate)
        })
    };
    let anew = contract
        .items
        .iter()
        .filter(|item| end(item.item).is_some_and(|end| end != item.estimate))
        .count();
    let unexplained = outcome
        .returned
        .iter()
        .filter(|item| item.reason.is_none())
        .count();
    let mut said = match outcome.returned.len() {
        0 => format!("All of the {} were done.", items_word(items)),
        back => format!("{} of {} came back.", back, items_word(items)),
    };
    if anew > 0 {
        said.push_str(&format!(
            " {} estimated anew while the sprint ran.",
            counted(anew)
        ));
    }
    if unexplained > 0 {
        said.push_str(&format!(
            " {} returned without a reason.",
            counted(unexplained)
        ));
    }
    said
}

fn counted(items: usize) -> String {
    match items {
        1 => "1 item was".to_owned(),
        items => format!("{} were", items_word(items)),
    }
}

fn committed_item(visit: &Visit, item: &ContractItem) -> Markup {
    html! {
        span.item-line {
            (ui::kind_badge(item.kind.as_str())) span.key { (visit.key(item.item)) }
            a href=(visit.urls.item(item.item)) { (item.title) }
        }
    }
}

fn estimate(visit: &Visit, points: Option<Points>) -> String {
    points.map_or_else(|| "none".to_owned(), |points| visit.scale.show(points))
}

fn changed(visit: &Visit, before: Option<Points>, after: Option<Points>) -> Markup {
    html! {
        @if before == after { (estimate(visit, after)) } @else { b.race-words title={ "Committed at " (estimate(visit, before)) } { (estimate(visit, after)) } }
    }
}

fn returned_words(back: &Returned) -> Markup {
    html! {
        span.line {
            "Returned from " (back.column.title().to_lowercase())
            (ui::chip(&carried_words(back.carried_over), Tone::Race))
        }
        @match &back.reason {
            Some(reason) => { p.quiet { "“" (reason) "”" } }
            None => { p.quieter { "No reason was given." } }
        }
    }
}

/// What the team committed to, word for word.
fn contract_section(visit: &Visit, contract: &Contract, outcome: &Outcome) -> Markup {
    let names: Vec<&str> = contract
        .members
        .iter()
        .map(|id| visit.names.of(*id))
        .collect();
    html! {
        section.stack.contract aria-labelledby="contract-head" {
            h2 #contract-head { "The contract" }
            dl.facts {
                dt { "Name" } dd { (contract.name) }
                dt { "Goal" } dd { @if contract.goal.is_empty() { "none" } @else { (contract.goal) } }
                dt { "Days" } dd { (contract.calendar.start) " to " (contract.calendar.end) ", " (working_days(&contract.calendar)) ", " (contract.calendar.time_zone) }
                @if !contract.calendar.holidays.is_empty() { dt { "Days off" } dd { (days_off(contract)) } }
                dt { "Team" } dd { @for name in &names { span.line { (ui::avatar(name)) (name) } } }
                @if contract.capacity().is_some() { dt { "Capacity" } dd { (capacity::committed(visit, contract)) } }
                @if let Some(claimed) = chance::claimed(contract, outcome) { dt { "Chance to finish everything" } dd { (claimed) } }
                @if !contract.waivers.is_empty() { dt { "Waivers" } dd { ul.plain { @for waiver in &contract.waivers { (waiver_line(visit, waiver)) } } } }
            }
            @for item in &contract.items { (committed_text(visit, item)) }
        }
    }
}

fn days_off(contract: &Contract) -> String {
    let days: Vec<String> = contract
        .calendar
        .holidays
        .iter()
        .map(ToString::to_string)
        .collect();
    days.join(", ")
}

fn waiver_line(visit: &Visit, waiver: &Waiver) -> Markup {
    html! {
        li { (visit.key(waiver.item)) ", " (waiver.worded.lack) ": “" (waiver.reason) "” (" (visit.names.actor(waiver.by)) ")" }
    }
}

/// An item's texts as they were; folded, because there may be many.
fn committed_text(visit: &Visit, item: &ContractItem) -> Markup {
    html! {
        details.committed {
            summary { (committed_line(visit, item)) }
            div.stack {
                @if item.description.is_empty() { p.quieter { "No description." } } @else { (markdown(&item.description)) }
                @if !item.criteria.is_empty() {
                    div { b { "Acceptance criteria" } ul.bullets { @for criterion in &item.criteria { li { (criterion) } } } }
                }
            }
        }
    }
}

fn committed_line(visit: &Visit, item: &ContractItem) -> Markup {
    html! {
        span.item-line {
            (ui::kind_badge(item.kind.as_str())) span.key { (visit.key(item.item)) } span.grow { (item.title) }
            (ui::points(visit.mark(item.estimate).as_ref()))
        }
    }
}

/// The way to the next and the previous closed sprint.
pub(crate) fn neighbours(visit: &Visit, sprint: &Sprint) -> Markup {
    let closed = || {
        visit
            .product
            .sprints
            .values()
            .filter(|other| other.is_closed())
    };
    let before = closed().rev().find(|other| other.id < sprint.id);
    let after = closed().find(|other| other.id > sprint.id);
    html! {
        @if let Some(other) = before { a.button.plain.square href=(visit.urls.sprint(other.id)) aria-label=(other.name) data-tip=(other.name) { (icon(Icon::ArrowLeft)) } }
        @if let Some(other) = after { a.button.plain.square href=(visit.urls.sprint(other.id)) aria-label=(other.name) data-tip=(other.name) { (icon(Icon::ArrowRight)) } }
    }
}
