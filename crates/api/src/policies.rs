//! How a product's team works: its policies and its own checks of the
//! Definition of Ready.

use std::sync::Arc;

use axum::Json;
use axum::http::StatusCode;
use domain::policy::change::ChangePolicy;
use domain::policy::checklist::{self, Checklist};
use domain::policy::own_check::{AddReadyCheck, KeepReadyCheck, RewordReadyCheck};
use domain::policy::{self, Changed, Policy, Setting};
use domain::{Command, ReadyCheckId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Accepted, Line, PersonRef, Reading, Right, Whole};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(get))
        .routes(routes!(change))
        .routes(routes!(add))
        .routes(routes!(list_checklists))
        .routes(routes!(take_over))
        .routes(routes!(reword, remove))
}

/// How a product's team works.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Policies {
    /// What can be changed, and what it says.
    policies: Vec<PolicyNow>,
    /// The team's own checks of the Definition of Ready.
    ready_checks: Vec<ReadyCheck>,
}

/// A policy.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct PolicyNow {
    /// Its name, for ever the same.
    policy: &'static str,
    /// What it asks for.
    title: &'static str,
    /// Why it holds unless somebody changes it.
    why: &'static str,
    /// Whether it holds.
    on: bool,
    /// Up to which number.
    limit: Option<u32>,
    /// Whether it holds unless somebody changes it.
    default_on: bool,
    /// Up to which number, unless somebody changes it.
    default_limit: Option<u32>,
    /// What one must be allowed to do to change it.
    right: Right,
    /// Who changed it last, and when; `null` when nobody has.
    changed: Option<PolicyChange>,
}

/// A check of the team's own, ticked by hand for each item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct ReadyCheck {
    /// Its number.
    id: u32,
    /// What must be so.
    #[schema(value_type = String)]
    text: Arc<str>,
    /// The revision of the text: the base of an edit.
    revision: u64,
    /// Who added or reworded it last, and when.
    changed: PolicyChange,
}

/// Who changed something, when and why.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct PolicyChange {
    /// Who; `null` for the command line.
    by: Option<PersonRef>,
    /// When.
    at: Timestamp,
    /// Why, if they said.
    #[schema(value_type = Option<String>)]
    reason: Option<Arc<str>>,
}

/// Read the policies
///
/// Everything a team decides about how it works.
#[utoipa::path(get, path = "/products/{product}/policies", operation_id = "get_policies",
    tag = "policies", params(ProductPath), responses((status = 200, body = Policies)))]
async fn get(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Policies>, Problem> {
    let view = caller.product(&path.product).await?;
    let reading = Reading::of(&caller.app, view.state);
    let policies = &reading.product.policies;
    let change = |changed: &Changed| PolicyChange {
        by: changed.by.map(|person| reading.person(person)),
        at: changed.at,
        reason: changed.reason.clone(),
    };
    let now = |entry: &policy::Entry| PolicyNow {
        policy: entry.policy.as_str(),
        title: entry.title,
        why: entry.why,
        on: reading.product.policy(entry.policy) != Setting::Off,
        limit: limit(reading.product.policy(entry.policy)),
        default_on: entry.default != Setting::Off,
        default_limit: limit(entry.default),
        right: entry.right.into(),
        changed: policies.changed(entry.policy).map(change),
    };
    let own = policies.own_checks().map(|check| ReadyCheck {
        id: check.id.0,
        text: check.text.value.clone(),
        revision: check.text.revision,
        changed: change(&check.changed),
    });
    Ok(Json(Policies {
        policies: policy::TABLE.iter().map(now).collect(),
        ready_checks: own.collect(),
    }))
}

fn limit(setting: Setting) -> Option<u32> {
    match setting {
        Setting::AtMost(number) => Some(number),
        Setting::On | Setting::Off => None,
    }
}

/// The policy an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct PolicyPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The policy's name.
    #[param(pattern = "^[a-z_]{1,40}$", example = "ready_size")]
    policy: String,
}

/// What a policy shall say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PolicyBody {
    /// Whether it holds.
    on: bool,
    /// Up to which number; left out, what holds unless somebody changes it.
    limit: Option<u32>,
    /// Why.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// PolicyChange a policy
///
/// Needs the right that the policy names.
#[utoipa::path(put, path = "/products/{product}/policies/{policy}",
    operation_id = "change_policy", tag = "policies", params(PolicyPath),
    request_body = PolicyBody, responses((status = 200, body = Accepted)))]
async fn change(
    caller: Caller,
    Path(path): Path<PolicyPath>,
    Body(body): Body<PolicyBody>,
) -> Result<Json<Accepted>, Problem> {
    let Some(policy) = Policy::parse(&path.policy) else {
        let what = format!("There is no policy “{}”.", path.policy);
        let remedy = "GET …/policies names them.";
        return Err(Problem::not_found("no-such-policy", what, remedy));
    };
    let to = match (body.on, body.limit) {
        (false, _) => Setting::Off,
        (true, None) => Setting::On,
        (true, Some(number)) => Setting::AtMost(number),
    };
    let reason = body.reason;
    let command = ChangePolicy { policy, to, reason };
    submit(&caller, &path.product, command.into()).await
}

async fn submit(
    caller: &Caller,
    product: &str,
    command: Command,
) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(product).await?;
    let done = caller.submit(&view, vec![command]).await?;
    Ok(Json(Accepted::from(&done)))
}

/// A check to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateReadyCheck {
    /// What must be so.
    text: Line,
}

/// Add a check of the team's own
///
/// It is ticked by hand for each item. Needs the right to say what is ready.
#[utoipa::path(post, path = "/products/{product}/ready-checks", operation_id = "add_ready_check",
    tag = "policies", params(ProductPath), request_body = CreateReadyCheck,
    responses((status = 201, body = Accepted)))]
async fn add(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<CreateReadyCheck>,
) -> Result<(StatusCode, Json<Accepted>), Problem> {
    let text = body.text.into();
    let answer = submit(&caller, &path.product, AddReadyCheck { text }.into()).await?;
    Ok((StatusCode::CREATED, answer))
}

/// Lists of checks to take over.
#[derive(Serialize, ToSchema)]
struct Checklists {
    /// All there are.
    items: Vec<ChecklistNow>,
}

/// A list of checks to take over.
#[derive(Serialize, ToSchema)]
struct ChecklistNow {
    /// Its name, for ever the same.
    checklist: &'static str,
    /// As people read it.
    title: &'static str,
    /// What must be so.
    checks: &'static [&'static str],
    /// How many of them are not among the team's own checks.
    missing: usize,
}

/// List checklists
///
/// For the Definition of Ready.
#[utoipa::path(get, path = "/products/{product}/checklists", operation_id = "list_checklists",
    tag = "policies", params(ProductPath), responses((status = 200, body = Checklists)))]
async fn list_checklists(
    caller: Caller,
    Path(path): Path<ProductPath>,
) -> Result<Json<Checklists>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = checklist::ALL.iter().map(|list| ChecklistNow {
        checklist: list.name,
        title: list.title,
        checks: list.checks,
        missing: list.commands(&view.state).len(),
    });
    let items = items.collect();
    Ok(Json(Checklists { items }))
}

/// The checklist an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct ChecklistPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The checklist's name.
    #[param(example = "security")]
    checklist: String,
}

/// Take a checklist over
///
/// What is not there yet is added to the team's own checks, as one command. Needs the right to
/// say what is ready.
#[utoipa::path(post, path = "/products/{product}/checklists/{checklist}",
    operation_id = "take_over_checklist", tag = "policies", params(ChecklistPath),
    responses((status = 200, body = Accepted)))]
async fn take_over(
    caller: Caller,
    Path(path): Path<ChecklistPath>,
) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let list = Checklist::parse(&path.checklist).ok_or_else(no_such_checklist)?;
    let done = caller.submit(&view, list.commands(&view.state)).await?;
    Ok(Json(Accepted::from(&done)))
}

fn no_such_checklist() -> Problem {
    let what = "There is no such checklist.".to_owned();
    Problem::not_found("no-such-checklist", what, "List them.")
}

/// The check an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct ReadyCheckPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The check's number.
    check: u32,
}

/// What a check shall say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RewordReadyCheckBody {
    /// What must be so.
    text: Line,
    /// The revision the edit began from.
    base: Option<Whole>,
}

/// Reword a check of the team's own
///
/// What is ticked stays ticked. Needs the right to say what is ready.
#[utoipa::path(patch, path = "/products/{product}/ready-checks/{check}",
    operation_id = "reword_ready_check", tag = "policies", params(ReadyCheckPath),
    request_body = RewordReadyCheckBody, responses((status = 200, body = Accepted)))]
async fn reword(
    caller: Caller,
    Path(path): Path<ReadyCheckPath>,
    Body(body): Body<RewordReadyCheckBody>,
) -> Result<Json<Accepted>, Problem> {
    let command = RewordReadyCheck {
        check: ReadyCheckId(path.check),
        text: body.text.into(),
        base: body.base.map(Whole::get),
    };
    submit(&caller, &path.product, command.into()).await
}

/// Take away a check of the team's own
///
/// An undo brings it back with everything that was ticked. Needs the right to
/// say what is ready.
#[utoipa::path(delete, path = "/products/{product}/ready-checks/{check}",
    operation_id = "remove_ready_check", tag = "policies", params(ReadyCheckPath),
    responses((status = 200, body = Accepted)))]
async fn remove(
    caller: Caller,
    Path(path): Path<ReadyCheckPath>,
) -> Result<Json<Accepted>, Problem> {
    let (check, kept) = (ReadyCheckId(path.check), false);
    submit(
        &caller,
        &path.product,
        KeepReadyCheck { check, kept }.into(),
    )
    .await
}
