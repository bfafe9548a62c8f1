//! New items: one from the line in the list, many from a paste.

use axum::extract::Form;
use domain::item::Kind;
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use domain::place::Standing;
use domain::{Event, ItemId, Product, TemplateId};
use interchange::values::mark::unmarked;
use maud::{Markup, html};
use serde::Deserialize;

use crate::answer::{Answer, answer_with};
use crate::error::WebError;
use crate::input;
use crate::visit::Visit;

/// What the line or the dialog says.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    title: String,
    #[serde(default)]
    kind: String,
    /// The number of the template it begins with.
    #[serde(default)]
    template: String,
    /// Below which item; on top when empty.
    #[serde(default)]
    below: String,
}

/// `POST /p/{key}/items`.
pub(crate) async fn one(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let item = begin(&visit.product, &wish);
    create(&visit, vec![item], &wish.below).await
}

/// The item as its template lets it begin, if one was chosen that is there still.
fn begin(product: &Product, wish: &Wish) -> NewItem {
    let id = wish.template.parse().ok().map(TemplateId);
    let chosen = id.and_then(|id| product.template(id));
    let kind = chosen.as_ref().map_or(kind(wish), |template| template.kind);
    let item = NewItem {
        kind,
        ..NewItem::titled(&wish.title)
    };
    match chosen {
        Some(template) => template.begin(item),
        None => item,
    }
}

/// `POST /p/{key}/items/many`: a line each; bullets and check boxes of the source fall away, ticked ones
/// too: what is pasted into the backlog is to be done.
pub(crate) async fn many(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let titles = wish.title.lines().map(|line| unmarked(line).text);
    let items = titles
        .filter(|title| !title.is_empty())
        .map(|title| NewItem {
            kind: kind(&wish),
            ..NewItem::titled(title)
        })
        .collect();
    create(&visit, items, &wish.below).await
}

async fn create(visit: &Visit, items: Vec<NewItem>, below: &str) -> Answer {
    let at = place(&visit.product, below)?;
    let command = CreateItems { items, at };
    let done = visit
        .visitor
        .app
        .execute(visit.visitor.actor(), visit.view.id, command)
        .await?;
    let created: Vec<ItemId> = done
        .events
        .iter()
        .filter_map(|recorded| created(&recorded.event))
        .collect();
    let next = next_goes_below(&visit.product, created.last().copied());
    Ok(answer_with(
        visit,
        &done,
        |after, _| added(after, &created),
        &next,
    ))
}

/// "Added PAY-7 at 3."
fn added(after: &Visit, created: &[ItemId]) -> String {
    let rank = created.first().and_then(|item| after.product.rank(*item));
    let what = crate::answer::counted(after, created);
    format!("Added {what} at {}.", rank.unwrap_or_default())
}

/// What the line for new items says about the next one: a list that is typed in order stands in
/// order. Empty at first; then each goes below the one before.
pub(crate) fn next_goes_below(product: &Product, last: Option<ItemId>) -> Markup {
    html! {
        input #inline-new-below type="hidden" name="below" value=[last.map(|item| item.0)];
        span.quieter #inline-new-where data-where {
            @match last {
                Some(item) => { "Below " (product.item_key(item)) }
                None => { "On top of the backlog" }
            }
        }
    }
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
        key => Ok(below_item(product, input::item(product, key)?)),
    }
}

/// Below the item; where it stood, when it was taken back while the next one was typed.
fn below_item(product: &Product, item: ItemId) -> Rank {
    let gone = product.item(item).ok().and_then(|item| item.gone.as_ref());
    match gone.map(|gone| gone.was.as_ref()) {
        Some(Standing::ProductBacklog { left: Some(left) }) => Rank::After(*left),
        Some(Standing::ProductBacklog { left: None }) => Rank::Top,
        _ => Rank::After(item),
    }
}
