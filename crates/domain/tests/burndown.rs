//! Burndowns against figures worked out by hand: in zones whose clocks change,
//! with holidays, re-estimates and items that are taken up again.

use std::collections::{BTreeMap, BTreeSet};

use domain::item::create::{CreateItems, NewItem};
use domain::item::estimate::Estimate;
use domain::item::reorder::Rank;
use domain::people::OpenProduct;
use domain::report::burndown::{Cause, Chart, Unit};
use domain::sprint::Calendar;
use domain::sprint::board::MoveCard;
use domain::sprint::close::CloseSprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::plan::PlanSprint;
use domain::sprint::pull::{PullItems, Unready};
use domain::text::ProductKey;
use domain::{
    Actor, Column, Command, CommandId, Context, ItemId, PersonId, Points, Product, SprintId,
    decide, evolve,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use uuid::Uuid;

const SPRINT: SprintId = SprintId(1);

/// One sprint of a product, told as it goes.
struct Told {
    product: Product,
    zone: &'static str,
}

impl Told {
    /// A sprint from `start` to `end` with an item of each of these points,
    /// planned in January.
    fn planned(
        zone: &'static str,
        (start, end): (Date, Date),
        holidays: &[Date],
        points: &[u32],
    ) -> Told {
        let product = Product::default();
        let mut told = Told { product, zone };
        let early = "2026-01-05T12:00";
        told.gives(early, open());
        let items = points.iter().map(|points| NewItem {
            estimate: Some(Points::whole(*points)),
            criteria: vec!["It works".into()],
            ..NewItem::titled("An item")
        });
        let create = CreateItems {
            items: items.collect(),
            at: Rank::Bottom,
        };
        told.gives(early, create);
        let holidays = BTreeSet::from_iter(holidays.iter().copied());
        let plan = PlanSprint {
            team: None,
            name: None,
            goal: None,
            calendar: Calendar::new(start, end, zone, holidays).expect("a calendar"),
        };
        told.gives(early, plan);
        let pull = PullItems {
            sprint: SPRINT,
            items: told.product.order.to_vec(),
            to: Rank::Bottom,
            waive: Vec::new(),
            unready: Unready::Refuse,
        };
        told.gives(early, pull);
        told
    }

    fn commits(&mut self, at: &str) {
        self.gives(at, CommitSprint { sprint: SPRINT });
    }

    fn moves(&mut self, at: &str, item: u32, to: Column) {
        let (item, rank) = (ItemId(item), Rank::Top);
        self.gives(at, MoveCard { item, to, at: rank });
    }

    fn estimates(&mut self, at: &str, item: u32, points: u32) {
        let (item, to) = (ItemId(item), Some(Points::whole(points)));
        self.gives(at, Estimate { item, to });
    }

    fn closes(&mut self, at: &str) {
        let (sprint, reasons) = (SPRINT, BTreeMap::new());
        self.gives(at, CloseSprint { sprint, reasons });
    }

    /// Something is done at a moment by the clock on the wall.
    fn gives(&mut self, at: &str, command: impl Into<Command>) {
        let context = Context {
            at: self.moment(at),
            actor: Actor::Person {
                id: PersonId(Uuid::from_u128(1)),
                administrator: false,
            },
            command: CommandId(Uuid::from_u128(self.product.position.into())),
        };
        let decision = decide(&self.product, &context, &command.into()).expect("carried out");
        for recorded in decision.record(&context, self.product.position) {
            evolve(&mut self.product, &recorded);
        }
    }

    fn moment(&self, wall: &str) -> Timestamp {
        let wall: jiff::civil::DateTime = wall.parse().expect("a time of day");
        wall.in_tz(self.zone).expect("a zone").timestamp()
    }

    fn chart(&self, unit: Unit, until: &str) -> Chart {
        let sprint = &self.product.sprints[&SPRINT];
        let until = self.moment(until);
        sprint.burndown.chart(&sprint.calendar, unit, until)
    }
}

fn open() -> OpenProduct {
    OpenProduct {
        key: ProductKey::new("PAY").expect("a key"),
        name: "Payments".into(),
        time_zone: "UTC".into(),
        owner: PersonId(Uuid::from_u128(1)),
    }
}

/// A line as moments in UTC, and one of its values.
fn line(points: impl IntoIterator<Item = (Timestamp, f64)>) -> Vec<(String, f64)> {
    let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
    let points = points.into_iter();
    points
        .map(|(at, value)| (at.to_string(), rounded(value)))
        .collect()
}

fn actual(chart: &Chart) -> Vec<(String, f64)> {
    line(chart.actual.iter().map(|point| (point.at, point.value)))
}

fn owned(points: &[(&str, f64)]) -> Vec<(String, f64)> {
    points
        .iter()
        .map(|(at, value)| ((*at).to_owned(), *value))
        .collect()
}

/// Spring comes to Auckland on Sunday 27 September 2026: that day has 23 hours.
/// Monday is a holiday; 18 points over nine working days are two a day.
fn auckland() -> Told {
    let days = (date(2026, 9, 21), date(2026, 10, 4));
    let mut told = Told::planned(
        "Pacific/Auckland",
        days,
        &[date(2026, 9, 28)],
        &[5, 3, 2, 8],
    );
    told.commits("2026-09-18T16:00");
    told.moves("2026-09-22T10:00", 2, Column::Done);
    told.moves("2026-09-28T09:00", 1, Column::Done);
    told.moves("2026-09-29T09:00", 1, Column::InReview);
    told.estimates("2026-09-30T09:00", 4, 5);
    told.moves("2026-10-01T15:30", 1, Column::Done);
    told.estimates("2026-10-01T15:45", 2, 13);
    told.moves("2026-10-05T08:00", 4, Column::Done);
    told.closes("2026-10-05T09:00");
    told
}

#[test]
fn the_ideal_line_follows_the_days_when_clocks_go_forward() {
    let chart = auckland().chart(Unit::Points, "2026-10-05T09:00");
    let expected = [
        ("2026-09-20T12:00:00Z", 18.0),
        ("2026-09-21T12:00:00Z", 16.0),
        ("2026-09-22T12:00:00Z", 14.0),
        ("2026-09-23T12:00:00Z", 12.0),
        ("2026-09-24T12:00:00Z", 10.0),
        ("2026-09-25T12:00:00Z", 8.0),
        ("2026-09-26T12:00:00Z", 8.0),
        ("2026-09-27T11:00:00Z", 8.0),
        ("2026-09-28T11:00:00Z", 8.0),
        ("2026-09-29T11:00:00Z", 6.0),
        ("2026-09-30T11:00:00Z", 4.0),
        ("2026-10-01T11:00:00Z", 2.0),
        ("2026-10-02T11:00:00Z", 0.0),
        ("2026-10-03T11:00:00Z", 0.0),
        ("2026-10-04T11:00:00Z", 0.0),
    ];
    assert_eq!(line(chart.ideal), owned(&expected));
    assert_eq!(chart.time_zone, "Pacific/Auckland");
    let worked: Vec<bool> = chart.days.iter().map(|day| day.working).collect();
    let (yes, no) = (true, false);
    let week = [yes, yes, yes, yes, yes, no, no];
    let after = [no, yes, yes, yes, yes, no, no];
    assert_eq!(worked, [week, after].concat());
}

#[test]
fn what_remains_is_what_was_committed_to_less_what_is_done() {
    let chart = auckland().chart(Unit::Points, "2026-10-05T09:00");
    let expected = [
        // Committed on the Friday before: drawn from the first moment on.
        ("2026-09-20T12:00:00Z", 18.0),
        ("2026-09-21T22:00:00Z", 15.0),
        ("2026-09-27T20:00:00Z", 10.0),
        ("2026-09-28T20:00:00Z", 15.0),
        ("2026-09-29T20:00:00Z", 12.0),
        ("2026-10-01T02:30:00Z", 7.0),
        ("2026-10-01T02:45:00Z", 7.0),
        // After the last day, as late as it was.
        ("2026-10-04T19:00:00Z", 2.0),
    ];
    assert_eq!(actual(&chart), owned(&expected));
    let causes: Vec<Cause> = chart.actual.iter().map(|point| point.step.cause).collect();
    let reopened = [Cause::Committed, Cause::Done, Cause::Done, Cause::Reopened];
    let then = [
        Cause::Reestimated,
        Cause::Done,
        Cause::Reestimated,
        Cause::Done,
    ];
    assert_eq!(causes, [reopened, then].concat());
    assert_eq!(
        (chart.committed, chart.remaining, chart.ideal_now),
        (18.0, 2.0, 0.0)
    );
    let scope = chart
        .actual
        .iter()
        .map(|point| point.step.scope.value(Unit::Points));
    let expected = [18.0, 18.0, 18.0, 18.0, 15.0, 15.0, 25.0, 25.0];
    assert_eq!(scope.collect::<Vec<_>>(), expected);
}

#[test]
fn items_count_as_one_each_whatever_they_are_estimated_at() {
    let chart = auckland().chart(Unit::Items, "2026-10-05T09:00");
    let values: Vec<f64> = chart.actual.iter().map(|point| point.value).collect();
    assert_eq!(values, [4.0, 3.0, 2.0, 3.0, 3.0, 2.0, 2.0, 1.0]);
}

#[test]
fn where_the_ideal_line_stands_now() {
    let told = auckland();
    for (now, expected) in [
        ("2026-09-19T12:00", 18.0),
        ("2026-09-21T00:00", 18.0),
        ("2026-09-22T12:00", 15.0),
        ("2026-09-26T12:00", 8.0),
        ("2026-09-27T12:00", 8.0),
        ("2026-09-28T23:59", 8.0),
        ("2026-09-29T06:00", 7.5),
        ("2026-10-12T12:00", 0.0),
    ] {
        let ideal = told.chart(Unit::Points, now).ideal_now;
        assert!(
            (ideal - expected).abs() < 1e-9,
            "{now}: {ideal}, not {expected}"
        );
    }
}

/// Los Angeles puts its clocks back on Sunday 1 November 2026: 25 hours. Ten
/// points over ten working days; the team commits on the second of them.
#[test]
fn a_late_commitment_and_a_day_of_25_hours() {
    let days = (date(2026, 10, 26), date(2026, 11, 8));
    let mut told = Told::planned("America/Los_Angeles", days, &[], &[4, 6]);
    told.commits("2026-10-27T09:00");
    // The hour from one to two comes twice; this is the first of the two.
    told.moves("2026-11-01T01:30", 1, Column::Done);
    let chart = told.chart(Unit::Points, "2026-11-05T06:00");
    let expected = [
        ("2026-10-26T07:00:00Z", 10.0),
        ("2026-10-27T07:00:00Z", 9.0),
        ("2026-10-28T07:00:00Z", 8.0),
        ("2026-10-29T07:00:00Z", 7.0),
        ("2026-10-30T07:00:00Z", 6.0),
        ("2026-10-31T07:00:00Z", 5.0),
        ("2026-11-01T07:00:00Z", 5.0),
        ("2026-11-02T08:00:00Z", 5.0),
        ("2026-11-03T08:00:00Z", 4.0),
        ("2026-11-04T08:00:00Z", 3.0),
        ("2026-11-05T08:00:00Z", 2.0),
        ("2026-11-06T08:00:00Z", 1.0),
        ("2026-11-07T08:00:00Z", 0.0),
        ("2026-11-08T08:00:00Z", 0.0),
        ("2026-11-09T08:00:00Z", 0.0),
    ];
    assert_eq!(line(chart.ideal.clone()), owned(&expected));
    let expected = [
        ("2026-10-27T16:00:00Z", 10.0),
        ("2026-11-01T08:30:00Z", 6.0),
    ];
    assert_eq!(actual(&chart), owned(&expected));
    assert_eq!(chart.ideal_now, 1.75, "a quarter of Thursday is over");
}

/// Cairo's clocks go forward at midnight of Friday 24 April 2026: that working
/// day begins at one o'clock.
#[test]
fn a_day_without_a_midnight_begins_at_its_first_moment() {
    let days = (date(2026, 4, 23), date(2026, 4, 24));
    let mut told = Told::planned("Africa/Cairo", days, &[], &[2, 2]);
    told.commits("2026-04-23T08:00");
    let chart = told.chart(Unit::Points, "2026-04-24T12:30");
    let expected = [
        ("2026-04-22T22:00:00Z", 4.0),
        ("2026-04-23T22:00:00Z", 2.0),
        ("2026-04-24T21:00:00Z", 0.0),
    ];
    assert_eq!(line(chart.ideal), owned(&expected));
    assert_eq!(chart.ideal_now, 1.0, "half of 23 hours");
}

/// Kolkata's days begin half an hour off everybody else's.
#[test]
fn a_quarter_to_midnight_belongs_to_the_day_that_ends() {
    let days = (date(2026, 11, 4), date(2026, 11, 10));
    let mut told = Told::planned("Asia/Kolkata", days, &[], &[1, 1, 3]);
    told.commits("2026-11-04T00:00");
    told.moves("2026-11-06T23:45", 3, Column::Done);
    told.moves("2026-11-07T00:00", 1, Column::Done);
    let chart = told.chart(Unit::Points, "2026-11-07T12:00");
    let expected = [
        ("2026-11-03T18:30:00Z", 5.0),
        ("2026-11-06T18:15:00Z", 2.0),
        ("2026-11-06T18:30:00Z", 1.0),
    ];
    assert_eq!(actual(&chart), owned(&expected));
    let on = |at: Timestamp| {
        let mut days = chart.days.iter();
        days.find(|day| day.begins <= at && at < day.ends)
            .map(|day| day.date)
    };
    let dates: Vec<_> = chart.actual.iter().map(|point| on(point.at)).collect();
    let expected = [date(2026, 11, 4), date(2026, 11, 6), date(2026, 11, 7)];
    assert_eq!(dates, expected.map(Some));
    assert_eq!(chart.ideal_now, 2.0, "level over the weekend");
}
