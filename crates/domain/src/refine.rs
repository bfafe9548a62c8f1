//! Refinement (C9): the items of the top that are not ready, which a session goes
//! through one by one; how much of the top is ready; and when nobody has refined
//! for too long.
//!
//! Deliberately not here: a session. Whoever refines looks at the same items and
//! changes them by the commands they always change by; nothing is begun or ended.

use jiff::Timestamp;

use crate::event::Event;
use crate::ids::ItemId;
use crate::policy::Policy;
use crate::product::Product;
use crate::ready;
use crate::record::Recorded;

/// More than so many items are not refined in one go, whatever a policy says.
pub const MOST: usize = 100;

/// How many items at the top of the product backlog are refined, as far as there are so many.
pub fn size(product: &Product) -> usize {
    let top = product.policies.number(Policy::RefinementTop) as usize;
    product.order.len().min(top)
}

/// How much of the top is ready.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Top {
    /// Items that pass every check.
    pub ready: usize,
    /// Items looked at.
    pub of: usize,
}

/// How much of the top of the product backlog is ready.
pub fn top(product: &Product) -> Top {
    let of = size(product);
    let waiting = queue(product).len();
    Top {
        ready: of - waiting,
        of,
    }
}

/// The items of the top that are not ready, in their order.
pub fn queue(product: &Product) -> Vec<ItemId> {
    let top = product.order.iter().take(size(product)).copied();
    let is_ready = |id: &ItemId| {
        let item = product.items.get(id);
        item.is_none_or(|item| ready::is_ready(product, item))
    };
    top.filter(|id| !is_ready(id)).collect()
}

/// For how many days nobody has refined, where that is longer than the policy
/// allows and something at the top is not ready.
pub fn overdue(product: &Product, now: Timestamp) -> Option<i64> {
    let most = product.policies.limit(Policy::RefinementPause)?;
    let days = now.duration_since(product.refined_at?).as_hours() / 24;
    let late = days >= i64::from(most);
    (late && !queue(product).is_empty()).then_some(days)
}

/// Whether somebody who does this works on what an item says or how large it is.
fn refines(event: &Event) -> bool {
    matches!(
        event,
        Event::TextEdited(_)
            | Event::EstimateChanged(_)
            | Event::CriterionAdded(_)
            | Event::CriterionEdited(_)
            | Event::QuestionAsked(_)
            | Event::QuestionAnswered(_)
            | Event::DependencyAdded(_)
            | Event::DependencyRemoved(_)
            | Event::VotesRevealed(_)
            | Event::VoteClosed(_)
            | Event::ItemSplit(_)
            | Event::ItemTicked(_)
    )
}

/// Keeps when somebody refined last. A product that nobody has refined yet counts
/// from its first item.
pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>) {
    let first = product.refined_at.is_none() && matches!(recorded.event, Event::ItemCreated(_));
    if first || refines(&recorded.event) {
        product.refined_at = Some(recorded.at);
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::policy::Setting;
    use crate::policy::change::ChangePolicy;
    use crate::testing::Given;

    fn later(given: &Given, days: i64) -> Timestamp {
        given.now() + SignedDuration::from_hours(24 * days)
    }

    #[test]
    fn the_queue_holds_what_is_not_ready_at_the_top() {
        let mut given = Given::items(["A", "B", "C"]).ready(&[2]);
        assert_eq!(queue(&given.product), [1, 3].map(ItemId));
        assert_eq!(top(&given.product), Top { ready: 1, of: 3 });
        for number in 4..30 {
            given.creates(&format!("Item {number}"));
        }
        assert_eq!(top(&given.product), Top { ready: 1, of: 20 });
        assert_eq!(queue(&given.product).len(), 19);
    }

    #[test]
    fn whoever_refines_puts_the_reminder_off() {
        let mut given = Given::items(["A", "B"]);
        assert_eq!(overdue(&given.product, later(&given, 6)), None);
        assert_eq!(overdue(&given.product, later(&given, 9)), Some(9));
        let then = later(&given, 9);
        given = given.ready(&[1]);
        assert_eq!(overdue(&given.product, given.now()), None);
        assert_eq!(overdue(&given.product, then), Some(8), "counted from then");
        let ready = given.ready(&[2]);
        assert_eq!(
            overdue(&ready.product, later(&ready, 30)),
            None,
            "all ready"
        );
    }

    #[test]
    fn the_reminder_can_be_switched_off() {
        let mut given = Given::items(["A"]);
        let (policy, to, reason) = (Policy::RefinementPause, Setting::Off, None);
        given.does(ChangePolicy { policy, to, reason });
        assert_eq!(overdue(&given.product, later(&given, 90)), None);
    }
}
