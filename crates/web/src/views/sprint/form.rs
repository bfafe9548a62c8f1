//! The form of a sprint's name, dates, zone and days off: a new sprint, or other dates for one.

use domain::policy::Policy;
use domain::sprint::Calendar;
use domain::{Right, Sprint};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use maud::{Markup, html};

use crate::ui::{Field, Weight, field, submit};
use crate::urls::route;
use crate::visit::Visit;

/// The form of a new sprint; dates follow the last one.
pub(crate) fn new(visit: &Visit) -> Markup {
    let (start, end) = next_dates(visit);
    let next = format!("Sprint {}", visit.product.next_sprint());
    let shown = Shown {
        name: "",
        usual_name: &next,
        start,
        end,
        zone: visit.product.time_zone(),
        days_off: "",
    };
    html! {
        form.fields method="post" action=(visit.urls.to(route::SPRINTS)) data-send {
            (fields(&shown))
            @if visit.may(Right::Goal) {
                (field(&Field { name: "goal", label: "Sprint goal", hint: "One sentence. It can be set later, too.", ..Field::default() }))
            } @else { p.quieter { "The product owner sets the goal." } }
            div.actions.start { (submit("Plan the sprint", Weight::Race)) a.button.plain href=(visit.urls.to(route::SPRINTS)) { "All sprints" } }
        }
    }
}

/// The form that gives a planned sprint another name or other dates.
pub(crate) fn reschedule(visit: &Visit, sprint: &Sprint) -> Markup {
    let Calendar {
        start,
        end,
        time_zone,
        holidays,
    } = &sprint.calendar;
    let days: Vec<String> = holidays.iter().map(Date::to_string).collect();
    let days_off = days.join(", ");
    let shown = Shown {
        name: &sprint.name,
        usual_name: "",
        start: *start,
        end: *end,
        zone: time_zone,
        days_off: &days_off,
    };
    html! {
        form.fields method="post" action=(visit.urls.of_sprint(route::SCHEDULE, sprint.id)) data-send data-then="close" {
            (fields(&shown))
            div.actions { button.button type="button" data-close-dialog { "Cancel" } (submit("Save", Weight::Race)) }
        }
    }
}

struct Shown<'a> {
    name: &'a str,
    usual_name: &'a str,
    start: Date,
    end: Date,
    zone: &'a str,
    days_off: &'a str,
}

fn fields(shown: &Shown<'_>) -> Markup {
    let (start, end) = (shown.start.to_string(), shown.end.to_string());
    let unnamed = match shown.usual_name {
        "" => String::new(),
        name => format!("Left empty, it is called {name}."),
    };
    html! {
        (field(&Field { name: "name", label: "Name", value: shown.name, hint: &unnamed, required: unnamed.is_empty(), ..Field::default() }))
        div.fields.two {
            (field(&Field { name: "start", label: "First day", kind: "date", value: &start, required: true, ..Field::default() }))
            (field(&Field { name: "end", label: "Last day", kind: "date", value: &end, required: true, ..Field::default() }))
        }
        div.fields.two {
            (field(&Field { name: "holidays", label: "Days off", value: shown.days_off, hint: "Besides weekends, such as 2026-12-24, 2026-12-25.", ..Field::default() }))
            (field(&Field { name: "time_zone", label: "Time zone", value: shown.zone, hint: "Its days begin and end there, such as Europe/Warsaw.", required: true, ..Field::default() }))
        }
    }
}

/// As long as sprints usually are, from the next Monday on that no other sprint takes.
fn next_dates(visit: &Visit) -> (Date, Date) {
    let zone = domain::sprint::calendar::zone(visit.product.time_zone());
    let today = visit
        .now
        .to_zoned(zone.unwrap_or(jiff::tz::TimeZone::UTC))
        .date();
    let taken = visit
        .product
        .sprints
        .values()
        .filter(|sprint| !sprint.is_closed());
    let after = taken
        .map(|sprint| sprint.calendar.end)
        .fold(today, Date::max);
    let start = after.nth_weekday(1, Weekday::Monday).unwrap_or(after);
    let days = i64::from(visit.product.policies.number(Policy::SprintLength));
    (start, start.saturating_add((days - 1).days()))
}
