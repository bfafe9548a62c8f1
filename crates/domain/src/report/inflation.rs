//! Priority inflation (C8): how much of the product backlog is Must, against a line and against what
//! the next quarter can hold; and which two of them are weighed against each other next.
//!
//! Everything here is read from the record. Deliberately not here: the answer to a pair, which is a
//! command (`item/weigh.rs`).

use crate::ids::{ItemId, TeamId};
use crate::item::{Item, Priority};
use crate::points::Points;
use crate::policy::Policy;
use crate::product::Product;
use crate::query::{Share, Summary, by_priority};
use crate::report::velocity;

/// The horizon, in weeks: a quarter.
pub const WEEKS: u32 = 13;
/// Fewer Must items than this are no inflation, whatever their share.
pub const FEW: usize = 3;

/// How much of the product backlog is Must.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Inflation {
    /// What is Must.
    pub must: Share,
    /// The whole product backlog.
    pub all: Share,
    /// The share above which it says little, in percent: [`Policy::MustShare`]; `None` where nobody
    /// asks. DSDM, which the words come from, advises at most 60 % of the effort of one release; a
    /// backlog reaches further, so that less holds unless somebody changes it.
    pub line: Option<u32>,
    /// The points that the teams usually finish in the next [`WEEKS`] weeks; `None` with too little
    /// history to say.
    pub horizon: Option<Points>,
}

impl Inflation {
    /// How it is in `product`, which `summary` sums up.
    pub fn of(product: &Product, summary: &Summary) -> Inflation {
        Inflation {
            must: summary.share(Some(Priority::Must)),
            all: Share {
                items: summary.items,
                points: summary.points,
            },
            line: product.policies.limit(Policy::MustShare),
            horizon: horizon(product),
        }
    }

    /// The share of the items, in percent.
    pub fn of_items(&self) -> f64 {
        share(self.must.items as f64, self.all.items as f64)
    }

    /// The share of the points, in percent; `None` where nothing is estimated.
    pub fn of_points(&self) -> Option<f64> {
        let all = self.all.points.as_f64();
        (all > 0.0).then(|| share(self.must.points.as_f64(), all))
    }

    /// Whether there is more Must than the horizon holds.
    pub fn overflows(&self) -> bool {
        self.horizon.is_some_and(|held| self.must.points > held)
    }

    /// How much of Must has to wait until it fits: at least so many items, and items of so many points
    /// together; nothing of either where it fits.
    pub fn excess(&self) -> Share {
        let line = match self.line.map(f64::from) {
            Some(line) if self.is_above() => line,
            _ => return Share::default(),
        };
        // One less are few, and few are none too many, whatever their share.
        if self.must.items == FEW {
            let points = Points::ZERO;
            return Share { items: 1, points };
        }
        let over = |must: f64, all: f64| (must - all * line / 100.0).max(0.0);
        let items = over(self.must.items as f64, self.all.items as f64).ceil() as usize;
        let by_line = over(self.must.points.as_f64(), self.all.points.as_f64());
        let held = self.horizon.map_or(f64::MAX, Points::as_f64);
        let by_horizon = (self.must.points.as_f64() - held).max(0.0);
        let points = Points::new(by_line.max(by_horizon)).unwrap_or_default();
        Share { items, points }
    }

    /// Whether too much is Must, by items, by points, or for the horizon.
    pub fn is_above(&self) -> bool {
        let Some(line) = self.line.map(f64::from) else {
            return false;
        };
        let above = self.of_items() > line || self.of_points().is_some_and(|share| share > line);
        self.must.items >= FEW && (above || self.overflows())
    }
}

fn share(part: f64, whole: f64) -> f64 {
    match whole {
        0.0 => 0.0,
        whole => part * 100.0 / whole,
    }
}

/// What all teams with enough history usually finish in the next [`WEEKS`] weeks: the middle of their
/// last sprints, as often as a sprint of the last one's length fits in. To whole points: it is an
/// outlook, and a hundredth of a point in it would pretend to know.
fn horizon(product: &Product) -> Option<Points> {
    let held = product
        .teams
        .keys()
        .filter_map(|team| team_horizon(product, *team));
    let held: Points = held.reduce(|all, one| all + one)?;
    Points::new(held.as_f64().round())
}

fn team_horizon(product: &Product, team: TeamId) -> Option<Points> {
    let usual = velocity::usual(product, team)?;
    let unit = product.scale.measure().into();
    let last = velocity::closed(product, team, unit).next_back()?;
    let days = last.calendar.days().len().max(1) as f64;
    Points::new((usual.middle.as_f64() * f64::from(WEEKS * 7) / days).min(Points::MAX.as_f64()))
}

/// The two Must items that are weighed against each other next: the lowest in the order first, with
/// the one its estimate is nearest to, because the difference then lies in the worth alone. Among
/// equals it is the lower one; what is not estimated is nearest to what is not estimated either.
///
/// A pair that was answered, or left open, is not asked again: then the lowest one's next nearest
/// comes, and when it has met all others, the one above it. `None` when every pair was asked.
pub fn next_pair(product: &Product) -> Option<(ItemId, ItemId)> {
    let must = by_priority(product, |one| match one {
        Some(Priority::Must) => usize::MAX,
        _ => 0,
    });
    let must: Vec<&Item> = must
        .get(&Some(Priority::Must))?
        .iter()
        .filter_map(|item| product.items.get(item).map(AsRef::as_ref))
        .collect();
    let pairs = must.iter().enumerate().rev();
    pairs
        .filter_map(|(at, low)| Some((nearest(product, low, &must[..at])?.id, low.id)))
        .next()
}

/// Of those above `low` that it was not weighed against, the one nearest to it in estimate.
fn nearest<'a>(product: &Product, low: &Item, above: &[&'a Item]) -> Option<&'a Item> {
    let distance = |other: &Item| match (low.estimate, other.estimate) {
        (None, None) => (0, Points::ZERO),
        (Some(a), Some(b)) => (0, if a > b { a - b } else { b - a }),
        _ => (1, Points::ZERO),
    };
    let unasked = above
        .iter()
        .rev()
        .filter(|other| !product.was_weighed(low.id, other.id));
    unasked.copied().min_by_key(|other| distance(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::estimate::Estimate;
    use crate::item::priority::Prioritize;
    use crate::item::weigh::{Answer, Weigh};
    use crate::policy::Setting;
    use crate::policy::change::ChangePolicy;
    use crate::refusal::Refusal;
    use crate::rights::Role;
    use crate::testing::Given;

    fn weighed(given: &mut Given, items: &[u32]) {
        for item in items.iter().copied().map(ItemId) {
            let (to, reason) = (Some(Priority::Must), None);
            given.does(Prioritize { item, to, reason });
        }
    }

    fn estimated(given: &mut Given, points: &[(u32, u32)]) {
        for (item, points) in points {
            let (item, to) = (ItemId(*item), Some(Points::whole(*points)));
            given.does(Estimate { item, to });
        }
    }

    fn inflation(given: &Given) -> Inflation {
        Inflation::of(&given.product, &Summary::of(&given.product))
    }

    #[test]
    fn too_much_is_must_by_items_or_by_points_and_few_never_are() {
        let mut given = Given::items(["A", "B", "C", "D", "E", "F", "G", "H"]);
        weighed(&mut given, &[1, 2]);
        assert!(!inflation(&given).is_above(), "two are few");
        weighed(&mut given, &[3]);
        let now = inflation(&given);
        assert_eq!((now.of_items(), now.of_points()), (37.5, None));
        assert!(!now.is_above());
        estimated(&mut given, &[(1, 8), (4, 8)]);
        assert_eq!(inflation(&given).of_points(), Some(50.0));
        assert!(inflation(&given).is_above(), "half of the points");
        estimated(&mut given, &[(5, 21)]);
        assert!(!inflation(&given).is_above());
        weighed(&mut given, &[6]);
        assert!(inflation(&given).is_above(), "half of the items");
    }

    #[test]
    fn the_line_is_the_product_owners_and_can_be_taken_away() {
        let mut given = Given::items(["A", "B", "C", "D", "E"]);
        weighed(&mut given, &[1, 2, 3]);
        assert!(inflation(&given).is_above(), "60 %");
        for (to, above) in [(Setting::AtMost(60), false), (Setting::AtMost(59), true)] {
            let (policy, reason) = (Policy::MustShare, None);
            given.does(ChangePolicy { policy, to, reason });
            assert_eq!(inflation(&given).is_above(), above, "{to:?}");
        }
        let (policy, reason, to) = (Policy::MustShare, None, Setting::Off);
        let off = ChangePolicy { policy, to, reason };
        let refused = given.refusal_as(&[Role::Developer, Role::ScrumMaster], off.clone());
        assert!(matches!(refused, Refusal::Forbidden { .. }));
        given.does(off);
        assert!(!inflation(&given).is_above(), "nobody asks");
        given.undoes_last();
        assert!(inflation(&given).is_above());
    }

    #[test]
    fn it_fits_as_soon_as_the_excess_waits() {
        let mut given = Given::items(["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]);
        weighed(&mut given, &[1, 2, 3, 4, 5, 6]);
        let excess = |given: &Given| inflation(given).excess();
        assert_eq!(
            (excess(&given).items, excess(&given).points),
            (2, Points::ZERO)
        );
        estimated(&mut given, &[(1, 8), (2, 2), (7, 10)]);
        assert_eq!(excess(&given).points, Points::whole(2), "10 of 20 points");
        let reason = None;
        for (item, left) in [(2, 1), (3, 0)] {
            let (item, to) = (ItemId(item), Some(Priority::Should));
            given.does(Prioritize {
                item,
                to,
                reason: reason.clone(),
            });
            assert_eq!(excess(&given).items, left);
        }
        assert!(!inflation(&given).is_above());
    }

    #[test]
    fn without_history_nothing_is_said_about_the_quarter() {
        let given = Given::items(["A"]);
        assert_eq!(inflation(&given).horizon, None);
        assert!(!inflation(&given).overflows());
    }

    #[test]
    fn the_quarter_holds_what_sprints_usually_finish_and_overflows() {
        let mut given = Given::items(["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]);
        let all: Vec<u32> = (1..=10).collect();
        given = given.ready(&all);
        for sprint in 1..=3_u32 {
            given = given.sprint();
            given.finishes(sprint, &[sprint]);
        }
        let held = inflation(&given).horizon;
        assert_eq!(held, Points::new(20.0), "3 points in 14 days, for 91 days");
        weighed(&mut given, &[4, 5, 6]);
        assert!(!inflation(&given).overflows());
        estimated(&mut given, &[(4, 8), (5, 8), (6, 8), (7, 100)]);
        assert!(inflation(&given).overflows() && inflation(&given).is_above());
    }

    #[test]
    fn the_lowest_meets_its_nearest_in_estimate_and_no_pair_comes_twice() {
        let mut given = Given::items(["A", "B", "C", "D"]);
        weighed(&mut given, &[1, 2, 3, 4]);
        estimated(&mut given, &[(1, 5), (2, 13), (4, 3)]);
        let mut asked = Vec::new();
        while let Some((high, low)) = next_pair(&given.product) {
            asked.push((high.0, low.0));
            given.does(Weigh {
                pair: (high, low),
                answer: Answer::Open,
            });
        }
        assert_eq!(asked, [(1, 4), (2, 4), (3, 4), (2, 3), (1, 3), (1, 2)]);
        given.undoes_last();
        assert_eq!(next_pair(&given.product), Some((ItemId(1), ItemId(2))));
    }
}
