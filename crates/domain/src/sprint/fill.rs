//! Filling a sprint up to a load: the top ready items that still fit cross, in
//! their order. What crosses how is decided in [`super::pull`].

use jiff::Timestamp;

use super::plan::must_be_planned;
use super::pull::{self, PullItems, Unready};
use crate::event::Event;
use crate::ids::{ItemId, SprintId};
use crate::item::reorder::Rank;
use crate::points::Points;
use crate::product::Product;
use crate::ready;
use crate::refusal::Refusal;

/// Items one fill pulls at most: whoever estimates everything at nothing shall
/// not pull the whole backlog by mistake.
pub const MOST: usize = 200;

/// Pull the top ready items that fit.
#[derive(Clone, PartialEq, Debug)]
pub struct FillSprint {
    /// Into which sprint.
    pub sprint: SprintId,
    /// How large all of its items may be then, those already in it included.
    pub up_to: Points,
}

pub(crate) fn decide(
    product: &Product,
    command: &FillSprint,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, now)?.id;
    let items = fitting(product, sprint, command.up_to);
    if items.is_empty() {
        let up_to = command.up_to;
        return Err(Refusal::NothingFits { up_to });
    }
    let pulled = PullItems {
        sprint,
        items,
        to: Rank::Bottom,
        waive: Vec::new(),
        unready: Unready::Refuse,
    };
    pull::decide(product, &pulled, now)
}

/// The top ready items, in order, that fit between what is planned and `up_to`.
fn fitting(product: &Product, sprint: SprintId, up_to: Points) -> Vec<ItemId> {
    let there = product.sprints.get(&sprint);
    let mut load = there.map_or_else(Points::default, |sprint| sprint.points(product));
    let mut items = Vec::new();
    for item in product.order.iter().filter_map(|id| product.items.get(id)) {
        if load >= up_to || items.len() == MOST {
            break;
        }
        let after = load + item.estimate.unwrap_or_default();
        if after <= up_to && ready::missing_for(product, item, sprint).is_empty() {
            load = after;
            items.push(item.id);
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    fn fill(points: u32) -> FillSprint {
        let (sprint, up_to) = (SprintId(1), Points::whole(points));
        FillSprint { sprint, up_to }
    }

    #[test]
    fn the_top_ready_items_that_still_fit_cross_in_their_order() {
        let mut given = Given::items(["A", "B", "C", "D", "E"])
            .ready(&[1, 3, 4, 5])
            .sprint()
            .pulled(&[5]);
        given.does(crate::item::estimate::Estimate {
            item: ItemId(3),
            to: Some(Points::whole(8)),
        });
        given.does(fill(10));
        let plan = [5, 1, 4].map(ItemId);
        assert_eq!(
            *given.sprint_state(1).plan,
            plan,
            "B is not ready, C too large"
        );
    }

    #[test]
    fn a_full_sprint_says_that_nothing_fits() {
        let given = Given::items(["A", "B"])
            .ready(&[1, 2])
            .sprint()
            .pulled(&[1]);
        let up_to = Points::whole(5);
        assert_eq!(given.refusal(fill(5)), Refusal::NothingFits { up_to });
    }

    #[test]
    fn that_nothing_fits_is_said_in_what_the_team_counts() {
        let mut given = Given::items(["A"]).sprint();
        let what = |given: &Given| given.refusal(fill(1)).explain(&given.product).what;
        assert_eq!(what(&given), "Nothing was pulled up to 1 point.");
        given.does(crate::scale::ChangeScale {
            to: crate::scale::Scale::Hours,
        });
        assert_eq!(what(&given), "Nothing was pulled up to 1 hour.");
    }
}
