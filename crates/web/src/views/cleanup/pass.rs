//! How far somebody is in the clean-up pass. All of it stands in the address: the part that is gone
//! through, what was skipped, what is open; so a reload, a decision or somebody else's change
//! loses nothing of it.

use std::collections::BTreeSet;

use domain::ItemId;
use domain::cleanup::{Candidate, Part, not_skipped};
use domain::import::fingerprint;

use crate::urls::{route, with_query};
use crate::visit::Visit;

/// Items an address remembers as skipped; then the first of them are asked about again.
const REMEMBERED: usize = 1_000;

/// Lines of what comes after the open one, unless more are asked for.
const AHEAD: usize = 20;
/// Lines at most.
const MOST_AHEAD: usize = 10_000;

/// A pass through what asks for a decision.
pub(crate) struct Pass {
    /// Everything that asks.
    pub all: Vec<Candidate>,
    /// The part of it that is gone through.
    pub part: Part,
    /// What belongs to that.
    pub inside: Vec<Candidate>,
    /// What was skipped, the latest last.
    pub skipped: Vec<ItemId>,
    /// What is open, by its place in `inside`.
    pub at: Option<usize>,
    /// How many of what comes after it are listed.
    pub ahead: usize,
    /// How many one answer to many is about at most, where one says so.
    pub most: Option<usize>,
}

impl Pass {
    /// The pass that an address asks for.
    pub(crate) fn new(
        visit: &Visit,
        all: Vec<Candidate>,
        (part, skipped, at): (&str, &str, &str),
    ) -> Pass {
        let part = Part::parse(part);
        let inside = part.of(&all, visit.now);
        let skipped = skipped.split('.').filter_map(|number| number.parse().ok());
        let skipped: Vec<ItemId> = skipped.map(ItemId).collect();
        let mut pass = Pass {
            all,
            part,
            inside,
            skipped,
            at: None,
            ahead: AHEAD,
            most: None,
        };
        let asked = visit.product.parse_item_key(at);
        pass.at = asked
            .and_then(|asked| pass.place(asked))
            .or_else(|| pass.first());
        pass
    }

    /// The same with so many lines of what comes after, as an address says it.
    pub(crate) fn listing(self, ahead: &str) -> Pass {
        let ahead = ahead.parse().unwrap_or(AHEAD).clamp(AHEAD, MOST_AHEAD);
        Pass { ahead, ..self }
    }

    /// The same with an answer to many being about so many at most, as an address says it.
    pub(crate) fn up_to(self, most: &str) -> Pass {
        let most = most.trim().parse().ok().filter(|most| *most > 0);
        Pass { most, ..self }
    }

    fn place(&self, item: ItemId) -> Option<usize> {
        self.inside.iter().position(|one| one.item == item)
    }

    /// The first that was not skipped.
    fn first(&self) -> Option<usize> {
        let skipped = self.skipped_items();
        let mut inside = self.inside.iter();
        inside.position(|one| !skipped.contains(&one.item))
    }

    fn skipped_items(&self) -> BTreeSet<ItemId> {
        self.skipped.iter().copied().collect()
    }

    /// What one answer to many is about: not what was skipped, and no more than one says.
    pub(crate) fn rest(&self) -> Vec<Candidate> {
        let mut rest = self.all_of_it();
        rest.truncate(self.most.unwrap_or(usize::MAX));
        rest
    }

    /// What one answer to many can be about at most.
    pub(crate) fn all_of_it(&self) -> Vec<Candidate> {
        not_skipped(&self.inside, &self.skipped_items())
    }

    /// What comes after the one that is open, without what was skipped.
    pub(crate) fn after(&self, at: usize) -> impl Iterator<Item = &Candidate> {
        let skipped = self.skipped_items();
        let after = self.inside.iter().skip(at + 1);
        after.filter(move |one| !skipped.contains(&one.item))
    }

    /// Tells whether the rest is still what somebody saw.
    pub(crate) fn seen(rest: &[Candidate]) -> String {
        let items: Vec<String> = rest.iter().map(|one| one.item.0.to_string()).collect();
        format!("{:016x}", fingerprint(&items.join(".")))
    }

    /// What was skipped, as addresses say it.
    pub(crate) fn skipped_text(skipped: &[ItemId]) -> String {
        let latest = &skipped[skipped.len().saturating_sub(REMEMBERED)..];
        let latest: Vec<String> = latest.iter().map(|item| item.0.to_string()).collect();
        latest.join(".")
    }

    /// The same pass through another part.
    pub(crate) fn through(&self, visit: &Visit, part: Part) -> String {
        address(visit, part, &self.skipped, None)
    }

    /// This part from the beginning.
    pub(crate) fn again(&self, visit: &Visit) -> String {
        address(visit, self.part, &[], None)
    }

    /// With this one open.
    pub(crate) fn opening(&self, visit: &Visit, one: &Candidate) -> String {
        address(visit, self.part, &self.skipped, Some(one.item))
    }

    /// With the open one, and all that come after it listed.
    pub(crate) fn all_ahead(&self, visit: &Visit) -> String {
        let at = self.at.and_then(|at| self.inside.get(at));
        let (at, many) = (at.map(|one| one.item), MOST_AHEAD.to_string());
        let here = address_listing(visit, self.part, &self.skipped, at, &many);
        format!("{here}#after")
    }

    /// Past the one that is open, if there is another.
    pub(crate) fn skipping(&self, visit: &Visit) -> Option<String> {
        let open = self.inside.get(self.at?)?.item;
        let mut skipped = self.skipped.clone();
        skipped.retain(|item| *item != open);
        skipped.push(open);
        Some(address(visit, self.part, &skipped, None))
    }

    /// Back to the one that was skipped last.
    pub(crate) fn back(&self, visit: &Visit) -> Option<String> {
        let at = self
            .skipped
            .iter()
            .rposition(|item| self.place(*item).is_some())?;
        let (before, item) = (&self.skipped[..at], self.skipped[at]);
        Some(address(visit, self.part, before, Some(item)))
    }
}

fn address(visit: &Visit, part: Part, skipped: &[ItemId], at: Option<ItemId>) -> String {
    address_listing(visit, part, skipped, at, "")
}

fn address_listing(
    visit: &Visit,
    part: Part,
    skipped: &[ItemId],
    at: Option<ItemId>,
    ahead: &str,
) -> String {
    let (part, skipped) = (part.name(), Pass::skipped_text(skipped));
    let at = at.map(|at| visit.key(at)).unwrap_or_default();
    let query = [
        ("part", &*part),
        ("skipped", &skipped),
        ("at", &at),
        ("ahead", ahead),
    ];
    let query = query.into_iter().filter(|(_, value)| !value.is_empty());
    with_query(&visit.urls.to(route::CLEAN_UP), query)
}
