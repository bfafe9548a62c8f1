//! Items that say nearly the same as an older one (C14): what the clean-up pass asks
//! about.
//!
//! **What is compared.** Two titles that are alike share one of the rare trigrams that
//! make up most of each, so only those are compared: prefix filtering, Bayardo, Ma and
//! Srikant, "Scaling up all pairs similarity search", 2007. In a backlog made from a
//! template ("Item 17 about thing 4") nothing is rare, and everything would be compared
//! with everything. Therefore an item is compared with at most `COMPARED` older ones:
//! first those of the same trigrams, then those that share its rarest one, and so on; of
//! each the `SHARED` newest. The same title twice is always found.
//!
//! Since that depends on an item's neighbours in these lists alone, what follows a
//! change is worked out from the neighbours of what was changed, and is the same as
//! if everything had been compared again.

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::OrdMap;

use super::{GRAMS, Wanted, Weights};
use crate::ids::ItemId;
use crate::item::{Item, Place};
use crate::product::Product;

/// From here on two titles are asked about as doubles.
pub const DOUBLE: f32 = 0.8;
/// Older items with one trigram in common that an item is compared with at most.
const SHARED: usize = 64;
/// Older items that an item is compared with at most.
const COMPARED: usize = 128;

/// Items that say nearly the same as an older one.
#[derive(Clone, Debug)]
pub struct Doubles {
    /// Each with the older one it is most like.
    pairs: OrdMap<ItemId, ItemId>,
    /// All that is compared.
    known: OrdMap<ItemId, Known>,
    /// By mark, the items that have it, by rising number.
    having: Vec<Arc<Vec<ItemId>>>,
}

/// What it depends on whether an item is a double.
#[derive(Clone, PartialEq, Debug)]
struct Known {
    grams: Arc<[u16]>,
    apart: BTreeSet<ItemId>,
}

impl Known {
    fn of(item: &Item) -> Known {
        Known {
            grams: item.grams.clone(),
            apart: item.apart.clone(),
        }
    }
}

impl Doubles {
    /// Looks through all that waits or stands in `product`.
    pub fn of(product: &Product, weights: &Weights) -> Doubles {
        let mut doubles = Doubles {
            pairs: OrdMap::new(),
            known: OrdMap::new(),
            having: vec![Arc::default(); 2 * GRAMS],
        };
        for item in product.items.values().filter(|item| is_loose(item)) {
            let marks = marks(weights, &item.grams);
            doubles.known.insert(item.id, Known::of(item));
            for mark in &marks {
                Arc::make_mut(&mut doubles.having[*mark]).push(item.id);
            }
            doubles.compare(product, weights, item, &marks);
        }
        doubles
    }

    /// The same as [`Doubles::of`] what is now, when this was so, by the same weights,
    /// before something happened to `touched`.
    #[must_use]
    pub fn after(&self, product: &Product, weights: &Weights, touched: &[ItemId]) -> Doubles {
        let mut doubles = self.clone();
        let mut anew = BTreeSet::new();
        for id in touched {
            let item = product.items.get(id).filter(|item| is_loose(item));
            doubles.follow(weights, *id, item.map(|item| Known::of(item)), &mut anew);
        }
        for id in anew {
            doubles.pairs.remove(&id);
            if doubles.known.contains_key(&id) {
                let item = &product.items[&id];
                doubles.compare(product, weights, item, &marks(weights, &item.grams));
            }
        }
        doubles
    }

    /// Each item with the older one it is most like, by rising number.
    pub fn pairs(&self) -> impl Iterator<Item = (ItemId, ItemId)> + '_ {
        self.pairs.iter().map(|(item, older)| (*item, *older))
    }

    /// Makes known what an item is now, and adds to `anew` whom that may concern.
    fn follow(
        &mut self,
        weights: &Weights,
        id: ItemId,
        now: Option<Known>,
        anew: &mut BTreeSet<ItemId>,
    ) {
        let before = self.known.get(&id).cloned();
        if before == now {
            return;
        }
        anew.insert(id);
        let (was, is) = (grams_of(before.as_ref()), grams_of(now.as_ref()));
        if was != is {
            self.unlist(&marked(weights, was), id, anew);
            self.list(&marked(weights, is), id, anew);
        }
        let apart = [&before, &now].map(|one| one.iter().flat_map(|one| one.apart.iter().copied()));
        anew.extend(apart.into_iter().flatten());
        match now {
            Some(now) => self.known.insert(id, now),
            None => self.known.remove(&id),
        };
    }

    fn list(&mut self, marks: &[usize], id: ItemId, anew: &mut BTreeSet<ItemId>) {
        for mark in marks {
            let having = Arc::make_mut(&mut self.having[*mark]);
            let at = having.partition_point(|other| *other < id);
            anew.extend(having[at..].iter().take(SHARED));
            having.insert(at, id);
        }
    }

    fn unlist(&mut self, marks: &[usize], id: ItemId, anew: &mut BTreeSet<ItemId>) {
        for mark in marks {
            let having = Arc::make_mut(&mut self.having[*mark]);
            let at = having.partition_point(|other| *other < id);
            having.remove(at);
            anew.extend(having[at..].iter().take(SHARED));
        }
    }

    /// Finds the older item that `item` is most like, of equals the newest.
    fn compare(&mut self, product: &Product, weights: &Weights, item: &Item, marks: &[usize]) {
        let others = self.others(item.id, marks);
        if others.is_empty() {
            return;
        }
        let wanted = Wanted::new(weights, &item.grams);
        let others = others.iter().filter_map(|id| product.items.get(id));
        let others = others.filter(|other| !are_apart(item, other));
        let alike = others.filter_map(|other| Some((wanted.likeness(other, DOUBLE)?, other.id)));
        if let Some((_, best)) = alike.max_by(|a, b| a.0.total_cmp(&b.0)) {
            self.pairs.insert(item.id, best);
        }
    }

    /// The older items that one with these marks is compared with, by rising number.
    fn others(&self, id: ItemId, marks: &[usize]) -> Vec<ItemId> {
        let older = marks.iter().flat_map(|mark| {
            let having = &self.having[*mark];
            let end = having.partition_point(|other| *other < id);
            having[..end].iter().rev().take(SHARED)
        });
        let mut others: Vec<ItemId> = older.take(COMPARED).copied().collect();
        others.sort_unstable();
        others.dedup();
        others
    }
}

fn is_loose(item: &Item) -> bool {
    item.place == Place::ProductBacklog || item.place.is_aside()
}

fn are_apart(one: &Item, other: &Item) -> bool {
    one.apart.contains(&other.id) || other.apart.contains(&one.id)
}

fn grams_of(known: Option<&Known>) -> Option<&[u16]> {
    known.map(|known| &known.grams[..])
}

fn marked(weights: &Weights, grams: Option<&[u16]>) -> Vec<usize> {
    grams.map_or_else(Vec::new, |grams| marks(weights, grams))
}

/// What somebody who looks for doubles of a title looks under, the rarest first: the
/// whole of it, and the rarest trigrams, so many that no title that shares none of them
/// is a double.
fn marks(weights: &Weights, grams: &[u16]) -> Vec<usize> {
    let mut all: Vec<(f32, u16)> = grams.iter().map(|g| (weights.square(*g), *g)).collect();
    all.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut rest: f32 = all.iter().map(|(square, _)| square).sum();
    let least = rest * DOUBLE * DOUBLE;
    let needed = all.iter().take_while(|(square, _)| {
        let needed = rest >= least;
        rest -= square;
        needed
    });
    let rare = needed.map(|(_, gram)| usize::from(*gram));
    std::iter::once(whole(grams)).chain(rare).collect()
}

/// A mark for all trigrams of a title together, beyond those for each: FNV-1a, folded.
fn whole(grams: &[u16]) -> usize {
    let hash = grams.iter().fold(0x811c_9dc5_u32, |hash, gram| {
        (hash ^ u32::from(*gram)).wrapping_mul(0x0100_0193)
    });
    GRAMS + usize::from((hash ^ (hash >> 16)) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleanup::KeepItem;
    use crate::item::edit_text::{EditText, Field};
    use crate::item::remove::RemoveItems;
    use crate::testing::Given;

    fn doubles(given: &Given) -> Vec<(u32, u32)> {
        let weights = Weights::of(&given.product);
        let doubles = Doubles::of(&given.product, &weights);
        doubles.pairs().map(|(a, b)| (a.0, b.0)).collect()
    }

    #[test]
    fn doubles_are_what_says_nearly_the_same_and_stands_or_waits() {
        let mut given = Given::items([
            "Export the invoice list as CSV",
            "Password reset mail arrives twice",
            "Reset the password by mail",
            "Sort the board by assignee",
        ]);
        assert_eq!(doubles(&given), []);
        given.creates("Export the invoices list as CSV");
        given.creates("Sort the board by assignees");
        assert_eq!(doubles(&given), [(5, 1), (6, 4)]);
        given.does(RemoveItems {
            items: vec![ItemId(4)],
            reason: None,
        });
        assert_eq!(doubles(&given), [(5, 1)]);
        given.does(KeepItem {
            item: ItemId(5),
            apart_from: Some(ItemId(1)),
        });
        assert_eq!(doubles(&given), []);
    }

    #[test]
    fn the_others_of_a_double_are_still_doubles_when_it_is_none_any_more() {
        let mut given = Given::items(["Pay by card", "Pay by card", "Pay by card"]);
        let weights = Weights::of(&given.product);
        let before = Doubles::of(&given.product, &weights);
        given.does(EditText {
            item: ItemId(3),
            field: Field::Title,
            text: "Show the balance".into(),
            base: None,
        });
        let after = before.after(&given.product, &weights, &[ItemId(3)]);
        let pairs: Vec<_> = after.pairs().collect();
        assert_eq!(pairs, [(ItemId(2), ItemId(1))]);
    }

    /// Nothing about these is rare but their own number.
    #[test]
    fn in_a_template_few_are_compared_and_the_same_title_is_found_all_the_same() {
        let mut given = Given::items(["Item number 300 about thing 7"]);
        for number in 0..400 {
            given.creates(&format!("Item number {number} about thing {}", number % 9));
        }
        given.creates("Item number 300 about thing 7");
        let weights = Weights::of(&given.product);
        let doubles = Doubles::of(&given.product, &weights);
        for (id, known) in &doubles.known {
            let marks = marks(&weights, &known.grams);
            assert!(doubles.others(*id, &marks).len() <= COMPARED);
        }
        let last = doubles.pairs().find(|(item, _)| *item == ItemId(402));
        assert_eq!(last, Some((ItemId(402), ItemId(1))));
    }

    #[test]
    fn what_follows_a_change_is_what_comparing_all_again_finds() {
        let title = |number: u32| format!("Item number {} about thing {}", number, number % 9);
        let mut given = Given::items(["Item"]);
        (0..300).for_each(|number| given.creates(&title(number % 250)));
        let weights = Weights::of(&given.product);
        let mut kept = Doubles::of(&given.product, &weights);
        for step in 0..40 {
            let item = ItemId(1 + step * 97 % 300);
            match step % 3 {
                0 => given.does(RemoveItems {
                    items: vec![item],
                    reason: None,
                }),
                _ => given.does(KeepItem {
                    item,
                    apart_from: Some(ItemId(301 - step)),
                }),
            };
            kept = kept.after(&given.product, &weights, &[item]);
            let again = Doubles::of(&given.product, &weights);
            assert_eq!(kept.pairs, again.pairs, "step {step}");
            assert_eq!(kept.having, again.having);
        }
    }
}
