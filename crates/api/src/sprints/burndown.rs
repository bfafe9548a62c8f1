//! The burndown of a sprint, as data: what is to be drawn, in both units.

use axum::Json;
use domain::report::burndown::{self, Unit};
use domain::sprint::Status;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::SprintPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::{Problem, internal};
use crate::subject::Address;
use crate::wire::Reading;

/// The burndown of a sprint.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct Burndown {
    /// IANA name of the time zone the days are counted in.
    time_zone: String,
    /// The sprint's days, weekends included.
    days: Vec<Day>,
    /// The moment up to which the last step is drawn on: now for a running
    /// sprint, the closing for a closed one.
    until: Timestamp,
    /// The chart in story points.
    points: Chart,
    /// The chart in items.
    items: Chart,
}

/// A day of a sprint.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Day {
    /// Which.
    date: Date,
    /// Whether it is worked.
    working: bool,
    /// Its first moment.
    begins: Timestamp,
    /// The first moment after it.
    ends: Timestamp,
}

/// A burndown chart in one unit.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Chart {
    /// What was committed to.
    committed: f64,
    /// What remains.
    remaining: f64,
    /// Where the ideal line stands now.
    ideal_now: f64,
    /// The ideal line: straight over working days, level over the others.
    ideal: Vec<IdealPoint>,
    /// What really remained, as steps: level until the next point. The first is
    /// the commitment.
    actual: Vec<Step>,
}

/// A point of the ideal line.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct IdealPoint {
    /// When.
    at: Timestamp,
    /// What should remain.
    remaining: f64,
}

/// A change of what remains.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Step {
    /// When; never before the sprint's first moment.
    at: Timestamp,
    /// What remains from here on.
    remaining: f64,
    /// What the sprint holds from here on.
    scope: f64,
    /// What happened.
    cause: Cause,
    /// The key of the item it is about; `null` for the commitment itself.
    item: Option<String>,
    /// The event, in the product's record.
    position: u64,
}

/// Why what remains changed.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Cause {
    /// The team committed.
    Committed,
    /// An item was done.
    Done,
    /// A done item was taken up again.
    Reopened,
    /// An item was estimated anew: a change of scope.
    Reestimated,
}

impl From<burndown::Cause> for Cause {
    fn from(cause: burndown::Cause) -> Cause {
        match cause {
            burndown::Cause::Committed => Cause::Committed,
            burndown::Cause::Done => Cause::Done,
            burndown::Cause::Reopened => Cause::Reopened,
            burndown::Cause::Reestimated => Cause::Reestimated,
        }
    }
}

/// Read a sprint's burndown
///
/// Computed from the record. A closed sprint's never changes.
#[utoipa::path(get, path = "/products/{product}/sprints/{sprint}/burndown",
    operation_id = "get_burndown", tag = "sprints", params(SprintPath),
    responses((status = 200, body = Burndown)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<SprintPath>,
) -> Result<Json<Burndown>, Problem> {
    let (view, id) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let sprint = reading.product.sprints.get(&id).ok_or_else(internal)?;
    let until = match sprint.status {
        Status::Closed { at } => at,
        _ => caller.app.now(),
    };
    let chart = |unit| sprint.burndown.chart(&sprint.calendar, unit, until);
    let (points, items) = (chart(Unit::Points), chart(Unit::Items));
    let days = points.days.iter().map(|day| Day {
        date: day.date,
        working: day.working,
        begins: day.begins,
        ends: day.ends,
    });
    Ok(Json(Burndown {
        time_zone: points.time_zone.clone(),
        days: days.collect(),
        until: points.until,
        points: drawn(&reading, &points),
        items: drawn(&reading, &items),
    }))
}

fn drawn(reading: &Reading, chart: &burndown::Chart) -> Chart {
    let ideal = chart.ideal.iter();
    let actual = chart.actual.iter().map(|point| Step {
        at: point.at,
        remaining: point.value,
        scope: point.step.scope.value(chart.unit),
        cause: point.step.cause.into(),
        item: point.step.item.map(|item| reading.product.item_key(item)),
        position: point.step.position,
    });
    Chart {
        committed: chart.committed,
        remaining: chart.remaining,
        ideal_now: chart.ideal_now,
        ideal: ideal
            .map(|(at, remaining)| IdealPoint {
                at: *at,
                remaining: *remaining,
            })
            .collect(),
        actual: actual.collect(),
    }
}
