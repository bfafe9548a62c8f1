//! The suggestion link over the wire, and who came through it.

use app::Wish;
use serde_json::{Value, json};

use crate::client::Client;

const LINK: &str = "/products/PAY/suggestion-link";

#[tokio::test]
async fn the_link_is_opened_read_and_closed_and_guests_are_named() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let closed = owner.get(LINK).await.ok();
    assert_eq!(closed.json["path"], Value::Null);
    owner
        .delete(LINK)
        .await
        .refused(404, "suggestion-link-closed");
    let opened = owner.call("PUT", LINK, None).await.ok();
    let path = opened.text("/link/path").to_owned();
    let word = path.strip_prefix("/suggest/").unwrap();
    let again = owner.call("PUT", LINK, None).await;
    again.refused(409, "suggestion-link-open");
    assert_eq!(owner.get(LINK).await.ok().text("/path"), path);
    let wish = Wish {
        title: "Pay by card".into(),
        name: "Ida".into(),
        ..Wish::default()
    };
    let sent = world.app.suggest_as_guest(word, None, "", wish).await;
    let receipt = sent.unwrap();
    let waiting = owner.get("/products/PAY/suggestions").await.ok();
    assert_eq!(waiting.json["items"][0]["guest"], json!({"name": "Ida"}));
    assert_eq!(waiting.json["items"][0]["by"], Value::Null);
    let key = waiting.text("/items/0/key").to_owned();
    let item = owner.get(&format!("/products/PAY/items/{key}")).await.ok();
    assert_eq!(item.json["suggested_by_guest"], json!({"name": "Ida"}));
    assert!(!item.json.to_string().contains(receipt.reveal()));
    let history = format!("/products/PAY/items/{key}/history");
    let history = owner.get(&history).await.ok();
    assert_eq!(history.text("/items/0/role"), "guest");
    let after = owner.delete(LINK).await.ok();
    assert_eq!(after.json["link"]["path"], Value::Null);
    let undo = format!("/products/PAY/undo/{}", after.text("/command"));
    owner.call("POST", &undo, None).await.ok();
    assert_eq!(owner.get(LINK).await.ok().text("/path"), path);
}
