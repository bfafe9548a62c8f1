//! Mentions over the API: by name in a comment, listed for whoever is mentioned, read.

use domain::Actor;
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

#[tokio::test]
async fn who_has_no_role_in_the_product_is_not_told_by_name() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let (outsider, developer) = (world.people.outsider, world.people.developer);
    let name = world.app.people()[&developer].name.to_string();
    let text = format!(
        "<@{}>, `<@{}>` and <@{}>",
        outsider.0, developer.0, developer.0
    );
    let said = owner.post(COMMENTS, json!({ "text": text })).await.ok();
    let read = format!("@somebody, `@{name}` and @{name}");
    assert_eq!(said.json["text"], read);
    let mentions = &said.json["mentions"];
    assert_eq!(mentions.as_array().unwrap().len(), 1, "{mentions}");
    let item = owner.get("/products/PAY/items/PAY-6").await.ok();
    let last = item.json["comments"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["text"], &last["mentions"]), (&json!(read), mentions));
    let own = json!({ "text": format!("<@{}> `<@{}>`", world.people.owner.0, developer.0) });
    let own = owner.post(COMMENTS, own).await.ok();
    assert_eq!(own.json["mentions"], json!([]), "nobody was told");
}

#[tokio::test]
async fn no_more_are_named_as_read_than_the_description_says() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let named = |count: u64| {
        let one = |position| json!({"product": "PAY", "position": position});
        json!({ "mentions": (1..=count).map(one).collect::<Vec<_>>() })
    };
    owner.post("/me/mentions/reading", named(1_000)).await.ok();
    let refused = owner.post("/me/mentions/reading", named(1_001)).await;
    refused.refused(422, "too-many");
}

#[tokio::test]
async fn who_can_no_longer_sign_in_is_called_no_more() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let developer = world.people.developer;
    let name = world.app.people()[&developer].name.to_string();
    let text = |text: &str| json!({ "text": format!("{text} @{name} <@{}>", developer.0) });
    let said = owner.post(COMMENTS, text("Before:")).await.ok();
    let before = format!("{COMMENTS}/{}", said.json["id"]);
    let disabled = world.app.disable_person(Actor::Operator, developer);
    disabled.await.unwrap();
    let said = owner.post(COMMENTS, text("After:")).await.ok();
    assert_eq!(said.json["text"], format!("After: @{name} @{name}"));
    assert_eq!(said.json["mentions"], json!([]));
    let edited = owner.patch(&before, text("Still:")).await.ok();
    let mentioned = &edited.json["mentions"][0]["name"];
    assert_eq!(mentioned, name.as_str(), "who stood there stays");
}
