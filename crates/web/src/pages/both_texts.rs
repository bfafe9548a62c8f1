//! Who edits a text that somebody else has changed meanwhile gets both texts to choose from.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::{GoalId, ItemId, PersonId, Position, Product, Refusal, SprintId};
use jiff::Timestamp;

use crate::answer::Answer;
use crate::error::WebError;
use crate::views::item::conflict::{Conflict, conflict};
use crate::visit::Visit;

/// What the text belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum About {
    /// An item.
    Item(ItemId),
    /// A goal of the roadmap.
    Goal(GoalId),
    /// A sprint, whose text is its goal.
    Sprint(SprintId),
    /// What keeps no history that names anybody: a policy.
    Other,
}

impl About {
    /// Who wrote the text at this position, and when, where that is still known.
    fn last(self, product: &Product, position: Position) -> Option<(Option<PersonId>, Timestamp)> {
        match self {
            About::Item(item) => {
                let mut entries = product.items.get(&item)?.history.iter();
                let entry = entries.rfind(|entry| entry.position == position)?;
                Some((entry.actor, entry.at))
            }
            About::Goal(goal) => {
                let mut deeds = product.goals.get(&goal)?.history.iter();
                let deed = deeds.rfind(|deed| deed.position == position)?;
                Some((deed.actor, deed.at))
            }
            About::Sprint(sprint) => product.sprints.get(&sprint)?.goal_set,
            About::Other => None,
        }
    }
}

/// Turns the refusal of a conflict into both texts, shown beside the form with the id `form`;
/// every other outcome stays what it is. `field` is the form's name of the text, and `action` where
/// it is sent again.
pub(crate) async fn both_texts(
    visit: &Visit,
    about: About,
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
    let both = Conflict {
        form,
        field,
        action,
        theirs: &app.with_names(theirs),
        yours: &app.with_names(yours),
        revision: *revision,
        last: about.last(&view.state, *revision),
    };
    Ok((StatusCode::CONFLICT, conflict(visit, &both)).into_response())
}
