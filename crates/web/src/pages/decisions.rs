//! The product owner's decisions about what waits: take it in at a rank, merge it,
//! put it into the icebox, decline it.

use axum::extract::Form;
use domain::item::reorder::Rank;
use domain::place::admit::AdmitItems;
use domain::place::decline::DeclineItems;
use domain::place::ice::IceItems;
use domain::place::merge::MergeItem;
use domain::place::wont::RuleOut;
use domain::{Place, Product};
use jiff::civil::Date;
use serde::Deserialize;

use crate::answer::{Answer, carry_out, counted};
use crate::error::WebError;
use crate::input;
use crate::views::day;
use crate::visit::Visit;

/// Items, and a rank to take them in at.
#[derive(Debug, Deserialize)]
pub(crate) struct Admission {
    items: String,
    to: String,
    #[serde(default)]
    reason: Option<String>,
}

/// `POST /p/{key}/admissions`.
pub(crate) async fn admit(visit: Visit, Form(wish): Form<Admission>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let command = AdmitItems {
        items: items.clone(),
        at: rank(&visit.product, &wish.to)?,
        reason: wish.reason,
    };
    carry_out(&visit, command, |after, _| {
        let rank = items.first().and_then(|item| after.product.rank(*item));
        let what = counted(after, &items);
        let rank = rank.unwrap_or_default();
        format!("Took {what} into the product backlog, at {rank}.")
    })
    .await
}

/// "top", "bottom", a position, or the key of the item above.
fn rank(product: &Product, text: &str) -> Result<Rank, WebError> {
    match product.parse_item_key(text) {
        Some(above) if text.contains('-') => Ok(Rank::After(above)),
        _ => input::rank(product, &product.order, &[], text),
    }
}

/// Items, and why not.
#[derive(Debug, Deserialize)]
pub(crate) struct Decline {
    items: String,
    reason: String,
}

/// `POST /p/{key}/declines`.
pub(crate) async fn decline(visit: Visit, Form(wish): Form<Decline>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let command = DeclineItems {
        items: items.clone(),
        reason: wish.reason,
    };
    carry_out(&visit, command, |after, _| {
        format!("Declined {}.", counted(after, &items))
    })
    .await
}

/// `POST /p/{key}/wont`.
pub(crate) async fn wont(visit: Visit, Form(wish): Form<Decline>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let command = RuleOut {
        items: items.clone(),
        reason: wish.reason,
    };
    carry_out(&visit, command, |after, _| {
        format!("Won’t have {}.", counted(after, &items))
    })
    .await
}

/// Items, until when, why, and where they were seen.
#[derive(Debug, Deserialize)]
pub(crate) struct Icing {
    items: String,
    #[serde(default)]
    until: String,
    #[serde(default, rename = "ice-reason")]
    reason: Option<String>,
    #[serde(default)]
    seen: String,
}

/// `POST /p/{key}/icings`.
pub(crate) async fn ice(visit: Visit, Form(wish): Form<Icing>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let command = IceItems {
        items: items.clone(),
        until: date(&wish.until)?,
        reason: wish.reason,
        seen: seen(&wish.seen),
    };
    carry_out(&visit, command, |after, _| {
        let first = items.first().and_then(|id| after.product.items.get(id));
        let until = first.and_then(|item| item.iced.as_ref());
        let until = until.map_or_else(String::new, |iced| day(iced.until));
        let what = counted(after, &items);
        format!("Put {what} into the icebox until {until}.")
    })
    .await
}

fn date(text: &str) -> Result<Option<Date>, WebError> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| {
            let sentence = format!("“{text}” is no date. Choose one from the calendar.");
            WebError::Unreadable(sentence, Some("until"))
        }),
    }
}

/// Where somebody saw what they decide about.
fn seen(word: &str) -> Option<Place> {
    match word {
        "suggestions" => Some(Place::Suggestions),
        "icebox" => Some(Place::Icebox),
        _ => None,
    }
}

/// An item, which one it goes into, and where it was seen.
#[derive(Debug, Deserialize)]
pub(crate) struct Merger {
    items: String,
    into: String,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    seen: String,
}

/// `POST /p/{key}/mergers`.
pub(crate) async fn merge(visit: Visit, Form(wish): Form<Merger>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let [item] = items[..] else {
        let sentence = "Items are merged one by one. Choose the one that shall leave.";
        return Err(WebError::Unreadable(sentence.into(), Some("items")));
    };
    let into = visit.product.parse_item_key(&wish.into).ok_or_else(|| {
        let sentence = format!(
            "There is no item “{}” here. Type a key such as {}-12.",
            wish.into,
            visit.product.key()
        );
        WebError::Unreadable(sentence, Some("into"))
    })?;
    let command = MergeItem {
        item,
        into,
        reason: wish.reason,
        seen: seen(&wish.seen),
    };
    carry_out(&visit, command, |after, _| {
        format!("Merged {} into {}.", after.key(item), after.key(into))
    })
    .await
}
