//! The workspace's people: who disables them, and what a browser of theirs is told.

use axum::http::{StatusCode, header};

use crate::world::World;

#[tokio::test]
async fn who_is_disabled_is_signed_out_and_can_be_enabled_again() {
    let world = World::new(&[]).await;
    let (amina, person) = (world.amina().await, world.inner.people.outsider);
    let theirs = world.signed_in(person).await;
    assert_eq!(theirs.get("/").await.status, StatusCode::OK);
    let disabling = format!("/settings/people/{person}/disabling");
    let enabling = format!("/settings/people/{person}/enabling");
    let page = amina.get("/settings").await.body;
    assert!(page.contains(&disabling) && !page.contains(&enabling));

    let said = amina.post(&disabling, &[]).await;
    assert!(said.body.contains("Outsider can no longer sign in."));
    assert!(said.body.contains(&enabling), "its undo: {}", said.body);
    let sent = theirs.get("/").await;
    let to = sent.headers[header::LOCATION].to_str().unwrap();
    assert!(to.starts_with("/login"), "{to}");
    let people = amina.get("/p/WEB/people").await.body;
    assert!(people.contains("Outsider") && people.contains("disabled"));

    let said = amina.post(&enabling, &[]).await;
    assert!(said.body.contains("Outsider can sign in again."));
    let back = world.signed_in(person).await;
    assert_eq!(back.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn only_an_administrator_disables_and_the_last_one_stays() {
    let world = World::new(&[]).await;
    let people = world.inner.people;
    let address = |person| format!("/settings/people/{person}/disabling");
    let owner = world.signed_in(people.owner).await;
    let refused = owner.post(&address(people.developer), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let amina = world.amina().await;
    let own = address(people.administrator);
    assert!(!amina.get("/settings").await.body.contains(&own));
    let refused = amina.post(&own, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("last administrator"));
    let unknown = "/settings/people/not-an-id/disabling";
    assert_eq!(amina.post(unknown, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn items_are_not_offered_to_who_is_disabled() {
    let world = World::new(&["Pay by card"]).await;
    let (amina, people) = (world.amina().await, world.inner.people);
    let offered = format!("&quot;to&quot;:&quot;{}&quot;", people.developer);
    let page = amina.get("/p/PAY/backlog").await.body;
    assert!(page.contains(&offered), "or this test sees nothing");
    let actor = world.inner.app.actor(people.administrator);
    let disabled = world.inner.app.disable_person(actor, people.developer);
    disabled.await.unwrap();
    assert!(!amina.get("/p/PAY/backlog").await.body.contains(&offered));
}
