//! Title and description of an item. Who edits what somebody else has changed meanwhile gets both
//! texts to choose from.

use axum::extract::{Form, Path};
use domain::item::edit_text::{EditText, Field};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::input;
use crate::pages::both_texts::{About, both_texts};
use crate::visit::Visit;

/// Which text of which item.
#[derive(Debug, Deserialize)]
pub(crate) struct Text {
    item: String,
    field: String,
}

/// What it shall say, and the revision the edit began from.
#[derive(Debug, Deserialize)]
pub(crate) struct Edited {
    title: Option<String>,
    description: Option<String>,
    revision: Option<u64>,
}

/// `POST /p/{key}/items/{item}/texts/{field}`.
pub(crate) async fn edit(visit: Visit, Path(path): Path<Text>, Form(wish): Form<Edited>) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let (field, text) = match path.field.as_str() {
        "title" => (Field::Title, wish.title),
        "description" => (Field::Description, wish.description),
        _ => return Err(WebError::NotFound),
    };
    let text = text.ok_or_else(|| {
        WebError::Unreadable(
            "The text is missing from the form. Reload the page.".into(),
            None,
        )
    })?;
    let command = EditText {
        item,
        field,
        text,
        base: wish.revision,
    };
    let answer = carry_out(&visit, command, |after, _| {
        format!("Changed the {} of {}.", field.as_str(), after.key(item))
    })
    .await;
    let form = format!("{}-{item}", field.as_str());
    let action = visit.urls.text(item, field.as_str());
    both_texts(
        &visit,
        About::Item(item),
        answer,
        (&form, field.as_str(), &action),
    )
    .await
}
