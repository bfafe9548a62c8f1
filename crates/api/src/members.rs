//! The people of the workspace, for its administrators: who may sign in, and who looks after it.

use app::Failure;
use axum::Json;
use axum::http::StatusCode;
use domain::{PersonId, Refusal};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(disable, enable))
        .routes(routes!(make_administrator, dismiss_administrator))
}

/// The people of the workspace.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Members {
    /// All of them, disabled ones too.
    items: Vec<Member>,
}

/// Somebody in the workspace.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Member {
    /// Who.
    id: Uuid,
    /// The name others see.
    #[schema(value_type = String)]
    name: Arc<str>,
    /// The address they sign in with; `null` for somebody made up.
    #[schema(value_type = Option<String>)]
    email: Option<Arc<str>>,
    /// Whether they look after the workspace.
    administrator: bool,
    /// Whether they can no longer sign in.
    disabled: bool,
    /// Whether they were made up for a sample product; nobody signs in as them.
    sample: bool,
}

/// List the people of the workspace
///
/// For administrators. Roles are given in each product.
#[utoipa::path(get, path = "/people", operation_id = "list_members", tag = "people",
    responses((status = 200, body = Members)))]
async fn list(caller: Caller) -> Result<Json<Members>, Problem> {
    let workspace = caller.app.workspace();
    if !workspace.is_administrator(caller.person) {
        let product = Arc::default();
        let refusal = Refusal::AdministratorsOnly;
        return Err(Failure::Refused { refusal, product }.into());
    }
    let cards = caller.app.people();
    let items = workspace.members().filter_map(|(id, member)| {
        let card = cards.get(&id)?;
        Some(Member {
            id: id.0,
            name: card.name.clone(),
            email: member.sample.is_none().then(|| card.email.clone()),
            administrator: member.administrator,
            disabled: member.disabled,
            sample: member.sample.is_some(),
        })
    });
    let items = items.collect();
    Ok(Json(Members { items }))
}

/// Somebody of the workspace.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct MemberPath {
    /// Who.
    person: Uuid,
}

/// Disable somebody
///
/// For administrators. They are signed out everywhere at once, and their tokens
/// and invites count for nothing. What they did keeps their name. The last
/// administrator stays.
#[utoipa::path(put, path = "/people/{person}/disabled", operation_id = "disable_person",
    tag = "people", params(MemberPath), responses((status = 204)))]
async fn disable(caller: Caller, Path(path): Path<MemberPath>) -> Result<StatusCode, Problem> {
    let person = PersonId(path.person);
    caller.app.disable_person(caller.actor, person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Enable somebody again
///
/// For administrators. They can sign in, and their tokens count again.
#[utoipa::path(delete, path = "/people/{person}/disabled", operation_id = "enable_person",
    tag = "people", params(MemberPath), responses((status = 204)))]
async fn enable(caller: Caller, Path(path): Path<MemberPath>) -> Result<StatusCode, Problem> {
    let person = PersonId(path.person);
    caller.app.enable_person(caller.actor, person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make somebody an administrator
///
/// For administrators. It counts at once, also for sessions and tokens in use.
/// Who is disabled cannot be one.
#[utoipa::path(put, path = "/people/{person}/administrator", operation_id = "make_administrator",
    tag = "people", params(MemberPath), responses((status = 204)))]
async fn make_administrator(
    caller: Caller,
    Path(path): Path<MemberPath>,
) -> Result<StatusCode, Problem> {
    let person = PersonId(path.person);
    caller.app.make_administrator(caller.actor, person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Dismiss an administrator
///
/// For administrators. Their roles in products stay. The last administrator stays
/// one.
#[utoipa::path(delete, path = "/people/{person}/administrator",
    operation_id = "dismiss_administrator", tag = "people", params(MemberPath),
    responses((status = 204)))]
async fn dismiss_administrator(
    caller: Caller,
    Path(path): Path<MemberPath>,
) -> Result<StatusCode, Problem> {
    let person = PersonId(path.person);
    caller
        .app
        .dismiss_administrator(caller.actor, person)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
