//! How forecasts did against what came.

/// The nominal levels that are looked at.
pub(crate) const LEVELS: [f64; 3] = [0.5, 0.8, 0.9];

/// Forecasts of one sort, counted.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    /// How many.
    pub(crate) forecasts: u32,
    /// In how many the interval of each level held what came.
    held: [u32; 3],
    /// In how many it came to lie on neither of its edges.
    inside: [u32; 3],
    /// How far the middle was off, as a sum of shares of the usual amount.
    off: f64,
    /// How wide the 80 % interval was, as a sum of shares of the usual amount.
    wide: f64,
}

/// One forecast.
pub(crate) struct Said {
    pub(crate) intervals: [(f64, f64); 3],
    pub(crate) middle: f64,
}

impl Score {
    /// Counts a forecast in. `usual` is the amount errors are shares of.
    pub(crate) fn count(&mut self, said: &Said, came: f64, usual: f64) {
        self.forecasts += 1;
        for (held, (from, to)) in self.held.iter_mut().zip(said.intervals) {
            *held += u32::from(from <= came && came <= to);
        }
        for (inside, (from, to)) in self.inside.iter_mut().zip(said.intervals) {
            *inside += u32::from(from < came && came < to);
        }
        let usual = usual.max(f64::MIN_POSITIVE);
        self.off += (said.middle - came).abs() / usual;
        self.wide += (said.intervals[1].1 - said.intervals[1].0) / usual;
    }

    pub(crate) fn add(&mut self, other: &Score) {
        self.forecasts += other.forecasts;
        for (held, more) in self.held.iter_mut().zip(other.held) {
            *held += more;
        }
        for (inside, more) in self.inside.iter_mut().zip(other.inside) {
            *inside += more;
        }
        self.off += other.off;
        self.wide += other.wide;
    }

    /// The share of forecasts whose interval held what came, per level.
    pub(crate) fn coverage(&self) -> [f64; 3] {
        self.held
            .map(|held| f64::from(held) / f64::from(self.forecasts))
    }

    /// The same without what lies on an edge. Where a few past sprints are all that can happen, an edge
    /// is hit often; the truth lies between the two.
    pub(crate) fn inside(&self) -> [f64; 3] {
        self.inside
            .map(|inside| f64::from(inside) / f64::from(self.forecasts))
    }

    /// The mean distance of the middle from what came, as a share of the usual amount.
    pub(crate) fn off(&self) -> f64 {
        self.off / f64::from(self.forecasts)
    }

    /// The mean width of the 80 % interval, as a share of the usual amount.
    pub(crate) fn wide(&self) -> f64 {
        self.wide / f64::from(self.forecasts)
    }
}

/// Said chances in five bins, with how often it happened.
#[derive(Clone, Copy, Default)]
pub(crate) struct Chances {
    bins: [Bin; 5],
    squares: f64,
}

/// Chances that lie near each other.
#[derive(Clone, Copy, Default)]
pub(crate) struct Bin {
    /// How many.
    pub(crate) count: u32,
    said: f64,
    happened: u32,
}

impl Bin {
    /// The mean of what was said, and how often it happened.
    pub(crate) fn means(&self) -> (f64, f64) {
        let count = f64::from(self.count);
        (self.said / count, f64::from(self.happened) / count)
    }
}

impl Chances {
    pub(crate) fn count(&mut self, said: f64, happened: bool) {
        let bin = ((said * 5.0) as usize).min(4);
        self.bins[bin].count += 1;
        self.bins[bin].said += said;
        self.bins[bin].happened += u32::from(happened);
        self.squares += (said - f64::from(u8::from(happened))).powi(2);
    }

    pub(crate) fn add(&mut self, other: &Chances) {
        for (bin, more) in self.bins.iter_mut().zip(other.bins) {
            bin.count += more.count;
            bin.said += more.said;
            bin.happened += more.happened;
        }
        self.squares += other.squares;
    }

    pub(crate) fn bins(&self) -> impl Iterator<Item = &Bin> {
        self.bins.iter().filter(|bin| bin.count > 0)
    }

    /// Brier's score: the mean square of what was said minus what happened. 0 is perfect; 0.25 is
    /// what who always says 50 % gets. (Brier, 1950, Monthly Weather Review 78, p. 1.)
    pub(crate) fn brier(&self) -> f64 {
        let count: u32 = self.bins.iter().map(|bin| bin.count).sum();
        self.squares / f64::from(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_on_the_edge_was_held() {
        let mut score = Score::default();
        let said = Said {
            intervals: [(4.0, 6.0), (3.0, 7.0), (2.0, 8.0)],
            middle: 5.0,
        };
        score.count(&said, 6.0, 5.0);
        score.count(&said, 7.5, 5.0);
        assert_eq!(score.coverage(), [0.5, 0.5, 1.0]);
        assert_eq!(score.inside(), [0.0, 0.5, 1.0]);
        assert!((score.off() - 0.35).abs() < 1e-9);
        assert!((score.wide() - 0.8).abs() < 1e-9);
    }

    #[test]
    fn chances_are_scored_by_what_happened() {
        let mut chances = Chances::default();
        chances.count(0.9, true);
        chances.count(0.8, false);
        chances.count(0.1, false);
        let top = chances.bins().last().unwrap();
        assert_eq!(top.count, 2);
        assert!((top.means().0 - 0.85).abs() < 1e-9 && (top.means().1 - 0.5).abs() < 1e-9);
        assert!((chances.brier() - (0.01 + 0.64 + 0.01) / 3.0).abs() < 1e-9);
    }
}
