//! A product that is not in memory is read once, however many ask for it at once.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use app::{App, Failure};
use async_trait::async_trait;
use domain::{Actor, PersonId};
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
