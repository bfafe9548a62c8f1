//! New items: one from the line in the list, many from a paste.

use axum::extract::Form;
use domain::item::Kind;
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use domain::{Event, ItemId, Product};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::input;
use crate::visit::Visit;

/// What the line or the dialog says.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    title: String,
    #[serde(default)]
    kind: String,
    /// Below which item; on top when empty.
    #[serde(default)]
    below: String,
}

/// `POST /p/{key}/items`.
pub(crate) async fn one(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let items = vec![NewItem {
        kind: kind(&wish),
        ..NewItem::titled(&wish.title)
    }];
    create(&visit, items, &wish.below).await
}

/// `POST /p/{key}/items/many`: a line each; bullets and check boxes of the source fall away.
pub(crate) async fn many(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let titles = wish.title.lines().map(bare).filter(|line| !line.is_empty());
    let items = titles
        .map(|title| NewItem {
            kind: kind(&wish),
            ..NewItem::titled(title)
        })
        .collect();
    create(&visit, items, &wish.below).await
}

async fn create(visit: &Visit, items: Vec<NewItem>, below: &str) -> Answer {
    let at = place(&visit.product, below)?;
    carry_out(visit, CreateItems { items, at }, |after, done| {
        let created: Vec<ItemId> = done
            .events
            .iter()
            .filter_map(|recorded| created(&recorded.event))
            .collect();
        let rank = created
            .first()
            .and_then(|item| after.product.rank(*item))
            .unwrap_or_default();
        format!(
            "Added {} at {rank}.",
            crate::answer::counted(after, &created)
        )
    })
    .await
}

fn created(event: &Event) -> Option<ItemId> {
    match event {
        Event::ItemCreated(created) => Some(created.item),
        _ => None,
    }
}

fn kind(wish: &Wish) -> Kind {
    Kind::parse(&wish.kind).unwrap_or(Kind::Story)
}

fn place(product: &Product, below: &str) -> Result<Rank, WebError> {
    match below.trim() {
        "" => Ok(Rank::Top),
        key => Ok(Rank::After(input::item(product, key)?)),
    }
}

/// A pasted line without "- ", "* ", "1. ", "[ ] ".
fn bare(line: &str) -> &str {
    let line = line.trim();
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let line = match numbered.strip_prefix(['.', ')']) {
        Some(rest) if numbered.len() < line.len() && rest.starts_with(' ') => rest,
        _ => line
            .strip_prefix(['-', '*', '•'])
            .filter(|rest| rest.starts_with(' '))
            .unwrap_or(line),
    };
    let line = line.trim_start();
    ["[ ] ", "[x] ", "[X] "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line)
        .trim()
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn marks_of_lists_fall_away_and_words_stay() {
        for (line, title) in [
            ("- [ ] Pay by card", "Pay by card"),
            ("  * Refund ", "Refund"),
            ("12. Receipts", "Receipts"),
            ("3) Limits", "Limits"),
            ("3-D Secure", "3-D Secure"),
            ("-5 % discount", "-5 % discount"),
            ("2.5 times faster", "2.5 times faster"),
        ] {
            assert_eq!(bare(line), title);
        }
    }
}
