//! Comments: say something, change it, take it back.

use axum::extract::{Form, Path};
use domain::CommentId;
use domain::item::comment::{AddComment, EditComment, RemoveComment};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::input;
use crate::pages::both_texts::both_texts;
use crate::urls::route;
use crate::visit::Visit;

/// About which item.
#[derive(Debug, Deserialize)]
pub(crate) struct OfItem {
    item: String,
}

/// Which comment on which item.
#[derive(Debug, Deserialize)]
pub(crate) struct Part {
    item: String,
    part: u32,
}

/// What it says.
#[derive(Debug, Deserialize)]
pub(crate) struct Says {
    comment: String,
    revision: Option<u64>,
}

/// `POST …/comments`.
pub(crate) async fn add(visit: Visit, Path(path): Path<OfItem>, Form(wish): Form<Says>) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let command = AddComment {
        item,
        text: wish.comment,
    };
    carry_out(&visit, command, |after, _| {
        format!("Commented on {}.", after.key(item))
    })
    .await
}

/// `POST …/comments/{part}`.
pub(crate) async fn edit(visit: Visit, Path(path): Path<Part>, Form(wish): Form<Says>) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let comment = CommentId(path.part);
    let command = EditComment {
        item,
        comment,
        text: wish.comment,
        base: wish.revision,
    };
    let answer = carry_out(&visit, command, |after, _| {
        format!("Edited your comment on {}.", after.key(item))
    })
    .await;
    let form = format!("comment-form-{item}-{comment}");
    let action = visit.urls.comment(route::COMMENT, item, comment);
    both_texts(&visit, item, answer, (&form, "comment", &action)).await
}

/// `POST …/comments/{part}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<Part>) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let command = RemoveComment {
        item,
        comment: CommentId(path.part),
    };
    carry_out(&visit, command, |after, _| {
        format!("Deleted your comment on {}.", after.key(item))
    })
    .await
}
