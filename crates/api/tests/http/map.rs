//! The story map over the wire.

use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn items_stand_at_steps_and_the_map_is_read_by_goals_and_by_sprints() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let steps = "/products/PAY/map/steps";
    owner.post(steps, json!({"name": "Pay"})).await.ok();
    let step = json!({"name": "Choose a card", "activity": 1});
    let added = owner.post(steps, step).await.ok();
    assert_eq!(added.json["activities"][0]["steps"][0]["step"], 2);
    let all = owner.get("/products/PAY/backlog").await.ok();
    let key = all.text("/items/0/key").to_owned();
    let place = json!({"items": [key], "step": 2});
    let placed = owner.post("/products/PAY/map/placements", place).await.ok();
    assert_eq!(placed.json["items"][0]["step"], 2);
    let map = owner.get("/products/PAY/map").await.ok();
    let cells = json!([{"step": 2, "items": [key]}]);
    assert_eq!(map.json["slices"][0]["slice"], "goal-none");
    assert_eq!(map.json["slices"][0]["cells"], cells);
    let map = owner.get("/products/PAY/map?slices=sprints").await.ok();
    let slices = map.json["slices"].as_array().unwrap();
    let backlog = slices.iter().find(|one| one["slice"] == "backlog");
    assert_eq!(backlog.unwrap()["cells"], cells);
    let goal = json!({"name": "Autumn"});
    owner.post("/products/PAY/goals", goal).await.ok();
    let slice = json!({"items": [key], "slice": "goal-1"});
    let placed = owner.post("/products/PAY/map/placements", slice).await;
    let placed = placed.ok().json["items"][0].clone();
    assert_eq!((&placed["step"], &placed["goal"]), (&json!(2), &json!(1)));
    let wrong = json!({"items": [key], "slice": "autumn"});
    let wrong = owner.post("/products/PAY/map/placements", wrong).await;
    wrong.refused(422, "body-invalid");
    let none = json!({"items": [key], "slice": "goal-none"});
    owner.post("/products/PAY/map/placements", none).await.ok();
    let path = format!("{steps}/2");
    owner.call("DELETE", &path, None).await.ok();
    owner
        .call("DELETE", &path, None)
        .await
        .refused(404, "no-such-step");
    let item = owner.get(&format!("/products/PAY/items/{key}")).await.ok();
    assert_eq!(item.json["step"], json!(null));
}

#[tokio::test]
async fn steps_are_renamed_and_moved_together_or_not_at_all() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let steps = "/products/PAY/map/steps";
    for body in [
        json!({"name": "Pay"}),
        json!({"name": "Refund"}),
        json!({"name": "Ask", "activity": 2}),
    ] {
        owner.post(steps, body).await.ok();
    }
    let edit = json!({"name": "Give back", "to": {"activity": 1, "at": 0}});
    let path = format!("{steps}/2");
    let refused = owner.call("PATCH", &path, Some(edit)).await;
    refused.refused(409, "activity-has-steps");
    let map = owner.get("/products/PAY/map").await.ok();
    assert_eq!(map.json["activities"][1]["name"], "Refund");
    let edit = json!({"name": "Ask back", "to": {"activity": 1, "at": 0}});
    let path = format!("{steps}/3");
    let done = owner.call("PATCH", &path, Some(edit)).await.ok();
    assert_eq!(done.json["activities"][0]["steps"][0]["name"], "Ask back");
}

#[tokio::test]
async fn new_items_come_with_their_step_their_goal_and_what_goes_into_them() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let steps = "/products/PAY/map/steps";
    owner.post(steps, json!({"name": "Pay"})).await.ok();
    let goal = json!({"name": "Sell more"});
    owner.post("/products/PAY/goals", goal).await.ok();
    let all = owner.get("/products/PAY/backlog").await.ok();
    let key = all.text("/items/0/key").to_owned();
    let items = json!([
        {"title": "Filter", "step": 1, "goal": 1},
        {"title": "Finding", "kind": "epic", "children": [key]},
    ]);
    let path = "/products/PAY/items";
    let created = owner.post(path, json!({ "items": items })).await;
    let made = &created.json["items"];
    assert_eq!(made[0]["step"], 1, "{}", created.json);
    assert_eq!(made[0]["goal"], 1, "{}", created.json);
    let child = owner.get(&format!("{path}/{key}")).await.ok();
    assert_eq!(child.json["epic"]["key"], made[1]["key"]);
    let refused = |item| json!({ "items": [item] });
    let story = refused(json!({"title": "Filter", "children": [key]}));
    let answer = owner.post(path, story).await;
    answer.refused(409, "only-epics-hold");
    let nowhere = refused(json!({"title": "Filter", "step": 9}));
    owner.post(path, nowhere).await.refused(404, "no-such-step");
}
