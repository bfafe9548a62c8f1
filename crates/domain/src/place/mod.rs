//! Where an item waits outside of the product backlog, and how it gets in and
//! out (A2): suggestions, icebox, removed. One file per command beside this one.
//!
//! Deliberately not here: the order itself (`item/reorder.rs`) and sprints.

pub mod admit;
pub mod decline;
pub mod ice;
pub mod link;
pub mod merge;
pub mod suggest;
pub mod take_back;
pub mod wont;

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::ItemId;
use crate::item::remove::{Neighbour, neighbours};
use crate::item::{Item, Place};
use crate::product::Product;
use crate::refusal::Refusal;

/// How an item left the product.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Taken out, perhaps with a reason.
    #[default]
    Removed,
    /// The product owner decided against it, with a reason.
    Declined,
    /// The product owner decided that it won't be built, with a reason (C4).
    Wont,
    /// Whoever suggested it took it back.
    Withdrawn,
    /// It lives on in this item.
    Merged(ItemId),
}

impl Way {
    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Way::Removed => "removed",
            Way::Declined => "declined",
            Way::Wont => "won’t have",
            Way::Withdrawn => "taken back",
            Way::Merged(_) => "merged",
        }
    }
}

/// Why an item is no longer in the product, and where it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gone {
    /// How it left.
    pub way: Way,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
    /// Where it was: where it goes if it is brought back.
    pub was: Box<Standing>,
}

/// Why an item lies in the icebox, and until when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Iced {
    /// The day it is looked at again (C13).
    pub until: Date,
    /// Why it might not be built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

/// What makes an item a suggestion (B2), for as long as it exists.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Suggestion {
    /// Why it is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Arc<str>>,
    /// Who sent it through the suggestion link, if it came that way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<Guest>,
}

/// Somebody without an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Guest {
    /// What they call themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Arc<str>>,
    /// The SHA-256 of the word in the address that tells them what became of it.
    pub receipt: Arc<str>,
}

/// Everything about where an item is, so that it can be put there again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It waits for the product owner.
    Suggestions,
    /// It stands in the order.
    ProductBacklog {
        /// Right below this item; `None` on top.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<ItemId>,
    },
    /// It was done before it came here.
    Done,
    /// It might be built, or not.
    Icebox(Iced),
    /// It is out of the product.
    Removed(Gone),
}

impl Standing {
    /// The place this is in.
    pub fn place(&self) -> Place {
        match self {
            Standing::Suggestions => Place::Suggestions,
            Standing::ProductBacklog { .. } => Place::ProductBacklog,
            Standing::Done => Place::Done(None),
            Standing::Icebox(_) => Place::Icebox,
            Standing::Removed(_) => Place::Removed,
        }
    }

    /// What stood right above it in the product backlog, if it was there.
    pub(crate) fn left(&self) -> Option<ItemId> {
        match self {
            Standing::ProductBacklog { left } => *left,
            _ => None,
        }
    }

    /// The item it was merged into, if that is how it left.
    pub(crate) fn merged_into(&self) -> Option<ItemId> {
        match self {
            Standing::Removed(Gone {
                way: Way::Merged(into),
                ..
            }) => Some(*into),
            _ => None,
        }
    }
}

/// An item that leaves its place, with everything needed to put it back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Leaving {
    /// Which.
    pub item: ItemId,
    /// Where it was.
    pub was: Standing,
}

/// Where each of `items` is, those of the product backlog by rising rank and
/// all others after them.
///
/// # Errors
/// What does not fit `may_leave`.
pub(crate) fn leaving(product: &Product, items: &[ItemId]) -> Result<Vec<Leaving>, Refusal> {
    for item in items {
        may_leave(product, product.item(*item)?)?;
    }
    let ranked = neighbours(product, items).into_iter();
    let mut leaving: Vec<Leaving> = ranked
        .filter_map(|neighbour| {
            let item = product.items.get(&neighbour.item)?;
            let was = match item.place {
                Place::Suggestions => Standing::Suggestions,
                Place::Icebox => Standing::Icebox(item.iced.clone()?),
                Place::Removed => Standing::Removed(item.gone.clone()?),
                _ => Standing::ProductBacklog {
                    left: neighbour.left,
                },
            };
            Some(Leaving { item: item.id, was })
        })
        .collect();
    leaving.sort_by_key(|leaving| leaving.was.place() != Place::ProductBacklog);
    Ok(leaving)
}

/// That the product owner may take an item out of its place: it is in no sprint,
/// not done, and stands for itself.
fn may_leave(product: &Product, item: &Item) -> Result<(), Refusal> {
    match (item.place, product.children.get(&item.id)) {
        (Place::Sprint(_) | Place::Done(_), _) => Err(Refusal::NotInProductBacklog {
            item: item.id,
            place: item.place,
        }),
        (Place::ProductBacklog, Some(children)) => Err(Refusal::EpicHasItems {
            item: item.id,
            count: children.len(),
        }),
        _ => Ok(()),
    }
}

/// That an item is where whoever decides saw it. Two who decide about the same
/// item do not undo each other.
pub(crate) fn still_in(item: &Item, seen: Option<Place>) -> Result<(), Refusal> {
    match seen {
        Some(seen) if seen != item.place => Err(Refusal::NotWaiting {
            item: item.id,
            place: item.place,
        }),
        _ => Ok(()),
    }
}

/// That an item waits in suggestions or in the icebox.
pub(crate) fn waits(product: &Product, id: ItemId) -> Result<&Arc<Item>, Refusal> {
    match product.item(id)? {
        item if item.place.is_aside() => Ok(item),
        item => Err(Refusal::NotWaiting {
            item: id,
            place: item.place,
        }),
    }
}

/// How `evolve` moves items between these places; nobody else can.
impl Product {
    /// Takes items from where they are, all at once.
    pub(crate) fn lift(&mut self, items: &[ItemId]) {
        let mut ordered = Vec::new();
        // The last one first: an epic knows what it stood below when the items above
        // had joined their epics already.
        for id in items.iter().rev() {
            let Some(item) = self.items.get(id).cloned() else {
                continue;
            };
            match item.place {
                Place::ProductBacklog => {
                    if let Some(epic) = item.epic {
                        self.leave_epic(*id, epic);
                    }
                    ordered.push(*id);
                }
                Place::Suggestions => {
                    self.suggestions.remove(id);
                }
                Place::Icebox => {
                    if let Some(iced) = &item.iced {
                        self.icebox.remove(&(iced.until, *id));
                    }
                }
                Place::Removed => self.come_out_of(&item),
                Place::Done(_) => {
                    if let Some(epic) = item.epic {
                        self.leave_epic(*id, epic);
                    }
                }
                Place::Sprint(_) => {}
            }
        }
        if !ordered.is_empty() {
            self.take_from_order(&ordered);
        }
    }

    fn join_own_epic(&mut self, id: ItemId) {
        if let Some(epic) = self.items.get(&id).and_then(|item| item.epic) {
            self.join_epic(id, epic);
        }
    }

    fn come_out_of(&mut self, item: &Item) {
        if let Some(Gone {
            way: Way::Merged(into),
            ..
        }) = &item.gone
        {
            self.change_item(*into, |into| {
                into.absorbed.remove(&item.id);
            });
        }
    }

    /// Puts a lifted item somewhere.
    pub(crate) fn set_down(&mut self, id: ItemId, to: &Standing) {
        self.set_down_each(&[(id, to)]);
    }

    /// Puts lifted items somewhere, one after another.
    pub(crate) fn set_down_each(&mut self, items: &[(ItemId, &Standing)]) {
        let mut ordered = Vec::new();
        for (item, to) in items.iter().copied() {
            self.place(item, to);
            if let Standing::ProductBacklog { left } = *to {
                ordered.push(Neighbour { item, left });
            }
        }
        self.insert_each(&ordered);
        for (item, to) in items {
            if let Standing::ProductBacklog { .. } | Standing::Done = to {
                self.join_own_epic(*item);
            }
        }
    }

    /// Says of an item where it is, but for the order and its epic.
    fn place(&mut self, id: ItemId, to: &Standing) {
        let (iced, gone) = match to {
            Standing::Icebox(iced) => (Some(iced.clone()), None),
            Standing::Removed(gone) => (None, Some(gone.clone())),
            _ => (None, None),
        };
        self.change_item(id, |item| {
            item.place = to.place();
            item.iced = iced;
            item.gone = gone;
        });
        match to {
            Standing::Suggestions => drop(self.suggestions.insert(id)),
            Standing::Icebox(iced) => drop(self.icebox.insert((iced.until, id))),
            Standing::ProductBacklog { .. } | Standing::Done => {}
            Standing::Removed(_) => {
                if let Some(into) = to.merged_into() {
                    self.change_item(into, |into| {
                        into.absorbed.insert(id);
                    });
                }
            }
        }
    }
}
