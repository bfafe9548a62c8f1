//! Splitting an item into several.

use axum::Json;
use axum::http::StatusCode;
use domain::item::split::{Part, SplitItem};
use domain::{CriterionId, Event};
use serde::Deserialize;
use utoipa::ToSchema;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::subject::Address;
use crate::wire::{ItemsAccepted, Line};

/// What an item shall be split into, beside itself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Split {
    /// The other parts, in their order.
    #[schema(min_items = 1, max_items = 50)]
    parts: Vec<SplitPart>,
    /// How many parts the item had when you looked (`split_into`): refused when
    /// somebody has split it since.
    seen: Option<usize>,
}

/// A part of an item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SplitPart {
    /// One line.
    title: Line,
    /// The numbers of the criteria that leave the item and become this part's.
    #[serde(default)]
    #[schema(max_items = 200)]
    criteria: Vec<u32>,
}

impl SplitPart {
    fn part(self) -> Part {
        Part {
            title: self.title.into(),
            criteria: self.criteria.into_iter().map(CriterionId).collect(),
        }
    }
}

/// Split an item
///
/// Needs the right to refine. The item keeps its number, its history and its
/// rank; the other parts are new items right below it, with its kind, epic and
/// labels. Its estimate was that of the whole and is asked again. To split an
/// epic is to break it down: the parts are its stories. The answer is the item
/// and its parts.
#[utoipa::path(post, path = "/products/{product}/items/{item}/split", operation_id = "split_item",
    tag = "items", params(ItemPath), request_body = Split,
    responses((status = 201, body = ItemsAccepted)))]
pub(super) async fn split(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<Split>,
) -> Result<(StatusCode, Json<ItemsAccepted>), Problem> {
    let (view, item) = path.open(&caller).await?;
    let command = SplitItem {
        item,
        parts: body.parts.into_iter().map(SplitPart::part).collect(),
        seen: body.seen,
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    let parts = done.events.iter().filter_map(|one| match &one.event {
        Event::ItemSplit(split) => Some(split.parts.clone()),
        _ => None,
    });
    let items = [item].into_iter().chain(parts.flatten()).collect();
    let accepted = ItemsAccepted::of(&caller.app, done, items);
    Ok((StatusCode::CREATED, Json(accepted)))
}
