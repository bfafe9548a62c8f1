//! Back from a sprint being planned into the product backlog. Where it goes
//! there is the product owner's to say, so it returns to where it stood.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Waiver;
use super::plan::must_be_planned;
use crate::event::Event;
use crate::ids::{ItemId, SprintId};
use crate::item::Place;
use crate::item::remove::Neighbour;
use crate::item::reorder::distinct;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// Put items back into the product backlog.
#[derive(Clone, PartialEq, Debug)]
pub struct PutBack {
    /// From which sprint.
    pub sprint: SprintId,
    /// Which.
    pub items: Vec<ItemId>,
    /// Why.
    pub reason: Option<String>,
}

/// Items went back into the product backlog.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsPutBack {
    /// From which sprint.
    pub sprint: SprintId,
    /// Which, each with what stands right above it now.
    pub items: Vec<Neighbour>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Arc<str>>,
    /// The whole order of the sprint as it was.
    pub was: Vec<ItemId>,
    /// The waivers that let them in and went with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

pub(crate) fn decide(
    product: &Product,
    command: &PutBack,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, now)?;
    let reason = text::reason(command.reason.as_deref())?;
    let items = distinct(&command.items);
    for item in &items {
        let place = product.live_item(*item)?.place;
        if place != Place::Sprint(sprint.id) {
            return Err(Refusal::NotInSprint {
                item: *item,
                sprint: sprint.id,
                place,
            });
        }
    }
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let waivers = sprint.waivers.iter();
    let waivers = waivers.filter(|waiver| items.contains(&waiver.item));
    Ok(vec![Event::ItemsPutBack(ItemsPutBack {
        sprint: sprint.id,
        waivers: waivers.cloned().collect(),
        was: sprint.plan.to_vec(),
        items: product.back_in_place(&items),
        reason,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &ItemsPutBack) {
    let leaving: Vec<ItemId> = event.items.iter().map(|neighbour| neighbour.item).collect();
    product.change_sprint(event.sprint, |sprint| {
        Arc::make_mut(&mut sprint.plan).retain(|item| !leaving.contains(item));
        sprint
            .waivers
            .retain(|waiver| !leaving.contains(&waiver.item));
    });
    product.insert_each(&event.items);
    for Neighbour { item, .. } in &event.items {
        product.change_item(*item, |item| item.place = Place::ProductBacklog);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::reorder::Rank;
    use crate::ready::Check;
    use crate::sprint::pull::{PullItems, Unready};
    use crate::testing::{Given, titles};

    #[test]
    fn items_return_to_where_they_stood() {
        let mut given = Given::items(["A", "B", "C", "D"])
            .ready(&[1, 2, 3, 4])
            .sprint();
        let items: Vec<ItemId> = [3, 2].map(ItemId).to_vec();
        let (sprint, to, waive) = (SprintId(1), Rank::Bottom, Vec::new());
        given.does(PullItems {
            sprint,
            items: items.clone(),
            to,
            waive,
            unready: Unready::Refuse,
        });
        given.does(PutBack {
            sprint,
            items,
            reason: None,
        });
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
    }

    #[test]
    fn putting_back_by_mistake_is_undone_with_order_and_waivers() {
        let mut given = Given::items(["A", "B", "C"]).ready(&[1, 3]).sprint();
        let waive = Check::BUILT_IN
            .map(|check| (check, "Spike".to_owned()))
            .to_vec();
        given.does(PullItems {
            sprint: SprintId(1),
            items: [1, 2, 3].map(ItemId).to_vec(),
            to: Rank::Bottom,
            waive,
            unready: Unready::Refuse,
        });
        let waived = |given: &Given| {
            let waivers = given.sprint_state(1).waivers.iter();
            waivers
                .map(|w| (w.item, w.worded.check))
                .collect::<Vec<_>>()
        };
        let before = waived(&given);
        given.does(PutBack {
            sprint: SprintId(1),
            items: vec![ItemId(2), ItemId(1)],
            reason: None,
        });
        assert_eq!(waived(&given), []);
        given.undoes_last();
        assert_eq!(*given.sprint_state(1).plan, [1, 2, 3].map(ItemId));
        assert_eq!(waived(&given), before);
    }

    #[test]
    fn nothing_comes_back_above_what_it_stood_below() {
        let mut given = Given::items(["A", "B", "C", "D"])
            .ready(&[1, 2, 3, 4])
            .sprint()
            .pulled(&[3, 4]);
        let (sprint, reason) = (SprintId(1), None);
        let items = vec![ItemId(4)];
        given.does(PutBack {
            sprint,
            items,
            reason,
        });
        assert_eq!(titles(&given.product), ["A", "B", "D"]);
    }

    #[test]
    fn thousands_come_back_in_their_order_whatever_order_the_team_gave_them() {
        let mut given = Given::items([]);
        let many = 2_000;
        let items = (0..many).map(|n| crate::item::create::NewItem::titled(n.to_string()));
        given.does(crate::item::create::CreateItems {
            items: items.collect(),
            at: Rank::Bottom,
        });
        let before = given.product.order.to_vec();
        let items: Vec<ItemId> = before.iter().rev().copied().collect();
        let waive = [Check::Estimate, Check::AcceptanceCriteria];
        let waive = waive.map(|check| (check, "spike".to_owned())).to_vec();
        let (sprint, to) = (SprintId(1), Rank::Bottom);
        let mut given = given.sprint();
        given.does(PullItems {
            sprint,
            items: items.clone(),
            to,
            waive,
            unready: Unready::Refuse,
        });
        given.does(PutBack {
            sprint,
            items,
            reason: None,
        });
        assert_eq!(*given.product.order, before);
    }

    #[test]
    fn what_is_not_in_the_sprint_cannot_leave_it() {
        let given = Given::items(["A"]).sprint();
        let command = PutBack {
            sprint: SprintId(1),
            items: vec![ItemId(1)],
            reason: None,
        };
        assert!(matches!(
            given.refusal(command),
            Refusal::NotInSprint { .. }
        ));
    }
}
