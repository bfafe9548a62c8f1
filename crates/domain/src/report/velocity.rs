//! Velocity (F4): what a team finished in its last sprints, and what of that is usual.

use crate::ids::{SprintId, TeamId};
use crate::points::Points;
use crate::product::Product;

/// Closed sprints that are looked at.
pub const SPRINTS: usize = 10;
/// Closed sprints without which nothing is said.
pub const NEEDED: usize = 3;

/// What a closed sprint committed to and finished.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figures {
    /// Which sprint.
    pub sprint: SprintId,
    /// Points in its contract.
    pub committed: Points,
    /// Points done at its end.
    pub done: Points,
}

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

/// The figures of a team's closed sprints, the last one first.
pub fn closed(product: &Product, team: TeamId) -> impl Iterator<Item = Figures> {
    let sprints = product.sprints.values().rev();
    sprints
        .filter(move |sprint| sprint.team == team)
        .filter_map(|sprint| {
            Some(Figures {
                sprint: sprint.id,
                committed: sprint.contract.as_ref()?.points(),
                done: sprint.outcome.as_ref()?.points_done(),
            })
        })
}

/// What is usual in the last [`SPRINTS`] sprints; from five on the lowest and the highest are left
/// out. `None` with fewer than [`NEEDED`] closed sprints.
pub fn usual(product: &Product, team: TeamId) -> Option<Usual> {
    let mut done: Vec<Points> = closed(product, team)
        .take(SPRINTS)
        .map(|f| f.done)
        .collect();
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
        let done: Vec<Points> = closed(&given.product, team(&given))
            .map(|f| f.done)
            .collect();
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
