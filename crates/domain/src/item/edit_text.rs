//! Title and description. An edit names the revision it began from, so that two
//! people who edit the same text both see both texts (I3).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{ItemId, Position};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// A text of an item.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// One line.
    Title,
    /// Markdown.
    Description,
}

impl Field {
    /// As written in the record, forms and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Description => "description",
        }
    }
}

/// Change the title or the description.
#[derive(Clone, PartialEq, Debug)]
pub struct EditText {
    /// Of which item.
    pub item: ItemId,
    /// Which text.
    pub field: Field,
    /// What it shall say.
    pub text: String,
    /// The revision the edit began from; `None` to write over whatever is there.
    pub base: Option<Position>,
}

/// A text of an item changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TextEdited {
    /// Of which item.
    pub item: ItemId,
    /// Which text.
    pub field: Field,
    /// What it said.
    pub from: Arc<str>,
    /// What it says.
    pub to: Arc<str>,
}

pub(crate) fn decide(product: &Product, command: &EditText) -> Result<Vec<Event>, Refusal> {
    let item = product.live_item(command.item)?;
    let (current, to) = match command.field {
        Field::Title => (&item.title, text::line("title", &command.text)?),
        Field::Description => (&item.description, text::body("description", &command.text)?),
    };
    if !changes(current, &to, command.base, command.field.as_str())? {
        return Ok(Vec::new());
    }
    let from = current.value.clone();
    Ok(vec![Event::TextEdited(TextEdited {
        item: item.id,
        field: command.field,
        from,
        to,
    })])
}

/// Whether writing `to` over `current` changes anything.
///
/// # Errors
/// [`Refusal::TextChanged`] when the edit began from another revision.
pub(crate) fn changes(
    current: &Revised<Arc<str>>,
    to: &Arc<str>,
    base: Option<Position>,
    field: &'static str,
) -> Result<bool, Refusal> {
    if current.value == *to {
        return Ok(false);
    }
    match base {
        Some(base) if base != current.revision => Err(Refusal::TextChanged {
            field,
            theirs: current.value.clone(),
            yours: to.clone(),
            revision: current.revision,
        }),
        _ => Ok(true),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &TextEdited) {
    let revised = Revised::new(event.to.clone(), recorded.position);
    product.change_item(event.item, |item| {
        match event.field {
            Field::Title => item.title = revised,
            Field::Description => item.description = revised,
        }
        item.refresh_haystack();
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Given;

    fn titled(text: &str, base: Option<Position>) -> EditText {
        EditText {
            item: ItemId(1),
            field: Field::Title,
            text: text.into(),
            base,
        }
    }

    #[test]
    fn two_edits_from_the_same_text_show_both() {
        let mut given = Given::items(["A"]);
        let base = Some(given.item(1).title.revision);
        given.does(titled("Hers", base));
        let refusal = given.refusal(titled("His", base));
        let Refusal::TextChanged { theirs, yours, .. } = refusal else {
            panic!("{refusal:?}")
        };
        assert_eq!((&*theirs, &*yours), ("Hers", "His"));
    }

    #[test]
    fn the_same_text_twice_is_no_conflict() {
        let mut given = Given::items(["A"]);
        let base = Some(given.item(1).title.revision);
        given.does(titled("Same", base));
        assert_eq!(given.decides(titled("Same", base)), []);
    }
}
