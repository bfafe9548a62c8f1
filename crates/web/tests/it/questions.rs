//! Questions and challenges about an item: asked, answered, counted in the list, asked by the gate.

use axum::http::StatusCode;
use domain::Role;

use crate::world::World;

const ASK: &str = "/p/WEB/questions";
const HOSTILE: &str = "<img src=x onerror=alert(1)><script>alert(2)</script>";

#[tokio::test]
async fn an_open_question_is_seen_in_the_row_and_keeps_the_item_from_being_ready() {
    let world = World::new(&["Pay", "Refund"]).await;
    let amina = world.amina().await;
    for question in ["Which cards?", "Which banks?"] {
        let form = [("items", "1"), ("question", question)];
        let asked = amina.post(ASK, &form).await;
        assert!(asked.body.contains("data-undo"), "{}", asked.body);
    }
    let list = amina.get("/p/WEB/backlog").await.body;
    assert!(list.contains("2 open questions"), "{list}");
    assert!(list.contains("a question is open"), "{list}");
    let filtered = amina.get("/p/WEB/backlog?questions=open").await.body;
    assert!(filtered.contains("1 of 2 items"), "{filtered}");
    for number in ["1", "2"] {
        let to = format!("/p/WEB/items/WEB-1/questions/{number}/answers");
        amina.post(&to, &[("answer", "All of them")]).await;
    }
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(panel.contains("2 answered"), "{panel}");
    let list = amina.get("/p/WEB/backlog").await.body;
    assert!(!list.contains("a question is open"), "{list}");
}

#[tokio::test]
async fn a_challenge_is_answered_with_an_outcome() {
    let world = World::new(&["Pay"]).await;
    let stakeholder = world.somebody(Role::Stakeholder).await;
    let challenge = [
        ("items", "1"),
        ("question", "Could we buy it?"),
        ("challenge", "yes"),
    ];
    let asked = stakeholder.post(ASK, &challenge).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    let to = "/p/WEB/items/WEB-1/questions/1/answers";
    let amina = world.amina().await;
    let without = amina.post(to, &[("answer", "No")]).await;
    assert!(
        without.body.contains("data-field=\"outcome\""),
        "{}",
        without.body
    );
    let with = [("answer", "No"), ("outcome", "kept")];
    assert_eq!(amina.post(to, &with).await.status, StatusCode::OK);
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    for shown in ["challenged it", "kept as it is", "Ask again"] {
        assert!(panel.contains(shown), "{shown} is missing in {panel}");
    }
    let back = "/p/WEB/items/WEB-1/questions/1/answers/1/removal";
    let anothers = stakeholder.post(back, &[]).await;
    assert_eq!(anothers.status, StatusCode::FORBIDDEN);
    let again = "/p/WEB/items/WEB-1/questions/1/state";
    let again = stakeholder.post(again, &[("open", "yes")]).await;
    assert!(again.body.contains("Reopened"), "{}", again.body);
}

#[tokio::test]
async fn what_is_asked_and_answered_stays_text() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    amina
        .post(ASK, &[("items", "1"), ("question", HOSTILE)])
        .await;
    let to = "/p/WEB/items/WEB-1/questions/1/answers";
    amina.post(to, &[("answer", HOSTILE)]).await;
    let page = amina.get("/p/WEB/backlog?open=WEB-1").await.body;
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
    let nobody = [("items", "1"), ("question", "You?"), ("to", HOSTILE)];
    let refused = amina.post(ASK, &nobody).await;
    assert!(refused.status.is_client_error(), "{}", refused.body);
}
