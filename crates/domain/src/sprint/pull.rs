//! The gate: how an item crosses from the product backlog into a sprint being
//! planned (D3). There is no other way in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plan::must_be_planned;
use crate::event::Event;
use crate::ids::{ItemId, PersonId, SprintId};
use crate::item::Place;
use crate::item::reorder::{Rank, distinct, resolve};
use crate::order::index_after;
use crate::points::Points;
use crate::product::Product;
use crate::ready::{self, Check, Worded};
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text;

/// Pull items into a sprint being planned.
#[derive(Clone, PartialEq, Debug)]
pub struct PullItems {
    /// Into which sprint.
    pub sprint: SprintId,
    /// Which, in their order.
    pub items: Vec<ItemId>,
    /// Where in the sprint the first of them goes.
    pub to: Rank,
    /// Checks the team waives for them, each with a reason.
    pub waive: Vec<(Check, String)>,
    /// What becomes of the others where some are not ready.
    pub unready: Unready,
}

/// What becomes of a pull when some of its items are not ready.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unready {
    /// All items cross or none.
    #[default]
    Refuse,
    /// Those that are not ready stay in the product backlog and are named; the
    /// others cross. Refused only when none is ready.
    LeaveOut,
}

/// Items crossed into a sprint.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ItemsPulled {
    /// Which sprint.
    pub sprint: SprintId,
    /// Which, in their order.
    pub items: Vec<Pulled>,
    /// What stands right above the first of them in the sprint; `None` on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<ItemId>,
    /// Which were asked for too and stayed, because they were not ready.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// An item that was not ready to cross with the others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LeftOut {
    /// Which.
    pub item: ItemId,
    /// What it lacked at that moment.
    pub missing: Vec<Check>,
}

/// One item's crossing, with its state at that moment (A3).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Pulled {
    /// Which.
    pub item: ItemId,
    /// What stood right above it in the product backlog.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_below: Option<ItemId>,
    /// Its estimate.
    pub estimate: Option<Points>,
    /// Checks that failed and were waived, with the reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<Waived>,
}

/// A check that was waived.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waived {
    /// Which check.
    pub check: Check,
    /// Why it may be missing.
    pub reason: Arc<str>,
}

/// A waived check of an item in a sprint, with who answers for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waiver {
    /// For which item.
    pub item: ItemId,
    /// Which check, as it read then.
    #[serde(flatten)]
    pub worded: Worded,
    /// Why.
    pub reason: Arc<str>,
    /// Who waived it.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

pub(crate) fn decide(
    product: &Product,
    command: &PullItems,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, now)?;
    let waive = waivers(&command.waive)?;
    let items = distinct(&command.items);
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let left = resolve(&sprint.plan, &BTreeSet::new(), command.to)?;
    must_be_in_backlog(product, &items)?;
    let gate = Gate {
        product,
        sprint: sprint.id,
        waive: &waive,
    };
    let (items, left_out) = gate.admit(items, command.unready)?;
    Ok(vec![Event::ItemsPulled(ItemsPulled {
        sprint: sprint.id,
        items: gate.crossings(&items),
        left,
        left_out,
    })])
}

fn must_be_in_backlog(product: &Product, items: &[ItemId]) -> Result<(), Refusal> {
    for id in items {
        let place = product.live_item(*id)?.place;
        if place != Place::ProductBacklog {
            return Err(Refusal::NotInProductBacklog { item: *id, place });
        }
    }
    Ok(())
}

/// Each check once, with the first reason given for it.
fn waivers(waive: &[(Check, String)]) -> Result<Vec<Waived>, Refusal> {
    let mut waived: Vec<Waived> = Vec::new();
    for (check, reason) in waive {
        let (check, reason) = (*check, text::line("waiver reason", reason)?);
        if waived.iter().all(|earlier| earlier.check != check) {
            waived.push(Waived { check, reason });
        }
    }
    Ok(waived)
}

/// What is asked of items before they cross into one sprint.
struct Gate<'a> {
    product: &'a Product,
    sprint: SprintId,
    waive: &'a [Waived],
}

impl Gate<'_> {
    /// Which of `items` cross, and which stay behind.
    fn admit(
        &self,
        items: Vec<ItemId>,
        unready: Unready,
    ) -> Result<(Vec<ItemId>, Vec<LeftOut>), Refusal> {
        let Some(LeftOut { item, missing }) = self.first_unready(&items) else {
            return Ok((items, Vec::new()));
        };
        if unready == Unready::Refuse || items.len() == 1 {
            return Err(Refusal::NotReady { item, missing });
        }
        let count = items.len();
        let (crossing, left_out) = self.divide(&items);
        if crossing.is_empty() {
            return Err(Refusal::NoneReady {
                count,
                item,
                missing,
            });
        }
        Ok((crossing, left_out))
    }

    /// The first that does not pass even together with all others.
    fn first_unready(&self, items: &[ItemId]) -> Option<LeftOut> {
        let coming: BTreeSet<ItemId> = items.iter().copied().collect();
        items.iter().find_map(|item| {
            let missing = self.unwaived(*item, &coming);
            (!missing.is_empty()).then_some(LeftOut {
                item: *item,
                missing,
            })
        })
    }

    /// Which of `items` pass together, and which do not; both in their order.
    /// What waits for one that stays behind stays with it.
    fn divide(&self, items: &[ItemId]) -> (Vec<ItemId>, Vec<LeftOut>) {
        let mut coming: BTreeSet<ItemId> = items.iter().copied().collect();
        let mut staying = BTreeMap::new();
        let mut asked = items.to_vec();
        while let Some(id) = asked.pop() {
            if !coming.contains(&id) {
                continue;
            }
            let missing = self.unwaived(id, &coming);
            if !missing.is_empty() {
                coming.remove(&id);
                staying.insert(id, missing);
                asked.extend(self.product.blocks.get(&id).into_iter().flatten());
            }
        }
        let crossing = items.iter().copied().filter(|id| coming.contains(id));
        let crossing = crossing.collect();
        let left_out = items.iter().filter_map(|id| {
            let missing = staying.remove(id)?;
            Some(LeftOut { item: *id, missing })
        });
        (crossing, left_out.collect())
    }

    /// What the item lacks that nobody waives.
    fn unwaived(&self, id: ItemId, coming: &BTreeSet<ItemId>) -> Vec<Check> {
        let waived = |check: &Check| {
            *check != Check::BrokenDown && self.waive.iter().any(|waived| waived.check == *check)
        };
        let missing = self.lacking(id, coming);
        match missing.iter().all(waived) {
            true => Vec::new(),
            false => missing.into_iter().filter(|check| !waived(check)).collect(),
        }
    }

    /// What the item lacks, when the items in `coming` cross together with it.
    fn lacking(&self, id: ItemId, coming: &BTreeSet<ItemId>) -> Vec<Check> {
        let Some(item) = self.product.items.get(&id) else {
            return Vec::new();
        };
        let mut missing = ready::missing_for(self.product, item, self.sprint);
        let together = item.blocked_by.iter().all(|blocker| {
            coming.contains(&self.product.lives_on_in(*blocker))
                || !ready::holds_up(self.product, *blocker, Some(self.sprint))
        });
        if together {
            missing.retain(|check| *check != Check::NoUnresolvedDependency);
        }
        missing
    }

    /// The crossing of each of `items`, all of which pass.
    fn crossings(&self, items: &[ItemId]) -> Vec<Pulled> {
        let indices = self.product.indices(items);
        let coming: BTreeSet<ItemId> = items.iter().copied().collect();
        let crossing = |id: &ItemId| {
            let left = indices.get(id).and_then(|index| index.checked_sub(1));
            let missing = self.lacking(*id, &coming);
            let waived = self.waive.iter();
            Pulled {
                item: *id,
                was_below: left.map(|left| self.product.order[left]),
                estimate: self.product.items.get(id).and_then(|item| item.estimate),
                waived: waived
                    .filter(|waived| missing.contains(&waived.check))
                    .cloned()
                    .collect(),
            }
        };
        items.iter().map(crossing).collect()
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &ItemsPulled) {
    let items: Vec<ItemId> = event.items.iter().map(|pulled| pulled.item).collect();
    product.take_from_order(&items);
    for item in &items {
        product.change_item(*item, |item| item.place = Place::Sprint(event.sprint));
    }
    let waivers = event.items.iter().flat_map(|pulled| {
        pulled.waived.iter().map(|waived| Waiver {
            item: pulled.item,
            worded: Worded::now(waived.check, product),
            reason: waived.reason.clone(),
            by: recorded.actor,
            at: recorded.at,
        })
    });
    let waivers: Vec<Waiver> = waivers.collect();
    product.change_sprint(event.sprint, |sprint| {
        let plan = Arc::make_mut(&mut sprint.plan);
        let index = index_after(plan, event.left);
        plan.splice(index..index, items.iter().copied());
        sprint.waivers.extend(waivers);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::estimate::Estimate;
    use crate::testing::{Given, titles};

    fn pull(items: &[u32], waive: &[(Check, &str)]) -> PullItems {
        PullItems {
            sprint: SprintId(1),
            items: items.iter().copied().map(ItemId).collect(),
            to: Rank::Bottom,
            waive: waive
                .iter()
                .map(|(check, why)| (*check, (*why).to_owned()))
                .collect(),
            unready: Unready::Refuse,
        }
    }

    #[test]
    fn a_ready_item_crosses_and_leaves_the_product_backlog() {
        let mut given = Given::items(["A", "B"]).ready(&[1, 2]).sprint();
        given.does(pull(&[2, 1], &[]));
        assert_eq!(titles(&given.product), Vec::<String>::new());
        assert_eq!(*given.sprint_state(1).plan, [ItemId(2), ItemId(1)]);
        assert_eq!(given.item(1).place, Place::Sprint(SprintId(1)));
    }

    #[test]
    fn the_gate_names_everything_that_is_missing() {
        let given = Given::items(["A"]).sprint();
        let missing = vec![Check::AcceptanceCriteria, Check::Estimate];
        assert_eq!(
            given.refusal(pull(&[1], &[])),
            Refusal::NotReady {
                item: ItemId(1),
                missing
            }
        );
    }

    #[test]
    fn a_waiver_covers_one_check_and_needs_a_reason() {
        let mut given = Given::items(["A"]).sprint();
        let half = given.refusal(pull(&[1], &[(Check::Estimate, "spike")]));
        let missing = vec![Check::AcceptanceCriteria];
        assert_eq!(
            half,
            Refusal::NotReady {
                item: ItemId(1),
                missing
            }
        );
        given.does(Estimate {
            item: ItemId(1),
            to: Some(Points::whole(1)),
        });
        assert_eq!(
            given.refusal(pull(&[1], &[(Check::AcceptanceCriteria, " ")])),
            Refusal::TextMissing {
                field: "waiver reason"
            }
        );
        given.does(pull(
            &[1],
            &[
                (Check::AcceptanceCriteria, "spike"),
                (Check::AcceptanceCriteria, "twice"),
                (Check::Estimate, "-"),
            ],
        ));
        let waivers = &given.sprint_state(1).waivers;
        assert_eq!(
            waivers.len(),
            1,
            "only what was missing is waived, and once"
        );
        assert_eq!(waivers[0].worded.check, Check::AcceptanceCriteria);
    }

    #[test]
    fn items_that_wait_for_each_other_cross_together() {
        let mut given = Given::items(["A", "B"]).ready(&[1, 2]).sprint();
        given.does(crate::item::depend::AddDependency {
            item: ItemId(1),
            blocked_by: ItemId(2),
        });
        let missing = vec![Check::NoUnresolvedDependency];
        assert_eq!(
            given.refusal(pull(&[1], &[])),
            Refusal::NotReady {
                item: ItemId(1),
                missing
            }
        );
        given.does(pull(&[1, 2], &[]));
    }

    #[test]
    fn of_many_those_that_are_ready_cross_and_the_others_are_named() {
        let mut given = Given::items(["A", "B", "C", "D"])
            .ready(&[1, 3, 4])
            .sprint();
        given.does(crate::item::depend::AddDependency {
            item: ItemId(3),
            blocked_by: ItemId(2),
        });
        let leave = |items: &[u32]| PullItems {
            unready: Unready::LeaveOut,
            ..pull(items, &[])
        };
        given.does(leave(&[4, 3, 2, 1]));
        assert_eq!(*given.sprint_state(1).plan, [ItemId(4), ItemId(1)]);
        let Event::ItemsPulled(pulled) = &given.recorded.last().unwrap().event else {
            panic!("not pulled");
        };
        let named = pulled.left_out.iter();
        let named: Vec<_> = named.map(|out| (out.item.0, out.missing.len())).collect();
        assert_eq!(
            named,
            [(3, 1), (2, 2)],
            "who waits for one that stays, stays"
        );
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
        let none = given.refusal(leave(&[2, 3]));
        assert!(
            matches!(none, Refusal::NoneReady { count: 2, .. }),
            "{none:?}"
        );
        assert!(matches!(
            given.refusal(leave(&[2])),
            Refusal::NotReady { .. }
        ));
    }
}
