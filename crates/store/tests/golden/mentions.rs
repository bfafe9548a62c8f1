//! The events of mentions.

use domain::mention::MentionsChanged;
use domain::{CommentId, Event};

use crate::{Examples, item, person};

pub(crate) fn examples() -> Examples<Event> {
    let changed = |from: &[u128], to: &[u128]| {
        Event::MentionsChanged(MentionsChanged {
            item: item(3),
            comment: CommentId(2),
            from: from.iter().map(|one| person(*one)).collect(),
            to: to.iter().map(|one| person(*one)).collect(),
        })
    };
    vec![vec![changed(&[], &[2, 1]), changed(&[1], &[])]]
}
