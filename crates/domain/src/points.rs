//! Story points: how large the team thinks an item is.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An estimate in story points, from 0 to 9,999 in steps of a hundredth.
///
/// Kept as hundredths, so that sums of 0.5s are exact and a chart computed
/// twice has the same bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Points(u32);

impl Points {
    /// No work at all; also what an item without estimate weighs in a sum.
    pub const ZERO: Points = Points(0);
    /// The largest estimate that is taken.
    pub const MAX: Points = Points(999_900);
    /// What the picker offers: the Fibonacci numbers people estimate with.
    pub const FIBONACCI: [Points; 9] = [
        Points::whole(0),
        Points::whole(1),
        Points::whole(2),
        Points::whole(3),
        Points::whole(5),
        Points::whole(8),
        Points::whole(13),
        Points::whole(21),
        Points::whole(34),
    ];

    /// A whole number of points.
    pub const fn whole(points: u32) -> Points {
        Points(points * 100)
    }

    /// From a number as people and files write it. `None` below zero, above
    /// [`Points::MAX`], or when it is no number.
    pub fn new(points: f64) -> Option<Points> {
        let hundredths = (points * 100.0).round();
        (hundredths >= 0.0 && hundredths <= f64::from(Points::MAX.0))
            .then_some(Points(hundredths as u32))
    }

    /// From text: `5`, `0.5`, `0,5`.
    pub fn parse(text: &str) -> Option<Points> {
        text.trim()
            .replace(',', ".")
            .parse()
            .ok()
            .and_then(Points::new)
    }

    /// As a plain number, for charts.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// What lies in the middle between two; rounded down to a hundredth.
    #[must_use]
    pub fn halfway(self, other: Points) -> Points {
        Points(self.0.midpoint(other.0))
    }

    /// As people read it in a sentence: "1,920.5".
    pub fn grouped(self) -> String {
        let whole = crate::text::thousands((self.0 / 100) as usize);
        let plain = self.to_string();
        match plain.split_once('.') {
            Some((_, rest)) => format!("{whole}.{rest}"),
            None => whole,
        }
    }

    /// What is left when `other` is taken away; never below zero.
    pub fn saturating_sub(self, other: Points) -> Points {
        Points(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            rest => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % 100 {
            0 => serializer.serialize_u32(self.0 / 100),
            _ => serializer.serialize_f64(self.as_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Points, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Points::new(number).ok_or_else(|| de::Error::custom("points must be between 0 and 9999"))
    }
}

impl Add for Points {
    type Output = Points;
    fn add(self, other: Points) -> Points {
        Points(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Points) {
        *self = *self + other;
    }
}

impl Sub for Points {
    type Output = Points;
    fn sub(self, other: Points) -> Points {
        self.saturating_sub(other)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Points>>(points: I) -> Points {
        points.fold(Points::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_read_and_print_as_people_write_them() {
        for (text, printed) in [
            ("5", "5"),
            ("0.5", "0.5"),
            ("0,25", "0.25"),
            ("100", "100"),
            (" 3.0 ", "3"),
        ] {
            assert_eq!(
                Points::parse(text).map(|p| p.to_string()).as_deref(),
                Some(printed)
            );
        }
        for text in ["", "-1", "NaN", "1e9", "five"] {
            assert_eq!(Points::parse(text), None, "{text}");
        }
    }

    #[test]
    fn many_points_can_be_read() {
        let grouped =
            [0.5, 13.0, 1_920.0, 2_824.25].map(|number| Points::new(number).unwrap().grouped());
        assert_eq!(grouped, ["0.5", "13", "1,920", "2,824.25"]);
    }

    #[test]
    fn whole_points_are_written_as_whole_numbers() {
        assert_eq!(serde_json::to_string(&Points::whole(3)).unwrap(), "3");
        assert_eq!(serde_json::to_string(&Points::new(0.5)).unwrap(), "0.5");
        assert_eq!(
            serde_json::from_str::<Points>("3").unwrap(),
            Points::whole(3)
        );
    }
}
