//! The roadmap over the wire.

use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn items_serve_goals_and_what_serves_none_is_counted() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let span = json!({"start": "2026-Q4", "end": "2027-Q1"});
    let goal = json!({"name": "Pay by card", "span": span});
    let added = owner.post("/products/PAY/goals", goal).await.ok();
    assert_eq!(added.json["goal"]["span"], span);
    let all = owner.get("/products/PAY/backlog").await.ok();
    let key = all.text("/items/0/key").to_owned();
    let serve = json!({"items": [key], "goal": 1});
    let served = owner.post("/products/PAY/roadmap", serve).await.ok();
    assert_eq!(served.json["items"][0]["goal"], 1);
    let found = owner.get("/products/PAY/backlog?goal=1").await.ok();
    assert_eq!(
        (&found.json["total"], found.text("/items/0/key")),
        (&json!(1), &*key)
    );
    let roadmap = owner.get("/products/PAY/roadmap").await.ok();
    assert_eq!(roadmap.json["goals"][0]["alone"], json!([key]));
    let orphans = owner.get("/products/PAY/backlog?goal=none").await.ok();
    assert_eq!(roadmap.json["orphans"]["items"], orphans.json["total"]);
}

#[tokio::test]
async fn what_a_goal_cannot_be_is_refused_in_words() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let add = |span| json!({"name": "N", "span": span});
    let early = add(json!({"start": "2027-Q1", "end": "2026-Q4"}));
    let path = "/products/PAY/goals";
    owner
        .post(path, early)
        .await
        .refused(422, "goal-ends-before-start");
    owner.post(path, json!({"name": "N"})).await.ok();
    owner
        .call(
            "PATCH",
            "/products/PAY/goals/1",
            Some(json!({"text": "x".repeat(100_001)})),
        )
        .await
        .refused(422, "text-too-long");
    let drop = json!({"state": "dropped"});
    let path = "/products/PAY/goals/1/state";
    owner
        .call("PUT", path, Some(drop))
        .await
        .refused(422, "text-missing");
    owner
        .get("/products/PAY/goals/9")
        .await
        .refused(404, "no-such-goal");
}

#[tokio::test]
async fn a_forecast_is_two_dates_or_nothing_while_too_little_is_known() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let young = owner.get("/products/PAY/items/PAY-8/forecast").await.ok();
    assert_eq!(young.json, json!(null), "one closed sprint");
    let admin = world.people.administrator;
    let actor = domain::Actor::Person {
        id: admin,
        administrator: true,
    };
    let made = world.app.create_sample(actor, admin, "Europe/Warsaw").await;
    made.unwrap();
    let admin = Client::of(&world, admin).await;
    let item = admin
        .get("/products/BIKE/items/BIKE-36/forecast")
        .await
        .ok();
    let goal = admin.get("/products/BIKE/goals/2/forecast").await.ok();
    assert!(item.text("/even") < item.text("/sure"), "{}", item.json);
    assert!(item.text("/even") <= goal.text("/even"), "{}", goal.json);

    let young = owner.get("/products/PAY/backlog/forecast").await.ok();
    assert_eq!(young.json, json!([]));
    let reached = admin.get("/products/BIKE/backlog/forecast").await.ok();
    let rank = |pointer: &str| reached.json.pointer(pointer).and_then(|rank| rank.as_u64());
    assert!(rank("/0/even") >= rank("/0/sure"), "{}", reached.json);
    assert!(rank("/1/even") > rank("/0/even"), "{}", reached.json);
    assert!(reached.text("/1/date") > reached.text("/0/date"));
}
