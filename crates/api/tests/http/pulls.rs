//! Pulling many items at once, of which some are not ready, and filling a sprint.

use serde_json::{Value, json};

use crate::client::Client;

/// A planned sprint in a product of 400 items, of which every other is ready.
async fn planned(client: &Client) -> Vec<Value> {
    let item = |n: u32| match n % 2 {
        0 => json!({"title": format!("Item {n}"), "points": 1, "criteria": ["It works"]}),
        _ => json!({"title": format!("Item {n}")}),
    };
    let product = json!({"key": "BIG", "name": "Big"});
    client.post("/products", product).await.ok();
    let items: Vec<Value> = (1..=400).map(item).collect();
    let created = client
        .post("/products/BIG/items", json!({"items": items}))
        .await;
    let days = json!({"start": "2026-11-16", "end": "2026-11-29"});
    client.post("/products/BIG/sprints", days).await.ok();
    created
        .ok()
        .keys("/items")
        .into_iter()
        .map(Value::from)
        .collect()
}

#[tokio::test]
async fn of_many_those_that_are_ready_cross_in_one_command_and_the_others_are_named() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let keys = planned(&client).await;
    let all = json!({"items": keys});
    let refused = client.post("/products/BIG/sprints/1/pulls", all).await;
    refused.refused(409, "not-ready");
    let ready = json!({"items": keys, "unready": "leave_out"});
    let pulled = client
        .post("/products/BIG/sprints/1/pulls", ready)
        .await
        .ok()
        .json;
    assert_eq!(pulled["pulled"].as_array().unwrap().len(), 200);
    let left_out = pulled["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 200);
    assert_eq!(left_out[0]["item"], keys[0]);
    assert_eq!(
        left_out[0]["missing"],
        json!(["acceptance_criteria", "estimate"])
    );
    let unready = json!({"items": [keys[0], keys[2]], "unready": "leave_out"});
    let none = client.post("/products/BIG/sprints/1/pulls", unready).await;
    none.refused(409, "none-ready");
    let undo = format!("/products/BIG/undo/{}", pulled["command"].as_str().unwrap());
    client.call("POST", &undo, None).await.ok();
    let sprint = client.get("/products/BIG/sprints/1").await.ok().json;
    assert_eq!(sprint["item_count"], 0, "one command, taken back as one");
}

#[tokio::test]
async fn a_fill_pulls_from_the_top_what_fits() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let keys = planned(&client).await;
    let fill = |up_to: u32| client.post("/products/BIG/sprints/1/fills", json!({"up_to": up_to}));
    let filled = fill(3).await.ok().json;
    assert_eq!(filled["pulled"], json!([keys[1], keys[3], keys[5]]));
    fill(3).await.refused(422, "nothing-fits");
}
