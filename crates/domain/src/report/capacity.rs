//! What is usual for the days a team has (D4): its velocity, for as many person-days as this sprint has.
//!
//! The usual points × this sprint's person-days ÷ the person-days of the past contracts, on average. Not here:
//! who has how many days ([`crate::sprint::availability`]).

use crate::points::Points;
use crate::product::Product;
use crate::report::velocity::{self, SPRINTS};
use crate::sprint::{PersonDays, Sprint, availability};

/// The points that are usual for so many person-days.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scaled {
    /// From.
    pub from: Points,
    /// To.
    pub to: Points,
    /// The middle.
    pub middle: Points,
    /// The person-days of the past sprints on average, in days.
    pub mean: f64,
    /// How many past sprints that was counted in.
    pub sprints: usize,
}

/// The person-days a sprint has, planned or committed.
pub fn days(product: &Product, sprint: &Sprint) -> PersonDays {
    let contract = sprint.contract.as_ref();
    let committed = contract.and_then(|contract| contract.capacity());
    let now = || availability::capacity(product, sprint);
    committed.unwrap_or_else(|| now().iter().map(|member| member.days).sum())
}

/// Whether the team has ever said something about anybody's days, for this sprint or one before.
pub fn is_said(product: &Product, sprint: &Sprint) -> bool {
    let upto = product.sprints.range(..=sprint.id);
    let mut own = upto.filter(|(_, other)| other.team == sprint.team);
    own.any(|(_, other)| !other.availability.is_empty())
}

/// What is usual for the days of a sprint. `None` while the velocity is not known, or no past contract
/// says how many days there were.
pub fn usual(product: &Product, sprint: &Sprint) -> Option<Scaled> {
    let usual = velocity::usual(product, sprint.team)?;
    let past = velocity::closed(product, sprint.team, product.scale.measure().into());
    let past = past.rev().take(SPRINTS);
    let past = past.filter_map(|past| past.contract.as_ref()?.capacity());
    let past: Vec<f64> = past
        .map(PersonDays::as_f64)
        .filter(|days| *days > 0.0)
        .collect();
    if past.is_empty() {
        return None;
    }
    let mean = past.iter().sum::<f64>() / past.len() as f64;
    let share = days(product, sprint).as_f64() / mean;
    let scaled = |points: Points| Points::new((points.as_f64() * share).round());
    Some(Scaled {
        from: scaled(usual.from)?,
        to: scaled(usual.to)?,
        middle: scaled(usual.middle)?,
        mean,
        sprints: past.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SprintId;
    use crate::sprint::availability::SetAvailability;
    use crate::testing::{Given, SOLO};

    fn half_time(sprint: u32) -> SetAvailability {
        let to = Some(availability::Availability {
            percent: 50,
            half_days_off: 0,
        });
        SetAvailability {
            sprint: SprintId(sprint),
            person: SOLO,
            to,
        }
    }

    fn all(from: u32, middle: u32, to: u32) -> (Points, Points, Points) {
        (
            Points::whole(from),
            Points::whole(middle),
            Points::whole(to),
        )
    }

    #[test]
    fn half_the_days_make_half_of_what_is_usual() {
        let mut given = Given::after_sprints(&[1, 2, 3]).sprint();
        let whole = usual(&given.product, given.sprint_state(4)).unwrap();
        let points = (whole.from, whole.middle, whole.to);
        assert_eq!(points, all(3, 6, 9));
        assert_eq!((whole.mean, whole.sprints), (10.0, 3));
        given.does(half_time(4));
        let half = usual(&given.product, given.sprint_state(4)).unwrap();
        assert_eq!((half.from, half.middle, half.to), all(2, 3, 5));
    }

    #[test]
    fn without_a_contract_that_counted_days_nothing_is_said() {
        let mut given = Given::after_sprints(&[1, 2, 3]).sprint();
        for number in 1..=3 {
            given.product.change_sprint(SprintId(number), |sprint| {
                let contract = sprint.contract.as_mut().unwrap();
                std::sync::Arc::make_mut(contract).capacity.clear();
            });
        }
        assert_eq!(usual(&given.product, given.sprint_state(4)), None);
    }

    #[test]
    fn a_commitment_keeps_the_days_it_was_made_with() {
        let mut given = Given::items(["A"]).ready(&[1]).sprint();
        assert!(!is_said(&given.product, given.sprint_state(1)));
        given.does(half_time(1));
        given.begins(1, &[1]);
        let sprint = given.sprint_state(1);
        let contract = sprint.contract.as_ref().unwrap();
        assert_eq!(contract.capacity(), Some(PersonDays(50)));
        assert_eq!(days(&given.product, sprint), PersonDays(50));
        assert!(is_said(&given.product, sprint));
        let late = given.refusal(half_time(1));
        assert!(matches!(late, crate::Refusal::SprintRunning { .. }));
    }
}
