//! Saying who of the team has how many days for a sprint; the form stands in planning.

use app::Mode;
use axum::extract::{Form, Path};
use domain::sprint::Sprint;
use domain::sprint::availability::{self, Availability, SetAvailability};
use domain::{Command, PersonId};

use super::sprints::OfSprint;
use crate::answer::{Answer, carry_out_or_say};
use crate::error::WebError;
use crate::views::sprint::capacity::{off_field, percent_field};
use crate::visit::Visit;

/// `POST /p/{key}/sprints/{sprint}/capacity`: `percent-PERSON=…` and `off-PERSON=…` for each member.
pub(crate) async fn set(
    visit: Visit,
    Path(path): Path<OfSprint>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let sprint = path.find(&visit)?;
    let commands = wishes(&visit, sprint, &fields)?;
    let said = format!("Changed the days of the team in {}.", sprint.name);
    let stays = "The days are as they were.";
    carry_out_or_say(&visit, commands, Mode::All, said, stays).await
}

/// Only what is otherwise than it is counted now.
fn wishes(
    visit: &Visit,
    sprint: &Sprint,
    fields: &[(String, String)],
) -> Result<Vec<Command>, WebError> {
    let mut commands = Vec::new();
    for person in availability::members(&visit.product) {
        let was = availability::of(&visit.product, sprint, person);
        let name = visit.names.of(person);
        let wished = wished(fields, person, name, was)?;
        if wished != was {
            let (sprint, to) = (sprint.id, Some(wished));
            commands.push(SetAvailability { sprint, person, to }.into());
        }
    }
    Ok(commands)
}

/// What the form says of somebody; as it was where it says nothing.
fn wished(
    fields: &[(String, String)],
    person: PersonId,
    name: &str,
    was: Availability,
) -> Result<Availability, WebError> {
    let typed = |field: String| {
        let found = fields.iter().find(|(other, _)| *other == field);
        found.map(|(_, typed)| typed.trim().trim_end_matches('%').trim())
    };
    Ok(Availability {
        percent: match typed(percent_field(person)) {
            None => was.percent,
            Some(typed) => typed.parse().map_err(|_| no_part(name, typed))?,
        },
        half_days_off: match typed(off_field(person)) {
            None => was.half_days_off,
            Some(typed) => half_days(typed).ok_or_else(|| no_days(name, typed))?,
        },
    })
}

/// "1.5" as three halves; nothing typed is none.
fn half_days(typed: &str) -> Option<u16> {
    if typed.is_empty() {
        return Some(0);
    }
    let halves = typed.replace(',', ".").parse::<f64>().ok()? * 2.0;
    let whole = halves.fract() == 0.0 && (0.0..=1_000.0).contains(&halves);
    whole.then_some(halves as u16)
}

fn no_part(name: &str, typed: &str) -> WebError {
    let sentence = format!("“{typed}” is no part of a day of {name}. Type 0 to 100, such as 50.");
    WebError::Unreadable(sentence, Some("days"))
}

fn no_days(name: &str, typed: &str) -> WebError {
    let sentence = format!(
        "“{typed}” is no number of days off of {name}. Type days or half days, such as 1.5."
    );
    WebError::Unreadable(sentence, Some("days"))
}
