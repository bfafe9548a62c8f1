//! Suggestions without an account: who opens the link, what a guest may and learns, and what is done
//! against floods, forgeries and script.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::Role;

use crate::world::{Answered, Browser, World};

const SUGGESTIONS: &str = "/p/WEB/suggestions";
const OPEN: &str = "/p/WEB/suggestion-link";
const CLOSE: &str = "/p/WEB/suggestion-link/closing";

/// The path of the link that the product owner's page shows.
async fn link(owner: &Browser) -> String {
    let page = owner.get(SUGGESTIONS).await.body;
    let (_, rest) = page.split_once("http://localhost/suggest/").expect(&page);
    format!("/suggest/{}", rest.split_once('"').unwrap().0)
}

async fn opened(owner: &Browser) -> String {
    let answer = owner.post(OPEN, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    link(owner).await
}

async fn close(owner: &Browser, link: &str) {
    let word = link.trim_start_matches("/suggest/");
    let answer = owner.post(CLOSE, &[("link", word)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

/// Where the page that tells what became of it is.
fn receipt(sent: &Answered) -> String {
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let to = sent.headers[header::LOCATION].to_str().unwrap();
    assert!(to.starts_with("/suggested/"), "{to}");
    to.to_owned()
}

#[tokio::test]
async fn a_guest_suggests_and_learns_what_became_of_it_and_nothing_else() {
    let world = World::new(&["The secret plan"]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina).await;
    let page = guest.get(&link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Suggest something for Website"));
    let form = [
        ("title", "The secret plan"),
        ("why", "Who knows"),
        ("name", "Ida"),
    ];
    let sent = guest.post(&link, &form).await;
    let own = receipt(&sent);
    let waits = guest.get(&own).await.body;
    assert!(waits.contains("Your suggestion waits"), "{waits}");
    let desk = amina.get(SUGGESTIONS).await.body;
    for shown in ["a guest (Ida)", "Who knows", "1 of 1"] {
        assert!(desk.contains(shown), "{shown} is missing in {desk}");
    }
    let item = amina.get("/p/WEB/items/WEB-2").await.body;
    assert!(
        item.contains("A guest") && item.contains("a guest (Ida)"),
        "{item}"
    );
    let no = [("items", "2"), ("reason", "Nobody sells them")];
    amina.post("/p/WEB/declines", &no).await;
    let declined = guest.get(&own).await.body;
    assert!(declined.contains("Nobody sells them"), "{declined}");
    for page in [page, sent, guest.get(&own).await] {
        let headers = &page.headers;
        assert!(!headers.contains_key(header::SET_COOKIE), "{headers:?}");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin");
        for kept in ["WEB-", "/p/", "Amina"] {
            assert!(!page.body.contains(kept), "{kept} in {}", page.body);
        }
    }
    let headers = guest.get(&own).await.headers;
    assert_eq!(headers["x-robots-tag"], "noindex");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn a_closed_link_takes_nothing_and_the_next_one_is_another() {
    let world = World::new(&[]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let first = opened(&amina).await;
    let again = amina.post(OPEN, &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
    close(&amina, &first).await;
    let page = guest.get(&first).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.body.contains("link is closed"), "{}", page.body);
    let typed = [("title", "Typed before it closed")];
    let late = guest.post(&first, &typed).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    for kept in ["link is closed", "Typed before it closed"] {
        assert!(late.body.contains(kept), "{}", late.body);
    }
    let second = opened(&amina).await;
    assert_ne!(first, second);
    assert_eq!(guest.get(&first).await.status, StatusCode::GONE);
    assert_eq!(guest.get(&second).await.status, StatusCode::OK);
    // Somebody who still has the old page open closes nothing new.
    let word = first.trim_start_matches("/suggest/");
    let stale = amina.post(CLOSE, &[("link", word)]).await;
    assert_eq!(stale.status, StatusCode::NOT_FOUND);
    assert_eq!(guest.get(&second).await.status, StatusCode::OK);
}

#[tokio::test]
async fn closing_is_undone_and_the_toast_says_what() {
    let world = World::new(&[]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina).await;
    let word = link.trim_start_matches("/suggest/");
    let closed = amina.post(CLOSE, &[("link", word)]).await.body;
    let (_, undo) = closed.split_once("/p/WEB/undo/").expect(&closed);
    let undo = format!("/p/WEB/undo/{}", &undo[..36]);
    let undone = amina.post(&undo, &[]).await;
    assert!(
        undone.body.contains("closed the suggestion link"),
        "{}",
        undone.body
    );
    assert_eq!(guest.get(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn only_the_product_owner_opens_it_and_sees_it() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let developer = world.somebody(Role::Developer).await;
    let refused = developer.post(OPEN, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("product owner"), "{}", refused.body);
    let link = opened(&amina).await;
    let word = link.trim_start_matches("/suggest/");
    let refused = developer.post(CLOSE, &[("link", word)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = developer.get(SUGGESTIONS).await.body;
    assert!(!page.contains("/suggest/"), "{page}");
    let refused = world.nobody().post(OPEN, &[]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn of_a_removed_product_neither_link_nor_outcome_is_told() {
    let world = World::new(&[]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina).await;
    let own = receipt(&guest.post(&link, &[("title", "Pay by card")]).await);
    let app = &world.inner.app;
    let administrator = app.actor(world.inner.people.administrator);
    app.remove_product(administrator, world.inner.other)
        .await
        .unwrap();
    for gone in [&link, &own] {
        let page = guest.get(gone).await;
        assert_eq!(page.status, StatusCode::GONE, "{}", page.body);
        assert!(!page.body.contains("Website"), "{}", page.body);
    }
    let late = guest.post(&link, &[("title", "Again")]).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    app.restore_product(administrator, world.inner.other)
        .await
        .unwrap();
    assert_eq!(guest.get(&own).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_made_up_opens_nothing() {
    let world = World::new(&[]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina).await;
    let other = app::App::new_suggestion_link(world.inner.other);
    for forged in ["x", "%2e%2e", "%3Cscript%3E", &other] {
        let form = guest.get(&format!("/suggest/{forged}")).await;
        assert_eq!(form.status, StatusCode::GONE, "{forged}");
        let told = guest.get(&format!("/suggested/{forged}")).await;
        assert_eq!(told.status, StatusCode::GONE, "{forged}");
        let sent = guest
            .post(&format!("/suggest/{forged}"), &[("title", "A")])
            .await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{forged}");
    }
    // The link's own word is no receipt, and another site's page sends nothing.
    let word = link.trim_start_matches("/suggest/");
    let told = guest.get(&format!("/suggested/{word}")).await;
    assert_eq!(told.status, StatusCode::GONE);
    let elsewhere = Request::post(&link)
        .header("host", "localhost")
        .header("origin", "https://evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let sent = guest.send(elsewhere, Body::from("title=A")).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    let desk = amina.get(SUGGESTIONS).await.body;
    assert!(desk.contains("No suggestion waits"), "{desk}");
}

#[tokio::test]
async fn script_in_every_field_is_text_and_too_much_is_refused_with_all_that_was_typed() {
    let world = World::new(&[]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina).await;
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let fields = ["title", "why", "description", "name", "form", "website"];
    let form = fields.map(|field| (field, evil));
    let trapped = guest.post(&link, &form).await;
    assert_eq!(trapped.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = guest.post(&link, &form[..5]).await;
    let own = guest.get(&receipt(&sent)).await;
    let desk = amina.get(SUGGESTIONS).await;
    let item = amina.get("/p/WEB/items/WEB-1").await;
    for page in [&trapped, &own, &desk, &item] {
        for bad in ["<script>alert", "<img"] {
            assert!(!page.body.contains(bad), "{}", page.body);
        }
    }
    let long = "y".repeat(5_001);
    let wish = [("title", "A long story"), ("description", &*long)];
    let refused = guest.post(&link, &wish).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["A long story", &*long, "The description is too long"] {
        assert!(refused.body.contains(kept), "{}", refused.body);
    }
    let huge = "z".repeat(200_000);
    let refused = guest.post(&link, &[("title", &huge)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let empty = guest.post(&link, &[("title", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("aria-invalid"), "{}", empty.body);
}

#[tokio::test]
async fn a_flood_is_slowed_down() {
    let world = World::new(&[]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina).await;
    for number in 0..190 {
        let title = format!("Idea {number}");
        let sent = guest.post(&link, &[("title", &*title)]).await;
        if sent.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(sent.body.contains(&title), "{}", sent.body);
            assert!(sent.body.contains("Wait"), "{}", sent.body);
            return;
        }
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    panic!("nothing slowed it down");
}

#[tokio::test]
async fn sent_twice_it_is_one_suggestion() {
    let world = World::new(&[]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina).await;
    let page = guest.get(&link).await.body;
    let (_, word) = page.split_once("name=\"form\" value=\"").expect(&page);
    let word = word.split_once('"').unwrap().0;
    let form = [("title", "Pay by card"), ("form", word)];
    let first = receipt(&guest.post(&link, &form).await);
    assert_eq!(first, receipt(&guest.post(&link, &form).await));
    let other = [("title", "Refund"), ("form", word)];
    assert_ne!(first, receipt(&guest.post(&link, &other).await));
    let desk = amina.get(SUGGESTIONS).await.body;
    assert!(desk.contains("1 of 2"), "{desk}");
}
