//! Blockers of a running sprint: raised, shown first on the board and on the card, resolved, in the history.

use axum::http::StatusCode;

use crate::world::World;

#[tokio::test]
async fn a_blocker_stands_first_on_the_board_and_on_its_card() {
    let world = World::new(&[]).await;
    let developer = world.signed_in(world.inner.people.developer).await;
    let form = [("items", "3,4"), ("blocker", "No <keys>")];
    let raised = developer.post("/p/PAY/blockers", &form).await;
    let said = "Raised a blocker on 2 items.";
    assert!(raised.body.contains(said), "{}", raised.body);
    let page = developer.get("/p/PAY/board").await.body;
    let head = page.find("2 blocked").expect("the strip");
    assert!(head < page.find("id=\"column-to_do\"").expect("a column"));
    assert_eq!(page.matches("Blocked today:").count(), 2, "{page}");
    assert!(page.contains("No &lt;keys&gt;") && page.contains("is-blocked"));

    let to = "/p/PAY/items/PAY-3/blockers/1/resolution";
    developer.post(to, &[("resolution", "They came")]).await;
    let page = developer.get("/p/PAY/board").await.body;
    assert!(page.contains("1 blocked") && !page.contains("2 blocked"));
    let panel = developer.part("/p/PAY/items/PAY-3", "panel").await.body;
    for shown in [
        "1 resolved",
        "They came",
        "resolved the blocker “No &lt;keys&gt;”: “They came”",
    ] {
        assert!(panel.contains(shown), "{shown} is missing in {panel}");
    }
    let back = "/p/PAY/items/PAY-3/blockers/1/reopening";
    assert_eq!(developer.post(back, &[]).await.status, StatusCode::OK);
    let page = developer.get("/p/PAY/board").await.body;
    assert!(page.contains("2 blocked"));
}

#[tokio::test]
async fn what_is_not_in_a_running_sprint_is_not_blocked_and_only_the_team_says_so() {
    let world = World::new(&[]).await;
    let developer = world.signed_in(world.inner.people.developer).await;
    let refused = developer
        .post("/p/PAY/blockers", &[("items", "6"), ("blocker", "No keys")])
        .await;
    assert!(
        refused.body.contains("has no card on a board"),
        "{}",
        refused.body
    );
    let nothing = developer
        .post("/p/PAY/blockers", &[("items", "3"), ("blocker", " ")])
        .await;
    assert!(
        nothing.body.contains("data-field=\"blocker\""),
        "{}",
        nothing.body
    );
    let owner = world.signed_in(world.inner.people.owner).await;
    let form = [("items", "3"), ("blocker", "No keys")];
    let refused = owner.post("/p/PAY/blockers", &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    let page = owner.get("/p/PAY/board").await.body;
    assert!(!page.contains("id=\"menu-blocker\""));
}
