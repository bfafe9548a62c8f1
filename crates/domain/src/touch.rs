//! When somebody last did anything about an item. What was taken back is as if it had not been done:
//! neither it nor what took it back counts, so that an undo asks again what was asked before (C14).
//!
//! Deliberately not here: how something is taken back; that is `undo.rs`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decide::Undo;
use crate::event::Event;
use crate::history::{Entry, What};
use crate::ids::{CommandId, Position};
use crate::item::Item;
use crate::product::Product;
use crate::record::Recorded;

/// An earlier command was taken back, or what took it back was. The other events of the same cause say
/// what comes of that.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CommandUndone {
    /// The first event of the command that was first taken back.
    pub first: Position,
    /// Its last.
    pub last: Position,
    /// Whether it was done again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
}

/// An undo that is being folded: its events follow one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Undoing {
    by: CommandId,
    of: CommandUndone,
}

/// What an undo of these events takes back. To undo an undo is to do again what that took back.
pub(crate) fn undone(undo: &Undo) -> CommandUndone {
    let positions = undo.events.iter().map(|one| one.position);
    let own = CommandUndone {
        first: positions.clone().min().unwrap_or_default(),
        last: positions.max().unwrap_or_default(),
        again: false,
    };
    let mut events = undo.events.iter();
    let earlier = events.find_map(|one| match one.event {
        Event::CommandUndone(e) => Some(CommandUndone {
            again: !e.again,
            ..e
        }),
        _ => None,
    });
    earlier.unwrap_or(own)
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &CommandUndone) {
    product.undoing = Some(Undoing {
        by: recorded.cause,
        of: *event,
    });
}

/// Whether an event is part of an undo.
pub(crate) fn is_undo(product: &Product, recorded: &Recorded<Event>) -> bool {
    let undoing = product.undoing.as_ref();
    undoing.is_some_and(|undoing| undoing.by == recorded.cause)
}

/// Marks what `recorded` takes back in the histories of its items.
pub(crate) fn mark(product: &mut Product, recorded: &Recorded<Event>) {
    let Some(undoing) = product.undoing.filter(|one| one.by == recorded.cause) else {
        return;
    };
    let CommandUndone { first, last, again } = undoing.of;
    for item in recorded.event.items() {
        product.change_item(item, |item| {
            let mut newest = item.history.iter_mut().rev();
            while let Some(entry) = newest.next().filter(|entry| entry.position >= first) {
                if entry.position <= last {
                    entry.undone = !again;
                }
            }
        });
    }
}

/// When somebody last did anything about an item that still counts. What was only imported is as old as
/// it was where it came from.
pub fn touched(item: &Item) -> Timestamp {
    let last = last_touch(item).unwrap_or(item.created_at);
    item.kept.map_or(last, |kept| kept.max(last))
}

/// Whether an item was only imported, without a word of when it was written, and not kept since.
pub(crate) fn is_undated(item: &Item) -> bool {
    let imported = imported(item).is_some_and(|at| at == item.created_at);
    imported && item.kept.is_none() && last_touch(item).is_none()
}

fn last_touch(item: &Item) -> Option<Timestamp> {
    // An import may say in several entries what it brought.
    let imported = imported(item);
    let touches = |entry: &&Entry| is_touch(entry) && Some(entry.at) != imported;
    let newest = item.history.iter().rev().find(touches);
    newest.map(|entry| entry.at)
}

/// When an item was imported, if it was.
fn imported(item: &Item) -> Option<Timestamp> {
    let first = item.history.first()?;
    matches!(first.what, What::Imported).then_some(first.at)
}

/// Drawing a map looks at no item by itself, and what was kept says so by itself.
fn is_touch(entry: &Entry) -> bool {
    let looks_at_none = matches!(
        entry.what,
        What::Created
            | What::Imported
            | What::Kept { .. }
            | What::KeepingForgotten
            | What::Mapped { .. }
    );
    !entry.undone && !looks_at_none
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleanup::KeepItem;
    use crate::ids::ItemId;
    use crate::item::label::ChangeLabels;
    use crate::place::ice::IceItems;
    use crate::testing::Given;

    fn ice(item: u32) -> IceItems {
        let (items, until) = (vec![ItemId(item)], None);
        IceItems {
            items,
            until,
            reason: None,
            seen: None,
        }
    }

    #[test]
    fn what_was_taken_back_is_no_touch_and_neither_is_taking_it_back() {
        let mut given = Given::items(["A"]);
        let before = touched(given.item(1));
        given.does(ice(1));
        let iced = touched(given.item(1));
        assert!(iced > before);
        given.undoes_last();
        assert_eq!(touched(given.item(1)), before);
        given.undoes_last();
        assert_eq!(touched(given.item(1)), iced, "it was done again");
        given.undoes_last();
        assert_eq!(touched(given.item(1)), before);
        given.does(ice(1));
        assert!(touched(given.item(1)) > iced, "what is done anew counts");
    }

    #[test]
    fn to_keep_and_to_take_that_back_leaves_it_as_old_as_it_was() {
        let mut given = Given::items(["A"]);
        let before = touched(given.item(1));
        given.does(KeepItem {
            item: ItemId(1),
            apart_from: None,
        });
        assert!(touched(given.item(1)) > before);
        given.undoes_last();
        assert_eq!(touched(given.item(1)), before);
    }

    #[test]
    fn an_undo_of_nothing_leaves_no_trace() {
        let mut given = Given::items(["A"]);
        given.does(ChangeLabels {
            item: ItemId(1),
            add: vec!["urgent".into()],
            remove: Vec::new(),
        });
        let undo = given.undo_of(given.last_command());
        given.undoes_last();
        assert_eq!(given.decides(undo), Vec::new());
    }
}
