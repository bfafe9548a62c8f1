//! Templates: listed, changed, brought back; items and products that begin with one.

use serde_json::json;

use crate::client::Client;

const TEMPLATES: &str = "/products/PAY/templates";

#[tokio::test]
async fn a_template_is_added_changed_used_and_removed() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let body =
        json!({"name": "Outage", "kind": "bug", "criteria": ["It is back"], "labels": ["ops"]});
    owner.post(TEMPLATES, body.clone()).await.ok();
    let listed = owner.get(TEMPLATES).await.ok();
    let names: Vec<_> = listed.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["Story", "Bug", "Task", "Outage"]);
    assert_eq!(listed.json["items"][1]["built_in"], true);
    assert_eq!(listed.json["items"][3]["id"], 101);
    let items = json!({"items": [
        {"title": "It is down", "template": 101, "description": "Since noon"},
        {"title": "Quick one"}]});
    let made = owner.post("/products/PAY/items", items).await.ok();
    let key = made.json["created"][0]
        .as_str()
        .or_else(|| made.json["items"][0]["key"].as_str());
    let item = owner
        .get(&format!("/products/PAY/items/{}", key.unwrap()))
        .await
        .ok();
    assert_eq!(item.json["kind"], "bug");
    assert_eq!(
        item.json["description"], "Since noon",
        "what is typed stays"
    );
    assert_eq!(item.json["criteria"][0]["text"], "It is back");
    let late = json!({"name": "Mine", "kind": "bug", "base": 0});
    let late = owner.put(&format!("{TEMPLATES}/101"), late).await;
    late.refused(409, "template-changed");
    owner.delete(&format!("{TEMPLATES}/101")).await.ok();
    let unknown = owner.put(&format!("{TEMPLATES}/77"), body).await;
    unknown.refused(404, "no-such-template");
    let gone = json!({"items": [{"title": "T", "template": 101}]});
    owner
        .post("/products/PAY/items", gone)
        .await
        .refused(404, "no-such-template");
}

#[tokio::test]
async fn millponds_own_come_back() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let bug = format!("{TEMPLATES}/2");
    let words = owner.get(TEMPLATES).await.ok().json["items"][1]["description"].clone();
    owner.delete(&bug).await.ok();
    assert_eq!(
        owner.get(TEMPLATES).await.ok().json["items"][1]["name"],
        "Task"
    );
    owner.put(&format!("{bug}/built-in"), json!({})).await.ok();
    let back = owner.get(TEMPLATES).await.ok();
    assert_eq!(back.json["items"][1]["description"], words);
    let own = owner
        .put(&format!("{TEMPLATES}/101/built-in"), json!({}))
        .await;
    own.refused(404, "no-such-template");
}

#[tokio::test]
async fn a_product_begins_with_an_example_or_as_a_copy_but_not_both() {
    let world = testkit::world().await;
    let amina = Client::of(&world, world.people.administrator).await;
    let made = json!({"key": "TOOL", "name": "Tool", "starter": "internal_tool"});
    let made = amina.post("/products", made).await.ok();
    assert_eq!(made.json["backlog"]["items"], 17);
    let copy = json!({"key": "COPY", "name": "Copy", "copy_of": "tool"});
    let copy = amina.post("/products", copy).await.ok();
    assert_eq!(copy.json["backlog"]["items"], 17);
    let both = json!({"key": "BOTH", "name": "Both", "starter": "mobile_app", "copy_of": "TOOL"});
    amina
        .post("/products", both)
        .await
        .refused(422, "two-beginnings");
    let nothing = json!({"key": "NONE", "name": "None", "copy_of": "GONE"});
    amina
        .post("/products", nothing)
        .await
        .refused(404, "no-such-product");
}

#[tokio::test]
async fn a_short_request_does_not_become_a_long_record() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let long = |length| json!({"name": "Long", "kind": "task", "description": "a".repeat(length)});
    let refused = owner.post(TEMPLATES, long(10_001)).await;
    refused.refused(422, "text-too-long");
    owner.post(TEMPLATES, long(10_000)).await.ok();
    let items = |count| json!({ "items": vec![json!({"title": "T", "template": 101}); count] });
    let refused = owner.post("/products/PAY/items", items(501)).await;
    refused.refused(422, "too-many");
    owner.post("/products/PAY/items", items(2)).await.ok();
}
