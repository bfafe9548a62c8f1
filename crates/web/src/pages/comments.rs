//! Comments: say something, change it, take it back.

use axum::extract::{Form, Path};
use domain::item::comment::{AddComment, EditComment, RemoveComment};
use domain::{CommentId, ItemId};
use maud::html;
use serde::Deserialize;

use crate::answer::{Answer, answer_redrawn, carry_out};
use crate::input::{OfItem, OfPart};
use crate::pages::both_texts::{About, both_texts};
use crate::urls::route;
use crate::views::item::said;
use crate::visit::Visit;

/// What it says.
#[derive(Debug, Deserialize)]
pub(crate) struct Says {
    comment: String,
    revision: Option<u64>,
}

/// `POST …/comments`: the answer brings the new comment alone, because there may be thousands.
pub(crate) async fn add(visit: Visit, Path(path): Path<OfItem>, Form(wish): Form<Says>) -> Answer {
    let item = path.id(&visit.product)?;
    let command = AddComment {
        item,
        text: visit
            .visitor
            .app
            .with_ids(&visit.product, &wish.comment, ""),
    };
    let (app, actor) = (&visit.visitor.app, visit.visitor.actor());
    let done = app.execute(actor, visit.view.id, command).await?;
    let after = visit.after(done.state.clone());
    let more = match done.state.items.get(&item) {
        Some(item) => said(&after, item),
        None => html! {},
    };
    let sentence = format!("Commented on {}.", after.key(item));
    Ok(answer_redrawn(&visit, &done, &sentence, &more))
}

/// `POST …/comments/{part}`.
pub(crate) async fn edit(visit: Visit, Path(path): Path<OfPart>, Form(wish): Form<Says>) -> Answer {
    let item = path.id(&visit.product)?;
    let comment = CommentId(path.part);
    let command = EditComment {
        item,
        comment,
        text: kept(&visit, (item, comment), &wish.comment),
        base: wish.revision,
    };
    let answer = carry_out(&visit, command, |after, _| {
        format!("Edited your comment on {}.", after.key(item))
    })
    .await;
    let form = format!("comment-form-{item}-{comment}");
    let action = visit.urls.comment(route::COMMENT, item, comment);
    both_texts(
        &visit,
        About::Item(item),
        answer,
        (&form, "comment", &action),
    )
    .await
}

/// The text as it is kept; of people with one name it means those who are mentioned already.
fn kept(visit: &Visit, (item, comment): (ItemId, CommentId), said: &str) -> String {
    let item = visit.product.items.get(&item);
    let before = item.and_then(|item| item.comment(comment));
    let before = before.map_or("", |before| &before.text.value);
    visit.visitor.app.with_ids(&visit.product, said, before)
}

/// `POST …/comments/{part}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<OfPart>) -> Answer {
    let item = path.id(&visit.product)?;
    let command = RemoveComment {
        item,
        comment: CommentId(path.part),
    };
    carry_out(&visit, command, |after, _| {
        format!("Deleted your comment on {}.", after.key(item))
    })
    .await
}
