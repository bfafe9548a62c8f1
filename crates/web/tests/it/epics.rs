//! Epics: their list, what they hold, and choosing one.

use axum::http::StatusCode;
use domain::Role;

use crate::world::World;

/// "Checkout" is broken down into "Pay by card"; "Reports" is not; the last is no epic.
async fn epics() -> World {
    let world = World::new(&["Checkout", "Pay by card", "Reports", "Loose"]).await;
    let amina = world.amina().await;
    for (command, form) in [
        ("kinds", [("items", "1,3"), ("kind", "epic")]),
        ("estimates", [("items", "2"), ("points", "5")]),
        ("epics", [("items", "2"), ("epic", "1")]),
    ] {
        let answer = amina.post(&format!("/p/WEB/{command}"), &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
    world
}

#[tokio::test]
async fn all_epics_are_listed_with_how_far_they_are() {
    let world = epics().await;
    let reader = world.somebody(Role::Stakeholder).await;
    let page = reader.get("/p/WEB/epics").await.body;
    for shown in [
        "data-total=\"2\"",
        "Checkout",
        "1 item, none done<span class=\"more\">, 5 points",
        "Reports",
        "Not broken down",
    ] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
    assert!(!page.contains("Loose"));
    let rows = reader.part("/p/WEB/epics/rows?q=reports", "rows").await;
    assert!(rows.body.contains("Reports") && !rows.body.contains("Checkout"));
}

#[tokio::test]
async fn who_filters_by_kind_is_told_where_the_other_epics_are() {
    let world = epics().await;
    let amina = world.amina().await;
    let found = amina.get("/p/WEB/backlog?kind=epic").await.body;
    assert!(found.contains("Reports") && !found.contains(">Checkout<"));
    assert!(found.contains("1 epic is broken down") && found.contains("href=\"/p/WEB/epics\""));
    let all = amina.get("/p/WEB/backlog").await.body;
    assert!(!all.contains("is broken down"));
}

#[tokio::test]
async fn an_epic_shows_its_items_and_an_item_its_epic() {
    let world = epics().await;
    let amina = world.amina().await;
    let epic = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(
        epic.contains("data-open-item=\"WEB-2\"") && epic.contains("1 item, none done, 5 points")
    );
    let item = amina.part("/p/WEB/items/WEB-2", "panel").await.body;
    assert!(item.contains("data-open-item=\"WEB-1\"") && item.contains("Checkout"));
    assert!(
        !item.contains("Reports"),
        "the others come when they are asked for"
    );
}

#[tokio::test]
async fn an_epic_is_chosen_by_what_is_typed() {
    let world = epics().await;
    let amina = world.amina().await;
    let all = amina
        .part("/p/WEB/epics/choices?items=2", "fragment")
        .await
        .body;
    assert!(all.contains("None") && all.contains("Checkout") && all.contains("Reports"));
    let typed = amina
        .part("/p/WEB/epics/choices?items=2&typed=rep", "fragment")
        .await;
    assert!(typed.body.contains("Reports") && !typed.body.contains("Checkout"));
    let filter = amina
        .part(
            "/p/WEB/epics/choices?list=backlog&kind=story&typed=check",
            "fragment",
        )
        .await
        .body;
    assert!(
        filter.contains("/p/WEB/backlog?kind=story&amp;epic=WEB-1"),
        "{filter}"
    );
}

#[tokio::test]
async fn an_epic_that_is_not_there_yet_is_made_with_its_items_and_one_undo() {
    let world = epics().await;
    let amina = world.amina().await;
    let choices = "/p/WEB/epics/choices?items=2&typed=Loyalty";
    let offered = amina.part(choices, "fragment").await.body;
    assert!(offered.contains("New epic “Loyalty”"), "{offered}");
    let developer = world.somebody(Role::Developer).await;
    let offered = developer.part(choices, "fragment").await.body;
    assert!(
        !offered.contains("New epic"),
        "the product owner writes epics down"
    );
    let wish = [("items", "2"), ("title", "Loyalty")];
    assert_eq!(
        developer.post("/p/WEB/epics/new", &wish).await.status,
        StatusCode::FORBIDDEN
    );
    let before = world.order().await;
    let made = amina.post("/p/WEB/epics/new", &wish).await.body;
    assert!(made.contains("Put WEB-2 into the new epic"), "{made}");
    let item = amina.part("/p/WEB/items/WEB-2", "panel").await.body;
    assert!(item.contains("Loyalty") && !item.contains("Checkout"));
    let undo = made
        .split("data-undo=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    amina.post(undo, &[]).await;
    assert_eq!(world.order().await, before);
    let item = amina.part("/p/WEB/items/WEB-2", "panel").await.body;
    assert!(item.contains("Checkout") && !item.contains("Loyalty"));
}
