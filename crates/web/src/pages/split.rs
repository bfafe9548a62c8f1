//! Splitting an item: the form that is filled into the dialog, and what it sends.

use axum::extract::{Form, Path};
use domain::item::split::{self, Part, SplitItem};
use domain::{CriterionId, Event};
use maud::Markup;

use crate::answer::{Answer, carry_out, counted};
use crate::error::WebError;
use crate::input::OfItem;
use crate::views::split as view;
use crate::visit::Visit;
use interchange::values::mark::unmarked;

/// `GET /p/{key}/items/{item}/split`.
pub(crate) async fn show(visit: Visit, Path(path): Path<OfItem>) -> Result<Markup, WebError> {
    let item = path.id(&visit.product)?;
    let item = split::may_split(&visit.product, item).map_err(|refusal| {
        WebError::Unreadable(refusal.explain(&visit.product).sentence(), None)
    })?;
    Ok(view::form(&visit, item))
}

/// `POST /p/{key}/items/{item}/split`: titles, a line each, and for criteria the number of the line
/// they go to.
pub(crate) async fn split(
    visit: Visit,
    Path(path): Path<OfItem>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let item = path.id(&visit.product)?;
    let seen = field(&fields, "seen").and_then(|seen| seen.parse().ok());
    let parts = parts(&fields);
    carry_out(&visit, SplitItem { item, parts, seen }, |after, done| {
        let parts = done.events.iter().find_map(|one| match &one.event {
            Event::ItemSplit(split) => Some(split.parts.clone()),
            _ => None,
        });
        let parts = counted(after, &parts.unwrap_or_default());
        format!("Split {} and put {parts} below it.", after.key(item))
    })
    .await
}

fn parts(fields: &[(String, String)]) -> Vec<Part> {
    let titles = field(fields, "title").unwrap_or_default();
    let titles = titles
        .lines()
        .map(|line| unmarked(line).text)
        .filter(|line| !line.is_empty());
    let parts = titles.zip(1_usize..).map(|(title, number)| Part {
        title: title.to_owned(),
        criteria: dealt_to(fields, number),
    });
    parts.collect()
}

/// The criteria that go to the part with this number.
fn dealt_to(fields: &[(String, String)], part: usize) -> Vec<CriterionId> {
    let chosen = fields.iter().filter_map(|(name, value)| {
        let criterion = name.strip_prefix("criterion-")?.parse().ok()?;
        (value.parse() == Ok(part)).then_some(CriterionId(criterion))
    });
    chosen.collect()
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}
