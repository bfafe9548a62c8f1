//! Who edits a text that somebody else has changed meanwhile gets both texts to choose from.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::{ItemId, Refusal};

use crate::answer::Answer;
use crate::error::WebError;
use crate::views::item::conflict::{Conflict, conflict};
use crate::visit::Visit;

/// Turns the refusal of a conflict into both texts, shown beside the form with the id `form`;
/// every other outcome stays what it is. `field` is the form's name of the text, and `action` where
/// it is sent again. `item` is the item whose text it is; what is no item's has no history that
/// names who changed it.
pub(crate) async fn both_texts(
    visit: &Visit,
    item: Option<ItemId>,
    answer: Answer,
    (form, field, action): (&str, &str, &str),
) -> Answer {
    let Err(WebError::Failed(failure)) = &answer else {
        return answer;
    };
    let Some(Refusal::TextChanged {
        theirs,
        yours,
        revision,
        ..
    }) = failure.refusal()
    else {
        return answer;
    };
    // The change may be newer than what this request saw when it came.
    let app = &visit.visitor.app;
    let view = app
        .product(visit.visitor.actor(), visit.product.key())
        .await?;
    let item = item.and_then(|item| view.state.items.get(&item));
    let history = item.map(|item| item.history.iter());
    let both = Conflict {
        form,
        field,
        action,
        theirs,
        yours,
        revision: *revision,
        last: history.and_then(|mut all| all.rfind(|entry| entry.position == *revision)),
    };
    Ok((StatusCode::CONFLICT, conflict(visit, &both)).into_response())
}
