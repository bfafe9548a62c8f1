//! Reading what forms and addresses say about items: numbers, keys, ranks.
//!
//! Only whether it can be read; whether it may be done is the domain's.

use domain::item::create::few_enough;
use domain::item::reorder::Rank;
use domain::{ItemId, Points, Product};
use serde::Deserialize;

use crate::error::WebError;

/// The item an address is about.
#[derive(Debug, Deserialize)]
pub(crate) struct OfItem {
    item: String,
}

impl OfItem {
    /// Which.
    ///
    /// # Errors
    /// When there is no such item.
    pub(crate) fn id(&self, product: &Product) -> Result<ItemId, WebError> {
        item(product, &self.item)
    }
}

/// The criterion, comment or dependency of an item an address is about.
#[derive(Debug, Deserialize)]
pub(crate) struct OfPart {
    item: String,
    /// Its number.
    pub(crate) part: u32,
}

impl OfPart {
    /// Of which item.
    ///
    /// # Errors
    /// When there is no such item.
    pub(crate) fn id(&self, product: &Product) -> Result<ItemId, WebError> {
        item(product, &self.item)
    }
}

/// The items of a command, "12,13" or "PAY-12,PAY-13".
///
/// # Errors
/// When there is none, one is not there, or they are more than a command names.
pub(crate) fn items(product: &Product, text: &str) -> Result<Vec<ItemId>, WebError> {
    let read = |word: &str| {
        product
            .parse_item_key(word)
            .ok_or_else(|| unreadable(format!("There is no item “{word}” in this product."), "on"))
    };
    let items: Vec<ItemId> = text
        .split(',')
        .filter(|word| !word.trim().is_empty())
        .map(read)
        .collect::<Result<_, _>>()?;
    if items.is_empty() {
        return Err(WebError::Unreadable(
            "No item was chosen. Choose one and try again.".into(),
            None,
        ));
    }
    let few = few_enough(items.len());
    few.map_err(|refusal| WebError::Unreadable(refusal.explain(product).sentence(), None))?;
    Ok(items)
}

/// The item that is named in the field of a form; what can't be read is said there.
///
/// # Errors
/// When none or several are named, or it is not there. `what` goes on after "Type the key".
pub(crate) fn other(
    product: &Product,
    field: &'static str,
    text: &str,
    what: &str,
) -> Result<ItemId, WebError> {
    let unreadable = |sentence: String| WebError::Unreadable(sentence, Some(field));
    match items(product, text).as_deref() {
        Ok([one]) => Ok(*one),
        Ok(_) => Err(unreadable("Type one key at a time.".into())),
        Err(_) if text.trim().is_empty() => Err(unreadable(format!(
            "No key was typed. Type the key {what}."
        ))),
        Err(error) => Err(unreadable(error.said().sentence)),
    }
}

/// One item, by its key.
///
/// # Errors
/// When there is no such item.
pub(crate) fn item(product: &Product, text: &str) -> Result<ItemId, WebError> {
    product.parse_item_key(text).ok_or(WebError::NotFound)
}

/// A rank: "top", "bottom", "3", "before:12", "after:12"; "up" and "down" are one step from where
/// `items` stand in `order`.
///
/// # Errors
/// When it is none of these.
pub(crate) fn rank(
    product: &Product,
    order: &[ItemId],
    items: &[ItemId],
    text: &str,
) -> Result<Rank, WebError> {
    let read = |word: &str| item(product, word);
    match text.trim().split_once(':') {
        Some(("before", key)) => read(key).map(Rank::Before),
        Some(("after", key)) => read(key).map(Rank::After),
        None if text == "top" => Ok(Rank::Top),
        None if text == "bottom" => Ok(Rank::Bottom),
        None if text == "up" => Ok(step(order, items, true)),
        None if text == "down" => Ok(step(order, items, false)),
        _ => match text.trim().parse() {
            Ok(number) if number > 0 => Ok(Rank::At(number)),
            _ => Err(unreadable(
                format!("“{text}” is no position. Type a number from 1 on."),
                "to",
            )),
        },
    }
}

fn step(order: &[ItemId], items: &[ItemId], up: bool) -> Rank {
    let places = || {
        order
            .iter()
            .enumerate()
            .filter(|(_, id)| items.contains(id))
            .map(|(at, _)| at)
    };
    let neighbour = |at: usize| order.get(at).copied();
    if up {
        let above = places()
            .min()
            .and_then(|at| at.checked_sub(1))
            .and_then(neighbour);
        above.map_or(Rank::Top, Rank::Before)
    } else {
        let below = places().max().and_then(|at| neighbour(at + 1));
        below.map_or(Rank::Bottom, Rank::After)
    }
}

/// An estimate, "5", "0.5" or a size of the team's scale; none when nothing is typed.
///
/// # Errors
/// When it is no number of points.
pub(crate) fn points(product: &Product, text: &str) -> Result<Option<Points>, WebError> {
    let sentence = "An estimate is a number from 0 on, such as 5 or 0.5.";
    match text.trim() {
        "" => Ok(None),
        text => product
            .scale
            .parse(text)
            .map(Some)
            .ok_or_else(|| unreadable(sentence.into(), "points")),
    }
}

fn unreadable(sentence: String, field: &'static str) -> WebError {
    WebError::Unreadable(sentence, Some(field))
}
