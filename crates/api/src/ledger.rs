//! The ledger: every crossing between two places.

use axum::Json;
use domain::ledger::{Sort, Wanted, ledger};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Path, Query, bad_query};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Crossing, Place, Reading, find};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// Crossings of a page, unless asked otherwise.
const PAGE: u16 = 100;
/// Crossings of a page at most.
const LONGEST: u16 = 1_000;

/// Which crossings are wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct LedgerQuery {
    /// Only those of the item with this key.
    #[param(pattern = "^(([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8})?$")]
    item: Option<String>,
    /// Only those from or to such a place.
    place: Option<Place>,
    /// Only those before the one of this number: the last `number` of the page before.
    #[param(minimum = 0, maximum = 2147483647)]
    before: Option<u32>,
    /// How many at most.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<u16>,
}

/// A page of the ledger.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Ledger {
    /// The newest first.
    items: Vec<LedgerLine>,
    /// Whether older ones follow.
    more: bool,
}

/// A crossing, and whose it is.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct LedgerLine {
    /// Its number in the product; it stays the same.
    number: u32,
    /// The item's key.
    item: String,
    /// What happened.
    #[serde(flatten)]
    crossing: Crossing,
}

/// Read the ledger
///
/// Every step of an item from one place to another, the newest first, with who, under which role,
/// why, and the item's state at that moment.
#[utoipa::path(get, path = "/products/{product}/crossings", operation_id = "list_crossings",
    tag = "backlog", params(ProductPath, LedgerQuery), responses((status = 200, body = Ledger)))]
async fn get(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Query(query): Query<LedgerQuery>,
) -> Result<Json<Ledger>, Problem> {
    let view = caller.product(&path.product).await?;
    let item = query.item.map(|key| find(&view.state, &key)).transpose()?;
    let limit = match query.limit.unwrap_or(PAGE) {
        limit @ 1..=LONGEST => usize::from(limit),
        limit => {
            let why = format!("The limit {limit} is not between 1 and {LONGEST}.");
            return Err(bad_query(&why));
        }
    };
    let wanted = Wanted {
        item,
        place: query.place.map(sort),
        before: query.before.map(number).transpose()?,
    };
    let reading = Reading::of(&caller.app, view.state);
    let mut lines = ledger(&reading.product, wanted, limit + 1);
    let more = lines.len() > limit;
    lines.truncate(limit);
    let items = lines.iter().filter_map(|line| {
        Some(LedgerLine {
            number: line.number as u32,
            item: reading.product.item_key(line.item.id),
            crossing: reading.crossing(line.entry)?,
        })
    });
    let items = items.collect();
    Ok(Json(Ledger { items, more }))
}

/// A crossing's number, which a program may keep in 32 bits with a sign.
fn number(before: u32) -> Result<usize, Problem> {
    let number = i32::try_from(before).ok();
    let number = number.and_then(|number| usize::try_from(number).ok());
    number.ok_or_else(|| bad_query(&format!("There is no crossing {before}.")))
}

fn sort(place: Place) -> Sort {
    match place {
        Place::Suggestions => Sort::Suggestions,
        Place::ProductBacklog => Sort::ProductBacklog,
        Place::Icebox => Sort::Icebox,
        Place::Sprint => Sort::Sprint,
        Place::Done => Sort::Done,
        Place::Removed => Sort::Removed,
    }
}
