//! Giving up a sprint that was never committed to. Its items return to where
//! they stood; its number is not used again.

use serde::{Deserialize, Serialize};

use super::Sprint;
use super::plan::must_be_planned;
use crate::event::Event;
use crate::ids::SprintId;
use crate::item::Place;
use crate::item::remove::Neighbour;
use crate::product::Product;
use crate::record::Context;
use crate::refusal::Refusal;
use crate::rights::{self, Actor, Right};

/// Give up a sprint being planned.
#[derive(Clone, PartialEq, Debug)]
pub struct DiscardSprint {
    /// Which.
    pub sprint: SprintId,
}

/// A planned sprint was given up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SprintDiscarded {
    /// Which.
    pub sprint: SprintId,
    /// Its items, each with what stands right above it now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Neighbour>,
}

/// Whether `actor` may discard `sprint`: those who decide what is in it, and
/// whoever planned it as long as nothing is.
pub fn may(product: &Product, actor: Actor, sprint: &Sprint) -> bool {
    let own = sprint.planned_by.is_some() && sprint.planned_by == actor.person();
    let empty = sprint.plan.is_empty();
    rights::may(product, actor, Right::Membership)
        || (own && empty && rights::may(product, actor, Right::PlanSprint))
}

pub(crate) fn decide(
    product: &Product,
    context: &Context,
    command: &DiscardSprint,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, context.at)?;
    if !may(product, context.actor, sprint) {
        return Err(Refusal::Forbidden {
            right: Right::Membership,
            held: context.actor.roles(product),
        });
    }
    let items = product.back_in_place(&sprint.plan);
    Ok(vec![Event::SprintDiscarded(SprintDiscarded {
        sprint: sprint.id,
        items,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &SprintDiscarded) {
    product.insert_each(&event.items);
    for Neighbour { item, .. } in &event.items {
        product.change_item(*item, |item| item.place = Place::ProductBacklog);
    }
    product.sprints.remove(&event.sprint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ItemId;
    use crate::rights::Role;
    use crate::sprint::plan::PlanSprint;
    use crate::testing::{Given, titles};

    #[test]
    fn a_product_owner_takes_her_own_empty_plan_back_and_no_other() {
        let mut given = Given::items(["A"]).ready(&[1]).sprint();
        let calendar = given.sprint_state(1).calendar.clone();
        let discard = |sprint| DiscardSprint {
            sprint: SprintId(sprint),
        };
        let owner = [Role::ProductOwner];
        given.does_as(
            &owner,
            PlanSprint {
                team: None,
                name: None,
                goal: Some("Money".into()),
                calendar,
            },
        );
        let undo = given.undo_of(given.last_command());
        let right = Right::Membership;
        let held = owner.into_iter().collect();
        let forbidden = Refusal::Forbidden { right, held };
        assert_eq!(
            given.refusal_as(&owner, discard(1)),
            forbidden,
            "the team's"
        );
        assert!(given.attempt_as(&owner, &undo.clone().into()).is_ok());
        given.does(crate::sprint::pull::PullItems {
            sprint: SprintId(2),
            items: vec![ItemId(1)],
            to: crate::item::reorder::Rank::Top,
            waive: Vec::new(),
            unready: crate::sprint::pull::Unready::Refuse,
        });
        assert_eq!(given.refusal_as(&owner, undo), forbidden, "no longer empty");
    }

    #[test]
    fn a_discarded_sprints_items_return_and_its_number_is_not_used_again() {
        let mut given = Given::items(["A", "B"])
            .ready(&[1, 2])
            .sprint()
            .pulled(&[1, 2]);
        given.does(DiscardSprint {
            sprint: SprintId(1),
        });
        assert_eq!(titles(&given.product), ["A", "B"]);
        let given = given.sprint();
        assert!(given.product.sprints.contains_key(&SprintId(2)));
    }
}
