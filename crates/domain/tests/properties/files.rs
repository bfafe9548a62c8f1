//! Wishes about files on items.

use domain::file::{File, Fingerprint};
use domain::item::attach::{
    AddAttachment, Added, AttachmentRemoved, RemoveAttachment, RestoreAttachment,
};
use domain::{AttachmentId, Command, Product};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::aim::{at, live, those};
use crate::values::{item, text};
use crate::wish::person;

fn attachment() -> impl Strategy<Value = AttachmentId> {
    (1..=3_u32).prop_map(AttachmentId)
}

/// Files, some of the same bytes; one in a hundred too large.
fn file() -> impl Strategy<Value = File> {
    let size = prop_oneof![100 => 0..9_u64, 1 => Just(30_000_000)];
    (text(), size, 0..4_u8).prop_map(|(name, size, byte)| File {
        name: name.into(),
        size,
        media_type: "image/png".into(),
        sha256: Fingerprint([byte; 32]),
    })
}

pub(crate) fn wishes() -> BoxedStrategy<Command> {
    prop_oneof![
        3 => (item(), file()).prop_map(|(item, file)| AddAttachment { item, file }.into()),
        2 => (item(), attachment()).prop_map(|(item, attachment)| {
            RemoveAttachment { item, attachment }.into()
        }),
        1 => (item(), attachment(), file(), 1..3_u128).prop_map(|(item, attachment, file, by)| {
            let (by, at) = (Some(person(by)), Timestamp::UNIX_EPOCH);
            let added = Added { by, at };
            let removed = AttachmentRemoved { item, attachment, file, added };
            RestoreAttachment { removed }.into()
        }),
    ]
    .boxed()
}

/// Points a wish at what is there; whether it is one of these.
pub(crate) fn aim(product: &Product, command: &mut Command) -> bool {
    match command {
        Command::AddAttachment(AddAttachment { item, .. }) => at(item, &live(product)),
        Command::RestoreAttachment(restore) => at(&mut restore.removed.item, &live(product)),
        Command::RemoveAttachment(RemoveAttachment { item, attachment }) => {
            at(item, &those(product, |item| !item.attachments.is_empty()));
            let files = product.items.get(item);
            let files = files.map_or(&[][..], |item| &item.attachments);
            if let Some(found) = files.get(attachment.0 as usize % files.len().max(1)) {
                *attachment = found.id;
            }
        }
        _ => return false,
    }
    true
}
