//! Moving cards on the board of a running sprint (E3).

use app::Mode;
use axum::extract::Form;
use axum::response::{IntoResponse, Response};
use domain::item::reorder::Rank;
use domain::sprint::Column;
use domain::sprint::board::MoveCard;
use domain::{Command, ItemId};
use serde::Deserialize;

use crate::answer::{Answer, carry_out_or_say, counted};
use crate::error::WebError;
use crate::input;
use crate::ui;
use crate::visit::Visit;

/// Cards, the column they go to, and where in it.
#[derive(Debug, Deserialize)]
pub(crate) struct Cards {
    items: String,
    column: String,
    #[serde(default)]
    to: String,
}

/// `POST /p/{key}/cards`: to a column, or "next" or "previous" from where the card stands.
pub(crate) async fn cards(visit: Visit, Form(wish): Form<Cards>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    if let Some(edge) = at_edge(&visit, items[0], &wish.column) {
        return Ok(nowhere_to_go(&visit, &items, edge));
    }
    let column = column(&visit, items[0], &wish.column)?;
    let to = match wish.to.as_str() {
        "" => Rank::Top,
        text => input::rank(&visit.product, &[], &items, text)?,
    };
    move_to(&visit, &items, column, to).await
}

/// The column a card stands in on the board.
fn column_now(visit: &Visit, item: ItemId) -> Option<Column> {
    let mut sprints = visit.product.sprints.values();
    sprints.find_map(|sprint| sprint.column_of(item).filter(|_| sprint.is_running()))
}

/// The column beyond which there is none in the wished direction, if the card stands in it.
fn at_edge(visit: &Visit, item: ItemId, word: &str) -> Option<Column> {
    let edge = match word {
        "next" => Column::ALL.last(),
        "previous" => Column::ALL.first(),
        _ => None,
    };
    column_now(visit, item).filter(|now| Some(now) == edge)
}

/// "PAY-1 is in Done already, the last column."
fn nowhere_to_go(visit: &Visit, items: &[ItemId], edge: Column) -> Response {
    let are = if items.len() == 1 { "is" } else { "are" };
    let end = if Column::ALL.first() == Some(&edge) {
        "first"
    } else {
        "last"
    };
    let said = format!(
        "{} {are} in {} already, the {end} column.",
        counted(visit, items),
        edge.title()
    );
    ui::toast(said, None).into_response()
}

fn column(visit: &Visit, item: ItemId, word: &str) -> Result<Column, WebError> {
    let now = column_now(visit, item);
    let beside = |by: isize| {
        let at = now.map_or(0, |column| column as isize) + by;
        Column::ALL[at.clamp(0, Column::ALL.len() as isize - 1) as usize]
    };
    match word {
        "next" => Ok(beside(1)),
        "previous" => Ok(beside(-1)),
        word => Column::parse(word).ok_or_else(|| {
            WebError::Unreadable(format!("There is no column “{word}” on the board."), None)
        }),
    }
}

/// Moves cards to a place in a column, the first one there and the others below it.
///
/// # Errors
/// When one of them may not move.
pub(crate) async fn move_to(visit: &Visit, items: &[ItemId], column: Column, at: Rank) -> Answer {
    let stays = stays(visit, items, column, at);
    let mut at = at;
    let mut commands: Vec<Command> = Vec::new();
    for item in items.iter().copied() {
        commands.push(
            MoveCard {
                item,
                to: column,
                at,
            }
            .into(),
        );
        at = Rank::After(item);
    }
    let said = format!("Moved {} to {}.", counted(visit, items), column.title());
    carry_out_or_say(visit, commands, Mode::All, said, &stays).await
}

/// "PAY-1 stands on top of Done already."
fn stays(visit: &Visit, items: &[ItemId], column: Column, at: Rank) -> String {
    let stand = if items.len() == 1 { "stands" } else { "stand" };
    let place = match at {
        Rank::Top => format!("on top of {}", column.title()),
        Rank::Bottom => format!("at the bottom of {}", column.title()),
        _ => "there".to_owned(),
    };
    format!("{} {stand} {place} already.", counted(visit, items))
}
