//! Who one is, and what one may do where.

use axum::Json;
use domain::rights;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::caller::Caller;
use crate::problem::Problem;
use crate::wire::{Right, Role};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// Whoever the token stands for.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Me {
    /// Who.
    id: Uuid,
    /// The name others see.
    #[schema(value_type = Option<String>)]
    name: Option<Arc<str>>,
    /// The address to sign in with.
    #[schema(value_type = Option<String>)]
    email: Option<Arc<str>>,
    /// Whether they look after the workspace: its products and people.
    administrator: bool,
    /// The products they may see.
    products: Vec<Membership>,
}

/// What somebody is in a product.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Membership {
    /// The product's key.
    product: String,
    /// The roles they hold in it.
    roles: Vec<Role>,
    /// What these roles allow.
    rights: Vec<Right>,
}

/// Say who the caller is
///
/// With the roles and rights they have in each product they may see.
#[utoipa::path(get, path = "/me", operation_id = "get_me", tag = "me",
    responses((status = 200, body = Me)))]
async fn get(caller: Caller) -> Result<Json<Me>, Problem> {
    let people = caller.app.people();
    let card = people.get(&caller.person);
    let cards = caller.app.products(caller.actor).await?;
    let products = cards.iter().map(|card| Membership {
        product: card.key().to_owned(),
        roles: card.roles().iter().map(Into::into).collect(),
        rights: rights_held(|right| card.may(right)),
    });
    Ok(Json(Me {
        id: caller.person.0,
        name: card.map(|card| card.name.clone()),
        email: card.map(|card| card.email.clone()),
        administrator: caller.app.workspace().is_administrator(caller.person),
        products: products.collect(),
    }))
}

/// The rights that are held.
pub(crate) fn rights_held(may: impl Fn(rights::Right) -> bool) -> Vec<Right> {
    let rights = rights::TABLE.iter().map(|(right, _)| *right);
    let held = rights.filter(|right| may(*right));
    held.map(Into::into).collect()
}
