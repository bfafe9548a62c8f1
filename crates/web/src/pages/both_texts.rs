//! Who edits a text that somebody else has changed meanwhile gets both texts to choose from.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::Refusal;

use crate::answer::Answer;
use crate::error::WebError;
use crate::views::item::conflict::{Conflict, conflict};

/// Turns the refusal of a conflict into both texts, shown beside the form with the id `form`;
/// every other outcome stays what it is. `field` is the form's name of the text, and `action` where
/// it is sent again.
pub(crate) fn both_texts(answer: Answer, form: &str, field: &str, action: &str) -> Answer {
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
    let both = Conflict {
        form,
        field,
        action,
        theirs,
        yours,
        revision: *revision,
    };
    Ok((StatusCode::CONFLICT, conflict(&both)).into_response())
}
