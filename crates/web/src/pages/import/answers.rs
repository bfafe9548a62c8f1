//! Answers about a file: which column is what, what becomes of finished items.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::import::{FinishedItems, RemovedItems};
use interchange::csv::{Field, Header, Mapping};

use super::{OfFile, own};
use crate::WebState;
use crate::error::WebError;
use crate::imports::{Answers, Inside, recognise};
use crate::ui::layout::Part;
use crate::visit::Visit;

/// `POST …/answers`: all answers at once; what would come of them is the answer.
pub(super) async fn change(
    visit: Visit,
    State(state): State<WebState>,
    Path(path): Path<OfFile>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let upload = own(&visit, &state.imports, &path.file)?;
    let inside = upload.now();
    let before = &inside.answers;
    let (header, mapping) = match header(&fields).filter(|header| *header != before.header) {
        Some(header) => under(&visit, &inside, header).await?,
        None => (before.header, mapping(&before.mapping, &fields)),
    };
    upload.answer(Answers {
        header,
        mapping,
        finished: finished(&fields).or(before.finished),
        removed: removed(&fields).unwrap_or(before.removed),
    });
    if visit.visitor.part == Part::Whole {
        return Ok(Redirect::to(&visit.urls.import_file(upload.id)).into_response());
    }
    Ok(super::file::piece(&visit, &upload).await?.into_response())
}

/// What the box beside the columns says; nothing from a form without it.
fn header(fields: &[(String, String)]) -> Option<Header> {
    let mut said = fields.iter().filter(|(name, _)| name == "header");
    Some(match said.next_back()?.1.as_str() {
        "names" => Header::Present,
        _ => Header::Absent,
    })
}

/// Another header gives the columns other names: they are recognised anew.
async fn under(
    visit: &Visit,
    inside: &Inside,
    header: Header,
) -> Result<(Header, Mapping), WebError> {
    let bytes = inside.bytes.clone();
    let read = move || recognise(&bytes, header, None);
    let recognised = visit.visitor.app.read_aside(read).await?;
    recognised.map_err(|error| WebError::Unreadable(error.explain().sentence(), None))
}

fn finished(fields: &[(String, String)]) -> Option<FinishedItems> {
    let (_, value) = fields.iter().find(|(name, _)| name == "finished")?;
    match value.as_str() {
        "open" => Some(FinishedItems::Reopen),
        "done" => Some(FinishedItems::Done),
        "stay" => Some(FinishedItems::Skip),
        _ => None,
    }
}

fn removed(fields: &[(String, String)]) -> Option<RemovedItems> {
    let (_, value) = fields.iter().find(|(name, _)| name == "removed")?;
    match value.as_str() {
        "leave" => Some(RemovedItems::Leave),
        "restore" => Some(RemovedItems::Restore),
        _ => None,
    }
}

/// The mapping with the answers `c0`, `c1`, …: what was changed comes last, because a field that
/// takes one column only leaves the one it had.
fn mapping(before: &Mapping, fields: &[(String, String)]) -> Mapping {
    let mut after = before.clone();
    for (name, value) in fields {
        let column = name
            .strip_prefix('c')
            .and_then(|at| at.parse::<usize>().ok());
        let Some(mapped) = column.and_then(|at| before.columns().get(at)) else {
            continue;
        };
        let field = Field::parse(value);
        if field != mapped.field {
            // Every column comes from the mapping itself.
            let _ = after.assign(&mapped.column, field);
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use interchange::csv::Sheet;

    use super::*;

    fn fields(mapping: &Mapping) -> Vec<Option<&'static str>> {
        let columns = mapping.columns().iter();
        columns
            .map(|mapped| mapped.field.map(Field::as_str))
            .collect()
    }

    #[test]
    fn the_changed_column_wins_over_the_one_that_had_the_field() {
        let sheet = Sheet::read(b"Title,Other\na,b\n").unwrap();
        let before = Mapping::recognise(&sheet);
        let title = Field::Title.as_str();
        assert_eq!(fields(&before), [Some(title), None]);
        let asked = [("c0", title), ("c1", title), ("c9", title), ("x", "")];
        let asked = asked.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(fields(&mapping(&before, &asked)), [None, Some(title)]);
    }
}
