//! The days each member of the team has for a sprint (D4): the sum for everybody, the form for the team.
//! Not here: what they mean for the load ([`super::load`]).

use domain::report::capacity;
use domain::sprint::availability::{self, Availability};
use domain::sprint::{Contract, MemberDays};
use domain::{PersonId, Right, Sprint};
use maud::{Markup, html};

use super::working_days;
use crate::ui::{self, Weight};
use crate::urls::route;
use crate::visit::Visit;

/// "28.5 person-days, 3 people"; nothing where nobody is in the team.
pub(crate) fn sum(visit: &Visit, sprint: &Sprint) -> Option<String> {
    let people = availability::members(&visit.product).count();
    let days = capacity::days(&visit.product, sprint);
    (people > 0).then(|| format!("{days} person-days, {}", in_words(people)))
}

fn in_words(people: usize) -> String {
    match people {
        1 => "1 person".to_owned(),
        people => format!("{people} people"),
    }
}

/// The team says who is there how much.
pub(super) fn form(visit: &Visit, sprint: &Sprint) -> Markup {
    html! {
        p.quiet {
            (sprint.name) " has " (working_days(&sprint.calendar)) "; weekends and its days off are left out already. "
            "Part time goes on in the next sprint, days off do not."
        }
        form.fields method="post" action=(visit.urls.of_sprint(route::CAPACITY, sprint.id)) data-send data-then="close" {
            table.table.days-of {
                thead { tr { th scope="col" { "Who" } th.right scope="col" { "Of each day" } th.right scope="col" { "Days off" } th.right scope="col" { "Days" } } }
                tbody { @for member in availability::capacity(&visit.product, sprint) { (line(visit, sprint, member)) } }
            }
            p.error data-error-for="days" {}
            div.actions { button.button type="button" data-close-dialog { "Cancel" } (ui::submit("Save", Weight::Race)) }
        }
    }
}

fn line(visit: &Visit, sprint: &Sprint, member: MemberDays) -> Markup {
    let (person, name) = (member.person, visit.names.of(member.person));
    let Availability {
        percent,
        half_days_off,
    } = availability::of(&visit.product, sprint, person);
    let off = f64::from(half_days_off) / 2.0;
    html! {
        tr {
            th scope="row" { span.line { (ui::avatar(name)) (name) } }
            td.right { span.line { input.input name=(percent_field(person)) type="text" inputmode="numeric" size="3" value=(percent) aria-label={ "Part of each day of " (name) ", in percent" }; "%" } }
            td.right { input.input name=(off_field(person)) type="text" inputmode="decimal" size="3" value=(off) aria-label={ "Days off of " (name) }; }
            td.right { (member.days) }
        }
    }
}

/// The name of the field that says which part of each day somebody has.
pub(crate) fn percent_field(person: PersonId) -> String {
    format!("percent-{person}")
}

/// The name of the field that says how many days somebody is off.
pub(crate) fn off_field(person: PersonId) -> String {
    format!("off-{person}")
}

/// What a contract says of the days; of each person only to the team.
pub(super) fn committed(visit: &Visit, contract: &Contract) -> Markup {
    let team = visit.may(Right::Membership);
    html! {
        @if let Some(days) = contract.capacity() {
            (days) " person-days, " (in_words(contract.capacity.len()))
            @if team && contract.capacity.len() > 1 {
                span.quieter {
                    ": "
                    @for (at, member) in contract.capacity.iter().enumerate() {
                        @if at > 0 { ", " }
                        (visit.names.of(member.person)) " " (member.days)
                    }
                }
            }
        }
    }
}
