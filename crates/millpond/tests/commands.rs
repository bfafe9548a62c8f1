//! The registry of commands and the API are two lists of the same things: what a key does, a
//! program can do by the call that the key sheet names.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::Value;
use tower::ServiceExt;
use web::commands::{Act, COMMANDS, Command};

#[tokio::test]
async fn every_call_that_a_command_names_is_in_the_api_document() {
    let world = testkit::world().await;
    let request = Request::get("/api/v1/openapi.json")
        .body(Body::empty())
        .unwrap();
    let answer = api::router(world.app).oneshot(request).await.unwrap();
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    for command in COMMANDS.iter().filter(|command| !command.api.is_empty()) {
        let (method, path) = command.api.split_once(' ').unwrap();
        let operation = &document["paths"][path][method.to_lowercase()];
        assert!(operation.is_object(), "{}: no {}", command.id, command.api);
    }
}

#[test]
fn what_changes_something_can_be_done_by_a_program() {
    // Who may not do what a page is for is not led there; going there changes nothing.
    let changes =
        |command: &&Command| command.right.is_some() && !matches!(command.act, Act::Go(_));
    let silent = COMMANDS
        .iter()
        .filter(changes)
        .find(|command| command.api.is_empty());
    assert_eq!(silent.map(|command| command.id), None);
}
