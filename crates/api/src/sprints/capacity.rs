//! The days the team has for a sprint, and what is usual for so many.

use axum::Json;
use domain::report::capacity;
use domain::sprint::PersonDays;
use domain::sprint::availability::{self, Availability as DomainAvailability, SetAvailability};
use domain::{PersonId, Product, Right, SprintId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{SprintPath, found};
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::{Address, change};
use crate::wire::{PersonRef, Reading, SprintAccepted, Total};

/// The days a team has for a sprint.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct Capacity {
    /// Person-days, of all of the team.
    days: f64,
    /// How many people the team is.
    people: u32,
    /// Of each of them, for the team; `null` for others.
    members: Option<Vec<MemberDays>>,
    /// What is usual for so many days; `null` with too little history.
    usual: Option<UsualForDays>,
}

/// The days of one member of the team.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct MemberDays {
    /// Who.
    person: PersonRef,
    /// Which part of each working day, in percent.
    percent: u8,
    /// Days off, in halves.
    days_off: f64,
    /// The days that leaves.
    days: f64,
}

/// The points that are usual for the days of a sprint: the velocity × its days ÷ those of past sprints.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct UsualForDays {
    /// From.
    from: Total,
    /// To.
    to: Total,
    /// The person-days of the past sprints on average.
    mean_days: f64,
    /// How many past sprints said their days.
    sprints: u32,
}

/// Read the team's days for a sprint
///
/// In person-days, as planned or as committed. Who has how many is told the team alone.
#[utoipa::path(get, path = "/products/{product}/sprints/{sprint}/capacity",
    operation_id = "get_capacity", tag = "sprints", params(SprintPath),
    responses((status = 200, body = Capacity)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<SprintPath>,
) -> Result<Json<Capacity>, Problem> {
    let (view, id) = path.open(&caller).await?;
    let team = view.may(Right::Membership);
    let reading = Reading::of(&caller.app, view.state);
    let product = &reading.product;
    let sprint = product.sprint(id);
    let sprint = sprint.map_err(|refusal| Problem::refused(&refusal, product))?;
    let usual = capacity::usual(product, sprint).filter(|_| !sprint.is_closed());
    Ok(Json(Capacity {
        days: capacity::days(product, sprint).as_f64(),
        people: availability::capacity(product, sprint).len() as u32,
        members: team.then(|| members(&reading, sprint)),
        usual: usual.map(|usual| UsualForDays {
            from: usual.from.into(),
            to: usual.to.into(),
            mean_days: usual.mean,
            sprints: usual.sprints as u32,
        }),
    }))
}

fn members(reading: &Reading, sprint: &domain::Sprint) -> Vec<MemberDays> {
    let product = &reading.product;
    let member = |person, days: PersonDays| {
        let said = availability::of(product, sprint, person);
        MemberDays {
            person: reading.person(person),
            percent: said.percent,
            days_off: f64::from(said.half_days_off) / 2.0,
            days: days.as_f64(),
        }
    };
    let committed = sprint
        .contract
        .as_ref()
        .map(|contract| contract.capacity.clone());
    let members = committed.unwrap_or_else(|| availability::capacity(product, sprint));
    let members = members.into_iter();
    members.map(|one| member(one.person, one.days)).collect()
}

/// Whose days an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct MemberPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The sprint's number in the product, counted from 1.
    #[param(minimum = 1, example = 1)]
    sprint: u32,
    /// Whose days.
    person: Uuid,
}

impl Address for MemberPath {
    type Subject = SprintId;

    fn product(&self) -> &str {
        &self.product
    }

    fn find(&self, product: &Product) -> Result<SprintId, Problem> {
        found(product, self.sprint)
    }
}

/// How much of a sprint somebody has for it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Availability {
    /// Which part of each working day, in percent; all of it if not given.
    #[schema(maximum = 100)]
    percent: Option<u8>,
    /// Days off, in halves; none if not given.
    #[serde(default)]
    #[schema(minimum = 0, example = 1.5)]
    days_off: f64,
}

/// Say how much of a sprint somebody has
///
/// Needs the right to decide what is in a sprint. Part time goes on in the team's next
/// sprint, days off do not. `not-in-team` and `days-beyond-sprint` say what does not fit.
#[utoipa::path(put, path = "/products/{product}/sprints/{sprint}/capacity/{person}",
    operation_id = "set_availability", tag = "sprints", params(MemberPath),
    request_body = Availability, responses((status = 200, body = SprintAccepted)))]
pub(super) async fn set(
    caller: Caller,
    Path(path): Path<MemberPath>,
    Body(body): Body<Availability>,
) -> Result<Json<SprintAccepted>, Problem> {
    let person = PersonId(path.person);
    let to = Some(DomainAvailability {
        percent: body.percent.unwrap_or(100),
        half_days_off: (body.days_off * 2.0).round() as u16,
    });
    change(&caller, &path, |sprint| SetAvailability {
        sprint,
        person,
        to,
    })
    .await
}

/// Forget what was said of somebody's days
///
/// Needs the right to decide what is in a sprint. They are counted as usual again.
#[utoipa::path(delete, path = "/products/{product}/sprints/{sprint}/capacity/{person}",
    operation_id = "forget_availability", tag = "sprints", params(MemberPath),
    responses((status = 200, body = SprintAccepted)))]
pub(super) async fn forget(
    caller: Caller,
    Path(path): Path<MemberPath>,
) -> Result<Json<SprintAccepted>, Problem> {
    let (person, to) = (PersonId(path.person), None);
    change(&caller, &path, |sprint| SetAvailability {
        sprint,
        person,
        to,
    })
    .await
}
