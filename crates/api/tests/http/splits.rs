//! Taking a split back over the network, and what of it somebody else has ordered since.

use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn what_the_product_owner_ordered_is_not_taken_back_by_whoever_split() {
    let world = testkit::world().await;
    let developer = Client::of(&world, world.people.developer).await;
    let owner = Client::of(&world, world.people.owner).await;
    let parts = json!({"parts": [{"title": "By card"}, {"title": "By invoice"}]});
    let path = "/products/PAY/items/PAY-8/split";
    let split = developer.post(path, parts).await.ok();
    let undo = format!("/products/PAY/undo/{}", split.text("/command"));
    let top = "/products/PAY/backlog?limit=1";
    let item = split.text("/items/1/key").to_owned();
    let moved = json!({"items": [item], "to": "top"});
    owner.post("/products/PAY/moves", moved).await.ok();
    let refused = developer.call("POST", &undo, None).await;
    refused.refused(409, "changed-since");
    let backlog = owner.get(top).await.ok();
    assert_eq!(backlog.text("/items/0/key"), item);
}
