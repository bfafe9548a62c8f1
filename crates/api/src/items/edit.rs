//! Changing what an item says: several fields at once are one command, with one
//! undo, and all of them or none.

use std::collections::BTreeSet;

use axum::Json;
use domain::item::assign::Assign;
use domain::item::edit_text::{EditText, Field};
use domain::item::epic::ChangeEpic;
use domain::item::estimate::Estimate;
use domain::item::kind::ChangeKind;
use domain::item::label::ChangeLabels;
use domain::{Command, Item, PersonId, Product};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::{Problem, sentences};
use crate::subject::{Address, submit};
use crate::wire::{ItemAccepted, Kind, LabelText, Line, Points, Whole, double, find};

/// What shall be different. What is not there stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EditItem {
    /// One line.
    title: Option<Line>,
    /// The `title_revision` the edit began from. With it, an edit that somebody
    /// else was faster with is refused as `text-changed`, with both texts.
    title_base: Option<Whole>,
    /// Markdown, perhaps empty.
    #[schema(max_length = 200_000)]
    description: Option<String>,
    /// The `description_revision` the edit began from.
    description_base: Option<Whole>,
    /// What sort of work.
    kind: Option<Kind>,
    /// The key of the epic it belongs to; `null` for none.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<String>)]
    epic: Option<Option<String>>,
    /// How large the team thinks it is; `null` takes the estimate away.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<Points>)]
    points: Option<Option<Points>>,
    /// All the labels it shall have. Not together with the two below.
    #[schema(max_items = 200)]
    labels: Option<Vec<LabelText>>,
    /// Labels it gets.
    #[serde(default)]
    #[schema(max_items = 200)]
    add_labels: Vec<LabelText>,
    /// Labels it loses.
    #[serde(default)]
    #[schema(max_items = 200)]
    remove_labels: Vec<LabelText>,
    /// The id of the person who works on it; `null` for nobody.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<Uuid>)]
    assignee: Option<Option<Uuid>>,
}

/// Change an item
///
/// Texts, kind, epic and labels need the right to refine; points the right to
/// estimate; the assignee the right to the board. All fields change together or
/// none.
#[utoipa::path(patch, path = "/products/{product}/items/{item}", operation_id = "edit_item",
    tag = "items", params(ItemPath), request_body = EditItem,
    responses((status = 200, body = ItemAccepted)))]
pub(super) async fn edit(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<EditItem>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (view, id) = path.open(&caller).await?;
    let item = view.state.item(id);
    let item = item.map_err(|refusal| Problem::refused(&refusal, &view.state))?;
    let commands = body.commands(&view.state, item)?;
    submit(&caller, &view, id, commands).await
}

impl EditItem {
    fn commands(self, product: &Product, item: &Item) -> Result<Vec<Command>, Problem> {
        let labels = self.labels(item)?;
        let mut commands = self.texts(item);
        let kind = self.kind.map(|kind| ChangeKind {
            item: item.id,
            to: kind.into(),
        });
        let epic = match self.epic {
            None => None,
            Some(None) => Some(None),
            Some(Some(key)) => Some(Some(find(product, &key)?)),
        };
        let epic = epic.map(|to| ChangeEpic { item: item.id, to });
        // An item leaves its epic before it becomes one, and joins one after it
        // has ceased to be one.
        match epic {
            Some(epic) if epic.to.is_none() => {
                commands.push(epic.into());
                commands.extend(kind.map(Command::from));
            }
            epic => {
                commands.extend(kind.map(Command::from));
                commands.extend(epic.map(Command::from));
            }
        }
        commands.extend(self.points.map(|points| {
            let to = points.map(Into::into);
            Command::from(Estimate { item: item.id, to })
        }));
        commands.extend(labels.map(Command::from));
        commands.extend(self.assignee.map(|person| {
            let to = person.map(PersonId);
            Command::from(Assign { item: item.id, to })
        }));
        Ok(commands)
    }

    fn texts(&self, item: &Item) -> Vec<Command> {
        let edit = |field, text: &str, base| {
            let (item, text) = (item.id, text.to_owned());
            Command::from(EditText {
                item,
                field,
                text,
                base,
            })
        };
        let title = self.title.as_ref();
        let title = title.map(|text| edit(Field::Title, &text.0, self.title_base.map(Whole::get)));
        let description = self.description.as_ref();
        let base = self.description_base.map(Whole::get);
        let description = description.map(|text| edit(Field::Description, text, base));
        title.into_iter().chain(description).collect()
    }

    /// Said as a change, so that it fits what others do to the labels meanwhile.
    fn labels(&self, item: &Item) -> Result<Option<ChangeLabels>, Problem> {
        let texts = |labels: &[LabelText]| -> Vec<String> {
            labels.iter().map(|label| label.0.clone()).collect()
        };
        let (add, remove) = (texts(&self.add_labels), texts(&self.remove_labels));
        let changes = !add.is_empty() || !remove.is_empty();
        let Some(wanted) = &self.labels else {
            let item = item.id;
            return Ok(changes.then_some(ChangeLabels { item, add, remove }));
        };
        if changes {
            return Err(labels_twice());
        }
        let add = texts(wanted);
        let keep: BTreeSet<String> = add.iter().map(|label| label.to_lowercase()).collect();
        let had = item.labels.iter().map(ToString::to_string);
        let remove = had
            .filter(|label| !keep.contains(&label.to_lowercase()))
            .collect();
        let item = item.id;
        Ok(Some(ChangeLabels { item, add, remove }))
    }
}

fn labels_twice() -> Problem {
    let explanation = sentences(
        "The item was not changed.",
        "The labels are given twice: as a whole and as a change.",
        "Send either labels, or add_labels and remove_labels.",
    );
    Problem::invalid("body-invalid", "labels", explanation)
}
