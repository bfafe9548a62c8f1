//! The policies page: which scale the team estimates on, who changes it, and what follows it.

use axum::http::StatusCode;
use domain::Role;

use crate::world::{Answered, Browser, World};

const SIZES: [(&str, &str); 6] = [
    ("scale", "sizes"),
    ("xs", "1"),
    ("s", "2"),
    ("m", "3"),
    ("l", "5"),
    ("xl", "8"),
];

async fn change(browser: &Browser, form: &[(&str, &str)]) -> Answered {
    browser.post("/p/WEB/policies/scale", form).await
}

async fn estimated(points: &str) -> (World, Browser) {
    let world = World::new(&["Pay by card", "Refund"]).await;
    let amina = world.amina().await;
    let form = [("items", "1"), ("points", points)];
    amina.post("/p/WEB/estimates", &form).await;
    (world, amina)
}

#[tokio::test]
async fn estimates_read_on_the_teams_scale_and_stay_what_they_are() {
    let (_world, amina) = estimated("3").await;
    let changed = change(&amina, &SIZES).await;
    assert!(
        changed.headers["x-change"]
            .to_str()
            .unwrap()
            .contains("\"all\":true")
    );
    let backlog = amina.get("/p/WEB/backlog").await.body;
    assert!(backlog.contains("title=\"M\">M"), "{backlog}");
    assert!(backlog.contains("estimate=M"), "the filter offers sizes");
    let found = amina.part("/p/WEB/backlog?estimate=m", "main").await.body;
    assert!(
        found.contains("Pay by card") && !found.contains("Refund"),
        "{found}"
    );
    let item = amina.get("/p/WEB/items/WEB-1").await.body;
    assert!(
        item.contains("<option value=\"3\" selected>M</option>"),
        "{item}"
    );
    amina
        .post("/p/WEB/estimates", &[("items", "2"), ("points", "XL")])
        .await;
    change(
        &amina,
        &[
            ("scale", "hours"),
            ("xs", ""),
            ("s", ""),
            ("m", ""),
            ("l", ""),
            ("xl", ""),
        ],
    )
    .await;
    let backlog = amina.get("/p/WEB/backlog").await.body;
    assert!(backlog.contains("title=\"3 hours\">3") && backlog.contains("title=\"8 hours\">8"));
    assert!(backlog.contains("11 hours"), "{backlog}");
}

#[tokio::test]
async fn the_cards_of_planning_poker_follow_the_scale() {
    let (_world, amina) = estimated("4").await;
    change(&amina, &SIZES).await;
    amina
        .post("/p/WEB/items/WEB-1/poker/rounds", &[("round", "0")])
        .await;
    let page = amina.part("/p/WEB/poker", "main").await.body;
    assert!(
        page.contains("aria-label=\"XL\" title=\"XL\" data-number=\"5\""),
        "{page}"
    );
    assert!(
        page.contains("title=\"4 points\">4"),
        "4 is no size: {page}"
    );
    let vote = [("round", "1"), ("card", "5")];
    amina.post("/p/WEB/items/WEB-1/poker/votes", &vote).await;
    amina
        .post("/p/WEB/items/WEB-1/poker/reveals", &[("round", "1")])
        .await;
    let page = amina.part("/p/WEB/poker", "main").await.body;
    assert!(
        page.contains("One vote, L") && page.contains("Write L"),
        "{page}"
    );
}

#[tokio::test]
async fn how_the_team_estimates_is_the_teams_to_decide() {
    let (world, amina) = estimated("3").await;
    let owner = world.somebody(Role::ProductOwner).await;
    let page = owner.get("/p/WEB/policies").await.body;
    assert!(page.contains("Now: Fibonacci points.") && !page.contains("Save the scale"));
    let refused = change(&owner, &SIZES).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut flat = SIZES;
    flat[5] = ("xl", "5");
    let refused = change(&amina, &flat).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("data-field=\"sizes\""),
        "{}",
        refused.body
    );
    let refused = change(&amina, &[&[("scale", "stones")], &SIZES[1..]].concat()).await;
    assert!(refused.body.contains("no such scale"), "{}", refused.body);
    change(&amina, &SIZES).await;
    let page = owner.get("/p/WEB/policies").await.body;
    assert!(
        page.contains(
            "Now: T-shirt sizes. Unless changed: Fibonacci points. Changed by Administrator"
        ),
        "{page}"
    );
}
