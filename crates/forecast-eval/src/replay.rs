//! Goes through a history and forecasts from each moment of it what came next.

use domain::forecast::{NEEDED, Pace, Past, Rest};

use crate::history::{SHARES, Snapshots};
use crate::naive;
use crate::score::{Chances, LEVELS, Said, Score};

/// Our method and the usual one, on the same moments.
#[derive(Clone, Copy, Default)]
pub(crate) struct Both {
    pub(crate) ours: Score,
    pub(crate) usual: Score,
}

/// From which moments and how far ahead is forecast.
#[derive(Clone, Copy)]
pub(crate) struct Moments {
    /// Periods before the first forecast.
    pub(crate) first: usize,
    /// Periods from one forecast to the next.
    pub(crate) every: usize,
    /// How many periods ahead.
    pub(crate) ahead: &'static [usize],
}

/// Weeks: the first forecast after twelve, then every fourth week.
pub(crate) const WEEKS: Moments = Moments {
    first: 12,
    every: 4,
    ahead: &[1, 4, 13],
};

/// Sprints: as soon as anything is said at all, then each.
pub(crate) const SPRINTS: Moments = Moments {
    first: NEEDED,
    every: 1,
    ahead: &[1, 3],
};

/// The scores per distance of `moments`, for what was finished in periods of `days`.
pub(crate) fn periods(finished: &[f64], days: f64, moments: Moments) -> Vec<Both> {
    let mut scores = vec![Both::default(); moments.ahead.len()];
    let furthest = moments.ahead.iter().copied().max().unwrap_or_default();
    for now in (moments.first..finished.len()).step_by(moments.every) {
        let (known, to_come) = finished.split_at(now);
        let Ok(pace) = Pace::new(known, days) else {
            continue;
        };
        let ahead = pace.ahead(furthest.min(to_come.len()));
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        for (both, periods) in scores.iter_mut().zip(moments.ahead) {
            let Some(came) = to_come.get(..*periods) else {
                continue;
            };
            let came = came.iter().sum();
            let ours = Said {
                intervals: LEVELS.map(|level| ahead.interval(*periods, level)),
                middle: ahead.finished(*periods, 0.5),
            };
            let sums = naive::sums(known, *periods);
            let usual = Said {
                intervals: LEVELS.map(|level| naive::interval(&sums, level)),
                middle: sums[sums.len() / 2],
            };
            let of = mean * *periods as f64;
            both.ours.count(&ours, came, of);
            both.usual.count(&usual, came, of);
        }
    }
    scores
}

/// How the ends of sprints were foreseen, and the chance to finish everything.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ends {
    pub(crate) score: Score,
    pub(crate) chances: Chances,
}

/// The scores at each of [`SHARES`].
pub(crate) fn ends(sprints: &[Snapshots]) -> [Ends; SHARES.len()] {
    let mut ends = [Ends::default(); SHARES.len()];
    let delivered: f64 = sprints.iter().map(|sprint| sprint.delivered).sum();
    let usual = delivered / sprints.len() as f64;
    for (now, sprint) in sprints.iter().enumerate() {
        for (share, ends) in ends.iter_mut().enumerate() {
            let past: Vec<Past> = sprints[..now]
                .iter()
                .map(|past| seen(past, share))
                .collect();
            let at = sprint.at[share];
            let Ok(rest) = Rest::new(&past, at.left) else {
                continue;
            };
            if at.left <= 0.0 {
                continue;
            }
            let said = Said {
                intervals: LEVELS.map(|level| rest.interval(level)),
                middle: rest.finished(0.5),
            };
            let came = (sprint.delivered - at.done).max(0.0);
            ends.score.count(&said, came, usual);
            ends.chances.count(rest.chance(at.left), came >= at.left);
        }
    }
    ends
}

fn seen(sprint: &Snapshots, share: usize) -> Past {
    let at = sprint.at[share];
    Past {
        left: at.left,
        finished: (sprint.delivered - at.done).max(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Snapshot;

    #[test]
    fn each_forecast_knows_only_what_was_before_it() {
        // Twelve weeks of nothing but tens, then a change that nobody could know of.
        let mut weeks = vec![10.0; 16];
        weeks.extend([1000.0; 4]);
        let scores = periods(&weeks, 7.0, WEEKS);
        let four = scores[1].ours;
        assert_eq!(four.forecasts, 2, "after 12 and after 16 weeks");
        assert_eq!(four.coverage(), [0.5; 3], "the second could not know");
        assert_eq!(scores[1].usual.coverage(), [0.5; 3]);
        assert_eq!(
            scores[2].ours.forecasts, 0,
            "13 weeks ahead is nothing known"
        );
    }

    #[test]
    fn a_sprint_with_nothing_left_is_no_forecast() {
        let sprint = |left| Snapshots {
            at: [Snapshot { done: 0.0, left }; 4],
            delivered: 10.0,
        };
        let ends = ends(&[10.0, 10.0, 10.0, 10.0, 0.0].map(sprint));
        assert_eq!(ends[0].score.forecasts, 1);
    }
}
