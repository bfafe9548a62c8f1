//! The commitment, and the contract it freezes.

use std::sync::Arc;

use axum::Json;
use domain::sprint::commit::CommitSprint;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::SprintPath;
use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::subject::{Address, change};
use crate::wire::{Kind, PersonRef, Points, Reading, SprintAccepted, Total, Waiver};

/// Commit to a sprint
///
/// Needs the right to decide what is in a sprint. The sprint starts, its contract
/// freezes, and nothing enters or leaves it any more. There is no way back.
#[utoipa::path(post, path = "/products/{product}/sprints/{sprint}/commitment",
    operation_id = "commit_sprint", tag = "sprints", params(SprintPath),
    responses((status = 200, body = SprintAccepted)))]
pub(super) async fn commit(
    caller: Caller,
    Path(path): Path<SprintPath>,
) -> Result<Json<SprintAccepted>, Problem> {
    change(&caller, &path, |sprint| CommitSprint { sprint }).await
}

/// What a team committed to, word for word. It never changes.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct Contract {
    /// The sprint's number.
    number: u32,
    /// What the sprint was called.
    #[schema(value_type = String)]
    name: Arc<str>,
    /// Its goal at that moment, perhaps empty.
    #[schema(value_type = String)]
    goal: Arc<str>,
    /// When the team committed.
    committed_at: Option<Timestamp>,
    /// Its first day.
    start: Date,
    /// Its last day, included.
    end: Date,
    /// IANA name of the time zone its days are counted in.
    #[schema(value_type = String)]
    time_zone: Arc<str>,
    /// Days in it that nobody works, besides Saturdays and Sundays.
    holidays: Vec<Date>,
    /// The points committed to.
    points: Total,
    /// Its items, in the team's order.
    items: Vec<ContractItem>,
    /// Who was in the team.
    members: Vec<PersonRef>,
    /// The person-days they had for it; `null` where nobody counted them.
    capacity: Option<f64>,
    /// Checks that were waived.
    waivers: Vec<Waiver>,
    /// The chance to finish everything as it was said then, in percent; `null` with too little history.
    chance: Option<u8>,
}

/// An item as it was committed to.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct ContractItem {
    /// Its key.
    key: String,
    /// What sort of work.
    kind: Kind,
    /// Its title.
    #[schema(value_type = String)]
    title: Arc<str>,
    /// Its description.
    #[schema(value_type = String)]
    description: Arc<str>,
    /// Its acceptance criteria.
    #[schema(value_type = Vec<String>)]
    criteria: Vec<Arc<str>>,
    /// Its estimate; `null` if that was waived.
    points: Option<Points>,
}

/// Read a sprint's contract
///
/// What the team committed to, as it was then.
#[utoipa::path(get, path = "/products/{product}/sprints/{sprint}/contract",
    operation_id = "get_contract", tag = "sprints", params(SprintPath),
    responses((status = 200, body = Contract)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<SprintPath>,
) -> Result<Json<Contract>, Problem> {
    let (view, id) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let sprint = reading.product.sprints.get(&id);
    let found = sprint.and_then(|sprint| Some((sprint, sprint.contract.as_ref()?)));
    let (sprint, signed) = found.ok_or_else(|| {
        let what = format!("Sprint {id} has no contract.");
        let remedy = "It gets one when the team commits to it.";
        Problem::not_found("no-contract", what, remedy)
    })?;
    Ok(Json(contract(&reading, sprint, signed)))
}

fn contract(
    reading: &Reading,
    sprint: &domain::Sprint,
    signed: &domain::sprint::Contract,
) -> Contract {
    let items = signed.items.iter().map(|item| ContractItem {
        key: reading.product.item_key(item.item),
        kind: item.kind.into(),
        title: item.title.clone(),
        description: item.description.clone(),
        criteria: item.criteria.clone(),
        points: item.estimate.map(Into::into),
    });
    Contract {
        number: sprint.id.0,
        name: signed.name.clone(),
        goal: signed.goal.clone(),
        committed_at: sprint.burndown.steps().first().map(|step| step.at),
        start: signed.calendar.start,
        end: signed.calendar.end,
        time_zone: signed.calendar.time_zone.clone(),
        holidays: signed.calendar.holidays.iter().copied().collect(),
        points: signed.points().into(),
        items: items.collect(),
        members: signed
            .members
            .iter()
            .map(|id| reading.person(*id))
            .collect(),
        capacity: signed.capacity().map(|days| days.as_f64()),
        waivers: signed.waivers.iter().map(|w| reading.waiver(w)).collect(),
        chance: signed.chance,
    }
}
