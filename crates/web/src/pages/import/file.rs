//! One file: what would come of it, the import itself, and what came of it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::{OfFile, own, people, shown};
use crate::WebState;
use crate::error::WebError;
use crate::imports::{self, Inside, Look, Looked, Order, Stage, Upload};
use crate::ui::layout::Part;
use crate::views::import as view;
use crate::visit::Visit;

/// `GET /p/{key}/import/files/{file}`.
pub(super) async fn show(
    visit: Visit,
    State(state): State<WebState>,
    Path(path): Path<OfFile>,
) -> Result<Markup, WebError> {
    let upload = own(&visit, &state.imports, &path.file)?;
    Ok(shown(&visit, piece(&visit, &upload).await?))
}

/// `GET …/progress`: the same piece again, for the script that waits.
pub(super) async fn progress(
    visit: Visit,
    State(state): State<WebState>,
    Path(path): Path<OfFile>,
) -> Result<Markup, WebError> {
    let upload = own(&visit, &state.imports, &path.file)?;
    piece(&visit, &upload).await
}

/// What is to be seen of a file now.
pub(super) async fn piece(visit: &Visit, upload: &Arc<Upload>) -> Result<Markup, WebError> {
    let inside = upload.now();
    match &inside.stage {
        Stage::Running(step) => Ok(view::running(visit, upload, *step)),
        Stage::Done(report) => Ok(view::done(visit, upload, report)),
        Stage::Asking => {
            let look = look(visit, upload, &inside).await?;
            Ok(view::check(visit, upload, &inside.answers, &look, None))
        }
        Stage::Failed(why) => {
            let look = look(visit, upload, &inside).await?;
            Ok(view::check(
                visit,
                upload,
                &inside.answers,
                &look,
                Some(why),
            ))
        }
    }
}

/// What would come of it: as it was last planned, unless the product has changed since.
async fn look(visit: &Visit, upload: &Upload, inside: &Inside) -> Result<Arc<Look>, WebError> {
    let position = visit.product.position;
    if let Some(kept) = inside
        .look
        .as_ref()
        .filter(|kept| kept.position == position)
    {
        return Ok(kept.look.clone());
    }
    let (product, people, before) = (visit.product.clone(), people(visit), inside.clone());
    let actor = visit.visitor.actor();
    let look = move || {
        imports::look(
            &before.bytes,
            &before.answers,
            (&product, actor),
            people.as_ref(),
        )
    };
    let look = visit.visitor.app.read_aside(look).await?;
    let look =
        look.map_err(|error| WebError::Unreadable(error.explain().sentence(), Some("file")))?;
    let look = Arc::new(look);
    let kept = Looked {
        position,
        look: look.clone(),
    };
    upload.keep(inside, kept);
    Ok(look)
}

/// `POST …/run`: begins; the page shows how far it is.
pub(super) async fn run(
    visit: Visit,
    State(state): State<WebState>,
    Path(path): Path<OfFile>,
) -> Result<Response, WebError> {
    let upload = own(&visit, &state.imports, &path.file)?;
    let inside = upload.now();
    if upload.begin() {
        keep_answers(&visit, &inside).await?;
        let order = Order {
            app: visit.visitor.app.clone(),
            actor: visit.visitor.actor(),
            by: visit.visitor.name.clone(),
            product: visit.product.clone(),
            people: people(&visit),
        };
        tokio::spawn(imports::run(order, upload.clone()));
    }
    if visit.visitor.part == Part::Whole {
        return Ok(Redirect::to(&visit.urls.import_file(upload.id)).into_response());
    }
    Ok(piece(&visit, &upload).await?.into_response())
}

/// So that the next file of this make needs no answers.
async fn keep_answers(visit: &Visit, inside: &Inside) -> Result<(), WebError> {
    let source = super::upload::source(&inside.bytes);
    let mapping = serde_json::to_string(&inside.answers.mapping).unwrap_or_default();
    let app = &visit.visitor.app;
    Ok(app
        .keep_import_mapping(&visit.view, &source, &mapping)
        .await?)
}
