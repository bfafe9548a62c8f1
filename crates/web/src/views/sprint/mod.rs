//! What pages about sprints share: their dates in words, who does what in them, where one is.
//!
//! Functions from a [`Visit`] to markup, one file per page or piece of it. Deliberately not here:
//! routes, and whether anything may be done.

pub(crate) mod blockers;
pub(crate) mod board;
pub(crate) mod burndown;
pub(crate) mod capacity;
pub(crate) mod chance;
pub(crate) mod closed;
pub(crate) mod closing;
pub(crate) mod form;
pub(crate) mod gate;
pub(crate) mod load;
pub(crate) mod planning;
pub(crate) mod row;

use domain::sprint::Calendar;
use domain::{ItemId, Place, Refusal, Role, Sprint};
use jiff::Timestamp;

use crate::urls::route;
use crate::visit::Visit;

/// "17–28 Nov", "30 Nov – 11 Dec".
pub(crate) fn dates(calendar: &Calendar) -> String {
    let (start, end) = (calendar.start, calendar.end);
    let last = end.strftime("%-d %b");
    match (start.year(), start.month()) == (end.year(), end.month()) {
        true => format!("{}–{last}", start.day()),
        false => format!("{} – {last}", start.strftime("%-d %b")),
    }
}

/// "9 working days".
pub(crate) fn working_days(calendar: &Calendar) -> String {
    match calendar.working_days() {
        1 => "1 working day".to_owned(),
        days => format!("{days} working days"),
    }
}

/// How far a running sprint is: "day 5 of 9".
pub(crate) fn day_of(calendar: &Calendar, now: Timestamp) -> String {
    if now < calendar.begins() {
        return format!("begins on {}", calendar.start.strftime("%-d %b"));
    }
    if now >= calendar.ends() {
        return format!("ended on {}", calendar.end.strftime("%-d %b"));
    }
    let (day, days) = (calendar.working_day(now).max(1), calendar.working_days());
    format!("day {day} of {days}")
}

/// "1 item", "2,824 items".
pub(crate) fn items_word(count: usize) -> String {
    domain::text::counted(count, "item")
}

/// The people who hold a role, by name: "Amina", "Amina and Jonas".
pub(crate) fn holders(visit: &Visit, role: Role) -> String {
    let roles = [role];
    let names: Vec<&str> = visit
        .product
        .people_with(&roles)
        .map(|id| visit.names.of(id))
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Why the product owner decides nothing about what is in such a place, in the domain's words; `#`
/// stands for the item's key.
pub(crate) fn keeps(visit: &Visit, place: Place) -> String {
    let item = ItemId(0);
    let refusal = Refusal::NotInProductBacklog { item, place };
    let sentence = refusal.explain(&visit.product).sentence();
    sentence.replace(&visit.key(item), "#")
}

/// Where one is: the product, the sprint, and the page.
pub(crate) fn crumbs(
    visit: &Visit,
    sprint: &Sprint,
    here: Option<(&'static str, &str)>,
) -> Vec<(String, String)> {
    let mut crumbs = vec![
        (visit.urls.root(), visit.product.name().to_owned()),
        (visit.urls.to(route::SPRINTS), "Sprints".to_owned()),
        (visit.urls.sprint(sprint.id), sprint.name.to_string()),
    ];
    crumbs.extend(here.map(|(to, text)| (visit.urls.of_sprint(to, sprint.id), text.to_owned())));
    crumbs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::{Date, date};

    use super::*;

    fn calendar(start: Date, end: Date) -> Calendar {
        Calendar::new(start, end, "UTC", BTreeSet::new()).unwrap_or_else(|_| unreachable!())
    }

    #[test]
    fn dates_say_no_more_than_is_needed() {
        let within = calendar(date(2026, 11, 2), date(2026, 11, 15));
        assert_eq!(dates(&within), "2–15 Nov");
        assert_eq!(
            dates(&calendar(date(2026, 11, 30), date(2026, 12, 11))),
            "30 Nov – 11 Dec"
        );
        assert_eq!(working_days(&within), "10 working days");
    }

    #[test]
    fn a_sprint_says_how_far_it_is() {
        let sprint = calendar(date(2026, 11, 2), date(2026, 11, 15));
        let day = |at: &str| day_of(&sprint, at.parse().unwrap_or_default());
        assert_eq!(day("2026-11-01T12:00:00Z"), "begins on 2 Nov");
        assert_eq!(day("2026-11-02T00:00:00Z"), "day 1 of 10");
        assert_eq!(day("2026-11-08T12:00:00Z"), "day 5 of 10");
        assert_eq!(day("2026-11-16T00:00:00Z"), "ended on 15 Nov");
    }
}
