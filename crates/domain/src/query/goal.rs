//! Narrowing a list to what serves a goal of the roadmap, or none.

use std::fmt;

use crate::ids::GoalId;
use crate::item::Item;
use crate::product::Product;
use crate::report::roadmap::Serving;

/// Which goal of the roadmap items shall serve, by themselves or through their epic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GoalFilter {
    /// This one, whatever became of it.
    Of(GoalId),
    /// None that is pursued or was reached.
    None,
}

impl GoalFilter {
    /// The filter an address says: a goal's number, or `none`.
    pub(super) fn parse(product: &Product, value: &str) -> Option<GoalFilter> {
        match value {
            "none" => Some(GoalFilter::None),
            number => {
                let goal = GoalId(number.parse().ok()?);
                product.goal(goal).ok().map(|_| GoalFilter::Of(goal))
            }
        }
    }
}

impl fmt::Display for GoalFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GoalFilter::Of(goal) => goal.fmt(f),
            GoalFilter::None => f.write_str("none"),
        }
    }
}

/// The filter made ready to look at many items.
pub(super) struct GoalMatcher<'a> {
    wanted: GoalFilter,
    serving: Serving<'a>,
}

impl<'a> GoalMatcher<'a> {
    pub(super) fn new(product: &'a Product, wanted: GoalFilter) -> GoalMatcher<'a> {
        let serving = Serving::of(product);
        GoalMatcher { wanted, serving }
    }

    pub(super) fn fits(&self, item: &Item) -> bool {
        match self.wanted {
            GoalFilter::Of(goal) => self.serving.named(item) == Some(goal),
            GoalFilter::None => self.serving.goal(item).is_none(),
        }
    }
}
