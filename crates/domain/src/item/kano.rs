//! What it does to people that an item is there, or is not (C5): the categories of Kano.
//!
//! After Noriaki Kano, Nobuhiko Seraku, Fumio Takahashi and Shinichi Tsuji, "Attractive Quality and
//! Must-Be Quality", Journal of the Japanese Society for Quality Control 14 (2), 1984. They rank
//! nothing: the order stays the order (A1).
//!
//! Deliberately not here: asking people. Here somebody says what they know.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::ItemId;
use crate::product::Product;
use crate::refusal::Refusal;

/// What it does to people that an item is there, or is not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Nobody praises it; without it they are angry. Also called must-be.
    Basic,
    /// The more of it, the better. Also called one-dimensional.
    Performance,
    /// Nobody misses it; with it they are delighted. Also called attractive.
    Excitement,
    /// They do not care.
    Indifferent,
    /// They would rather not have it.
    Reverse,
    /// What they say contradicts itself.
    Questionable,
}

impl Category {
    /// All of them, in the order in which they are usually listed.
    pub const ALL: [Category; 6] = [
        Category::Basic,
        Category::Performance,
        Category::Excitement,
        Category::Indifferent,
        Category::Reverse,
        Category::Questionable,
    ];

    /// As written in the record, the API and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Category::Basic => "basic",
            Category::Performance => "performance",
            Category::Excitement => "excitement",
            Category::Indifferent => "indifferent",
            Category::Reverse => "reverse",
            Category::Questionable => "questionable",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Category::Basic => "Basic",
            Category::Performance => "Performance",
            Category::Excitement => "Excitement",
            Category::Indifferent => "Indifferent",
            Category::Reverse => "Reverse",
            Category::Questionable => "Questionable",
        }
    }

    /// What it means, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Category::Basic => "expected; angry without it",
            Category::Performance => "the more of it, the better",
            Category::Excitement => "not expected; delighted with it",
            Category::Indifferent => "they do not care",
            Category::Reverse => "they would rather not have it",
            Category::Questionable => "what they say contradicts itself",
        }
    }

    /// The category written as `text`.
    pub fn parse(text: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// Say which category an item is of, or take that back.
#[derive(Clone, PartialEq, Debug)]
pub struct Categorize {
    /// Which item.
    pub item: ItemId,
    /// Which category.
    pub to: Option<Category>,
}

/// An item's category changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CategoryChanged {
    /// Which item.
    pub item: ItemId,
    /// What it was.
    pub from: Option<Category>,
    /// What it is.
    pub to: Option<Category>,
}

pub(crate) fn decide(product: &Product, command: &Categorize) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    if item.is_finished() {
        return Err(Refusal::ItemFinished { item: item.id });
    }
    if item.category == command.to {
        return Ok(Vec::new());
    }
    Ok(vec![Event::CategoryChanged(CategoryChanged {
        item: item.id,
        from: item.category,
        to: command.to,
    })])
}

pub(crate) fn evolve(product: &mut Product, event: &CategoryChanged) {
    product.change_item(event.item, |item| item.category = event.to);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    fn categorize(to: Option<Category>) -> Categorize {
        let item = ItemId(1);
        Categorize { item, to }
    }

    #[test]
    fn a_category_is_set_changed_and_taken_back() {
        let mut given = Given::items(["A"]);
        given.does(categorize(Some(Category::Excitement)));
        assert_eq!(given.item(1).category, Some(Category::Excitement));
        let again = given.decides(categorize(Some(Category::Excitement)));
        assert_eq!(again, [], "it is so already");
        given.does(categorize(Some(Category::Basic)));
        given.undoes_last();
        assert_eq!(given.item(1).category, Some(Category::Excitement));
        given.does(categorize(None));
        assert_eq!(given.item(1).category, None);
    }

    #[test]
    fn what_is_finished_keeps_what_it_was_of() {
        let mut given = Given::running(["A"]);
        given.does(categorize(Some(Category::Basic)));
        given.does(crate::sprint::board::MoveCard {
            item: ItemId(1),
            to: crate::Column::Done,
            at: crate::item::reorder::Rank::Top,
        });
        given.does(crate::sprint::close::CloseSprint {
            sprint: crate::SprintId(1),
            reasons: Default::default(),
        });
        let item = ItemId(1);
        let refused = given.refusal(categorize(None));
        assert_eq!(refused, Refusal::ItemFinished { item });
    }

    #[test]
    fn every_word_reads_back() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.as_str()), Some(category));
        }
        assert_eq!(Category::parse("must-be"), None);
    }
}
