//! The usual method, to compare with: what was finished in each of the last twelve periods, drawn again
//! and again, each as likely as the other.

use rand_pcg::Mcg128Xsl64;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// Runs of one forecast.
const RUNS: usize = 1_000;
/// Periods it looks back.
const LAST: usize = 12;

/// Sorted sums of the next `periods`.
pub(crate) fn sums(finished: &[f64], periods: usize) -> Vec<f64> {
    let last = &finished[finished.len() - finished.len().min(LAST)..];
    let mut random = Mcg128Xsl64::seed_from_u64(finished.len() as u64);
    let mut draw = || last[(random.next_u64() % last.len() as u64) as usize];
    let mut sums: Vec<f64> = (0..RUNS)
        .map(|_| (0..periods).map(|_| draw()).sum())
        .collect();
    sums.sort_unstable_by(f64::total_cmp);
    sums
}

/// The middle `share` of sorted sums: from, to.
pub(crate) fn interval(sums: &[f64], share: f64) -> (f64, f64) {
    let at = |part: f64| sums[((sums.len() - 1) as f64 * part).round() as usize];
    let outside = (1.0 - share) / 2.0;
    (at(outside), at(1.0 - outside))
}
