//! Creating a sprint, changing its dates, giving it up. Filling it is another
//! matter: see [`super::fill`].

use std::collections::BTreeSet;

use axum::Json;
use axum::http::StatusCode;
use domain::sprint::Calendar;
use domain::sprint::discard::DiscardSprint;
use domain::sprint::plan::{PlanSprint, RescheduleSprint};
use domain::{Event, Product, Refusal, SprintId};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::SprintPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::subject::{self, Address, change_in};
use crate::wire::{Accepted, Line, SprintAccepted};

/// A sprint to be planned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateSprint {
    /// What it is called; "Sprint" and its number if not given.
    #[schema(max_length = 500)]
    name: Option<String>,
    /// What it is for, one line; only the product owner may say.
    #[schema(max_length = 500)]
    goal: Option<String>,
    /// Its first day.
    start: Date,
    /// Its last day, included. At most 31 days after the first.
    end: Date,
    /// IANA name of the time zone its days are counted in; the product's if not
    /// given.
    #[schema(example = "Europe/Warsaw")]
    time_zone: Option<String>,
    /// Days in it that nobody works, besides Saturdays and Sundays.
    #[serde(default)]
    #[schema(max_items = 31)]
    holidays: BTreeSet<Date>,
}

/// Plan a sprint
///
/// Needs the right to plan sprints; with a goal, the right to set it too. It is
/// empty until the team pulls items into it.
#[utoipa::path(post, path = "/products/{product}/sprints", operation_id = "create_sprint",
    tag = "sprints", params(ProductPath), request_body = CreateSprint,
    responses((status = 201, body = SprintAccepted)))]
pub(super) async fn create(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<CreateSprint>,
) -> Result<(StatusCode, Json<SprintAccepted>), Problem> {
    let view = caller.product(&path.product).await?;
    let zone = body.time_zone.as_deref().unwrap_or(view.state.time_zone());
    let calendar = Calendar::new(body.start, body.end, zone, body.holidays);
    let command = PlanSprint {
        team: None,
        name: body.name,
        goal: body.goal,
        calendar: checked(calendar, &view.state)?,
    };
    subject::create(&caller, &view, command, |event| match event {
        Event::SprintPlanned(planned) => Some(planned.sprint),
        _ => None,
    })
    .await
}

fn checked(calendar: Result<Calendar, Refusal>, product: &Product) -> Result<Calendar, Problem> {
    calendar.map_err(|refusal| Problem::refused(&refusal, product))
}

/// What shall be different. What is not there stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RescheduleBody {
    /// What it is called.
    name: Option<Line>,
    /// Its first day.
    start: Option<Date>,
    /// Its last day, included.
    end: Option<Date>,
    /// IANA name of the time zone its days are counted in.
    #[schema(example = "Europe/Warsaw")]
    time_zone: Option<String>,
    /// Days in it that nobody works, besides Saturdays and Sundays.
    #[schema(max_items = 31)]
    holidays: Option<BTreeSet<Date>>,
}

/// Change a sprint's name and dates
///
/// Needs the right to decide what is in a sprint. Only before the commitment.
#[utoipa::path(patch, path = "/products/{product}/sprints/{sprint}",
    operation_id = "reschedule_sprint", tag = "sprints", params(SprintPath),
    request_body = RescheduleBody, responses((status = 200, body = SprintAccepted)))]
pub(super) async fn reschedule(
    caller: Caller,
    Path(path): Path<SprintPath>,
    Body(body): Body<RescheduleBody>,
) -> Result<Json<SprintAccepted>, Problem> {
    change_in(&caller, &path, |product, sprint| {
        body.command(product, sprint)
    })
    .await
}

impl RescheduleBody {
    fn command(self, product: &Product, id: SprintId) -> Result<RescheduleSprint, Problem> {
        let sprint = product.sprint(id);
        let sprint = sprint.map_err(|refusal| Problem::refused(&refusal, product))?;
        let was = &sprint.calendar;
        let calendar = Calendar::new(
            self.start.unwrap_or(was.start),
            self.end.unwrap_or(was.end),
            self.time_zone.as_deref().unwrap_or(&was.time_zone),
            self.holidays.unwrap_or_else(|| was.holidays.clone()),
        );
        let name = self.name.map(Into::into);
        Ok(RescheduleSprint {
            sprint: id,
            name: name.unwrap_or_else(|| sprint.name.to_string()),
            calendar: checked(calendar, product)?,
        })
    }
}

/// Discard a sprint
///
/// Needs the right to decide what is in a sprint; whoever planned it may discard it
/// as long as it is empty. Only before the commitment; its items return to where they stood in the product backlog.
#[utoipa::path(delete, path = "/products/{product}/sprints/{sprint}",
    operation_id = "discard_sprint", tag = "sprints", params(SprintPath),
    responses((status = 200, body = Accepted)))]
pub(super) async fn discard(
    caller: Caller,
    Path(path): Path<SprintPath>,
) -> Result<Json<Accepted>, Problem> {
    let (view, sprint) = path.open(&caller).await?;
    let command = DiscardSprint { sprint };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(Accepted::from(&done)))
}
