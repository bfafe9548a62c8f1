//! The chance that a sprint finishes everything (D5), the items that would have to go (D6), and how
//! such claims came true (F4).
//!
//! Not here: how a chance follows from history ([`crate::forecast`]).

use jiff::Timestamp;

use crate::forecast::{Past, Rest, TooLittle};
use crate::ids::ItemId;
use crate::product::Product;
use crate::report::burndown::{Amount, Burndown, Unit};
use crate::report::velocity;
use crate::sprint::{Calendar, Sprint};

/// Closed sprints that are looked at.
pub const SPRINTS: usize = 20;
/// A chance to finish everything below this is called out.
pub const LOW: f64 = 0.2;
/// As likely as not: what a plan is brought to by items that go.
const EVEN: f64 = 0.5;

/// What a sprint may finish from now to its end.
#[derive(Clone, PartialEq, Debug)]
pub struct Outlook {
    /// What is counted.
    pub unit: Unit,
    /// What is left to do.
    pub left: f64,
    /// The chance, from 0 to 1, that all of it is finished.
    pub everything: f64,
    /// From how many closed sprints this is known.
    pub sprints: usize,
    /// In how many of them as much was finished from the same share of their time on.
    pub as_much: usize,
    /// In how many of them everything that was left was finished.
    pub all: usize,
    rest: Rest,
}

impl Outlook {
    /// What of the rest will be finished in eight of ten cases: from, to.
    pub fn likely(&self) -> (f64, f64) {
        let (from, to) = self.rest.interval(0.8);
        (from.min(self.left), to.min(self.left))
    }

    /// What will be finished as likely as not.
    pub fn middle(&self) -> f64 {
        self.rest.finished(0.5).min(self.left)
    }

    /// The chance to finish everything, in whole percent. While something is left it is neither 0 nor
    /// 100: a few sprints prove nothing.
    pub fn percent(&self) -> u8 {
        match self.left > 0.0 {
            true => (self.everything * 100.0).round().clamp(1.0, 99.0) as u8,
            false => 100,
        }
    }
}

/// What a planned or running sprint may finish, as it is known at `now`.
///
/// # Errors
///
/// When its team closed too few sprints, or finished nothing in them.
pub fn outlook(product: &Product, sprint: &Sprint, now: Timestamp) -> Result<Outlook, TooLittle> {
    let unit = unit(product, sprint);
    let (gone, left) = if sprint.is_planned() {
        (0.0, planned(product, sprint).value(unit))
    } else {
        let left = sprint.burndown.remaining().value(unit);
        (gone(&sprint.calendar, now), left)
    };
    let past = past(product, sprint, gone, unit);
    let rest = Rest::new(&past, left)?;
    Ok(Outlook {
        unit,
        left,
        everything: rest.chance(left),
        sprints: past.len(),
        as_much: count(&past, |past| past.finished >= left),
        all: count(&past, |past| past.finished >= past.left),
        rest,
    })
}

/// The items that would have to go out of a planned sprint, the last ones first, so that the rest is as
/// likely as not to be finished. None where the chance is not [`LOW`], or not known.
pub fn to_go(product: &Product, sprint: &Sprint) -> Vec<ItemId> {
    let unit = unit(product, sprint);
    let past = past(product, sprint, 0.0, unit);
    let chance = |left: f64| Rest::new(&past, left).map_or(1.0, |rest| rest.chance(left));
    let mut left = planned(product, sprint).value(unit);
    if !sprint.is_planned() || chance(left) >= LOW {
        return Vec::new();
    }
    let mut going = Vec::new();
    for item in sprint.items(product).collect::<Vec<_>>().into_iter().rev() {
        if chance(left) >= EVEN {
            break;
        }
        let amount = Amount {
            points: item.estimate.unwrap_or_default(),
            items: 1,
        };
        if amount.value(unit) > 0.0 {
            left -= amount.value(unit);
            going.push(item.id);
        }
    }
    going
}

/// What was claimed at the commitments of a team's closed sprints, and what happened.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Claims {
    /// How many claims there were.
    pub count: u32,
    /// The chance that was said, on average, from 0 to 1.
    pub said: f64,
    /// In how many of them everything was finished.
    pub happened: u32,
}

/// The claims of all closed sprints that made one; `None` without any.
pub fn claims(product: &Product) -> Option<Claims> {
    let scored = product.sprints.values().filter_map(|sprint| {
        let said = sprint.contract.as_ref()?.chance?;
        let outcome = sprint.outcome.as_ref()?;
        Some((f64::from(said) / 100.0, outcome.returned.is_empty()))
    });
    let (mut count, mut sum, mut happened) = (0, 0.0, 0);
    for (said, finished) in scored {
        count += 1;
        sum += said;
        happened += u32::from(finished);
    }
    (count > 0).then(|| Claims {
        count,
        said: sum / f64::from(count),
        happened,
    })
}

fn count(past: &[Past], holds: impl Fn(&Past) -> bool) -> usize {
    past.iter().filter(|past| holds(past)).count()
}

/// Items where nothing is estimated, else what the estimates count.
fn unit(product: &Product, sprint: &Sprint) -> Unit {
    let amount = if sprint.is_planned() {
        planned(product, sprint)
    } else {
        sprint.burndown.scope()
    };
    if amount.points.as_f64() > 0.0 {
        sprint.unit(product)
    } else {
        Unit::Items
    }
}

fn planned(product: &Product, sprint: &Sprint) -> Amount {
    Amount {
        points: sprint.points(product),
        items: sprint.plan.len() as u32,
    }
}

/// The team's closed sprints on the same scale, seen when the share `gone` of their time was over.
fn past(product: &Product, sprint: &Sprint, gone: f64, unit: Unit) -> Vec<Past> {
    let closed = velocity::closed(product, sprint.team, unit);
    let mut past: Vec<Past> = closed
        .filter(|past| past.id != sprint.id)
        .map(|past| seen(&past.burndown, moment(&past.calendar, gone), unit))
        .collect();
    past.drain(..past.len().saturating_sub(SPRINTS));
    past
}

/// What was left at the moment, and finished from it to the end.
fn seen(burndown: &Burndown, moment: Timestamp, unit: Unit) -> Past {
    let steps = burndown.steps();
    let Some(end) = steps.last() else {
        return Past {
            left: 0.0,
            finished: 0.0,
        };
    };
    let then = steps.partition_point(|step| step.at <= moment);
    let then = &steps[then.saturating_sub(1)];
    let done =
        |step: &crate::report::burndown::Step| step.scope.value(unit) - step.remaining.value(unit);
    Past {
        left: then.remaining.value(unit),
        finished: (done(end) - done(then)).max(0.0),
    }
}

/// Which share of a sprint's working time is over at `now`, from 0 to 1.
fn gone(calendar: &Calendar, now: Timestamp) -> f64 {
    let days = calendar.days();
    let working = days.iter().filter(|day| day.working);
    let over = working.clone().map(|day| {
        let whole = (day.ends.as_second() - day.begins.as_second()).max(1) as f64;
        let part = (now.as_second() - day.begins.as_second()) as f64;
        (part / whole).clamp(0.0, 1.0)
    });
    over.sum::<f64>() / working.count().max(1) as f64
}

/// The moment at which the share `gone` of a sprint's working time was over.
fn moment(calendar: &Calendar, gone: f64) -> Timestamp {
    let days = calendar.days();
    let working: Vec<_> = days.iter().filter(|day| day.working).collect();
    let worked = gone * working.len() as f64;
    let Some(day) = working.get((worked as usize).min(working.len().saturating_sub(1))) else {
        return calendar.begins();
    };
    let whole = (day.ends.as_second() - day.begins.as_second()) as f64;
    let into = (worked - worked.floor()) * whole;
    let seconds = if worked as usize >= working.len() {
        whole
    } else {
        into
    };
    day.begins
        .saturating_add(jiff::SignedDuration::from_secs(seconds as i64))
        .unwrap_or(day.ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SprintId;
    use crate::ready::Check;
    use crate::sprint::close::CloseSprint;
    use crate::testing::Given;

    /// A planned sprint 4 after three that finished so many of three items, with these pulled.
    fn fourth(finished: &[usize; 3], count: usize) -> Given {
        let mut given = Given::after_sprints(finished).sprint();
        let items = given.product.order.iter().take(count).copied().collect();
        given.does(crate::sprint::pull::PullItems {
            sprint: SprintId(4),
            items,
            to: crate::item::reorder::Rank::Bottom,
            waive: Vec::new(),
            unready: crate::sprint::pull::Unready::Refuse,
        });
        given
    }

    fn chance(given: &Given) -> f64 {
        let sprint = given.sprint_state(4);
        outlook(&given.product, sprint, given.now())
            .unwrap()
            .everything
    }

    #[test]
    fn with_two_closed_sprints_nothing_is_said() {
        let given = Given::after_sprints(&[1, 2]).sprint();
        let said = outlook(&given.product, given.sprint_state(3), given.now());
        assert_eq!(said, Err(TooLittle::Periods { has: 2 }));
    }

    #[test]
    fn a_larger_plan_is_less_likely_and_too_large_a_one_says_what_would_have_to_go() {
        let (small, large) = (fourth(&[1, 2, 1], 1), fourth(&[1, 2, 1], 5));
        assert!(chance(&small) > chance(&large));
        assert_eq!(to_go(&small.product, small.sprint_state(4)), []);
        let plan = large.sprint_state(4).plan.clone();
        let going = to_go(&large.product, large.sprint_state(4));
        let last: Vec<ItemId> = plan.iter().rev().take(going.len()).copied().collect();
        assert_eq!(going, last, "from the end of the team's order");
        assert!((1..5).contains(&going.len()));
    }

    #[test]
    fn what_was_said_at_the_commitment_is_kept_and_scored() {
        let mut given = fourth(&[3, 3, 2], 1);
        assert_eq!(claims(&given.product), None, "three sprints said nothing");
        let said = chance(&given);
        let sprint = SprintId(4);
        given.does(crate::sprint::commit::CommitSprint { sprint });
        let item = given.sprint_state(4).plan[0].0;
        given.completes(item);
        let reasons = Default::default();
        given.does(CloseSprint { sprint, reasons });
        let claims = claims(&given.product).unwrap();
        assert_eq!((claims.count, claims.happened), (1, 1));
        assert!(
            (claims.said - said).abs() < 0.006,
            "whole percent: {claims:?}"
        );
    }

    #[test]
    fn without_estimates_items_are_counted() {
        let mut given = Given::items(["A", "B", "C", "D"]);
        for number in 1..=3 {
            given = given.sprint();
            given.does(crate::sprint::pull::PullItems {
                sprint: SprintId(number),
                items: vec![ItemId(number)],
                to: crate::item::reorder::Rank::Bottom,
                waive: [Check::Estimate, Check::AcceptanceCriteria]
                    .map(|check| (check, "Small".to_owned()))
                    .to_vec(),
                unready: crate::sprint::pull::Unready::Refuse,
            });
            given.does(crate::sprint::commit::CommitSprint {
                sprint: SprintId(number),
            });
            given.completes(number);
            let (sprint, reasons) = (SprintId(number), Default::default());
            given.does(CloseSprint { sprint, reasons });
        }
        let given = given.sprint();
        let said = outlook(&given.product, given.sprint_state(4), given.now()).unwrap();
        assert_eq!((said.unit, said.sprints), (Unit::Items, 3));
    }

    #[test]
    fn the_share_of_time_counts_working_days_and_finds_its_moment_again() {
        let given = Given::items(["A"]).sprint();
        // Monday 2 to Sunday 15 November: ten working days.
        let calendar = &given.sprint_state(1).calendar;
        let monday = moment(calendar, 0.5);
        assert_eq!(monday.to_string(), "2026-11-09T00:00:00Z");
        assert!((gone(calendar, monday) - 0.5).abs() < 1e-9);
        let saturday: Timestamp = "2026-11-07T12:00:00Z".parse().unwrap();
        assert!(
            (gone(calendar, saturday) - 0.5).abs() < 1e-9,
            "nothing passes"
        );
        assert_eq!(
            moment(calendar, 1.0),
            "2026-11-14T00:00:00Z".parse().unwrap()
        );
        assert_eq!(gone(calendar, calendar.ends()), 1.0);
    }
}
