//! After the commitment nothing enters or leaves a sprint, on any route.

use serde_json::{Value, json};
use testkit::World;

use crate::client::Client;

/// Every request that could change what is in the running sprint, and the rule
/// that must stand against it.
fn attempts() -> Vec<(&'static str, &'static str, Option<Value>, &'static str)> {
    let sprint = "/products/PAY/sprints/2";
    let path = |rest: &str| -> &'static str { format!("{sprint}{rest}").leak() };
    let to_do = || json!({"items": ["PAY-3"]});
    let dates = json!({"end": "2026-11-20"});
    let epic = json!({"kind": "epic"});
    let up = json!({"items": ["PAY-3"], "to": "top"});
    let item = "/products/PAY/items/PAY-3";
    vec![
        (
            "POST",
            path("/pulls"),
            Some(json!({"items": ["PAY-6"]})),
            "sprint-running",
        ),
        ("POST", path("/put-backs"), Some(to_do()), "sprint-running"),
        ("POST", path("/moves"), Some(up.clone()), "sprint-running"),
        ("POST", path("/commitment"), None, "sprint-running"),
        ("PATCH", path(""), Some(dates), "sprint-running"),
        ("DELETE", path(""), None, "sprint-running"),
        (
            "POST",
            "/products/PAY/removals",
            Some(to_do()),
            "not-in-product-backlog",
        ),
        (
            "POST",
            "/products/PAY/moves",
            Some(up),
            "not-in-product-backlog",
        ),
        (
            "POST",
            "/products/PAY/restorations",
            Some(to_do()),
            "not-removed",
        ),
        ("PATCH", item, Some(epic), "not-in-product-backlog"),
    ]
}

async fn membership(world: &World) -> Vec<domain::ItemId> {
    let state = world.state().await;
    state.sprints[&testkit::sprint::RUNNING].plan.to_vec()
}

#[tokio::test]
async fn nothing_enters_or_leaves_a_running_sprint() {
    let world = testkit::world().await;
    // Holds every role, so that no right stands in front of the rule.
    let client = Client::of(&world, world.people.administrator).await;
    let before = membership(&world).await;
    for (method, path, body, code) in attempts() {
        let answer = client.call(method, path, body).await;
        answer.refused(409, code);
        assert_eq!(membership(&world).await, before, "{method} {path}");
    }
}

#[tokio::test]
async fn another_sprint_cannot_take_from_the_running_one() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let next = json!({"start": "2026-11-16", "end": "2026-11-29"});
    client.post("/products/PAY/sprints", next).await.ok();
    let pull = json!({"items": ["PAY-3"]});
    let answer = client.post("/products/PAY/sprints/3/pulls", pull).await;
    answer.refused(409, "not-in-product-backlog");
    let card = json!({"item": "PAY-3", "column": "done"});
    let answer = client
        .post("/products/PAY/sprints/3/board/moves", card)
        .await;
    answer.refused(409, "not-in-sprint");
}

#[tokio::test]
async fn what_pulled_an_item_in_cannot_be_undone_after_the_commitment() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let close = client.post("/products/PAY/sprints/2/closing", json!({}));
    close.await.ok();
    let next = json!({"start": "2026-11-16", "end": "2026-11-29"});
    client.post("/products/PAY/sprints", next).await.ok();
    let pull = json!({"items": ["PAY-6"]});
    let pulled = client
        .post("/products/PAY/sprints/3/pulls", pull)
        .await
        .ok();
    let commit = client.call("POST", "/products/PAY/sprints/3/commitment", None);
    commit.await.ok();
    let undo = format!("/products/PAY/undo/{}", pulled.text("/command"));
    let answer = client.call("POST", &undo, None).await;
    answer.refused(409, "sprint-running");
}
