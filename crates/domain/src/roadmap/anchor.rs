//! Which part of a changed document is which part of the one before, so that what covers a part
//! stays with it. Each part has a number that is nowhere shown. A new text takes over numbers by
//! these rules, headings from headings and points from points, each number once:
//!
//! 1. the same words under the same heading,
//! 2. the same words anywhere: it was moved, or stood in an earlier text and comes back,
//! 3. the likest words, from half alike on: it was reworded,
//! 4. for a heading: the one whose points stand under it now: it was renamed.
//!
//! Among equals the order of the text decides. Everything else is new.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::outline::{Line, Sort};
use crate::ids::PartId;
use crate::likeness::grams;

/// How alike two texts must be to be the same, of 1.
const ALIKE: f64 = 0.5;

/// What is known of a part: what it is and says, and the heading it stands under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// What it is.
    pub sort: Sort,
    /// Its text when it was last there.
    pub text: Arc<str>,
    /// The heading it stood under then.
    pub under: Option<PartId>,
}

/// The numbers of a new text's parts. `now` are those of the text before, in order; `known` is what
/// is known of them and of all that ever were.
pub fn numbers(now: &[PartId], known: &BTreeMap<PartId, Known>, lines: &[Line]) -> Vec<PartId> {
    let mut matching = Matching {
        known,
        lines,
        taken: vec![None; lines.len()],
        left: known.keys().copied().collect(),
    };
    matching.same_words(now, true);
    matching.same_words(now, false);
    let gone: Vec<PartId> = known
        .keys()
        .copied()
        .filter(|id| !now.contains(id))
        .collect();
    matching.same_words(&gone, false);
    matching.likest(now);
    matching.renamed(now);
    let first = known.keys().next_back().map_or(1, |last| last.0 + 1);
    let mut next = first..;
    let taken = matching.taken.into_iter();
    let number = taken.filter_map(|taken| taken.or_else(|| next.next().map(PartId)));
    number.collect()
}

struct Matching<'a> {
    known: &'a BTreeMap<PartId, Known>,
    lines: &'a [Line],
    taken: Vec<Option<PartId>>,
    left: BTreeSet<PartId>,
}

impl Matching<'_> {
    fn take(&mut self, line: usize, id: PartId) {
        self.taken[line] = Some(id);
        self.left.remove(&id);
    }

    fn fits(&self, line: &Line, id: PartId) -> bool {
        let known = self.known.get(&id);
        known.is_some_and(|known| known.sort.is_section() == line.sort.is_section())
    }

    /// Headings come before points in each text, so that a point's heading is known.
    fn same_words(&mut self, from: &[PartId], same_place: bool) {
        let left = from.iter().filter(|id| self.left.contains(id));
        let texts = left.filter_map(|id| Some((*id, self.known.get(id)?.text.to_lowercase())));
        let texts: Vec<(PartId, String)> = texts.collect();
        for at in 0..self.lines.len() {
            let line = &self.lines[at];
            let text = line.text.to_lowercase();
            let fits = |(id, was): &&(PartId, String)| {
                let there = !same_place || self.stays(line, *id);
                *was == text && there && self.left.contains(id) && self.fits(line, *id)
            };
            if self.taken[at].is_none()
                && let Some((id, _)) = texts.iter().find(fits)
            {
                self.take(at, *id);
            }
        }
    }

    /// Whether it stands under the heading it stood under.
    fn stays(&self, line: &Line, id: PartId) -> bool {
        let was = self.known.get(&id).and_then(|known| known.under);
        match line.under {
            Some(heading) => was.is_some() && self.taken[heading] == was,
            None => was.is_none(),
        }
    }

    fn likest(&mut self, from: &[PartId]) {
        let open = |at: &usize| self.taken[*at].is_none();
        let open = (0..self.lines.len()).filter(open);
        let open: Vec<_> = open.map(|at| (at, grams(&self.lines[at].text))).collect();
        let mut pairs = Vec::new();
        for id in from.iter().filter(|id| self.left.contains(id)) {
            let Some(was) = self.known.get(id).map(|known| grams(&known.text)) else {
                continue;
            };
            for (at, grams) in &open {
                let like = alike(&was, grams);
                if like >= ALIKE && self.fits(&self.lines[*at], *id) {
                    pairs.push((like, *at, *id));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, at, id) in pairs {
            if self.taken[at].is_none() && self.left.contains(&id) {
                self.take(at, id);
            }
        }
    }

    fn renamed(&mut self, from: &[PartId]) {
        for at in 0..self.lines.len() {
            if self.taken[at].is_some() || !self.lines[at].sort.is_section() {
                continue;
            }
            let mut votes: BTreeMap<PartId, usize> = BTreeMap::new();
            for (line, taken) in self.lines.iter().zip(&self.taken) {
                let was = taken.filter(|_| line.under == Some(at));
                let under = was.and_then(|id| self.known.get(&id)?.under);
                if let Some(under) = under.filter(|id| self.left.contains(id) && from.contains(id))
                {
                    *votes.entry(under).or_default() += 1;
                }
            }
            let most = votes
                .into_iter()
                .max_by_key(|(id, count)| (*count, std::cmp::Reverse(*id)));
            if let Some((id, _)) = most {
                self.take(at, id);
            }
        }
    }
}

/// How much two texts have in common (Dice's coefficient of their trigrams).
fn alike(a: &[u16], b: &[u16]) -> f64 {
    let shared = a
        .iter()
        .filter(|gram| b.binary_search(gram).is_ok())
        .count();
    let all = a.len() + b.len();
    if all == 0 {
        0.0
    } else {
        2.0 * shared as f64 / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roadmap::outline::lines;

    /// The numbers of each of these texts, one written over the other.
    fn after(texts: &[&str]) -> Vec<Vec<u32>> {
        let (mut now, mut known) = (Vec::new(), BTreeMap::new());
        let mut all = Vec::new();
        for text in texts {
            let lines = lines(text);
            now = numbers(&now, &known, &lines);
            super::super::cover::learn(&mut known, &now, &lines);
            all.push(now.iter().map(|id| id.0).collect());
        }
        all
    }

    fn last(texts: &[&str]) -> Vec<u32> {
        after(texts).pop().unwrap()
    }

    const PAY: &str = "# Pay\n- Visa\n- Amex\n# Refund\n- Whole order\n";

    #[test]
    fn a_reworded_or_renamed_heading_keeps_its_number() {
        assert_eq!(last(&[PAY]), [1, 2, 3, 4, 5]);
        let reworded = "# Paying\n- Visa\n- Amex\n# Refund\n- The whole order\n";
        assert_eq!(last(&[PAY, reworded]), [1, 2, 3, 4, 5]);
        let renamed = "# Checkout\n- Visa\n- Amex\n# Refund\n- Whole order\n";
        assert_eq!(last(&[PAY, renamed]), [1, 2, 3, 4, 5], "by its points");
        let other = "# Pay\n- Visa\n- Klarna\n# Refund\n- Whole order\n";
        assert_eq!(last(&[PAY, other]), [1, 2, 6, 4, 5], "nothing alike is new");
    }

    #[test]
    fn a_moved_section_takes_its_points_along() {
        let moved = "# Refund\n- Whole order\n# Pay\n- Visa\n- Amex\n";
        assert_eq!(last(&[PAY, moved]), [4, 5, 1, 2, 3]);
    }

    #[test]
    fn of_a_split_section_the_first_keeps_the_number_and_points_keep_theirs() {
        let split = "# Pay\n- Visa\n# Pay in parts\n- Amex\n# Refund\n- Whole order\n";
        assert_eq!(last(&[PAY, split]), [1, 2, 6, 3, 4, 5]);
    }

    #[test]
    fn doubled_headings_are_told_apart_by_their_order_and_points_by_their_heading() {
        let doubled = "# A\n- Same\n# A\n- Same\n";
        assert_eq!(last(&[doubled]), [1, 2, 3, 4]);
        let third = "# A\n- Same\n# A\n- Same\n# A\n- Same\n";
        assert_eq!(last(&[doubled, third]), [1, 2, 3, 4, 5, 6]);
        let under = "# X\n- Same\n# Y\n- Same\n";
        let turned = "# Y\n- Same\n# X\n- Same\n";
        assert_eq!(last(&[under, turned]), [3, 4, 1, 2]);
    }

    #[test]
    fn what_comes_back_is_what_it_was_and_no_number_is_used_twice() {
        let shorter = "# Refund\n- Whole order\n";
        assert_eq!(last(&[PAY, shorter, PAY]), [1, 2, 3, 4, 5]);
        assert_eq!(last(&[PAY, shorter, "# Refund\n- Gift card\n"]), [4, 6]);
    }
}
