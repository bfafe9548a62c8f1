//! Files on an item. Everybody who may comment may attach; a file is taken away by
//! whoever attached it or by those who refine, and comes back by undo.
//!
//! Deliberately not here: the bytes. They lie beside the log and stay there, so that
//! every way back is one; that is why all a product was ever given counts against
//! its limit.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Item;
use crate::event::Event;
use crate::file::{self, File};
use crate::ids::{AttachmentId, ItemId, PersonId};
use crate::product::Product;
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;
use crate::rights::{self, Right};

/// A file on an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    /// Its number on the item, never used again.
    pub id: AttachmentId,
    /// Which file.
    pub file: File,
    /// Who attached it, and when.
    pub added: Added,
}

/// Who attached a file, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Added {
    /// Who; `None` for the command line.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Attach a file whose bytes are kept.
#[derive(Clone, PartialEq, Debug)]
pub struct AddAttachment {
    /// To which item.
    pub item: ItemId,
    /// Which file; its name as it was typed.
    pub file: File,
}

/// Take a file away.
#[derive(Clone, PartialEq, Debug)]
pub struct RemoveAttachment {
    /// From which item.
    pub item: ItemId,
    /// Which.
    pub attachment: AttachmentId,
}

/// Bring back what was taken away: the undo of that.
#[derive(Clone, PartialEq, Debug)]
pub struct RestoreAttachment {
    /// What was taken away.
    pub removed: AttachmentRemoved,
}

/// A file was attached.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AttachmentAdded {
    /// To which item.
    pub item: ItemId,
    /// Its number.
    pub attachment: AttachmentId,
    /// Which file.
    pub file: File,
}

/// A file was taken away.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AttachmentRemoved {
    /// From which item.
    pub item: ItemId,
    /// Its number.
    pub attachment: AttachmentId,
    /// Which file.
    pub file: File,
    /// Who had attached it, and when.
    pub added: Added,
}

/// A file that was taken away is there again, as if it had never been away.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AttachmentRestored {
    /// To which item.
    pub item: ItemId,
    /// Its number.
    pub attachment: AttachmentId,
    /// Which file.
    pub file: File,
    /// Who had attached it, and when.
    pub added: Added,
}

pub(crate) fn decide_add(
    product: &Product,
    context: &Context,
    command: &AddAttachment,
) -> Result<Vec<Event>, Refusal> {
    let item = product.item(command.item)?;
    one_more(item)?;
    let name = file::name(&command.file.name)?;
    fits(product, context, &command.file)?;
    Ok(vec![Event::AttachmentAdded(AttachmentAdded {
        item: item.id,
        attachment: AttachmentId(item.attached + 1),
        file: File {
            name,
            ..command.file.clone()
        },
    })])
}

fn one_more(item: &Item) -> Result<(), Refusal> {
    match item.attachments.len() + 1 {
        count if count > file::MAX_FILES => Err(Refusal::TooMany {
            what: "files",
            count,
            limit: file::MAX_FILES,
        }),
        _ => Ok(()),
    }
}

/// Whether the file, and the product and the person with it, stay within their size.
fn fits(product: &Product, context: &Context, file: &File) -> Result<(), Refusal> {
    let size = file.size;
    if size > file::MAX_SIZE {
        return Err(Refusal::FileTooLarge { size });
    }
    let known = product.stored.files.contains_key(&file.sha256);
    if known {
        return Ok(());
    }
    if product.stored.bytes.saturating_add(size) > file::MAX_STORED {
        return Err(Refusal::FilesFull { size });
    }
    let guest = context.actor.person();
    let guest = guest.filter(|_| !rights::may(product, context.actor, Right::Refine));
    match guest.map_or(0, |person| product.stored.of(person)) + size {
        own if guest.is_some() && own > file::MAX_SHARE => Err(Refusal::ShareFull { size }),
        _ => Ok(()),
    }
}

pub(crate) fn decide_remove(
    product: &Product,
    context: &Context,
    command: &RemoveAttachment,
) -> Result<Vec<Event>, Refusal> {
    let item = command.item;
    let found = product.item(item)?.attachment(command.attachment);
    let found = found.ok_or_else(|| gone(item))?;
    theirs(product, context, found.added)?;
    Ok(vec![Event::AttachmentRemoved(AttachmentRemoved {
        item,
        attachment: found.id,
        file: found.file.clone(),
        added: found.added,
    })])
}

pub(crate) fn decide_restore(
    product: &Product,
    context: &Context,
    command: &RestoreAttachment,
) -> Result<Vec<Event>, Refusal> {
    let removed = &command.removed;
    let item = product.item(removed.item)?;
    theirs(product, context, removed.added)?;
    if item.attachment(removed.attachment).is_some() {
        return Ok(Vec::new());
    }
    if !product.stored.files.contains_key(&removed.file.sha256) {
        return Err(gone(item.id));
    }
    one_more(item)?;
    Ok(vec![Event::AttachmentRestored(AttachmentRestored {
        item: item.id,
        attachment: removed.attachment,
        file: removed.file.clone(),
        added: removed.added,
    })])
}

/// A file is taken away, and brought back, by whoever attached it or those who refine.
fn theirs(product: &Product, context: &Context, added: Added) -> Result<(), Refusal> {
    let own = added.by.is_some() && added.by == context.actor.person();
    match own || rights::may(product, context.actor, Right::Refine) {
        true => Ok(()),
        false => Err(Refusal::NotYourAttachment),
    }
}

fn gone(item: ItemId) -> Refusal {
    let what = "file";
    Refusal::NoSuchPart { item, what }
}

pub(crate) fn evolve_added(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &AttachmentAdded,
) {
    let attachment = Attachment {
        id: event.attachment,
        file: event.file.clone(),
        added: Added {
            by: recorded.actor,
            at: recorded.at,
        },
    };
    put(product, event.item, attachment);
}

pub(crate) fn evolve_restored(product: &mut Product, event: &AttachmentRestored) {
    let attachment = Attachment {
        id: event.attachment,
        file: event.file.clone(),
        added: event.added,
    };
    put(product, event.item, attachment);
}

fn put(product: &mut Product, item: ItemId, attachment: Attachment) {
    product.stored.take(&attachment.file, attachment.added.by);
    product.change_item(item, |item| {
        let others = &item.attachments;
        let index = others.partition_point(|other| other.id < attachment.id);
        item.attached = item.attached.max(attachment.id.0);
        item.attachments.insert(index, Arc::new(attachment));
    });
}

pub(crate) fn evolve_removed(product: &mut Product, event: &AttachmentRemoved) {
    product.change_item(event.item, |item| {
        item.attachments.retain(|a| a.id != event.attachment);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Fingerprint;
    use crate::rights::Role;
    use crate::testing::Given;

    fn file(name: &str, size: u64, byte: u8) -> File {
        File {
            name: name.into(),
            size,
            media_type: "image/png".into(),
            sha256: Fingerprint([byte; 32]),
        }
    }

    fn attach(file: File) -> AddAttachment {
        let item = ItemId(1);
        AddAttachment { item, file }
    }

    fn take_away(number: u32) -> RemoveAttachment {
        RemoveAttachment {
            item: ItemId(1),
            attachment: AttachmentId(number),
        }
    }

    #[test]
    fn it_is_taken_away_by_whoever_attached_it_or_refines() {
        let mut given = Given::items(["A"]);
        given.does(attach(file("a/shot.png", 10, 1)));
        assert_eq!(&*given.item(1).attachments[0].file.name, "shot.png");
        let refused = given.refusal_as(&[Role::Stakeholder], take_away(1));
        assert_eq!(refused, Refusal::NotYourAttachment);
        given.does(take_away(1));
        assert!(given.item(1).attachments.is_empty());
    }

    #[test]
    fn what_was_taken_away_comes_back_as_it_was() {
        let mut given = Given::items(["A"]);
        given.does(attach(file("one", 1, 1)));
        given.does(attach(file("two", 2, 2)));
        let before = given.item(1).attachments.clone();
        given.does(take_away(1));
        let undo = given.undo_of(given.last_command());
        let others = given.refusal_as(&[Role::Stakeholder], undo.clone());
        assert_eq!(others, Refusal::NotYourAttachment);
        given.does(undo);
        assert_eq!(given.item(1).attachments, before);
        given.does(given.undo_of(given.last_command()));
        assert_eq!(given.item(1).attachments, before[1..]);
    }

    #[test]
    fn a_number_is_never_used_again() {
        let mut given = Given::items(["A"]);
        given.does(attach(file("one", 1, 1)));
        given.does(take_away(1));
        given.does(attach(file("two", 2, 2)));
        assert_eq!(given.item(1).attachments[0].id, AttachmentId(2));
    }

    #[test]
    fn sizes_have_limits() {
        let mut given = Given::items(["A"]);
        let size = file::MAX_SIZE + 1;
        let refused = given.refusal(attach(file("large", size, 1)));
        assert_eq!(refused, Refusal::FileTooLarge { size });
        for byte in 0..40 {
            given.does(attach(file("large", file::MAX_SIZE, byte)));
            given.does(take_away(u32::from(byte) + 1));
        }
        let refused = given.refusal(attach(file("one more", 1, 99)));
        assert_eq!(refused, Refusal::FilesFull { size: 1 });
        given.does(attach(file("known", file::MAX_SIZE, 7)));
    }

    #[test]
    fn a_stakeholder_uses_up_a_share_and_leaves_the_rest_to_others() {
        let mut given = Given::items(["A"]);
        let only = &[Role::Stakeholder];
        for byte in 0..10 {
            given.does_as(only, attach(file("large", file::MAX_SIZE, byte)));
            given.does(take_away(u32::from(byte) + 1));
        }
        let refused = given.refusal_as(only, attach(file("one more", 1, 99)));
        assert_eq!(refused, Refusal::ShareFull { size: 1 });
        given.does_as(only, attach(file("known", file::MAX_SIZE, 7)));
        given.does(attach(file("of the team", file::MAX_SIZE, 100)));
    }

    #[test]
    fn an_item_has_a_hundred_files_at_most() {
        let mut given = Given::items(["A"]);
        for _ in 0..file::MAX_FILES {
            given.does(attach(file("a", 1, 1)));
        }
        let refused = given.refusal(attach(file("a", 1, 1)));
        assert!(matches!(refused, Refusal::TooMany { count: 101, .. }));
    }
}
