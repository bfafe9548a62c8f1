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

#[tokio::test]
async fn a_second_administrator_is_made_and_dismissed_while_signed_in() {
    let world = World::new(&[]).await;
    let (amina, person) = (world.amina().await, world.inner.people.outsider);
    let theirs = world.signed_in(person).await;
    let address = |what| format!("/settings/people/{person}/{what}");
    let (make, dismiss) = (address("appointment"), address("dismissal"));
    let page = amina.get("/settings").await.body;
    assert!(page.contains(&make) && !page.contains(&dismiss));
    let settings = theirs.get("/settings").await;
    assert_eq!(settings.status, StatusCode::FORBIDDEN);

    let said = amina.post(&make, &[]).await;
    assert!(said.body.contains("Outsider is an administrator."));
    assert!(said.body.contains(&dismiss), "its undo: {}", said.body);
    let page = theirs.get("/settings").await;
    assert_eq!(page.status, StatusCode::OK);
    let own = !page.body.contains(&dismiss) && !page.body.contains(&address("disabling"));
    assert!(own, "nobody is offered to lock themselves out");

    let said = amina.post(&dismiss, &[]).await;
    let words = "Outsider is no longer an administrator.";
    assert!(said.body.contains(words) && said.body.contains(&make));
    let settings = theirs.get("/settings").await;
    assert_eq!(settings.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_may_not_makes_no_administrator_and_who_is_disabled_becomes_none() {
    let world = World::new(&[]).await;
    let people = world.inner.people;
    let address = |person, what| format!("/settings/people/{person}/{what}");
    let owner = world.signed_in(people.owner).await;
    for what in ["appointment", "dismissal"] {
        let refused = owner.post(&address(people.owner, what), &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{what}");
    }
    let amina = world.amina().await;
    let own = address(people.administrator, "dismissal");
    let last = amina.post(&own, &[]).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(last.body.contains("last administrator"), "{}", last.body);
    let gone = people.outsider;
    amina.post(&address(gone, "disabling"), &[]).await;
    let make = address(gone, "appointment");
    assert!(!amina.get("/settings").await.body.contains(&make));
    let refused = amina.post(&make, &[]).await.body;
    assert!(refused.contains("Enable them first."), "{refused}");
}

#[tokio::test]
async fn who_dismisses_themselves_goes_home() {
    let world = World::new(&[]).await;
    let people = world.inner.people;
    let amina = world.amina().await;
    let other = format!("/settings/people/{}/appointment", people.owner);
    amina.post(&other, &[]).await;
    let own = format!("/settings/people/{}/dismissal", people.administrator);
    let sent = amina.post(&own, &[]).await;
    assert_eq!(sent.headers[header::LOCATION], "/");
}
