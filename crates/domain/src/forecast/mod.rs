//! What a team will have finished by when (D5, G3), said as a chance and never as one number.
//!
//! Two questions, two methods, both chosen by replaying what really happened; `docs/forecasting.md`
//! has the figures, `cargo xtask forecast-eval` makes them anew from anybody's files:
//!
//! - [`Pace`]: how much is finished in the next so many sprints or weeks, and so when something is
//!   done. Simulated, because sums of uneven periods have no formula.
//! - [`Rest`]: how much of what is left a running sprint finishes, and so the chance that it finishes
//!   everything. Counted out, because a handful of past sprints can be.
//!
//! The same history gives the same forecast: the random numbers of a simulation follow from the
//! history itself. Not here: which sprints are a team's history, and how a forecast is worded.

mod pace;
mod rest;

pub use pace::{Ahead, Pace};
pub use rest::{Past, Rest};

/// Finished periods or sprints below which nothing is forecast.
pub const NEEDED: usize = 3;

/// After this many periods a period counts half as much as the last one. Teams change: of what was
/// tried between four and a thousand weeks, about five weeks foresaw best.
const HALF_LIFE: f64 = 3.0;

/// Why nothing is forecast.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TooLittle {
    /// Fewer than [`NEEDED`] finished periods.
    Periods {
        /// How many there are.
        has: usize,
    },
    /// In more than half of the last periods nothing was finished: what comes next is anybody's guess.
    Idle,
}

/// How much a period counts that was `age` periods before the last one, at this half-life.
fn weight(age: usize, half_life: f64) -> f64 {
    (-(age as f64) / half_life).exp2()
}
