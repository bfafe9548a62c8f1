//! Capacity (D4): how many of a sprint's days each member of the team has for it.
//!
//! A share below the whole is somebody's part time and goes on in the team's next sprint; days off do not.
//! Who says nothing is there on all working days. The commitment freezes it: from then on it stands in the
//! contract.

use std::fmt;
use std::iter::Sum;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Sprint;
use super::plan::must_be_planned;
use crate::event::Event;
use crate::ids::{PersonId, SprintId};
use crate::product::Product;
use crate::refusal::Refusal;
use crate::rights::Role;

/// How much of a sprint somebody has for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Availability {
    /// Which part of each working day, in percent: 50 is half-time, 0 somebody who is not in it.
    pub percent: u8,
    /// Half days off.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub half_days_off: u16,
}

fn is_zero(half_days: &u16) -> bool {
    *half_days == 0
}

impl Default for Availability {
    fn default() -> Availability {
        Availability {
            percent: 100,
            half_days_off: 0,
        }
    }
}

impl Availability {
    /// The days this leaves of so many working days.
    pub fn of(self, working_days: usize) -> PersonDays {
        let share = working_days as u32 * u32::from(self.percent) / 10;
        PersonDays(share.saturating_sub(u32::from(self.half_days_off) * 5))
    }
}

/// Days of people, in tenths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonDays(pub u32);

impl PersonDays {
    /// As a number of days.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl fmt::Display for PersonDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_f64().fmt(f)
    }
}

impl Sum for PersonDays {
    fn sum<I: Iterator<Item = PersonDays>>(days: I) -> PersonDays {
        PersonDays(days.map(|days| days.0).sum())
    }
}

/// Say how much of a sprint a member of the team has for it.
#[derive(Clone, PartialEq, Debug)]
pub struct SetAvailability {
    /// Which sprint.
    pub sprint: SprintId,
    /// Whose days.
    pub person: PersonId,
    /// How much; nothing for as usual.
    pub to: Option<Availability>,
}

/// Somebody has more or less of a sprint than was known.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AvailabilityChanged {
    /// Which sprint.
    pub sprint: SprintId,
    /// Whose days.
    pub person: PersonId,
    /// What was said before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Availability>,
    /// What is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Availability>,
}

/// The days of one member of the team.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MemberDays {
    /// Who.
    pub person: PersonId,
    /// How many.
    pub days: PersonDays,
}

/// The people of the team.
pub fn members(product: &Product) -> impl Iterator<Item = PersonId> + '_ {
    product.people_with(&[Role::Developer, Role::ScrumMaster])
}

/// How much of a sprint somebody has: as was said, else the part time of their last sprint with this team.
pub fn of(product: &Product, sprint: &Sprint, person: PersonId) -> Availability {
    if let Some(said) = sprint.availability.get(&person) {
        return *said;
    }
    let before = product.sprints.range(..sprint.id).rev();
    let before = before.filter(|(_, before)| before.team == sprint.team);
    let last = before
        .filter_map(|(_, before)| before.availability.get(&person))
        .next();
    Availability {
        percent: last.map_or(100, |last| last.percent),
        half_days_off: 0,
    }
}

/// The days each member has for a sprint.
pub fn capacity(product: &Product, sprint: &Sprint) -> Vec<MemberDays> {
    let working = sprint.calendar.working_days();
    let days = |person| of(product, sprint, person).of(working);
    members(product)
        .map(|person| MemberDays {
            person,
            days: days(person),
        })
        .collect()
}

pub(crate) fn decide(
    product: &Product,
    command: &SetAvailability,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let sprint = must_be_planned(product, command.sprint, now)?;
    let person = command.person;
    if !members(product).any(|member| member == person) {
        return Err(Refusal::NotInTeam);
    }
    let days = sprint.calendar.working_days();
    let fits = |to: Availability| to.percent <= 100 && usize::from(to.half_days_off) <= 2 * days;
    if !command.to.is_none_or(fits) {
        return Err(Refusal::DaysBeyondSprint { days });
    }
    let (from, to) = (sprint.availability.get(&person).copied(), command.to);
    if from == to {
        return Ok(Vec::new());
    }
    let sprint = sprint.id;
    Ok(vec![Event::AvailabilityChanged(AvailabilityChanged {
        sprint,
        person,
        from,
        to,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &AvailabilityChanged) {
    product.change_sprint(event.sprint, |sprint| {
        match event.to {
            Some(to) => sprint.availability.insert(event.person, to),
            None => sprint.availability.remove(&event.person),
        };
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Given, SOLO};

    fn set(sprint: u32, percent: u8, half_days_off: u16) -> SetAvailability {
        SetAvailability {
            sprint: SprintId(sprint),
            person: SOLO,
            to: Some(Availability {
                percent,
                half_days_off,
            }),
        }
    }

    fn days(given: &Given, sprint: u32) -> String {
        let capacity = capacity(&given.product, given.sprint_state(sprint));
        let days: PersonDays = capacity.iter().map(|member| member.days).sum();
        days.to_string()
    }

    #[test]
    fn part_time_and_days_off_leave_less_of_the_working_days() {
        let mut given = Given::items(["A"]).sprint();
        assert_eq!(days(&given, 1), "10", "two weeks without their weekends");
        given.does(set(1, 100, 3));
        assert_eq!(days(&given, 1), "8.5");
        given.does(set(1, 50, 2));
        assert_eq!(days(&given, 1), "4");
        given.does(set(1, 33, 0));
        assert_eq!(days(&given, 1), "3.3");
        given.does(set(1, 20, 20));
        assert_eq!(days(&given, 1), "0", "never less than none");
        given.undoes_last();
        assert_eq!(days(&given, 1), "3.3");
    }

    #[test]
    fn part_time_goes_on_in_the_next_sprint_and_days_off_do_not() {
        let mut given = Given::items(["A"]).sprint();
        given.does(set(1, 50, 4));
        let mut given = given.sprint();
        assert_eq!(days(&given, 2), "5");
        given.does(set(2, 100, 0));
        assert_eq!(
            (days(&given, 1), days(&given, 2)),
            ("3".into(), "10".into())
        );
    }

    #[test]
    fn nobody_outside_the_team_and_nothing_beyond_the_sprint() {
        let given = Given::items(["A"]).sprint();
        assert_eq!(
            given.refusal(set(1, 101, 0)),
            Refusal::DaysBeyondSprint { days: 10 }
        );
        assert_eq!(
            given.refusal(set(1, 100, 21)),
            Refusal::DaysBeyondSprint { days: 10 }
        );
        let person = PersonId(uuid::Uuid::from_u128(99));
        let stranger = SetAvailability {
            person,
            ..set(1, 50, 0)
        };
        assert_eq!(given.refusal(stranger), Refusal::NotInTeam);
    }
}
