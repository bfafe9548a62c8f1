//! A sprint's days: when it begins and ends, in which time zone, and which of
//! its days are worked (D1). The zone belongs to the sprint, never to whoever
//! looks at it.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Days a sprint lasts at most. "One month or less", says the Scrum Guide.
pub const MAX_DAYS: i32 = 31;

/// First and last day, zone and holidays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Calendar {
    /// The first day.
    pub start: Date,
    /// The last day, included.
    pub end: Date,
    /// IANA name of the time zone its days are counted in.
    pub time_zone: Arc<str>,
    /// Days in it that nobody works, besides Saturdays and Sundays.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub holidays: BTreeSet<Date>,
}

/// One day of a sprint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// Whether it is worked.
    pub working: bool,
    /// Its first moment.
    pub begins: Timestamp,
    /// The first moment after it.
    pub ends: Timestamp,
}

impl Calendar {
    /// A calendar that makes sense.
    ///
    /// # Errors
    /// When the end lies before the start, the sprint is longer than
    /// [`MAX_DAYS`], no day of it is worked, or the zone is unknown.
    pub fn new(
        start: Date,
        end: Date,
        time_zone: &str,
        holidays: BTreeSet<Date>,
    ) -> Result<Calendar, Refusal> {
        if end < start {
            return Err(Refusal::SprintEndsBeforeStart { start, end });
        }
        let days = (end - start).get_days() + 1;
        if days > MAX_DAYS {
            return Err(Refusal::SprintTooLong {
                days,
                limit: MAX_DAYS,
            });
        }
        place(time_zone)?;
        let holidays = holidays
            .into_iter()
            .filter(|day| *day >= start && *day <= end)
            .collect();
        let calendar = Calendar {
            start,
            end,
            time_zone: time_zone.into(),
            holidays,
        };
        match calendar.working_days() {
            0 => Err(Refusal::SprintWithoutWorkingDay),
            _ => Ok(calendar),
        }
    }

    /// Its time zone; UTC if the name it was written with is no longer known.
    pub fn zone(&self) -> TimeZone {
        zone(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// Its days, in order.
    pub fn days(&self) -> Vec<Day> {
        let zone = self.zone();
        let dates = self
            .start
            .series(1.day())
            .take_while(|date| *date <= self.end);
        dates
            .map(|date| Day {
                date,
                working: self.is_worked(date),
                begins: first_moment(date, &zone),
                ends: first_moment(date.saturating_add(1.day()), &zone),
            })
            .collect()
    }

    /// Whether a day is worked: no Saturday, no Sunday, no holiday.
    pub fn is_worked(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.holidays.contains(&date)
    }

    /// How many of its days are worked.
    pub fn working_days(&self) -> usize {
        let dates = self
            .start
            .series(1.day())
            .take_while(|date| *date <= self.end);
        dates.filter(|date| self.is_worked(*date)).count()
    }

    /// Which working day of the sprint `at` falls on, counted from 1: days
    /// begun so far. 0 before the sprint, all of them after it.
    pub fn working_day(&self, at: Timestamp) -> usize {
        self.days()
            .iter()
            .filter(|day| day.working && day.begins <= at)
            .count()
    }

    /// How many of its working days have not begun at `at`.
    pub fn working_days_left(&self, at: Timestamp) -> usize {
        self.working_days() - self.working_day(at)
    }

    /// The sprint's first moment.
    pub fn begins(&self) -> Timestamp {
        first_moment(self.start, &self.zone())
    }

    /// The first moment after the sprint.
    pub fn ends(&self) -> Timestamp {
        first_moment(self.end.saturating_add(1.day()), &self.zone())
    }
}

/// The time zone with this IANA name.
///
/// # Errors
/// [`Refusal::UnknownTimeZone`].
pub fn zone(name: &str) -> Result<TimeZone, Refusal> {
    ZONES.get(name).map_err(|_| Refusal::UnknownTimeZone {
        name: name.to_owned(),
    })
}

/// The zones that come with the program. Not those of the machine: the same
/// record gives the same charts everywhere, and what a machine calls its
/// `localtime` is nobody's name for a place.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone that something may be planned in: a place such as `Europe/Warsaw`, or
/// UTC.
///
/// # Errors
/// [`Refusal::UnknownTimeZone`].
pub fn place(name: &str) -> Result<TimeZone, Refusal> {
    match is_place(name) {
        true => zone(name),
        false => Err(Refusal::UnknownTimeZone {
            name: name.to_owned(),
        }),
    }
}

fn is_place(name: &str) -> bool {
    let area = name.split_once('/').map(|(area, _)| area);
    match area {
        Some(area) => !area.eq_ignore_ascii_case("Etc") || name.eq_ignore_ascii_case("Etc/UTC"),
        None => name.eq_ignore_ascii_case("UTC"),
    }
}

/// The names of all zones that something may be planned in.
pub fn places() -> Vec<String> {
    let names = ZONES.available().map(|name| name.as_str().to_owned());
    names.filter(|name| is_place(name)).collect()
}

/// The first moment of a day. Where midnight is skipped by daylight saving,
/// the first moment there is.
fn first_moment(date: Date, zone: &TimeZone) -> Timestamp {
    date.to_zoned(zone.clone())
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_places_and_utc_are_zones_to_plan_in() {
        for good in [
            "UTC",
            "Etc/UTC",
            "Europe/Warsaw",
            "America/Argentina/Salta",
            "Asia/Kolkata",
        ] {
            assert!(place(good).is_ok(), "{good}");
        }
        for bad in [
            "localtime",
            "posixrules",
            "Etc/Unknown",
            "Factory",
            "Etc/GMT+5",
            "EST",
            "Moon/Copernicus",
            "../etc/passwd",
            "",
        ] {
            assert!(place(bad).is_err(), "{bad}");
        }
        let places = places();
        assert!(places.len() > 300, "{}", places.len());
        assert!(places.iter().all(|name| place(name).is_ok()));
    }

    fn calendar(start: Date, end: Date, zone: &str) -> Calendar {
        Calendar::new(start, end, zone, BTreeSet::new()).unwrap()
    }

    #[test]
    fn days_last_as_long_as_the_zone_says() {
        let hours = |calendar: &Calendar| -> Vec<i64> {
            let length = |day: &Day| (day.ends.as_second() - day.begins.as_second()) / 3600;
            calendar.days().iter().map(length).collect()
        };
        let spring = calendar(date(2026, 3, 7), date(2026, 3, 9), "America/Los_Angeles");
        assert_eq!(hours(&spring), [24, 23, 24]);
        let autumn = calendar(date(2026, 4, 4), date(2026, 4, 6), "Pacific/Auckland");
        assert_eq!(hours(&autumn), [24, 25, 24]);
        let none = calendar(date(2026, 3, 28), date(2026, 3, 30), "Asia/Kolkata");
        assert_eq!(hours(&none), [24, 24, 24]);
    }

    #[test]
    fn weekends_and_holidays_are_not_worked() {
        let holidays = BTreeSet::from([date(2026, 11, 11), date(2027, 1, 1)]);
        let sprint = Calendar::new(
            date(2026, 11, 2),
            date(2026, 11, 15),
            "Europe/Warsaw",
            holidays,
        )
        .unwrap();
        assert_eq!(sprint.working_days(), 9);
        assert_eq!(sprint.holidays.len(), 1);
    }

    #[test]
    fn dates_that_make_no_sprint_are_refused() {
        let new = |start, end, zone| Calendar::new(start, end, zone, BTreeSet::new());
        let monday = date(2026, 11, 2);
        assert!(matches!(
            new(monday, date(2026, 11, 1), "UTC"),
            Err(Refusal::SprintEndsBeforeStart { .. })
        ));
        assert!(matches!(
            new(monday, date(2026, 12, 3), "UTC"),
            Err(Refusal::SprintTooLong { days: 32, .. })
        ));
        assert!(matches!(
            new(date(2026, 11, 7), date(2026, 11, 8), "UTC"),
            Err(Refusal::SprintWithoutWorkingDay)
        ));
        assert!(matches!(
            new(monday, monday, "Europe/Atlantis"),
            Err(Refusal::UnknownTimeZone { .. })
        ));
    }
}
