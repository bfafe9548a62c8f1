//! What an accepted command answers: its id, which undoes it, and how things
//! are after it.

use app::{App, Done};
use domain::{CommentId, Event, ItemId, Product, SprintId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Check, Comment, Item, Reading, Row, Sprint};

/// A command was carried out, durably.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Accepted {
    /// The command: `POST …/undo/{command}` takes it back.
    command: Uuid,
    /// The product's last event after it.
    position: u64,
    /// Whether anything had to change. If not, there is nothing to undo.
    changed: bool,
}

impl From<&Done<Product>> for Accepted {
    fn from(done: &Done<Product>) -> Accepted {
        let last = done.events.last().map(|event| event.position);
        Accepted {
            command: done.command.0,
            position: last.unwrap_or(done.state.position),
            changed: last.is_some(),
        }
    }
}

/// A command about one item was carried out.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct ItemAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// The item as it is now.
    item: Item,
}

impl ItemAccepted {
    /// What was done, and `item` as it is now.
    pub(crate) fn of(app: &App, done: Done<Product>, item: ItemId) -> Option<ItemAccepted> {
        let accepted = Accepted::from(&done);
        let reading = Reading::of(app, done.state);
        let item = reading.item(reading.product.items.get(&item)?);
        Some(ItemAccepted { accepted, item })
    }
}

/// Something was said about an item, or said otherwise.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct CommentAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// The comment as it is now.
    #[serde(flatten)]
    comment: Comment,
}

impl CommentAccepted {
    /// What was done, and the comment as it is now.
    pub(crate) fn of(
        app: &App,
        done: Done<Product>,
        (item, comment): (ItemId, CommentId),
    ) -> Option<CommentAccepted> {
        let accepted = Accepted::from(&done);
        let reading = Reading::of(app, done.state);
        let comment = reading.comment(item, reading.product.items.get(&item)?.comment(comment)?);
        Some(CommentAccepted { accepted, comment })
    }
}

/// A command about several items was carried out.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct ItemsAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// The items as they are now.
    items: Vec<Row>,
}

impl ItemsAccepted {
    /// What was done, and `items` as they are now.
    pub(crate) fn of(app: &App, done: Done<Product>, items: Vec<ItemId>) -> ItemsAccepted {
        let accepted = Accepted::from(&done);
        let items = Reading::of(app, done.state).rows(items);
        ItemsAccepted { accepted, items }
    }
}

/// A command about a sprint was carried out.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct SprintAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// The sprint as it is now.
    sprint: Sprint,
}

impl SprintAccepted {
    /// What was done, and `sprint` as it is now.
    pub(crate) fn of(app: &App, done: Done<Product>, sprint: SprintId) -> Option<SprintAccepted> {
        let accepted = Accepted::from(&done);
        let reading = Reading::of(app, done.state);
        let sprint = reading.sprint(reading.product.sprints.get(&sprint)?, app.now());
        Some(SprintAccepted { accepted, sprint })
    }
}

/// Items were pulled into a sprint.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct PullAccepted {
    /// The command, and the sprint as it is now.
    #[serde(flatten)]
    accepted: SprintAccepted,
    /// The keys of those that crossed, in their order.
    pulled: Vec<String>,
    /// Those that were asked for too and stayed.
    left_out: Vec<LeftOut>,
}

/// An item that was not ready and stayed in the product backlog.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct LeftOut {
    /// Its key.
    #[schema(example = "PAY-12")]
    item: String,
    /// What it lacks.
    missing: Vec<Check>,
}

impl PullAccepted {
    /// What was done, and `sprint` as it is now.
    pub(crate) fn of(app: &App, done: Done<Product>, sprint: SprintId) -> Option<PullAccepted> {
        let (mut pulled, mut left_out) = (Vec::new(), Vec::new());
        for recorded in &done.events {
            if let Event::ItemsPulled(event) = &recorded.event {
                let crossed = event.items.iter();
                pulled.extend(crossed.map(|pulled| done.state.item_key(pulled.item)));
                left_out.extend(event.left_out.iter().map(|left| LeftOut {
                    item: done.state.item_key(left.item),
                    missing: left.missing.iter().map(|check| (*check).into()).collect(),
                }));
            }
        }
        let accepted = SprintAccepted::of(app, done, sprint)?;
        Some(PullAccepted {
            accepted,
            pulled,
            left_out,
        })
    }
}
