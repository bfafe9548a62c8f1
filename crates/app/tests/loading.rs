//! A product that is not in memory is read once, however many ask for it at once.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use app::{App, Failure};
use async_trait::async_trait;
use domain::people::GrantRole;
use domain::{Actor, PersonId, Refusal, Role};
use store::log::{Append, AppendError, Log, Row, StreamId};
use store::{Store, StoreError};
use testkit::World;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Who asks at once.
const READERS: usize = 20;

/// A log that counts how often a stream is read from its beginning, and can be held up.
struct Watched {
    log: Arc<dyn Log>,
    stream: StreamId,
    readings: AtomicUsize,
    fails: AtomicBool,
    door: Semaphore,
}

#[async_trait]
impl Log for Watched {
    async fn append(&self, appends: Vec<Append>) -> Result<(), AppendError> {
        self.log.append(appends).await
    }

    async fn read(
        &self,
        stream: StreamId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError> {
        if stream == self.stream && after == 0 {
            self.readings.fetch_add(1, Ordering::SeqCst);
            drop(self.door.acquire().await.unwrap());
            if self.fails.load(Ordering::SeqCst) {
                return Err(StoreError::Full {
                    place: "the test".into(),
                });
            }
        }
        self.log.read(stream, after, limit).await
    }

    async fn by_cause(&self, stream: StreamId, cause: Uuid) -> Result<Vec<Row>, StoreError> {
        self.log.by_cause(stream, cause).await
    }

    async fn of_kinds(&self, stream: StreamId, kinds: &[&str]) -> Result<Vec<Row>, StoreError> {
        self.log.of_kinds(stream, kinds).await
    }

    async fn last_position(&self, stream: StreamId) -> Result<u64, StoreError> {
        self.log.last_position(stream).await
    }

    async fn streams(&self) -> Result<Vec<StreamId>, StoreError> {
        self.log.streams().await
    }
}

/// Millpond just after a start, before anybody has asked for `PAY`.
async fn started() -> (App, Arc<Watched>, Actor) {
    let world: World = testkit::world().await;
    let watched = Arc::new(Watched {
        log: world.store.log.clone(),
        stream: StreamId(world.product.0),
        readings: AtomicUsize::new(0),
        fails: AtomicBool::new(false),
        door: Semaphore::new(0),
    });
    let store = Store {
        log: watched.clone(),
        ..world.store.clone()
    };
    let app = App::with(store, world.clock.clone()).await.unwrap();
    let owner: PersonId = world.people.owner;
    let actor = app.actor(owner);
    (app, watched, actor)
}

fn asks(app: &App, actor: Actor) -> tokio::task::JoinHandle<Result<(), Failure>> {
    let app = app.clone();
    tokio::spawn(async move { app.product(actor, "PAY").await.map(drop) })
}

/// Until everybody who can go on has come to the door.
async fn all_wait() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn many_readers_at_once_are_one_reading() {
    let (app, watched, actor) = started().await;
    let readers: Vec<_> = (0..READERS).map(|_| asks(&app, actor)).collect();
    all_wait().await;
    watched.door.add_permits(READERS);
    for reader in readers {
        reader.await.unwrap().unwrap();
    }
    assert_eq!(watched.readings.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_outsider_is_refused_without_reading_it() {
    let (app, watched, _) = started().await;
    let (id, administrator) = (PersonId(Uuid::now_v7()), false);
    let outsider = Actor::Person { id, administrator };
    let refused = asks(&app, outsider).await.unwrap().unwrap_err();
    assert_eq!(refused.refusal(), Some(&Refusal::NoSuchProduct));
    assert_eq!(watched.readings.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_reader_who_goes_away_keeps_nobody_waiting() {
    let (app, watched, actor) = started().await;
    let first = asks(&app, actor);
    all_wait().await;
    let second = asks(&app, actor);
    all_wait().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    watched.door.add_permits(1);
    second.await.unwrap().unwrap();
    assert_eq!(
        watched.readings.load(Ordering::SeqCst),
        1,
        "what the first one began is for the second"
    );
}

#[tokio::test]
async fn a_reading_that_failed_is_tried_again_by_the_next() {
    let (app, watched, actor) = started().await;
    watched.door.add_permits(READERS);
    watched.fails.store(true, Ordering::SeqCst);
    let failure = asks(&app, actor).await.unwrap().unwrap_err();
    assert!(matches!(failure, Failure::Storage(_)), "{failure:?}");
    watched.fails.store(false, Ordering::SeqCst);
    asks(&app, actor).await.unwrap().unwrap();
    assert_eq!(watched.readings.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_list_of_products_reads_none_of_them_and_says_the_same() {
    let (app, watched, actor) = started().await;
    let cold = app.products(actor).await.unwrap();
    let [cold] = &cold[..] else {
        panic!("{cold:?}")
    };
    assert_eq!(watched.readings.load(Ordering::SeqCst), 0);
    assert_eq!((cold.key(), cold.figures()), ("PAY", None));
    watched.door.add_permits(READERS);
    let view = app.product(actor, "PAY").await.unwrap();
    let warm = app.products(actor).await.unwrap().remove(0);
    assert_eq!(cold.roles(), actor.roles(&view.state));
    assert_eq!(cold.roles(), warm.roles());
    assert_eq!(cold.people(), view.state.people.len());
    assert_eq!(cold.position, view.state.position);
    assert_eq!(cold.time_zone(), warm.time_zone());
    let figures = warm.figures().unwrap();
    assert_eq!(figures.items, view.state.order.len());
    drop(view);
    assert_eq!(app.drop_idle_products(Duration::ZERO), 1);
    let gone = app.products(actor).await.unwrap().remove(0);
    assert_eq!(gone.figures(), Some(figures));
    assert_eq!(watched.readings.load(Ordering::SeqCst), 1);
}

/// Who looks at the list each minute keeps no product in memory by it.
#[tokio::test]
async fn a_list_of_products_is_no_use_of_them_and_hears_of_roles() {
    let world = testkit::world().await;
    let (app, people) = (&world.app, world.people);
    let roles = async || {
        let cards = app.products(app.actor(people.outsider)).await.unwrap();
        cards.iter().any(|card| card.key() == "PAY")
    };
    assert!(!roles().await);
    world.at("2026-11-04T09:20:00Z");
    assert!(!roles().await);
    assert!(app.drop_idle_products(Duration::from_secs(60)) >= 1);
    assert!(!roles().await);
    let (person, role) = (people.outsider, Role::Stakeholder);
    world.does(people.owner, GrantRole { person, role }).await;
    assert!(roles().await);
    world.at("2026-11-04T09:40:00Z");
    assert!(app.drop_idle_products(Duration::from_secs(60)) >= 1);
    assert!(roles().await);
}
