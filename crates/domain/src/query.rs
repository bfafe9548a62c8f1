//! Finding items in the product backlog: one filter, one address for it, asked
//! by the page, the API and the command line alike.

mod epics;
mod goal;
mod left;
mod map;
mod priorities;
mod summary;

use std::collections::BTreeSet;

use memchr::memmem;

use crate::gradient::{Detail, Gradient};
use crate::ids::ItemId;
use crate::item::{Category, Item, Kind, Place, Priority};
use crate::points::Points;
use crate::product::Product;
use crate::ready;
use crate::text::Label;

use goal::GoalMatcher;

pub use epics::{EpicLine, epics, items_of_epic, search_epics};
pub use goal::GoalFilter;
pub use left::{done, removed, wont};
pub use map::{Cell, Row, Slice, Slices, story_map, unmapped};
pub use priorities::by_priority;
pub use summary::{Share, Summary};

/// What a list of items is narrowed to. Empty means everything.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filter {
    /// Only these kinds; empty means all.
    pub kinds: Vec<Kind>,
    /// Only items of this epic, or of none.
    pub epic: Option<EpicFilter>,
    /// Only items that serve this goal, or none.
    pub goal: Option<GoalFilter>,
    /// Only items with all of these labels.
    pub labels: Vec<Label>,
    /// Only items with, without, or with exactly this estimate.
    pub estimate: Option<EstimateFilter>,
    /// Only items with one of these priorities, or with none; empty means all.
    pub priorities: Vec<Option<Priority>>,
    /// Only items of this Kano category, or of none (C5).
    pub category: Option<Option<Category>>,
    /// Only items that have a score by the product's formula, or only those without.
    pub scored: Option<bool>,
    /// Only items about which a question waits for an answer.
    pub open_questions: bool,
    /// Only items whose detail does not fit their place in the product backlog.
    pub detail: Option<Detail>,
    /// Only ready items, or only those that are not.
    pub ready: Option<bool>,
    /// Only items in which all these words occur: in key, title, description,
    /// labels or original key.
    pub text: String,
}

/// Which epic items shall have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EpicFilter {
    /// This one.
    Of(ItemId),
    /// None at all.
    None,
}

/// Which estimate items shall have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EstimateFilter {
    /// Some estimate.
    Some,
    /// None.
    None,
    /// Exactly this.
    Exactly(Points),
}

impl Filter {
    /// A filter from the parameters of an address, unknown ones ignored:
    /// `kind=bug&kind=task`, `epic=PAY-3` or `epic=none`, `goal=2` or `goal=none`, `label=ui`,
    /// `estimate=none|some|5|M`, `priority=must|none`, `kano=basic|none`, `score=some|none`,
    /// `ready=yes|no`, `questions=open`, `detail=vague|elaborate`, `q=words`.
    ///
    /// # Errors
    /// The name and value of a parameter that means nothing.
    pub fn parse<'a>(
        product: &Product,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Filter, BadParameter> {
        let mut filter = Filter::default();
        for (name, value) in parameters {
            let value = value.trim();
            if !value.is_empty() && filter.read(product, name, value).is_none() {
                return Err(BadParameter {
                    name: name.to_owned(),
                    value: value.to_owned(),
                });
            }
        }
        Ok(filter)
    }

    fn read(&mut self, product: &Product, name: &str, value: &str) -> Option<()> {
        match name {
            "kind" => {
                for kind in value.split(',') {
                    self.kinds.push(Kind::parse(kind)?);
                }
            }
            "epic" if value == "none" => self.epic = Some(EpicFilter::None),
            "epic" => self.epic = Some(EpicFilter::Of(product.parse_item_key(value)?)),
            "goal" => self.goal = Some(GoalFilter::parse(product, value)?),
            "label" => self.labels.push(Label::new(value).ok()?),
            "estimate" => {
                self.estimate = Some(match value {
                    "none" => EstimateFilter::None,
                    "some" => EstimateFilter::Some,
                    points => EstimateFilter::Exactly(product.scale.parse(points)?),
                });
            }
            "kano" if value == "none" => self.category = Some(None),
            "kano" => self.category = Some(Some(Category::parse(value)?)),
            "priority" => {
                for one in value.split(',') {
                    let none = one == "none";
                    let priority = if none {
                        None
                    } else {
                        Some(Priority::parse(one)?)
                    };
                    self.priorities.push(priority);
                }
            }
            "ready" => {
                self.ready = Some(match value {
                    "yes" | "true" => true,
                    "no" | "false" => false,
                    _ => return None,
                });
            }
            "score" => {
                self.scored = Some(match value {
                    "some" => true,
                    "none" => false,
                    _ => return None,
                });
            }
            "questions" if value == "open" => self.open_questions = true,
            "questions" => return None,
            "detail" => self.detail = Some(Detail::parse(value)?),
            "q" if words(value) != value => return None,
            "q" => self.text = value.to_owned(),
            _ => {}
        }
        Some(())
    }

    /// The parameters that make this filter, ready for an address.
    pub fn parameters(&self, product: &Product) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        parameters.extend(self.kinds.iter().map(|kind| ("kind", kind.to_string())));
        parameters.extend(self.epic.map(|epic| match epic {
            EpicFilter::None => ("epic", "none".to_owned()),
            EpicFilter::Of(epic) => ("epic", product.item_key(epic)),
        }));
        parameters.extend(self.goal.map(|goal| ("goal", goal.to_string())));
        parameters.extend(self.labels.iter().map(|label| ("label", label.to_string())));
        parameters.extend(self.estimate.map(|estimate| match estimate {
            EstimateFilter::None => ("estimate", "none".to_owned()),
            EstimateFilter::Some => ("estimate", "some".to_owned()),
            EstimateFilter::Exactly(points) => ("estimate", product.scale.show(points)),
        }));
        parameters.extend(self.priorities.iter().map(|one| {
            let value = one.map_or("none", Priority::as_str);
            ("priority", value.to_owned())
        }));
        parameters.extend(self.category.map(|one| {
            let value = one.map_or("none", Category::as_str);
            ("kano", value.to_owned())
        }));
        parameters.extend(
            self.ready
                .map(|ready| ("ready", if ready { "yes" } else { "no" }.to_owned())),
        );
        parameters.extend(self.scored.map(|scored| {
            let value = if scored { "some" } else { "none" };
            ("score", value.to_owned())
        }));
        if self.open_questions {
            parameters.push(("questions", "open".to_owned()));
        }
        parameters.extend(
            self.detail
                .map(|detail| ("detail", detail.as_str().to_owned())),
        );
        if !self.text.is_empty() {
            parameters.push(("q", self.text.clone()));
        }
        parameters
    }

    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// The items of the product backlog that fit, in order, each with its rank
    /// in the whole list.
    pub fn backlog(&self, product: &Product) -> Vec<(u32, ItemId)> {
        let ranked = product.order.iter().zip(1..);
        let ranked = ranked.map(|(item, rank)| (rank, *item));
        if self.is_empty() {
            return ranked.collect();
        }
        let fitting = self.fitting(product);
        let gradient = self.detail.map(|_| Gradient::of(product));
        let marked = |rank: u32, id: ItemId| {
            gradient.is_none_or(|gradient| gradient.mark_of(product, rank, id) == self.detail)
        };
        ranked
            .filter(|(rank, item)| fitting.has(*item) && marked(*rank, *item))
            .collect()
    }

    /// A part of what [`Filter::backlog`] finds: at most `limit` items ranked
    /// below `after` (0: from the top). Without a filter the order itself is cut,
    /// so that a page costs as much as it shows.
    pub fn page(&self, product: &Product, after: u32, limit: usize) -> Page {
        if !self.is_empty() {
            return Page::of(&self.backlog(product), after, limit);
        }
        let total = product.order.len();
        let first = (after as usize).min(total);
        let end = first.saturating_add(limit.saturating_add(1)).min(total);
        let ranks = after.saturating_add(1)..;
        let ranked: Vec<(u32, ItemId)> = ranks.zip(product.order[first..end].to_vec()).collect();
        Page::cut(&ranked, total, limit)
    }

    /// Which items fit. They are looked at as they lie in memory; looking each up
    /// in the order's order takes several times as long.
    fn fitting(&self, product: &Product) -> Marks {
        let matcher = Matcher::new(self, product);
        let mut fitting = Marks::new(product.items.len());
        for item in product.items.values() {
            if item.place == Place::ProductBacklog && matcher.fits(item) {
                fitting.mark(item.id);
            }
        }
        fitting
    }

    /// Whether one item fits.
    pub fn fits(&self, product: &Product, item: &Item) -> bool {
        Matcher::new(self, product).fits(item)
    }
}

/// Some of a product's items: by number where numbers are dense, as they mostly
/// are; an import may bring an item 9,999,999, which stands apart.
struct Marks {
    dense: Vec<bool>,
    apart: BTreeSet<ItemId>,
}

impl Marks {
    /// None yet, of about `items`.
    fn new(items: usize) -> Marks {
        Marks {
            dense: vec![false; 2 * items + 2],
            apart: BTreeSet::new(),
        }
    }

    fn mark(&mut self, item: ItemId) {
        match self.dense.get_mut(item.0 as usize) {
            Some(marked) => *marked = true,
            None => drop(self.apart.insert(item)),
        }
    }

    fn has(&self, item: ItemId) -> bool {
        let dense = self.dense.get(item.0 as usize).copied();
        dense.unwrap_or_else(|| self.apart.contains(&item))
    }
}

/// A part of a filtered product backlog.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The items, each with its rank in the whole list.
    pub items: Vec<(u32, ItemId)>,
    /// How many items fit the filter altogether.
    pub total: usize,
    /// Whether more of them follow.
    pub more: bool,
}

impl Page {
    /// A part of `found`, in which each item has its place: at most `limit` items below the place
    /// `after` (0: from the top).
    pub fn of(found: &[(u32, ItemId)], after: u32, limit: usize) -> Page {
        let first = found.partition_point(|(place, _)| *place <= after);
        Page::cut(&found[first..], found.len(), limit)
    }

    fn cut(following: &[(u32, ItemId)], total: usize, limit: usize) -> Page {
        Page {
            items: following[..limit.min(following.len())].to_vec(),
            total,
            more: following.len() > limit,
        }
    }
}

/// Characters that are looked for at most.
pub const MAX_WORDS: usize = 500;

/// As much of a text as is looked for.
pub fn words(text: &str) -> &str {
    match text.char_indices().nth(MAX_WORDS) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// A parameter of a filter that means nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{}” is no {name} to filter by{}", shown(value), too_long(value))]
pub struct BadParameter {
    /// Its name.
    pub name: String,
    /// What it said.
    pub value: String,
}

/// What is said of a value that may be as long as an address.
fn shown(value: &str) -> String {
    let short: String = value.chars().take(60).collect();
    match short.len() < value.len() {
        true => short + "…",
        false => short,
    }
}

fn too_long(value: &str) -> String {
    let count = value.chars().count();
    match count > MAX_WORDS {
        true => format!(
            ": it has {} characters, {MAX_WORDS} is the limit",
            crate::text::thousands(count)
        ),
        false => String::new(),
    }
}

/// A filter made ready to look at many items.
struct Matcher<'a> {
    filter: &'a Filter,
    product: &'a Product,
    words: Vec<Word>,
    goal: Option<GoalMatcher<'a>>,
}

/// A word to look for, and the item it may be the key of.
struct Word {
    text: String,
    finder: memmem::Finder<'static>,
    key_of: Option<ItemId>,
}

impl Word {
    fn new(product: &Product, text: &str) -> Word {
        Word {
            text: text.to_owned(),
            finder: memmem::Finder::new(text).into_owned(),
            key_of: product.parse_item_key(text),
        }
    }

    fn occurs(&self, item: &Item) -> bool {
        self.key_of == Some(item.id) || self.finder.find(item.haystack.as_bytes()).is_some()
    }
}

impl<'a> Matcher<'a> {
    fn new(filter: &'a Filter, product: &'a Product) -> Matcher<'a> {
        let words = filter
            .text
            .to_lowercase()
            .split_whitespace()
            .map(|word| Word::new(product, word))
            .collect();
        Matcher {
            filter,
            product,
            words,
            goal: filter.goal.map(|goal| GoalMatcher::new(product, goal)),
        }
    }

    /// 1 where the title has all words as they were typed, 2 where it has them within
    /// others, 3 where other texts have them.
    fn class(&self, item: &Item) -> u8 {
        let title = item.title.value.to_lowercase();
        let whole = |word: &Word| {
            let mut parts = title.split(|letter: char| !letter.is_alphanumeric());
            parts.any(|part| part == word.text)
        };
        if self.words.iter().all(whole) {
            return 1;
        }
        let within = self.words.iter().all(|word| title.contains(&word.text));
        if within { 2 } else { 3 }
    }

    fn fits(&self, item: &Item) -> bool {
        let Filter {
            kinds,
            epic,
            labels,
            estimate,
            priorities,
            category,
            ready,
            open_questions,
            scored,
            ..
        } = self.filter;
        (kinds.is_empty() || kinds.contains(&item.kind))
            && epic.is_none_or(|epic| match epic {
                EpicFilter::None => item.epic.is_none(),
                EpicFilter::Of(epic) => item.epic == Some(epic),
            })
            && (priorities.is_empty() || priorities.contains(&item.priority))
            && category.is_none_or(|category| item.category == category)
            && labels.iter().all(|label| item.labels.contains(label))
            && estimate.is_none_or(|estimate| match estimate {
                EstimateFilter::None => item.estimate.is_none(),
                EstimateFilter::Some => item.estimate.is_some(),
                EstimateFilter::Exactly(points) => item.estimate == Some(points),
            })
            && scored.is_none_or(|wanted| is_scored(self.product, item) == wanted)
            && self.goal.as_ref().is_none_or(|goal| goal.fits(item))
            && (!open_questions || item.open_questions().next().is_some())
            && self.words.iter().all(|word| word.occurs(item))
            && ready.is_none_or(|wanted| ready::is_ready(self.product, item) == wanted)
    }
}

/// Whether an item has a score by the product's formula.
fn is_scored(product: &Product, item: &Item) -> bool {
    let method = product.scoring;
    method.is_some_and(|method| method.score(item).is_some())
}

/// Items anywhere in the product that fit what somebody types into a search:
/// exact keys first, here or in the tool they came from, then titles that have all of it
/// as whole words, then titles, then other texts. Among equals the order of the product
/// backlog counts; what does not stand there comes behind it, newest first.
pub fn search(product: &Product, text: &str, limit: usize) -> Vec<ItemId> {
    search_among(product, text, limit, |_| true)
}

/// The same among what is still in the product, wherever it waits, but for `but`: what another item can be
/// merged into, wait for or be linked to. What is done comes last, because it is seldom meant, unless its
/// key was typed.
pub fn search_live(product: &Product, text: &str, but: &[ItemId], limit: usize) -> Vec<ItemId> {
    let live = |item: &Item| item.place != Place::Removed && !but.contains(&item.id);
    let named = product.parse_item_key(text.trim());
    let first = |item: &Item| !item.is_finished() || Some(item.id) == named;
    let mut found = search_among(product, text, limit, |item| live(item) && first(item));
    let last = |item: &Item| live(item) && !first(item);
    found.extend(search_among(product, text, limit - found.len(), last));
    found
}

fn search_among(
    product: &Product,
    text: &str,
    limit: usize,
    among: impl Fn(&Item) -> bool,
) -> Vec<ItemId> {
    let filter = Filter {
        text: text.to_owned(),
        ..Filter::default()
    };
    let matcher = Matcher::new(&filter, product);
    if matcher.words.is_empty() {
        return Vec::new();
    }
    let exact = product.parse_item_key(text.trim());
    let known_as = |item: &Item| {
        let original = item.original.as_ref();
        original.is_some_and(|original| original.key.eq_ignore_ascii_case(text.trim()))
    };
    let class = |item: &Item| match item {
        item if Some(item.id) == exact || known_as(item) => 0,
        item => matcher.class(item),
    };
    let places = places(product);
    let mut found: Vec<(u8, usize, std::cmp::Reverse<ItemId>)> = product
        .items
        .values()
        .filter(|item| among(item) && matcher.fits(item))
        .map(|item| {
            let place = places[item.id.0 as usize];
            (class(item), place, std::cmp::Reverse(item.id))
        })
        .collect();
    found.sort_unstable();
    let found = found.into_iter().take(limit).map(|(_, _, id)| id.0);
    with_survivors(product, found, limit)
}

/// Where each item stands in the order, by its number; the others far behind.
fn places(product: &Product) -> Vec<usize> {
    let mut places = vec![usize::MAX; product.next_item().0 as usize + 1];
    for (index, item) in product.order.iter().enumerate() {
        if let Some(place) = places.get_mut(item.0 as usize) {
            *place = index;
        }
    }
    places
}

/// What was merged into another item is found with it, right behind it: whoever
/// knows an old key finds what it lives on in (C15).
fn with_survivors(
    product: &Product,
    found: impl Iterator<Item = ItemId>,
    limit: usize,
) -> Vec<ItemId> {
    let mut all = Vec::new();
    for id in found {
        for id in [product.lives_on_in(id), id] {
            if !all.contains(&id) {
                all.push(id);
            }
        }
    }
    all.truncate(limit);
    all
}

#[cfg(test)]
mod tests;
