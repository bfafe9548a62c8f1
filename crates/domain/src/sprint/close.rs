//! Closing a sprint: done items leave, unfinished ones return to the top of the
//! product backlog in their committed order (F2). A missing reason never holds
//! the closing up.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::commit::{Contract, ContractItem};
use super::{Column, Status};
use crate::event::Event;
use crate::ids::{ItemId, SprintId};
use crate::item::Place;
use crate::points::Points;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text;

/// Close a running sprint.
#[derive(Clone, PartialEq, Debug)]
pub struct CloseSprint {
    /// Which.
    pub sprint: SprintId,
    /// Why items were not finished, for those somebody gave a reason for.
    pub reasons: BTreeMap<ItemId, String>,
}

/// A sprint was closed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SprintClosed {
    /// Which.
    pub sprint: SprintId,
    /// What came of it.
    pub outcome: Arc<Outcome>,
}

/// What came of a sprint. It never changes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// Items that were done, in committed order.
    pub done: Vec<Finished>,
    /// Items that returned to the product backlog, in committed order.
    pub returned: Vec<Returned>,
}

/// An item that was done.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Finished {
    /// Which.
    pub item: ItemId,
    /// Its estimate at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
}

/// An item that was not done.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Returned {
    /// Which.
    pub item: ItemId,
    /// Its estimate at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
    /// How far it was.
    pub column: Column,
    /// How often it has been carried over now.
    pub carried_over: u32,
    /// Why, if somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
}

impl Outcome {
    /// The points that were done: what the sprint adds to the velocity.
    pub fn points_done(&self) -> Points {
        self.done.iter().filter_map(|item| item.estimate).sum()
    }

    /// The points committed to of what was done: of a commitment, what was kept. What an item was
    /// estimated anew while the sprint ran makes no difference here.
    pub fn points_kept(&self, contract: &Contract) -> Points {
        let done = |item: &&ContractItem| self.done.iter().any(|done| done.item == item.item);
        let kept = contract.items.iter().filter(done);
        kept.filter_map(|item| item.estimate).sum()
    }

    /// The points that returned.
    pub fn points_returned(&self) -> Points {
        self.returned.iter().filter_map(|item| item.estimate).sum()
    }
}

pub(crate) fn decide(product: &Product, command: &CloseSprint) -> Result<Vec<Event>, Refusal> {
    let sprint = product.sprint(command.sprint)?;
    match sprint.status {
        Status::Running { .. } => {}
        Status::Planned => return Err(Refusal::SprintNotRunning { sprint: sprint.id }),
        Status::Closed { .. } => {
            return Err(Refusal::SprintClosed {
                sprint: sprint.id,
                name: sprint.name.clone(),
            });
        }
    }
    let mut outcome = Outcome {
        done: Vec::new(),
        returned: Vec::new(),
    };
    for item in sprint.items(product) {
        let column = sprint.column_of(item.id).unwrap_or(Column::ToDo);
        match column {
            Column::Done => {
                outcome.done.push(Finished {
                    item: item.id,
                    estimate: item.estimate,
                });
            }
            column => outcome.returned.push(Returned {
                item: item.id,
                estimate: item.estimate,
                column,
                carried_over: item.carried_over + 1,
                reason: text::reason(command.reasons.get(&item.id).map(String::as_str))?,
            }),
        }
    }
    let outcome = Arc::new(outcome);
    Ok(vec![Event::SprintClosed(SprintClosed {
        sprint: sprint.id,
        outcome,
    })])
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &SprintClosed) {
    for done in &event.outcome.done {
        product.change_item(done.item, |item| {
            item.place = Place::Done(Some(event.sprint))
        });
    }
    let returned: Vec<ItemId> = event
        .outcome
        .returned
        .iter()
        .map(|item| item.item)
        .collect();
    for item in &event.outcome.returned {
        product.change_item(item.item, |changed| {
            changed.place = Place::ProductBacklog;
            changed.carried_over = item.carried_over;
        });
    }
    product.insert_in_order(&returned, None);
    product.change_sprint(event.sprint, |sprint| {
        sprint.status = Status::Closed { at: recorded.at };
        sprint.outcome = Some(event.outcome.clone());
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::estimate::Estimate;
    use crate::item::reorder::Rank;
    use crate::sprint::board::MoveCard;
    use crate::testing::{Given, titles};

    #[test]
    fn unfinished_items_return_on_top_in_their_committed_order() {
        let mut given = Given::running(["A", "B", "C"]);
        given.creates("Next");
        given.does(MoveCard {
            item: ItemId(2),
            to: Column::Done,
            at: Rank::Top,
        });
        given.does(MoveCard {
            item: ItemId(1),
            to: Column::InReview,
            at: Rank::Top,
        });
        let reasons = BTreeMap::from([(ItemId(3), String::from("Vendor was late"))]);
        given.does(CloseSprint {
            sprint: SprintId(1),
            reasons,
        });
        assert_eq!(titles(&given.product), ["A", "C", "Next"]);
        assert_eq!(given.item(2).place, Place::Done(Some(SprintId(1))));
        assert_eq!(
            (given.item(1).carried_over, given.item(3).carried_over),
            (1, 1)
        );
        let sprint = given.sprint_state(1);
        let outcome = sprint.outcome.as_ref().unwrap();
        assert_eq!(outcome.points_done(), Points::whole(3));
        assert_eq!(
            outcome.returned[0].reason, None,
            "a missing reason holds nothing up"
        );
        assert_eq!(
            outcome.returned[1].reason.as_deref(),
            Some("Vendor was late")
        );
    }

    #[test]
    fn what_was_estimated_anew_keeps_no_more_of_the_commitment() {
        let mut given = Given::running(["A", "B"]);
        given.does(Estimate {
            item: ItemId(1),
            to: Some(Points::whole(13)),
        });
        given.does(MoveCard {
            item: ItemId(1),
            to: Column::Done,
            at: Rank::Top,
        });
        given.does(CloseSprint {
            sprint: SprintId(1),
            reasons: BTreeMap::new(),
        });
        let sprint = given.sprint_state(1);
        let outcome = sprint.outcome.as_ref().unwrap();
        assert_eq!(outcome.points_done(), Points::whole(13));
        let contract = sprint.contract.as_ref().unwrap();
        assert_eq!(contract.points(), Points::whole(6));
        assert_eq!(outcome.points_kept(contract), Points::whole(3));
    }
}
