//! Files over the wire: sent as they are, given out as bytes to be kept.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use testkit::World;

use crate::client::{Answer, Client};

const FILES: &str = "/products/PAY/items/PAY-6/attachments";
const KEY: &str = "6f2c1a58-6bb0-4d8e-9a44-0d6a3c3a5b11";

async fn send(client: &Client, name: &str, key: Option<&str>, bytes: Vec<u8>) -> Answer {
    let request = Request::post("/").header("content-type", "application/octet-stream");
    let request = match key {
        Some(key) => request.header("idempotency-key", key),
        None => request,
    };
    let request = request.body(Body::from(bytes)).unwrap();
    client.send(&format!("{FILES}?name={name}"), request).await
}

async fn owner() -> (World, Client) {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.owner).await;
    (world, client)
}

#[tokio::test]
async fn a_file_comes_back_as_bytes_whatever_it_is() {
    let (_world, client) = owner().await;
    let page = "<!DOCTYPE html><script>alert(1)</script>";
    let answer = send(&client, "a%20page.png", None, page.into()).await.ok();
    assert_eq!(answer.status, 201);
    let file = &answer.json["item"]["attachments"][0];
    assert_eq!(file["name"], "a page.png");
    assert_eq!(file["media_type"], "text/html", "its bytes say so");
    assert_eq!(file["size"], page.len());
    let back = client.get(&format!("{FILES}/1")).await.ok();
    assert_eq!(back.json, Value::String(page.into()));
    let header = |name: &str| back.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-disposition").starts_with("attachment; filename=\"a page.png\""));
    assert_eq!(
        header("content-security-policy"),
        "sandbox; default-src 'none'"
    );
    let history = client.get("/products/PAY/items/PAY-6/history").await.ok();
    assert!(history.json.to_string().contains(r#""name":"a page.png""#));
}

#[tokio::test]
async fn an_upload_that_is_sent_again_attaches_nothing_twice() {
    let (_world, client) = owner().await;
    let first = send(&client, "a", Some(KEY), b"one".into()).await.ok();
    let again = send(&client, "a", Some(KEY), b"one".into()).await.ok();
    assert_eq!(first.json["command"], again.json["command"]);
    let other = send(&client, "a", Some(KEY), b"two".into()).await.ok();
    assert_ne!(first.json["command"], other.json["command"]);
    let files = &other.json["item"]["attachments"];
    assert_eq!(files.as_array().unwrap().len(), 2);
    let wrong = send(&client, "a", Some("no uuid"), b"one".into()).await;
    wrong.refused(400, "header-invalid");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_in_words() {
    let (_world, client) = owner().await;
    let large = send(&client, "a", None, vec![0; 25_000_001]).await;
    large.refused(422, "file-too-large");
    assert_eq!(large.json["field"], "file");
    let long = send(&client, &"n".repeat(10_000), None, b"x".into()).await;
    long.refused(422, "text-too-long");
    let nameless = send(&client, "..", None, b"x".into()).await;
    nameless.refused(422, "text-missing");
    let controls = send(&client, "a%0D%0Ab%00.txt", None, b"x".into())
        .await
        .ok();
    assert_eq!(controls.text("/item/attachments/0/name"), "a b .txt");
    let json = client.post(&format!("{FILES}?name=a"), json!({})).await;
    json.refused(415, "media-type");
    let request = Request::post("/").header("content-type", "application/octet-stream");
    let request = request.body(Body::from("x")).unwrap();
    client
        .send(FILES, request)
        .await
        .refused(400, "query-invalid");
}

#[tokio::test]
async fn it_is_taken_away_and_comes_back_by_undo() {
    let (world, client) = owner().await;
    send(&client, "a", None, b"one".into()).await.ok();
    let theirs = Client::of(&world, world.people.stakeholder).await;
    let path = format!("{FILES}/1");
    theirs
        .delete(&path)
        .await
        .refused(403, "not-your-attachment");
    let gone = client.delete(&path).await.ok();
    assert_eq!(gone.json["item"]["attachments"], json!([]));
    client.get(&path).await.refused(404, "no-such-part");
    let undo = format!("/products/PAY/undo/{}", gone.text("/command"));
    client.call("POST", &undo, None).await.ok();
    let back = client.get(&path).await.ok();
    assert_eq!(back.json, "one");
    let outsider = Client::of(&world, world.people.outsider).await;
    outsider.get(&path).await.refused(404, "no-such-product");
}
