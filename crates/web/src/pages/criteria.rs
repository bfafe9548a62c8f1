//! Acceptance criteria: add, reword, mark as met, remove.

use axum::extract::{Form, Path};
use domain::CriterionId;
use domain::item::criteria::{AddCriterion, EditCriterion, MarkCriterion, RemoveCriterion};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::input::{OfItem, OfPart};
use crate::pages::both_texts::{About, both_texts};
use crate::urls::route;
use crate::visit::Visit;

/// What it says.
#[derive(Debug, Deserialize)]
pub(crate) struct Says {
    criterion: String,
    revision: Option<u64>,
}

/// Whether it is met: a check box, absent when it is not ticked.
#[derive(Debug, Deserialize)]
pub(crate) struct Met {
    met: Option<String>,
}

/// `POST …/criteria`.
pub(crate) async fn add(visit: Visit, Path(path): Path<OfItem>, Form(wish): Form<Says>) -> Answer {
    let item = path.id(&visit.product)?;
    let command = AddCriterion {
        item,
        text: wish.criterion,
    };
    carry_out(&visit, command, |after, _| {
        format!("Added a criterion to {}.", after.key(item))
    })
    .await
}

/// `POST …/criteria/{part}`.
pub(crate) async fn edit(visit: Visit, Path(path): Path<OfPart>, Form(wish): Form<Says>) -> Answer {
    let item = path.id(&visit.product)?;
    let criterion = CriterionId(path.part);
    let command = EditCriterion {
        item,
        criterion,
        text: wish.criterion,
        base: wish.revision,
    };
    let answer = carry_out(&visit, command, |after, _| {
        format!("Reworded a criterion of {}.", after.key(item))
    })
    .await;
    let form = format!("criterion-text-{item}-{criterion}");
    let action = visit.urls.criterion(route::CRITERION, item, criterion);
    both_texts(
        &visit,
        About::Item(item),
        answer,
        (&form, "criterion", &action),
    )
    .await
}

/// `POST …/criteria/{part}/met`.
pub(crate) async fn mark(visit: Visit, Path(path): Path<OfPart>, Form(wish): Form<Met>) -> Answer {
    let item = path.id(&visit.product)?;
    let met = wish.met.is_some();
    let command = MarkCriterion {
        item,
        criterion: CriterionId(path.part),
        met,
    };
    let words = if met { "as met" } else { "as not met" };
    carry_out(&visit, command, |after, _| {
        format!("Marked a criterion of {} {words}.", after.key(item))
    })
    .await
}

/// `POST …/criteria/{part}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<OfPart>) -> Answer {
    let item = path.id(&visit.product)?;
    let command = RemoveCriterion {
        item,
        criterion: CriterionId(path.part),
    };
    carry_out(&visit, command, |after, _| {
        format!("Removed a criterion of {}.", after.key(item))
    })
    .await
}
