//! Until when something will be done, in a sentence. Not here: how that is known
//! (`domain::report::when`).

use domain::report::roadmap::items_of_goal;
use domain::report::when::{When, items_of};
use domain::roadmap::Goal;
use domain::{Item, ItemId};
use maud::{Markup, html};

use super::day;
use crate::visit::Visit;

/// Of an item; of an epic that is broken down, of its items.
pub(crate) fn of_item(visit: &Visit, item: &Item) -> Markup {
    of_items(visit, &items_of(&visit.product, item.id))
}

/// Of everything that serves a goal.
pub(crate) fn of_goal(visit: &Visit, goal: &Goal) -> Markup {
    of_items(visit, &items_of_goal(&visit.product, goal.id))
}

fn of_items(visit: &Visit, items: &[ItemId]) -> Markup {
    let when = visit.product.done_when(visit.now, items);
    html! {
        @if let Some(when) = when {
            p.forecast.quiet title="From what the team’s closed sprints finished, in the order of the product backlog" { (words(visit, &when)) }
        }
    }
}

fn words(visit: &Visit, when: &When) -> String {
    let within = when.within.and_then(|id| visit.product.sprints.get(&id));
    match within {
        Some(sprint) => format!(
            "In {}, which ends on {}.",
            sprint.name,
            day(sprint.calendar.end)
        ),
        None => dates(when),
    }
}

fn dates(when: &When) -> String {
    match (when.even, when.sure) {
        (Some(even), Some(sure)) if even == sure => {
            format!("Done by {} with 85 % certainty.", day(sure))
        }
        (Some(even), Some(sure)) => format!(
            "Done by {} as likely as not, by {} with 85 % certainty.",
            day(even),
            day(sure)
        ),
        (Some(even), None) => format!(
            "Done by {} as likely as not; with 85 % certainty only in more than a year.",
            day(even)
        ),
        (None, _) => "More than a year away at the team’s pace.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_forecast_is_two_dates_or_says_that_it_is_far() {
        let (may, june) = (Some(date(2027, 5, 7)), Some(date(2027, 6, 4)));
        let within = None;
        let said = |even, sure| dates(&When { even, sure, within });
        assert_eq!(
            said(may, june),
            "Done by 7 May 2027 as likely as not, by 4 Jun 2027 with 85 % certainty."
        );
        assert_eq!(said(may, may), "Done by 7 May 2027 with 85 % certainty.");
        assert!(said(may, None).ends_with("only in more than a year."));
        assert_eq!(
            said(None, None),
            "More than a year away at the team’s pace."
        );
    }
}
