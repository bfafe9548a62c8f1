//! The events of mentions, and of what is taken back.

use domain::mention::MentionsChanged;
use domain::touch::CommandUndone;
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
    let undone = |again| {
        Event::CommandUndone(CommandUndone {
            first: 4,
            last: 9,
            again,
        })
    };
    vec![
        vec![changed(&[], &[2, 1]), changed(&[1], &[])],
        vec![undone(true), undone(false)],
    ]
}
