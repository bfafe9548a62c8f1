//! Planning poker on its page: who sees what, what comes too late, what is done twice.

use axum::http::StatusCode;
use domain::Role;

use crate::world::{Answered, Browser, World};

const POKER: &str = "/p/WEB/poker";

async fn deed(browser: &Browser, what: &str, form: &[(&str, &str)]) -> Answered {
    let address = format!("/p/WEB/items/WEB-1/poker/{what}");
    browser.post(&address, form).await
}

/// Amina has asked how large WEB-1 is, and somebody else has answered 13.
async fn voted(role: Role) -> (World, Browser, Browser) {
    let world = World::new(&["Pay by card", "Refund"]).await;
    let (amina, other) = (world.amina().await, world.somebody(role).await);
    deed(&amina, "rounds", &[("round", "0")]).await;
    if role == Role::Developer {
        let vote = [("round", "1"), ("card", "13")];
        let answered = deed(&other, "votes", &vote).await;
        assert!(
            !answered.body.contains("13<") && !answered.body.contains(" 13"),
            "{}",
            answered.body
        );
    }
    (world, amina, other)
}

#[tokio::test]
async fn nobody_reads_anothers_vote_before_the_reveal() {
    let (_world, amina, developer) = voted(Role::Developer).await;
    let page = amina.part(POKER, "main").await.body;
    assert!(page.contains("1 of 2 has voted"), "{page}");
    assert!(page.contains("has voted\"></span>"), "{page}");
    let chosen = "value=\"13\" aria-pressed=\"true\"";
    assert!(!page.contains(chosen));
    assert!(!page.contains("Take my vote back"));
    let own = developer.part(POKER, "main").await.body;
    assert!(own.contains(chosen), "{own}");
    for address in ["/p/WEB/items/WEB-1", "/p/WEB/backlog?open=WEB-1"] {
        let page = amina.part(address, "main").await.body;
        assert!(!page.contains(">13<"), "{address}");
    }
    let answered = deed(&amina, "reveals", &[("round", "1")]).await;
    assert!(!answered.body.contains("data-undo"), "{}", answered.body);
    let page = amina.part(POKER, "main").await.body;
    assert!(page.contains("One vote, 13 points"), "{page}");
    assert!(
        page.contains("<span class=\"card-face\">13</span>"),
        "{page}"
    );
}

#[tokio::test]
async fn those_outside_the_team_see_how_far_apart_and_not_who() {
    let (_world, amina, owner) = voted(Role::ProductOwner).await;
    deed(&amina, "votes", &[("round", "1"), ("card", "5")]).await;
    let page = owner.part(POKER, "main").await.body;
    assert!(
        page.contains("1 of 1 has voted") && !page.contains("hands"),
        "{page}"
    );
    let refused = deed(&owner, "votes", &[("round", "1"), ("card", "5")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    deed(&amina, "reveals", &[("round", "1")]).await;
    let page = owner.part(POKER, "main").await.body;
    assert!(page.contains("One vote, 5 points"), "{page}");
    assert!(
        !page.contains("hands") && !page.contains("data-poker"),
        "{page}"
    );
    let history = owner.get("/p/WEB/items/WEB-1").await.body;
    assert!(history.contains("revealed the votes: all 5"), "{history}");
}

#[tokio::test]
async fn what_comes_late_is_refused_and_what_comes_twice_is_done_once() {
    let (_world, amina, developer) = voted(Role::Developer).await;
    for _ in 0..2 {
        let revealed = deed(&amina, "reveals", &[("round", "1")]).await;
        assert_eq!(revealed.status, StatusCode::OK);
    }
    let late = deed(&developer, "votes", &[("round", "1"), ("card", "5")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("ask for another round"), "{}", late.body);
    for _ in 0..2 {
        deed(&amina, "rounds", &[("round", "1")]).await;
    }
    let page = amina.part(POKER, "main").await.body;
    assert!(
        page.contains("Round 2") && page.contains("Round 1: all 13"),
        "{page}"
    );
    let early = deed(&amina, "agreement", &[("round", "2"), ("points", "5")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn one_click_writes_the_estimate_and_the_next_item_comes() {
    let (_world, amina, _developer) = voted(Role::Developer).await;
    deed(&amina, "votes", &[("round", "1"), ("card", "5")]).await;
    deed(&amina, "reveals", &[("round", "1")]).await;
    let page = amina.part(POKER, "main").await.body;
    assert!(page.contains("5 to 13, median 9"), "{page}");
    assert!(
        page.contains("Write 13 points") && page.contains("Write 8 points"),
        "{page}"
    );
    for _ in 0..2 {
        let written = deed(&amina, "agreement", &[("round", "1"), ("points", "8")]).await;
        assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    }
    let page = amina.part(POKER, "main").await.body;
    assert!(
        page.contains("Refund") && page.contains("Start voting"),
        "{page}"
    );
    let item = amina.get("/p/WEB/items/WEB-1").await.body;
    assert!(item.contains("poker, 2 votes, 5 to 13"), "{item}");
}

#[tokio::test]
async fn voting_begins_from_an_item_and_ends_with_it() {
    let (_world, amina, _developer) = voted(Role::Developer).await;
    let opened = amina.post("/p/WEB/poker/openings", &[("items", "2")]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert!(amina.get(POKER).await.body.contains("2</span>"));
    let asked = amina.get("/p/WEB/poker?item=WEB-1").await.body;
    assert!(asked.contains("The team votes on WEB-2 now."), "{asked}");
    amina.post("/p/WEB/removals", &[("items", "2")]).await;
    let page = amina.part(POKER, "main").await.body;
    assert!(
        page.contains("Pay by card") && page.contains("1 of 2"),
        "{page}"
    );
    let both = amina
        .post("/p/WEB/poker/openings", &[("items", "1,2")])
        .await;
    assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn when_all_is_estimated_the_page_says_what_poker_is() {
    let world = World::new(&[]).await;
    let page = world.amina().await.part(POKER, "main").await.body;
    assert!(page.contains("Everybody votes unseen"), "{page}");
}
