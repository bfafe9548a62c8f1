//! Moving cards on the board of a running sprint (E3). A move changes how far
//! an item is, never whether it is in the sprint.

use serde::{Deserialize, Serialize};

use super::{Column, Sprint};
use crate::event::Event;
use crate::ids::{ItemId, SprintId};
use crate::item::reorder::{Rank, resolve};
use crate::order::index_after;
use crate::product::Product;
use crate::refusal::Refusal;

/// Move a card to a column.
#[derive(Clone, PartialEq, Debug)]
pub struct MoveCard {
    /// Which item.
    pub item: ItemId,
    /// To which column.
    pub to: Column,
    /// Where in the column.
    pub at: Rank,
}

/// A card moved.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CardMoved {
    /// On which sprint's board.
    pub sprint: SprintId,
    /// Which item.
    pub item: ItemId,
    /// From which column.
    pub from: Column,
    /// To which column.
    pub to: Column,
    /// What stands right above it now; `None` on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<ItemId>,
    /// What stood right above it before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_below: Option<ItemId>,
}

pub(crate) fn decide(product: &Product, command: &MoveCard) -> Result<Vec<Event>, Refusal> {
    let sprint = running(product, command.item)?;
    let from = sprint
        .column_of(command.item)
        .ok_or(Refusal::NotOnBoard { item: command.item })?;
    let moving = [command.item].into();
    let left = resolve(sprint.cards(command.to), &moving, command.at)?;
    let was_below = above(sprint.cards(from), command.item);
    if from == command.to && left == was_below {
        return Ok(Vec::new());
    }
    let (sprint, item, to) = (sprint.id, command.item, command.to);
    Ok(vec![Event::CardMoved(CardMoved {
        sprint,
        item,
        from,
        to,
        left,
        was_below,
    })])
}

pub(super) fn running(product: &Product, id: ItemId) -> Result<&Sprint, Refusal> {
    let item = product.live_item(id)?;
    match item.place {
        crate::item::Place::Sprint(sprint) => {
            let sprint = product.sprint(sprint)?;
            match sprint.is_running() {
                true => Ok(sprint),
                false => Err(Refusal::SprintNotRunning { sprint: sprint.id }),
            }
        }
        _ => Err(Refusal::NotOnBoard { item: id }),
    }
}

fn above(cards: &[ItemId], item: ItemId) -> Option<ItemId> {
    let index = cards.iter().position(|card| *card == item)?;
    index.checked_sub(1).map(|above| cards[above])
}

pub(crate) fn evolve(product: &mut Product, event: &CardMoved) {
    product.change_sprint(event.sprint, |sprint| {
        sprint.board[event.from as usize].retain(|card| *card != event.item);
        let cards = &mut sprint.board[event.to as usize];
        let index = index_after(cards, event.left);
        cards.insert(index, event.item);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    #[test]
    fn a_card_moves_within_and_between_columns() {
        let mut given = Given::running(["A", "B", "C"]);
        let to = |item, to, at| MoveCard {
            item: ItemId(item),
            to,
            at,
        };
        given.does(to(1, Column::Done, Rank::Top));
        given.does(to(3, Column::ToDo, Rank::Before(ItemId(2))));
        let sprint = given.sprint_state(1);
        assert_eq!(sprint.cards(Column::ToDo), [3, 2].map(ItemId));
        assert_eq!(sprint.cards(Column::Done), [ItemId(1)]);
        assert_eq!(given.decides(to(1, Column::Done, Rank::Bottom)), []);
    }

    #[test]
    fn only_cards_of_a_running_sprint_move() {
        let given = Given::items(["A"]).ready(&[1]).sprint().pulled(&[1]);
        let command = MoveCard {
            item: ItemId(1),
            to: Column::Done,
            at: Rank::Top,
        };
        assert!(matches!(
            given.refusal(command),
            Refusal::SprintNotRunning { .. }
        ));
    }
}
