//! Mentions over the API: by name in a comment, listed for whoever is mentioned, read.

use serde_json::json;

use crate::client::Client;

const COMMENTS: &str = "/products/PAY/items/PAY-6/comments";

#[tokio::test]
async fn a_mention_is_listed_and_read_by_whom_it_calls() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let developer = Client::of(&world, world.people.developer).await;
    let name = world.app.people()[&world.people.developer].name.to_string();
    let text = format!("@{name}: what about @Nobody?");
    let said = owner.post(COMMENTS, json!({ "text": text })).await.ok();
    let comment = &said.json;
    assert_eq!(comment["text"], text);
    assert_eq!(comment["mentions"][0]["name"], name.as_str());
    let mine = developer.get("/me/mentions").await.ok();
    assert_eq!(
        (&mine.json["total"], &mine.json["unread"]),
        (&json!(1), &json!(1))
    );
    let one = &mine.json["items"][0];
    assert_eq!(
        (&one["item"], &one["comment"]["text"]),
        (&json!("PAY-6"), &json!(text))
    );
    assert_eq!(owner.get("/me/mentions").await.ok().json["total"], 0);
    let other = json!({"mentions": [{"product": "PAY", "position": 1}]});
    developer.post("/me/mentions/reading", other).await.ok();
    assert_eq!(developer.get("/me/mentions").await.ok().json["unread"], 1);
    let this = json!({"mentions": [{"product": "pay", "position": one["position"]}]});
    developer.post("/me/mentions/reading", this).await.ok();
    let read = developer.get("/me/mentions?after=0&limit=1").await.ok();
    assert_eq!(
        (&read.json["unread"], &read.json["items"][0]["read"]),
        (&json!(0), &json!(true))
    );
}
