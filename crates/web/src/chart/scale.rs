//! From figures to places: a linear scale, round ticks, and numbers written the same everywhere.

/// A straight line from values to coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Linear {
    from: (f64, f64),
    to: (f64, f64),
}

impl Linear {
    /// The scale that puts `from.0` at `to.0` and `from.1` at `to.1`.
    pub(super) fn new(from: (f64, f64), to: (f64, f64)) -> Linear {
        Linear { from, to }
    }

    /// Where a value stands.
    pub(super) fn at(self, value: f64) -> f64 {
        let whole = self.from.1 - self.from.0;
        if whole == 0.0 {
            return self.to.0;
        }
        self.to.0 + (self.to.1 - self.to.0) * (value - self.from.0) / whole
    }
}

/// Round values from 0 up to at least `most`, about `about` of them: steps of 1, 2 or 5 times a
/// power of ten, never finer than a whole.
pub(super) fn ticks(most: f64, about: u32) -> Vec<f64> {
    let mut step = 1.0;
    let mut factors = [2.0, 2.5, 2.0].into_iter().cycle();
    while most / step > f64::from(about) {
        step *= factors.next().unwrap_or(10.0);
    }
    let last = (most / step).ceil().max(1.0) as u32;
    (0..=last).map(|number| f64::from(number) * step).collect()
}

/// A figure as people read it: at most two decimals, no zeros at the end.
pub fn number(value: f64) -> String {
    trimmed(format!("{value:.2}"))
}

/// A coordinate: a tenth of a pixel is finer than anybody sees.
pub(super) fn px(value: f64) -> String {
    trimmed(format!("{value:.1}"))
}

fn trimmed(text: String) -> String {
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_top() {
        assert_eq!(ticks(28.0, 5), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks(9.0, 5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(3.0, 5), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(0.0, 5), [0.0, 1.0]);
        assert_eq!(ticks(120.0, 5), [0.0, 50.0, 100.0, 150.0]);
    }

    #[test]
    fn numbers_lose_what_says_nothing() {
        let written = [0.0, 5.0, 0.5, 2.25, 100.0, -0.001].map(number);
        assert_eq!(written, ["0", "5", "0.5", "2.25", "100", "0"]);
        assert_eq!(px(10.04), "10");
    }

    #[test]
    fn a_scale_without_width_stays_where_it_begins() {
        assert_eq!(Linear::new((1.0, 1.0), (5.0, 9.0)).at(1.0), 5.0);
        assert_eq!(Linear::new((0.0, 10.0), (100.0, 0.0)).at(2.5), 75.0);
    }
}
