//! What left the product backlog: done items by sprint, removed ones with their way back.

use axum::http::StatusCode;
use domain::Role;

use crate::world::World;

#[tokio::test]
async fn done_items_stand_under_their_sprint() {
    let world = World::new(&[]).await;
    let reader = world.signed_in(world.inner.people.stakeholder).await;
    let page = reader.get("/p/PAY/done").await.body;
    for shown in [
        "data-key=\"PAY-1\"",
        "href=\"/p/PAY/sprints/1\"",
        "row head",
        "1 item",
    ] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
    assert!(page.contains("data-total=\"2\"") && !page.contains("data-key=\"PAY-5\""));
    let none = reader.part("/p/PAY/done/rows?kind=bug", "rows").await.body;
    assert!(none.contains("Nothing fits this filter"), "{none}");
}

#[tokio::test]
async fn removed_items_are_listed_and_brought_back_by_who_orders() {
    let world = World::new(&["Keep", "Remove me"]).await;
    let amina = world.amina().await;
    amina.post("/p/WEB/removals", &[("items", "2")]).await;
    let page = amina.get("/p/WEB/removed").await.body;
    assert!(page.contains("Remove me") && page.contains("Bring back WEB-2"));
    assert!(page.contains("\"item.restore\"") && !page.contains("Keep"));
    let reader = world.somebody(Role::Stakeholder).await;
    let read = reader.get("/p/WEB/removed").await.body;
    assert!(read.contains("Remove me") && !read.contains("Bring back WEB-2"));
    let back = amina.post("/p/WEB/restorations", &[("items", "2")]).await;
    assert_eq!(back.status, StatusCode::OK);
    let page = amina.get("/p/WEB/removed").await.body;
    assert!(page.contains("Nothing was removed"));
}
