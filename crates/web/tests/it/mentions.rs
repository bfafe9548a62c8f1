//! Mentions: whom a comment calls, who sees it where, and what opening it does.

use axum::http::StatusCode;
use domain::Role;

use crate::world::{Browser, World};

async fn says(who: &Browser, text: &str) -> String {
    let form = [("comment", text)];
    let said = who.post("/p/WEB/items/WEB-1/comments", &form).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.body);
    said.body
}

async fn unread(who: &Browser) -> String {
    who.get("/mentions/count").await.body
}

#[tokio::test]
async fn who_is_mentioned_is_told_until_they_open_the_item() {
    let world = World::new(&["Pay by card"]).await;
    let amina = world.amina().await;
    let theirs = world.somebody(Role::Developer).await;
    assert_eq!(unread(&theirs).await, "");
    let said = says(&amina, "@somebody, look: <i>here</i>").await;
    assert!(
        said.contains("<span class=\"mention\">@Somebody</span>"),
        "{said}"
    );
    assert!(unread(&theirs).await.starts_with('1'));
    assert_eq!(unread(&amina).await, "", "nobody else is told");
    let nav = theirs.get("/p/WEB/backlog").await.body;
    assert!(nav.contains("href=\"/mentions\""), "{nav}");
    let list = theirs.get("/mentions").await.body;
    for shown in [
        "Not read: ",
        "WEB-1 Pay by card",
        "mention mine",
        "/p/WEB/items/WEB-1?comments=1#comment-1-1",
        "&lt;i&gt;here",
    ] {
        assert!(list.contains(shown), "{shown} is missing in {list}");
    }
    theirs.get("/p/WEB/items/WEB-1?comments=1").await;
    assert_eq!(unread(&theirs).await, "");
    let list = theirs.get("/mentions").await.body;
    assert!(list.contains("WEB-1 Pay by card") && !list.contains("Not read: "));
}

#[tokio::test]
async fn all_are_read_at_once_and_an_empty_page_says_how_one_is_called() {
    let world = World::new(&["Pay by card"]).await;
    let amina = world.amina().await;
    let theirs = world.somebody(Role::Stakeholder).await;
    let empty = theirs.get("/mentions").await.body;
    assert!(empty.contains("Nobody has mentioned you"), "{empty}");
    for number in 0..60 {
        says(&amina, &format!("@Somebody {number}")).await;
    }
    assert!(unread(&theirs).await.starts_with("60"));
    let list = theirs.get("/mentions").await.body;
    assert!(
        list.contains("Older") && list.contains("60 of 60 not read"),
        "{list}"
    );
    assert_eq!(list.matches("class=\"excerpt\"").count(), 50);
    let older = theirs.get("/mentions?after=50").await.body;
    assert_eq!(older.matches("class=\"excerpt\"").count(), 10);
    for beyond in ["60", "18446744073709551615"] {
        let last = theirs.get(&format!("/mentions?after={beyond}")).await.body;
        assert_eq!(last.matches("class=\"excerpt\"").count(), 10, "{beyond}");
    }
    theirs.post("/mentions/reading", &[]).await;
    assert_eq!(unread(&theirs).await, "");
}

#[tokio::test]
async fn a_name_that_changes_is_read_as_it_is_now_and_edited_as_a_name() {
    let world = World::new(&["Pay by card"]).await;
    let amina = world.amina().await;
    let theirs = world.somebody(Role::Developer).await;
    says(&amina, "Ask @Somebody").await;
    theirs
        .post("/profile/name", &[("name", "Žofie <Lee>")])
        .await;
    let page = amina.get("/p/WEB/items/WEB-1").await.body;
    assert!(page.contains("@Žofie &lt;Lee&gt;</span>"), "{page}");
    assert!(
        page.contains(">Ask @Žofie &lt;Lee&gt;</textarea>"),
        "{page}"
    );
    assert!(!page.contains("&lt;@"), "no id is shown");
    let form = [("comment", "Ask @Žofie <Lee> again"), ("revision", "")];
    let edited = amina
        .post("/p/WEB/items/WEB-1/comments/1", &form[..1])
        .await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.body);
    assert!(unread(&theirs).await.starts_with('1'), "still one");
    amina
        .post("/p/WEB/items/WEB-1/comments/1/removal", &[])
        .await;
    assert_eq!(unread(&theirs).await, "", "it went with the comment");
}

#[tokio::test]
async fn only_people_of_the_product_are_offered_and_mentioned() {
    let world = World::new(&["Pay by card"]).await;
    let amina = world.amina().await;
    let offered = amina.get("/p/WEB/mentionable").await.body;
    assert!(!offered.contains("data-name=\"Somebody\""), "{offered}");
    let said = says(&amina, "@Somebody and ana@example.com and `@Somebody`").await;
    assert!(!said.contains("class=\"mention\""), "{said}");
    let theirs = world.somebody(Role::Developer).await;
    assert_eq!(unread(&theirs).await, "");
    let offered = amina.get("/p/WEB/mentionable").await.body;
    assert!(offered.contains("data-put=\"@Somebody\""), "{offered}");
    let nobody = world.nobody().get("/mentions").await;
    assert_ne!(nobody.status, StatusCode::OK);
}

#[tokio::test]
async fn the_count_follows_what_comes_goes_and_is_read() {
    let world = World::new(&["Pay by card", "Pay by cash"]).await;
    let amina = world.amina().await;
    let theirs = world.somebody(Role::Developer).await;
    for _ in 0..3 {
        says(&amina, "@Somebody").await;
    }
    assert!(unread(&theirs).await.starts_with('3'));
    theirs.get("/p/WEB/items/WEB-2").await;
    assert!(unread(&theirs).await.starts_with('3'), "another item");
    amina
        .post("/p/WEB/items/WEB-1/comments/2/removal", &[])
        .await;
    assert!(unread(&theirs).await.starts_with('2'));
    theirs.part("/p/WEB/items/WEB-1", "panel").await;
    assert_eq!(unread(&theirs).await, "");
    says(&amina, "@Somebody once more").await;
    assert!(unread(&theirs).await.starts_with('1'));
}
