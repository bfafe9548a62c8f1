//! Suggestions and the icebox: what waits there, suggesting, and the product
//! owner's decisions about it. Removing and restoring items, wherever they are,
//! is in `items/remove.rs`.

use std::sync::Arc;

use app::ProductView;
use axum::Json;
use axum::http::StatusCode;
use domain::place::admit::AdmitItems;
use domain::place::decline::DeclineItems;
use domain::place::ice::IceItems;
use domain::place::suggest::{Suggest, Withdraw};
use domain::{Event, ItemId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path, Query, bad_query};
use crate::items::ItemPath;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::subject::{change, create};
use crate::wire::{
    Guest, ItemAccepted, ItemKeys, ItemsAccepted, Kind, Line, PersonRef, Place, Reading, Row,
    Target, find,
};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(suggestions, suggest))
        .routes(routes!(withdraw))
        .routes(routes!(icebox))
        .routes(routes!(admit))
        .routes(routes!(decline))
        .routes(routes!(ice))
}

/// Rows of a page, unless asked otherwise.
const PAGE: u16 = 100;
/// Rows of a page at most.
const LONGEST: u16 = 1_000;

/// Which part of the list is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct PartQuery {
    /// How many rows at most.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<u16>,
    /// Only what follows the item with this key in the list.
    #[param(pattern = "^(([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8})?$")]
    after: Option<String>,
}

impl PartQuery {
    /// The wanted part of a list, and whether more follows.
    fn cut(&self, view: &ProductView, all: Vec<ItemId>) -> Result<(Vec<ItemId>, bool), Problem> {
        let limit = match self.limit.unwrap_or(PAGE) {
            limit @ 1..=LONGEST => usize::from(limit),
            limit => {
                let why = format!("The limit {limit} is not between 1 and {LONGEST}.");
                return Err(bad_query(&why));
            }
        };
        let after = self.after.as_deref();
        let after = after.map(|key| find(&view.state, key)).transpose()?;
        let at = after.and_then(|after| all.iter().position(|item| *item == after));
        let following = &all[at.map_or(0, |at| at + 1)..];
        let part = following.iter().take(limit).copied().collect();
        Ok((part, following.len() > limit))
    }
}

/// What waits in suggestions.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Suggestions {
    /// The oldest first.
    items: Vec<Suggested>,
    /// How many wait in all.
    total: usize,
    /// Whether more follow.
    more: bool,
}

/// A suggestion that waits.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Suggested {
    /// What a list shows of it.
    #[serde(flatten)]
    row: Row,
    /// Why it is wanted.
    #[schema(value_type = Option<String>)]
    why: Option<Arc<str>>,
    /// Who suggested it; `null` for a guest.
    by: Option<PersonRef>,
    /// Who suggested it, if it came through the suggestion link.
    guest: Option<Guest>,
    /// When.
    at: Timestamp,
}

/// List the suggestions that wait
///
/// The oldest first. What became of others is read at the item.
#[utoipa::path(get, path = "/products/{product}/suggestions", operation_id = "list_suggestions",
    tag = "suggestions", params(ProductPath, PartQuery),
    responses((status = 200, body = Suggestions)))]
async fn suggestions(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<PartQuery>,
) -> Result<Json<Suggestions>, Problem> {
    let view = caller.product(&path.product).await?;
    let all: Vec<ItemId> = view.state.suggestions.iter().copied().collect();
    let total = all.len();
    let (part, more) = query.cut(&view, all)?;
    let reading = Reading::of(&caller.app, view.state);
    let items = part.iter().filter_map(|id| reading.product.items.get(id));
    let items = items.map(|item| Suggested {
        row: reading.row(item, None),
        why: item.suggestion.as_ref().and_then(|one| one.why.clone()),
        by: item.created_by.map(|person| reading.person(person)),
        guest: Guest::of(item),
        at: item.created_at,
    });
    let items = items.collect();
    Ok(Json(Suggestions { items, total, more }))
}

/// Something to be suggested.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SuggestBody {
    /// One line.
    title: Line,
    /// What sort of work; a story if not given.
    kind: Option<Kind>,
    /// Markdown.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    description: String,
    /// The key of the epic it would belong to.
    epic: Option<String>,
    /// Why it is wanted. One line.
    #[schema(max_length = 500)]
    why: Option<String>,
}

/// Suggest an item
///
/// Everybody with a role in the product may. It waits until the product owner
/// takes it in, merges it, puts it into the icebox or declines it.
#[utoipa::path(post, path = "/products/{product}/suggestions", operation_id = "suggest_item",
    tag = "suggestions", params(ProductPath), request_body = SuggestBody,
    responses((status = 201, body = ItemAccepted)))]
async fn suggest(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<SuggestBody>,
) -> Result<(StatusCode, Json<ItemAccepted>), Problem> {
    let view = caller.product(&path.product).await?;
    let epic = body.epic.map(|key| find(&view.state, &key)).transpose()?;
    let command = Suggest {
        kind: body.kind.map_or(domain::Kind::Story, Into::into),
        title: body.title.into(),
        description: body.description,
        epic,
        why: body.why,
    };
    create(&caller, &view, command, |event| match event {
        Event::ItemCreated(created) => Some(created.item),
        _ => None,
    })
    .await
}

/// Take a suggestion back
///
/// Only whoever made it may, while it waits.
#[utoipa::path(delete, path = "/products/{product}/suggestions/{item}",
    operation_id = "withdraw_suggestion", tag = "suggestions", params(ItemPath),
    responses((status = 200, body = ItemAccepted)))]
async fn withdraw(
    caller: Caller,
    Path(path): Path<ItemPath>,
) -> Result<Json<ItemAccepted>, Problem> {
    change(&caller, &path, |item| Withdraw { item }).await
}

/// What lies in the icebox.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Icebox {
    /// By review date, the next one first.
    items: Vec<IcedRow>,
    /// How many lie there in all.
    total: usize,
    /// Whether more follow.
    more: bool,
}

/// An item in the icebox.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct IcedRow {
    /// What a list shows of it.
    #[serde(flatten)]
    row: Row,
    /// When it is looked at again.
    #[schema(value_type = String, format = Date)]
    until: Date,
    /// Why it might not be built.
    #[schema(value_type = Option<String>)]
    reason: Option<Arc<str>>,
}

/// List the icebox
///
/// By review date, the next one first.
#[utoipa::path(get, path = "/products/{product}/icebox", operation_id = "list_icebox",
    tag = "suggestions", params(ProductPath, PartQuery), responses((status = 200, body = Icebox)))]
async fn icebox(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<PartQuery>,
) -> Result<Json<Icebox>, Problem> {
    let view = caller.product(&path.product).await?;
    let all: Vec<ItemId> = view.state.icebox.iter().map(|(_, item)| *item).collect();
    let total = all.len();
    let (part, more) = query.cut(&view, all)?;
    let reading = Reading::of(&caller.app, view.state);
    let items = part.iter().filter_map(|id| {
        let item = reading.product.items.get(id)?;
        let iced = item.iced.as_ref()?;
        Some(IcedRow {
            row: reading.row(item, None),
            until: iced.until,
            reason: iced.reason.clone(),
        })
    });
    let items = items.collect();
    Ok(Json(Icebox { items, total, more }))
}

/// Items to be taken into the product backlog.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Admission {
    /// Their keys, in the order they shall stand in.
    items: ItemKeys,
    /// Where the first of them goes; the others follow it.
    to: Target,
    /// Why here. One line.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Take items into the product backlog
///
/// Needs the right to order. Accepts suggestions, and brings items back from the
/// icebox.
#[utoipa::path(post, path = "/products/{product}/admissions", operation_id = "admit_items",
    tag = "suggestions", params(ProductPath), request_body = Admission,
    responses((status = 200, body = ItemsAccepted)))]
async fn admit(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Admission>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let command = AdmitItems {
        items: items.clone(),
        at: body.to.rank(&view.state)?,
        reason: body.reason,
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}

/// Items to be decided against.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Decline {
    /// Their keys.
    items: ItemKeys,
    /// Why. Whoever suggested them reads it.
    reason: Line,
}

/// Decline items
///
/// Needs the right to order. Of what waits in suggestions or in the icebox; they
/// keep everything they have and can be restored.
#[utoipa::path(post, path = "/products/{product}/declines", operation_id = "decline_items",
    tag = "suggestions", params(ProductPath), request_body = Decline,
    responses((status = 200, body = ItemsAccepted)))]
async fn decline(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Decline>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let command = DeclineItems {
        items: items.clone(),
        reason: body.reason.into(),
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}

/// Items to be put into the icebox.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Icing {
    /// Their keys.
    items: ItemKeys,
    /// When they are looked at again; by the policy `icebox_review` if not given.
    #[schema(value_type = Option<String>, format = Date, example = "2027-02-22")]
    until: Option<Date>,
    /// Why they might not be built. One line.
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// Where you saw them: refused when they are elsewhere by now.
    seen: Option<Place>,
}

/// Put items into the icebox
///
/// Needs the right to order. Of suggestions and of the product backlog; what is
/// there already is kept until another date.
#[utoipa::path(post, path = "/products/{product}/icebox", operation_id = "ice_items",
    tag = "suggestions", params(ProductPath), request_body = Icing,
    responses((status = 200, body = ItemsAccepted)))]
async fn ice(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Icing>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let command = IceItems {
        items: items.clone(),
        until: body.until,
        reason: body.reason,
        seen: body.seen.and_then(Place::loose),
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(ItemsAccepted::of(&caller.app, done, items)))
}
