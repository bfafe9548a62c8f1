//! Products: the list, one of them, making and removing them.

use app::{NewProduct, ProductCard, ProductView};
use axum::Json;
use axum::http::StatusCode;
use domain::starter::{self, Outline};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::me::rights_held;
use crate::problem::{Problem, sentences};
use crate::wire::{Line, Right, Role, Starter, Total};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, remove))
        .routes(routes!(restore))
}

/// The product an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ProductPath {
    /// The product's key, in capitals or not.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    pub(crate) product: String,
}

/// A product.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Product {
    /// Its id, for ever the same.
    id: Uuid,
    /// Its key, as its items' keys begin.
    key: String,
    /// What it is called.
    name: String,
    /// The zone its sprints are planned in, unless they say otherwise.
    time_zone: String,
    /// Whether it is the sample product, to be thrown away at will.
    sample: bool,
    /// The roles the caller holds in it.
    roles: Vec<Role>,
    /// What these roles allow.
    rights: Vec<Right>,
    /// The last event of its record.
    position: u64,
}

/// A product with what its backlog amounts to.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct ProductDetail {
    /// What a list shows of it.
    #[serde(flatten)]
    product: Product,
    /// What its product backlog amounts to.
    backlog: BacklogSummary,
}

/// What a product backlog amounts to.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct BacklogSummary {
    /// How many items stand in it.
    items: usize,
    /// The sum of their estimates.
    points: Total,
    /// How many are not estimated.
    unestimated: usize,
    /// How many pass every check of the Definition of Ready.
    ready: usize,
    /// The labels in it, the most frequent first.
    labels: Vec<LabelCount>,
}

/// How many items carry a label.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct LabelCount {
    /// The label.
    label: String,
    /// How many.
    items: usize,
}

/// The products there are.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Products {
    /// Those the caller may see, by name.
    items: Vec<Product>,
}

fn product(view: &ProductView) -> Product {
    let state = &view.state;
    Product {
        id: view.id.0,
        key: state.key().to_owned(),
        name: state.name().to_owned(),
        time_zone: state.time_zone().to_owned(),
        sample: view.sample,
        roles: view.actor.roles(state).iter().map(Into::into).collect(),
        rights: rights_held(|right| view.may(right)),
        position: state.position,
    }
}

fn listed(card: &ProductCard) -> Product {
    Product {
        id: card.id.0,
        key: card.key().to_owned(),
        name: card.name().to_owned(),
        time_zone: card.time_zone().to_owned(),
        sample: card.sample,
        roles: card.roles().iter().map(Into::into).collect(),
        rights: rights_held(|right| card.may(right)),
        position: card.position,
    }
}

/// List the products
///
/// Those the caller has a role in; administrators see all.
#[utoipa::path(get, path = "/products", operation_id = "list_products", tag = "products",
    responses((status = 200, body = Products)))]
async fn list(caller: Caller) -> Result<Json<Products>, Problem> {
    let cards = caller.app.products(caller.actor).await?;
    let items = cards.iter().map(listed).collect();
    Ok(Json(Products { items }))
}

/// A product to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateProduct {
    /// Its key: two to ten letters and digits, a letter first.
    #[schema(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    key: String,
    /// What it is called.
    name: Line,
    /// The zone its sprints are planned in: an IANA name. UTC if not given.
    #[schema(example = "Europe/Warsaw")]
    time_zone: Option<String>,
    /// An example its backlog begins with: epics, stories and criteria in an order.
    starter: Option<Starter>,
    /// The key of the product whose product backlog it begins with: epics and items with
    /// their words, in their order; nothing of people, estimates or history. Only if there is no
    /// `starter`.
    copy_of: Option<String>,
}

impl CreateProduct {
    async fn begins(&self, caller: &Caller) -> Result<Outline, Problem> {
        match (self.starter, &self.copy_of) {
            (Some(_), Some(_)) => Err(two_beginnings()),
            (Some(starter), None) => Ok(starter::Starter::from(starter).outline()),
            (None, Some(key)) => Ok(Outline::of(&caller.product(key).await?.state)),
            (None, None) => Ok(Outline::default()),
        }
    }
}

fn two_beginnings() -> Problem {
    let said = sentences(
        "The product was not made.",
        "Its backlog would begin with an example and as a copy.",
        "Leave one of the two out.",
    );
    Problem::invalid("two-beginnings", "copy_of", said)
}

/// Make a product
///
/// For administrators. Whoever makes it holds every role of a team of one in it:
/// product owner, scrum master, developer.
#[utoipa::path(post, path = "/products", operation_id = "create_product", tag = "products",
    request_body = CreateProduct, responses((status = 201, body = ProductDetail)))]
async fn create(
    caller: Caller,
    Body(new): Body<CreateProduct>,
) -> Result<(StatusCode, Json<ProductDetail>), Problem> {
    let begins = new.begins(&caller).await?;
    let new_product = NewProduct {
        begins,
        key: new.key.clone(),
        name: new.name.into(),
        time_zone: new.time_zone.unwrap_or_else(|| "UTC".to_owned()),
        owner: caller.person,
        sample: false,
    };
    let context = caller.context();
    caller.app.create_product_as(context, new_product).await?;
    let view = caller.product(new.key.trim()).await?;
    Ok((StatusCode::CREATED, Json(detail(&view))))
}

fn detail(view: &ProductView) -> ProductDetail {
    let summary = view.state.summary();
    let labels = summary.labels.iter().map(|(label, items)| LabelCount {
        label: label.to_string(),
        items: *items,
    });
    ProductDetail {
        product: product(view),
        backlog: BacklogSummary {
            items: summary.items,
            points: summary.points.into(),
            unestimated: summary.unestimated,
            ready: summary.ready,
            labels: labels.collect(),
        },
    }
}

/// Read a product
///
/// With what its product backlog amounts to.
#[utoipa::path(get, path = "/products/{product}", operation_id = "get_product",
    tag = "products", params(ProductPath), responses((status = 200, body = ProductDetail)))]
async fn get(
    caller: Caller,
    Path(path): Path<ProductPath>,
) -> Result<Json<ProductDetail>, Problem> {
    let view = caller.product(&path.product).await?;
    Ok(Json(detail(&view)))
}

/// Remove a product
///
/// For administrators. Its record stays, and `restore_product` brings it back. Until
/// then its key stays its own.
#[utoipa::path(delete, path = "/products/{product}", operation_id = "remove_product",
    tag = "products", params(ProductPath), responses((status = 204)))]
async fn remove(caller: Caller, Path(path): Path<ProductPath>) -> Result<StatusCode, Problem> {
    let view = caller.product(&path.product).await?;
    caller.app.remove_product(caller.actor, view.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a removed product back
///
/// For administrators. Everything is as it was; nothing happens to a product that is
/// there.
#[utoipa::path(put, path = "/products/{product}/restoration", operation_id = "restore_product",
    tag = "products", params(ProductPath), responses((status = 204)))]
async fn restore(caller: Caller, Path(path): Path<ProductPath>) -> Result<StatusCode, Problem> {
    // To others it would tell which products there were.
    let administrator = matches!(
        caller.actor,
        domain::Actor::Person {
            administrator: true,
            ..
        }
    );
    let workspace = caller.app.workspace();
    let removed = workspace.removed(&path.product).filter(|_| administrator);
    let there = workspace.product(&path.product).is_some();
    let product = match removed.filter(|_| !there) {
        Some((product, _)) => product,
        None => caller.product(&path.product).await?.id,
    };
    caller.app.restore_product(caller.actor, product).await?;
    Ok(StatusCode::NO_CONTENT)
}
