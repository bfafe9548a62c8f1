//! Live updates: what changes in a product, told to every open page as it happens (I3).
//!
//! A page is told what was touched and fetches what it shows of it, under its own rights. Who
//! missed something (a lost connection, a tab that slept) is told that everything may have changed.

use std::convert::Infallible;
use std::time::Duration;

use app::Change;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderName};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::answer::change_json;
use crate::error::WebError;
use crate::visit::Visit;

const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The position a page was made from.
#[derive(Debug, Deserialize)]
pub(crate) struct Since {
    since: Option<u64>,
}

/// `GET /p/{key}/live?since=POSITION`: a stream of `change` events.
pub(crate) async fn live(
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Since>,
) -> Result<Response, WebError> {
    let changes = visit.visitor.app.changes(visit.view.id).await?;
    // Subscribed first and looked second, so that nothing falls between the two.
    let now = visit
        .visitor
        .app
        .product(visit.visitor.actor(), visit.product.key())
        .await?
        .state
        .position;
    let seen = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok())
        .or(asked.since);
    let first = seen.is_some_and(|seen| seen < now).then(|| everything(now));
    let stream =
        Sse::new(events(first, changes, now)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    Ok((
        [(HeaderName::from_static("x-accel-buffering"), "no")],
        stream,
    )
        .into_response())
}

fn events(
    first: Option<Event>,
    changes: Receiver<Change>,
    position: u64,
) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(
        (first, changes, position),
        |(first, mut changes, position)| async move {
            if let Some(event) = first {
                return Some((Ok(event), (None, changes, position)));
            }
            match changes.recv().await {
                Ok(change) => Some((Ok(event(&change)), (None, changes, change.position))),
                Err(RecvError::Lagged(_)) => {
                    Some((Ok(everything(position)), (None, changes, position)))
                }
                Err(RecvError::Closed) => None,
            }
        },
    )
}

fn event(change: &Change) -> Event {
    said(change.position, &change_json(change))
}

/// "You missed something": the page looks at everything it shows again.
fn everything(position: u64) -> Event {
    said(
        position,
        &json!({ "position": position, "items": [], "sprints": [], "order": true, "all": true }),
    )
}

fn said(position: u64, data: &serde_json::Value) -> Event {
    Event::default()
        .event("change")
        .id(position.to_string())
        .data(data.to_string())
}
