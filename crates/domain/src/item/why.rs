//! Why an item stands where it stands (C1): the part of its history that put it there, and the
//! reason one gives for moves one has made already. A reason belongs to the move; what was moved
//! stays where it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Item;
use super::reorder::distinct;
use crate::event::Event;
use crate::history::{Entry, What};
use crate::ids::{ItemId, PersonId, Position};
use crate::product::Product;
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;
use crate::text;

/// Give one reason to moves one has made, or take it away. Only whoever moved knows why.
#[derive(Clone, PartialEq, Debug)]
pub struct GiveReason {
    /// The moves.
    pub moves: Vec<Move>,
    /// Why; nothing takes the reason away.
    pub reason: Option<String>,
}

/// A move that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Move {
    /// Its event, in the product's stream.
    pub position: Position,
    /// What it moved.
    pub items: Vec<ItemId>,
}

/// A move got its reason afterwards.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReasonGiven {
    /// The move's event.
    #[serde(rename = "move")]
    pub position: Position,
    /// What it moved.
    pub items: Vec<ItemId>,
    /// The reason it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Arc<str>>,
    /// The reason it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Arc<str>>,
}

impl GiveReason {
    /// The reason for every move among the events of earlier commands.
    pub fn to(events: &[Recorded<Event>], reason: String) -> GiveReason {
        let moves = events.iter().filter_map(|recorded| {
            let moved = match &recorded.event {
                Event::ItemsMoved(event) => &event.items,
                Event::ItemsArranged(event) => &event.items,
                _ => return None,
            };
            Some(Move {
                position: recorded.position,
                items: moved.iter().map(|moved| moved.item).collect(),
            })
        });
        GiveReason {
            moves: moves.collect(),
            reason: Some(reason),
        }
    }
}

/// What put an item where it is, newest first: its moves, priorities and crossings since it last came to its
/// place, that coming included. Where it never crossed, its beginning is the last entry. What was taken back
/// explains nothing, and neither does taking it back.
pub fn why_here(item: &Item) -> impl Iterator<Item = &Entry> {
    let came = item.history.iter().rposition(comes);
    let since = &item.history[came.unwrap_or_default()..];
    since.iter().rev().filter(|entry| explains(entry))
}

/// The rank that the last of these moves put it at.
pub fn put_at(item: &Item) -> Option<u32> {
    why_here(item).find_map(|entry| match entry.what {
        What::Moved { to, .. } => Some(to),
        _ => None,
    })
}

fn comes(entry: &Entry) -> bool {
    !entry.undone && matches!(entry.what, What::Crossed { .. })
}

fn explains(entry: &Entry) -> bool {
    !entry.undone
        && matches!(
            entry.what,
            What::Moved { .. }
                | What::Crossed { .. }
                | What::Priority { .. }
                | What::Created
                | What::SplitFrom(_)
                | What::Imported
        )
}

/// A move somebody made without saying why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unexplained {
    /// Its event.
    pub position: Position,
    /// When.
    pub at: Timestamp,
    /// What it moved: items with their ranks before and after, by the latter.
    pub items: Vec<(ItemId, u32, u32)>,
}

/// `person`'s moves since a moment that have no reason, newest first.
pub fn unexplained(product: &Product, person: PersonId, since: Timestamp) -> Vec<Unexplained> {
    let mut found = BTreeMap::<Position, Unexplained>::new();
    let recent = product
        .items
        .values()
        .filter(|item| item.changed_at >= since);
    for item in recent {
        let entries = item.history.iter().rev();
        for entry in entries.take_while(|entry| entry.at >= since) {
            let What::Moved { from, to, reason } = &entry.what else {
                continue;
            };
            if reason.is_none() && entry.actor == Some(person) {
                let one = found.entry(entry.position).or_insert_with(|| Unexplained {
                    position: entry.position,
                    at: entry.at,
                    items: Vec::new(),
                });
                one.items.push((item.id, *from, *to));
            }
        }
    }
    let sorted = found.into_values().rev().map(|mut one| {
        one.items.sort_by_key(|(_, _, to)| *to);
        one
    });
    sorted.collect()
}

pub(crate) fn decide(
    product: &Product,
    context: &Context,
    command: &GiveReason,
) -> Result<Vec<Event>, Refusal> {
    if command.moves.iter().all(|made| made.items.is_empty()) {
        return Err(Refusal::NotAMove);
    }
    let to = text::reason(command.reason.as_deref())?;
    let mut events = Vec::new();
    for made in &command.moves {
        // Items of one move may have got reasons of their own.
        let mut before = BTreeMap::<Option<Arc<str>>, Vec<ItemId>>::new();
        for item in distinct(&made.items) {
            let (entry, reason) = moved(product.item(item)?, made.position)?;
            if entry.actor != context.actor.person() {
                return Err(Refusal::NotYourMove);
            }
            before.entry(reason.clone()).or_default().push(item);
        }
        let changed = before.into_iter().filter(|(from, _)| *from != to);
        events.extend(changed.map(|(from, items)| {
            let (position, to) = (made.position, to.clone());
            Event::ReasonGiven(ReasonGiven {
                position,
                items,
                from,
                to,
            })
        }));
    }
    Ok(events)
}

/// The entry of an item's move, with its reason.
pub(crate) fn moved(
    item: &Item,
    position: Position,
) -> Result<(&Entry, &Option<Arc<str>>), Refusal> {
    let entry = item.history.iter().rev().find(|e| e.position == position);
    match entry.map(|entry| (entry, &entry.what)) {
        Some((entry, What::Moved { reason, .. })) => Ok((entry, reason)),
        _ => Err(Refusal::NoSuchPart {
            item: item.id,
            what: "move",
        }),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &ReasonGiven) {
    for item in &event.items {
        product.change_item(*item, |item| {
            let entries = item.history.iter_mut().rev();
            for entry in entries.filter(|entry| entry.position == event.position) {
                if let What::Moved { reason, .. } = &mut entry.what {
                    reason.clone_from(&event.to);
                }
            }
            item.changed_at = recorded.at;
            item.revision = recorded.position;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::remove::{RemoveItems, RestoreItems};
    use crate::item::reorder::{MoveItems, Rank};
    use crate::rights::Role;
    use crate::testing::{Given, SOLO};

    fn moving(items: &[u32], to: Rank) -> MoveItems {
        MoveItems {
            items: items.iter().copied().map(ItemId).collect(),
            to,
            reason: None,
        }
    }

    fn reasons(given: &Given, item: u32) -> Vec<Option<String>> {
        let entries = why_here(given.item(item));
        let moves = entries.filter_map(|entry| match &entry.what {
            What::Moved { reason, .. } => Some(reason.as_deref().map(str::to_owned)),
            _ => None,
        });
        moves.collect()
    }

    #[test]
    fn several_moves_get_one_reason_which_is_taken_back_by_an_undo() {
        let mut given = Given::items(["A", "B", "C"]);
        let before = given.recorded.len();
        given.does(moving(&[3], Rank::Top));
        given.does(moving(&[2, 3], Rank::Top));
        let reason = GiveReason::to(&given.recorded[before..], " The\nlaw ".into());
        given.does(reason.clone());
        let law = Some("The law".to_owned());
        assert_eq!(reasons(&given, 3), [law.clone(), law.clone()]);
        assert_eq!(reasons(&given, 2), [law]);
        assert_eq!(given.decides(reason), [], "it is so already");
        given.undoes_last();
        assert_eq!(reasons(&given, 3), [None, None]);
    }

    #[test]
    fn a_reason_is_given_by_whoever_moved_and_for_moves_alone() {
        let mut given = Given::items(["A", "B"]);
        given.does(moving(&[2], Rank::Top));
        let theirs = GiveReason::to(&given.recorded[given.recorded.len() - 1..], "Mine".into());
        let refused = given.refusal_as(&[Role::ProductOwner], theirs);
        assert_eq!(refused, Refusal::NotYourMove);
        let created = GiveReason::to(&given.recorded[..2], "Why not".into());
        assert_eq!(given.refusal(created), Refusal::NotAMove);
        let elsewhere = GiveReason {
            moves: vec![Move {
                position: 1,
                items: vec![ItemId(1)],
            }],
            reason: None,
        };
        assert!(matches!(
            given.refusal(elsewhere),
            Refusal::NoSuchPart { .. }
        ));
    }

    #[test]
    fn moves_without_a_reason_are_found_and_explained_ones_are_not() {
        let mut given = Given::items(["A", "B", "C"]);
        let (start, before) = (given.now(), given.recorded.len());
        given.does(moving(&[3, 2], Rank::Top));
        given.does(moving(&[1], Rank::Top));
        let open = |given: &Given| -> Vec<Vec<u32>> {
            let found = unexplained(&given.product, SOLO, start);
            let items = |one: &Unexplained| one.items.iter().map(|(item, ..)| item.0).collect();
            found.iter().map(items).collect()
        };
        assert_eq!(open(&given), [vec![1], vec![3, 2]]);
        given.does(GiveReason::to(&given.recorded[before..], "So".into()));
        assert_eq!(open(&given), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn what_happened_before_it_came_to_its_place_does_not_explain_it() {
        let mut given = Given::items(["A", "B"]);
        assert_eq!(why_here(given.item(1)).count(), 1, "it was written down");
        given.does(moving(&[1], Rank::Bottom));
        assert_eq!(why_here(given.item(1)).count(), 2);
        let items = vec![ItemId(1)];
        let reason = None;
        given.does(RemoveItems {
            items: items.clone(),
            reason,
        });
        given.does(RestoreItems { items });
        let last: Vec<_> = why_here(given.item(1)).collect();
        assert!(matches!(last[..], [entry] if comes(entry)), "{last:?}");
    }

    #[test]
    fn what_was_taken_back_explains_nothing() {
        let mut given = Given::items(["A", "B"]);
        given.does(MoveItems {
            reason: Some("The law".into()),
            ..moving(&[2], Rank::Top)
        });
        let law = [Some("The law".to_owned())];
        given.does(RemoveItems {
            items: vec![ItemId(2)],
            reason: None,
        });
        given.undoes_last();
        assert_eq!(reasons(&given, 2), law, "it came back to where it was");
        given.does(moving(&[2], Rank::Bottom));
        given.undoes_last();
        assert_eq!(reasons(&given, 2), law);
        assert_eq!(put_at(given.item(2)), Some(1));
    }
}
