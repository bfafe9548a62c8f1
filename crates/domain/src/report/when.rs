//! When items will be done (G3): the dates until which they are done as likely as not, and almost
//! certainly, at the pace of the team's closed sprints.
//!
//! Work is done in the order of the product backlog: what is in sprints first, then what stands above. An
//! item without an estimate counts as much as the others do on average. Several teams share one product
//! backlog; as long as their sprints can't be planned side by side, the first team's pace counts.
//!
//! Not here: how a pace becomes a forecast ([`crate::forecast`]).

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::burndown::Unit;
use super::epic::Finished;
use super::{chance, velocity};
use crate::forecast::{Ahead, Pace, TooLittle};
use crate::gradient::average;
use crate::ids::{ItemId, SprintId};
use crate::item::{Item, Place};
use crate::product::Product;
use crate::query::items_of_epic;
use crate::sprint::{Sprint, calendar};

/// As likely as not.
pub const EVEN: f64 = 0.5;
/// Almost certainly.
pub const SURE: f64 = 0.85;
/// How far ahead dates are told, in days.
const FURTHEST: i32 = 364;

/// What a product's sprints will finish, from its closed ones. It changes only when one is closed.
#[derive(Clone, PartialEq, Debug)]
pub struct Lookahead {
    ahead: Ahead,
    /// From the beginning of one sprint to that of the next.
    days: i32,
}

impl Lookahead {
    /// Simulates the sprints of about a year, which takes some milliseconds.
    ///
    /// # Errors
    ///
    /// When too few sprints were closed, or too few finished anything.
    pub fn of(product: &Product) -> Result<Lookahead, TooLittle> {
        let closed = closed(product);
        let outcomes = closed.iter().filter_map(|sprint| sprint.outcome.as_ref());
        let finished: Vec<f64> = outcomes
            .map(|outcome| outcome.points_done().as_f64())
            .collect();
        let days = cadence(&closed);
        let pace = Pace::new(&finished, f64::from(days))?;
        Ok(Lookahead {
            ahead: pace.ahead((FURTHEST / days).clamp(1, 52) as usize),
            days,
        })
    }

    /// Whether what was simulated `before` is what would be simulated `now`.
    pub fn is_same(before: &Product, now: &Product) -> bool {
        let ids = |product| closed(product).into_iter().map(|sprint| sprint.id);
        ids(before).eq(ids(now))
    }
}

/// The first team's closed sprints whose estimates count what those of the product do now.
fn closed(product: &Product) -> Vec<&Sprint> {
    let team = product.teams.keys().next();
    let unit = unit(product);
    team.map_or_else(Vec::new, |team| {
        velocity::closed(product, *team, unit).collect()
    })
}

/// What the product's estimates count.
fn unit(product: &Product) -> Unit {
    product.scale.measure().into()
}

/// The usual days from the beginning of one sprint to that of the next: two weeks where only one was closed.
fn cadence(closed: &[&Sprint]) -> i32 {
    let starts = closed.windows(2).map(|pair| {
        let (before, after) = (pair[0].calendar.start, pair[1].calendar.start);
        (after - before).get_days()
    });
    let mut days: Vec<i32> = starts.filter(|days| *days > 0).collect();
    days.sort_unstable();
    days.get(days.len() / 2).copied().unwrap_or(14)
}

/// Until when something is done; `None` where that is more than about a year away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct When {
    /// As likely as not, [`EVEN`].
    pub even: Option<Date>,
    /// Almost certainly, [`SURE`].
    pub sure: Option<Date>,
    /// The running sprint, where all of it is in there: then both are its end.
    pub within: Option<SprintId>,
}

/// What must be done until an item is: itself, and of an epic that is broken down its items.
pub fn items_of(product: &Product, item: ItemId) -> Vec<ItemId> {
    match product.is_broken_down(item) {
        true => items_of_epic(product, item),
        false => vec![item],
    }
}

/// When the last of the wanted items is done. `None` when all are done already, or when
/// one of them waits outside the product backlog and the sprints.
pub fn done(
    product: &Product,
    lookahead: &Lookahead,
    now: Timestamp,
    wanted: &[ItemId],
) -> Option<When> {
    let mut open = open(product, wanted)?;
    let begin = Begin::of(product, now);
    let mut last = None;
    for (sprint, work) in begin.sprints(product) {
        let before = open.len();
        for item in sprint.plan.iter() {
            open.remove(item);
        }
        if open.len() < before {
            last = Some((work, Some(sprint.id).filter(|_| sprint.is_running())));
        }
    }
    if !open.is_empty() {
        last = Some((begin.up_to_last(product, lookahead, &open), None));
    }
    let (work, within) = last?;
    let (even, sure) = (
        lookahead.date(begin.date, work, EVEN),
        lookahead.date(begin.date, work, SURE),
    );
    Some(When { even, sure, within })
}

/// Those of the items that are not done.
fn open(product: &Product, wanted: &[ItemId]) -> Option<BTreeSet<ItemId>> {
    let finished = Finished::of(product);
    let items = wanted.iter().filter_map(|id| product.items.get(id));
    let open: Vec<&Item> = items
        .map(AsRef::as_ref)
        .filter(|item| !finished.has(item))
        .collect();
    let comes = |item: &Item| matches!(item.place, Place::ProductBacklog | Place::Sprint(_));
    if open.is_empty() || !open.iter().all(|item| comes(item)) {
        return None;
    }
    Some(open.iter().map(|item| item.id).collect())
}

/// From when on sprints are counted, and what comes before the product backlog.
pub(super) struct Begin<'a> {
    /// The running sprint's end, else the first day of the next one that is planned, else today.
    pub(super) date: Date,
    running: Option<&'a Sprint>,
    /// What a running sprint will probably leave undone.
    carried: f64,
    /// What planned sprints hold.
    planned: f64,
    /// What an item without an estimate counts.
    average: f64,
}

impl<'a> Begin<'a> {
    pub(super) fn of(product: &'a Product, now: Timestamp) -> Begin<'a> {
        let sprints = || product.sprints.values().map(AsRef::as_ref);
        let running = sprints().find(|sprint: &&Sprint| sprint.is_running());
        let planned = || sprints().filter(|sprint: &&Sprint| sprint.is_planned());
        let average = average(product).as_f64();
        let first = planned().map(|sprint| sprint.calendar.start).min();
        let next = running.map(|sprint| sprint.calendar.end).or(first);
        let today = today(product, now);
        Begin {
            date: next.map_or(today, |next| next.max(today)),
            running,
            carried: running.map_or(0.0, |sprint| carried(product, sprint, now, average)),
            planned: planned().map(|sprint| work(product, sprint, average)).sum(),
            average,
        }
    }

    /// The sprints that are not closed, each with the work after the running one's end until its own.
    fn sprints(&self, product: &'a Product) -> impl Iterator<Item = (&'a Sprint, f64)> {
        let planned = product.sprints.values().map(AsRef::as_ref);
        let planned = planned.filter(|sprint: &&Sprint| sprint.is_planned());
        let (first, then) = (0.0, self.carried + self.planned);
        let running = self.running.map(|sprint| (sprint, first));
        running
            .into_iter()
            .chain(planned.map(move |sprint| (sprint, then)))
    }

    /// The items of the product backlog, each with the work until it is done.
    pub(super) fn backlog(&self, product: &'a Product) -> impl Iterator<Item = (ItemId, f64)> {
        let mut work = self.carried + self.planned;
        let average = self.average;
        product.order.iter().map(move |id| {
            let estimate = product.items.get(id).and_then(|item| item.estimate);
            work += estimate.map_or(average, |points| points.as_f64());
            (*id, work)
        })
    }

    /// The work until the last of the open items is done; infinite if that lies further than can be seen.
    fn up_to_last(
        &self,
        product: &'a Product,
        lookahead: &Lookahead,
        open: &BTreeSet<ItemId>,
    ) -> f64 {
        let most = lookahead
            .ahead
            .finished(lookahead.ahead.periods(), 1.0 - SURE);
        let (mut work, mut left) = (0.0, open.len());
        for (id, until) in self.backlog(product) {
            work = until;
            left -= usize::from(open.contains(&id));
            if left == 0 || work > most {
                break;
            }
        }
        if left == 0 { work } else { f64::INFINITY }
    }
}

/// The day in the product's time zone.
fn today(product: &Product, now: Timestamp) -> Date {
    let zone = calendar::zone(product.time_zone()).unwrap_or(TimeZone::UTC);
    now.to_zoned(zone).date()
}

/// What a running sprint will probably leave undone; counted in items where nothing in it is estimated,
/// each of them as large as an average one.
fn carried(product: &Product, sprint: &Sprint, now: Timestamp, average: f64) -> f64 {
    let outlook = chance::outlook(product, sprint, now).ok();
    outlook.map_or(0.0, |outlook| {
        let left = outlook.left - outlook.middle();
        match outlook.unit {
            Unit::Items => left * average,
            Unit::Points | Unit::Hours => left,
        }
    })
}

fn work(product: &Product, sprint: &Sprint, average: f64) -> f64 {
    let items = sprint.items(product);
    items
        .map(|item| item.estimate.map_or(average, |points| points.as_f64()))
        .sum()
}

impl Lookahead {
    /// The end of the sprint until which so much work is done, with this chance.
    fn date(&self, begin: Date, work: f64, chance: f64) -> Option<Date> {
        let sprints = match work {
            0.0 => 0,
            work => self.ahead.periods_until(work, chance)?,
        };
        self.end(begin, sprints)
    }

    /// The end of so many sprints.
    pub(super) fn end(&self, begin: Date, sprints: usize) -> Option<Date> {
        begin.checked_add((self.days * sprints as i32).days()).ok()
    }

    /// What so many sprints finish with this chance.
    pub(super) fn finished(&self, sprints: usize, chance: f64) -> f64 {
        self.ahead.finished(sprints, chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    fn said(given: &Given, items: &[u32]) -> Option<When> {
        let lookahead = Lookahead::of(&given.product).unwrap();
        let items: Vec<ItemId> = items.iter().copied().map(ItemId).collect();
        done(&given.product, &lookahead, given.now(), &items)
    }

    fn order(given: &Given) -> Vec<u32> {
        given.product.order.iter().map(|item| item.0).collect()
    }

    #[test]
    fn what_stands_lower_is_done_later_and_more_certainly_later_still() {
        let given = Given::after_sprints(&[1, 2, 1]);
        let order = order(&given);
        let (top, bottom) = (order[0], order[order.len() - 1]);
        let (first, last) = (
            said(&given, &[top]).unwrap(),
            said(&given, &[bottom]).unwrap(),
        );
        assert!(first.even < last.even, "{first:?} {last:?}");
        assert!(last.even < last.sure && last.sure.is_some(), "{last:?}");
        assert_eq!(said(&given, &[top, bottom]), Some(last), "the last of both");
    }

    #[test]
    fn what_is_done_or_waits_elsewhere_has_no_date() {
        let mut given = Given::after_sprints(&[1, 2, 1]);
        let done = (1..=9).find(|item| !order(&given).contains(item)).unwrap();
        assert_eq!(said(&given, &[done]), None);
        let item = ItemId(order(&given)[0]);
        given.does(crate::item::remove::RemoveItems {
            items: vec![item],
            reason: None,
        });
        assert_eq!(said(&given, &[item.0]), None);
    }

    #[test]
    fn what_is_in_the_running_sprint_is_done_at_its_end() {
        let mut given = Given::after_sprints(&[1, 2, 1]).sprint();
        let (first, second) = (order(&given)[0], order(&given)[1]);
        given.begins(4, &[first]);
        let end = given.sprint_state(4).calendar.end;
        let running = said(&given, &[first]).unwrap();
        assert_eq!((running.even, running.sure), (Some(end), Some(end)));
        assert_eq!(running.within, Some(SprintId(4)));
        let later = said(&given, &[second]).unwrap();
        assert!(later.even > Some(end));
        assert_eq!(later.within, None);
    }

    #[test]
    fn what_is_planned_counts_from_the_first_day_of_its_sprint() {
        let mut given = Given::after_sprints(&[1, 2, 1]);
        let top = ItemId(order(&given)[0]);
        let before = said(&given, &[top.0]).unwrap();
        let later = given.now() + 240 * 24.hours();
        let lookahead = Lookahead::of(&given.product).unwrap();
        let late = done(&given.product, &lookahead, later, &[top]).unwrap();
        assert!(
            late.even > before.even,
            "no sprint is planned: from today on"
        );

        given = given.sprint();
        given.does(crate::sprint::pull::PullItems {
            sprint: SprintId(4),
            items: vec![top],
            to: crate::item::reorder::Rank::Bottom,
            waive: Vec::new(),
            unready: crate::sprint::pull::Unready::Refuse,
        });
        let calendar = &given.sprint_state(4).calendar;
        let early = calendar.begins() - 100 * 24.hours();
        let planned = done(&given.product, &lookahead, early, &[top]).unwrap();
        assert_eq!(planned.even, calendar.start.checked_add(14.days()).ok());
        assert_eq!(planned.within, None, "nobody committed to it");
    }

    #[test]
    fn items_left_undone_are_not_taken_for_points() {
        let mut given = Given::after_sprints(&[1, 2, 1]).sprint();
        let three = order(&given)[..3].to_vec();
        given.begins(4, &three);
        let left = |given: &Given, average| {
            let sprint = given.sprint_state(4);
            carried(&given.product, sprint, sprint.calendar.begins(), average)
        };
        assert!(left(&given, 1.0) > 0.0);
        assert_eq!(left(&given, 1.0), left(&given, 10.0), "points are points");

        let items = given.sprint_state(4).plan.clone();
        let mut given = Given::after_sprints(&[1, 2, 1]);
        for item in items.iter().copied() {
            given.does(crate::item::estimate::Estimate { item, to: None });
        }
        let waive = vec![(crate::ready::Check::Estimate, "Small".to_owned())];
        given = given.sprint();
        given.does(crate::sprint::pull::PullItems {
            sprint: SprintId(4),
            items: items.to_vec(),
            to: crate::item::reorder::Rank::Bottom,
            waive,
            unready: crate::sprint::pull::Unready::Refuse,
        });
        let sprint = SprintId(4);
        given.does(crate::sprint::commit::CommitSprint { sprint });
        assert!(left(&given, 1.0) > 0.0);
        assert_eq!(left(&given, 10.0), 10.0 * left(&given, 1.0));
    }

    #[test]
    fn more_than_a_year_away_is_no_date() {
        let mut given = Given::after_sprints(&[1, 1, 1]);
        for number in 0..40 {
            given.creates(&format!("Later {number}"));
        }
        let last = *order(&given).last().unwrap();
        let said = said(&given, &[last]).unwrap();
        assert_eq!(said.sure, None);
    }

    #[test]
    fn only_a_closed_sprint_changes_the_lookahead() {
        let mut given = Given::after_sprints(&[1, 2, 1]);
        let before = given.product.clone();
        given.creates("Another");
        assert!(Lookahead::is_same(&before, &given.product));
        let next = Given::after_sprints(&[1, 2, 1, 3]);
        assert!(!Lookahead::is_same(&before, &next.product));
    }
}
