//! Estimates as files write them: `3`, `0,5`, `5 points`.

use domain::{Points, Scale};

/// What a cell says about an estimate.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Estimate {
    /// These points.
    Points(Points),
    /// A number that is finer than a hundredth of a point; these are nearest.
    Rounded(Points),
    /// A number below zero or above [`Points::MAX`].
    OutOfRange,
    /// No number.
    NoNumber,
}

impl Estimate {
    /// The points, where they are exactly what is written.
    pub fn exact(self) -> Option<Points> {
        match self {
            Estimate::Points(points) => Some(points),
            Estimate::Rounded(_) | Estimate::OutOfRange | Estimate::NoNumber => None,
        }
    }
}

const UNITS: &[&str] = &["story points", "points", "point", "pts", "pt", "sp"];

/// Reads an estimate from a cell that is not empty; a size of the team's scale is what it is worth.
pub fn read(text: &str, scale: Scale) -> Estimate {
    if let Some(points) = scale.size_named(text) {
        return Estimate::Points(points);
    }
    let lower = text.trim().to_lowercase();
    let unit = UNITS.iter().find_map(|unit| lower.strip_suffix(unit));
    let number = unit.unwrap_or(&lower).trim().replace(',', ".");
    // Rust also reads "inf" and "1e3"; nobody estimates that way.
    let written = number
        .chars()
        .all(|c| c.is_ascii_digit() || "+-.".contains(c));
    match number.parse::<f64>() {
        Ok(value) if written => in_points(value),
        _ => Estimate::NoNumber,
    }
}

fn in_points(value: f64) -> Estimate {
    match Points::new(value) {
        Some(_) if value < 0.0 => Estimate::OutOfRange,
        Some(points) if (points.as_f64() - value).abs() < 1e-9 => Estimate::Points(points),
        Some(points) => Estimate::Rounded(points),
        None => Estimate::OutOfRange,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(value: f64) -> Points {
        Points::new(value).unwrap()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("3", 3.0),
            ("3.0", 3.0),
            ("0.5", 0.5),
            ("0,5", 0.5),
            ("100", 100.0),
            ("0", 0.0),
            (" 5 points", 5.0),
            ("8 SP", 8.0),
            ("+2", 2.0),
        ] {
            assert_eq!(
                read(text, Scale::Fibonacci),
                Estimate::Points(points(value)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_estimate_is_told_apart() {
        for text in ["-1", "-0.001", "10000", "99999999999999999999"] {
            assert_eq!(read(text, Scale::Fibonacci), Estimate::OutOfRange, "{text}");
        }
        for text in ["XL", "3-5", "1.2.3", "inf", "1e3", "points", "3h"] {
            assert_eq!(read(text, Scale::Fibonacci), Estimate::NoNumber, "{text}");
        }
        assert_eq!(
            read("0.333", Scale::Fibonacci),
            Estimate::Rounded(points(0.33))
        );
    }

    #[test]
    fn a_size_is_what_it_is_worth_and_only_on_a_scale_of_sizes() {
        let sizes = Scale::Sizes(domain::scale::Sizes::default());
        for (text, worth) in [("M", 3.0), (" xl", 8.0), ("13", 13.0)] {
            assert_eq!(read(text, sizes), Estimate::Points(points(worth)), "{text}");
        }
        assert_eq!(read("M", Scale::Fibonacci), Estimate::NoNumber);
    }
}
