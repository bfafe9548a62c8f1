//! Times as people say them: "2 h", "3 d", "12 Nov 2026"; the exact moment is in the tooltip.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// How long ago something was; from a month on, its date.
pub(crate) fn ago(at: Timestamp, now: Timestamp) -> Markup {
    let exact = at.strftime("%Y-%m-%d %H:%M UTC").to_string();
    html! { time datetime=(at) title=(exact) { (words(at, now)) } }
}

/// How long ago something was, as part of a sentence: "just now", "2 h ago", "on 12 Nov 2026".
pub(crate) fn since(at: Timestamp, now: Timestamp) -> Markup {
    let said = words(at, now);
    html! {
        @if said == "now" { "just " (ago(at, now)) }
        @else if now.duration_since(at).as_hours() < 720 { (ago(at, now)) " ago" }
        @else { "on " (ago(at, now)) }
    }
}

/// The date of a moment, as part of a sentence.
pub(crate) fn on_day(at: Timestamp) -> Markup {
    let exact = at.strftime("%Y-%m-%d %H:%M UTC").to_string();
    html! { time datetime=(at) title=(exact) { (day(at.to_zoned(TimeZone::UTC).date())) } }
}

/// How much longer something counts: "6 more days".
pub(crate) fn until(at: Timestamp, now: Timestamp) -> String {
    match at.duration_since(now).as_hours() {
        ..1 => "less than an hour left".to_owned(),
        1 => "1 hour left".to_owned(),
        hours @ 2..48 => format!("{hours} hours left"),
        hours => format!("{} days left", hours / 24),
    }
}

/// A date as people read it: "12 Nov 2026".
pub(crate) fn day(date: jiff::civil::Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

fn words(at: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(at).as_secs().max(0) / 60;
    match minutes {
        0 => "now".to_owned(),
        1..60 => format!("{minutes} min"),
        60..1440 => format!("{} h", minutes / 60),
        1440..43_200 => format!("{} d", minutes / 1440),
        _ => day(at.to_zoned(TimeZone::UTC).date()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_in_the_largest_unit_that_fits() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        for (at, said) in [
            ("2026-11-22T12:00:10Z", "now"),
            ("2026-11-22T11:58:00Z", "2 min"),
            ("2026-11-22T09:59:00Z", "2 h"),
            ("2026-11-20T11:00:00Z", "2 d"),
            ("2026-01-02T11:00:00Z", "2 Jan 2026"),
        ] {
            assert_eq!(words(at.parse().unwrap(), now), said);
        }
    }
}
