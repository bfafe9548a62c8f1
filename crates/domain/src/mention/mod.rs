//! Mentions (C18): people who are named in a comment and are told so. Who was mentioned is decided
//! when the comment is said, and stands in an event of its own, so that a list of mentions
//! reads no comments.
//!
//! Deliberately not here: names ([`text`] takes them as they are now), and who has read what, which
//! is a matter of the reader and no event.

mod code;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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

/// Who stands in a text for somebody without a role in the product.
const NOBODY: &str = "somebody";

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

    /// Whom a comment mentions: of those its text names, who had a role when it was said.
    pub fn mentioned_in(&self, item: ItemId, comment: CommentId) -> BTreeSet<PersonId> {
        let said = self.items.get(&item).and_then(|item| item.comment(comment));
        let named = said.map_or_else(BTreeSet::new, |said| text::people(&said.text.value));
        let is = |mention: &Mention| (mention.item, mention.comment) == (item, comment);
        let mentioned = |person: &PersonId| {
            self.mentions
                .get(person)
                .is_some_and(|all| all.iter().any(is))
        };
        named.into_iter().filter(mentioned).collect()
    }

    /// Whom each comment on an item mentions; one walk for all of them.
    pub fn mentioned_on(&self, item: ItemId) -> BTreeMap<CommentId, BTreeSet<PersonId>> {
        let mut mentioned: BTreeMap<CommentId, BTreeSet<PersonId>> = BTreeMap::new();
        for (person, mentions) in &self.mentions {
            for mention in mentions.iter().filter(|mention| mention.item == item) {
                mentioned
                    .entry(mention.comment)
                    .or_default()
                    .insert(*person);
            }
        }
        mentioned
    }
}

/// The text as it is kept: who has no role here, and stood not in the text `before`, is nobody in it.
/// An id would tell the name of anybody who has one in the workspace.
pub(crate) fn of_people_here(product: &Product, said: Arc<str>, before: &str) -> Arc<str> {
    let before = text::people(before);
    let is_here = |person| product.people.contains_key(&person) || before.contains(&person);
    match text::people(&said).into_iter().all(is_here) {
        true => said,
        false => text::with_some_names(&said, |one| (!is_here(one)).then_some(NOBODY)).into(),
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
    let named = text::called(said).into_iter();
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
    let from = product.mentioned_in(item, comment);
    Ok(
        (from != to).then_some(Event::MentionsChanged(MentionsChanged {
            item,
            comment,
            from,
            to,
        })),
    )
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
    use crate::people::{GrantRole, RevokeRole};
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
    fn who_has_no_role_is_nobody_in_a_text_unless_they_stood_there_before() {
        let mut given = with_people(2);
        let (here, stranger) = (token(person(2)), token(person(99)));
        given.does(comment(format!("{stranger} `{stranger}` {here}")));
        let said = |given: &Given| given.item(1).comments[0].text.value.to_string();
        assert_eq!(said(&given), format!("@somebody `@somebody` {here}"));
        given.does(edit(format!("{stranger}, {here}")));
        assert_eq!(said(&given), format!("@somebody, {here}"));
        let (person, role) = (person(2), Role::Developer);
        given.does(RevokeRole { person, role });
        given.does(edit(format!("Still {here}")));
        assert_eq!(said(&given), format!("Still {here}"));
    }

    #[test]
    fn whom_an_items_comments_mention_is_read_from_the_record() {
        let mut given = with_people(3);
        given.does(comment(format!(
            "{} `{}`",
            token(person(2)),
            token(person(3))
        )));
        given.does(comment(token(SOLO)));
        let of_first = given.product.mentioned_in(ONE, COMMENT);
        assert_eq!(of_first, [person(2)].into());
        let all = given.product.mentioned_on(ONE);
        assert_eq!(all, [(COMMENT, of_first)].into());
        assert_eq!(given.product.mentioned_on(ItemId(2)), [].into());
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
