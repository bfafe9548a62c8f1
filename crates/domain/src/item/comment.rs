//! Comments. Everybody who reads may say something; only its author changes or
//! takes back what was said. Whom it mentions is told by an event beside it ([`crate::mention`]).

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::edit_text::changes;
use super::{Comment, Item};
use crate::event::Event;
use crate::ids::{CommentId, ItemId, PersonId, Position};
use crate::mention;
use crate::product::Product;
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;
use crate::text::{self, Revised};

/// Say something about an item.
#[derive(Clone, PartialEq, Debug)]
pub struct AddComment {
    /// About which.
    pub item: ItemId,
    /// What, in Markdown.
    pub text: String,
}

/// Change what one said.
#[derive(Clone, PartialEq, Debug)]
pub struct EditComment {
    /// About which item.
    pub item: ItemId,
    /// Which comment.
    pub comment: CommentId,
    /// What it shall say.
    pub text: String,
    /// The revision the edit began from.
    pub base: Option<Position>,
}

/// Take back what one said.
#[derive(Clone, PartialEq, Debug)]
pub struct RemoveComment {
    /// About which item.
    pub item: ItemId,
    /// Which comment.
    pub comment: CommentId,
}

/// Bring back what one took back: the undo of that. Only its author may.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreComment {
    /// What was taken back.
    pub removed: CommentRemoved,
    /// Whose it was.
    pub author: Option<PersonId>,
}

/// Something was said.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CommentAdded {
    /// About which item.
    pub item: ItemId,
    /// Its number.
    pub comment: CommentId,
    /// What.
    pub text: Arc<str>,
    /// When it was said at first, if it was taken back and brought back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
}

/// When a comment was said and last changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Said {
    /// When it was said.
    pub at: Timestamp,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<Timestamp>,
}

/// A comment changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CommentEdited {
    /// About which item.
    pub item: ItemId,
    /// Which comment.
    pub comment: CommentId,
    /// What it said.
    pub from: Arc<str>,
    /// What it says.
    pub to: Arc<str>,
}

/// A comment was taken back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CommentRemoved {
    /// About which item.
    pub item: ItemId,
    /// Which comment.
    pub comment: CommentId,
    /// What it said.
    pub text: Arc<str>,
    /// When it had been said.
    pub said: Said,
}

pub(crate) fn decide_add(
    product: &Product,
    context: &Context,
    command: &AddComment,
) -> Result<Vec<Event>, Refusal> {
    let item = product.item(command.item)?;
    let comment = one_more(item)?;
    let text = text::said("comment", &command.text)?;
    let text = mention::of_people_here(product, text, "");
    let added = CommentAdded {
        item: item.id,
        comment,
        text,
        said: None,
    };
    said(product, context, added)
}

/// A comment comes with those it mentions.
fn said(product: &Product, context: &Context, added: CommentAdded) -> Result<Vec<Event>, Refusal> {
    let place = (added.item, added.comment);
    let mentions = mention::change(product, context, place, &added.text)?;
    let added = Event::CommentAdded(added);
    Ok([added].into_iter().chain(mentions).collect())
}

/// The number the next comment gets.
fn one_more(item: &Item) -> Result<CommentId, Refusal> {
    match item.comments.len() + 1 {
        count if count > text::MAX_COMMENTS => Err(Refusal::TooMany {
            what: "comments",
            count,
            limit: text::MAX_COMMENTS,
        }),
        _ => Ok(CommentId(
            item.comments.last().map_or(0, |comment| comment.id.0) + 1,
        )),
    }
}

pub(crate) fn decide_restore(
    product: &Product,
    context: &Context,
    command: &RestoreComment,
) -> Result<Vec<Event>, Refusal> {
    if command.author != context.actor.person() {
        return Err(Refusal::NotYourComment);
    }
    let removed = &command.removed;
    let item = product.item(removed.item)?;
    let next = one_more(item)?;
    // Its number may have gone to another comment meanwhile.
    let comment = match item.comment(removed.comment) {
        Some(_) => next,
        None => removed.comment,
    };
    let added = CommentAdded {
        item: item.id,
        comment,
        text: text::said("comment", &removed.text)?,
        said: Some(removed.said),
    };
    said(product, context, added)
}

pub(crate) fn decide_edit(
    product: &Product,
    context: &Context,
    command: &EditComment,
) -> Result<Vec<Event>, Refusal> {
    let current = own(product, context, command.item, command.comment)?;
    let to = text::said("comment", &command.text)?;
    let to = mention::of_people_here(product, to, &current.text.value);
    if !changes(&current.text, &to, command.base, "comment")? {
        return Ok(Vec::new());
    }
    let from = current.text.value.clone();
    let (item, comment) = (command.item, command.comment);
    let mentions = mention::change(product, context, (item, comment), &to)?;
    let edited = Event::CommentEdited(CommentEdited {
        item,
        comment,
        from,
        to,
    });
    Ok([edited].into_iter().chain(mentions).collect())
}

pub(crate) fn decide_remove(
    product: &Product,
    context: &Context,
    command: &RemoveComment,
) -> Result<Vec<Event>, Refusal> {
    let found = own(product, context, command.item, command.comment)?;
    let (at, edited) = (found.at, found.edited);
    let mentions = mention::change(product, context, (command.item, found.id), "")?;
    let removed = Event::CommentRemoved(CommentRemoved {
        item: command.item,
        comment: found.id,
        text: found.text.value.clone(),
        said: Said { at, edited },
    });
    Ok([removed].into_iter().chain(mentions).collect())
}

fn own<'a>(
    product: &'a Product,
    context: &Context,
    item: ItemId,
    comment: CommentId,
) -> Result<&'a Arc<Comment>, Refusal> {
    let found = product.item(item)?.comment(comment);
    let found = found.ok_or(Refusal::NoSuchPart {
        item,
        what: "comment",
    })?;
    match found.author == context.actor.person() {
        true => Ok(found),
        false => Err(Refusal::NotYourComment),
    }
}

pub(crate) fn evolve_added(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &CommentAdded,
) {
    let comment = Comment {
        id: event.comment,
        author: recorded.actor,
        at: event.said.map_or(recorded.at, |said| said.at),
        text: Revised::new(event.text.clone(), recorded.position),
        edited: event.said.and_then(|said| said.edited),
    };
    product.change_item(event.item, |item| {
        let index = item.comments.partition_point(|other| other.id < comment.id);
        item.comments.insert(index, Arc::new(comment));
    });
}

pub(crate) fn evolve_edited(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &CommentEdited,
) {
    product.change_item(event.item, |item| {
        if let Some(comment) = item.comments.iter_mut().find(|c| c.id == event.comment) {
            let comment = Arc::make_mut(comment);
            comment.text = Revised::new(event.to.clone(), recorded.position);
            comment.edited = Some(recorded.at);
        }
    });
}

pub(crate) fn evolve_removed(product: &mut Product, event: &CommentRemoved) {
    product.change_item(event.item, |item| {
        item.comments.retain(|c| c.id != event.comment)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Role;
    use crate::testing::Given;

    #[test]
    fn only_its_author_changes_a_comment() {
        let mut given = Given::items(["A"]);
        given.does(AddComment {
            item: ItemId(1),
            text: "Hm.".into(),
        });
        let take_back = RemoveComment {
            item: ItemId(1),
            comment: CommentId(1),
        };
        assert_eq!(
            given.refusal_as(&[Role::Developer], take_back.clone()),
            Refusal::NotYourComment
        );
        given.does(take_back);
        assert!(given.item(1).comments.is_empty());
    }

    #[test]
    fn what_was_taken_back_comes_back_where_and_when_it_was_said() {
        let mut given = Given::items(["A"]);
        for text in ["One", "Two"] {
            let (item, text) = (ItemId(1), text.into());
            given.does(AddComment { item, text });
        }
        let (item, comment) = (ItemId(1), CommentId(1));
        let said = |given: &Given| {
            let said = given.item(1).comments.iter();
            said.map(|c| (c.id, c.at, c.author, c.text.value.to_string()))
                .collect::<Vec<_>>()
        };
        let before = said(&given);
        given.does(RemoveComment { item, comment });
        let undo = given.undo_of(given.last_command());
        let others = given.refusal_as(&[Role::ProductOwner, Role::Developer], undo.clone());
        assert_eq!(others, Refusal::NotYourComment, "words are nobody else's");
        given.does(undo);
        assert_eq!(said(&given), before);
    }
}
