//! Sprints over the wire: as a line of a list, and whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::report::chance;
use domain::sprint::Status as DomainStatus;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Check, PersonRef, Reading, Row, Status, Total};

/// A sprint as it stands in a list.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct SprintSummary {
    /// Its number in the product, counted from 1.
    number: u32,
    /// What it is called.
    #[schema(value_type = String)]
    name: Arc<str>,
    /// What it is for; empty until the product owner says.
    #[schema(value_type = String)]
    goal: Arc<str>,
    /// The revision of the goal: the base of an edit.
    goal_revision: u64,
    /// How far it is.
    status: Status,
    /// Its first day.
    start: Date,
    /// Its last day, included.
    end: Date,
    /// IANA name of the time zone its days are counted in.
    #[schema(value_type = String, example = "Europe/Warsaw")]
    time_zone: Arc<str>,
    /// Days in it that nobody works, besides Saturdays and Sundays.
    holidays: Vec<Date>,
    /// How many of its days are worked.
    working_days: u32,
    /// Which of them it is now, counted from 1; 0 before the first.
    working_day: u32,
    /// When the team committed.
    committed_at: Option<Timestamp>,
    /// When it was closed.
    closed_at: Option<Timestamp>,
    /// How many items are in it, or were at its end.
    item_count: u32,
    /// The sum of their estimates.
    points: Total,
    /// The sum of the estimates of what is done.
    points_done: Total,
}

/// A sprint with what is in it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Sprint {
    /// What a list shows of it.
    #[serde(flatten)]
    summary: SprintSummary,
    /// What was pulled in, in the team's order; after the commitment in the
    /// committed order. Each item is shown as it is now; in a closed sprint its
    /// kind, title and points are those of the contract.
    items: Vec<Row>,
    /// Checks the team waived to let an item in.
    waivers: Vec<Waiver>,
    /// What it may finish from now on; `null` once it is closed, and with too little history.
    outlook: Option<Outlook>,
}

/// What a planned or running sprint may finish.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Outlook {
    /// What is counted: `points`, `hours` or `items`.
    unit: &'static str,
    /// What is left to do.
    left: f64,
    /// The chance that all of it is finished, in percent.
    chance: u8,
    /// In eight of ten cases at least this is finished.
    likely_from: f64,
    /// In eight of ten cases at most this is finished.
    likely_to: f64,
    /// From how many closed sprints of the team this is known.
    sprints: u32,
    /// The items that would have to go so that the rest is as likely as not to be finished; empty unless the
    /// chance is low.
    to_go: Vec<String>,
}

/// A check the team waived.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Waiver {
    /// The key of the item it was waived for.
    item: String,
    /// Which check.
    check: Check,
    /// Why.
    #[schema(value_type = String)]
    reason: Arc<str>,
    /// Who waived it; `null` for the command line.
    by: Option<PersonRef>,
    /// When.
    at: Timestamp,
}

impl Reading {
    /// A sprint as it stands in a list. `now` decides which day it is.
    pub(crate) fn sprint_summary(&self, sprint: &domain::Sprint, now: Timestamp) -> SprintSummary {
        let calendar = &sprint.calendar;
        let (status, committed_at, closed_at) = self.status(sprint);
        let (points, points_done) = self.points(sprint);
        SprintSummary {
            number: sprint.id.0,
            name: sprint.name.clone(),
            goal: sprint.goal.value.clone(),
            goal_revision: sprint.goal.revision,
            status,
            start: calendar.start,
            end: calendar.end,
            time_zone: calendar.time_zone.clone(),
            holidays: calendar.holidays.iter().copied().collect(),
            working_days: calendar.working_days() as u32,
            working_day: calendar.working_day(now) as u32,
            committed_at,
            closed_at,
            item_count: sprint.plan.len() as u32,
            points: points.into(),
            points_done: points_done.into(),
        }
    }

    /// How far a sprint is, since when it runs, and when it was closed.
    fn status(&self, sprint: &domain::Sprint) -> (Status, Option<Timestamp>, Option<Timestamp>) {
        let committed = sprint.burndown.steps().first().map(|step| step.at);
        match sprint.status {
            DomainStatus::Planned => (Status::Planned, None, None),
            DomainStatus::Running { since } => (Status::Running, Some(since), None),
            DomainStatus::Closed { at } => (Status::Closed, committed, Some(at)),
        }
    }

    /// The points in a sprint, and those that are done: a closed one's as they
    /// were at its end, whatever happened to its items since.
    fn points(&self, sprint: &domain::Sprint) -> (domain::Points, domain::Points) {
        let scope = sprint.burndown.scope().points;
        match &sprint.outcome {
            Some(outcome) => (scope, outcome.points_done()),
            None if sprint.is_planned() => (sprint.points(&self.product), domain::Points::ZERO),
            None => (scope, scope - sprint.burndown.remaining().points),
        }
    }

    /// A sprint with what is in it.
    pub(crate) fn sprint(&self, sprint: &domain::Sprint, now: Timestamp) -> Sprint {
        Sprint {
            summary: self.sprint_summary(sprint, now),
            items: self.sprint_rows(sprint, sprint.plan.iter().copied()),
            waivers: sprint.waivers.iter().map(|w| self.waiver(w)).collect(),
            outlook: self.outlook(sprint, now),
        }
    }

    fn outlook(&self, sprint: &domain::Sprint, now: Timestamp) -> Option<Outlook> {
        let known = (!sprint.is_closed()).then(|| chance::outlook(&self.product, sprint, now));
        let known = known?.ok()?;
        let (likely_from, likely_to) = known.likely();
        let to_go = chance::to_go(&self.product, sprint);
        Some(Outlook {
            unit: known.unit.as_str(),
            left: known.left,
            chance: known.percent(),
            likely_from,
            likely_to,
            sprints: known.sprints as u32,
            to_go: to_go
                .into_iter()
                .map(|item| self.product.item_key(item))
                .collect(),
        })
    }

    /// Rows of items of a sprint: what a closed one says of them is what the team
    /// committed to, whatever became of them since.
    pub(crate) fn sprint_rows(
        &self,
        sprint: &domain::Sprint,
        items: impl IntoIterator<Item = domain::ItemId>,
    ) -> Vec<Row> {
        let mut rows = self.rows(items);
        let closed = matches!(sprint.status, DomainStatus::Closed { .. });
        let contract = sprint.contract.as_ref().filter(|_| closed);
        let committed = contract.into_iter().flat_map(|contract| &contract.items);
        let committed: BTreeMap<String, _> = committed
            .map(|item| (self.product.item_key(item.item), item))
            .collect();
        for row in &mut rows {
            if let Some(item) = committed.get(&row.key) {
                row.kind = item.kind.into();
                row.title = item.title.clone();
                row.points = item.estimate.map(Into::into);
            }
        }
        rows
    }

    /// A check that was waived.
    pub(crate) fn waiver(&self, waiver: &domain::sprint::Waiver) -> Waiver {
        Waiver {
            item: self.product.item_key(waiver.item),
            check: waiver.worded.check.into(),
            reason: waiver.reason.clone(),
            by: waiver.by.map(|person| self.person(person)),
            at: waiver.at,
        }
    }
}
