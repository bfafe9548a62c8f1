//! Scores (C7): what the product owner says about an item's worth and effort, and three published
//! formulas that make one number of it. A product uses one of them, or none.
//!
//! A score orders nothing by itself: it proposes an order ([`proposal`]), and the product owner takes
//! it over or not ([`apply`]).

pub mod apply;
pub mod choose;
pub mod proposal;
pub mod say;
pub(crate) mod undo;

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::item::Item;
use crate::text::thousands;

/// A number somebody says about an item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// What it is worth to users and business, relative to other items.
    Value,
    /// How much of its worth is lost by waiting, relative to other items.
    TimeCriticality,
    /// How much risk it takes away, or how much it makes possible, relative to other items.
    RiskReduction,
    /// How many people it reaches in a period of one's choice, the same for all items.
    Reach,
    /// How much it changes for each of them: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.
    Impact,
    /// How sure one is of all that, in percent: 100 high, 80 medium, 50 low.
    Confidence,
    /// How much work it is. Unless somebody says so, the team's estimate.
    Effort,
}

/// The numbers people say on a relative scale: those of planning poker, as SAFe uses them.
const RELATIVE: &[&str] = &["1", "2", "3", "5", "8", "13", "20"];

impl Input {
    /// All of them.
    pub const ALL: [Input; 7] = [
        Input::Value,
        Input::TimeCriticality,
        Input::RiskReduction,
        Input::Reach,
        Input::Impact,
        Input::Confidence,
        Input::Effort,
    ];

    /// As written in the record, the API and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Input::Value => "value",
            Input::TimeCriticality => "time_criticality",
            Input::RiskReduction => "risk_reduction",
            Input::Reach => "reach",
            Input::Impact => "impact",
            Input::Confidence => "confidence",
            Input::Effort => "effort",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Input::Value => "Value",
            Input::TimeCriticality => "Time criticality",
            Input::RiskReduction => "Risk reduction",
            Input::Reach => "Reach",
            Input::Impact => "Impact",
            Input::Confidence => "Confidence, %",
            Input::Effort => "Effort",
        }
    }

    /// Within a sentence: "confidence", "time criticality".
    pub fn word(self) -> &'static str {
        match self {
            Input::Value => "value",
            Input::TimeCriticality => "time criticality",
            Input::RiskReduction => "risk reduction",
            Input::Reach => "reach",
            Input::Impact => "impact",
            Input::Confidence => "confidence",
            Input::Effort => "effort",
        }
    }

    /// What people usually say; any other number of the range is taken, too.
    pub fn usual(self) -> &'static [&'static str] {
        match self {
            Input::Value | Input::TimeCriticality | Input::RiskReduction => RELATIVE,
            Input::Impact => &["0.25", "0.5", "1", "2", "3"],
            Input::Confidence => &["50", "80", "100"],
            Input::Reach | Input::Effort => &[],
        }
    }

    /// The least and the most it can be. Nothing is divided by zero, and no score overflows.
    pub fn range(self) -> (f64, f64) {
        match self {
            Input::Value | Input::TimeCriticality | Input::RiskReduction => (0.0, 1_000.0),
            Input::Reach => (0.0, 10_000_000.0),
            Input::Impact => (0.0, 10.0),
            Input::Confidence => (0.0, 100.0),
            Input::Effort => (0.01, 9_999.0),
        }
    }
}

/// What was said about one item. Kept as hundredths, so that equal numbers are equal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Inputs([Option<u32>; Input::ALL.len()]);

impl Inputs {
    /// What was said.
    pub fn get(&self, input: Input) -> Option<f64> {
        let hundredths = self.0[input as usize]?;
        Some(f64::from(hundredths) / 100.0)
    }

    fn hundredths(&self, input: Input) -> Option<u64> {
        self.0[input as usize].map(u64::from)
    }

    pub(crate) fn set(&mut self, input: Input, to: Option<f64>) {
        self.0[input as usize] = to.map(hundredths);
    }
}

/// To the nearest hundredth; every range fits.
fn hundredths(number: f64) -> u32 {
    (number * 100.0).round() as u32
}

/// A published formula.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Value ÷ effort: what an item returns for each unit of work put into it. The oldest of the
    /// three and nobody's in particular; Karl Wiegers divides value by cost and risk in "First
    /// Things First: Prioritizing Requirements", Software Development, 1999.
    ValueEffort,
    /// RICE, reach × impact × confidence ÷ effort: Sean McBride, "RICE: Simple prioritization for
    /// product managers", Intercom, 2016. Its effort is in person-months; any unit does that is
    /// the same for all items.
    Rice,
    /// Weighted shortest job first, cost of delay ÷ job size: Donald Reinertsen, "The Principles of
    /// Product Development Flow", 2009, with the cost of delay as the Scaled Agile Framework adds
    /// it up: user-business value + time criticality + risk reduction or opportunity enablement.
    Wsjf,
}

impl Method {
    /// All of them.
    pub const ALL: [Method; 3] = [Method::ValueEffort, Method::Rice, Method::Wsjf];

    /// As written in the record, the API and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::ValueEffort => "value_effort",
            Method::Rice => "rice",
            Method::Wsjf => "wsjf",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Method::ValueEffort => "Value ÷ effort",
            Method::Rice => "RICE",
            Method::Wsjf => "WSJF",
        }
    }

    /// The method written as `text`.
    pub fn parse(text: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// What it asks for.
    pub fn inputs(self) -> &'static [Input] {
        use Input::{Confidence, Effort, Impact, Reach, RiskReduction, TimeCriticality, Value};
        match self {
            Method::ValueEffort => &[Value, Effort],
            Method::Rice => &[Reach, Impact, Confidence, Effort],
            Method::Wsjf => &[Value, TimeCriticality, RiskReduction, Effort],
        }
    }

    /// An item's score; `None` while something it needs is [`Method::missing`].
    pub fn score(self, item: &Item) -> Option<Score> {
        let said = |input| item.scores.hundredths(input);
        let effort = hundredths_of_effort(item)?;
        let (worth, each) = match self {
            Method::ValueEffort => (said(Input::Value)?, 1),
            Method::Rice => {
                let worth = said(Input::Reach)? * said(Input::Impact)? * said(Input::Confidence)?;
                // Hundredths of three numbers, one of them in percent.
                (worth, 100 * 100 * 100)
            }
            Method::Wsjf => {
                let delay = said(Input::TimeCriticality)? + said(Input::RiskReduction)?;
                (said(Input::Value)? + delay, 1)
            }
        };
        let effort = effort * each;
        Some(Score { worth, effort })
    }

    /// What an item's score still needs.
    pub fn missing(self, item: &Item) -> Vec<Input> {
        let is_there = |input: Input| match input {
            Input::Effort => hundredths_of_effort(item).is_some(),
            input => item.scores.hundredths(input).is_some(),
        };
        let needed = self.inputs().iter().copied();
        needed.filter(|input| !is_there(*input)).collect()
    }
}

/// What is divided by: the effort that was said, else the estimate. Nothing is done without any.
pub fn effort(item: &Item) -> Option<f64> {
    hundredths_of_effort(item).map(|effort| effort as f64 / 100.0)
}

fn hundredths_of_effort(item: &Item) -> Option<u64> {
    let estimate = || {
        item.estimate
            .map(|points| hundredths(points.as_f64()).into())
    };
    let effort: u64 = item.scores.hundredths(Input::Effort).or_else(estimate)?;
    (effort > 0).then_some(effort)
}

/// A score: worth over effort, exactly, so that what is equal compares as equal.
#[derive(Clone, Copy, Debug)]
pub struct Score {
    worth: u64,
    effort: u64,
}

impl Score {
    /// As a plain number.
    pub fn as_f64(self) -> f64 {
        self.worth as f64 / self.effort as f64
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Score) -> Ordering {
        let times = |one: u64, two: u64| u128::from(one) * u128::from(two);
        times(self.worth, other.effort).cmp(&times(other.worth, self.effort))
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Score) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Score) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Score {}

/// "0.33", "6.5", "1,350": as many digits as say something.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.as_f64();
        if number >= 99.95 {
            return f.write_str(&thousands(number.round() as usize));
        }
        f.write_str(&plain(number))
    }
}

/// A number with at most two decimals, and none that say nothing.
pub fn plain(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests;
