//! What a new product's backlog begins with (C16): a named example, or the outline of another
//! product. It comes as ordinary commands, so nothing ties a backlog to where it came from.
//!
//! Deliberately not here: people, estimates, history. A beginning says what is wanted; the
//! team that estimates it is another one.

mod examples;

use std::collections::BTreeMap;

use crate::decide::Command;
use crate::ids::ItemId;
use crate::item::create::{CreateItems, MAX_AT_ONCE, NewItem};
use crate::item::reorder::Rank;
use crate::item::{Item, Kind};
use crate::product::Product;

/// A backlog to begin with: an example whose product owner changes every line of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Starter {
    /// Software people use in a browser.
    WebApplication,
    /// Software people carry in a pocket.
    MobileApp,
    /// Software a company makes for itself.
    InternalTool,
}

/// Epics and the items that are to be done, in their order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outline {
    /// Epics that are broken down.
    epics: Vec<NewItem>,
    /// What stands in the order, each with the index of its epic.
    items: Vec<(Option<usize>, NewItem)>,
}

impl Starter {
    /// All there are.
    pub const ALL: [Starter; 3] = [
        Starter::WebApplication,
        Starter::MobileApp,
        Starter::InternalTool,
    ];

    /// Its name, as written in the API and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Starter::WebApplication => "web_application",
            Starter::MobileApp => "mobile_app",
            Starter::InternalTool => "internal_tool",
        }
    }

    /// The one with this name.
    pub fn parse(text: &str) -> Option<Starter> {
        Starter::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Starter::WebApplication => "Web application",
            Starter::MobileApp => "Mobile app",
            Starter::InternalTool => "Internal tool",
        }
    }

    /// What it is made of.
    pub fn outline(self) -> Outline {
        match self {
            Starter::WebApplication => examples::outline(&examples::WEB_APPLICATION),
            Starter::MobileApp => examples::outline(&examples::MOBILE_APP),
            Starter::InternalTool => examples::outline(&examples::INTERNAL_TOOL),
        }
    }
}

impl Outline {
    /// What stands in a product's backlog, and its epics. What is in a sprint or done is left
    /// out: it is work somebody has begun.
    pub fn of(product: &Product) -> Outline {
        let mut outline = Outline::default();
        let mut epics: BTreeMap<ItemId, usize> = BTreeMap::new();
        let items = product.order.iter();
        for item in items.filter_map(|id| product.items.get(id)) {
            let epic = item.epic.and_then(|id| product.items.get(&id));
            let index = epic.map(|epic| {
                *epics.entry(epic.id).or_insert_with(|| {
                    outline.epics.push(copy(epic));
                    outline.epics.len() - 1
                })
            });
            outline.items.push((index, copy(item)));
        }
        outline
    }

    /// Epics, and items in the order; an epic that is not broken down is one of the latter.
    pub fn counts(&self) -> (usize, usize) {
        (self.epics.len(), self.items.len())
    }

    /// The commands that write it into a product without items.
    pub fn commands(self) -> Vec<Command> {
        let numbers = (1..).map(ItemId).take(self.epics.len());
        let numbers: Vec<ItemId> = numbers.collect();
        let items = self.items.into_iter().map(|(epic, item)| NewItem {
            epic: epic.and_then(|index| numbers.get(index).copied()),
            ..item
        });
        let items: Vec<NewItem> = items.collect();
        let parts = self
            .epics
            .chunks(MAX_AT_ONCE)
            .chain(items.chunks(MAX_AT_ONCE));
        let written = |items: &[NewItem]| CreateItems {
            items: items.to_vec(),
            at: Rank::Bottom,
        };
        parts.map(|items| written(items).into()).collect()
    }
}

fn copy(item: &Item) -> NewItem {
    NewItem {
        kind: item.kind,
        title: item.title.value.to_string(),
        description: item.description.value.to_string(),
        epic: None,
        children: Vec::new(),
        step: None,
        goal: None,
        estimate: None,
        criteria: item
            .criteria
            .iter()
            .map(|one| one.text.value.to_string())
            .collect(),
        labels: item.labels.iter().map(ToString::to_string).collect(),
    }
}

fn epic(title: &str, description: &str) -> NewItem {
    NewItem {
        kind: Kind::Epic,
        description: description.to_owned(),
        ..NewItem::titled(title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ready::{self, Check};
    use crate::testing::{Given, titles};

    fn begun(outline: Outline) -> Given {
        let mut given = Given::items([]);
        for command in outline.commands() {
            given.does(command);
        }
        given
    }

    #[test]
    fn each_example_is_an_order_with_epics_and_criteria() {
        for starter in Starter::ALL {
            let given = begun(starter.outline());
            let product = &given.product;
            assert!((15..40).contains(&product.order.len()), "{starter:?}");
            assert!((3..8).contains(&product.children.len()), "{starter:?}");
            for item in product.order.iter().map(|id| &product.items[id]) {
                let missing = ready::missing(product, item);
                assert!(
                    !missing.contains(&Check::AcceptanceCriteria),
                    "{}",
                    item.title.value
                );
                assert!(item.epic.is_some() && !item.description.value.is_empty());
            }
            assert_eq!(Starter::parse(starter.as_str()), Some(starter));
        }
    }

    #[test]
    fn a_copy_has_the_order_and_the_words_and_nothing_of_anybody() {
        let mut given = begun(Starter::WebApplication.outline());
        given.creates("Stands alone");
        let copied = begun(Outline::of(&given.product)).product;
        assert_eq!(titles(&copied), titles(&given.product));
        let epics = |product: &Product| -> Vec<Option<String>> {
            let items = product.order.iter().map(|id| &product.items[id]);
            let epic = |item: &std::sync::Arc<Item>| {
                Some(product.items[&item.epic?].title.value.to_string())
            };
            items.map(epic).collect()
        };
        assert_eq!(epics(&copied), epics(&given.product));
        let criteria = |product: &Product| -> usize {
            product.items.values().map(|item| item.criteria.len()).sum()
        };
        assert_eq!(criteria(&copied), criteria(&given.product));
        assert!(copied.items.values().all(|item| item.estimate.is_none()));
    }

    #[test]
    fn what_somebody_has_begun_is_not_copied() {
        let given = Given::items(["A", "B"])
            .ready(&[1, 2])
            .sprint()
            .pulled(&[1]);
        assert_eq!(titles(&begun(Outline::of(&given.product)).product), ["B"]);
    }

    #[test]
    fn more_than_one_command_holds_is_copied_too() {
        let item = |number: usize| (None, NewItem::titled(number.to_string()));
        let items = (0..=MAX_AT_ONCE).map(item).collect();
        let given = begun(Outline {
            epics: Vec::new(),
            items,
        });
        let last = given
            .product
            .order
            .last()
            .map(|id| &*given.product.items[id].title.value);
        assert_eq!(last, Some("5000"));
    }
}
