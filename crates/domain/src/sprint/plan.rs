//! Creating a sprint and changing its dates (D1). Filling it is another matter:
//! see [`super::pull`].

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Calendar, Sprint, Status};
use crate::event::Event;
use crate::ids::{SprintId, TeamId};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::report::burndown::Burndown;
use crate::scale::Scale;
use crate::text::{self, Revised};

/// Create a sprint.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanSprint {
    /// Whose; `None` for the product's only team.
    pub team: Option<TeamId>,
    /// What it is called; `None` for "Sprint" and its number.
    pub name: Option<String>,
    /// Its goal, if the product owner sets it at once.
    pub goal: Option<String>,
    /// Its dates and days.
    pub calendar: Calendar,
}

/// Change a sprint's name and dates before it runs.
#[derive(Clone, PartialEq, Debug)]
pub struct RescheduleSprint {
    /// Which.
    pub sprint: SprintId,
    /// What it shall be called.
    pub name: String,
    /// Its dates and days.
    pub calendar: Calendar,
}

/// A sprint was created.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SprintPlanned {
    /// Its number.
    pub sprint: SprintId,
    /// Whose.
    pub team: TeamId,
    /// What it is called.
    pub name: Arc<str>,
    /// Its goal, perhaps empty.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub goal: Arc<str>,
    /// Its dates and days.
    pub calendar: Calendar,
}

/// A sprint got another name or other dates.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SprintRescheduled {
    /// Which.
    pub sprint: SprintId,
    /// What it is called and when it is.
    pub to: Schedule,
    /// What it was called and when it was.
    pub from: Schedule,
}

/// A sprint's name and dates.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Schedule {
    /// What it is called.
    pub name: Arc<str>,
    /// Its dates and days.
    pub calendar: Calendar,
}

pub(crate) fn decide(product: &Product, command: &PlanSprint) -> Result<Vec<Event>, Refusal> {
    let team = match command.team {
        Some(team) => team,
        None => product
            .teams
            .keys()
            .next()
            .copied()
            .ok_or(Refusal::NoSuchTeam)?,
    };
    if !product.teams.contains_key(&team) {
        return Err(Refusal::NoSuchTeam);
    }
    let sprint = product.next_sprint();
    let name = match command
        .name
        .as_deref()
        .filter(|name| !name.trim().is_empty())
    {
        Some(name) => text::line("name", name)?,
        None => format!("Sprint {sprint}").into(),
    };
    let goal = text::reason(command.goal.as_deref())?.unwrap_or_default();
    let calendar = command.calendar.clone();
    Ok(vec![Event::SprintPlanned(SprintPlanned {
        sprint,
        team,
        name,
        goal,
        calendar,
    })])
}

pub(crate) fn decide_reschedule(
    product: &Product,
    command: &RescheduleSprint,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, now)?;
    let name = text::line("name", &command.name)?;
    let to = Schedule {
        name,
        calendar: command.calendar.clone(),
    };
    let from = Schedule {
        name: sprint.name.clone(),
        calendar: sprint.calendar.clone(),
    };
    if to == from {
        return Ok(Vec::new());
    }
    let sprint = sprint.id;
    Ok(vec![Event::SprintRescheduled(SprintRescheduled {
        sprint,
        to,
        from,
    })])
}

/// A sprint that is still being planned: the lock that keeps everything out of
/// a running sprint (E1), asked by every command that would change one.
///
/// # Errors
/// [`Refusal::SprintRunning`], [`Refusal::SprintClosed`].
pub(crate) fn must_be_planned(
    product: &Product,
    sprint: SprintId,
    now: Timestamp,
) -> Result<&Arc<Sprint>, Refusal> {
    let found = product.sprint(sprint)?;
    match found.status {
        Status::Planned => Ok(found),
        Status::Running { .. } => Err(Refusal::SprintRunning {
            sprint,
            name: found.name.clone(),
            day: found.calendar.working_day(now),
            days: found.calendar.working_days(),
        }),
        Status::Closed { .. } => Err(Refusal::SprintClosed {
            sprint,
            name: found.name.clone(),
        }),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &SprintPlanned) {
    let sprint = Sprint {
        id: event.sprint,
        team: event.team,
        planned_by: recorded.actor,
        name: event.name.clone(),
        goal: Revised::new(event.goal.clone(), recorded.position),
        goal_set: (!event.goal.is_empty()).then_some((recorded.actor, recorded.at)),
        calendar: event.calendar.clone(),
        status: Status::Planned,
        plan: Arc::default(),
        waivers: Vec::new(),
        availability: BTreeMap::new(),
        board: Default::default(),
        contract: None,
        scale: Scale::default(),
        burndown: Burndown::default(),
        outcome: None,
    };
    product.last_sprint = event.sprint.0;
    product.sprints.insert(event.sprint, Arc::new(sprint));
}

pub(crate) fn evolve_rescheduled(product: &mut Product, event: &SprintRescheduled) {
    product.change_sprint(event.sprint, |sprint| {
        sprint.name = event.to.name.clone();
        sprint.calendar = event.to.calendar.clone();
    });
}
