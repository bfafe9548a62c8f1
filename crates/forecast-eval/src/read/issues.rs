//! Finished issues as CSV, with dates: weeks of points and of items.

use jiff::civil::{Date, Weekday};
use jiff::fmt::strtime;

use super::{Row, number};
use crate::history::{History, Past, Sort};

/// Where a file says when something was finished, and how much.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    date: &'static str,
    points: Option<&'static str>,
    count: Option<&'static str>,
}

impl Columns {
    pub(super) fn of(header: &csv::StringRecord) -> Option<Columns> {
        let has = |column: &str| header.iter().any(|name| name == column);
        let date = ["Resolution_Date", "Done", "finished_date", "date"]
            .into_iter()
            .find(|column| has(column))?;
        let count = has("completed").then_some("completed");
        if date == "date" && count.is_none() {
            return None;
        }
        let points = has("Story_Point").then_some("Story_Point");
        Some(Columns {
            date,
            points,
            count,
        })
    }
}

pub(super) fn read(name: &str, rows: &[Row], columns: Columns) -> Vec<History> {
    let of = |sort, amount: &dyn Fn(&Row) -> f64| {
        let finished = weeks(
            rows.iter()
                .filter_map(|row| Some((date(row.get(columns.date)?)?, amount(row)))),
        );
        History {
            name: name.to_owned(),
            sort,
            past: Past::Periods {
                finished,
                days: 7.0,
            },
        }
    };
    let items = of(Sort::WeeklyItems, &|row| {
        columns.count.map_or(1.0, |column| number(row, column))
    });
    let points = columns
        .points
        .map(|column| of(Sort::WeeklyPoints, &|row| number(row, column)));
    points.into_iter().chain([items]).collect()
}

/// The sums of the weeks from the first to the last that is whole, Monday to Sunday.
fn weeks(finished: impl Iterator<Item = (Date, f64)> + Clone) -> Vec<f64> {
    let days = finished.clone().map(|(date, _)| date);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return Vec::new();
    };
    let monday = first
        .checked_sub(jiff::Span::new().days(i64::from(first.weekday().since(Weekday::Monday))))
        .unwrap_or(first);
    let week = |date: Date| ((date - monday).get_days() / 7) as usize;
    let mut sums = vec![0.0; week(last) + 1];
    for (date, amount) in finished {
        sums[week(date)] += amount;
    }
    if last.weekday() != Weekday::Sunday {
        sums.pop();
    }
    sums
}

/// A day as these files write it: 2018-03-08 15:22:43, 2018-03-08 or 08/03/2018.
fn date(cell: &str) -> Option<Date> {
    let day = cell.get(..10)?;
    ["%Y-%m-%d", "%d/%m/%Y"]
        .iter()
        .find_map(|format| strtime::parse(format, day).ok()?.to_date().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_the_last_one_is_left_out_until_it_is_over() {
        let day = |text: &str, amount| (date(text).unwrap(), amount);
        let finished = [
            day("2018-03-07 10:00:00", 3.0), // a Wednesday
            day("11/03/2018", 2.0),          // the Sunday after it
            day("2018-03-12", 5.0),          // the Monday
            day("2018-03-27", 8.0),          // a Tuesday, two weeks on
        ];
        assert_eq!(weeks(finished.into_iter()), [5.0, 5.0, 0.0]);
    }

    #[test]
    fn what_is_no_date_is_none() {
        assert_eq!(date("NULL"), None);
        assert_eq!(date("2018-13-45"), None);
        assert_eq!(date("däääää"), None);
    }
}
