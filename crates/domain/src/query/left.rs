//! What left the product backlog for good: what is done, what was removed, what won't be built. Nothing is lost from
//! sight, so all can be listed and filtered like the backlog.

use std::cmp::Reverse;

use super::{Filter, Matcher};
use crate::ids::ItemId;
use crate::item::{Item, Place};
use crate::product::Product;

/// The items that are done and fit, grouped by the sprint they were done in, the newest first; last
/// what was done before it came here.
pub fn done(product: &Product, filter: &Filter) -> Vec<ItemId> {
    let sprint = |item: &Item| match item.place {
        Place::Done(sprint) => Some(sprint),
        _ => None,
    };
    sorted(product, filter, |item| sprint(item).map(Reverse))
}

/// The items that were removed and fit, the newest removal first. What won't be built has a register
/// of its own: [`wont`].
pub fn removed(product: &Product, filter: &Filter) -> Vec<ItemId> {
    sorted(product, filter, |item| {
        (item.place == Place::Removed && !item.is_wont()).then_some(())
    })
}

/// The register of what won't be built (C4): the items that fit, the newest decision first.
pub fn wont(product: &Product, filter: &Filter) -> Vec<ItemId> {
    sorted(product, filter, |item| item.is_wont().then_some(()))
}

/// Items that are in a group and fit, by group, then by when they went where they are.
fn sorted<G: Ord>(
    product: &Product,
    filter: &Filter,
    group: impl Fn(&Item) -> Option<G>,
) -> Vec<ItemId> {
    let matcher = Matcher::new(filter, product);
    let key = |item: &Item| {
        let group = group(item)?;
        let since = item.last_crossing().map(|entry| entry.position);
        matcher
            .fits(item)
            .then_some((group, Reverse(since), Reverse(item.id)))
    };
    let mut found: Vec<_> = product
        .items
        .values()
        .filter_map(|item| key(item))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(.., item)| item.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SprintId;
    use crate::item::remove::RemoveItems;
    use crate::item::reorder::Rank;
    use crate::sprint::Column;
    use crate::sprint::board::MoveCard;
    use crate::sprint::close::CloseSprint;
    use crate::testing::Given;

    #[test]
    fn what_is_done_is_listed_by_sprint_and_what_is_removed_by_its_removal() {
        let mut given = Given::running(["A", "B"]);
        for item in [1, 2].map(ItemId) {
            let (to, at) = (Column::Done, Rank::Bottom);
            given.does(MoveCard { item, to, at });
        }
        let (sprint, reasons) = (SprintId(1), std::collections::BTreeMap::new());
        given.does(CloseSprint { sprint, reasons });
        for title in ["C", "D", "E"] {
            given.creates(title);
        }
        for item in [4, 3].map(ItemId) {
            let (items, reason) = (vec![item], None);
            given.does(RemoveItems { items, reason });
        }
        let all = Filter::default();
        assert_eq!(done(&given.product, &all), [2, 1].map(ItemId));
        assert_eq!(removed(&given.product, &all), [3, 4].map(ItemId));
        let text = "a".into();
        let filter = Filter { text, ..all };
        assert_eq!(done(&given.product, &filter), [ItemId(1)]);
        assert_eq!(removed(&given.product, &filter), []);
    }
}
