//! The stream of changes: who hears them, and until when.

use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use axum::http::StatusCode;
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use domain::people::RevokeRole;
use domain::{Command, Role};
use futures_util::StreamExt;

use crate::world::{Browser, World};

const LIVE: &str = "/p/WEB/live";

/// More changes than a listener may fall behind.
const MANY: usize = 1_100;

/// A page's connection.
struct Page(BodyDataStream);

impl Page {
    async fn of(browser: &Browser) -> Page {
        let response = browser.response(Request::get(LIVE), Body::empty()).await;
        assert_eq!(response.status(), StatusCode::OK);
        Page(response.into_body().into_data_stream())
    }

    /// The next thing it is told; nothing when the connection has ended.
    async fn next(&mut self) -> Option<String> {
        let bytes = self.0.next().await?.unwrap();
        Some(String::from_utf8(bytes.to_vec()).unwrap())
    }
}

async fn change(world: &World, command: impl Into<Command>) {
    let app = &world.inner.app;
    let actor = app.actor(world.inner.people.administrator);
    app.execute(actor, world.inner.other, command)
        .await
        .unwrap();
}

async fn add_item(world: &World) {
    let items = vec![NewItem::titled("Another")];
    let at = Rank::Bottom;
    change(world, CreateItems { items, at }).await;
}

#[tokio::test]
async fn who_signs_out_hears_no_more() {
    let world = World::new(&[]).await;
    let browser = world.somebody(Role::Developer).await;
    let mut page = Page::of(&browser).await;
    add_item(&world).await;
    assert!(page.next().await.unwrap().contains("event: change"));
    browser.post("/logout", &[]).await;
    add_item(&world).await;
    assert_eq!(page.next().await, None);
}

#[tokio::test]
async fn who_signs_out_hears_nothing_of_what_was_missed() {
    let world = World::new(&[]).await;
    let browser = world.somebody(Role::Developer).await;
    let (mut page, mut amina) = (
        Page::of(&browser).await,
        Page::of(&world.amina().await).await,
    );
    browser.post("/logout", &[]).await;
    for _ in 0..MANY {
        add_item(&world).await;
    }
    assert!(amina.next().await.unwrap().contains("\"all\":true"));
    assert_eq!(page.next().await, None);
}

#[tokio::test]
async fn who_lost_their_role_hears_no_more() {
    let world = World::new(&[]).await;
    let (person, role) = (world.inner.people.outsider, Role::Stakeholder);
    let mut page = Page::of(&world.signed_in(person).await).await;
    change(&world, RevokeRole { person, role }).await;
    assert_eq!(page.next().await, None);
}

#[tokio::test]
async fn who_signs_out_is_let_go_though_nothing_changes() {
    let world = World::new(&[]).await;
    let browser = world.somebody(Role::Developer).await;
    let mut page = Page::of(&browser).await;
    tokio::time::pause();
    assert!(page.next().await.unwrap().starts_with(": "));
    browser.post("/logout", &[]).await;
    assert_eq!(page.next().await, None);
}

#[tokio::test]
async fn who_is_disabled_is_let_go_at_once() {
    let world = World::new(&[]).await;
    let person = world.inner.people.outsider;
    let mut page = Page::of(&world.signed_in(person).await).await;
    let mut amina = Page::of(&world.amina().await).await;
    let app = &world.inner.app;
    let actor = app.actor(world.inner.people.administrator);
    app.disable_person(actor, person).await.unwrap();
    // No time passes here: neither connection waits to be found silent.
    assert_eq!(page.next().await, None);
    assert!(amina.next().await.unwrap().starts_with(": "), "others stay");
}

#[tokio::test]
async fn who_is_made_an_administrator_is_told_to_look_again() {
    let world = World::new(&[]).await;
    let person = world.inner.people.outsider;
    let mut page = Page::of(&world.signed_in(person).await).await;
    let mut amina = Page::of(&world.amina().await).await;
    let app = &world.inner.app;
    let actor = app.actor(world.inner.people.administrator);
    app.make_administrator(actor, person).await.unwrap();
    assert!(page.next().await.unwrap().contains("\"all\":true"));
    assert!(amina.next().await.unwrap().starts_with(": "), "others rest");
    app.dismiss_administrator(actor, person).await.unwrap();
    assert!(page.next().await.unwrap().contains("\"all\":true"));
}

/// Where the commands ended that something told of.
fn ends(told: &str) -> Vec<u64> {
    let told: serde_json::Value = serde_json::from_str(told).unwrap();
    let ends = told["ends"].as_array().unwrap().iter();
    ends.map(|end| end.as_u64().unwrap()).collect()
}

#[tokio::test]
async fn two_commands_in_one_append_are_told_apart() {
    let world = World::new(&["One", "Two"]).await;
    let (amina, owner) = (
        world.amina().await,
        world.somebody(Role::ProductOwner).await,
    );
    let mut page = Page::of(&amina).await;
    let rename = async |browser: &Browser, item: &str, title| {
        let address = format!("/p/WEB/items/{item}/texts/title");
        let answer = browser.post(&address, &[("title", title)]).await;
        ends(answer.headers["x-change"].to_str().unwrap())
    };
    // Neither waits for anything before it is queued, so both are in one batch.
    let (mine, theirs) = tokio::join!(
        rename(&amina, "WEB-1", "Eins"),
        rename(&owner, "WEB-2", "Zwei")
    );
    assert_eq!((mine.len(), theirs.len()), (1, 1));
    let told = page.next().await.unwrap();
    let data = told.lines().find_map(|line| line.strip_prefix("data: "));
    assert_eq!(ends(data.unwrap()), [mine, theirs].concat(), "in one");
    let nothing = rename(&amina, "WEB-1", "Eins").await;
    assert!(
        nothing.is_empty(),
        "what was so already is no echo to wait for"
    );
}

/// More items than a change names one by one.
const SELECTED: u32 = 250;

#[tokio::test]
async fn a_change_of_very_many_items_is_told_in_a_few_words() {
    let world = World::new(&[]).await;
    let items = (0..SELECTED).map(|number| NewItem::titled(format!("Item {number}")));
    let (items, at) = (items.collect(), Rank::Bottom);
    change(&world, CreateItems { items, at }).await;
    let amina = world.amina().await;
    let mut page = Page::of(&amina).await;
    let few = amina
        .post("/p/WEB/moves", &[("items", "2,3"), ("to", "top")])
        .await;
    let few = few.headers["x-change"].to_str().unwrap();
    assert!(
        few.contains(r#""items":[2,3]"#) && few.contains(r#""all":false"#),
        "{few}"
    );
    page.next().await;
    let all: Vec<String> = (2..=SELECTED).map(|item| item.to_string()).collect();
    let all = all.join(",");
    let many = amina
        .post("/p/WEB/moves", &[("items", &all), ("to", "bottom")])
        .await;
    let many = many.headers["x-change"].to_str().unwrap();
    assert!(many.len() < 200 && many.contains(r#""all":true"#), "{many}");
    let heard = page.next().await.unwrap();
    assert!(
        heard.len() < 300 && heard.contains(r#""all":true"#),
        "{heard}"
    );
}
