//! Blockers of items in a running sprint (E4): raise, resolve, say that one blocks again.

use app::Mode;
use axum::extract::{Form, Path};
use domain::sprint::blocker::raise::RaiseBlocker;
use domain::sprint::blocker::resolve::{ReopenBlocker, ResolveBlocker};
use domain::{BlockerId, Command, PersonId};
use serde::Deserialize;
use uuid::Uuid;

use crate::answer::{Answer, carry_out, carry_out_all, counted};
use crate::error::WebError;
use crate::input::{self, OfPart};
use crate::visit::Visit;

/// What stands in the way of which items, and who can help.
#[derive(Debug, Deserialize)]
pub(crate) struct Raised {
    items: String,
    blocker: String,
    #[serde(default)]
    helper: String,
}

/// `POST /p/{key}/blockers`.
pub(crate) async fn raise(visit: Visit, Form(wish): Form<Raised>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let helper = helper(&wish.helper)?;
    let raise = |item| RaiseBlocker {
        item,
        text: wish.blocker.clone(),
        helper,
    };
    let commands: Vec<Command> = items.iter().map(|item| raise(*item).into()).collect();
    let said = format!("Raised a blocker on {}.", counted(&visit, &items));
    carry_out_all(&visit, commands, Mode::All, |_, _| said).await
}

fn helper(text: &str) -> Result<Option<PersonId>, WebError> {
    match text.trim() {
        "" => Ok(None),
        id => match id.parse::<Uuid>() {
            Ok(id) => Ok(Some(PersonId(id))),
            Err(_) => Err(WebError::Unreadable(
                "Who can help must be chosen from the list.".into(),
                Some("helper"),
            )),
        },
    }
}

/// What helped.
#[derive(Debug, Deserialize)]
pub(crate) struct Resolved {
    #[serde(default)]
    resolution: String,
}

/// `POST …/blockers/{part}/resolution`.
pub(crate) async fn resolve(
    visit: Visit,
    Path(path): Path<OfPart>,
    Form(wish): Form<Resolved>,
) -> Answer {
    let item = path.id(&visit.product)?;
    let command = ResolveBlocker {
        item,
        blocker: BlockerId(path.part),
        text: Some(wish.resolution),
    };
    carry_out(&visit, command, |after, _| {
        format!("Resolved a blocker of {}.", after.key(item))
    })
    .await
}

/// `POST …/blockers/{part}/reopening`.
pub(crate) async fn reopen(visit: Visit, Path(path): Path<OfPart>) -> Answer {
    let item = path.id(&visit.product)?;
    let command = ReopenBlocker {
        item,
        blocker: BlockerId(path.part),
    };
    carry_out(&visit, command, |after, _| {
        format!("{} is blocked again.", after.key(item))
    })
    .await
}
