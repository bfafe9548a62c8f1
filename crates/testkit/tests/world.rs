//! What the world promises, so that no test rests on something that is not so.

use domain::{Column, Kind, Place, ready};
use testkit::{item, sprint};

#[tokio::test]
async fn the_world_is_as_it_says() {
    let world = testkit::world().await;
    let state = world.state().await;
    let place = |item| state.items[&item].place;
    assert_eq!(place(item::DONE), Place::Done(Some(sprint::CLOSED)));
    assert_eq!(place(item::REMOVED), Place::Removed);
    assert_eq!(state.items[&item::CARRIED_OVER].carried_over, 1);
    assert!(state.sprints[&sprint::CLOSED].is_closed());
    let running = &state.sprints[&sprint::RUNNING];
    assert!(running.is_running());
    for (item, column) in [
        (item::CARRIED_OVER, Column::InReview),
        (item::TO_DO, Column::ToDo),
        (item::IN_PROGRESS, Column::InProgress),
        (item::DONE_ON_BOARD, Column::Done),
    ] {
        assert_eq!(running.column_of(item), Some(column), "{item}");
    }
    let missing = |item| ready::missing(&state, &state.items[&item]).len();
    assert_eq!(
        [item::READY, item::READY_CHILD].map(missing),
        [0, 0],
        "ready"
    );
    let unready = [item::UNESTIMATED, item::WITHOUT_CRITERIA, item::BLOCKED];
    assert_eq!(unready.map(missing), [1, 1, 1]);
    assert_eq!(state.order[0], item::READY);
    assert!(!state.order.contains(&item::EPIC) && state.order.contains(&item::EMPTY_EPIC));
    assert_eq!(state.children[&item::EPIC].len(), 2);
}

#[tokio::test]
async fn everybody_gets_in_and_sees_what_is_theirs() {
    let world = testkit::world().await;
    let people = world.people;
    for person in [
        people.administrator,
        people.owner,
        people.scrum_master,
        people.developer,
        people.stakeholder,
        people.outsider,
    ] {
        let session = world.session(person).await;
        let found = world.app.identify_session(session.reveal()).await;
        assert_eq!(found.unwrap().unwrap().person, person);
        let token = world.token(person).await;
        let found = world.app.identify_token(token.reveal()).await;
        assert_eq!(found.unwrap().unwrap().person, person);
        let products = world.app.products(world.app.actor(person)).await.unwrap();
        let expected = match person {
            person if person == people.administrator => vec!["PAY", "WEB"],
            person if person == people.outsider => vec!["WEB"],
            _ => vec!["PAY"],
        };
        let keys: Vec<&str> = products.iter().map(|card| card.key()).collect();
        assert_eq!(keys, expected);
    }
}

#[tokio::test]
async fn a_big_world_has_items_of_every_sort() {
    let world = testkit::big(1_000).await;
    let state = world.state().await;
    let imported: Vec<_> = state
        .items
        .values()
        .filter(|i| i.original.is_some())
        .collect();
    assert_eq!(imported.len(), 1_000);
    for kind in Kind::ALL {
        assert!(imported.iter().filter(|item| item.kind == kind).count() >= 20);
    }
    let share = |count: usize| count * 100 / imported.len();
    let estimated = imported.iter().filter(|item| item.estimate.is_some());
    assert!((40..80).contains(&share(estimated.count())));
    let of_epics = imported.iter().filter(|item| item.epic.is_some());
    assert!((50..80).contains(&share(of_epics.count())));
    let is_ready = imported.iter().filter(|item| ready::is_ready(&state, item));
    assert!((15..50).contains(&share(is_ready.count())));
    assert_eq!(testkit::product(1_000), testkit::product(1_000));
}
