//! The people of a product and their roles in it.

use std::sync::Arc;

use app::ProductView;
use axum::Json;
use domain::people::{GrantRole, RevokeRole};
use domain::{PersonId, Right};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::caller::Caller;
use crate::extract::Path;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Accepted, ProductRole, Role};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(grant, revoke))
}

/// The people of a product.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct People {
    /// Those who hold a role in it.
    items: Vec<Person>,
}

/// Somebody who holds a role in a product.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Person {
    /// Who.
    id: Uuid,
    /// The name others see; `null` for somebody who was erased.
    #[schema(value_type = Option<String>)]
    name: Option<Arc<str>>,
    /// The address they sign in with; shown to those who may manage people, and
    /// to themselves.
    #[schema(value_type = Option<String>)]
    email: Option<Arc<str>>,
    /// Whether they can no longer sign in.
    disabled: bool,
    /// Whether they were made up for the sample product.
    sample: bool,
    /// The roles they hold here.
    roles: Vec<Role>,
}

/// List the people of a product
///
/// With the roles they hold in it.
#[utoipa::path(get, path = "/products/{product}/people", operation_id = "list_people",
    tag = "people", params(ProductPath), responses((status = 200, body = People)))]
async fn list(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<People>, Problem> {
    let view = caller.product(&path.product).await?;
    let people = view.state.people.keys();
    let items = people.map(|id| person(&caller, &view, *id)).collect();
    Ok(Json(People { items }))
}

fn person(caller: &Caller, view: &ProductView, id: PersonId) -> Person {
    let people = caller.app.people();
    let card = people.get(&id);
    let sample = caller.app.workspace().is_sample(id);
    let shown = id == caller.person || (!sample && view.may(Right::ManagePeople));
    let roles = view.state.people.get(&id).copied().unwrap_or_default();
    Person {
        id: id.0,
        name: card.map(|card| card.name.clone()),
        email: card.filter(|_| shown).map(|card| card.email.clone()),
        disabled: card.is_some_and(|card| card.disabled),
        sample,
        roles: roles.iter().map(Into::into).collect(),
    }
}

/// The role of somebody that an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct RolePath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// Whose role.
    person: Uuid,
    /// Which role.
    role: ProductRole,
}

/// Give somebody a role
///
/// Needs the right to manage people; nobody changes their own roles but an
/// administrator.
#[utoipa::path(put, path = "/products/{product}/people/{person}/roles/{role}",
    operation_id = "grant_role", tag = "people", params(RolePath),
    responses((status = 200, body = Accepted)))]
async fn grant(caller: Caller, Path(path): Path<RolePath>) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let (person, role) = (PersonId(path.person), path.role.into());
    let command = GrantRole { person, role }.into();
    let done = caller.submit(&view, vec![command]).await?;
    Ok(Json(Accepted::from(&done)))
}

/// Take a role from somebody
///
/// Needs the right to manage people; nobody changes their own roles but an
/// administrator.
#[utoipa::path(delete, path = "/products/{product}/people/{person}/roles/{role}",
    operation_id = "revoke_role", tag = "people", params(RolePath),
    responses((status = 200, body = Accepted)))]
async fn revoke(caller: Caller, Path(path): Path<RolePath>) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let (person, role) = (PersonId(path.person), path.role.into());
    let command = RevokeRole { person, role }.into();
    let done = caller.submit(&view, vec![command]).await?;
    Ok(Json(Accepted::from(&done)))
}
