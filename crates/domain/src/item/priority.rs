//! How much an item matters, in the four words of MoSCoW (C4): Must, Should, Could; the fourth,
//! Won't, is no priority of something that stands in the backlog but the decision to take it out.
//!
//! The words are those of the DSDM Agile Project Framework, chapter "MoSCoW Prioritisation". The
//! order stays the order (A1): a priority says why something stands high, and ranks nothing.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// How much an item matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Without it the rest is worth nothing.
    Must,
    /// Important; painful to leave out, but it works without.
    Should,
    /// Wanted; little harm if it is left out.
    Could,
}

impl Priority {
    /// All of them, the weightiest first.
    pub const ALL: [Priority; 3] = [Priority::Must, Priority::Should, Priority::Could];

    /// As written in the record, the API and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Priority::Must => "must",
            Priority::Should => "should",
            Priority::Could => "could",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Priority::Must => "Must",
            Priority::Should => "Should",
            Priority::Could => "Could",
        }
    }

    /// The priority written as `text`.
    pub fn parse(text: &str) -> Option<Priority> {
        Priority::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// Say how much an item matters, or take that back.
#[derive(Clone, PartialEq, Debug)]
pub struct Prioritize {
    /// Which item.
    pub item: ItemId,
    /// How much.
    pub to: Option<Priority>,
    /// Why.
    pub reason: Option<String>,
}

/// An item's priority changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PriorityChanged {
    /// Which item.
    pub item: ItemId,
    /// What it was.
    pub from: Option<Priority>,
    /// What it is.
    pub to: Option<Priority>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

pub(crate) fn decide(product: &Product, command: &Prioritize) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    if item.is_finished() {
        return Err(Refusal::ItemFinished { item: item.id });
    }
    let reason = text::reason(command.reason.as_deref())?;
    if item.priority == command.to {
        return Ok(Vec::new());
    }
    Ok(vec![Event::PriorityChanged(PriorityChanged {
        item: item.id,
        from: item.priority,
        to: command.to,
        reason,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &PriorityChanged) {
    product.change_item(event.item, |item| item.priority = event.to);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::What;
    use crate::item::why::why_here;
    use crate::testing::Given;

    fn prioritize(item: u32, to: Option<Priority>, reason: Option<&str>) -> Prioritize {
        let (item, reason) = (ItemId(item), reason.map(str::to_owned));
        Prioritize { item, to, reason }
    }

    #[test]
    fn a_priority_is_set_with_a_reason_and_taken_back() {
        let mut given = Given::items(["A"]);
        let must = prioritize(1, Some(Priority::Must), Some("The law"));
        given.does(must.clone());
        assert_eq!(given.item(1).priority, Some(Priority::Must));
        assert_eq!(given.decides(must), [], "it is so already");
        let newest = why_here(given.item(1)).next().map(|entry| &entry.what);
        assert!(
            matches!(newest, Some(What::Priority { reason: Some(why), .. }) if &**why == "The law"),
            "{newest:?}"
        );
        given.undoes_last();
        assert_eq!(given.item(1).priority, None);
    }

    #[test]
    fn what_is_finished_needs_no_priority_any_more() {
        let mut given = Given::running(["A"]);
        given.does(prioritize(1, Some(Priority::Could), None));
        given.does(crate::sprint::board::MoveCard {
            item: ItemId(1),
            to: crate::Column::Done,
            at: crate::item::reorder::Rank::Top,
        });
        given.does(crate::sprint::close::CloseSprint {
            sprint: crate::SprintId(1),
            reasons: Default::default(),
        });
        let late = prioritize(1, Some(Priority::Must), None);
        assert_eq!(
            given.refusal(late),
            Refusal::ItemFinished { item: ItemId(1) }
        );
    }
}
