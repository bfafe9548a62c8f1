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

#[tokio::test]
async fn a_product_is_made_once() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let new = json!({"key": "NEW", "name": "New"}).to_string();
    let first = with_key(&client, "/products", &new, KEY).await.ok();
    let second = with_key(&client, "/products", &new, KEY).await.ok();
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.json, second.json);
    let another = "0190a5f3-7e1c-7abc-8def-0123456789ac";
    let taken = with_key(&client, "/products", &new, another).await;
    taken.refused(409, "key-taken");
    let both = tokio::join!(
        with_key(&client, "/products", r#"{"key": "TWO", "name": "2"}"#, KEY),
        with_key(&client, "/products", r#"{"key": "TWO", "name": "2"}"#, KEY),
    );
    assert_eq!(both.0.ok().json, both.1.ok().json, "sent at once");
}

#[tokio::test]
async fn an_invite_is_made_once_and_its_secret_is_one_persons() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let owner = Client::of(&world, world.people.owner).await;
    let (path, new) = ("/products/PAY/invites", r#"{"roles": ["developer"]}"#);
    let first = with_key(&client, path, new, KEY).await.ok();
    let second = with_key(&client, path, new, KEY).await.ok();
    assert_eq!(first.json, second.json);
    let open = client.get(path).await.ok();
    assert_eq!(open.json["items"].as_array().unwrap().len(), 1);
    let theirs = with_key(&owner, path, new, KEY).await.ok();
    assert_ne!(theirs.text("/secret"), first.text("/secret"));
    let without = client.post(path, json!({"roles": ["developer"]})).await;
    assert_ne!(without.ok().text("/secret"), first.text("/secret"));
}

#[tokio::test]
async fn an_import_is_answered_with_what_it_brought_the_first_time() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let import = async |csv: &'static str, key: &str| {
        let request = Request::post("/")
            .header("content-type", "text/csv")
            .header("idempotency-key", key)
            .body(Body::from(csv));
        let answer = client.send("/products/WEB/imports", request.unwrap());
        answer.await.ok().json
    };
    let first = import("key,title\nA-1,One\nA-2,Two\n", KEY).await;
    assert_eq!(first["created"], 2);
    assert_eq!(import("key,title\nA-1,One\nA-2,Two\n", KEY).await, first);
    let newer = import("key,title\nA-1,Won\nA-2,Two\n", KEY).await;
    assert_eq!(
        (&newer["updated"], &newer["unchanged"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(import("key,title\nA-1,Won\nA-2,Two\n", KEY).await, newer);
}

#[tokio::test]
async fn without_a_token_nothing_of_a_body_is_read() {
    let world = testkit::world().await;
    let client = Client::without_token(&world);
    let endless = futures_util::stream::pending::<Result<&str, std::convert::Infallible>>();
    let request = Request::post("/")
        .header("content-type", "application/json")
        .header("idempotency-key", KEY)
        .body(Body::from_stream(endless));
    let answer = client.send("/products/PAY/items", request.unwrap()).await;
    assert_eq!(answer.status, 401);
}
