//! Estimate, label, kind, epic, assignee: of one item or of many at once. In bulk each item that
//! may be changed is; the others are named with the reason.

use app::Mode;
use axum::extract::Form;
use domain::item::Kind;
use domain::item::assign::Assign;
use domain::item::epic::ChangeEpic;
use domain::item::estimate::Estimate;
use domain::item::kano::{Categorize, Category};
use domain::item::kind::ChangeKind;
use domain::item::label::ChangeLabels;
use domain::{Command, ItemId, PersonId};
use serde::Deserialize;
use uuid::Uuid;

use crate::answer::{Answer, carry_out_all, counted};
use crate::error::WebError;
use crate::input;
use crate::visit::Visit;

/// One command per item, as one with one undo.
async fn each(
    visit: &Visit,
    items: &[ItemId],
    command: impl Fn(ItemId) -> Command,
    said: String,
) -> Answer {
    let commands: Vec<Command> = items.iter().map(|item| command(*item)).collect();
    let mode = if commands.len() == 1 {
        Mode::All
    } else {
        Mode::Each
    };
    carry_out_all(visit, commands, mode, |_, _| said).await
}

fn unreadable(sentence: &str, field: &'static str) -> WebError {
    WebError::Unreadable(sentence.to_owned(), Some(field))
}

/// Items and their estimate; empty takes it away.
#[derive(Debug, Deserialize)]
pub(crate) struct Estimated {
    items: String,
    points: String,
}

/// `POST /p/{key}/estimates`.
pub(crate) async fn estimate(visit: Visit, Form(wish): Form<Estimated>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = input::points(&visit.product, &wish.points)?;
    let said = match to {
        Some(points) => format!(
            "Estimated {} at {}.",
            counted(&visit, &items),
            visit.size(points)
        ),
        None => format!("Took the estimate of {} away.", counted(&visit, &items)),
    };
    each(&visit, &items, |item| Estimate { item, to }.into(), said).await
}

/// Items and the labels they get or lose, separated by commas.
#[derive(Debug, Deserialize)]
pub(crate) struct Labelled {
    items: String,
    #[serde(default)]
    add: String,
    #[serde(default)]
    remove: String,
}

/// `POST /p/{key}/labels`.
pub(crate) async fn label(visit: Visit, Form(wish): Form<Labelled>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let list = |text: &str| -> Vec<String> {
        text.split(',')
            .map(str::trim)
            .filter(|label| !label.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (add, remove) = (list(&wish.add), list(&wish.remove));
    let said = format!("Changed the labels of {}.", counted(&visit, &items));
    each(
        &visit,
        &items,
        |item| {
            ChangeLabels {
                item,
                add: add.clone(),
                remove: remove.clone(),
            }
            .into()
        },
        said,
    )
    .await
}

/// Items and their kind.
#[derive(Debug, Deserialize)]
pub(crate) struct OfKind {
    items: String,
    kind: String,
}

/// `POST /p/{key}/kinds`.
pub(crate) async fn kind(visit: Visit, Form(wish): Form<OfKind>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = Kind::parse(&wish.kind)
        .ok_or_else(|| unreadable("A kind is epic, story, task or bug.", "kind"))?;
    let said = format!("Changed the kind of {} to {to}.", counted(&visit, &items));
    each(&visit, &items, |item| ChangeKind { item, to }.into(), said).await
}

/// Items and their Kano category, or "none".
#[derive(Debug, Deserialize)]
pub(crate) struct OfCategory {
    items: String,
    kano: String,
}

/// `POST /p/{key}/kano`.
pub(crate) async fn kano(visit: Visit, Form(wish): Form<OfCategory>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = match wish.kano.as_str() {
        "none" => None,
        text => Some(Category::parse(text).ok_or_else(|| {
            let all = Category::ALL.map(Category::as_str).join(", ");
            unreadable(&format!("A Kano category is {all} or none."), "kano")
        })?),
    };
    let counted = counted(&visit, &items);
    let said = match to {
        Some(to) => format!("Kano category of {counted}: {to}."),
        None => format!("Took the Kano category of {counted} away."),
    };
    each(&visit, &items, |item| Categorize { item, to }.into(), said).await
}

/// Items and their epic; empty takes them out of theirs.
#[derive(Debug, Deserialize)]
pub(crate) struct InEpic {
    items: String,
    epic: String,
}

/// `POST /p/{key}/epics`.
pub(crate) async fn epic(visit: Visit, Form(wish): Form<InEpic>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = match wish.epic.trim() {
        "" => None,
        key => Some(input::item(&visit.product, key)?),
    };
    let said = match to {
        Some(epic) => format!("Put {} into {}.", counted(&visit, &items), visit.key(epic)),
        None => format!("Took {} out of the epic.", counted(&visit, &items)),
    };
    each(&visit, &items, |item| ChangeEpic { item, to }.into(), said).await
}

/// Items and who takes them: a person's id, "me" or "nobody".
#[derive(Debug, Deserialize)]
pub(crate) struct Assigned {
    items: String,
    to: String,
}

/// `POST /p/{key}/assignments`.
pub(crate) async fn assign(visit: Visit, Form(wish): Form<Assigned>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = match wish.to.as_str() {
        "me" => Some(visit.visitor.id),
        "nobody" => None,
        id => Some(PersonId(
            Uuid::parse_str(id).map_err(|_| unreadable("There is no such person.", "to"))?,
        )),
    };
    let whom = to.map_or("nobody", |person| visit.names.of(person));
    let said = format!("Assigned {} to {whom}.", counted(&visit, &items));
    each(&visit, &items, |item| Assign { item, to }.into(), said).await
}
