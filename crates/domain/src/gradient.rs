//! The detail gradient (C9): much is known of what stands at the top, little of
//! what stands far below. What is vague although it is near, or told at length
//! although it is far, stands out.
//!
//! Near and far are told in sprints, by what the teams usually finish in one
//! ([`crate::report::velocity`]); what is not estimated counts as much as the items
//! that are, on average. Before three sprints of a team are closed a sprint counts
//! as [`ITEMS`] items. The numbers are policies.

use std::collections::BTreeMap;

use crate::ids::ItemId;
use crate::item::Item;
use crate::points::Points;
use crate::policy::{Policies, Policy};
use crate::product::Product;
use crate::ready::{self, Check};
use crate::report::velocity;

/// Items that a sprint counts as, as long as nobody knows better.
pub const ITEMS: usize = 10;

/// Of fewer items near the top than these a mark on each is no crowd.
const FEW: usize = 5;

/// How what is known of an item does not fit the place it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// Near the top, and not ready.
    Vague,
    /// Far below, and told at length.
    Elaborate,
}

impl Detail {
    /// Both.
    pub const ALL: [Detail; 2] = [Detail::Vague, Detail::Elaborate];

    /// As written in addresses and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Detail::Vague => "vague",
            Detail::Elaborate => "elaborate",
        }
    }

    /// The one written as `text`.
    pub fn parse(text: &str) -> Option<Detail> {
        Detail::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// What it is, and what to do, in a sentence.
    pub fn sentence(self, policies: &Policies) -> String {
        let sprints = |policy| policies.limit(policy).unwrap_or_default();
        match (self, sprints(Policy::DetailNear)) {
            (Detail::Vague, 1) => {
                "Vague for its place: it may be in the next sprint and is not ready. Refine it."
                    .into()
            }
            (Detail::Vague, near) => format!(
                "Vague for its place: it may be in one of the next {near} sprints and is not ready. \
                 Refine it."
            ),
            (Detail::Elaborate, _) => format!(
                "Much detail for its place: it is more than {} sprints away, and may have changed by then.",
                sprints(Policy::DetailFar)
            ),
        }
    }
}

/// Where near ends and far begins in a product backlog.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Gradient {
    near: u32,
    far: Option<u32>,
    most: usize,
}

impl Gradient {
    /// That of `product` as it is now: as much work as the items down to what is far.
    pub fn of(product: &Product) -> Gradient {
        let limit = |policy| product.policies.limit(policy);
        let reach = Reach::of(product);
        let (near, far) = (limit(Policy::DetailNear), limit(Policy::DetailFar));
        let most = limit(Policy::DetailLength);
        Gradient {
            near: near.map_or(0, |sprints| reach.items_in(product, sprints)),
            far: far
                .filter(|_| most.is_some())
                .map(|sprints| reach.items_in(product, sprints)),
            most: most.unwrap_or_default() as usize,
        }
    }

    /// How what is known of an item at this rank, from 1, does not fit its place.
    pub fn mark(&self, product: &Product, rank: u32, item: &Item) -> Option<Detail> {
        if rank <= self.near {
            return (!ready::is_ready(product, item)).then_some(Detail::Vague);
        }
        let far = self.far.is_some_and(|far| rank > far);
        (far && is_longer(item, self.most)).then_some(Detail::Elaborate)
    }

    /// What of the items near the top is vague, once that is more than half of them:
    /// then it is the rule, and a mark on each says nothing. That is so of most
    /// backlogs that were just brought here.
    pub fn vague_rule(&self, product: &Product) -> Option<VagueRule> {
        let near = product.order.iter().take(self.near as usize);
        let mut rule = VagueRule::default();
        for item in near.filter_map(|id| product.items.get(id)) {
            rule.of += 1;
            let missing = ready::missing(product, item);
            rule.vague += usize::from(!missing.is_empty());
            for check in missing {
                *rule.lacks.entry(check).or_default() += 1;
            }
        }
        Some(rule).filter(|rule| rule.of >= FEW && rule.vague * 2 > rule.of)
    }

    /// The same of the item with this number.
    pub fn mark_of(&self, product: &Product, rank: u32, item: ItemId) -> Option<Detail> {
        self.mark(product, rank, product.items.get(&item)?)
    }
}

/// That most items near the top are vague, and what they lack.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VagueRule {
    /// How many are near.
    pub of: usize,
    /// How many of them are not ready.
    pub vague: usize,
    /// How many lack each check.
    pub lacks: BTreeMap<Check, usize>,
}

/// Whether text and criteria have more than so many characters. Most items are
/// told by their bytes, of which there are never fewer.
fn is_longer(item: &Item, most: usize) -> bool {
    let criteria = item.criteria.iter().map(|one| &*one.text.value);
    let texts = || criteria.clone().chain([&*item.description.value]);
    let bytes: usize = texts().map(str::len).sum();
    bytes > most && texts().map(|text| text.chars().count()).sum::<usize>() > most
}

/// How much a sprint takes from the top.
#[derive(Clone, Copy)]
enum Reach {
    /// So many points; and what an item without an estimate counts as.
    Points(Points, Points),
    /// So many items.
    Items(usize),
}

impl Reach {
    fn of(product: &Product) -> Reach {
        let teams = product.teams.keys();
        let usual = teams.filter_map(|team| velocity::usual(product, *team));
        let sprint: Points = usual.map(|usual| usual.middle).sum();
        match sprint == Points::ZERO {
            true => Reach::Items(ITEMS),
            false => Reach::Points(sprint, average(product)),
        }
    }

    /// The items that begin within so many sprints.
    fn items_in(self, product: &Product, sprints: u32) -> u32 {
        let all = product.order.len();
        let items = match self {
            Reach::Items(each) => each.saturating_mul(sprints as usize).min(all),
            Reach::Points(sprint, average) => {
                let held: Points = std::iter::repeat_n(sprint, sprints as usize).sum();
                let mut so_far = Points::ZERO;
                let begins = |id: &&ItemId| {
                    let fits = so_far < held;
                    let item = product.items.get(*id);
                    so_far += item.and_then(|item| item.estimate).unwrap_or(average);
                    fits
                };
                product.order.iter().take_while(begins).count()
            }
        };
        items as u32
    }
}

/// Estimated items of the top that the average is taken of.
const SAMPLE: usize = 100;

/// What an item without an estimate counts as: at least a point, so that the way
/// down comes to an end.
pub(crate) fn average(product: &Product) -> Points {
    let top = product.order.iter().take(SAMPLE);
    let items = top.filter_map(|id| product.items.get(id)?.estimate);
    let sizes: Vec<Points> = items.filter(|points| *points > Points::ZERO).collect();
    let sum: Points = sizes.iter().copied().sum();
    let mean = sum.as_f64() / sizes.len().max(1) as f64;
    Points::new(mean.max(1.0)).unwrap_or(Points::whole(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Setting;
    use crate::policy::change::ChangePolicy;
    use crate::testing::Given;

    fn marks(given: &Given) -> Vec<(u32, Detail)> {
        let gradient = Gradient::of(&given.product);
        let ranked = given.product.order.iter().zip(1..);
        let marked = ranked.filter_map(|(id, rank)| {
            let item = &given.product.items[id];
            Some((rank, gradient.mark(&given.product, rank, item)?))
        });
        marked.collect()
    }

    fn set(given: &mut Given, policy: Policy, to: Setting) {
        let reason = None;
        given.does(ChangePolicy { policy, to, reason });
    }

    #[test]
    fn what_is_vague_near_the_top_and_long_far_below_stands_out() {
        let mut given = Given::items(["A"]).ready(&[1]);
        for number in 2..=30 {
            given.creates(&format!("Item {number}"));
        }
        set(&mut given, Policy::DetailNear, Setting::AtMost(1));
        set(&mut given, Policy::DetailFar, Setting::AtMost(2));
        set(&mut given, Policy::DetailLength, Setting::AtMost(100));
        given.describes(15, &"ä".repeat(101));
        given.describes(25, &"ä".repeat(100));
        given.describes(26, &"ä".repeat(101));
        let mut expected: Vec<_> = (2..=10).map(|rank| (rank, Detail::Vague)).collect();
        expected.push((26, Detail::Elaborate));
        assert_eq!(marks(&given), expected, "A is ready, 15 is in between");
        for policy in [Policy::DetailNear, Policy::DetailLength] {
            set(&mut given, policy, Setting::Off);
        }
        assert_eq!(marks(&given), []);
    }

    #[test]
    fn what_holds_for_most_of_the_top_is_said_once() {
        let given = Given::items(["A", "B", "C", "D", "E"]).ready(&[1, 2]);
        let rule = |given: &Given| Gradient::of(&given.product).vague_rule(&given.product);
        let most = rule(&given).unwrap_or_default();
        assert_eq!((most.vague, most.of), (3, 5));
        assert_eq!(most.lacks.get(&Check::Estimate), Some(&3));
        let given = given.ready(&[3]);
        assert_eq!(rule(&given), None, "two of five are exceptions");
        assert_eq!(rule(&Given::items(["A", "B"])), None, "two are no crowd");
    }

    #[test]
    fn both_words_are_read_as_they_are_written() {
        for detail in Detail::ALL {
            assert_eq!(Detail::parse(detail.as_str()), Some(detail));
            let said = detail.sentence(&Policies::default());
            assert!(said.contains("sprints") && !said.contains(" 0 "), "{said}");
        }
    }
}
