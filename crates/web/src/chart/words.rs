//! A chart in words: the answer on top of it, and what happened at each of its points.

use domain::ItemId;
use domain::report::burndown::{Cause, Chart, Step, Unit};
use domain::sprint::calendar::zone;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::scale::number;

/// "1 point", "2.5 points", "3 items".
pub fn amount(value: f64, unit: Unit) -> String {
    let figure = number(value);
    let word = match (unit, figure == "1") {
        (Unit::Points, true) => "point",
        (Unit::Points, false) => "points",
        (Unit::Hours, true) => "hour",
        (Unit::Hours, false) => "hours",
        (Unit::Items, true) => "item",
        (Unit::Items, false) => "items",
    };
    format!("{figure} {word}")
}

/// What the chart shows, in one sentence.
pub fn answer(chart: &Chart, closed: bool) -> String {
    let scope = chart.actual.last();
    let scope = scope.map_or(chart.committed, |point| point.step.scope.value(chart.unit));
    let all = amount(scope, chart.unit);
    let (left, gone) = (chart.remaining, scope - chart.remaining);
    let figure = number(left);
    match (closed, left == 0.0) {
        (true, true) => format!("All {all} were done."),
        (false, true) => format!("Nothing remains: all {all} are done."),
        (true, false) => format!(
            "{} of {all} {} done, {figure} returned to the product backlog.",
            number(gone),
            if number(gone) == "1" { "was" } else { "were" },
        ),
        (false, false) => {
            let verb = if figure == "1" { "remains" } else { "remain" };
            format!("{figure} of {all} {verb}, {}.", beside_ideal(chart))
        }
    }
}

fn beside_ideal(chart: &Chart) -> String {
    let tenths = ((chart.remaining - chart.ideal_now) * 10.0).round();
    let apart = number(tenths.abs() / 10.0);
    if tenths == 0.0 {
        "just on the ideal line".to_owned()
    } else if tenths > 0.0 {
        format!("{apart} above the ideal line")
    } else {
        format!("{apart} below the ideal line")
    }
}

/// What happened at a point; `before` is the step before it.
pub fn step_words(
    step: &Step,
    before: Option<&Step>,
    unit: Unit,
    key: &dyn Fn(ItemId) -> String,
) -> String {
    let item = step.item.map(key).unwrap_or_default();
    match step.cause {
        Cause::Committed => format!("Committed to {}", amount(step.scope.value(unit), unit)),
        Cause::Done => format!("{item} done"),
        Cause::Reopened => format!("{item} taken up again"),
        Cause::Reestimated => {
            let points = scope_change(step, before, Unit::Points);
            format!("{item} estimated anew, {}", signed(points))
        }
    }
}

/// By how much a step changed the scope.
pub(super) fn scope_change(step: &Step, before: Option<&Step>, unit: Unit) -> f64 {
    match (step.cause, before) {
        (Cause::Reestimated, Some(before)) => step.scope.value(unit) - before.scope.value(unit),
        _ => 0.0,
    }
}

/// "+3", "−2".
pub(super) fn signed(value: f64) -> String {
    if value < 0.0 {
        format!("−{}", number(-value))
    } else {
        format!("+{}", number(value))
    }
}

/// The zone a chart's days are counted in.
pub(super) fn zone_of(chart: &Chart) -> TimeZone {
    zone(&chart.time_zone).unwrap_or(TimeZone::UTC)
}

/// "Tue 4 Nov, 14:05", in the sprint's own zone.
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    at.strftime("%a %-d %b, %H:%M").to_string()
}
