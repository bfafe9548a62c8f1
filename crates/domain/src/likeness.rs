//! Which items say nearly the same as a title (B2, C14): the cosine of their
//! trigrams, each weighted by how rare it is in the product.
//!
//! Sources: words cut into trigrams, padded as PostgreSQL's `pg_trgm` does it;
//! inverse document frequency and cosine as in Manning, Raghavan and Schütze,
//! "Introduction to Information Retrieval", 2008, sections 6.2 and 6.3; trigrams
//! numbered by a hash as in Weinberger et al., "Feature hashing for large scale
//! multitask learning", 2009.
//!
//! Deliberately not here: descriptions. People recognise an item by its title.

pub mod doubles;

use std::sync::Arc;

use crate::ids::ItemId;
use crate::item::Item;
use crate::place::Way;
use crate::product::Product;

/// From here on (0–1) a title is worth showing to whoever types another.
pub const ALIKE: f32 = 0.4;

/// Numbers a trigram can have.
const GRAMS: usize = 1 << 16;

/// The trigrams of a title, each once, rising.
pub(crate) fn grams(title: &str) -> Arc<[u16]> {
    let mut grams = Vec::with_capacity(title.len() + 8);
    let lower = title.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        let mut last = [' ', ' '];
        for letter in word.chars() {
            grams.push(number([last[0], last[1], letter]));
            last = [last[1], letter];
        }
        if !word.is_empty() {
            grams.push(number([last[0], last[1], ' ']));
        }
    }
    grams.sort_unstable();
    grams.dedup();
    grams.into()
}

/// FNV-1a over the letters, folded into sixteen bits.
fn number(letters: [char; 3]) -> u16 {
    let hash = letters.iter().fold(0x811c_9dc5_u32, |hash, letter| {
        (hash ^ u32::from(*letter)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 16)) as u16
}

/// How much each trigram tells items of a product apart.
#[derive(Clone, Debug)]
pub struct Weights {
    /// The square of each trigram's weight.
    squares: Arc<[f32]>,
    /// How many items it was counted from.
    items: usize,
}

impl Weights {
    /// Counts what is in `product`.
    pub fn of(product: &Product) -> Weights {
        let mut counts = vec![0_u32; GRAMS];
        for item in product.items.values() {
            for gram in item.grams.iter() {
                counts[usize::from(*gram)] += 1;
            }
        }
        let items = product.items.len();
        let square = |count: u32| {
            let rarity = (1.0 + items as f32 / (count.max(1) as f32)).ln();
            rarity * rarity
        };
        let squares = counts.into_iter().map(square).collect();
        Weights { squares, items }
    }

    /// Whether they still fit `product`: they change slowly, so an eighth more or
    /// fewer items make no difference that anybody would see.
    pub fn still_fit(&self, product: &Product) -> bool {
        self.items.abs_diff(product.items.len()) <= self.items / 8 + 8
    }

    fn square(&self, gram: u16) -> f32 {
        self.squares[usize::from(gram)]
    }

    fn length(&self, grams: &[u16]) -> f32 {
        let sum: f32 = grams.iter().map(|gram| self.square(*gram)).sum();
        sum.sqrt()
    }
}

/// An item that says nearly the same.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Alike {
    /// Which.
    pub item: ItemId,
    /// How alike, from 0 to 1.
    pub likeness: f32,
}

/// The items most like `title`, the likest first, at least [`ALIKE`]. Items that
/// were merged are found as what they live on in, what somebody took back is not
/// found, and neither is `but`.
pub fn alike(
    product: &Product,
    weights: &Weights,
    title: &str,
    but: Option<ItemId>,
    limit: usize,
) -> Vec<Alike> {
    let wanted = Wanted::new(weights, &grams(title));
    let found = product.items.values().filter(|item| Some(item.id) != but);
    let found = found.filter_map(|item| {
        let likeness = wanted.likeness(item, ALIKE)?;
        let item = found_as(product, item).filter(|item| Some(*item) != but)?;
        Some(Alike { item, likeness })
    });
    let mut found: Vec<Alike> = found.collect();
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(b.item.cmp(&a.item)));
    let mut distinct: Vec<Alike> = Vec::new();
    for one in found {
        if distinct.len() < limit && distinct.iter().all(|other| other.item != one.item) {
            distinct.push(one);
        }
    }
    distinct
}

fn found_as(product: &Product, item: &Item) -> Option<ItemId> {
    match item.gone.as_ref().map(|gone| gone.way) {
        Some(Way::Withdrawn) => None,
        Some(Way::Merged(_)) => Some(product.lives_on_in(item.id)),
        _ => Some(item.id),
    }
}

/// A title made ready to be compared with many.
struct Wanted<'a> {
    weights: &'a Weights,
    /// A bit per trigram it has.
    has: Vec<u64>,
    length: f32,
}

impl<'a> Wanted<'a> {
    fn new(weights: &'a Weights, grams: &[u16]) -> Wanted<'a> {
        let mut has = vec![0; GRAMS / 64];
        for gram in grams {
            has[usize::from(gram / 64)] |= 1 << (gram % 64);
        }
        let length = weights.length(grams);
        Wanted {
            weights,
            has,
            length,
        }
    }

    fn has(&self, gram: u16) -> bool {
        self.has[usize::from(gram / 64)] & (1 << (gram % 64)) != 0
    }

    /// The cosine, if it is at least `least`.
    fn likeness(&self, item: &Item, least: f32) -> Option<f32> {
        let shared = item.grams.iter().filter(|gram| self.has(**gram));
        let shared: f32 = shared.map(|gram| self.weights.square(*gram)).sum();
        // The item is at least as long as what it shares.
        if shared <= 0.0 || shared.sqrt() < least * self.length {
            return None;
        }
        let likeness = shared / (self.length * self.weights.length(&item.grams));
        (likeness >= least).then_some(likeness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::merge::MergeItem;
    use crate::testing::Given;

    const TITLES: [&str; 10] = [
        "Export the invoice list as CSV",
        "Customers can export invoices to a spreadsheet",
        "Dark mode for the settings page",
        "Settings page forgets the time zone",
        "Password reset mail arrives twice",
        "Reset the password by mail",
        "Upload of large attachments fails",
        "Attachment upload fails above 10 MB",
        "Sort the board by assignee",
        "Faktury można wyeksportować do arkusza",
    ];

    fn found(given: &Given, title: &str) -> Vec<u32> {
        let weights = Weights::of(&given.product);
        let found = alike(&given.product, &weights, title, None, 5);
        found.iter().map(|one| one.item.0).collect()
    }

    #[test]
    fn what_says_nearly_the_same_is_found_in_other_words_and_forms() {
        let given = Given::items(TITLES);
        assert_eq!(found(&given, "export invoices as csv")[..2], [1, 2]);
        assert_eq!(found(&given, "Uploading attachments fails")[..2], [7, 8]);
        let mut reset = found(&given, "pasword reset mail");
        reset.sort_unstable();
        assert_eq!(reset, [5, 6], "a letter is missing");
        assert_eq!(found(&given, "wyeksportować faktury do arkusza"), [10]);
    }

    #[test]
    fn what_is_another_thing_is_not() {
        let given = Given::items(TITLES);
        for title in ["Sign in with a passkey", "Rename the product", "x", " — "] {
            assert!(found(&given, title).is_empty(), "{title}");
        }
        assert!(found(&given, "Dark mode for the board").len() <= 2);
    }

    #[test]
    fn the_same_words_are_wholly_alike_and_rare_words_count_more() {
        let given = Given::items(["The board is slow", "The board is red", "The list is slow"]);
        let weights = Weights::of(&given.product);
        let found = alike(&given.product, &weights, "the BOARD is slow!", None, 5);
        assert!((found[0].likeness - 1.0).abs() < 1e-5, "{found:?}");
        assert_eq!(found[0].item, ItemId(1));
        assert!(found.iter().skip(1).all(|one| one.likeness < 0.95));
    }

    #[test]
    fn what_was_merged_is_found_as_what_it_lives_on_in() {
        let mut given = Given::items(["Export invoices as CSV", "Spreadsheets"]);
        given.does(MergeItem {
            item: ItemId(1),
            into: ItemId(2),
            reason: None,
            seen: None,
        });
        assert_eq!(found(&given, "invoices export csv"), [2]);
        let weights = Weights::of(&given.product);
        let but = Some(ItemId(2));
        assert!(alike(&given.product, &weights, "export invoices as csv", but, 5).is_empty());
    }
}
