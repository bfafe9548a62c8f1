//! From an empty product to a closed sprint, by one person with every role.

use serde_json::json;
use testkit::World;

use crate::client::{Client, Transcript};

#[tokio::test]
async fn from_an_empty_product_to_a_closed_sprint() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let mut script = Transcript::default();
    fill_the_backlog(&client, &mut script).await;
    plan_and_commit(&client, &mut script).await;
    work_and_close(&world, &client, &mut script).await;
    insta::assert_snapshot!(script.text());
}

async fn fill_the_backlog(client: &Client, script: &mut Transcript) {
    let new = json!({"key": "new", "name": "New", "time_zone": "Europe/Warsaw"});
    let product = client.post("/products", new).await.ok();
    script.note("Make a product", &product);

    let items = json!({"items": [
        {"title": "Pay by card", "points": 5, "criteria": ["It is paid"], "labels": ["UI"]},
        {"title": "Refund", "kind": "bug", "points": 0.5, "description": "**Back**"},
        {"title": "Rotate keys", "kind": "task"},
    ]});
    let created = client.post("/products/NEW/items", items).await.ok();
    assert_eq!(created.status, 201);
    script.note("Write three items down", &created);

    let up = json!({"items": ["NEW-2"], "to": "top", "reason": "It costs money"});
    let moved = client.post("/products/NEW/moves", up).await.ok();
    script.note("Send the second to the top", &moved);
    let undo = format!("/products/NEW/undo/{}", moved.text("/command"));
    client.call("POST", &undo, None).await.ok();
    let backlog = client.get("/products/NEW/backlog").await.ok();
    assert_eq!(
        backlog.keys("/items"),
        ["NEW-1", "NEW-2", "NEW-3"],
        "undone"
    );
    script.note("Read the backlog", &backlog);
}

async fn plan_and_commit(client: &Client, script: &mut Transcript) {
    let sprint = json!({
        "start": "2026-11-09", "end": "2026-11-20", "goal": "Money in",
        "holidays": ["2026-11-11"],
    });
    let sprint = client.post("/products/NEW/sprints", sprint).await.ok();
    script.note("Plan a sprint", &sprint);

    let all = json!({"items": ["NEW-1", "NEW-2", "NEW-3"]});
    let gate = client.post("/products/NEW/sprints/1/pulls", all).await;
    gate.refused(409, "not-ready");
    script.note("Pull everything in", &gate);

    let estimate = json!({"points": 3});
    client
        .patch("/products/NEW/items/NEW-3", estimate)
        .await
        .ok();
    let waived = json!({
        "items": ["NEW-1", "NEW-2", "NEW-3"],
        "waive": [{"check": "acceptance_criteria", "reason": "Everybody knows"}],
    });
    let pulled = client
        .post("/products/NEW/sprints/1/pulls", waived)
        .await
        .ok();
    script.note("Waive what is missing", &pulled);

    let commit = client.call("POST", "/products/NEW/sprints/1/commitment", None);
    commit.await.ok();
    let contract = client.get("/products/NEW/sprints/1/contract").await.ok();
    script.note("Commit, and read the contract", &contract);
}

async fn work_and_close(world: &World, client: &Client, script: &mut Transcript) {
    world.at("2026-11-10T10:00:00Z");
    for (item, column) in [("NEW-1", "done"), ("NEW-3", "in_review")] {
        let card = json!({"item": item, "column": column, "to": "top"});
        client
            .post("/products/NEW/sprints/1/board/moves", card)
            .await
            .ok();
    }
    let board = client.get("/products/NEW/sprints/1/board").await.ok();
    script.note("Work, and look at the board", &board);

    world.at("2026-11-20T15:00:00Z");
    let reasons = json!({"reasons": {"NEW-3": "The review took long"}});
    let closed = client
        .post("/products/NEW/sprints/1/closing", reasons)
        .await
        .ok();
    script.note("Close", &closed);
    let outcome = client.get("/products/NEW/sprints/1/outcome").await.ok();
    script.note("Read the outcome", &outcome);
    let burndown = client.get("/products/NEW/sprints/1/burndown").await.ok();
    script.note("Read the burndown", &burndown);

    let backlog = client.get("/products/NEW/backlog").await.ok();
    assert_eq!(
        backlog.keys("/items"),
        ["NEW-2", "NEW-3"],
        "in committed order"
    );
    assert_eq!(backlog.json["items"][1]["carried_over"], 1);
    let item = client.get("/products/NEW/items/new-3").await.ok();
    script.note("Read what was carried over", &item);
    let history = client.get("/products/NEW/items/3/history").await.ok();
    script.note("And its history", &history);
}
