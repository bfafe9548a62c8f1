//! Comments. Everybody who reads may say something; only its author changes or
//! takes back what was said. Mentions and attachments come later.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Comment;
use super::edit_text::changes;
use crate::event::Event;
use crate::ids::{CommentId, ItemId, Position};
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

/// Something was said.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CommentAdded {
    /// About which item.
    pub item: ItemId,
    /// Its number.
    pub comment: CommentId,
    /// What.
    pub text: Arc<str>,
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
}

pub(crate) fn decide_add(product: &Product, command: &AddComment) -> Result<Vec<Event>, Refusal> {
    let item = product.item(command.item)?;
    if item.comments.len() >= text::MAX_COMMENTS {
        let (count, limit) = (item.comments.len() + 1, text::MAX_COMMENTS);
        return Err(Refusal::TooMany {
            what: "comments",
            count,
            limit,
        });
    }
    let text = said(&command.text)?;
    let comment = CommentId(item.comments.last().map_or(0, |comment| comment.id.0) + 1);
    Ok(vec![Event::CommentAdded(CommentAdded {
        item: item.id,
        comment,
        text,
    })])
}

pub(crate) fn decide_edit(
    product: &Product,
    context: &Context,
    command: &EditComment,
) -> Result<Vec<Event>, Refusal> {
    let current = own(product, context, command.item, command.comment)?;
    let to = said(&command.text)?;
    if !changes(&current.text, &to, command.base, "comment")? {
        return Ok(Vec::new());
    }
    let from = current.text.value.clone();
    let (item, comment) = (command.item, command.comment);
    Ok(vec![Event::CommentEdited(CommentEdited {
        item,
        comment,
        from,
        to,
    })])
}

pub(crate) fn decide_remove(
    product: &Product,
    context: &Context,
    command: &RemoveComment,
) -> Result<Vec<Event>, Refusal> {
    let text = own(product, context, command.item, command.comment)?
        .text
        .value
        .clone();
    let (item, comment) = (command.item, command.comment);
    Ok(vec![Event::CommentRemoved(CommentRemoved {
        item,
        comment,
        text,
    })])
}

fn said(text: &str) -> Result<Arc<str>, Refusal> {
    let text = text::body("comment", text)?;
    match text.trim().is_empty() {
        true => Err(Refusal::TextMissing { field: "comment" }),
        false => Ok(text),
    }
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
        at: recorded.at,
        text: Revised::new(event.text.clone(), recorded.position),
        edited: None,
    };
    product.change_item(event.item, |item| item.comments.push(Arc::new(comment)));
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
}
