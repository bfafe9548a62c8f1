//! What is done with files on items.

use domain::AttachmentId;
use domain::file::{File, Fingerprint};
use domain::item::attach::{
    AddAttachment, Added, AttachmentRemoved, RemoveAttachment, RestoreAttachment,
};

use super::*;

fn file() -> File {
    File {
        name: "shot.png".into(),
        size: 9,
        media_type: "image/png".into(),
        sha256: Fingerprint([7; 32]),
    }
}

pub(crate) fn attaching() -> AddAttachment {
    let (item, file) = (ONE, file());
    AddAttachment { item, file }
}

/// On an item whose only file is of whoever is tried.
pub(crate) fn samples() -> Vec<Command> {
    let (item, attachment) = (ONE, AttachmentId(1));
    let removed = AttachmentRemoved {
        item,
        attachment: AttachmentId(9),
        file: file(),
        added: Added {
            by: Some(person(2)),
            at: Timestamp::UNIX_EPOCH,
        },
    };
    vec![
        attaching().into(),
        RemoveAttachment { item, attachment }.into(),
        RestoreAttachment { removed }.into(),
    ]
}
