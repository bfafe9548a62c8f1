//! Points in time as other tools write them. A time without a zone is read as
//! UTC; a zone that is not known makes the whole unreadable rather than wrong.
//!
//! Whether `03/04/2015` is in March or April is seen from the whole column:
//! see [`Order::of`].

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// Which number of `03/04/2015` is the month.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// The first.
    #[default]
    MonthFirst,
    /// The second.
    DayFirst,
}

/// How a column writes its dates, and how sure that is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// Which number is the month.
    pub order: Order,
    /// Whether a value shows it. If not, [`is_ambiguous`] values may be wrong.
    pub certain: bool,
}

impl Order {
    /// How a column's values are to be read: a 13 can be no month. Without such
    /// evidence dots are read day first and all else month first.
    pub fn of<T: AsRef<str>>(values: impl Iterator<Item = T>) -> Reading {
        let (mut day_first, mut month_first, mut dots) = (0_usize, 0_usize, 0_usize);
        for (first, second, separator) in values.filter_map(|text| numeric(text.as_ref())) {
            day_first += usize::from(first > 12);
            month_first += usize::from(second > 12);
            dots += usize::from(separator == '.');
        }
        let order = match day_first.cmp(&month_first) {
            std::cmp::Ordering::Greater => Order::DayFirst,
            std::cmp::Ordering::Equal if dots > 0 => Order::DayFirst,
            _ => Order::MonthFirst,
        };
        let certain = (day_first == 0) != (month_first == 0);
        Reading { order, certain }
    }
}

/// Whether a value reads both ways: day first and month first.
pub fn is_ambiguous(text: &str) -> bool {
    numeric(text).is_some_and(|(first, second, _)| first <= 12 && second <= 12 && first != second)
}

/// The first two numbers of `3/4/2015`, and what stands between them.
fn numeric(text: &str) -> Option<(i64, i64, char)> {
    let mut cursor = Cursor::new(text);
    let (first, digits) = cursor.number()?;
    let separator = cursor.one_of("/.-")?;
    let (second, _) = cursor.number()?;
    cursor.one_of("/.-")?;
    cursor.number()?;
    (digits <= 2).then_some((first, second, separator))
}

/// Reads a cell that is not empty: ISO 8601 with and without time and zone,
/// `05/14/2015 21:44:08`, `12/May/24 3:04 PM`, `Thu, 5 Sep 2024 16:12:18 +0100`,
/// `May 12, 2024`, seconds or milliseconds since 1970.
pub fn read(text: &str, order: Order) -> Option<Timestamp> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    let mut cursor = Cursor::new(text);
    cursor.skip_weekday();
    let date = date(&mut cursor, order)?;
    cursor.gap();
    let time = match cursor.peek_digit() {
        true => time(&mut cursor)?,
        false => Time::midnight(),
    };
    let offset = zone(&mut cursor)?;
    in_range(offset.to_timestamp(DateTime::from_parts(date, time)).ok()?)
}

/// Digits alone: since 1970, or a date written together.
fn digits(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok()?;
    let at = match text.len() {
        8 => {
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            let date = civil_date(year, month, day)?;
            Offset::UTC.to_timestamp(date.to_datetime(Time::midnight()))
        }
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        15 | 16 => Timestamp::from_microsecond(number),
        _ => return None,
    };
    in_range(at.ok()?)
}

/// What can be a day on which somebody wrote an item down; years such as 0001
/// and 9999 stand for "never".
fn in_range(at: Timestamp) -> Option<Timestamp> {
    let year = Offset::UTC.to_datetime(at).year();
    (1900..2200).contains(&year).then_some(at)
}

fn date(cursor: &mut Cursor, order: Order) -> Option<Date> {
    if let Some(month) = cursor.month() {
        let (day, _) = cursor.number()?;
        cursor.gap();
        // In "May 13 10:00:00" there is no year.
        let (year, digits) = cursor.number()?;
        return civil_date(full_year(year, digits)?, month, day);
    }
    let (first, digits) = cursor.number()?;
    cursor.date_gap();
    if let Some(month) = cursor.month() {
        let (year, digits) = cursor.number()?;
        return civil_date(full_year(year, digits)?, month, first);
    }
    let (second, _) = cursor.number()?;
    cursor.one_of("/.-")?;
    let (third, third_digits) = cursor.number()?;
    if digits == 4 {
        return civil_date(first, second, third);
    }
    let year = full_year(third, third_digits)?;
    let (month, day) = match order {
        Order::MonthFirst if first <= 12 => (first, second),
        Order::DayFirst if second > 12 => (first, second),
        _ => (second, first),
    };
    civil_date(year, month, day)
}

fn civil_date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

fn full_year(year: i64, digits: usize) -> Option<i64> {
    match digits {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn time(cursor: &mut Cursor) -> Option<Time> {
    let (hour, _) = cursor.number()?;
    cursor.one_of(":")?;
    let (minute, _) = cursor.number()?;
    let (mut second, mut nanosecond) = (0, 0);
    if cursor.one_of(":").is_some() {
        (second, _) = cursor.number()?;
        if cursor.one_of(".,").is_some() {
            nanosecond = cursor.fraction()?;
        }
    }
    cursor.spaces();
    let hour = match cursor.half_day() {
        None => hour,
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
        Some(_) => return None,
    };
    let small = |number: i64| number.try_into().ok();
    Time::new(small(hour)?, small(minute)?, small(second)?, nanosecond).ok()
}

/// The rest of a cell: nothing, a zone, and perhaps its name in brackets.
fn zone(cursor: &mut Cursor) -> Option<Offset> {
    cursor.spaces();
    let word = cursor.word().to_ascii_lowercase();
    if !["", "z", "utc", "gmt"].contains(&word.as_str()) {
        return None;
    }
    let offset = match cursor.one_of("+-") {
        None => Offset::UTC,
        Some(sign) => offset(cursor, sign)?,
    };
    cursor.spaces();
    let bracketed = cursor.rest.starts_with('(') && cursor.rest.ends_with(')');
    (cursor.rest.is_empty() || bracketed).then_some(offset)
}

/// `3`, `03`, `0300`, `03:00`, `5:30`.
fn offset(cursor: &mut Cursor, sign: char) -> Option<Offset> {
    let (number, digits) = cursor.number()?;
    let (hours, minutes) = match (digits, cursor.one_of(":")) {
        (1 | 2, Some(_)) => (number, cursor.number()?.0),
        (1 | 2, None) => (number, 0),
        (4, None) => (number / 100, number % 100),
        _ => return None,
    };
    let distance = SignedDuration::from_mins(hours.min(99) * 60 + minutes.min(99));
    let signed = if sign == '-' { -distance } else { distance };
    Offset::try_from(signed).ok()
}

/// Reads a text from its beginning, piece by piece.
struct Cursor<'a> {
    rest: &'a str,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Cursor<'a> {
        let rest = text.trim();
        Cursor { rest }
    }

    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// A number of at most nine digits, and how many they are.
    fn number(&mut self) -> Option<(i64, usize)> {
        let digits = self.take(|c| c.is_ascii_digit());
        let number = (digits.len() <= 9).then(|| digits.parse().ok()).flatten()?;
        Some((number, digits.len()))
    }

    /// The digits after a decimal sign, in nanoseconds.
    fn fraction(&mut self) -> Option<i32> {
        let digits = self.take(|c| c.is_ascii_digit());
        let nine = digits.get(..9).unwrap_or(digits);
        let number: i32 = nine.parse().ok()?;
        Some(number * 10_i32.pow(9 - nine.len() as u32))
    }

    fn word(&mut self) -> &'a str {
        self.take(char::is_alphabetic)
    }

    fn one_of(&mut self, signs: &str) -> Option<char> {
        let sign = self.rest.chars().next().filter(|c| signs.contains(*c))?;
        self.rest = &self.rest[sign.len_utf8()..];
        Some(sign)
    }

    fn peek_digit(&self) -> bool {
        self.rest.starts_with(|c: char| c.is_ascii_digit())
    }

    fn spaces(&mut self) {
        self.take(char::is_whitespace);
    }

    /// What stands between the parts of a date that names its month.
    fn date_gap(&mut self) {
        self.take(|c| c.is_whitespace() || "/.-,".contains(c));
    }

    /// What stands between a date and a time.
    fn gap(&mut self) {
        self.take(|c| c.is_whitespace() || c == ',');
        let time_follows = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        if let Some(rest) = self
            .rest
            .strip_prefix(['T', 't'])
            .filter(|r| time_follows(r))
        {
            self.rest = rest;
        } else if let Some(rest) = self.rest.strip_prefix("at ") {
            self.rest = rest.trim_start();
        }
    }

    /// The month of a name such as `May` or `September`, and the gap behind it.
    fn month(&mut self) -> Option<i64> {
        let mut ahead = Cursor { rest: self.rest };
        let word = ahead.word().to_ascii_lowercase();
        let month = MONTHS.iter().position(|name| word.starts_with(name))?;
        ahead.date_gap();
        self.rest = ahead.rest;
        Some(month as i64 + 1)
    }

    fn skip_weekday(&mut self) {
        let mut ahead = Cursor { rest: self.rest };
        let word = ahead.word().to_ascii_lowercase();
        if WEEKDAYS.iter().any(|name| word.starts_with(name)) {
            ahead.date_gap();
            self.rest = ahead.rest;
        }
    }

    /// Whether an AM or a PM follows, and which: `true` is the afternoon.
    fn half_day(&mut self) -> Option<bool> {
        let mut ahead = Cursor { rest: self.rest };
        let afternoon = match ahead.word().to_ascii_lowercase().as_str() {
            "am" => false,
            "pm" => true,
            _ => return None,
        };
        self.rest = ahead.rest;
        Some(afternoon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        read(text, Order::MonthFirst).map(|at| at.to_string())
    }

    #[test]
    fn the_forms_of_other_tools_are_read() {
        for (text, expected) in [
            ("05/14/2015 21:44:08", "2015-05-14T21:44:08Z"),
            ("2015-05-14 21:44:08", "2015-05-14T21:44:08Z"),
            ("2015-05-14T21:44:08Z", "2015-05-14T21:44:08Z"),
            ("2015-05-14T21:44:08.123+02:00", "2015-05-14T19:44:08.123Z"),
            ("2015-05-14T21:44:08.000+0000", "2015-05-14T21:44:08Z"),
            ("2015-05-14", "2015-05-14T00:00:00Z"),
            ("2015/05/14 9:05", "2015-05-14T09:05:00Z"),
            ("20150514", "2015-05-14T00:00:00Z"),
            ("12/May/24 3:04 PM", "2024-05-12T15:04:00Z"),
            ("12/May/24 12:00 AM", "2024-05-12T00:00:00Z"),
            ("12-may-2024", "2024-05-12T00:00:00Z"),
            ("3. March 2024", "2024-03-03T00:00:00Z"),
            ("May 12, 2024 at 12:30 pm", "2024-05-12T12:30:00Z"),
            ("Thu, 5 Sep 2024 16:12:18 +0100", "2024-09-05T15:12:18Z"),
            (
                "Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00)",
                "2026-05-13T11:21:41Z",
            ),
            ("4/18/2023, 9:17:38 PM GMT+5:30", "2023-04-18T15:47:38Z"),
            ("8/12/2025 7:00:00 AM", "2025-08-12T07:00:00Z"),
            ("1431639848", "2015-05-14T21:44:08Z"),
            ("1431639848000", "2015-05-14T21:44:08Z"),
            ("31/12/2020", "2020-12-31T00:00:00Z"),
            ("1/2/70", "1970-01-02T00:00:00Z"),
        ] {
            assert_eq!(utc(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in [
            "yesterday",
            "2015",
            "2015-13-01",
            "02/30/2015",
            "13/13/2015",
            "05/14/2015 25:00",
            "05/14/2015 13:00 PM",
            "2015-05-14 21:44:08 PDT",
            "2015-05-14 and so on",
            "May 13 10:00:00",
            "0001-01-01",
            "9999-12-31",
            "1/2/3",
            "99999999999999999999",
            "2015-05-14T21:44:08+9999",
        ] {
            assert_eq!(utc(text), None, "{text}");
        }
    }

    #[test]
    fn a_column_shows_which_number_is_the_month() {
        let order = |values: &[&str]| Order::of(values.iter());
        let certain = |order| Reading {
            order,
            certain: true,
        };
        assert_eq!(
            order(&["03/04/2015", "05/14/2015"]),
            certain(Order::MonthFirst)
        );
        assert_eq!(
            order(&["03/04/2015 10:00", "14/05/2015"]),
            certain(Order::DayFirst)
        );
        assert!(!order(&["03/04/2015"]).certain);
        assert_eq!(order(&["03.04.2015"]).order, Order::DayFirst);
        assert_eq!(order(&["2015-04-13"]), Reading::default());
        let day_first = read("03/04/2015", Order::DayFirst).unwrap();
        assert_eq!(day_first.to_string(), "2015-04-03T00:00:00Z");
    }

    #[test]
    fn only_small_and_different_numbers_are_ambiguous() {
        assert!(is_ambiguous("03/04/2015 10:00"));
        for text in ["04/04/2015", "03/14/2015", "2015-03-04", "3 April 2015"] {
            assert!(!is_ambiguous(text), "{text}");
        }
    }
}
