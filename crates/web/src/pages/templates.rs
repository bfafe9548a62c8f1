//! Templates: what new items begin with. They are shown among the policies.

use axum::extract::{Form, Path};
use domain::template::built_in::built_in;
use domain::template::{ChangeTemplate, Draft};
use domain::{Kind, TemplateId};
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::visit::Visit;

/// Which one.
#[derive(Debug, Deserialize)]
pub(crate) struct Which {
    part: u32,
}

/// What it shall say: a criterion a line, labels with commas between.
#[derive(Debug, Deserialize)]
pub(crate) struct Says {
    name: String,
    kind: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    criteria: String,
    #[serde(default)]
    labels: String,
    revision: Option<u64>,
}

impl Says {
    fn draft(self) -> Draft {
        Draft {
            name: self.name,
            kind: Kind::parse(&self.kind).unwrap_or(Kind::Story),
            description: self.description,
            criteria: self.criteria.lines().map(str::to_owned).collect(),
            labels: self.labels.split(',').map(str::to_owned).collect(),
        }
    }
}

/// `POST /p/{key}/templates`.
pub(crate) async fn add(visit: Visit, Form(wish): Form<Says>) -> Answer {
    let said = format!("Added the template “{}”.", wish.name.trim());
    let (template, base) = (None, None);
    let to = Some(wish.draft());
    carry_out(&visit, ChangeTemplate { template, to, base }, |_, _| said).await
}

/// `POST /p/{key}/templates/{part}`.
pub(crate) async fn change(
    visit: Visit,
    Path(path): Path<Which>,
    Form(wish): Form<Says>,
) -> Answer {
    let said = format!("Saved the template “{}”.", wish.name.trim());
    let (template, base) = (Some(TemplateId(path.part)), wish.revision);
    let to = Some(wish.draft());
    carry_out(&visit, ChangeTemplate { template, to, base }, |_, _| said).await
}

/// `POST /p/{key}/templates/{part}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<Which>) -> Answer {
    let (template, to, base) = (Some(TemplateId(path.part)), None, None);
    carry_out(&visit, ChangeTemplate { template, to, base }, |_, _| {
        "Removed the template.".into()
    })
    .await
}

/// `POST /p/{key}/templates/{part}/built-in`: one of Millpond's as it was at first.
pub(crate) async fn bring_back(visit: Visit, Path(path): Path<Which>) -> Answer {
    let id = TemplateId(path.part);
    let first = built_in(id).ok_or(WebError::NotFound)?;
    let (template, to, base) = (Some(id), Some(first.draft()), None);
    carry_out(&visit, ChangeTemplate { template, to, base }, |_, _| {
        format!("The template “{}” is as it was at first.", first.name)
    })
    .await
}
