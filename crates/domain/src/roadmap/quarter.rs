//! Quarters of a year, which the roadmap is drawn in, and spans of them.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// The years a roadmap knows.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// A quarter of a year, written `2026-Q4`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter(i32);

impl Quarter {
    /// The quarter a day is in.
    pub fn of(day: Date) -> Quarter {
        Quarter(i32::from(day.year()) * 4 + (i32::from(day.month()) - 1) / 3)
    }

    /// The quarter written as `text`: `2026-Q4`, in capitals or not.
    pub fn parse(text: &str) -> Option<Quarter> {
        let (year, number) = text.trim().split_once("-")?;
        let number = number.strip_prefix(['Q', 'q'])?;
        let whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !whole(year) || !whole(number) {
            return None;
        }
        let (year, number): (i32, i32) = (year.parse().ok()?, number.parse().ok()?);
        let known = YEARS.contains(&year) && (1..=4).contains(&number);
        known.then_some(Quarter(year * 4 + number - 1))
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(4)
    }

    /// Which of its year, from 1.
    pub fn number(self) -> i32 {
        self.0.rem_euclid(4) + 1
    }

    /// The quarter so many later, or earlier; never beyond the years a roadmap knows.
    #[must_use]
    pub fn later(self, by: i32) -> Quarter {
        let last = YEARS.end() * 4 + 3;
        Quarter(self.0.saturating_add(by).clamp(YEARS.start() * 4, last))
    }

    /// How many quarters it comes after `other`; negative before it.
    pub fn since(self, other: Quarter) -> i32 {
        self.0 - other.0
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year(), self.number())
    }
}

impl fmt::Debug for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> String {
        quarter.to_string()
    }
}

impl TryFrom<String> for Quarter {
    type Error = String;

    fn try_from(text: String) -> Result<Quarter, String> {
        Quarter::parse(&text).ok_or_else(|| format!("“{text}” is no quarter"))
    }
}

/// Quarters from one to another, both included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// The first.
    pub start: Quarter,
    /// The last.
    pub end: Quarter,
}

impl Span {
    /// From one quarter to another.
    ///
    /// # Errors
    /// [`Refusal::GoalEndsBeforeStart`].
    pub fn new(start: Quarter, end: Quarter) -> Result<Span, Refusal> {
        match start <= end {
            true => Ok(Span { start, end }),
            false => Err(Refusal::GoalEndsBeforeStart { start, end }),
        }
    }

    /// How many quarters it has.
    pub fn quarters(self) -> i32 {
        self.end.since(self.start) + 1
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_is_read_written_and_counted_on() {
        let fourth = Quarter::parse("2026-q4").unwrap();
        assert_eq!(fourth, Quarter::of(date(2026, 12, 31)));
        assert_eq!(fourth.to_string(), "2026-Q4");
        assert_eq!(fourth.later(1).to_string(), "2027-Q1");
        assert_eq!(fourth.later(-4).to_string(), "2025-Q4");
        assert_eq!(Quarter::of(date(2027, 3, 1)).since(fourth), 1);
        for bad in [
            "", "2026", "2026-4", "2026-Q5", "26-Q1", "+2026-Q1", "2026-Q-1", "2026-Q1x",
        ] {
            assert_eq!(Quarter::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn years_have_an_end() {
        let last = Quarter::parse("2199-Q4").unwrap();
        assert_eq!(last.later(i32::MAX), last);
        assert_eq!(Quarter::parse("2200-Q1"), None);
    }

    #[test]
    fn a_span_does_not_end_before_it_starts() {
        let (start, end) = (Quarter::of(date(2026, 5, 1)), Quarter::of(date(2026, 2, 1)));
        assert_eq!(
            Span::new(start, end),
            Err(Refusal::GoalEndsBeforeStart { start, end })
        );
        assert_eq!(Span::new(end, start).unwrap().quarters(), 2);
    }
}
