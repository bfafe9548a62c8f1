//! Bringing items from another tool, once or again (H1). What a file holds is
//! read in `interchange`; here it is decided what that means for the product.
//!
//! The same file again changes nothing. A newer one updates what is still as
//! it was imported, and never what people changed here since.

mod again;
mod restore;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::event::Event;
use crate::ids::{ItemId, PersonId};
use crate::item::create::{ItemCreated, within_limit};
use crate::item::remove::{self, RestoreItems};
use crate::item::{Item, Kind, Place};
use crate::points::Points;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::rights::{self, Actor, Right};
use crate::text;
use again::{changes, labels, original};

pub(crate) use again::evolve;
pub use again::{Original, OriginalUpdated, Seen, fingerprint};
pub use restore::{OriginalRestored, RestoreOriginal};
pub(crate) use restore::{decide as decide_restore, evolve as evolve_restored};

/// Items one import brings at most.
pub const MAX_ITEMS: usize = 200_000;

/// The highest number an item keeps from its original key; beyond it, it gets
/// the next one here.
const MAX_KEPT: u32 = 9_999_999;

/// Bring items from another tool, in their order, to the bottom of the product
/// backlog.
#[derive(Clone, PartialEq, Debug)]
pub struct ImportItems {
    /// Which.
    pub items: Vec<Incoming>,
    /// What becomes of items that are finished where they come from.
    pub finished: FinishedItems,
    /// What becomes of items that came earlier and were removed here since.
    pub removed: RemovedItems,
}

impl FinishedItems {
    /// What becomes of them unless somebody says otherwise: they come as done.
    /// But where most of a file is finished, it is not work that went on
    /// elsewhere; it comes open, so that its rows are there to be worked with.
    pub fn usual(finished: usize, items: usize) -> FinishedItems {
        match finished * 2 > items {
            true => FinishedItems::Reopen,
            false => FinishedItems::Done,
        }
    }
}

/// What becomes of items that came earlier and were removed here since.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RemovedItems {
    /// They stay removed.
    #[default]
    Leave,
    /// They come back to where they stood.
    Restore,
}

/// What becomes of items that are finished where they come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FinishedItems {
    /// They come into the product backlog like all others.
    Reopen,
    /// They come as done.
    Done,
    /// They stay where they are.
    Skip,
}

/// One item as another tool describes it, already in Millpond's terms.
#[derive(Clone, PartialEq, Debug)]
pub struct Incoming {
    /// The row or card it comes from, counted from 1, headers included.
    pub row: u64,
    /// Its key there, unique in the file.
    pub key: String,
    /// What sort of work.
    pub kind: Kind,
    /// One line.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Its estimate.
    pub estimate: Option<Points>,
    /// Words it is grouped by.
    pub labels: Vec<String>,
    /// Acceptance criteria, where the file has them.
    pub criteria: Vec<String>,
    /// Whether it is finished there.
    pub finished: bool,
    /// When it was written down there.
    pub written_at: Option<Timestamp>,
    /// Who works on it, if that is somebody here.
    pub assignee: Option<PersonId>,
    /// The key of its epic there.
    pub epic: Option<String>,
    /// What has no place in Millpond, by the name it has there. Shared, because
    /// the same few names come with every item.
    pub rest: Vec<(Arc<str>, Arc<str>)>,
}

/// What an import would do with one incoming item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It becomes a new item.
    Create,
    /// It updates the item it became earlier.
    Update(ItemId),
    /// It is here already, and the same.
    Unchanged(ItemId),
    /// It is finished there and stays there.
    Skipped,
    /// It came earlier, was removed here, and stays removed.
    Removed(ItemId),
    /// It came earlier, was removed here, and comes back.
    Restore(ItemId),
}

/// What would become of each of `command`'s items, in their order, if `actor`
/// gave it: the dry run.
pub fn fates(product: &Product, actor: Actor, command: &ImportItems) -> Vec<Fate> {
    let estimates = may_estimate(product, actor);
    let fate = |incoming: &Incoming| match known(product, incoming) {
        Some(item) if item.place == Place::Removed => match command.removed {
            RemovedItems::Leave => Fate::Removed(item.id),
            RemovedItems::Restore => Fate::Restore(item.id),
        },
        Some(item) => {
            let estimates = estimates && takes_estimate(product, item, item.place);
            match changes(item, incoming, estimates).is_some_and(|events| !events.is_empty()) {
                true => Fate::Update(item.id),
                false => Fate::Unchanged(item.id),
            }
        }
        None if incoming.finished && command.finished == FinishedItems::Skip => Fate::Skipped,
        None => Fate::Create,
    };
    command.items.iter().map(fate).collect()
}

/// Whether a newer file may bring other estimates. A first import brings what
/// the team estimated elsewhere; after that the estimates are the team's here
/// (B1). The command line works on the data itself.
fn may_estimate(product: &Product, actor: Actor) -> bool {
    actor == Actor::Operator || rights::may(product, actor, Right::Estimate)
}

/// Whether an item that stands in `place` may be estimated anew: nothing that is
/// in a sprint or done, and no epic that is as large as its items.
fn takes_estimate(product: &Product, item: &Item, place: Place) -> bool {
    place == Place::ProductBacklog && !product.is_broken_down(item.id)
}

pub(crate) fn decide(
    product: &Product,
    actor: Actor,
    command: &ImportItems,
) -> Result<Vec<Event>, Refusal> {
    if command.items.len() > MAX_ITEMS {
        let (count, limit) = (command.items.len(), MAX_ITEMS);
        return Err(Refusal::TooMany {
            what: "items in one import",
            count,
            limit,
        });
    }
    each_key_once(command)?;
    let mut events = Vec::with_capacity(command.items.len());
    let numbers = Numbers::new(product, command);
    let mut left = product.order.last().copied();
    let estimates = may_estimate(product, actor);
    let mut updates = Vec::new();
    let mut restored = Vec::new();
    for incoming in &command.items {
        if let Some(item) = known(product, incoming) {
            let place = match (item.place, command.removed) {
                (Place::Removed, RemovedItems::Leave) => continue,
                (Place::Removed, RemovedItems::Restore) => {
                    restored.push(item.id);
                    remove::left_from(item).0
                }
                (place, _) => place,
            };
            let estimates = estimates && takes_estimate(product, item, place);
            updates.extend(changes(item, incoming, estimates).unwrap_or_default());
            continue;
        }
        let Some(item) = numbers.of(&incoming.key) else {
            continue;
        };
        let created = create(product, command, &numbers, incoming, item, left)?;
        if created.place == Place::ProductBacklog {
            left = Some(item);
        }
        events.push(Event::ItemCreated(created));
    }
    let mut events = order_epics_first(events);
    events.extend(remove::decide_restore(
        product,
        &RestoreItems { items: restored },
    )?);
    events.extend(updates);
    Ok(events)
}

/// That no two rows would become the same item.
fn each_key_once(command: &ImportItems) -> Result<(), Refusal> {
    let mut rows: BTreeMap<&str, u64> = BTreeMap::new();
    for Incoming { key, row, .. } in &command.items {
        if let Some(first) = rows.insert(key, *row) {
            let (key, row) = (key.clone(), *row);
            return Err(Refusal::RowTwice { key, row, first });
        }
    }
    Ok(())
}

/// Which numbers new items get, so that one can name its epic before that
/// stands in the log.
struct Numbers(BTreeMap<String, (ItemId, Kind)>);

impl Numbers {
    fn new(product: &Product, command: &ImportItems) -> Numbers {
        let comes = |incoming: &&Incoming| {
            known(product, incoming).is_none()
                && !(incoming.finished && command.finished == FinishedItems::Skip)
        };
        let new: Vec<&Incoming> = command.items.iter().filter(comes).collect();
        let mut taken = BTreeSet::new();
        let kept = |incoming: &&Incoming| {
            let number = own_number(product, &incoming.key)?;
            taken.insert(number).then_some(number)
        };
        let kept: Vec<Option<ItemId>> = new.iter().map(kept).collect();
        let highest = taken.last().map_or(0, |item| item.0);
        let mut next = product.next_item().0.max(highest + 1)..;
        let numbered = new.iter().zip(kept).filter_map(|(incoming, kept)| {
            let item = kept.or_else(|| next.next().map(ItemId))?;
            Some((incoming.key.clone(), (item, incoming.kind)))
        });
        Numbers(numbered.collect())
    }

    fn of(&self, key: &str) -> Option<ItemId> {
        self.0.get(key).map(|(item, _)| *item)
    }

    fn epic(&self, product: &Product, key: &str) -> Option<ItemId> {
        match self.0.get(key) {
            Some((item, Kind::Epic)) => Some(*item),
            Some(_) => None,
            None => {
                let item = product.items.get(product.originals.get(key)?)?;
                (item.kind == Kind::Epic && item.place.joins_epic()).then_some(item.id)
            }
        }
    }
}

/// The number in an original key that begins like this product's: whoever knew
/// an item as PAY-68 finds it as PAY-68, where that number is free.
fn own_number(product: &Product, key: &str) -> Option<ItemId> {
    let (prefix, number) = key.rsplit_once('-')?;
    let number = number
        .parse()
        .ok()
        .filter(|number| (1..=MAX_KEPT).contains(number))?;
    let free = !product.items.contains_key(&ItemId(number));
    (free && prefix == product.key()).then_some(ItemId(number))
}

fn known<'a>(product: &'a Product, incoming: &Incoming) -> Option<&'a Arc<Item>> {
    product
        .items
        .get(product.originals.get(incoming.key.as_str())?)
}

fn create(
    product: &Product,
    command: &ImportItems,
    numbers: &Numbers,
    incoming: &Incoming,
    item: ItemId,
    left: Option<ItemId>,
) -> Result<ItemCreated, Refusal> {
    let done = incoming.finished && command.finished == FinishedItems::Done;
    within_limit("acceptance criteria", incoming.criteria.len())?;
    let epic = incoming
        .epic
        .as_ref()
        .filter(|_| incoming.kind != Kind::Epic);
    let criteria = incoming
        .criteria
        .iter()
        .map(|text| text::line("criterion", text));
    Ok(ItemCreated {
        item,
        kind: incoming.kind,
        title: text::line("title", &incoming.title)?,
        description: text::body("description", &incoming.description)?,
        epic: epic.and_then(|key| numbers.epic(product, key)),
        estimate: incoming.estimate,
        criteria: criteria.collect::<Result<_, _>>()?,
        labels: labels(incoming)?,
        assignee: incoming.assignee,
        place: if done {
            Place::Done(None)
        } else {
            Place::ProductBacklog
        },
        left: left.filter(|_| !done),
        written_at: incoming.written_at,
        original: Some(Arc::new(original(incoming)?)),
        suggestion: None,
        split_from: None,
    })
}

/// An item may only join an epic that is already there, so epics are written
/// down first; the order of the backlog is in the events, not in their order.
fn order_epics_first(events: Vec<Event>) -> Vec<Event> {
    let joins = events
        .iter()
        .any(|e| matches!(e, Event::ItemCreated(c) if c.epic.is_some()));
    if !joins {
        return events;
    }
    let mut joined = Vec::new();
    let mut ordered: Vec<Event> = events
        .into_iter()
        .map(|event| match event {
            Event::ItemCreated(mut created) => {
                if let Some(epic) = created.epic.take() {
                    joined.push((created.item, epic));
                }
                Event::ItemCreated(created)
            }
            event => event,
        })
        .collect();
    ordered.extend(joined.into_iter().map(|(item, epic)| {
        let (from, to) = (None, Some(epic));
        Event::EpicChanged(crate::item::epic::EpicChanged { item, from, to })
    }));
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::edit_text::EditText;
    use crate::item::edit_text::Field;
    use crate::rights::Role;
    use crate::testing::{Given, SOLO, titles};

    fn incoming(key: &str, title: &str) -> Incoming {
        Incoming {
            row: 2,
            key: key.into(),
            kind: Kind::Story,
            title: title.into(),
            description: String::new(),
            estimate: Some(Points::whole(3)),
            labels: vec!["ui".into()],
            criteria: Vec::new(),
            finished: false,
            written_at: None,
            assignee: None,
            epic: None,
            rest: Vec::new(),
        }
    }

    fn import(items: Vec<Incoming>) -> ImportItems {
        ImportItems {
            items,
            finished: FinishedItems::Reopen,
            removed: RemovedItems::Leave,
        }
    }

    #[test]
    fn rows_become_the_order_and_the_same_again_changes_nothing() {
        let mut given = Given::items(["A"]);
        let command = import(vec![incoming("X-2", "Second"), incoming("X-1", "First")]);
        given.does(command.clone());
        assert_eq!(titles(&given.product), ["A", "Second", "First"]);
        assert_eq!(given.decides(command.clone()), []);
        let actor = given.context(SOLO).actor;
        let fates = fates(&given.product, actor, &command);
        assert_eq!(
            fates,
            [Fate::Unchanged(ItemId(2)), Fate::Unchanged(ItemId(3))]
        );
    }

    #[test]
    fn an_import_is_undone_whole_and_what_it_brought_can_come_back() {
        let mut given = Given::items(["A"]);
        let epic = Incoming {
            kind: Kind::Epic,
            ..incoming("E", "Epic")
        };
        let story = Incoming {
            epic: Some("E".into()),
            ..incoming("S", "Story")
        };
        let old = Incoming {
            finished: true,
            ..incoming("D", "Done")
        };
        let mut command = ImportItems {
            items: vec![epic, story, old],
            finished: FinishedItems::Done,
            removed: RemovedItems::Leave,
        };
        given.does(command.clone());
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A"]);
        assert_eq!(given.item(4).place, Place::Removed);
        given.undoes_last();
        assert_eq!(
            titles(&given.product),
            ["A", "Story"],
            "an undo can be undone"
        );
        assert_eq!(given.item(3).epic, Some(ItemId(2)));
        assert_eq!(given.item(4).place, Place::Done(None));
        given.undoes_last();

        let actor = given.context(SOLO).actor;
        let removed = [2, 3, 4].map(|item| Fate::Removed(ItemId(item)));
        assert_eq!(fates(&given.product, actor, &command), removed);
        assert_eq!(given.decides(command.clone()), []);
        command.removed = RemovedItems::Restore;
        let restore = [2, 3, 4].map(|item| Fate::Restore(ItemId(item)));
        assert_eq!(fates(&given.product, actor, &command), restore);
        given.does(command.clone());
        assert_eq!(given.item(4).place, Place::Done(None));
        assert_eq!(titles(&given.product), ["A", "Epic", "Story"]);
        assert_eq!(given.decides(command), []);
    }

    #[test]
    fn two_rows_with_one_key_are_refused() {
        let given = Given::items([]);
        let twice = import(vec![incoming("X-1", "One"), incoming("X-1", "Two")]);
        let key = String::from("X-1");
        let (row, first) = (2, 2);
        assert_eq!(given.refusal(twice), Refusal::RowTwice { key, row, first });
    }

    #[test]
    fn keys_of_this_product_keep_their_numbers_where_they_are_free() {
        let mut given = Given::items(["A"]);
        let keys = ["PAY-7", "PAY-1", "X-3", "PAY-99999999", "PAY-07"];
        given.does(import(keys.map(|key| incoming(key, key)).to_vec()));
        let numbers: Vec<u32> = given.product.order.iter().map(|item| item.0).collect();
        assert_eq!(numbers, [1, 7, 8, 9, 10, 11]);
        assert_eq!(&*given.item(7).title.value, "PAY-7");
        given.creates("Next");
        assert_eq!(&*given.item(12).title.value, "Next");
    }

    #[test]
    fn a_newer_file_updates_what_nobody_changed_here() {
        let mut given = Given::items([]);
        given.does(import(vec![incoming("X-1", "One"), incoming("X-2", "Two")]));
        let text = String::from("One, ours");
        given.does(EditText {
            item: ItemId(1),
            field: Field::Title,
            text,
            base: None,
        });
        given.does(import(vec![
            incoming("X-1", "One, theirs"),
            incoming("X-2", "Two, theirs"),
        ]));
        assert_eq!(titles(&given.product), ["One, ours", "Two, theirs"]);
    }

    #[test]
    fn a_newer_file_that_was_undone_comes_again() {
        let mut given = Given::items([]);
        given.does(import(vec![incoming("X-1", "One")]));
        let newer = import(vec![incoming("X-1", "One, theirs")]);
        for _ in 0..2 {
            given.does(newer.clone());
            given.undoes_last();
            assert_eq!(titles(&given.product), ["One"]);
        }
        given.undoes_last();
        assert_eq!(titles(&given.product), ["One, theirs"]);
        assert_eq!(given.decides(newer), [], "an undo can be undone");
    }

    #[test]
    fn a_newer_file_estimates_only_for_the_team_and_never_in_a_sprint() {
        let mut given = Given::items([]);
        let both = |points| {
            let estimated = |key| Incoming {
                estimate: Some(Points::whole(points)),
                criteria: vec!["It works".into()],
                ..incoming(key, key)
            };
            import(["X-1", "X-2"].map(estimated).to_vec())
        };
        given.does(both(3));
        let mut given = given.sprint().pulled(&[1]);
        let owner = given.attempt_as(&[Role::ProductOwner], &both(99).into());
        assert_eq!(owner, Ok(Vec::new()));
        given.does(both(8));
        let estimates = [1, 2].map(|item| given.item(item).estimate);
        assert_eq!(estimates, [3, 8].map(|points| Some(Points::whole(points))));
    }

    #[test]
    fn epics_take_their_items_wherever_they_stand_in_the_file() {
        let mut given = Given::items([]);
        let story = Incoming {
            epic: Some("E".into()),
            ..incoming("S", "Story")
        };
        let epic = Incoming {
            kind: Kind::Epic,
            ..incoming("E", "Epic")
        };
        given.does(import(vec![story, epic]));
        assert_eq!(given.item(1).epic, Some(ItemId(2)));
        assert_eq!(titles(&given.product), ["Story"]);
    }

    #[test]
    fn a_newer_file_does_not_estimate_an_epic_that_is_as_large_as_its_items() {
        let mut given = Given::items([]);
        let epic = |points| Incoming {
            kind: Kind::Epic,
            estimate: Some(Points::whole(points)),
            ..incoming("E", "Epic")
        };
        let story = Incoming {
            epic: Some("E".into()),
            ..incoming("S", "Story")
        };
        given.does(import(vec![epic(20), story.clone()]));
        assert_eq!(given.decides(import(vec![epic(40), story])), []);
    }

    #[test]
    fn finished_items_come_as_done_unless_most_of_the_file_is_finished() {
        assert_eq!(FinishedItems::usual(0, 0), FinishedItems::Done);
        assert_eq!(FinishedItems::usual(5, 10), FinishedItems::Done);
        assert_eq!(FinishedItems::usual(6, 10), FinishedItems::Reopen);
    }

    #[test]
    fn finished_items_go_where_they_are_told() {
        let finished = || Incoming {
            finished: true,
            ..incoming("X-1", "Old")
        };
        for (finished_items, expected) in [
            (FinishedItems::Reopen, Some(Place::ProductBacklog)),
            (FinishedItems::Done, Some(Place::Done(None))),
            (FinishedItems::Skip, None),
        ] {
            let mut given = Given::items([]);
            given.does(ImportItems {
                items: vec![finished()],
                finished: finished_items,
                removed: RemovedItems::Leave,
            });
            let place = given.product.items.get(&ItemId(1)).map(|item| item.place);
            assert_eq!(place, expected);
        }
    }
}
