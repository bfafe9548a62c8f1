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
use jiff::{Timestamp, ToSpan};

use super::chance;
use super::epic::Finished;
use crate::forecast::{Ahead, Pace, TooLittle};
use crate::gradient::average;
use crate::ids::ItemId;
use crate::item::{Item, Place};
use crate::product::Product;
use crate::query::items_of_epic;
use crate::sprint::Sprint;

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
        let closed: Vec<&Sprint> = closed(product).collect();
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
        closed(before)
            .map(|sprint| sprint.id)
            .eq(closed(now).map(|sprint| sprint.id))
    }
}

/// The first team's closed sprints whose estimates count what those of the product do now.
fn closed(product: &Product) -> impl Iterator<Item = &Sprint> {
    let team = product.teams.keys().next().copied();
    let measure = product.scale.measure();
    let sprints = product.sprints.values().map(AsRef::as_ref);
    sprints.filter(move |sprint: &&Sprint| {
        sprint.is_closed() && Some(sprint.team) == team && sprint.measure(product) == measure
    })
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
    let mut needed = None;
    for (sprint, work) in begin.sprints(product) {
        let before = open.len();
        for item in sprint.plan.iter() {
            open.remove(item);
        }
        if open.len() < before {
            needed = Some(work);
        }
    }
    if !open.is_empty() {
        needed = Some(begin.up_to_last(product, lookahead, &open));
    }
    Some(lookahead.dates(begin.date, needed?))
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
struct Begin<'a> {
    date: Date,
    running: Option<&'a Sprint>,
    /// What a running sprint will probably leave undone.
    carried: f64,
    /// What planned sprints hold.
    planned: f64,
}

impl<'a> Begin<'a> {
    fn of(product: &'a Product, now: Timestamp) -> Begin<'a> {
        let sprints = || product.sprints.values().map(AsRef::as_ref);
        let running = sprints().find(|sprint: &&Sprint| sprint.is_running());
        let planned = sprints().filter(|sprint: &&Sprint| sprint.is_planned());
        let outlook = running.and_then(|sprint| chance::outlook(product, sprint, now).ok());
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        Begin {
            date: running.map_or(today, |sprint| sprint.calendar.end.max(today)),
            running,
            carried: outlook.map_or(0.0, |outlook| outlook.left - outlook.middle()),
            planned: planned.map(|sprint| sprint.points(product).as_f64()).sum(),
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

    /// The work until the last of the open items is done; infinite if that lies further than can be seen.
    fn up_to_last(&self, product: &Product, lookahead: &Lookahead, open: &BTreeSet<ItemId>) -> f64 {
        let average = average(product).as_f64();
        let most = lookahead
            .ahead
            .finished(lookahead.ahead.periods(), 1.0 - SURE);
        let (mut work, mut left) = (self.carried + self.planned, open.len());
        for id in product.order.iter() {
            let estimate = product.items.get(id).and_then(|item| item.estimate);
            work += estimate.map_or(average, |points| points.as_f64());
            left -= usize::from(open.contains(id));
            if left == 0 || work > most {
                break;
            }
        }
        if left == 0 { work } else { f64::INFINITY }
    }
}

impl Lookahead {
    fn dates(&self, begin: Date, work: f64) -> When {
        let until = |chance: f64| {
            let sprints = match work {
                0.0 => 0,
                work => self.ahead.periods_until(work, chance)?,
            };
            begin.checked_add((self.days * sprints as i32).days()).ok()
        };
        When {
            even: until(EVEN),
            sure: until(SURE),
        }
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
        assert!(said(&given, &[second]).unwrap().even > Some(end));
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
