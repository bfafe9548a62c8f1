//! Links between items that hold nothing up (C17): "relates to", and "duplicates",
//! which points from the double to the original. Neither is a dependency: the gate
//! does not ask for them. Both ends tell of a link, in their own words.
//!
//! Deliberately not here: merging the double into the original (`place/merge.rs`),
//! which a page offers beside the link.

use std::fmt;

use imbl::OrdSet;
use serde::{Deserialize, Serialize};

use super::create::within_limit;
use super::depend;
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// What one item is to another, seen from the one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They have to do with each other.
    RelatesTo,
    /// It says what the other says already.
    Duplicates,
    /// The other says what it says already.
    DuplicatedBy,
}

impl Relation {
    /// All of them.
    pub const ALL: [Relation; 3] = [
        Relation::RelatesTo,
        Relation::Duplicates,
        Relation::DuplicatedBy,
    ];

    /// As written in the record, the API and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::RelatesTo => "relates_to",
            Relation::Duplicates => "duplicates",
            Relation::DuplicatedBy => "duplicated_by",
        }
    }

    /// The relation written as `text`.
    pub fn parse(text: &str) -> Option<Relation> {
        Relation::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// The same link seen from the other item.
    #[must_use]
    pub fn inverse(self) -> Relation {
        match self {
            Relation::RelatesTo => Relation::RelatesTo,
            Relation::Duplicates => Relation::DuplicatedBy,
            Relation::DuplicatedBy => Relation::Duplicates,
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Relation::RelatesTo => "relates to",
            Relation::Duplicates => "duplicates",
            Relation::DuplicatedBy => "is duplicated by",
        })
    }
}

/// Link an item to another.
#[derive(Clone, PartialEq, Debug)]
pub struct LinkItem {
    /// Which.
    pub item: ItemId,
    /// What it is to the other.
    pub relation: Relation,
    /// The other.
    pub other: ItemId,
}

/// Take a link away, from whichever end.
#[derive(Clone, PartialEq, Debug)]
pub struct UnlinkItem {
    /// Which.
    pub item: ItemId,
    /// What it was to the other.
    pub relation: Relation,
    /// The other.
    pub other: ItemId,
}

/// An item was linked to another. A duplicate is always told from the double.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemLinked {
    /// Which.
    pub item: ItemId,
    /// What it is to the other.
    pub relation: Relation,
    /// The other.
    pub other: ItemId,
}

/// A link was taken away.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemUnlinked {
    /// Which.
    pub item: ItemId,
    /// What it was to the other.
    pub relation: Relation,
    /// The other.
    pub other: ItemId,
}

/// The same link, told from the double.
fn from_double(item: ItemId, relation: Relation, other: ItemId) -> (ItemId, Relation, ItemId) {
    match relation {
        Relation::DuplicatedBy => (other, Relation::Duplicates, item),
        relation => (item, relation, other),
    }
}

pub(crate) fn decide(product: &Product, command: &LinkItem) -> Result<Vec<Event>, Refusal> {
    product.live_item(command.item)?;
    product.live_item(command.other)?;
    let (item, relation, other) = from_double(command.item, command.relation, command.other);
    if item == other {
        return Err(Refusal::LinkedWithItself { item });
    }
    if product.is_linked(item, relation, other) {
        return Ok(Vec::new());
    }
    let originals = |double| product.linked(double, Relation::Duplicates).collect();
    if relation == Relation::Duplicates
        && let Some(path) = depend::path(other, item, originals)
    {
        return Err(Refusal::DuplicateCircle { path });
    }
    for end in [item, other] {
        let links = product.links.get(&end).map_or(0, OrdSet::len);
        within_limit("links", links + 1)?;
    }
    Ok(vec![Event::ItemLinked(ItemLinked {
        item,
        relation,
        other,
    })])
}

/// What was merged away or removed still stands in links, so one end is enough.
pub(crate) fn decide_unlink(
    product: &Product,
    command: &UnlinkItem,
) -> Result<Vec<Event>, Refusal> {
    let other = product.live_item(command.other);
    product.live_item(command.item).or(other)?;
    let (item, relation, other) = from_double(command.item, command.relation, command.other);
    let unlinked = ItemUnlinked {
        item,
        relation,
        other,
    };
    let is = product.is_linked(item, relation, other);
    Ok(Vec::from_iter(is.then_some(Event::ItemUnlinked(unlinked))))
}

/// The links of one that is merged into another, as the other's from now on.
pub(crate) fn carried(product: &Product, item: ItemId, into: ItemId) -> Vec<Event> {
    let mut scratch = product.clone();
    let mut events = Vec::new();
    for (relation, other) in product.links.get(&item).into_iter().flatten() {
        let (item, relation, other) = (into, *relation, *other);
        if other == into {
            continue;
        }
        let command = LinkItem {
            item,
            relation,
            other,
        };
        for event in decide(&scratch, &command).unwrap_or_default() {
            if let Event::ItemLinked(linked) = &event {
                evolve(&mut scratch, linked);
            }
            events.push(event);
        }
    }
    events
}

pub(crate) fn evolve(product: &mut Product, event: &ItemLinked) {
    let (relation, inverse) = (event.relation, event.relation.inverse());
    product.relink(event.item, |links| links.insert((relation, event.other)));
    product.relink(event.other, |links| links.insert((inverse, event.item)));
}

pub(crate) fn evolve_unlinked(product: &mut Product, event: &ItemUnlinked) {
    let (relation, inverse) = (event.relation, event.relation.inverse());
    product.relink(event.item, |links| links.remove(&(relation, event.other)));
    product.relink(event.other, |links| links.remove(&(inverse, event.item)));
}

impl Product {
    /// The items that `item` is this to; removed ones too.
    pub fn linked(&self, item: ItemId, relation: Relation) -> impl Iterator<Item = ItemId> + '_ {
        let links = self.links.get(&item).into_iter().flatten();
        let such = links.filter(move |(one, _)| *one == relation);
        such.map(|(_, other)| *other)
    }

    fn is_linked(&self, item: ItemId, relation: Relation, other: ItemId) -> bool {
        let links = self.links.get(&item);
        links.is_some_and(|links| links.contains(&(relation, other)))
    }

    fn relink<T>(&mut self, item: ItemId, change: impl FnOnce(&mut Links) -> T) {
        let mut links = self.links.get(&item).cloned().unwrap_or_default();
        change(&mut links);
        match links.is_empty() {
            true => self.links.remove(&item),
            false => self.links.insert(item, links),
        };
    }
}

/// The links of one item, as it sees them.
pub type Links = OrdSet<(Relation, ItemId)>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::merge::MergeItem;
    use crate::testing::Given;

    fn link(item: u32, relation: Relation, other: u32) -> LinkItem {
        LinkItem {
            item: ItemId(item),
            relation,
            other: ItemId(other),
        }
    }

    fn unlink(item: u32, relation: Relation, other: u32) -> UnlinkItem {
        let (item, other) = (ItemId(item), ItemId(other));
        UnlinkItem {
            item,
            relation,
            other,
        }
    }

    fn links(given: &Given, item: u32) -> Vec<String> {
        let links = given.product.links.get(&ItemId(item));
        let links = links.into_iter().flatten();
        links.map(|(one, other)| format!("{one} {other}")).collect()
    }

    #[test]
    fn both_ends_tell_of_a_link_and_it_is_taken_away_from_either() {
        let mut given = Given::items(["A", "B"]);
        given.does(link(1, Relation::RelatesTo, 2));
        given.does(link(1, Relation::DuplicatedBy, 2));
        assert_eq!(links(&given, 1), ["relates to 2", "is duplicated by 2"]);
        assert_eq!(links(&given, 2), ["relates to 1", "duplicates 1"]);
        assert!(given.decides(link(2, Relation::RelatesTo, 1)).is_empty());
        let told = |item: u32| given.item(item).history.len();
        assert_eq!((told(1), told(2)), (3, 3), "created and linked twice");
        given.does(unlink(2, Relation::RelatesTo, 1));
        given.does(unlink(2, Relation::Duplicates, 1));
        assert!(given.product.links.is_empty());
        given.undoes_last();
        assert_eq!(links(&given, 1), ["is duplicated by 2"]);
    }

    #[test]
    fn a_link_holds_nothing_up() {
        let mut given = Given::items(["A", "B"]);
        let before = crate::ready::missing(&given.product, given.item(1));
        given.does(link(1, Relation::RelatesTo, 2));
        given.does(link(1, Relation::Duplicates, 2));
        assert_eq!(crate::ready::missing(&given.product, given.item(1)), before);
    }

    #[test]
    fn duplicates_end_at_an_original() {
        let mut given = Given::items(["A", "B", "C"]);
        given.does(link(1, Relation::Duplicates, 2));
        given.does(link(2, Relation::Duplicates, 3));
        let path = [1, 2, 3].map(ItemId).to_vec();
        let refusal = given.refusal(link(3, Relation::Duplicates, 1));
        assert_eq!(refusal, Refusal::DuplicateCircle { path });
        given.does(link(3, Relation::RelatesTo, 1));
        let refusal = given.refusal(link(1, Relation::RelatesTo, 1));
        assert_eq!(refusal, Refusal::LinkedWithItself { item: ItemId(1) });
        assert_eq!(refusal.field(), Some("other"));
    }

    #[test]
    fn who_is_merged_brings_its_links_and_an_undo_takes_them_back() {
        let mut given = Given::items(["A", "B", "C"]);
        given.does(link(1, Relation::Duplicates, 2));
        given.does(link(3, Relation::RelatesTo, 1));
        let (item, into) = (ItemId(1), ItemId(2));
        given.does(MergeItem {
            item,
            into,
            reason: None,
            seen: None,
        });
        assert_eq!(links(&given, 2), ["relates to 3", "is duplicated by 1"]);
        given.undoes_last();
        assert_eq!(links(&given, 2), ["is duplicated by 1"]);
    }
}
