//! The gate: how an item crosses from the product backlog into a sprint being
//! planned (D3). There is no other way in.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plan::must_be_planned;
use crate::event::Event;
use crate::ids::{ItemId, PersonId, SprintId};
use crate::item::reorder::{Rank, distinct, resolve};
use crate::item::{Item, Place};
use crate::points::Points;
use crate::product::{Product, index_after};
use crate::ready::{self, Check};
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
    /// Which check.
    pub check: Check,
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
    let coming: BTreeSet<ItemId> = items.iter().copied().collect();
    let items = items
        .iter()
        .map(|item| pass_gate(product, *item, sprint.id, &coming, &waive))
        .collect::<Result<_, _>>()?;
    Ok(vec![Event::ItemsPulled(ItemsPulled {
        sprint: sprint.id,
        items,
        left,
    })])
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

fn pass_gate(
    product: &Product,
    id: ItemId,
    sprint: SprintId,
    coming: &BTreeSet<ItemId>,
    waive: &[Waived],
) -> Result<Pulled, Refusal> {
    let item = product.live_item(id)?;
    if item.place != Place::ProductBacklog {
        return Err(Refusal::NotInProductBacklog {
            item: id,
            place: item.place,
        });
    }
    let missing = lacking(product, item, sprint, coming);
    let waivable = |check: &Check| {
        *check != Check::BrokenDown && waive.iter().any(|waived| waived.check == *check)
    };
    if !missing.iter().all(waivable) {
        let missing = missing
            .into_iter()
            .filter(|check| !waivable(check))
            .collect();
        return Err(Refusal::NotReady { item: id, missing });
    }
    let rank = product.rank(id).unwrap_or_default() as usize;
    Ok(Pulled {
        item: id,
        was_below: rank.checked_sub(2).map(|index| product.order[index]),
        estimate: item.estimate,
        waived: waive
            .iter()
            .filter(|w| missing.contains(&w.check))
            .cloned()
            .collect(),
    })
}

/// What the item lacks, when the items in `coming` cross together with it.
fn lacking(
    product: &Product,
    item: &Item,
    sprint: SprintId,
    coming: &BTreeSet<ItemId>,
) -> Vec<Check> {
    let mut missing = ready::missing_for(product, item, sprint);
    let together = item.blocked_by.iter().all(|blocker| {
        coming.contains(blocker)
            || product.items.get(blocker).is_none_or(|blocker| {
                blocker.is_finished() || blocker.place == Place::Sprint(sprint)
            })
    });
    if together {
        missing.retain(|check| *check != Check::NoUnresolvedDependency);
    }
    missing
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
            check: waived.check,
            reason: waived.reason.clone(),
            by: recorded.actor,
            at: recorded.at,
        })
    });
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
        assert_eq!(waivers[0].check, Check::AcceptanceCriteria);
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
}
