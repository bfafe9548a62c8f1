//! The clean-up pass: what asks for a decision, and keeping it as it is.

use axum::Json;
use domain::cleanup::{self, KeepItem, Part, Why};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path, Query, bad_query};
use crate::items::ItemPath;
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::subject::change_in;
use crate::wire::{ItemAccepted, ItemKeys, ItemsAccepted, find};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(get))
        .routes(routes!(keep))
        .routes(routes!(keep_many))
}

/// Candidates answered at most.
const MOST: usize = 1_000;

/// What asks for a decision.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct CleanUp {
    /// What is due in the icebox, then what is alike, then what is untouched, then what has no date; at most
    /// 1,000 of them.
    items: Vec<CleanUpLine>,
    /// How many there are in all.
    total: usize,
}

/// An item that asks for a decision, and why.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct CleanUpLine {
    /// The item's key.
    item: String,
    /// Why it is asked about.
    why: Reason,
    /// The key of the older item it says nearly the same as.
    alike: Option<String>,
    /// When somebody last did anything about it, where that is long ago.
    untouched_since: Option<Timestamp>,
}

/// Which part of it is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CleanUpQuery {
    /// Only what is `due`, what is `alike`, what is `undated`, or what is untouched for so many days.
    #[param(
        pattern = "^(due|alike|undated|[7-9]|[1-9][0-9]{1,4})?$",
        example = "365"
    )]
    part: Option<String>,
}

impl CleanUpQuery {
    fn part(&self) -> Result<Part, Problem> {
        let asked = self.part.as_deref().unwrap_or_default();
        match Part::parse(asked) {
            Part::All if !asked.is_empty() => Err(bad_query(
                "The part is neither “due” nor “alike” nor “undated” nor between 7 and 36500 days.",
            )),
            part => Ok(part),
        }
    }
}

/// Why an item is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Reason {
    /// Its review date in the icebox has come.
    Due,
    /// It says nearly the same as an older item.
    Alike,
    /// Nobody has touched it for long, by the policy `clean_up_age`.
    Untouched,
    /// It was imported without a date, and nobody has touched it here.
    Undated,
}

/// List what asks for a decision
///
/// Due in the icebox, there twice, or long untouched; without what was kept.
#[utoipa::path(get, path = "/products/{product}/clean-up", operation_id = "list_clean_up",
    tag = "backlog", params(ProductPath, CleanUpQuery),
    responses((status = 200, body = CleanUp)))]
async fn get(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<CleanUpQuery>,
) -> Result<Json<CleanUp>, Problem> {
    let part = query.part()?;
    let view = caller.product(&path.product).await?;
    let product = &view.state;
    let now = caller.app.now();
    let all = part.of(&product.clean_up(now).await?, now);
    let items = all.iter().take(MOST).map(|one| CleanUpLine {
        item: product.item_key(one.item),
        why: match one.why {
            Why::Due => Reason::Due,
            Why::Alike(_) => Reason::Alike,
            Why::Untouched(_) => Reason::Untouched,
            Why::Undated => Reason::Undated,
        },
        alike: match one.why {
            Why::Alike(other) => Some(product.item_key(other)),
            _ => None,
        },
        untouched_since: match one.why {
            Why::Untouched(since) => Some(since),
            _ => None,
        },
    });
    Ok(Json(CleanUp {
        items: items.collect(),
        total: all.len(),
    }))
}

/// What is kept apart.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Keeping {
    /// The key of the item it is not the same as. Without it, the item is kept as it is.
    apart_from: Option<String>,
}

/// Keep an item as it is
///
/// Needs the right to order. It is not asked about for as long as the policy
/// `clean_up_age` says; or never again as the same as another item.
#[utoipa::path(post, path = "/products/{product}/items/{item}/keeping", operation_id = "keep_item",
    tag = "items", params(ItemPath), request_body = Keeping,
    responses((status = 200, body = ItemAccepted)))]
async fn keep(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<Keeping>,
) -> Result<Json<ItemAccepted>, Problem> {
    change_in(&caller, &path, |product, item| {
        let apart_from = body.apart_from.map(|key| find(product, &key));
        let apart_from = apart_from.transpose()?;
        Ok(KeepItem { item, apart_from })
    })
    .await
}

/// Items that stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Keepings {
    /// Their keys.
    items: ItemKeys,
}

/// Keep many items as they are
///
/// Needs the right to order. They are not asked about for as long as the policy `clean_up_age` says;
/// what lies in the icebox stays there until the usual review date; and what says nearly the same as
/// another item is never asked about again as the same as that. One undo takes all of it back.
#[utoipa::path(post, path = "/products/{product}/keepings", operation_id = "keep_items",
    tag = "backlog", params(ProductPath), request_body = Keepings,
    responses((status = 200, body = ItemsAccepted)))]
async fn keep_many(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Keepings>,
) -> Result<Json<ItemsAccepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let items = body.items.find(&view.state)?;
    let asked = view.state.clean_up(caller.app.now()).await?;
    let done = caller.submit(&view, cleanup::keep_each(&items, &asked));
    Ok(Json(ItemsAccepted::of(&caller.app, done.await?, items)))
}
