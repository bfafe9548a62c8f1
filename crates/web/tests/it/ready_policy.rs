//! The policies: one page, whose they are, what a change does to every list and to the gate.

use axum::http::StatusCode;
use domain::Role;

use crate::world::World;

const SIZE: &str = "/p/WEB/policies/ready_size";
const CHECKS: &str = "/p/WEB/ready-checks";

#[tokio::test]
async fn a_change_shows_who_made_it_and_decides_what_is_ready() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    for (address, form) in [
        ("estimates", [("items", "1"), ("points", "8")]),
        (
            "items/WEB-1/criteria",
            [("criterion", "It works"), ("revision", "1")],
        ),
    ] {
        let done = amina.post(&format!("/p/WEB/{address}"), &form).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    }
    let list = amina.get("/p/WEB/backlog").await.body;
    assert!(list.contains("data-verdict=\"ready\""), "{list}");
    let form = [
        ("on", "yes"),
        ("limit", "5"),
        ("reason", "<b>Too many surprises</b>"),
    ];
    let changed = amina.post(SIZE, &form).await;
    assert!(changed.body.contains("data-undo"), "{}", changed.body);
    let list = amina.get("/p/WEB/backlog").await.body;
    assert!(list.contains("more than 5 points"), "{list}");
    assert!(list.contains("0 ready"), "the sum keeps up: {list}");
    let page = amina.get("/p/WEB/policies").await.body;
    for shown in [
        "at most 5 points",
        "by default at most 13 points",
        "Changed by",
        "&lt;b&gt;Too many surprises",
    ] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
    for limit in ["0", "10000", "-3", "many"] {
        let refused = amina.post(SIZE, &[("on", "yes"), ("limit", limit)]).await;
        assert!(refused.status.is_client_error(), "{limit}");
        assert!(
            refused.body.contains("data-field=\"limit\""),
            "{}",
            refused.body
        );
    }
}

#[tokio::test]
async fn the_teams_own_check_is_ticked_for_each_item() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let hostile = "<script>alert(1)</script> The designer has seen it";
    let added = amina.post(CHECKS, &[("check", hostile)]).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.body);
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(panel.contains("The designer has seen it"), "{panel}");
    assert!(!panel.contains("<script>alert"), "{panel}");
    let tick = "/p/WEB/items/WEB-1/ready-checks/1";
    let ticked = amina.post(tick, &[("ticked", "yes")]).await;
    assert!(ticked.body.contains("data-undo"), "{}", ticked.body);
    let list = amina.get("/p/WEB/backlog").await.body;
    assert!(!list.contains("not yet:"), "{list}");
    amina.post("/p/WEB/ready-checks/1/removal", &[]).await;
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(panel.contains("ticked “"), "its history keeps the name");
}

#[tokio::test]
async fn how_much_may_be_must_is_the_product_owners() {
    let world = World::new(&["A", "B", "C"]).await;
    let amina = world.amina().await;
    let must = [("items", "1,2,3"), ("priority", "must")];
    amina.post("/p/WEB/priorities", &must).await;
    let note = amina.get("/p/WEB/backlog").await.body;
    assert!(note.contains("40 % is the line"), "{note}");
    let share = "/p/WEB/policies/must_share";
    let team = world.somebody(Role::Developer).await;
    let refused = team.post(share, &[("on", "yes"), ("limit", "90")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let form = [("on", "yes"), ("limit", "99"), ("reason", "A migration")];
    amina.post(share, &form).await;
    let note = amina.get("/p/WEB/backlog").await.body;
    assert!(note.contains("99 % is the line"), "{note}");
    let page = amina.get("/p/WEB/policies").await.body;
    for shown in ["at most 99 %", "by default at most 40 %", "A migration"] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
    amina.post(share, &[("limit", "99")]).await;
    let note = amina.get("/p/WEB/backlog").await.body;
    assert!(!note.contains("is the line"), "it is off: {note}");
}

#[tokio::test]
async fn when_what_waits_is_looked_at_again_is_the_product_owners() {
    let world = World::new(&["A"]).await;
    let amina = world.amina().await;
    let review = "/p/WEB/policies/icebox_review";
    let team = world.somebody(Role::Developer).await;
    let refused = team.post(review, &[("on", "yes"), ("limit", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let off = amina.post(review, &[("limit", "1")]).await;
    assert!(off.body.contains("is not switched off"), "{}", off.body);
    let changed = amina.post(review, &[("on", "yes"), ("limit", "1")]).await;
    assert!(changed.body.contains("after 1 month."), "{}", changed.body);
    let page = amina.get("/p/WEB/policies").await.body;
    for shown in ["by default after 3 months", "the first 20 items", "14 days"] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
}

#[tokio::test]
async fn others_read_the_policies_and_change_none() {
    let world = World::new(&["Pay"]).await;
    let reader = world.somebody(Role::ProductOwner).await;
    let page = reader.get("/p/WEB/policies").await.body;
    assert!(page.contains("Definition of Ready") && !page.contains("change-ready_size"));
    let refused = reader.post(SIZE, &[("on", "yes"), ("limit", "8")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let refused = reader.post(CHECKS, &[("check", "Mine")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_checklist_is_taken_over_as_one_and_not_twice() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let take = "/p/WEB/checklists/review";
    let taken = amina.post(take, &[]).await;
    assert!(
        taken.body.contains("Took over “Shown at the review”."),
        "{}",
        taken.body
    );
    let page = amina.get("/p/WEB/policies").await.body;
    assert_eq!(page.matches("aria-label=\"Check\"").count(), 2, "{page}");
    assert!(page.contains("All of it is there"));
    let again = amina.post(take, &[]).await;
    assert!(again.body.contains("All of it is there."), "{}", again.body);
    let undo = taken.body.split("data-undo=\"").nth(1).unwrap();
    amina.post(undo.split('"').next().unwrap(), &[]).await;
    let page = amina.get("/p/WEB/policies").await.body;
    assert_eq!(page.matches("aria-label=\"Check\"").count(), 0, "{page}");
    let nowhere = amina.post("/p/WEB/checklists/none", &[]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let theirs = world.somebody(Role::Stakeholder).await;
    assert_eq!(theirs.post(take, &[]).await.status, StatusCode::FORBIDDEN);
}
