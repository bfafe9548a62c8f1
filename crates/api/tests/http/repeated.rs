//! Sending a request again, because the answer got lost on the way.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::client::{Answer, Client};

async fn with_key(client: &Client, path: &str, body: &str, key: &str) -> Answer {
    let request = Request::post("/")
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .body(Body::from(body.to_owned()));
    client.send(path, request.unwrap()).await
}

const KEY: &str = "0190a5f3-7e1c-7abc-8def-0123456789ab";

#[tokio::test]
async fn the_same_key_is_done_once_and_answered_twice() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let items = json!({"items": [{"title": "Once"}]}).to_string();
    let first = with_key(&client, "/products/PAY/items", &items, KEY)
        .await
        .ok();
    let second = with_key(&client, "/products/PAY/items", &items, KEY)
        .await
        .ok();
    assert_eq!(first.json, second.json);
    let found = client.get("/products/PAY/search?q=once").await.ok();
    assert_eq!(found.keys("/items").len(), 1);
}

#[tokio::test]
async fn a_command_that_would_be_refused_the_second_time_is_answered_too() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let remove = json!({"items": ["PAY-6"]}).to_string();
    let path = "/products/PAY/removals";
    let first = with_key(&client, path, &remove, KEY).await.ok();
    let second = with_key(&client, path, &remove, KEY).await.ok();
    assert_eq!(first.json, second.json);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_person() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let owner = Client::of(&world, world.people.owner).await;
    let path = "/products/PAY/items";
    let item = |title| json!({"items": [{"title": title}]}).to_string();
    let mine = with_key(&client, path, &item("A"), KEY).await.ok();
    let other = with_key(&client, path, &item("B"), KEY).await.ok();
    let theirs = with_key(&owner, path, &item("A"), KEY).await.ok();
    let commands = [mine, other, theirs].map(|answer| answer.text("/command").to_owned());
    assert_ne!(commands[0], commands[1]);
    assert_ne!(commands[0], commands[2]);
    assert_eq!(world.state().await.items.len(), 17, "all three were done");
    let wrong = with_key(&owner, path, &item("A"), "no-uuid").await;
    wrong.refused(400, "header-invalid");
}
