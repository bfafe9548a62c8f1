//! The way back from what became of an item's files and links (I2): each has one
//! inverse, whatever was done since.

use super::attach::{RemoveAttachment, RestoreAttachment};
use super::depend::{AddDependency, RemoveDependency};
use super::relate::{LinkItem, UnlinkItem};
use crate::decide::Command;
use crate::event::Event;

/// The command that takes `event` back; `None` when it is another matter.
pub(crate) fn take_back(event: &Event) -> Option<Command> {
    let remove = |item, attachment| RemoveAttachment { item, attachment };
    Some(match event {
        Event::AttachmentAdded(e) => remove(e.item, e.attachment).into(),
        Event::AttachmentRestored(e) => remove(e.item, e.attachment).into(),
        Event::AttachmentRemoved(e) => RestoreAttachment { removed: e.clone() }.into(),
        event => return take_back_link(event),
    })
}

fn take_back_link(event: &Event) -> Option<Command> {
    Some(match event {
        Event::DependencyAdded(e) => RemoveDependency {
            item: e.item,
            blocked_by: e.blocked_by,
        }
        .into(),
        Event::DependencyRemoved(e) => AddDependency {
            item: e.item,
            blocked_by: e.blocked_by,
        }
        .into(),
        Event::ItemLinked(e) => UnlinkItem {
            item: e.item,
            relation: e.relation,
            other: e.other,
        }
        .into(),
        Event::ItemUnlinked(e) => LinkItem {
            item: e.item,
            relation: e.relation,
            other: e.other,
        }
        .into(),
        _ => return None,
    })
}
