//! "Won't have" (C4): the fourth word of MoSCoW, a decision that takes items out of the order with a
//! reason. They stay searchable, stand in a register ([`crate::query::wont`]), and can be brought back
//! to where they stood.
//!
//! Deliberately not here: a review date. What is looked at again belongs into the icebox.

use super::Way;
use super::decline::dismissal;
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::Item;
use crate::item::reorder::distinct;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text;

/// Decide that items won't be built.
#[derive(Clone, PartialEq, Debug)]
pub struct RuleOut {
    /// Which: of the product backlog, of suggestions or of the icebox.
    pub items: Vec<ItemId>,
    /// Why. One line.
    pub reason: String,
}

impl Item {
    /// Whether it was decided that it won't be built.
    pub fn is_wont(&self) -> bool {
        self.gone.as_ref().is_some_and(|gone| gone.way == Way::Wont)
    }
}

pub(crate) fn decide(product: &Product, command: &RuleOut) -> Result<Vec<Event>, Refusal> {
    let reason = text::line("reason", &command.reason)?;
    let items = distinct(&command.items);
    for item in &items {
        product.live_item(*item)?;
    }
    dismissal(product, &items, Way::Wont, Some(reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::What;
    use crate::item::priority::{Prioritize, Priority};
    use crate::item::remove::RestoreItems;
    use crate::query::{Filter, removed, wont};
    use crate::testing::{Given, titles};

    fn rule_out(items: &[u32], reason: &str) -> RuleOut {
        let items = items.iter().copied().map(ItemId).collect();
        let reason = reason.into();
        RuleOut { items, reason }
    }

    #[test]
    fn it_leaves_the_order_with_a_reason_and_comes_back_where_it_stood() {
        let mut given = Given::items(["A", "B", "C", "D"]);
        let (item, to, reason) = (ItemId(2), Some(Priority::Could), None);
        given.does(Prioritize { item, to, reason });
        let none = given.refusal(rule_out(&[2], " "));
        assert_eq!(none, Refusal::TextMissing { field: "reason" });
        given.does(rule_out(&[3, 2, 3], "Not our business"));
        assert_eq!(titles(&given.product), ["A", "D"]);
        assert!(given.item(2).is_wont());
        let all = Filter::default();
        assert_eq!(wont(&given.product, &all), [3, 2].map(ItemId));
        assert_eq!(removed(&given.product, &all), []);
        let crossing = given.item(2).last_crossing().map(|entry| &entry.what);
        assert!(
            matches!(crossing, Some(What::Crossed { snapshot, reason: Some(why), .. })
                if snapshot.way == Some(Way::Wont) && &**why == "Not our business"),
            "{crossing:?}"
        );
        given.does(RestoreItems {
            items: [2, 3].map(ItemId).to_vec(),
        });
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
        assert_eq!(given.item(2).priority, Some(Priority::Could));
        given.undoes_last();
        assert!(given.item(2).is_wont() && given.item(3).is_wont());
        given.undoes_last();
        assert_eq!(titles(&given.product), ["A", "B", "C", "D"]);
    }

    #[test]
    fn what_is_in_a_sprint_stays_there_and_is_told_what_to_do() {
        let given = Given::running(["A"]);
        let refused = given.refusal(rule_out(&[1], "No"));
        let sentence = refused.explain(&given.product).sentence();
        assert!(sentence.contains("when the sprint is closed"), "{sentence}");
    }
}
