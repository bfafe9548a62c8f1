//! How long things take: the middle, and the slow end that somebody meets daily.

use std::fmt;
use std::time::{Duration, Instant};

/// Times of the same deed.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) const fn new() -> Times {
        Times(Vec::new())
    }

    /// Does `deed` so often.
    pub(crate) fn of(count: usize, mut deed: impl FnMut(usize)) -> Times {
        let mut times = Times::default();
        for number in 0..count {
            times.time(|| deed(number));
        }
        times
    }

    /// What `deed` measured itself, so often.
    pub(crate) fn of_each(count: usize, mut deed: impl FnMut() -> Span) -> Times {
        Times((0..count).map(|_| deed().0).collect())
    }

    /// Does `deed` once more.
    pub(crate) fn time<T>(&mut self, deed: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = deed();
        self.0.push(began.elapsed());
        result
    }

    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(crate) fn extend(&mut self, others: Times) {
        self.0.extend(others.0);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn p50(&self) -> Span {
        self.at(0.5)
    }

    pub(crate) fn p99(&self) -> Span {
        self.at(0.99)
    }

    pub(crate) fn slowest(&self) -> Span {
        self.at(1.0)
    }

    fn at(&self, share: f64) -> Span {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let index = (sorted.len() - 1) as f64 * share;
        Span(sorted[index as usize])
    }
}

/// A duration in the unit that suits it, with three digits.
#[derive(Clone, Copy)]
pub(crate) struct Span(pub(crate) Duration);

impl Span {
    pub(crate) fn over(self, other: Span) -> f64 {
        self.0.as_secs_f64() / other.0.as_secs_f64()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64();
        let (value, unit) = match seconds {
            s if s < 1e-6 => (s * 1e9, "ns"),
            s if s < 1e-3 => (s * 1e6, "µs"),
            s if s < 1.0 => (s * 1e3, "ms"),
            s => (s, "s"),
        };
        let digits = match value {
            v if v < 10.0 => 2,
            v if v < 100.0 => 1,
            _ => 0,
        };
        write!(f, "{value:.digits$} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_slow_end_are_found() {
        let mut times = Times::default();
        for number in (1..=100).rev() {
            times.push(Duration::from_millis(number));
        }
        assert_eq!(times.p50().to_string(), "50.0 ms");
        assert_eq!(times.p99().to_string(), "99.0 ms");
    }

    #[test]
    fn a_span_has_the_unit_that_suits_it() {
        let spans = [
            (7, "7.00 ns"),
            (1_500, "1.50 µs"),
            (12_340_000, "12.3 ms"),
            (2_000_000_000, "2.00 s"),
        ];
        for (nanos, text) in spans {
            assert_eq!(Span(Duration::from_nanos(nanos)).to_string(), text);
        }
    }
}
