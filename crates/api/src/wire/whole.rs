//! Whole numbers in requests. JSON knows one sort of number: a client that
//! writes `3.0` means 3.

use serde::{Deserialize, Deserializer, de};
use utoipa::ToSchema;

/// The largest whole number that every JSON reader keeps exactly.
const LARGEST: f64 = 9_007_199_254_740_991.0;

/// A whole number, not below zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ToSchema)]
#[schema(value_type = u64, minimum = 0, maximum = 9007199254740991_u64)]
pub(crate) struct Whole(u64);

impl Whole {
    /// The number.
    pub(crate) fn get(self) -> u64 {
        self.0
    }

    /// The number, or the largest of its sort.
    pub(crate) fn clamped(self) -> u32 {
        u32::try_from(self.0).unwrap_or(u32::MAX)
    }
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Whole, D::Error> {
        let number = f64::deserialize(deserializer)?;
        match number {
            number if number.fract() == 0.0 && (0.0..=LARGEST).contains(&number) => {
                Ok(Whole(number as u64))
            }
            number => Err(de::Error::custom(format!(
                "{number} is no whole number from 0 to {LARGEST}"
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_however_they_are_written() {
        for (text, number) in [("0", 0), ("3", 3), ("3.0", 3), ("1e3", 1_000)] {
            assert_eq!(serde_json::from_str::<Whole>(text).unwrap().get(), number);
        }
        for text in ["-1", "0.5", "1e300", "\"3\"", "null"] {
            assert!(serde_json::from_str::<Whole>(text).is_err(), "{text}");
        }
    }
}
