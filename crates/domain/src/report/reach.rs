//! How far the next sprints reach into the product backlog (G3).
//!
//! The same reading as of a single item's dates ([`super::when`]), asked the other way round: an item
//! above a line has that line's date or an earlier one.
//! Not here: how a line is worded, and where it is drawn.

use jiff::Timestamp;
use jiff::civil::Date;

use super::when::{Begin, EVEN, Lookahead, SURE};
use crate::product::Product;

/// Sprints ahead that are shown: more would cover the backlog with guesses.
const SPRINTS: usize = 3;

/// How far the product backlog is done by a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reach {
    /// The end of the sprint.
    pub date: Date,
    /// Down to which rank, from 1, everything is done by then as likely as not.
    pub even: u32,
    /// Down to which rank almost certainly; 0 where nothing is.
    pub sure: u32,
}

/// What the next sprints reach, the nearest first, until one reaches the end of the backlog. A sprint that
/// reaches no further than the one before is left out, and so is the running one: nothing enters it.
pub fn reach(product: &Product, lookahead: &Lookahead, now: Timestamp) -> Vec<Reach> {
    let begin = Begin::of(product, now);
    let until: Vec<f64> = within(product, lookahead, &begin);
    let mut reached = Vec::new();
    let mut before = 0;
    for sprints in 1..=SPRINTS {
        let at = |chance| {
            let finished = lookahead.finished(sprints, chance);
            until.partition_point(|work| *work <= finished) as u32
        };
        let (even, sure) = (at(EVEN), at(SURE));
        if even > before
            && let Some(date) = lookahead.end(begin.date, sprints)
        {
            reached.push(Reach { date, even, sure });
        }
        before = even;
        if even as usize == product.order.len() {
            break;
        }
    }
    reached
}

/// The work until each item of the backlog's top is done, as far down as the sprints could reach.
fn within(product: &Product, lookahead: &Lookahead, begin: &Begin<'_>) -> Vec<f64> {
    let most = lookahead.finished(SPRINTS, EVEN);
    let works = begin.backlog(product).map(|(_, work)| work);
    works.take_while(|work| *work <= most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ItemId;
    use crate::report::when::{When, done};
    use crate::testing::Given;

    /// A team that finishes one or two items a sprint, and a longer backlog.
    fn given() -> Given {
        let mut given = Given::after_sprints(&[1, 2, 1]);
        for number in 0..30 {
            given.creates(&format!("Later {number}"));
        }
        given
    }

    fn reached(given: &Given) -> Vec<Reach> {
        let lookahead = Lookahead::of(&given.product).unwrap();
        reach(&given.product, &lookahead, given.now())
    }

    fn when(given: &Given, rank: u32) -> When {
        let lookahead = Lookahead::of(&given.product).unwrap();
        let item: ItemId = *given.product.order.get(rank as usize - 1).unwrap();
        done(&given.product, &lookahead, given.now(), &[item]).unwrap()
    }

    #[test]
    fn a_line_stands_where_the_dates_of_the_items_change() {
        let given = given();
        let reached = reached(&given);
        assert_eq!(reached.len(), SPRINTS, "{reached:?}");
        for reach in reached {
            assert_eq!(when(&given, reach.even).even, Some(reach.date));
            assert!(when(&given, reach.even + 1).even > Some(reach.date));
            assert!(reach.sure < reach.even);
            assert!(reach.sure == 0 || when(&given, reach.sure).sure <= Some(reach.date));
            assert!(when(&given, reach.sure + 1).sure > Some(reach.date));
        }
    }

    #[test]
    fn the_end_of_a_short_backlog_is_reached_once() {
        let mut given = Given::after_sprints(&[3, 2, 3]);
        let left = given.product.order.len() as u32;
        assert_eq!(left, 1);
        let reached = reached(&given);
        assert_eq!(reached.len(), 1);
        assert_eq!(reached[0].even, 1);
        let item = *given.product.order.iter().next().unwrap();
        given.does(crate::item::remove::RemoveItems {
            items: vec![item],
            reason: None,
        });
        let lookahead = Lookahead::of(&given.product).unwrap();
        assert_eq!(reach(&given.product, &lookahead, given.now()), []);
    }

    #[test]
    fn what_is_planned_already_comes_first() {
        let mut given = given();
        let before = reached(&given)[0].even;
        assert!(before >= 1);
        let top: Vec<u32> = given.product.order.iter().take(2).map(|id| id.0).collect();
        given = given.sprint();
        given.begins(4, &top);
        let running = reached(&given);
        let end = given.sprint_state(4).calendar.end;
        assert!(running.iter().all(|reach| reach.date > end), "{running:?}");
    }
}
