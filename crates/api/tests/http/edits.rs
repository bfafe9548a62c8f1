//! Changing items: several fields at once, and two people at one text.

use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn several_fields_change_together_and_are_undone_together() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let before = client.get("/products/PAY/items/PAY-7").await.ok().json;
    let edit = json!({
        "title": "New", "description": "More", "kind": "story", "epic": "PAY-9",
        "points": 8, "labels": ["a", "b"], "assignee": world.people.developer.0,
    });
    let edited = client.patch("/products/PAY/items/PAY-7", edit).await.ok();
    let item = &edited.json["item"];
    assert_eq!(item["title"], "New");
    assert_eq!(item["points"], 8);
    assert_eq!(item["epic"]["key"], "PAY-9");
    assert_eq!(item["labels"], json!(["a", "b"]));
    assert_eq!(item["assignee"]["name"], "Developer");
    let undo = format!("/products/PAY/undo/{}", edited.text("/command"));
    client.call("POST", &undo, None).await.ok();
    let after = client.get("/products/PAY/items/PAY-7").await.ok().json;
    for field in [
        "title",
        "description",
        "kind",
        "epic",
        "points",
        "labels",
        "assignee",
    ] {
        assert_eq!(after[field], before[field], "{field}");
    }
}

#[tokio::test]
async fn if_one_field_is_refused_none_changes() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let edit = json!({"title": "New", "points": 8});
    let answer = owner.patch("/products/PAY/items/PAY-7", edit).await;
    answer.refused(403, "forbidden");
    let item = owner.get("/products/PAY/items/PAY-7").await.ok();
    assert_eq!(item.json["title"], "A declined card shows a blank page");
}

#[tokio::test]
async fn null_takes_away_and_absence_leaves() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let path = "/products/PAY/items/PAY-10";
    let labels = json!({"add_labels": ["a", "b"]});
    client.patch(path, labels).await.ok();
    let nothing = json!({"points": null, "epic": null, "remove_labels": ["A"]});
    let item = client.patch(path, nothing).await.ok().json["item"].clone();
    assert_eq!(
        (&item["points"], &item["epic"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(item["labels"], json!(["b"]));
    assert_eq!(item["title"], "Subscribe monthly");
    let empty = client.patch(path, json!({})).await.ok();
    assert_eq!(empty.json["changed"], false);
    let both = json!({"labels": [], "add_labels": ["c"]});
    client.patch(path, both).await.refused(422, "body-invalid");
    let whole = client.patch(path, json!({"labels": ["B", "c"]})).await.ok();
    assert_eq!(whole.json["item"]["labels"], json!(["b", "c"]));
}

#[tokio::test]
async fn an_item_can_become_an_epic_and_an_epic_an_item_of_another() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let up = json!({"kind": "epic", "epic": null});
    client.patch("/products/PAY/items/PAY-11", up).await.ok();
    let down = json!({"kind": "story", "epic": "PAY-9"});
    let item = client.patch("/products/PAY/items/PAY-13", down).await.ok();
    assert_eq!(item.json["item"]["epic"]["key"], "PAY-9");
}

#[tokio::test]
async fn whoever_was_slower_gets_both_texts() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let path = "/products/PAY/items/PAY-6";
    let base = client.get(path).await.ok().json["description_revision"].clone();
    let first = json!({"description": "First", "description_base": base});
    client.patch(path, first).await.ok();
    let second = json!({"description": "Second", "description_base": base});
    let answer = client.patch(path, second.clone()).await;
    answer.refused(409, "text-changed");
    assert_eq!(answer.text("/theirs"), "First");
    assert_eq!(answer.text("/yours"), "Second");
    let again = json!({"description": "Second", "description_base": answer.json["revision"]});
    client.patch(path, again).await.ok();
}

#[tokio::test]
async fn criteria_comments_and_dependencies_come_and_go() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let item = "/products/PAY/items/PAY-8";
    let criterion = json!({"text": "Nothing is lost"});
    let added = client.post(&format!("{item}/criteria"), criterion).await;
    assert_eq!(added.status, 201);
    assert_eq!(added.json["item"]["missing"], json!([]), "it is ready now");
    let met = json!({"met": true, "text": "Nothing at all is lost"});
    let one = format!("{item}/criteria/1");
    let marked = client.patch(&one, met).await.ok();
    let criterion = &marked.json["item"]["criteria"][0];
    assert_eq!(criterion["met"], true);
    assert_eq!(criterion["text"], "Nothing at all is lost");
    client.delete(&one).await.ok();
    client.delete(&one).await.refused(404, "no-such-part");
    let nothing = client.patch(&one, json!({})).await;
    nothing.refused(404, "no-such-part");

    let said = json!({"text": "Why?"});
    let added = client.post(&format!("{item}/comments"), said).await.ok();
    assert_eq!(added.status, 201);
    assert_eq!(added.json["author"]["name"], "Administrator");
    assert_eq!(
        (&added.json["text"], &added.json["id"]),
        (&json!("Why?"), &json!(1))
    );
    assert!(added.json["command"].is_string() && added.json["item"].is_null());
    let path = format!("{item}/comments/1");
    assert_eq!(added.headers["location"], format!("/api/v1{path}"));
    let got = client.get(&path).await.ok();
    assert_eq!(
        (&got.json["text"], &got.json["id"]),
        (&json!("Why?"), &json!(1))
    );
    let edited = client.patch(&path, json!({"text": "How?"})).await.ok();
    assert_eq!(edited.json["text"], "How?");
    client.delete(&path).await.ok();
    client.get(&path).await.refused(404, "no-such-part");
    let theirs = "/products/PAY/items/PAY-6/comments/1";
    client.delete(theirs).await.refused(403, "not-your-comment");

    let waits = format!("{item}/dependencies/PAY-12");
    let added = client.call("PUT", &waits, None).await.ok();
    assert_eq!(added.json["item"]["blocked_by"], json!(["PAY-12"]));
    let circle = "/products/PAY/items/PAY-6/dependencies/PAY-8";
    let refused = client.call("PUT", circle, None).await;
    refused.refused(409, "dependency-cycle");
    let removed = client.delete(&waits).await.ok();
    assert_eq!(removed.json["item"]["blocked_by"], json!([]));
}

#[tokio::test]
async fn links_are_told_from_both_ends() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let put = |path: &'static str| client.call("PUT", path, None);
    let double = "/products/PAY/items/PAY-8/links/duplicates/PAY-6";
    let added = put(double).await.ok();
    assert_eq!(added.json["item"]["duplicates"], json!(["PAY-6"]));
    assert_eq!(added.json["item"]["blocked_by"], json!([]));
    put("/products/PAY/items/PAY-6/links/relates_to/PAY-8")
        .await
        .ok();
    let other = client.get("/products/PAY/items/PAY-6").await.ok();
    assert_eq!(other.json["duplicated_by"], json!(["PAY-8"]));
    assert_eq!(other.json["relates_to"], json!(["PAY-8"]));
    let circle = put("/products/PAY/items/PAY-6/links/duplicates/PAY-8").await;
    circle.refused(409, "duplicate-circle");
    let other_end = "/products/PAY/items/PAY-6/links/duplicated_by/PAY-8";
    let removed = client.delete(other_end).await.ok();
    assert_eq!(removed.json["item"]["duplicated_by"], json!([]));
    let happened = client.get("/products/PAY/items/PAY-8/history").await.ok();
    let told = happened.json.to_string();
    assert!(told.contains(r#""relation":"duplicates""#), "{told}");
}

#[tokio::test]
async fn removed_items_are_found_and_restored() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let found = client.get("/products/PAY/search?q=fraud").await.ok();
    assert_eq!(found.keys("/items"), ["PAY-14"]);
    assert_eq!(found.json["items"][0]["place"], "removed");
    let restore = json!({"items": ["PAY-14"]});
    let restored = client
        .post("/products/PAY/restorations", restore)
        .await
        .ok();
    assert_eq!(restored.json["items"][0]["place"], "product_backlog");
    let remove = json!({"items": ["PAY-14"], "reason": "Never mind"});
    let removed = client.post("/products/PAY/removals", remove).await.ok();
    assert_eq!(removed.json["items"][0]["rank"], json!(null));
}
