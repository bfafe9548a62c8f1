//! Blockers (E4): what keeps the team from going on with an item of its sprint. How long one has stood
//! there is counted in the working days of a sprint, in its zone, so that a weekend makes no blocker older.
//!
//! Deliberately not here: raising and resolving; they are beside this file.

pub mod raise;
pub mod resolve;
pub(crate) mod undo;

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Calendar, Column, Sprint};
use crate::ids::{BlockerId, ItemId, PersonId, SprintId};
use crate::item::{Item, Place};
use crate::product::Product;
use crate::refusal::Refusal;

/// Something that stands in an item's way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Blocker {
    /// Its number on the item.
    pub id: BlockerId,
    /// What it is, in one line.
    pub text: Arc<str>,
    /// Who can help, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helper: Option<PersonId>,
    /// In which sprint it was raised.
    pub sprint: SprintId,
    /// Who raised it; `None` for the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// How it ended, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Resolution>,
}

/// How a blocker ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resolution {
    /// Who said so; `None` for the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What helped, if somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Arc<str>>,
}

impl Blocker {
    /// Whether it still stands in the way.
    pub fn is_open(&self) -> bool {
        self.resolved.is_none()
    }
}

impl Calendar {
    /// How many working days began after the day of `from`, up to the day of `to`: 0 on the same day. Weekends
    /// and holidays do not count; the days are those of the sprint's zone, also beyond its end.
    pub fn working_days_since(&self, from: Timestamp, to: Timestamp) -> usize {
        let zone = self.zone();
        let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
        let (first, last) = (day(from), day(to));
        let days = std::iter::successors(first.tomorrow().ok(), |day| day.tomorrow().ok());
        let days = days.take_while(|day| *day <= last);
        days.filter(|day| self.is_worked(*day)).count()
    }
}

impl Item {
    /// The blocker with this number.
    pub fn blocker(&self, id: BlockerId) -> Option<&Arc<Blocker>> {
        self.blockers.iter().find(|blocker| blocker.id == id)
    }

    /// What stands in its way, the oldest first.
    pub fn open_blockers(&self) -> impl Iterator<Item = &Arc<Blocker>> {
        self.blockers.iter().filter(|blocker| blocker.is_open())
    }
}

impl Product {
    /// The age of a blocker at `now`, in working days of the sprint its item is in, else of the one it was raised
    /// in; of one that was resolved, how long it stood.
    pub fn age_of(&self, item: &Item, blocker: &Blocker, now: Timestamp) -> usize {
        let sprint = match item.place {
            Place::Sprint(sprint) => sprint,
            _ => blocker.sprint,
        };
        let until = blocker.resolved.as_ref().map_or(now, |ended| ended.at);
        let sprint = self.sprints.get(&sprint);
        sprint.map_or(0, |sprint| {
            sprint.calendar.working_days_since(blocker.at, until)
        })
    }

    /// Everything that stands in the way of a sprint's items that are not done, the oldest first.
    pub fn blocked<'a>(&'a self, sprint: &'a Sprint) -> Vec<(&'a Arc<Item>, &'a Arc<Blocker>)> {
        let open = sprint.items(self).filter(|item| is_blocked(sprint, item));
        let open = open.flat_map(|item| item.open_blockers().map(move |blocker| (item, blocker)));
        let mut blocked: Vec<_> = open.collect();
        blocked.sort_by_key(|(_, blocker)| blocker.at);
        blocked
    }
}

/// Whether something stands in the way of an item of this sprint: of what is done nothing does.
pub fn is_blocked(sprint: &Sprint, item: &Item) -> bool {
    let done = sprint.cards(Column::Done).contains(&item.id);
    !done && item.open_blockers().next().is_some()
}

/// A blocker of an item that is there.
///
/// # Errors
/// [`Refusal::NoSuchPart`], and those of [`Product::live_item`].
pub(crate) fn find(
    product: &Product,
    item: ItemId,
    id: BlockerId,
) -> Result<&Arc<Blocker>, Refusal> {
    let what = "blocker";
    let found = product.live_item(item)?.blocker(id);
    found.ok_or(Refusal::NoSuchPart { item, what })
}

pub(crate) fn change(
    product: &mut Product,
    item: ItemId,
    id: BlockerId,
    change: impl FnOnce(&mut Blocker),
) {
    product.change_item(item, |item| {
        let found = item.blockers.iter_mut().find(|blocker| blocker.id == id);
        if let Some(blocker) = found {
            change(Arc::make_mut(blocker));
        }
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::{Date, date};

    use super::*;

    fn age(zone: &str, holidays: &[Date], from: &str, to: &str) -> usize {
        let (start, end) = (date(2026, 3, 2), date(2026, 3, 13));
        let holidays: BTreeSet<Date> = holidays.iter().copied().collect();
        let calendar = Calendar {
            start,
            end,
            time_zone: zone.into(),
            holidays,
        };
        let at = |text: &str| text.parse().unwrap();
        calendar.working_days_since(at(from), at(to))
    }

    #[test]
    fn a_weekend_makes_no_blocker_older() {
        let since = |to| age("UTC", &[], "2026-03-06T23:30:00Z", to);
        assert_eq!(since("2026-03-06T23:59:00Z"), 0);
        assert_eq!(since("2026-03-08T12:00:00Z"), 0);
        assert_eq!(since("2026-03-09T00:00:00Z"), 1);
        assert_eq!(since("2026-03-10T00:00:00Z"), 2);
        assert_eq!(since("2026-03-01T00:00:00Z"), 0, "a clock that went back");
    }

    #[test]
    fn a_holiday_of_the_sprint_does_not_count() {
        let holiday = [date(2026, 3, 10)];
        let since = |holidays: &[Date]| {
            let (from, to) = ("2026-03-09T09:00:00Z", "2026-03-11T09:00:00Z");
            age("UTC", holidays, from, to)
        };
        assert_eq!((since(&[]), since(&holiday)), (2, 1));
    }

    #[test]
    fn days_are_those_of_the_zone_across_both_changes_of_the_clock() {
        // Los Angeles, 8 March 2026: a Sunday of 23 hours. Friday 17:00 to Monday 00:30 there.
        let (from, to) = ("2026-03-07T01:00:00Z", "2026-03-09T07:30:00Z");
        assert_eq!(age("America/Los_Angeles", &[], from, to), 1);
        let (before, zone) = ("2026-03-09T06:59:00Z", "America/Los_Angeles");
        assert_eq!(age(zone, &[], from, before), 0, "still Sunday there");
        // Auckland, 5 April 2026: a Sunday of 25 hours. Friday 09:00 to Monday 00:30 there.
        let (from, to) = ("2026-04-02T20:00:00Z", "2026-04-05T12:30:00Z");
        assert_eq!(age("Pacific/Auckland", &[], from, to), 1);
        let before = "2026-04-05T11:59:00Z";
        assert_eq!(age("Pacific/Auckland", &[], from, before), 0);
        // What is Friday in Auckland is Thursday in Los Angeles.
        let (from, to) = ("2026-03-05T20:00:00Z", "2026-03-06T20:00:00Z");
        assert_eq!(age("Pacific/Auckland", &[], from, to), 0);
        assert_eq!(age("America/Los_Angeles", &[], from, to), 1);
    }
}
