//! Scores: saying the numbers, the column, the proposed order beside the present one, taking it over.

use axum::http::StatusCode;
use domain::Role;

use crate::world::{Browser, World};

/// Items scored by value and effort: "C" best, then "A"; the others have no score.
async fn scored() -> (World, Browser) {
    let world = World::new(&["A", "B", "C", "<b>D</b>"]).await;
    let amina = world.amina().await;
    let method = [("method", "value_effort")];
    let chosen = amina.post("/p/WEB/policies/scoring", &method).await.body;
    assert!(chosen.contains("Items are scored by Value ÷ effort."));
    for (item, value) in [("WEB-1", "2"), ("WEB-3", "10")] {
        let fields = [("value", value), ("effort", "2,5")];
        let path = format!("/p/WEB/items/{item}/score");
        amina.post(&path, &fields).await;
    }
    (world, amina)
}

/// What the page says names the proposal that is shown.
async fn seen(browser: &Browser) -> String {
    let page = browser.part("/p/WEB/scores", "main").await.body;
    let seen = page.split("name=\"seen\" value=\"").nth(1).unwrap();
    seen.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn scores_are_off_until_the_product_owner_chooses_a_formula() {
    let world = World::new(&["A"]).await;
    let amina = world.amina().await;
    let page = amina.get("/p/WEB/scores").await.body;
    assert!(page.contains("Items are not scored") && page.contains("value=\"rice\""));
    let backlog = amina.get("/p/WEB/backlog").await.body;
    assert!(!backlog.contains("class=\"score\"") && !backlog.contains(">Scores<"));
    let form = amina.part("/p/WEB/items/WEB-1/score", "fragment").await;
    assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(form.body.contains("scores no items"), "{}", form.body);
    let team = world.somebody(Role::Developer).await;
    let page = team.get("/p/WEB/scores").await.body;
    assert!(page.contains("Items are not scored") && !page.contains("scoring-form"));
    let method = [("method", "rice")];
    let refused = team.post("/p/WEB/policies/scoring", &method).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let wrong = [("method", "dice")];
    let wrong = amina.post("/p/WEB/policies/scoring", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn numbers_are_said_shown_in_a_column_and_filtered_by() {
    let (world, amina) = scored().await;
    let backlog = amina.get("/p/WEB/backlog").await.body;
    assert!(backlog.contains(">4</span><span class=\"unseen\">Value ÷ effort 4</span>"));
    assert!(backlog.contains("no score yet: value and effort are missing"));
    let found = amina.get("/p/WEB/backlog?score=none").await.body;
    assert!(found.contains("data-total=\"2\""), "{found}");
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(panel.contains("name=\"value\" value=\"2\""), "{panel}");
    assert!(panel.contains("set its effort to 2.5"), "{panel}");
    let path = "/p/WEB/items/WEB-1/score";
    for (value, said) in [
        ("many", "is no number"),
        ("-1", "not between 0 and 1,000"),
        ("NaN", "not between"),
    ] {
        let refused = amina.post(path, &[("value", value)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(said) && refused.body.contains("data-field=\"value\""));
    }
    let taken = amina.post(path, &[("value", ""), ("effort", "2.5")]).await;
    assert!(
        taken
            .body
            .contains("WEB-1 has no score yet: value is missing."),
        "{}",
        taken.body
    );
    let team = world.somebody(Role::Developer).await;
    let refused = team.post(path, &[("value", "3")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let panel = team.part("/p/WEB/items/WEB-3", "panel").await.body;
    assert!(panel.contains("<dd>10</dd>") && !panel.contains("name=\"value\""));
}

#[tokio::test]
async fn a_proposal_is_shown_beside_the_order_taken_over_and_undone() {
    let (world, amina) = scored().await;
    let page = amina.get("/p/WEB/scores").await.body;
    assert!(
        page.contains("2 items would change rank by Value ÷ effort"),
        "{page}"
    );
    assert!(page.contains("Rank 2 stays") && page.contains("Rank 4 stays"));
    assert!(page.contains("Apply all 2<"), "{page}");
    let seen = seen(&amina).await;
    let apply = [
        ("seen", seen.as_str()),
        ("all", "yes"),
        ("reason", "The law"),
    ];
    let done = amina.post("/p/WEB/scores", &apply).await;
    assert!(done.body.contains("2 items changed rank."), "{}", done.body);
    assert_eq!(world.order().await, ["C", "B", "A", "<b>D</b>"]);
    let panel = amina.part("/p/WEB/items/WEB-3", "panel").await.body;
    assert!(
        panel.contains("“By Value ÷ effort of ") && panel.contains(": The law”"),
        "{panel}"
    );
    let page = amina.get("/p/WEB/scores").await.body;
    assert!(page.contains("The order is as the scores have it"));
    let undo = done.body.split("data-undo=\"").nth(1).unwrap();
    amina.post(undo.split('"').next().unwrap(), &[]).await;
    assert_eq!(world.order().await, ["A", "B", "C", "<b>D</b>"]);
}

#[tokio::test]
async fn some_rows_go_where_they_were_proposed_and_what_changed_is_refused() {
    let (world, amina) = scored().await;
    let old = seen(&amina).await;
    let nothing = amina.post("/p/WEB/scores", &[("seen", old.as_str())]).await;
    assert!(
        nothing.body.contains("No item was chosen"),
        "{}",
        nothing.body
    );
    let team = world.somebody(Role::Developer).await;
    let chosen = [("seen", old.as_str()), ("item", "3")];
    let refused = team.post("/p/WEB/scores", &chosen).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = team.get("/p/WEB/scores").await.body;
    assert!(!page.contains("data-pick") && page.contains("takes it over or not"));
    let moved = [("items", "4"), ("to", "top")];
    amina.post("/p/WEB/moves", &moved).await;
    let late = amina.post("/p/WEB/scores", &chosen).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.body.contains("another order is proposed by now"),
        "{}",
        late.body
    );
    let seen = seen(&amina).await;
    let chosen = [("seen", seen.as_str()), ("item", "3")];
    amina.post("/p/WEB/scores", &chosen).await;
    assert_eq!(world.order().await, ["<b>D</b>", "C", "A", "B"]);
}

#[tokio::test]
async fn a_dependency_that_would_be_turned_around_is_said_before() {
    let (_world, amina) = scored().await;
    let waits = [("blocked_by", "WEB-1")];
    let added = amina.post("/p/WEB/items/WEB-3/dependencies", &waits).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.body);
    let page = amina.get("/p/WEB/scores").await.body;
    assert!(
        page.contains("1 dependency would be turned around."),
        "{page}"
    );
    assert!(page.contains("WEB-3 would stand above WEB-1, which it waits for."));
    assert!(page.contains("Apply all 2, 1 dependency turned around"));
}

#[tokio::test]
async fn a_long_proposal_is_cut_and_says_how_much_is_left() {
    let titles: Vec<String> = (0..150).map(|number| format!("Item {number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let world = World::new(&titles).await;
    let amina = world.amina().await;
    let method = [("method", "value_effort")];
    amina.post("/p/WEB/policies/scoring", &method).await;
    for number in 1..=150 {
        let path = format!("/p/WEB/items/WEB-{number}/score");
        let value = number.to_string();
        amina
            .post(&path, &[("value", &value), ("effort", "1")])
            .await;
    }
    let page = amina.part("/p/WEB/scores", "main").await.body;
    assert!(page.contains("Apply all 150"));
    assert_eq!(page.matches("data-pick").count(), 100);
    assert!(
        page.contains("50 more moves") && page.contains("/p/WEB/scores?show=400"),
        "{page}"
    );
    let more = amina.part("/p/WEB/scores?show=400", "main").await.body;
    assert_eq!(more.matches("data-pick").count(), 150);
}
