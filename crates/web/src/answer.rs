//! The answer to a command: a toast that says what was done, with its undo, and the change in a
//! header, so that the page redraws at once instead of waiting for its own echo.

use std::collections::BTreeSet;

use app::{Change, Done, Mode};
use axum::http::HeaderName;
use axum::response::{IntoResponse, Response};
use domain::record::Recorded;
use domain::{Command, Event, ItemId, Product};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::error::WebError;
use crate::ui;
use crate::views::undone::told;
use crate::visit::Visit;

/// What a command's handler returns.
pub(crate) type Answer = Result<Response, WebError>;

const CHANGE: HeaderName = HeaderName::from_static("x-change");
/// Items and sprints that a change names one by one at most. Of more a page looks at all it
/// shows, which is less work, and the header stays shorter than any proxy's limit.
const NAMED: usize = 200;

/// Carries one command out; `said` puts what was done into words, after it was done.
///
/// # Errors
/// The refusal, or that the storage failed.
pub(crate) async fn carry_out(
    visit: &Visit,
    command: impl Into<Command>,
    said: impl FnOnce(&Visit, &Done<Product>) -> String,
) -> Answer {
    carry_out_all(visit, vec![command.into()], Mode::All, said).await
}

/// Carries several commands out as one, with one undo.
///
/// # Errors
/// In [`Mode::All`] the first refusal; else only that the storage failed.
pub(crate) async fn carry_out_all(
    visit: &Visit,
    commands: Vec<Command>,
    mode: Mode,
    said: impl FnOnce(&Visit, &Done<Product>) -> String,
) -> Answer {
    let actor = visit.visitor.actor();
    let done = visit
        .visitor
        .app
        .execute_many(actor, visit.view.id, commands, mode)
        .await?;
    Ok(answer(visit, &done, said))
}

/// The answer to what was done.
pub(crate) fn answer(
    visit: &Visit,
    done: &Done<Product>,
    said: impl FnOnce(&Visit, &Done<Product>) -> String,
) -> Response {
    answer_with(visit, done, said, &html! {})
}

/// Carries several commands out as one; where they change nothing, `stays` says that.
///
/// # Errors
/// In [`Mode::All`] the first refusal; else only that the storage failed.
pub(crate) async fn carry_out_or_say(
    visit: &Visit,
    commands: Vec<Command>,
    mode: Mode,
    said: String,
    stays: &str,
) -> Answer {
    let (app, actor) = (&visit.visitor.app, visit.visitor.actor());
    let done = app
        .execute_many(actor, visit.view.id, commands, mode)
        .await?;
    Ok(match done.events.is_empty() && done.refused.is_empty() {
        true => unchanged(&done, stays),
        false => answer(visit, &done, |_, _| said),
    })
}

/// The answer to what changed nothing: that it is so already, and nothing to undo.
pub(crate) fn unchanged(done: &Done<Product>, stays: &str) -> Response {
    with_change(&of_done(done), ui::toast(stays, None))
}

/// The answer to what has no way back and shows by itself: no toast.
pub(crate) fn quiet(visit: &Visit, done: &Done<Product>) -> Response {
    with_change(&of_done(done), refused(visit, done))
}

/// The answer to an undo of these events: it names them, and they can be done again.
pub(crate) fn undone(visit: &Visit, done: &Done<Product>, events: &[Recorded<Event>]) -> Response {
    let redo = visit.urls.undo(done.command);
    let said = html! { "Undid" (told(visit, events)) "." };
    let toasts = html! {
        @if !done.events.is_empty() { (ui::undone_toast(&said, &redo)) }
        (refused(visit, done))
    };
    with_change(&of_done(done), toasts)
}

/// The answer to an undo of an undo, which did its command again.
pub(crate) fn redone(visit: &Visit, done: &Done<Product>) -> Response {
    let undo = visit.urls.undo(done.command);
    let after = visit.after(done.state.clone());
    let said = html! { "Did again" (told(&after, &done.events)) "." };
    let toasts = html! {
        @if !done.events.is_empty() { (ui::toast(&said, Some(&undo))) }
        (refused(&after, done))
    };
    with_change(&of_done(done), toasts)
}

/// The answer to what was done, and more to say about it.
pub(crate) fn answer_with(
    visit: &Visit,
    done: &Done<Product>,
    said: impl FnOnce(&Visit, &Done<Product>) -> String,
    more: &Markup,
) -> Response {
    answer_offering(visit, done, said, &html! {}, more)
}

/// The answer to what was done, with an offer beside its undo, and more to say about it.
pub(crate) fn answer_offering(
    visit: &Visit,
    done: &Done<Product>,
    said: impl FnOnce(&Visit, &Done<Product>) -> String,
    offer: &Markup,
    more: &Markup,
) -> Response {
    let after = visit.after(done.state.clone());
    let undo = visit.urls.undo(done.command);
    let toasts = html! {
        @if !done.events.is_empty() { (ui::toast_offering(said(&after, done), Some(&undo), offer)) }
        (refused(&after, done))
        (more)
    };
    with_change(&of_done(done), toasts)
}

/// The answer to what was done, where `more` is all that the page has to redraw.
pub(crate) fn answer_redrawn(
    visit: &Visit,
    done: &Done<Product>,
    said: &str,
    more: &Markup,
) -> Response {
    let undo = visit.urls.undo(done.command);
    let fragments = html! {
        @if !done.events.is_empty() { (ui::toast(said, Some(&undo))) }
        (more)
    };
    let nothing = Change {
        items: Vec::new(),
        ..of_done(done)
    };
    with_change(&nothing, fragments)
}

/// In bulk, what was not done and why; one toast, not one per item.
fn refused(visit: &Visit, done: &Done<Product>) -> Markup {
    let Some((_, first)) = done.refused.first() else {
        return html! {};
    };
    let sentence = first.explain(&visit.product).sentence();
    match done.refused.len() {
        1 => ui::refusal(&sentence, None),
        many => ui::refusal(
            &format!(
                "{} were not changed. The first: {sentence}",
                domain::text::thousands(many)
            ),
            None,
        ),
    }
}

fn with_change(change: &Change, body: Markup) -> Response {
    ([(CHANGE, change_json(change).to_string())], body).into_response()
}

/// What a command touched, as the live stream would say it.
fn of_done(done: &Done<Product>) -> Change {
    let events = || done.events.iter().map(|recorded| &recorded.event);
    Change {
        position: done.state.position,
        ends: done
            .events
            .last()
            .map(|last| last.position)
            .into_iter()
            .collect(),
        items: distinct(events().flat_map(domain::Event::items)),
        sprints: distinct(events().filter_map(|event| event.concerns(&done.state))),
        order: events().any(domain::Event::changes_order),
        all: events().any(domain::Event::changes_everything),
    }
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    BTreeSet::from_iter(all).into_iter().collect()
}

/// A change as the script reads it.
pub(crate) fn change_json(change: &Change) -> Value {
    let many = change.items.len() + change.sprints.len() > NAMED;
    let named = if many { 0 } else { NAMED };
    let items: Vec<u32> = change.items.iter().take(named).map(|item| item.0).collect();
    let sprints = change.sprints.iter().take(named).map(|sprint| sprint.0);
    let sprints: Vec<u32> = sprints.collect();
    let all = change.all || many;
    json!({ "position": change.position, "ends": change.ends, "items": items, "sprints": sprints, "order": change.order, "all": all })
}

/// "PAY-12" or "4 items".
pub(crate) fn counted(visit: &Visit, items: &[ItemId]) -> String {
    match items {
        [one] => visit.key(*one),
        many => domain::text::counted(many.len(), "item"),
    }
}
