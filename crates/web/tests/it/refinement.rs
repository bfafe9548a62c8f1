//! The refinement session and the reminder: what it goes through, what it shows, what it ends with.

use domain::Role;

use crate::world::World;

#[tokio::test]
async fn a_session_keeps_its_items_and_says_what_became_ready() {
    let world = World::new(&["<b>Pay</b>", "Refund", "Limits"]).await;
    let amina = world.amina().await;
    let begun = amina.get("/p/WEB/refinement").await;
    assert!(begun.status.is_redirection(), "{}", begun.body);
    let first = "/p/WEB/refinement?of=1.2.3&at=WEB-1";
    let page = amina.get(first).await.body;
    for shown in [
        "0</b> of the top 3 are ready",
        "1 of 3",
        "&lt;b&gt;Pay",
        "No acceptance criteria",
        "Not estimated",
    ] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
    for (address, form) in [
        ("estimates", [("items", "1"), ("points", "3")]),
        (
            "items/WEB-1/criteria",
            [("criterion", "It works"), ("revision", "1")],
        ),
    ] {
        amina.post(&format!("/p/WEB/{address}"), &form).await;
    }
    let page = amina.get(first).await.body;
    assert!(
        page.contains("Nothing is missing") && page.contains("1</b> of the top 3"),
        "{page}"
    );
    let end = amina.get("/p/WEB/refinement?of=1.2.3&at=end").await.body;
    assert!(
        end.contains("1 item became ready") && end.contains("Not ready yet"),
        "{end}"
    );
    let begun = amina.get("/p/WEB/refinement").await;
    let to = begun.headers["location"].to_str().unwrap_or_default();
    assert!(
        to.contains("of=2.3&"),
        "the next session leaves it out: {to}"
    );
}

#[tokio::test]
async fn an_address_that_means_nothing_begins_anew() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    for of in ["99", "%3Cscript%3E", "0.-1.x"] {
        let answer = amina
            .get(&format!("/p/WEB/refinement?of={of}&at=WEB-9"))
            .await;
        assert!(answer.status.is_redirection(), "{of}: {}", answer.body);
    }
    let empty = World::new(&[]).await;
    let page = empty.amina().await.get("/p/WEB/refinement").await.body;
    assert!(page.contains("Nothing to refine"), "{page}");
}

#[tokio::test]
async fn who_only_reads_sees_what_is_missing_and_no_control() {
    let world = World::new(&["Pay"]).await;
    let reader = world.somebody(Role::Stakeholder).await;
    let page = reader.get("/p/WEB/refinement?of=1&at=WEB-1").await.body;
    assert!(page.contains("Not estimated"), "{page}");
    assert!(
        !page.contains("data-command=\"refine.criterion\"") && !page.contains("name=\"points\"")
    );
}

#[tokio::test]
async fn what_is_vague_near_the_top_is_marked_and_found() {
    let titles: Vec<String> = (1..=30).map(|number| format!("Item {number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let world = World::new(&titles).await;
    let amina = world.amina().await;
    let list = amina.get("/p/WEB/backlog").await.body;
    let marks = |list: &str| list.matches("title=\"Vague for its place").count();
    assert_eq!(marks(&list), 0, "what holds for all is said once");
    let line =
        "None of the next 20 items is ready: no acceptance criteria (20), not estimated (20). ";
    assert!(list.contains(line), "{list}");
    let found = amina.get("/p/WEB/backlog?detail=vague").await.body;
    assert!(found.contains("20 of 30 items"), "{found}");
    let near = [("on", "yes"), ("limit", "1")];
    amina.post("/p/WEB/policies/detail_near", &near).await;
    let found = amina.get("/p/WEB/backlog?detail=vague").await.body;
    assert!(found.contains("10 of 30 items"), "{found}");
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(panel.contains("may be in the next sprint"), "{panel}");
    let estimate = [("items", "1,2,3,4,5"), ("points", "3")];
    let team = world.somebody(Role::Developer).await;
    team.post("/p/WEB/estimates", &estimate).await;
    for number in 1..=5 {
        let address = format!("/p/WEB/items/WEB-{number}/criteria");
        amina.post(&address, &[("criterion", "It works")]).await;
    }
    let list = amina.get("/p/WEB/backlog").await.body;
    assert_eq!(marks(&list), 5, "half of the top are exceptions");
    assert!(!list.contains("of the next 10 items"), "{list}");
    let none = amina
        .part("/p/WEB/backlog?detail=%3Cscript%3E", "main")
        .await;
    assert!(!none.body.contains("<script>"), "{}", none.body);
}
