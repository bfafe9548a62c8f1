//! Live updates: what changes in a product, told to every open page as it happens (I3).
//!
//! A page is told what was touched and fetches what it shows of it, under its own rights. Who
//! missed something (a lost connection, a tab that slept) is told that everything may have changed.

use std::convert::Infallible;
use std::time::Duration;

use app::Change;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::HeaderName;
use axum::http::request::Parts;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use domain::{Position, Roles};
use futures_util::stream::{self, Stream, StreamExt};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::timeout;

use crate::WebState;
use crate::answer::change_json;
use crate::error::WebError;
use crate::visit::Visit;

/// A connection that is silent for longer may be cut by what stands between; also how long
/// somebody who signed out may still be connected.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// The position a page was made from.
#[derive(Debug, Deserialize)]
pub(crate) struct Since {
    since: Option<u64>,
}

/// `GET /p/{key}/live?since=POSITION`: a stream of `change` events.
pub(crate) async fn live(
    State(state): State<WebState>,
    request: Parts,
    visit: Visit,
    Query(asked): Query<Since>,
) -> Result<Response, WebError> {
    let app = &visit.visitor.app;
    let heard = Heard {
        product: app.changes(visit.view.id).await?,
        workspace: app.workspace_changes(),
    };
    let listener = Listener { state, request };
    // Subscribed first and looked second, so that nothing falls between the two.
    let (now, held) = listener.look().await?;
    let seen = listener.seen().or(asked.since);
    let first = seen.is_some_and(|seen| seen < now).then(|| everything(now));
    let stream = Sse::new(listener.events(first, heard, (now, held)));
    Ok((
        [(HeaderName::from_static("x-accel-buffering"), "no")],
        stream,
    )
        .into_response())
}

/// What makes a listener look up: a change of the product, and one of the workspace, which may
/// have disabled them, made them an administrator or removed the product.
struct Heard {
    product: Receiver<Change>,
    workspace: Receiver<Change>,
}

impl Heard {
    /// The next change of the product; nothing when there is only reason to look who listens.
    async fn next(&mut self) -> Option<Result<Change, RecvError>> {
        let next = async {
            tokio::select! {
                change = self.product.recv() => Some(change),
                _ = self.workspace.recv() => None,
            }
        };
        timeout(KEEP_ALIVE, next).await.ok().flatten()
    }
}

/// What of a product is somebody's own.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Held {
    roles: Roles,
    /// The last event that mentioned them.
    mentioned: Option<Position>,
}

/// Who listens: the request they began with is asked again before each thing they are told, so
/// that nobody hears more once they signed out or may no longer see the product.
struct Listener {
    state: WebState,
    request: Parts,
}

impl Listener {
    /// The position the product is at, and what of it is the person's own.
    ///
    /// # Errors
    /// When the person may not see the product any more.
    async fn look(&self) -> Result<(u64, Held), WebError> {
        let mut request = self.request.clone();
        let visit = Visit::from_request_parts(&mut request, &self.state).await?;
        let mentions = visit.product.mentions_of(visit.visitor.id);
        let held = Held {
            roles: visit.view.actor.roles(&visit.product),
            mentioned: mentions.get_max().map(|last| last.position),
        };
        Ok((visit.product.position, held))
    }

    /// The last event a page had that connects again.
    fn seen(&self) -> Option<u64> {
        let id = self.request.headers.get("last-event-id")?;
        id.to_str().ok()?.parse().ok()
    }

    fn events(
        self,
        first: Option<Event>,
        heard: Heard,
        (position, held): (u64, Held),
    ) -> impl Stream<Item = Result<Event, Infallible>> {
        let first = stream::iter(first.map(Ok));
        let state = (self, heard, position, held);
        first.chain(stream::unfold(
            state,
            async |(listener, mut heard, mut position, before)| {
                let heard_of = heard.next().await;
                let (_, held) = listener.look().await.ok()?;
                let mentioned = held.mentioned != before.mentioned;
                let event = match heard_of {
                    Some(Err(RecvError::Closed)) => return None,
                    Some(Ok(change)) => {
                        position = change.position;
                        event(&change, mentioned)
                    }
                    Some(Err(RecvError::Lagged(_))) => everything(position),
                    None => Event::default().comment("still here"),
                };
                // What a page offers hangs on them.
                let event = match held.roles == before.roles {
                    true => event,
                    false => everything(position),
                };
                Some((Ok(event), (listener, heard, position, held)))
            },
        ))
    }
}

/// What was touched, and whether whoever listens was mentioned.
fn event(change: &Change, mentioned: bool) -> Event {
    let mut touched = change_json(change);
    if mentioned {
        touched["mentions"] = true.into();
    }
    said(change.position, &touched)
}

/// "You missed something": the page looks at everything it shows again.
fn everything(position: u64) -> Event {
    said(
        position,
        &json!({ "position": position, "ends": [], "items": [], "sprints": [], "order": true, "all": true }),
    )
}

fn said(position: u64, data: &serde_json::Value) -> Event {
    Event::default()
        .event("change")
        .id(position.to_string())
        .data(data.to_string())
}
