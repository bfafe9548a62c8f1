//! Mentions (C18): people who are named in a comment and are told so. Who was mentioned is decided
//! when the comment is said, and stands in an event of its own, so that a list of mentions
//! reads no comments.
//!
//! Deliberately not here: names ([`text`] takes them as they are now), and who has read what, which
//! is a matter of the reader and no event.

pub mod text;

use std::collections::BTreeSet;

use imbl::OrdSet;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{CommentId, ItemId, PersonId, Position};
use crate::product::Product;
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;

/// People one comment mentions at most: who calls more calls nobody.
pub const MOST: usize = 20;

/// Where somebody is mentioned, the oldest first.
pub type Mentions = OrdSet<Mention>;

/// That somebody was mentioned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Mention {
    /// The event that mentioned them.
    pub position: Position,
    /// Where.
    pub item: ItemId,
    /// In which comment.
    pub comment: CommentId,
    /// When.
    pub at: Timestamp,
}

/// Whom a comment mentions changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MentionsChanged {
    /// About which item it was said.
    pub item: ItemId,
    /// Which comment.
    pub comment: CommentId,
    /// Whom it mentioned.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub from: BTreeSet<PersonId>,
    /// Whom it mentions.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub to: BTreeSet<PersonId>,
}

impl Product {
    /// Where somebody is mentioned, the oldest first.
    pub fn mentions_of(&self, person: PersonId) -> Mentions {
        self.mentions.get(&person).cloned().unwrap_or_default()
    }
}

/// The event that a comment's text leads to, if it changes whom the comment mentions. Only who has
/// a role here is mentioned, and nobody mentions themselves.
///
/// # Errors
/// [`Refusal::TooMany`].
pub(crate) fn change(
    product: &Product,
    context: &Context,
    (item, comment): (ItemId, CommentId),
    said: &str,
) -> Result<Option<Event>, Refusal> {
    let there = |person: &PersonId| product.people.contains_key(person);
    let author = context.actor.person();
    let named = text::people(said).into_iter();
    let to: BTreeSet<PersonId> = named
        .filter(there)
        .filter(|one| Some(*one) != author)
        .collect();
    if to.len() > MOST {
        return Err(Refusal::TooMany {
            what: "people in one comment",
            count: to.len(),
            limit: MOST,
        });
    }
    let from = now(product, item, comment);
    Ok(
        (from != to).then_some(Event::MentionsChanged(MentionsChanged {
            item,
            comment,
            from,
            to,
        })),
    )
}

/// Whom a comment mentions: of those its text names, who had a role when it was said.
fn now(product: &Product, item: ItemId, comment: CommentId) -> BTreeSet<PersonId> {
    let said = product
        .items
        .get(&item)
        .and_then(|item| item.comment(comment));
    let named = said.map_or_else(BTreeSet::new, |said| text::people(&said.text.value));
    let is = |mention: &Mention| (mention.item, mention.comment) == (item, comment);
    let mentioned = |person: &PersonId| product.mentions_of(*person).iter().any(is);
    named.into_iter().filter(mentioned).collect()
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &MentionsChanged) {
    let MentionsChanged {
        item,
        comment,
        from,
        to,
    } = event;
    for person in from.difference(to) {
        let mut mentions = product.mentions_of(*person);
        let here = |mention: &&Mention| (mention.item, mention.comment) == (*item, *comment);
        let gone: Vec<Mention> = mentions.iter().filter(here).copied().collect();
        for mention in gone {
            mentions.remove(&mention);
        }
        match mentions.is_empty() {
            true => drop(product.mentions.remove(person)),
            false => drop(product.mentions.insert(*person, mentions)),
        }
    }
    let mention = Mention {
        position: recorded.position,
        item: *item,
        comment: *comment,
        at: recorded.at,
    };
    for person in to.difference(from) {
        let mut mentions = product.mentions_of(*person);
        mentions.insert(mention);
        product.mentions.insert(*person, mentions);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::comment::{AddComment, EditComment, RemoveComment};
    use crate::people::GrantRole;
    use crate::rights::Role;
    use crate::testing::{Given, SOLO};
    use text::token;

    const COMMENT: CommentId = CommentId(1);
    const ONE: ItemId = ItemId(1);

    fn person(number: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(number))
    }

    fn with_people(last: u128) -> Given {
        let mut given = Given::items(["A"]);
        for number in 2..=last {
            let (person, role) = (person(number), Role::Developer);
            given.does(GrantRole { person, role });
        }
        given
    }

    fn comment(text: String) -> AddComment {
        AddComment { item: ONE, text }
    }

    fn edit(text: String) -> EditComment {
        EditComment {
            item: ONE,
            comment: COMMENT,
            text,
            base: None,
        }
    }

    fn mentioned(given: &Given) -> Vec<PersonId> {
        given.product.mentions.keys().copied().collect()
    }

    #[test]
    fn who_has_a_role_is_mentioned_once_and_nobody_by_themselves() {
        let mut given = with_people(3);
        let all = [2, 2, 3, 99].map(|number| token(person(number))).join(" ");
        given.does(comment(format!("{all} {}", token(SOLO))));
        assert_eq!(mentioned(&given), [person(2), person(3)]);
        let mentions = given.product.mentions_of(person(2));
        assert_eq!(mentions.len(), 1);
        assert_eq!(mentions.get_min().unwrap().comment, COMMENT);
    }

    #[test]
    fn it_goes_and_comes_with_its_comment() {
        let mut given = with_people(3);
        given.does(comment(token(person(2))));
        let first = given.product.mentions_of(person(2));
        given.does(edit(format!("{} {}", token(person(2)), token(person(3)))));
        assert_eq!(given.product.mentions_of(person(2)), first, "not twice");
        assert_eq!(mentioned(&given), [person(2), person(3)]);
        given.undoes_last();
        assert_eq!(mentioned(&given), [person(2)]);
        let (item, comment) = (ONE, COMMENT);
        given.does(RemoveComment { item, comment });
        assert_eq!(mentioned(&given), []);
        given.undoes_last();
        assert_eq!(mentioned(&given), [person(2)]);
    }

    #[test]
    fn more_than_twenty_are_too_many() {
        let mut given = with_people(22);
        let all = |last: u128| {
            (2..=last)
                .map(|number| token(person(number)))
                .collect::<String>()
        };
        let refused = given.refusal(comment(all(22)));
        assert!(matches!(
            refused,
            Refusal::TooMany {
                limit: MOST,
                count: 21,
                ..
            }
        ));
        given.does(comment(all(21)));
        assert_eq!(mentioned(&given).len(), MOST);
    }
}
