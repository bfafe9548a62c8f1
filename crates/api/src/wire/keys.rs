//! Several items, as a request names them.

use domain::{ItemId, Product};
use serde::Deserialize;
use utoipa::ToSchema;

use super::reading::find;
use crate::problem::{Problem, sentences};
use domain::text::{counted, thousands};

/// Items a single request names at most.
const MOST: usize = domain::item::create::MAX_AT_ONCE;

/// Keys of items, or their numbers only, in the order they shall stand in.
#[derive(Clone, PartialEq, Debug, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Vec<String>, min_items = 1, max_items = 5000, example = json!(["PAY-12"]))]
pub(crate) struct ItemKeys(Vec<String>);

impl ItemKeys {
    /// The items.
    ///
    /// # Errors
    /// When there is no item with one of the keys, or not between one and five
    /// thousand of them.
    pub(crate) fn find(&self, product: &Product) -> Result<Vec<ItemId>, Problem> {
        count(self.0.len())?;
        self.0.iter().map(|key| find(product, key)).collect()
    }
}

/// Makes sure that a request is about something, and not about too much.
///
/// # Errors
/// When it is about nothing, or more than five thousand items.
pub(crate) fn count(items: usize) -> Result<(), Problem> {
    let why = match items {
        0 => "There are no items in it.".to_owned(),
        1..=MOST => return Ok(()),
        items => format!(
            "There are {} in it; {} are the most.",
            counted(items, "item"),
            thousands(MOST)
        ),
    };
    let remedy = format!("Send between 1 and {} items.", thousands(MOST));
    let explanation = sentences("Nothing was done.", &why, &remedy);
    Err(Problem::invalid("item-count", "items", explanation))
}
