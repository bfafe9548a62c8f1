//! Many answers at once: a part of what asks for a decision, and what one answer to all of it does.
//! The commands are those of single answers, given together, so that one undo takes all back.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::{Candidate, KeepItem, Why};
use crate::decide::Command;
use crate::ids::ItemId;
use crate::item::create::MAX_AT_ONCE;
use crate::item::remove::RemoveItems;
use crate::place::ice::IceItems;
use crate::product::Product;

/// Days that a part of the untouched can be asked for by: what counts as long, then half a year to two
/// years. None where the product does not ask for what is untouched.
pub fn ages(product: &Product) -> Vec<i64> {
    let Some(long) = super::long(product) else {
        return Vec::new();
    };
    let longer = [182, 365, 730].into_iter().filter(|days| *days > long);
    std::iter::once(long).chain(longer).collect()
}

/// A part of what asks for a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Part {
    /// All of it.
    #[default]
    All,
    /// What is due in the icebox.
    Due,
    /// What says nearly the same as another item.
    Alike,
    /// What nobody has touched for so many days.
    Untouched(i64),
    /// What was imported without a date.
    Undated,
}

impl Part {
    /// From an address: `due`, `alike`, `undated`, or days; everything else is all.
    pub fn parse(text: &str) -> Part {
        match text {
            "due" => Part::Due,
            "alike" => Part::Alike,
            "undated" => Part::Undated,
            days => match days.parse() {
                Ok(days) if (7..=36_500).contains(&days) => Part::Untouched(days),
                _ => Part::All,
            },
        }
    }

    /// What [`Part::parse`] reads; empty for all.
    pub fn name(self) -> String {
        match self {
            Part::All => String::new(),
            Part::Due => "due".to_owned(),
            Part::Alike => "alike".to_owned(),
            Part::Untouched(days) => days.to_string(),
            Part::Undated => "undated".to_owned(),
        }
    }

    /// The candidates of this part, in their order.
    pub fn of(self, all: &[Candidate], now: Timestamp) -> Vec<Candidate> {
        let belongs = |one: &&Candidate| match (self, one.why) {
            (Part::All, _)
            | (Part::Due, Why::Due)
            | (Part::Alike, Why::Alike(_))
            | (Part::Undated, Why::Undated) => true,
            (Part::Untouched(days), Why::Untouched(since)) => {
                since < now - SignedDuration::from_hours(24 * days)
            }
            _ => false,
        };
        all.iter().filter(belongs).copied().collect()
    }

    /// The answers that can be given to all of it at once. Each of what is alike has a text of its
    /// own to be merged into, and what asks for several reasons is not answered by one.
    pub fn answers(self) -> &'static [Answer] {
        match self {
            Part::All => &[],
            Part::Alike => &[Answer::Keep],
            Part::Due => &[Answer::Keep, Answer::Remove],
            Part::Untouched(_) | Part::Undated => &[Answer::Keep, Answer::Ice, Answer::Remove],
        }
    }
}

/// One answer to many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// They stay as they are.
    Keep,
    /// They go into the icebox.
    Ice,
    /// They leave the product.
    Remove,
}

impl Answer {
    /// Its name in addresses and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Answer::Keep => "keep",
            Answer::Ice => "ice",
            Answer::Remove => "remove",
        }
    }

    /// The answer with this name.
    pub fn parse(text: &str) -> Option<Answer> {
        let all = [Answer::Keep, Answer::Ice, Answer::Remove];
        all.into_iter().find(|answer| answer.as_str() == text)
    }

    /// What it does to all of these, with the reason for it.
    pub fn commands(self, all: &[Candidate], reason: Option<String>) -> Vec<Command> {
        let items = || all.iter().map(|one| one.item).collect();
        match self {
            Answer::Keep => all.iter().map(|one| keep(*one).into()).collect(),
            Answer::Ice => {
                let (items, until, seen) = (items(), None, None);
                vec![
                    IceItems {
                        items,
                        until,
                        reason,
                        seen,
                    }
                    .into(),
                ]
            }
            Answer::Remove => {
                let items = items();
                vec![RemoveItems { items, reason }.into()]
            }
        }
    }
}

/// Keeps each of these for the reason it is asked about in `asked`; as it is, where nobody asks.
pub fn keep_each(items: &[ItemId], asked: &[Candidate]) -> Vec<Command> {
    let asked: BTreeMap<ItemId, Candidate> = asked.iter().map(|one| (one.item, *one)).collect();
    let kept = items.iter().map(|item| {
        let as_it_is = KeepItem {
            item: *item,
            apart_from: None,
        };
        asked.get(item).map_or(as_it_is, |one| keep(*one)).into()
    });
    kept.collect()
}

fn keep(one: Candidate) -> KeepItem {
    let apart_from = match one.why {
        Why::Alike(other) => Some(other),
        _ => None,
    };
    KeepItem {
        item: one.item,
        apart_from,
    }
}

/// Those of them that were not skipped, as many as one answer can be about.
pub fn not_skipped(part: &[Candidate], skipped: &BTreeSet<ItemId>) -> Vec<Candidate> {
    let rest = part.iter().filter(|one| !skipped.contains(&one.item));
    rest.take(MAX_AT_ONCE).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleanup::candidates;
    use crate::import::{FinishedItems, ImportItems, Incoming, RemovedItems};
    use crate::item::Kind;
    use crate::item::estimate::Estimate;
    use crate::likeness::Weights;
    use crate::likeness::doubles::Doubles;
    use crate::policy::change::ChangePolicy;
    use crate::policy::{Policy, Setting};
    use crate::testing::Given;

    /// Four items, of which the last says the same as the first.
    fn given() -> Given {
        Given::items([
            "Export the invoices",
            "Dark mode",
            "Sort the board",
            "Export the invoice",
        ])
    }

    fn later(given: &Given, days: i64) -> Timestamp {
        given.product.items[&ItemId(1)].created_at + SignedDuration::from_hours(24 * days)
    }

    fn asked(given: &Given, part: Part, days: i64) -> Vec<Candidate> {
        let now = later(given, days);
        let doubles = Doubles::of(&given.product, &Weights::of(&given.product));
        part.of(&candidates(&given.product, &doubles, now), now)
    }

    fn imported(titles: &[(&str, Option<&str>)]) -> ImportItems {
        let items = titles
            .iter()
            .enumerate()
            .map(|(index, (title, date))| Incoming {
                row: index as u64 + 2,
                key: format!("X-{index}"),
                kind: Kind::Story,
                title: (*title).into(),
                description: String::new(),
                estimate: None,
                labels: Vec::new(),
                criteria: Vec::new(),
                finished: false,
                written_at: date.map(|date| date.parse().unwrap()),
                assignee: None,
                epic: None,
                rest: Vec::new(),
            });
        ImportItems {
            items: items.collect(),
            finished: FinishedItems::Done,
            removed: RemovedItems::Leave,
        }
    }

    fn numbers(all: &[Candidate]) -> Vec<u32> {
        all.iter().map(|one| one.item.0).collect()
    }

    #[test]
    fn a_part_is_what_asks_for_one_reason_and_is_old_enough() {
        let mut given = given();
        assert_eq!(numbers(&asked(&given, Part::Alike, 1)), [4]);
        assert_eq!(numbers(&asked(&given, Part::All, 100)), [4, 1, 2, 3]);
        assert_eq!(numbers(&asked(&given, Part::Untouched(90), 100)), [1, 2, 3]);
        assert!(asked(&given, Part::Untouched(182), 100).is_empty());
        let ice = Answer::Ice.commands(&asked(&given, Part::Untouched(90), 100)[..1], None);
        ice.into_iter().for_each(|command| given.does(command));
        assert_eq!(numbers(&asked(&given, Part::Due, 100)), [1]);
        for part in [
            Part::All,
            Part::Due,
            Part::Alike,
            Part::Untouched(365),
            Part::Undated,
        ] {
            assert_eq!(Part::parse(&part.name()), part);
        }
        assert_eq!(Part::parse("-3"), Part::All);
    }

    #[test]
    fn what_came_without_a_date_is_asked_about_from_the_bottom_up() {
        let mut given = Given::items(["Written here"]);
        given.does(imported(&[
            ("A", None),
            ("B", Some("2026-10-30T00:00:00Z")),
            ("C", None),
            ("D", None),
        ]));
        assert_eq!(numbers(&asked(&given, Part::All, 1)), [5, 4, 2]);
        given.does(KeepItem {
            item: ItemId(5),
            apart_from: None,
        });
        given.does(Estimate {
            item: ItemId(4),
            to: Some(crate::points::Points::whole(3)),
        });
        assert_eq!(numbers(&asked(&given, Part::Undated, 1)), [2]);
        let later = asked(&given, Part::All, 91);
        let untouched = |one: &Candidate| matches!(one.why, Why::Untouched(_));
        assert!(later.iter().all(untouched), "by then it is: {later:?}");
    }

    #[test]
    fn what_is_taken_back_is_asked_about_as_before() {
        let mut given = given();
        // A moment after the items are old enough, and before anything done to them now would be.
        let now = later(&given, 90) + SignedDuration::from_secs(1);
        let doubles = Doubles::of(&given.product, &Weights::of(&given.product));
        let asked = |given: &Given| candidates(&given.product, &doubles, now);
        let before = asked(&given);
        assert_eq!(numbers(&before), [4, 1, 2, 3]);
        for answer in [Answer::Keep, Answer::Ice, Answer::Remove] {
            let commands = answer.commands(&before[1..], None);
            given.does_all(&commands);
            assert_eq!(numbers(&asked(&given)), [4], "{answer:?}");
            given.undoes_last();
            assert_eq!(asked(&given), before, "{answer:?}");
        }
    }

    #[test]
    fn the_product_says_what_counts_as_long() {
        let mut given = given();
        assert_eq!(ages(&given.product), [90, 182, 365, 730]);
        let mut says = |to| {
            let (policy, reason) = (Policy::CleanUpAge, None);
            given.does(ChangePolicy { policy, to, reason });
            let ages = ages(&given.product);
            (ages, numbers(&asked(&given, Part::All, 100)))
        };
        assert_eq!(says(Setting::AtMost(200)), (vec![200, 365, 730], vec![4]));
        assert_eq!(says(Setting::Off), (vec![], vec![4]));
        assert_eq!(says(Setting::AtMost(30)).1, [4, 1, 2, 3]);
    }

    #[test]
    fn one_answer_goes_to_all_but_what_was_skipped() {
        let mut given = given();
        let skipped = BTreeSet::from([ItemId(2)]);
        let all = not_skipped(&asked(&given, Part::Untouched(90), 100), &skipped);
        assert_eq!(numbers(&all), [1, 3]);
        for command in Answer::Remove.commands(&all, Some("Never asked for".into())) {
            given.does(command);
        }
        assert_eq!(numbers(&asked(&given, Part::All, 100)), [2, 4]);
    }

    #[test]
    fn keeping_what_is_alike_keeps_each_from_its_own() {
        let mut given = given();
        let alike = asked(&given, Part::Alike, 1);
        let commands = Answer::Keep.commands(&alike, None);
        assert_eq!(commands.len(), 1);
        commands.into_iter().for_each(|command| given.does(command));
        assert!(asked(&given, Part::Alike, 1).is_empty());
        given.undoes_last();
        let items = [4, 2].map(ItemId);
        for command in keep_each(&items, &asked(&given, Part::All, 1)) {
            given.does(command);
        }
        assert_eq!(given.item(4).apart, [ItemId(1)].into());
        assert!(given.item(2).kept.is_some() && given.item(4).kept.is_none());
        assert_eq!(given.product.items[&ItemId(4)].apart.len(), 1);
    }
}
