//! Many writers at once, in one application and in two on one store: nothing is
//! lost, nothing is done twice, nothing is decided against an old state.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use std::collections::BTreeSet;

use app::{App, Mode};
use domain::item::create::{CreateItems, NewItem};
use domain::item::edit_text::{EditText, Field};
use domain::item::remove::RemoveItems;
use domain::item::reorder::{MoveItems, Rank};
use domain::{Command, Context, Place, Refusal};
use store::Store;
use store::log::StreamId;
use testkit::{World, item};

/// Who writes at once, and how much each.
const WRITERS: usize = 8;
const EACH: usize = 200;

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = testkit::world_on(Store::open(folder.path()).unwrap()).await;
    let before = world.state().await.position;
    let writers = (0..WRITERS).map(|writer| {
        let world = world.clone();
        tokio::spawn(async move {
            for number in 0..EACH {
                write(&world, writer, number).await;
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let state = world.state().await;
    assert_eq!(state.position, before + (WRITERS * EACH) as u64);
    let titles: BTreeSet<String> = titles(&state);
    for writer in 0..WRITERS {
        for number in (0..EACH).filter(|number| number % 4 != 3) {
            assert!(titles.contains(&format!("{writer} {number}")));
        }
    }
    gapless(&world).await;
    let again = App::with(world.store.clone(), world.clock.clone());
    let again = again.await.unwrap();
    let actor = again.actor(world.people.owner);
    let again = again.product(actor, "PAY").await.unwrap().state;
    assert_eq!(**again, **state, "the record gives the same again");
}

/// Three items are written down, the fourth command moves one that is there.
async fn write(world: &World, writer: usize, number: usize) {
    let command: Command = match number % 4 {
        3 => EditText {
            item: item::READY,
            field: Field::Title,
            text: format!("{writer} was here {number} times"),
            base: None,
        }
        .into(),
        _ => create(&format!("{writer} {number}")).into(),
    };
    let events = world.does(world.people.owner, command).await;
    assert_eq!(events.len(), 1);
}

fn create(title: &str) -> CreateItems {
    CreateItems {
        items: vec![NewItem::titled(title)],
        at: Rank::Top,
    }
}

fn titles(state: &domain::Product) -> BTreeSet<String> {
    let items = state.items.values();
    items.map(|item| item.title.value.to_string()).collect()
}

async fn gapless(world: &World) {
    let stream = StreamId(world.product.0);
    let rows = world.store.log.read(stream, 0, usize::MAX).await.unwrap();
    let positions = rows.iter().map(|row| row.position);
    assert!(positions.eq(1..=rows.len() as u64));
}

/// A world with a second application on the same store.
async fn two() -> (World, App) {
    let world = testkit::world().await;
    let other = App::with(world.store.clone(), world.clock.clone());
    let other = other.await.unwrap();
    // From here on it has an old state, until something makes it look.
    let actor = other.actor(world.people.owner);
    other.product(actor, "PAY").await.unwrap();
    (world, other)
}

#[tokio::test]
async fn what_another_node_did_is_decided_against() {
    let (world, other) = two().await;
    let owner = world.people.owner;
    let (items, reason) = (vec![item::READY], None);
    world.does(owner, RemoveItems { items, reason }).await;
    let moved = MoveItems {
        items: vec![item::READY],
        to: Rank::Bottom,
        reason: None,
    };
    let stale = other.execute(other.actor(owner), world.product, moved);
    let refusal = stale.await.unwrap_err();
    let removed = Refusal::ItemRemoved { item: item::READY };
    assert_eq!(refusal.refusal(), Some(&removed));
    let written = other.execute(other.actor(owner), world.product, create("New"));
    let written = written.await.unwrap().state;
    assert_eq!(written.items[&item::READY].place, Place::Removed);
    gapless(&world).await;
}

#[tokio::test]
async fn a_move_that_is_done_already_is_nothing() {
    let (world, other) = two().await;
    let owner = world.people.owner;
    let to_the_top = || MoveItems {
        items: vec![item::BLOCKED],
        to: Rank::Top,
        reason: None,
    };
    let first = world.does(owner, to_the_top()).await;
    let second = other.execute(other.actor(owner), world.product, to_the_top());
    let second = second.await.unwrap();
    assert_eq!((first.len(), second.events.len()), (1, 0));
    assert_eq!(second.state.order[0], item::BLOCKED);
}

#[tokio::test]
async fn a_command_sent_to_two_nodes_is_done_once() {
    let (world, other) = two().await;
    let context = world.app.context(world.app.actor(world.people.owner));
    let send = |app: App| {
        let command = vec![create("Once").into()];
        async move {
            let done = app.execute_as(context, world.product, command, Mode::All);
            done.await.unwrap()
        }
    };
    let (first, second) = tokio::join!(send(world.app.clone()), send(other.clone()));
    assert_eq!(first.events, second.events);
    once(&world, context).await;
}

/// As when somebody clicks twice, or a proxy sends a request again.
#[tokio::test]
async fn a_command_sent_many_times_at_once_is_done_once() {
    let world = testkit::world().await;
    let context = world.app.context(world.app.actor(world.people.owner));
    let sent = (0..40).map(|_| {
        let (app, product) = (world.app.clone(), world.product);
        let command = vec![create("Once").into()];
        tokio::spawn(async move { app.execute_as(context, product, command, Mode::All).await })
    });
    let mut events = BTreeSet::new();
    for sent in sent.collect::<Vec<_>>() {
        let done = sent.await.unwrap().unwrap();
        events.insert(format!("{:?}", done.events));
    }
    assert_eq!(events.len(), 1, "everybody is told the same");
    once(&world, context).await;
}

/// What a client does that lost its connection: all of it again.
#[tokio::test]
async fn many_commands_sent_again_are_answered_as_before() {
    let world = testkit::world().await;
    let actor = world.app.actor(world.people.owner);
    let contexts: Vec<Context> = (0..40).map(|_| world.app.context(actor)).collect();
    let mut answers = Vec::new();
    for _ in 0..2 {
        let sent = contexts.iter().enumerate().map(|(number, context)| {
            let (app, context, product) = (world.app.clone(), *context, world.product);
            let command = vec![create(&format!("Number {number}")).into()];
            tokio::spawn(async move { app.execute_as(context, product, command, Mode::All).await })
        });
        for sent in sent.collect::<Vec<_>>() {
            answers.push(sent.await.unwrap().unwrap().events);
        }
    }
    let (first, second) = answers.split_at(contexts.len());
    assert_eq!(first, second);
    gapless(&world).await;
}

async fn once(world: &World, context: Context) {
    let (stream, command) = (StreamId(world.product.0), context.command.0);
    let rows = world.store.log.by_cause(stream, command).await.unwrap();
    assert_eq!(rows.len(), 1);
    gapless(world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_write_one_record() {
    let (world, other) = two().await;
    let nodes = [world.app.clone(), other.clone()].map(|app| {
        let (owner, product) = (world.people.owner, world.product);
        tokio::spawn(async move {
            for number in 0..50 {
                let command = create(&format!("{number}"));
                let done = app.execute(app.actor(owner), product, command).await;
                assert_eq!(done.unwrap().events.len(), 1);
            }
        })
    });
    for node in nodes {
        node.await.unwrap();
    }
    gapless(&world).await;
    // One more from each, so that both have seen everything.
    for app in [&world.app, &other] {
        let owner = app.actor(world.people.owner);
        app.execute(owner, world.product, create("Last"))
            .await
            .unwrap();
    }
    let owner = world.people.owner;
    let top = || create("Very last");
    world.does(owner, top()).await;
    let seen = other.execute(other.actor(owner), world.product, top());
    let seen = seen.await.unwrap().state;
    let again = App::with(world.store.clone(), world.clock.clone());
    let again = again.await.unwrap();
    let again = again.product(again.actor(owner), "PAY").await.unwrap();
    assert_eq!(**again.state, **seen);
}
