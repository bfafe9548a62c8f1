//! Files on items: durable before they are in the record, and none left of what is refused.

#![expect(clippy::unwrap_used, reason = "what goes wrong here fails a test")]

use std::convert::Infallible;
use std::io;
use std::task::Poll;
use std::time::Duration;

use app::{App, Done, NewFile, UploadError};
use bytes::Bytes;
use domain::file::{Fingerprint, MAX_SIZE};
use domain::item::attach::RemoveAttachment;
use domain::people::{GrantRole, RevokeRole};
use domain::{Actor, AttachmentId, CommandId, PersonId, Product, Refusal, Role};
use futures_util::{Stream, StreamExt, stream};
use store::Store;
use testkit::{World, item, world, world_on};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use uuid::Uuid;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on";

fn sent(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + Unpin + use<> {
    let pieces: Vec<_> = bytes.chunks(7).map(Bytes::copy_from_slice).collect();
    stream::iter(pieces.into_iter().map(Ok))
}

fn named(name: &str) -> NewFile {
    let (item, name) = (item::READY, name.to_owned());
    NewFile { item, name }
}

async fn attach(
    world: &World,
    person: PersonId,
    new: NewFile,
    bytes: impl Stream<Item = Result<Bytes, impl Send>> + Send + Unpin,
) -> Result<Done<Product>, UploadError> {
    let actor = world.app.actor(person);
    let view = world.app.product(actor, "PAY").await.unwrap();
    world.app.attach(&view, new, bytes, |_| None).await
}

async fn bytes_of(app: &App, person: PersonId, number: u32) -> Vec<u8> {
    let view = app.product(app.actor(person), "PAY").await.unwrap();
    let found = app.attachment(&view, item::READY, AttachmentId(number));
    let (_, mut pieces) = found.await.unwrap();
    let mut all = Vec::new();
    while let Some(piece) = pieces.next().await {
        all.extend_from_slice(&piece.unwrap());
    }
    all
}

fn refusal(outcome: Result<Done<Product>, UploadError>) -> Refusal {
    match outcome {
        Err(UploadError::Failed(failure)) => failure.refusal().unwrap().clone(),
        other => panic!("{other:?}"),
    }
}

/// All files under a folder.
fn files_in(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    let count = |path: std::path::PathBuf| match path.is_dir() {
        true => files_in(&path),
        false => 1,
    };
    entries.map(|entry| count(entry.unwrap().path())).sum()
}

#[tokio::test]
async fn what_was_attached_is_there_with_its_bytes() {
    let world = world().await;
    let person = world.people.stakeholder;
    let new = named("C:\\shots\\login.png");
    let done = attach(&world, person, new, sent(PNG)).await.unwrap();
    let file = &done.state.items[&item::READY].attachments[0].file;
    assert_eq!((&*file.name, file.size), ("login.png", PNG.len() as u64));
    assert_eq!(&*file.media_type, "image/png");
    assert_eq!(bytes_of(&world.app, person, 1).await, PNG);
}

#[tokio::test]
async fn it_survives_a_restart_and_its_removal_an_undo() {
    let folder = tempfile::tempdir().unwrap();
    let world = world_on(Store::open(folder.path()).unwrap()).await;
    let person = world.people.owner;
    attach(&world, person, named("a.png"), sent(PNG))
        .await
        .unwrap();
    let away = RemoveAttachment {
        item: item::READY,
        attachment: AttachmentId(1),
    };
    let actor = world.app.actor(person);
    let done = world.app.execute(actor, world.product, away).await.unwrap();
    let undone = world.app.undo(actor, world.product, done.command).await;
    // What is taken back, and what comes of that.
    assert_eq!(undone.unwrap().events.len(), 2);
    let app = App::with(world.store.clone(), world.clock.clone()).await;
    let app = app.unwrap();
    assert_eq!(bytes_of(&app, person, 1).await, PNG);
}

#[tokio::test]
async fn nothing_is_left_of_what_was_refused_or_broke_off() {
    let folder = tempfile::tempdir().unwrap();
    let world = world_on(Store::open(folder.path()).unwrap()).await;
    let person = world.people.stakeholder;
    let broken = stream::iter([Ok(Bytes::from_static(PNG)), Err(io::Error::other("cut"))]);
    let outcome = attach(&world, person, named("a"), broken).await;
    assert!(matches!(outcome, Err(UploadError::BrokeOff)), "{outcome:?}");
    let piece = Bytes::from(vec![0; 1_000_000]);
    let large = stream::iter(vec![Ok::<_, Infallible>(piece); 26]);
    let refused = refusal(attach(&world, person, named("a"), large).await);
    assert_eq!(refused, Refusal::FileTooLarge { size: 26_000_000 });
    let outcome = attach(&world, person, named(&"n".repeat(10_000)), sent(PNG)).await;
    assert!(matches!(refusal(outcome), Refusal::TextTooLong { .. }));
    let files = folder.path().join("files");
    while files_in(&files) > 0 {
        tokio::task::yield_now().await;
    }
    assert!(
        world.state().await.items[&item::READY]
            .attachments
            .is_empty()
    );
}

/// Bytes in whose middle the stakeholder loses the role that lets them attach.
fn while_the_role_goes(
    world: &World,
) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + Unpin + use<> {
    let (app, product, person) = (world.app.clone(), world.product, world.people.stakeholder);
    let role = Role::Stakeholder;
    let gone = async move {
        let revoke = RevokeRole { person, role };
        app.execute(Actor::Operator, product, revoke).await.unwrap();
        Ok(Bytes::from_static(PNG))
    };
    Box::pin(stream::once(gone))
}

#[tokio::test]
async fn what_is_refused_in_the_last_moment_leaves_no_bytes_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let world = world_on(Store::open(folder.path()).unwrap()).await;
    let files = folder.path().join("files");
    let (owner, person) = (world.people.owner, world.people.stakeholder);
    for there in [0, 1] {
        let outcome = attach(&world, person, named("a"), while_the_role_goes(&world)).await;
        assert_eq!(refusal(outcome), Refusal::NoSuchProduct);
        assert_eq!(files_in(&files), there);
        let role = Role::Stakeholder;
        let grant = GrantRole { person, role };
        let granted = world.app.execute(Actor::Operator, world.product, grant);
        granted.await.unwrap();
        attach(&world, owner, named("b"), sent(PNG)).await.unwrap();
        assert_eq!(files_in(&files), 1);
    }
    assert_eq!(bytes_of(&world.app, owner, 1).await, PNG);
}

#[tokio::test]
async fn who_may_not_comment_sends_no_byte() {
    let world = world().await;
    let view = world.app.product(Actor::Operator, "PAY").await.unwrap();
    let bytes = stream::poll_fn(|_| -> Poll<Option<Result<Bytes, Infallible>>> {
        panic!("asked for bytes")
    });
    let outcome = world.app.attach(&view, named("a"), bytes, |_| None).await;
    let refused = refusal(outcome);
    assert!(matches!(refused, Refusal::Forbidden { .. }), "{refused:?}");
}

#[tokio::test]
async fn as_much_as_is_allowed_is_taken() {
    let world = world().await;
    let piece = Bytes::from(vec![b'a'; 1_000_000]);
    let bytes = stream::iter(vec![Ok::<_, Infallible>(piece); 25]);
    let done = attach(&world, world.people.owner, named("a"), bytes).await;
    let state = done.unwrap().state;
    assert_eq!(state.items[&item::READY].attachments[0].file.size, MAX_SIZE);
}

#[tokio::test]
async fn a_repeated_upload_attaches_nothing_twice() {
    let world = world().await;
    let app = &world.app;
    let view = app.product(app.actor(world.people.owner), "PAY").await;
    let view = view.unwrap();
    let name = |print: Fingerprint| Some(CommandId(Uuid::from_u128(print.0[0].into())));
    for _ in 0..2 {
        let done = app.attach(&view, named("a"), sent(PNG), name).await;
        assert_eq!(done.unwrap().events.len(), 1);
    }
    app.attach(&view, named("a"), sent(b"other"), name)
        .await
        .unwrap();
    let numbers = &world.state().await.items[&item::READY].attachments;
    assert_eq!(numbers.len(), 2);
}

#[tokio::test]
async fn a_removed_product_gives_out_nothing() {
    let world = world().await;
    let owner = world.people.owner;
    attach(&world, owner, named("a"), sent(PNG)).await.unwrap();
    let administrator = world.app.actor(world.people.administrator);
    world
        .app
        .remove_product(administrator, world.product)
        .await
        .unwrap();
    let view = world.app.product(world.app.actor(owner), "PAY").await;
    let refused = view.unwrap_err();
    assert_eq!(refused.refusal(), Some(&Refusal::NoSuchProduct));
}

/// One byte every 29 seconds, for ever.
fn dripping() -> impl Stream<Item = Result<Bytes, Infallible>> + Send + Unpin {
    let drip = stream::unfold((), async |()| {
        tokio::time::sleep(Duration::from_secs(29)).await;
        Some((Ok(Bytes::from_static(b"x")), ()))
    });
    Box::pin(drip)
}

#[tokio::test(start_paused = true)]
async fn who_sends_too_slowly_is_not_waited_for() {
    let world = world().await;
    let outcome = attach(&world, world.people.owner, named("a"), dripping()).await;
    assert!(matches!(outcome, Err(UploadError::TooSlow)), "{outcome:?}");
}

/// Bytes that never come; says when it is asked for them, which is after a place was taken.
fn silent(
    asked: &UnboundedSender<()>,
) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + Unpin + use<> {
    let asked = asked.clone();
    stream::poll_fn(move |_| {
        asked.send(()).unwrap();
        Poll::Pending
    })
}

#[tokio::test]
async fn nobody_takes_all_places_for_uploads() {
    let world = world().await;
    let (owner, other) = (world.people.owner, world.people.stakeholder);
    let view = world.app.product(world.app.actor(owner), "PAY").await;
    let view = view.unwrap();
    let (asked, mut asks) = unbounded_channel();
    let mut held = Vec::new();
    for _ in 0..2 {
        let (app, view, bytes) = (world.app.clone(), view.clone(), silent(&asked));
        let upload = async move { app.attach(&view, named("a"), bytes, |_| None).await };
        held.push(tokio::spawn(upload));
        asks.recv().await.unwrap();
    }
    let outcome = attach(&world, owner, named("b"), sent(PNG)).await;
    assert!(matches!(outcome, Err(UploadError::TooMany)), "{outcome:?}");
    attach(&world, other, named("c"), sent(PNG)).await.unwrap();
    for upload in held {
        upload.abort();
        assert!(upload.await.unwrap_err().is_cancelled());
    }
    attach(&world, owner, named("b"), sent(PNG)).await.unwrap();
}
