//! The burndown of a sprint (E6, E7): a fold over events, and a chart computed
//! from it. The same fold runs live, as the sprint goes on, and from zero.
//!
//! After the sprint is closed nothing is folded in any more, whatever happens
//! to its items: the chart is the same for ever.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::event::Event;
use crate::ids::{ItemId, Position, SprintId};
use crate::points::Points;
use crate::record::Recorded;
use crate::scale::Measure;
use crate::sprint::{Calendar, Column};

/// What a burndown is counted in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Unit {
    /// Story points.
    #[default]
    Points,
    /// Items, each as large as any other.
    Items,
    /// Points on a scale of hours.
    Hours,
}

impl From<Measure> for Unit {
    fn from(measure: Measure) -> Unit {
        match measure {
            Measure::Points => Unit::Points,
            Measure::Hours => Unit::Hours,
        }
    }
}

impl Unit {
    /// As written in addresses and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Points => "points",
            Unit::Hours => "hours",
            Unit::Items => "items",
        }
    }
}

/// A sprint's work going down, as recorded so far.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Burndown {
    sprint: Option<SprintId>,
    closed: bool,
    cards: BTreeMap<ItemId, Card>,
    steps: Vec<Step>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Card {
    points: Points,
    done: bool,
}

/// A moment at which what remains changed, with the event that changed it.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// The event, in the product's stream.
    pub position: Position,
    /// The item it is about; `None` for the commitment itself.
    pub item: Option<ItemId>,
    /// What happened.
    pub cause: Cause,
    /// Points and items that remain after it.
    pub remaining: Amount,
    /// Points and items the sprint holds after it.
    pub scope: Amount,
}

/// An amount of work in both units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Amount {
    /// Story points.
    pub points: Points,
    /// Items.
    pub items: u32,
}

impl Amount {
    /// As a number in `unit`.
    pub fn value(self, unit: Unit) -> f64 {
        match unit {
            Unit::Points | Unit::Hours => self.points.as_f64(),
            Unit::Items => f64::from(self.items),
        }
    }
}

/// Why what remains changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The team committed.
    Committed,
    /// An item was done.
    Done,
    /// A done item was taken up again.
    Reopened,
    /// An item was estimated anew: a change of scope.
    Reestimated,
}

impl Burndown {
    /// The burndown of a sprint that is being committed to: nothing folded yet.
    pub fn begin(sprint: SprintId) -> Burndown {
        Burndown {
            sprint: Some(sprint),
            ..Burndown::default()
        }
    }

    /// Folds an event in. Events of other sprints and items do nothing.
    pub fn fold(&mut self, recorded: &Recorded<Event>) {
        if self.closed {
            return;
        }
        match &recorded.event {
            Event::SprintCommitted(e) if self.is_about(e.sprint) => {
                let card = |points: Option<Points>| Card {
                    points: points.unwrap_or_default(),
                    done: false,
                };
                self.cards = e
                    .contract
                    .items
                    .iter()
                    .map(|i| (i.item, card(i.estimate)))
                    .collect();
                self.step(recorded, None, Cause::Committed);
            }
            Event::CardMoved(e) if self.is_about(e.sprint) => {
                let done = e.to == Column::Done;
                let Some(card) = self.cards.get_mut(&e.item).filter(|card| card.done != done)
                else {
                    return;
                };
                card.done = done;
                let cause = if done { Cause::Done } else { Cause::Reopened };
                self.step(recorded, Some(e.item), cause);
            }
            Event::EstimateChanged(e) => {
                let Some(card) = self.cards.get_mut(&e.item) else {
                    return;
                };
                card.points = e.to.unwrap_or_default();
                self.step(recorded, Some(e.item), Cause::Reestimated);
            }
            Event::SprintClosed(e) if self.is_about(e.sprint) => self.closed = true,
            _ => {}
        }
    }

    fn is_about(&self, sprint: SprintId) -> bool {
        self.sprint == Some(sprint)
    }

    fn step(&mut self, recorded: &Recorded<Event>, item: Option<ItemId>, cause: Cause) {
        let open = self.cards.values().filter(|card| !card.done);
        let remaining = sum(open);
        let scope = sum(self.cards.values());
        let (at, position) = (recorded.at, recorded.position);
        self.steps.push(Step {
            at,
            position,
            item,
            cause,
            remaining,
            scope,
        });
    }

    /// Every change, oldest first; the first is the commitment.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What was committed to.
    pub fn committed(&self) -> Amount {
        self.steps
            .first()
            .map(|step| step.scope)
            .unwrap_or_default()
    }

    /// What remains now.
    pub fn remaining(&self) -> Amount {
        self.steps
            .last()
            .map(|step| step.remaining)
            .unwrap_or_default()
    }

    /// What the sprint holds now.
    pub fn scope(&self) -> Amount {
        self.steps.last().map(|step| step.scope).unwrap_or_default()
    }

    /// The chart over the sprint's days, drawn up to `until`: now for a running
    /// sprint, the closing for a closed one.
    pub fn chart(&self, calendar: &Calendar, unit: Unit, until: Timestamp) -> Chart {
        let total = self.committed().value(unit);
        let begins = calendar.begins();
        let actual = self.steps.iter().map(|step| Point {
            at: step.at.max(begins),
            value: step.remaining.value(unit),
            step: step.clone(),
        });
        Chart {
            unit,
            time_zone: calendar.time_zone.to_string(),
            days: calendar
                .days()
                .iter()
                .map(|d| ChartDay {
                    date: d.date,
                    working: d.working,
                    begins: d.begins,
                    ends: d.ends,
                })
                .collect(),
            ideal: ideal(calendar, total),
            actual: actual.collect(),
            until: until.max(begins),
            committed: total,
            remaining: self.remaining().value(unit),
            ideal_now: ideal_at(calendar, total, until),
        }
    }
}

fn sum<'a>(cards: impl Iterator<Item = &'a Card>) -> Amount {
    cards.fold(Amount::default(), |amount, card| Amount {
        points: amount.points + card.points,
        items: amount.items + 1,
    })
}

/// A burndown chart: what is to be drawn, not yet where.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// What it counts.
    pub unit: Unit,
    /// The zone its days are counted in; printed on the chart (E7).
    pub time_zone: String,
    /// The sprint's days, weekends included.
    pub days: Vec<ChartDay>,
    /// The ideal line: straight over working days, level over the others.
    pub ideal: Vec<(Timestamp, f64)>,
    /// What really remained, as steps: level until the next point.
    pub actual: Vec<Point>,
    /// The moment up to which the last step is drawn on.
    pub until: Timestamp,
    /// What was committed to.
    pub committed: f64,
    /// What remains at `until`.
    pub remaining: f64,
    /// Where the ideal line stands at `until`.
    pub ideal_now: f64,
}

/// A day on the chart's axis.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ChartDay {
    /// Which.
    pub date: Date,
    /// Whether it is worked; others are shaded.
    pub working: bool,
    /// Its first moment.
    pub begins: Timestamp,
    /// The first moment after it.
    pub ends: Timestamp,
}

/// A point of the actual line.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    /// When; never before the sprint's first moment.
    pub at: Timestamp,
    /// What remains from here on.
    pub value: f64,
    /// What happened.
    pub step: Step,
}

/// From everything at the sprint's first moment to nothing at its end, the same
/// amount each working day.
fn ideal(calendar: &Calendar, total: f64) -> Vec<(Timestamp, f64)> {
    let days = calendar.days();
    let working = days.iter().filter(|day| day.working).count().max(1) as f64;
    let mut line = vec![(calendar.begins(), total)];
    let mut worked = 0.0;
    for day in &days {
        if day.working {
            worked += 1.0;
        }
        line.push((day.ends, total * (working - worked) / working));
    }
    line
}

fn ideal_at(calendar: &Calendar, total: f64, at: Timestamp) -> f64 {
    let line = ideal(calendar, total);
    for pair in line.windows(2) {
        let ((from, high), (to, low)) = (pair[0], pair[1]);
        if at < to {
            let whole = (to.as_second() - from.as_second()).max(1) as f64;
            let part = (at.as_second() - from.as_second()).max(0) as f64;
            return high + (low - high) * part / whole;
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::edit_text::{EditText, Field};
    use crate::item::estimate::Estimate;
    use crate::item::remove::RemoveItems;
    use crate::item::reorder::Rank;
    use crate::sprint::board::MoveCard;
    use crate::sprint::close::CloseSprint;
    use crate::testing::Given;

    fn remaining(burndown: &Burndown) -> Vec<String> {
        burndown
            .steps()
            .iter()
            .map(|step| step.remaining.points.to_string())
            .collect()
    }

    #[test]
    fn work_goes_down_when_items_are_done_and_up_when_they_are_not() {
        let mut given = Given::running(["A", "B", "C"]);
        let to = |item, to| MoveCard {
            item: ItemId(item),
            to,
            at: Rank::Top,
        };
        given.does(to(1, Column::InProgress));
        given.does(to(1, Column::Done));
        given.does(to(2, Column::Done));
        given.does(to(1, Column::InReview));
        given.does(Estimate {
            item: ItemId(3),
            to: Some(Points::whole(8)),
        });
        let burndown = &given.sprint_state(1).burndown;
        assert_eq!(remaining(burndown), ["9", "6", "3", "6", "11"]);
        assert_eq!(burndown.scope().points, Points::whole(14));
        assert_eq!(burndown.committed().items, 3);
    }

    #[test]
    fn a_closed_sprints_chart_never_changes() {
        let mut given = Given::running(["A", "B"]);
        given.does(MoveCard {
            item: ItemId(1),
            to: Column::Done,
            at: Rank::Top,
        });
        given.does(CloseSprint {
            sprint: SprintId(1),
            reasons: BTreeMap::new(),
        });
        let before = given.sprint_state(1).clone();
        given.does(Estimate {
            item: ItemId(2),
            to: Some(Points::whole(13)),
        });
        let text = String::from("Other");
        given.does(EditText {
            item: ItemId(2),
            field: Field::Title,
            text,
            base: None,
        });
        given.does(RemoveItems {
            items: vec![ItemId(2)],
            reason: None,
        });
        assert_eq!(*given.sprint_state(1), before);
    }

    #[test]
    fn the_ideal_line_is_level_over_the_weekend() {
        let given = Given::running(["A", "B"]);
        let sprint = given.sprint_state(1);
        let chart = sprint
            .burndown
            .chart(&sprint.calendar, Unit::Points, given.now());
        let values: Vec<f64> = chart
            .ideal
            .iter()
            .map(|(_, value)| (value * 10.0).round() / 10.0)
            .collect();
        // Monday 2 to Sunday 15 November 2026: ten working days, 6 points.
        let expected = [
            6.0, 5.4, 4.8, 4.2, 3.6, 3.0, 3.0, 3.0, 2.4, 1.8, 1.2, 0.6, 0.0, 0.0, 0.0,
        ];
        assert_eq!(values, expected);
    }

    #[test]
    fn folding_from_zero_gives_what_was_folded_live() {
        let mut given = Given::running(["A", "B"]);
        given.does(MoveCard {
            item: ItemId(2),
            to: Column::Done,
            at: Rank::Top,
        });
        let mut again = Burndown::begin(SprintId(1));
        for recorded in &given.recorded {
            again.fold(recorded);
        }
        assert_eq!(again, given.sprint_state(1).burndown);
    }
}
