//! The roadmap: goals on a time line, what serves them, and what serves none.

use axum::http::StatusCode;
use domain::Role;

use crate::world::World;

/// "Checkout" is broken down into "Pay by card" and serves goal 1, which has dates; goal 2 has
/// none, and "Loose" serves nothing.
async fn roadmap() -> World {
    let world = World::new(&["Checkout", "Pay by card", "Loose"]).await;
    let amina = world.amina().await;
    let goal = |name, start, end| [("name", name), ("start", start), ("end", end)];
    for (command, form) in [
        ("kinds", &[("items", "1"), ("kind", "epic")][..]),
        ("epics", &[("items", "2"), ("epic", "1")]),
        ("estimates", &[("items", "2"), ("points", "5")]),
        ("estimates", &[("items", "3"), ("points", "3")]),
        ("goals", &goal("Sell <b>more</b>", "2026-Q4", "2027-Q2")),
        ("goals", &goal("Some day", "", "")),
        ("roadmap", &[("items", "1"), ("goal", "1")]),
    ] {
        let answer = amina.post(&format!("/p/WEB/{command}"), form).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
    world
}

#[tokio::test]
async fn goals_stand_on_a_time_line_with_their_epics_and_those_without_dates_below() {
    let world = roadmap().await;
    let amina = world.amina().await;
    let page = amina
        .get("/p/WEB/roadmap?from=2027-Q1&quarters=4")
        .await
        .body;
    for shown in [
        "2 open goals, and 38 % of the work",
        "Sell &lt;b&gt;more&lt;/b&gt;",
        "class=\"bar from-1 over-2 open\"",
        "data-start=\"2026-Q4\" data-end=\"2027-Q2\"",
        "1 item, none done, 5 points",
        "Checkout",
        "goal=none\">1 of 2 items",
    ] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
    let later = page.split("data-later").nth(1).unwrap();
    assert!(later.contains("Some day") && !later.contains("Sell"));
    let past = amina.get("/p/WEB/roadmap?from=2030-Q1").await.body;
    assert!(past.contains("1 goal before") && !past.contains("class=\"bar from"));
    let bad = amina.get("/p/WEB/roadmap?from=2027").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn goals_stand_under_now_next_and_later_as_well() {
    let world = roadmap().await;
    let amina = world.amina().await;
    let page = amina.get("/p/WEB/roadmap?view=horizon").await.body;
    let later = page.split(">Later</h3>").nth(1).unwrap();
    assert!(later.contains("Some day"), "{page}");
}

#[tokio::test]
async fn a_goal_is_moved_and_what_makes_no_sense_is_refused() {
    let world = roadmap().await;
    let amina = world.amina().await;
    let span = |start, end| [("start", start), ("end", end)];
    let moved = amina
        .post("/p/WEB/goals/1/span", &span("2027-Q1", "2027-Q3"))
        .await;
    assert!(
        moved.body.contains("is planned for Q1 2027 to Q3 2027"),
        "{}",
        moved.body
    );
    for (start, end, said) in [
        ("2027-Q1", "2026-Q4", "would end before it starts"),
        ("soon", "2026-Q4", "“soon” is no quarter"),
    ] {
        let refused = amina.post("/p/WEB/goals/1/span", &span(start, end)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(said), "{}", refused.body);
    }
    let gone = amina.post("/p/WEB/goals/1/span", &span("", "")).await;
    assert!(gone.body.contains("has no dates now"));
}

#[tokio::test]
async fn a_goal_has_a_page_with_its_text_and_what_serves_it() {
    let world = roadmap().await;
    let amina = world.amina().await;
    let text = [
        ("text", "# Cards\n<script>alert(1)</script>"),
        ("revision", ""),
    ];
    amina.post("/p/WEB/goals/1/texts/text", &text[..1]).await;
    let page = amina.get("/p/WEB/goals/1").await.body;
    for shown in [
        "Cards</h",
        "Checkout",
        "Open it again",
        "changed the requirements",
    ] {
        assert_eq!(
            page.contains(shown),
            shown != "Open it again",
            "{shown} in {page}"
        );
    }
    assert!(!page.contains("<script>alert"));
    let stale = amina
        .post(
            "/p/WEB/goals/1/texts/name",
            &[("name", "Mine"), ("revision", "1")],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("Theirs, saved now"), "{}", stale.body);
    assert_eq!(
        amina.get("/p/WEB/goals/9").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_dropped_goal_is_served_by_nothing_and_says_why() {
    let world = roadmap().await;
    let amina = world.amina().await;
    let drop = [("state", "dropped"), ("reason", "")];
    let refused = amina.post("/p/WEB/goals/1/state", &drop).await;
    assert!(
        refused.body.contains("The reason is empty"),
        "{}",
        refused.body
    );
    let drop = [("state", "dropped"), ("reason", "No market")];
    amina.post("/p/WEB/goals/1/state", &drop).await;
    let page = amina.get("/p/WEB/roadmap").await.body;
    assert!(
        page.contains("“No market”") && page.contains("2 of 2 items"),
        "{page}"
    );
    let removed = amina
        .post("/p/WEB/goals/1/state", &[("state", "removed")])
        .await;
    assert!(removed.body.contains("Items serve it"), "{}", removed.body);
}

#[tokio::test]
async fn the_backlog_is_narrowed_to_a_goal_and_an_item_names_its_own() {
    let world = roadmap().await;
    let amina = world.amina().await;
    let none = amina
        .part("/p/WEB/backlog/rows?goal=none", "rows")
        .await
        .body;
    assert!(none.contains("Loose") && !none.contains("Pay by card"));
    let one = amina.part("/p/WEB/backlog/rows?goal=1", "rows").await.body;
    assert!(one.contains("Pay by card") && !one.contains("Loose"));
    let item = amina.part("/p/WEB/items/WEB-2", "panel").await.body;
    assert!(item.contains("through its epic"), "{item}");
    let epic = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(epic.contains("put it under the goal"), "{epic}");
}

#[tokio::test]
async fn who_may_not_order_reads_the_roadmap_and_moves_nothing() {
    let world = roadmap().await;
    let reader = world.somebody(Role::Developer).await;
    let page = reader.get("/p/WEB/roadmap").await.body;
    assert!(page.contains("Sell") && !page.contains("data-bar"));
    let goal = reader.get("/p/WEB/goals/1").await.body;
    assert!(goal.contains("Checkout") && !goal.contains("Save the dates"));
    let span = [("start", "2027-Q1"), ("end", "2027-Q1")];
    let refused = reader.post("/p/WEB/goals/1/span", &span).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn without_goals_the_page_teaches_what_one_is() {
    let world = World::new(&["A"]).await;
    let amina = world.amina().await;
    let page = amina.get("/p/WEB/roadmap").await.body;
    assert!(page.contains("There are no goals yet") && page.contains("goal.new"));
    let item = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(!item.contains("<dt>Goal</dt>"));
}

#[tokio::test]
async fn an_address_that_names_no_goal_is_not_found() {
    let world = World::new(&["A"]).await;
    let amina = world.amina().await;
    for number in ["7", "99999999999", "x"] {
        let page = amina.get(&format!("/p/WEB/goals/{number}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{number}");
    }
}
