//! Velocity (F4): what a team finished in its last sprints, and what of that is usual.

use crate::ids::TeamId;
use crate::points::Points;
use crate::product::Product;
use crate::report::burndown::Unit;
use crate::sprint::Sprint;

/// Closed sprints that are looked at.
pub const SPRINTS: usize = 10;
/// Closed sprints without which nothing is said.
pub const NEEDED: usize = 3;

/// The points a team usually finishes in a sprint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Usual {
    /// From.
    pub from: Points,
    /// To.
    pub to: Points,
    /// The middle of the sprints looked at.
    pub middle: Points,
    /// In how many sprints it was so.
    pub within: usize,
    /// Of how many.
    pub of: usize,
}

/// A team's closed sprints that can be compared in a unit, the first one first: hours are no points.
/// Items are comparable whatever was estimated.
pub fn closed(
    product: &Product,
    team: TeamId,
    unit: Unit,
) -> impl DoubleEndedIterator<Item = &Sprint> {
    let sprints = product.sprints.values().map(AsRef::as_ref);
    sprints.filter(move |sprint: &&Sprint| {
        let comparable = unit == Unit::Items || sprint.unit(product) == unit;
        sprint.is_closed() && sprint.team == team && comparable
    })
}

/// What each of a team's closed sprints finished, on the scale the product estimates on now; the last
/// one first.
pub fn finished(product: &Product, team: TeamId) -> impl Iterator<Item = Points> {
    let sprints = closed(product, team, product.scale.measure().into()).rev();
    let outcomes = sprints.filter_map(|sprint| sprint.outcome.as_ref());
    outcomes.map(|outcome| outcome.points_done())
}

/// What is usual in the last [`SPRINTS`] sprints; from five on the lowest and the highest are left
/// out. `None` with fewer than [`NEEDED`] closed sprints.
pub fn usual(product: &Product, team: TeamId) -> Option<Usual> {
    let mut done: Vec<Points> = finished(product, team).take(SPRINTS).collect();
    let of = done.len();
    if of < NEEDED {
        return None;
    }
    done.sort_unstable();
    let kept = if of >= 5 { &done[1..of - 1] } else { &done[..] };
    let (from, to) = (*kept.first()?, *kept.last()?);
    let within = done
        .iter()
        .filter(|points| (from..=to).contains(points))
        .count();
    let middle = done[of / 2];
    Some(Usual {
        from,
        to,
        middle,
        within,
        of,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    fn team(given: &Given) -> TeamId {
        given.sprint_state(1).team
    }

    #[test]
    fn two_sprints_are_too_little_history() {
        let given = Given::after_sprints(&[1, 2]);
        assert_eq!(usual(&given.product, team(&given)), None);
        let done: Vec<Points> = finished(&given.product, team(&given)).collect();
        assert_eq!(done, [6, 3].map(Points::whole), "the last one first");
    }

    #[test]
    fn from_five_sprints_on_the_ends_are_left_out() {
        let three = Given::after_sprints(&[0, 2, 1]);
        let said = usual(&three.product, team(&three)).unwrap();
        assert_eq!((said.from, said.to), (Points::ZERO, Points::whole(6)));
        assert_eq!(
            (said.middle, said.within, said.of),
            (Points::whole(3), 3, 3)
        );

        let five = Given::after_sprints(&[0, 2, 1, 1, 3]);
        let said = usual(&five.product, team(&five)).unwrap();
        assert_eq!((said.from, said.to), (Points::whole(3), Points::whole(6)));
        assert_eq!((said.within, said.of), (3, 5));
    }
}
