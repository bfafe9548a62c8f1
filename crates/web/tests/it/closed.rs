//! A closed sprint, for ever: contract, outcome, chart, the events behind its points.

use axum::http::{StatusCode, header};
use domain::item::edit_text::{EditText, Field};
use domain::item::estimate::Estimate;
use domain::scale::{ChangeScale, Scale};
use testkit::item;

use crate::world::World;

const CLOSED: &str = "/p/PAY/sprints/1";

#[tokio::test]
async fn contract_outcome_and_chart_stay_whatever_becomes_of_the_items() {
    let world = World::new(&[]).await;
    let stakeholder = world.signed_in(world.inner.people.stakeholder).await;
    let before = stakeholder.part(CLOSED, "main").await.body;
    for part in [
        "Take the first payment",
        "The contract",
        "5 of 10 points were done, 5 returned",
        "Pay by card",
        "Refund a payment",
        "50%",
        "1 of 2 items came back.",
    ] {
        assert!(before.contains(part), "{part} in {before}");
    }
    let people = world.inner.people;
    let text = String::from("Another title altogether");
    world
        .inner
        .does(
            people.developer,
            EditText {
                item: item::CARRIED_OVER,
                field: Field::Title,
                text,
                base: None,
            },
        )
        .await;
    world
        .inner
        .does(
            people.developer,
            Estimate {
                item: item::CARRIED_OVER,
                to: None,
            },
        )
        .await;
    let to = Scale::Hours;
    world.inner.does(people.developer, ChangeScale { to }).await;
    assert_eq!(stakeholder.part(CLOSED, "main").await.body, before);
}

#[tokio::test]
async fn the_burndown_is_shown_in_both_units_with_the_event_behind_each_point() {
    let world = World::new(&[]).await;
    let stakeholder = world.signed_in(world.inner.people.stakeholder).await;
    let page = stakeholder.get("/p/PAY/sprints/2/burndown").await.body;
    assert!(
        page.contains("16 of 18 points remain") && page.contains("role=\"img\""),
        "{page}"
    );
    assert!(
        page.contains("Europe/Warsaw, days off shaded") && page.contains("The figures as a table")
    );
    let items = stakeholder
        .get("/p/PAY/sprints/2/burndown?unit=items")
        .await
        .body;
    assert!(items.contains("3 of 4 items remain"), "{items}");

    let link = items
        .split("href=\"/p/PAY/sprints/2/burndown?unit=items&amp;at=")
        .nth(2)
        .unwrap();
    let position: u64 = link.split('#').next().unwrap().parse().unwrap();
    let event = stakeholder
        .get(&format!("/p/PAY/sprints/2/burndown?at={position}"))
        .await
        .body;
    assert!(
        event.contains("The event behind this point") && event.contains("to Done"),
        "{event}"
    );
    // An event that is none of this chart's points is not shown here.
    let other = stakeholder.get("/p/PAY/sprints/2/burndown?at=1").await.body;
    assert!(!other.contains("The event behind this point"));
}

#[tokio::test]
async fn the_chart_is_a_file_of_its_own() {
    let world = World::new(&[]).await;
    let stakeholder = world.signed_in(world.inner.people.stakeholder).await;
    let file = stakeholder.get("/p/PAY/sprints/1/burndown.svg").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(
        file.headers[header::CONTENT_TYPE],
        "image/svg+xml; charset=utf-8"
    );
    assert_eq!(
        file.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"PAY-sprint-1-burndown.svg\""
    );
    assert!(file.body.starts_with("<svg") && file.body.contains("#c22f35"));
    assert_eq!(
        stakeholder.get("/p/PAY/sprints/1/burndown.svg").await.body,
        file.body
    );
}
