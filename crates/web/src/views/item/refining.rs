//! One item as a refinement session shows it: what it lacks with the control that mends it, then
//! what there is to talk about. The same sections as in the panel, in the order of the talk.

use domain::ready::Check;
use domain::{Item, Place, Right};
use maud::{Markup, html};

use super::{criteria, dependencies, facts, links, poker, questions, readiness, texts};
use crate::ui::{self, ReadyCheck, Weight};
use crate::views::ready_checks;
use crate::visit::Visit;

/// The item, to be refined.
pub(crate) fn refining(visit: &Visit, item: &Item) -> Markup {
    html! {
        div.item {
            (texts::title(visit, item))
            (missing(visit, item))
            (texts::description(visit, item))
            (criteria::criteria(visit, item))
            (questions::questions(visit, item))
            (dependencies::dependencies(visit, item))
            (links::links(visit, item))
        }
    }
}

fn missing(visit: &Visit, item: &Item) -> Markup {
    let checks = ready_checks(visit, item);
    let open: Vec<&ReadyCheck> = checks.iter().filter(|check| !check.passed).collect();
    html! {
        section.section id={ "missing-" (item.id) } {
            header { h3 { "What is missing" } small { (checks.len() - open.len()) " of " (checks.len()) " checks pass" } }
            @if item.place != Place::ProductBacklog {
                p.quiet { "It is not in the product backlog any more: " (item.whereabouts()) "." }
            } @else if visit.product.is_broken_down(item.id) {
                p.line { span.tick.yes aria-hidden="true" {} b { "Broken down." } span.quieter { "Its items stand in the order instead." } }
            } @else if open.is_empty() {
                p.line { span.tick.yes aria-hidden="true" {} b { "Ready." } span.quieter { "Nothing is missing." } }
            } @else {
                ul.checks.mending { @for check in open { li { (one(visit, item, check)) } } }
            }
        }
    }
}

fn one(visit: &Visit, item: &Item, check: &ReadyCheck) -> Markup {
    let code = Check::parse(&check.code);
    html! {
        @match code {
            Some(Check::Own(_)) => { (readiness::one(visit, item, check)) }
            _ => {
                span.tick.asks aria-hidden="true" {}
                span.grow { (ui::sentence_case(&check.lack)) }
                @if let Some(code) = code { (control(visit, item, code)) }
            }
        }
    }
}

/// What mends it right there; where a whole section does, the way to it.
fn control(visit: &Visit, item: &Item, check: Check) -> Markup {
    let may = visit.may(Right::Refine);
    html! {
        @match check {
            Check::Estimate => { (facts::estimate(visit, item)) (poker::beside_estimate(visit, item)) }
            Check::Size => { (facts::estimate(visit, item)) @if may { (split("Split it")) } }
            Check::BrokenDown if may => { (split("Break it down")) }
            Check::AcceptanceCriteria if may => {
                (ui::command_button("refine.criterion", "Write one", Some("C"), Weight::Outlined))
            }
            Check::ServesRoadmap => { (facts::goal_choice(visit, item)) }
            Check::NoOpenQuestion => { a href={ "#questions-" (item.id) } { "Answer it" } }
            _ => {}
        }
    }
}

fn split(text: &str) -> Markup {
    ui::command_button("item.split", text, Some("O S"), Weight::Outlined)
}
