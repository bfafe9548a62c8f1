//! Requirement documents: sections become epics, points become stories, and what covers what.

use axum::http::StatusCode;
use domain::Role;

use crate::world::{Browser, World};

const TEXT: &str = "# Pay\nBy card.\n- Visa\n- <b>Amex</b>\n# Refund\n- Whole order";

async fn document() -> (World, Browser) {
    let world = World::new(&["Old"]).await;
    let amina = world.amina().await;
    amina.post("/p/WEB/goals", &[("name", "Sell")]).await;
    let edited = amina
        .post("/p/WEB/goals/1/texts/text", &[("text", TEXT)])
        .await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.body);
    (world, amina)
}

#[tokio::test]
async fn a_section_is_shown_as_epic_and_stories_before_it_becomes_them() {
    let (world, amina) = document().await;
    let before = amina.get("/p/WEB/goals/1").await.body;
    for shown in [
        "0 of 5 parts",
        "Make an epic of it",
        "&lt;b&gt;Amex&lt;/b&gt;",
        "By card.",
    ] {
        assert!(before.contains(shown), "{shown} is missing in {before}");
    }
    let form = [("point", "2"), ("to", "1")];
    let made = amina.post("/p/WEB/goals/1/parts/1", &form).await;
    assert!(
        made.body.contains("Made 2 items of the section."),
        "{}",
        made.body
    );
    assert_eq!(
        world.order().await,
        ["Visa", "Old"],
        "the epic is broken down"
    );
    let after = amina.get("/p/WEB/goals/1").await.body;
    assert!(after.contains("2 of 5 parts") && after.contains("Make stories of its points"));
    let more = amina
        .post("/p/WEB/goals/1/parts/1", &[("point", "3"), ("to", "")])
        .await;
    assert!(more.body.contains("Made WEB-4"), "{}", more.body);
    assert_eq!(world.order().await, ["Visa", "Old", "<b>Amex</b>"]);
}

#[tokio::test]
async fn coverage_is_said_by_hand_and_stays_when_the_text_changes() {
    let (_world, amina) = document().await;
    let cover = |part, covers| [("items", "WEB-1"), ("part", part), ("covers", covers)];
    let covered = amina
        .post("/p/WEB/goals/1/coverage", &cover("2", "yes"))
        .await;
    assert!(
        covered.body.contains("WEB-1 covers it now."),
        "{}",
        covered.body
    );
    let text = [("text", "# Refund\n# Paying\n- Visa cards\n- Klarna")];
    amina.post("/p/WEB/goals/1/texts/text", &text).await;
    let page = amina.get("/p/WEB/goals/1").await.body;
    let part = page.split("id=\"part-2\"").nth(1).unwrap();
    let part = part.split("</li>").next().unwrap();
    assert!(
        part.contains("Visa cards") && part.contains("WEB-1"),
        "{part}"
    );
    let gone = amina
        .post("/p/WEB/goals/1/coverage", &cover("2", "no"))
        .await;
    assert!(gone.body.contains("covers it no more"), "{}", gone.body);
    let missing = amina
        .post("/p/WEB/goals/1/coverage", &cover("99", "yes"))
        .await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_document_without_end_is_refused_with_what_to_do() {
    let (_world, amina) = document().await;
    let points = "- a\n".repeat(501);
    for (text, said) in [
        (points, "Too many headings"),
        ("x".repeat(100_001), "is too long"),
    ] {
        let text = [("text", text.as_str())];
        let refused = amina.post("/p/WEB/goals/1/texts/text", &text).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(said), "{}", refused.body);
    }
}

#[tokio::test]
async fn who_may_not_order_sees_what_is_covered_and_makes_nothing() {
    let (world, _) = document().await;
    let reader = world.somebody(Role::Developer).await;
    let page = reader.get("/p/WEB/goals/1").await.body;
    assert!(page.contains("0 of 5 parts") && !page.contains("Make an epic of it"));
    let refused = reader
        .post("/p/WEB/goals/1/parts/1", &[("point", "2")])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
