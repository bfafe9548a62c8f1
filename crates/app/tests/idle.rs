//! Products that nobody uses leave the memory, and nothing is lost by it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use app::{App, Snapshot};
use domain::Refusal;
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use testkit::World;

/// Who writes at once, and how much each.
const WRITERS: usize = 6;
const EACH: usize = 60;

fn create(title: &str) -> CreateItems {
    CreateItems {
        items: vec![NewItem::titled(title)],
        at: Rank::Top,
    }
}

fn has(state: &Arc<Snapshot<domain::Product>>, title: &str) -> bool {
    let mut items = state.items.values();
    items.any(|item| *item.title.value == *title)
}

#[tokio::test]
async fn what_nobody_uses_goes_and_is_there_again_when_asked_for() {
    let world = testkit::world().await;
    let half = Duration::from_secs(30 * 60);
    // The other product was asked for when the world was made, weeks ago.
    world.app.drop_idle_products(half);
    let before = world.state().await;
    assert_eq!(world.app.drop_idle_products(half), 0, "used just now");
    world.at("2026-11-04T09:30:00Z");
    assert!(world.app.drop_idle_products(half) >= 1);
    assert_eq!(world.app.drop_idle_products(half), 0, "they have gone");
    assert_eq!(**world.state().await, **before);
    world.does(world.people.owner, create("Afterwards")).await;
    assert!(has(&world.state().await, "Afterwards"));
}

#[tokio::test]
async fn what_somebody_listens_to_stays() {
    let world = testkit::world().await;
    let mut changes = world.app.changes(world.product).await.unwrap();
    world.app.drop_idle_products(Duration::ZERO);
    world.does(world.people.owner, create("Heard")).await;
    let state = world.state().await;
    assert_eq!(changes.recv().await.unwrap().position, state.position);
    drop(changes);
    assert!(world.app.drop_idle_products(Duration::ZERO) >= 1);
}

/// Writes, and looks each time whether it is there. Every third writer goes away
/// without waiting for an answer.
async fn write(world: &World, writer: usize) {
    for number in 0..EACH {
        let title = format!("{writer} {number}");
        if writer % 3 == 2 {
            let wish = world.tries(world.people.owner, create(&title));
            let _ = tokio::time::timeout(Duration::ZERO, wish).await;
            continue;
        }
        world.does(world.people.owner, create(&title)).await;
        assert!(
            has(&world.state().await, &title),
            "{title} is shown at once"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_arrive_while_it_goes_are_neither_lost_nor_hidden() {
    let world = testkit::world().await;
    let writers = (0..WRITERS).map(|writer| {
        let world = world.clone();
        tokio::spawn(async move { write(&world, writer).await })
    });
    let writers: Vec<_> = writers.collect();
    let (done, gone) = (AtomicBool::new(false), AtomicUsize::new(0));
    let dropping = async {
        while !done.load(Ordering::Relaxed) {
            let some = world.app.drop_idle_products(Duration::ZERO);
            gone.fetch_add(some, Ordering::Relaxed);
            tokio::task::yield_now().await;
        }
    };
    let writing = async {
        for writer in writers {
            writer.await.unwrap();
        }
        done.store(true, Ordering::Relaxed);
    };
    tokio::join!(dropping, writing);
    assert!(
        gone.load(Ordering::Relaxed) > 0,
        "or this test tries nothing"
    );
    world.does(world.people.owner, create("The last")).await;
    let state = world.state().await;
    let again = App::with(world.store.clone(), world.clock.clone());
    let again = again.await.unwrap();
    let actor = again.actor(world.people.owner);
    let again = again.product(actor, "PAY").await.unwrap().state;
    assert_eq!(**again, **state, "the record says the same");
    for writer in (0..WRITERS).filter(|writer| writer % 3 != 2) {
        let mut all = (0..EACH).map(|number| format!("{writer} {number}"));
        assert!(all.all(|title| has(&state, &title)));
    }
}

#[tokio::test]
async fn a_removed_product_is_not_kept_by_being_dropped() {
    let world = testkit::world().await;
    let (app, people) = (&world.app, world.people);
    let actor = app.actor(people.administrator);
    app.remove_product(actor, world.product).await.unwrap();
    app.drop_idle_products(Duration::ZERO);
    let gone = app.product(actor, "PAY").await.unwrap_err();
    assert_eq!(gone.refusal(), Some(&Refusal::NoSuchProduct));
    app.restore_product(actor, world.product).await.unwrap();
    assert!(app.product(actor, "PAY").await.is_ok());
}
