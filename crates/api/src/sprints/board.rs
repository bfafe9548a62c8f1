//! The board of a sprint.

use std::sync::Arc;

use axum::Json;
use domain::sprint::board::MoveCard;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::SprintPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::{Problem, internal};
use crate::subject::{Address, submit};
use crate::wire::{
    Blocker, Column, ItemAccepted, Reading, Row, SprintSummary, Target, Total, find,
};

/// The board of a sprint.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(super) struct Board {
    /// The sprint.
    sprint: SprintSummary,
    /// What stands in the way of what is not done, the oldest first.
    blocked: Vec<Blocked>,
    /// Its columns, from left to right.
    columns: Vec<BoardColumn>,
    /// The last event that this board knows of.
    position: u64,
}

/// What stands in the way of a card.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Blocked {
    /// The item's key.
    item: String,
    /// What it is.
    blocker: Blocker,
}

/// A column of the board.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct BoardColumn {
    /// Which.
    column: Column,
    /// As people read it.
    title: &'static str,
    /// The sum of the estimates in it.
    points: Total,
    /// Its cards, from top to bottom.
    cards: Vec<Row>,
}

/// Read a sprint's board
///
/// A sprint that is being planned has no cards yet.
#[utoipa::path(get, path = "/products/{product}/sprints/{sprint}/board",
    operation_id = "get_board", tag = "sprints", params(SprintPath),
    responses((status = 200, body = Board)))]
pub(super) async fn get(
    caller: Caller,
    Path(path): Path<SprintPath>,
) -> Result<Json<Board>, Problem> {
    let (view, id) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let sprint: &Arc<domain::Sprint> = reading.product.sprints.get(&id).ok_or_else(internal)?;
    let blocked = reading.product.blocked(sprint).into_iter();
    let blocked = blocked.map(|(item, blocker)| Blocked {
        item: reading.product.item_key(item.id),
        blocker: reading.blocker(item, blocker),
    });
    let columns = domain::Column::ALL.map(|column| board_column(&reading, sprint, column));
    Ok(Json(Board {
        sprint: reading.sprint_summary(sprint, caller.app.now()),
        blocked: blocked.collect(),
        columns: columns.into(),
        position: reading.product.position,
    }))
}

fn board_column(reading: &Reading, sprint: &domain::Sprint, column: domain::Column) -> BoardColumn {
    let cards = sprint.cards(column);
    let cards = reading.sprint_rows(sprint, cards.iter().copied());
    let points = cards.iter().filter_map(|card| card.points);
    let points: domain::Points = points.map(Into::into).sum();
    BoardColumn {
        column: column.into(),
        title: column.title(),
        points: points.into(),
        cards,
    }
}

/// A card to be moved.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CardMove {
    /// The item's key.
    item: String,
    /// To which column.
    column: Column,
    /// Where in the column. At the bottom if not given.
    to: Option<Target>,
}

/// Move a card
///
/// Needs the right to the board. It says how far an item is, never whether it is
/// in the sprint.
#[utoipa::path(post, path = "/products/{product}/sprints/{sprint}/board/moves",
    operation_id = "move_card", tag = "sprints", params(SprintPath), request_body = CardMove,
    responses((status = 200, body = ItemAccepted)))]
pub(super) async fn move_card(
    caller: Caller,
    Path(path): Path<SprintPath>,
    Body(body): Body<CardMove>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (view, sprint) = path.open(&caller).await?;
    let item = find(&view.state, &body.item)?;
    let place = view.state.items.get(&item).map(|item| item.place);
    if let Some(place) = place.filter(|place| *place != domain::Place::Sprint(sprint)) {
        let refusal = domain::Refusal::NotInSprint {
            item,
            sprint,
            place,
        };
        return Err(Problem::refused(&refusal, &view.state));
    }
    let command = MoveCard {
        item,
        to: body.column.into(),
        at: body.to.unwrap_or(Target::Bottom).rank(&view.state)?,
    };
    submit(&caller, &view, item, vec![command.into()]).await
}
