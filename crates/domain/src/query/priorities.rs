//! The product backlog by priority (C4), each part in the order's order.

use std::collections::BTreeMap;

use crate::ids::ItemId;
use crate::item::{Place, Priority};
use crate::product::Product;

/// For each priority, and for none: the first items of the order that have it, `most` of each.
///
/// Items are looked at once as they lie in memory; looking each up in the order's order takes
/// several times as long.
pub fn by_priority(
    product: &Product,
    most: impl Fn(Option<Priority>) -> usize,
) -> BTreeMap<Option<Priority>, Vec<ItemId>> {
    let mut of = vec![None; product.next_item().0 as usize];
    for item in product.items.values() {
        if item.place == Place::ProductBacklog
            && let Some(of) = of.get_mut(item.id.0 as usize)
        {
            *of = item.priority;
        }
    }
    let all = Priority::ALL.map(Some).into_iter().chain([None]);
    let mut found: BTreeMap<_, _> = all.map(|one| (one, Vec::new())).collect();
    for item in product.order.iter() {
        let priority = of.get(item.0 as usize).copied().flatten();
        if let Some(items) = found.get_mut(&priority)
            && items.len() < most(priority)
        {
            items.push(*item);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::priority::Prioritize;
    use crate::testing::Given;

    #[test]
    fn each_part_keeps_the_order_and_is_cut() {
        let mut given = Given::items(["A", "B", "C", "D"]);
        for item in [4, 2, 1].map(ItemId) {
            let to = Some(Priority::Must);
            let reason = None;
            given.does(Prioritize { item, to, reason });
        }
        let found = by_priority(&given.product, |_| 2);
        assert_eq!(found[&Some(Priority::Must)], [1, 2].map(ItemId));
        assert_eq!(found[&Some(Priority::Could)], []);
        assert_eq!(found[&None], [ItemId(3)]);
    }
}
