//! How much of what is left a sprint finishes: everything, with which chance?
//!
//! Two ways of looking at the sprints before, each taken for half:
//!
//! - *amounts*: what they finished from the same share of their time to their end;
//! - *shares*: which part of what was left then they finished. A team that plans little finishes it
//!   all, one that plans much does not; amounts alone miss the first, shares alone the second.
//!
//! Two imagined sprints are put among the shares, spread evenly from a fifth to all, so that three
//! good sprints do not make a certainty. At the beginning of the sprint everything is left.

use super::{HALF_LIFE, NEEDED, TooLittle, weight};

/// How many imagined sprints stand beside the real ones, and what part they finish.
const IMAGINED: f64 = 2.0;
const IMAGINED_SHARES: [f64; 5] = [0.2, 0.4, 0.6, 0.8, 1.0];

/// A sprint before, seen from the same share of its time: points or items.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Past {
    /// What was left to do then.
    pub left: f64,
    /// What was finished from then to the end.
    pub finished: f64,
}

/// What a sprint may finish from now to its end.
#[derive(Clone, PartialEq, Debug)]
pub struct Rest {
    /// Amounts from the lowest up, each with the chance that at most this is finished.
    up_to: Vec<(f64, f64)>,
}

impl Rest {
    /// From the sprints before, the oldest first, for a sprint that has `left` to do.
    ///
    /// # Errors
    ///
    /// When there are fewer than [`NEEDED`] sprints, or none of them finished anything.
    pub fn new(past: &[Past], left: f64) -> Result<Rest, TooLittle> {
        let has = past.len();
        if has < NEEDED {
            return Err(TooLittle::Periods { has });
        }
        if past.iter().all(|sprint| sprint.finished <= 0.0) {
            return Err(TooLittle::Idle);
        }
        let mut cases = shares(past, left);
        // Where nothing was ever left at this time, there are no shares to learn from.
        let each = if cases.is_empty() { 1.0 } else { 0.5 };
        for case in &mut cases {
            case.1 *= 0.5;
        }
        let amounts = past.iter().map(|sprint| sprint.finished.max(0.0));
        cases.extend(weighted(amounts, each));
        cases.sort_by(|one, other| one.0.total_cmp(&other.0));
        let up_to = cases.into_iter().scan(0.0, |sum, (amount, chance)| {
            *sum += chance;
            Some((amount, *sum))
        });
        Ok(Rest {
            up_to: up_to.collect(),
        })
    }

    /// The chance, from 0 to 1, that at least `amount` is finished.
    pub fn chance(&self, amount: f64) -> f64 {
        // What is counted in thousandths of points is not told apart below that.
        let short = self.up_to.partition_point(|case| case.0 < amount - 1e-6);
        let missed = short.checked_sub(1).map_or(0.0, |last| self.up_to[last].1);
        (1.0 - missed).clamp(0.0, 1.0)
    }

    /// What is finished with at least this chance, from 0 to 1.
    pub fn finished(&self, chance: f64) -> f64 {
        let missed = 1.0 - chance.clamp(0.0, 1.0);
        let found = self.up_to.partition_point(|case| case.1 < missed - 1e-9);
        let at = found.min(self.up_to.len().saturating_sub(1));
        self.up_to.get(at).map_or(0.0, |case| case.0)
    }

    /// The middle `share` of what may be: from, to.
    pub fn interval(&self, share: f64) -> (f64, f64) {
        let outside = (1.0 - share) / 2.0;
        (self.finished(1.0 - outside), self.finished(outside))
    }
}

/// Each value with its part of `total`, later ones with more.
fn weighted(
    values: impl ExactSizeIterator<Item = f64> + Clone,
    total: f64,
) -> impl Iterator<Item = (f64, f64)> {
    let count = values.len();
    let weights = (0..count).map(move |at| weight(count - 1 - at, HALF_LIFE));
    let sum: f64 = weights.clone().sum();
    values
        .zip(weights)
        .map(move |(value, weight)| (value, total * weight / sum))
}

/// What would be finished of `left` at the shares of the sprints before and of the imagined ones.
fn shares(past: &[Past], left: f64) -> Vec<(f64, f64)> {
    let known: Vec<f64> = past
        .iter()
        .filter(|sprint| sprint.left > 0.0)
        .map(|sprint| left * (sprint.finished / sprint.left).max(0.0))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let real = known.len() as f64 / (known.len() as f64 + IMAGINED);
    let imagined = (1.0 - real) / IMAGINED_SHARES.len() as f64;
    weighted(known.into_iter(), real)
        .chain(IMAGINED_SHARES.map(|share| (left * share, imagined)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sprints of twenty points that finished these.
    fn of_twenty(finished: &[f64]) -> Vec<Past> {
        let past = |finished: &f64| Past {
            left: 20.0,
            finished: *finished,
        };
        finished.iter().map(past).collect()
    }

    #[test]
    fn two_sprints_are_too_little_and_so_are_three_that_finished_nothing() {
        let two = Rest::new(&of_twenty(&[20.0, 18.0]), 20.0);
        assert_eq!(two, Err(TooLittle::Periods { has: 2 }));
        let idle = Rest::new(&of_twenty(&[0.0, 0.0, 0.0]), 20.0);
        assert_eq!(idle, Err(TooLittle::Idle));
    }

    #[test]
    fn three_sprints_that_finished_everything_make_no_certainty() {
        let rest = Rest::new(&of_twenty(&[20.0, 20.0, 20.0]), 20.0).unwrap();
        let chance = rest.chance(20.0);
        // All of the amounts; of the shares three of five, and a fifth of the other two.
        let expected = 0.5 + 0.5 * (3.0 / 5.0 + 2.0 / 5.0 / 5.0);
        assert!((chance - expected).abs() < 1e-9, "{chance}");
    }

    #[test]
    fn more_is_less_likely() {
        let past = of_twenty(&[12.0, 20.0, 17.0, 20.0, 15.0]);
        let chance = |left: f64| Rest::new(&past, left).unwrap().chance(left);
        let chances = [10.0, 15.0, 20.0, 25.0, 40.0].map(chance);
        assert!(chances.is_sorted_by(|one, other| *one > other - 1e-9));
        assert!(chances[0] > 0.6 && chances[4] < 0.25, "{chances:?}");
    }

    #[test]
    fn nothing_left_is_finished_for_certain() {
        let rest = Rest::new(&of_twenty(&[12.0, 20.0, 17.0]), 0.0).unwrap();
        assert!((rest.chance(0.0) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn sprints_that_had_nothing_left_tell_only_amounts() {
        let done = Past {
            left: 0.0,
            finished: 0.0,
        };
        let late = Past {
            left: 0.0,
            finished: 2.0,
        };
        let rest = Rest::new(&[done, late, late], 4.0).unwrap();
        assert_eq!(rest.chance(4.0), 0.0);
        assert!(rest.chance(2.0) > 0.5);
    }

    #[test]
    fn the_interval_lies_between_the_lowest_and_the_highest() {
        let rest = Rest::new(&of_twenty(&[5.0, 20.0, 17.0, 20.0]), 20.0).unwrap();
        let (from, to) = rest.interval(0.8);
        assert!(from >= 4.0 && to <= 20.0 && from < to, "{from} {to}");
    }
}
