//! A place in an order, as a request names it.

use domain::Product;
use domain::item::reorder::Rank;
use serde::Deserialize;
use utoipa::ToSchema;

use super::reading::find;
use super::whole::Whole;
use crate::problem::Problem;

/// Where the first of the items goes; the others follow it.
#[derive(Clone, PartialEq, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Target {
    /// Above everything.
    Top,
    /// Below everything.
    Bottom,
    /// To this rank, counted from 1 (0 is the top, too); past the end means the
    /// bottom.
    Rank(Whole),
    /// Right above the item with this key.
    Before(String),
    /// Right below the item with this key.
    After(String),
}

impl Target {
    /// The rank it means in `product`.
    ///
    /// # Errors
    /// When there is no such item.
    pub(crate) fn rank(&self, product: &Product) -> Result<Rank, Problem> {
        Ok(match self {
            Target::Top => Rank::Top,
            Target::Bottom => Rank::Bottom,
            Target::Rank(rank) => Rank::At(rank.clamped()),
            Target::Before(key) => Rank::Before(find(product, key)?),
            Target::After(key) => Rank::After(find(product, key)?),
        })
    }
}
