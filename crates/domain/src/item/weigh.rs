//! "Which one waits?" (C8): two Must items weighed against each other. The one that waits becomes
//! Should and stands below the other; the answer is the reason.
//!
//! Which pair is asked next is not here: see `report/inflation.rs`.

use serde::{Deserialize, Serialize};

use super::Priority;
use super::priority::{Prioritize, decide as prioritize};
use super::reorder::{MoveItems, Rank, decide as move_items};
use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// Answer which of two Must items waits.
#[derive(Clone, PartialEq, Debug)]
pub struct Weigh {
    /// The two.
    pub pair: (ItemId, ItemId),
    /// Which one waits.
    pub answer: Answer,
}

/// Which of two items waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// This one.
    Waits(ItemId),
    /// Nobody can say; the pair is not asked again.
    Open,
    /// The question was never asked: the undo of an answer.
    Unasked,
}

/// Two items were weighed against each other, or that was taken back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PairWeighed {
    /// The two, the lower number first.
    pub pair: (ItemId, ItemId),
    /// Which one waits, if somebody could say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<ItemId>,
    /// Whether the pair counts as asked from here on.
    pub asked: bool,
}

impl Product {
    /// Whether two items were weighed against each other.
    pub fn was_weighed(&self, one: ItemId, other: ItemId) -> bool {
        self.weighed.contains(&sorted((one, other)))
    }
}

fn sorted((one, other): (ItemId, ItemId)) -> (ItemId, ItemId) {
    (one.min(other), one.max(other))
}

pub(crate) fn decide(product: &Product, command: &Weigh) -> Result<Vec<Event>, Refusal> {
    let pair = sorted(command.pair);
    let weighed = |waits, asked| Event::PairWeighed(PairWeighed { pair, waits, asked });
    // A pair that was left open may be answered later; that it was asked is known then.
    let new = !product.weighed.contains(&pair);
    match command.answer {
        Answer::Unasked if new => Ok(Vec::new()),
        Answer::Unasked => Ok(vec![weighed(None, false)]),
        Answer::Open => {
            must_be_a_pair(product, pair)?;
            Ok(new.then(|| weighed(None, true)).into_iter().collect())
        }
        Answer::Waits(waits) => {
            must_be_a_pair(product, pair)?;
            let mut events = postponed(product, pair, waits)?;
            if new {
                events.insert(0, weighed(Some(waits), true));
            }
            Ok(events)
        }
    }
}

/// That both stand in the order and are Must.
fn must_be_a_pair(product: &Product, (one, other): (ItemId, ItemId)) -> Result<(), Refusal> {
    for item in [one, other] {
        super::reorder::must_be_ordered(product, item)?;
        if product.live_item(item)?.priority != Some(Priority::Must) || one == other {
            return Err(Refusal::NotWeighed { item });
        }
    }
    Ok(())
}

/// The one that waits becomes Should, and stands below the other.
fn postponed(
    product: &Product,
    (one, other): (ItemId, ItemId),
    waits: ItemId,
) -> Result<Vec<Event>, Refusal> {
    let goes_on = match waits {
        waits if waits == one => other,
        waits if waits == other => one,
        item => return Err(Refusal::NotWeighed { item }),
    };
    let key = product.item_key(goes_on);
    let reason = format!("Compared with {key}, which matters more");
    let should = Prioritize {
        item: waits,
        to: Some(Priority::Should),
        reason: Some(reason.clone()),
    };
    let mut events = prioritize(product, &should)?;
    let ranks = product.indices(&[waits, goes_on]);
    if ranks.get(&waits) < ranks.get(&goes_on) {
        let below = MoveItems {
            items: vec![waits],
            to: Rank::After(goes_on),
            reason: Some(reason),
        };
        events.extend(move_items(product, &below)?);
    }
    Ok(events)
}

pub(crate) fn evolve(product: &mut Product, event: &PairWeighed) {
    match event.asked {
        true => drop(product.weighed.insert(event.pair)),
        false => drop(product.weighed.remove(&event.pair)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::What;
    use crate::item::why::why_here;
    use crate::testing::{Given, titles};

    fn given() -> Given {
        let mut given = Given::items(["A", "B", "C"]);
        for item in [1, 2].map(ItemId) {
            let (to, reason) = (Some(Priority::Must), None);
            given.does(Prioritize { item, to, reason });
        }
        given
    }

    fn weigh(answer: Answer) -> Weigh {
        let pair = (ItemId(2), ItemId(1));
        Weigh { pair, answer }
    }

    #[test]
    fn the_one_that_waits_goes_below_the_other_and_says_why() {
        let mut given = given();
        given.does(weigh(Answer::Waits(ItemId(1))));
        assert_eq!(titles(&given.product), ["B", "A", "C"]);
        assert_eq!(given.item(1).priority, Some(Priority::Should));
        let newest = why_here(given.item(1)).next().map(|entry| &entry.what);
        let why = "Compared with PAY-2, which matters more";
        assert!(
            matches!(newest, Some(What::Moved { reason: Some(said), .. }) if &**said == why),
            "{newest:?}"
        );
        assert!(given.product.was_weighed(ItemId(1), ItemId(2)));
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B", "C"]);
        assert_eq!(given.item(1).priority, Some(Priority::Must));
        assert!(!given.product.was_weighed(ItemId(1), ItemId(2)));
    }

    #[test]
    fn the_lower_one_waits_where_it_stands() {
        let mut given = given();
        given.does(weigh(Answer::Waits(ItemId(2))));
        assert_eq!(titles(&given.product), ["A", "B", "C"]);
        assert_eq!(given.item(2).priority, Some(Priority::Should));
        let late = given.refusal(weigh(Answer::Waits(ItemId(2))));
        assert_eq!(late, Refusal::NotWeighed { item: ItemId(2) });
    }

    #[test]
    fn a_pair_left_open_may_be_answered_later_and_stays_asked_when_that_is_undone() {
        let mut given = given();
        given.does(weigh(Answer::Open));
        given.does(weigh(Answer::Waits(ItemId(1))));
        assert_eq!(given.item(1).priority, Some(Priority::Should));
        given.undoes_last();
        assert_eq!(given.item(1).priority, Some(Priority::Must));
        assert!(given.product.was_weighed(ItemId(1), ItemId(2)));
    }

    #[test]
    fn only_two_that_are_must_are_weighed() {
        let given = given();
        let pair = |one, other, waits| Weigh {
            pair: (ItemId(one), ItemId(other)),
            answer: Answer::Waits(ItemId(waits)),
        };
        for (bad, item) in [(pair(1, 3, 3), 3), (pair(1, 1, 1), 1), (pair(1, 2, 3), 3)] {
            let item = ItemId(item);
            assert_eq!(given.refusal(bad), Refusal::NotWeighed { item });
        }
    }
}
