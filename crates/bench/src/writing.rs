//! Commands until they are durable, beside the least SQLite can do: one durable commit of
//! the same bytes. Both by turns in one run, since a disk has its moods.

use std::path::Path;
use std::time::{Duration, Instant};

use app::App;
use domain::item::reorder::Rank;
use domain::{Actor, ProductId};
use rusqlite::Connection;
use store::Store;
use store::log::StreamId;

use crate::deciding::moved;
use crate::table::{Table, thousands};
use crate::timing::Times;
use crate::{SIZES, USUAL, world};

const TURNS: usize = 30;
const PER_TURN: usize = 50;
/// Commits before anything is counted: until then the write-ahead logs grow, and a file that
/// grows costs the file system more than one that is written over.
const WARM: usize = 1_200;
/// How long writers that write together are counted.
const TOGETHER: Duration = Duration::from_secs(3);

pub(crate) fn run() {
    beside_a_bare_commit();
    together();
}

fn beside_a_bare_commit() {
    let head = [
        "move from bottom to top, durable",
        "items",
        "p50",
        "p99",
        "ratio of p50",
    ];
    let mut table = Table::new(&head);
    for items in SIZES {
        let folder = world::folder();
        let runtime = world::runtime();
        let (bare, app) = runtime.block_on(async {
            let store = Store::open(&folder.path().join("data")).unwrap();
            let app = open(store.clone()).await;
            let (actor, product) = fill(&app, items).await;
            let data = bytes_of_a_move(&app, &store, actor, product).await;
            let bare = Bare::open(&folder.path().join("bare.db"));
            by_turns(&bare, &data, &app, actor, product).await
        });
        let items = thousands(items as u64);
        table.row(&[
            &"bare commit of the same bytes",
            &items,
            &bare.p50(),
            &bare.p99(),
            &1,
        ]);
        let ratio = format!("{:.2}", app.p50().over(bare.p50()));
        table.row(&[&"the command", &items, &app.p50(), &app.p99(), &ratio]);
    }
    table.print();
}

async fn open(store: Store) -> App {
    let clock = std::sync::Arc::new(app::SystemClock);
    App::with(store, clock).await.unwrap()
}

async fn fill(app: &App, items: usize) -> (Actor, ProductId) {
    let person = world::set_up(app).await;
    let product = world::fill(app, person, items).await;
    (app.actor(person), product)
}

/// As many bytes as one move takes in the log.
async fn bytes_of_a_move(app: &App, store: &Store, actor: Actor, product: ProductId) -> String {
    let done = move_up(app, actor, product).await;
    let after = done - 1;
    let rows = store.log.read(StreamId(product.0), after, 1).await.unwrap();
    let row = &rows[0];
    let ids_and_numbers = 3 * 16 + 3 * 8;
    let role = row.role.as_deref().unwrap_or_default();
    let subject = row.subject.as_deref().unwrap_or_default();
    let texts = row.kind.len() + role.len() + subject.len() + row.data.len();
    "x".repeat(ids_and_numbers + texts)
}

/// Moves the last item to the top; the position it is recorded at.
async fn move_up(app: &App, actor: Actor, product: ProductId) -> u64 {
    let last = app
        .product(actor, "PAY")
        .await
        .unwrap()
        .state
        .order
        .last()
        .copied();
    let command = moved(last.unwrap(), Rank::Top);
    let done = app.execute(actor, product, command).await.unwrap();
    done.state.position
}

async fn by_turns(
    bare: &Bare,
    data: &str,
    app: &App,
    actor: Actor,
    product: ProductId,
) -> (Times, Times) {
    let (mut alone, mut commands) = (Times::default(), Times::default());
    (0..WARM).for_each(|_| bare.commit(data));
    warm(app, actor, product).await;
    for _ in 0..TURNS {
        alone.extend(Times::of(PER_TURN, |_| bare.commit(data)));
        let app = app.clone();
        // On a worker thread, where requests are.
        let turn = tokio::spawn(async move {
            let mut times = Times::default();
            for _ in 0..PER_TURN {
                let began = Instant::now();
                move_up(&app, actor, product).await;
                times.push(began.elapsed());
            }
            times
        });
        commands.extend(turn.await.unwrap());
    }
    (alone, commands)
}

async fn warm(app: &App, actor: Actor, product: ProductId) {
    for _ in 0..WARM {
        move_up(app, actor, product).await;
    }
}

/// The yardstick: nothing but the bytes and the wait for the disk.
struct Bare(Connection);

impl Bare {
    fn open(file: &Path) -> Bare {
        let connection = Connection::open(file).unwrap();
        let set_up = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE bare (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;";
        connection.execute_batch(set_up).unwrap();
        Bare(connection)
    }

    fn commit(&self, data: &str) {
        let insert = "INSERT INTO bare (data) VALUES (?1)";
        let mut statement = self.0.prepare_cached(insert).unwrap();
        statement.execute([data]).unwrap();
    }
}

fn together() {
    let head = [
        "writers of one product",
        "items",
        "commands/s",
        "p50",
        "p99",
        "failed",
    ];
    let mut table = Table::new(&head);
    for writers in [1, 8, 64] {
        let folder = world::folder();
        let (times, failed) = world::runtime().block_on(async {
            let app = open(Store::open(&folder.path().join("data")).unwrap()).await;
            let (actor, product) = fill(&app, USUAL).await;
            warm(&app, actor, product).await;
            all_at_once(&app, actor, product, writers).await
        });
        let rate = thousands((times.len() as f64 / TOGETHER.as_secs_f64()) as u64);
        let items = thousands(USUAL as u64);
        table.row(&[&writers, &items, &rate, &times.p50(), &times.p99(), &failed]);
    }
    table.print();
}

/// Each writer moves items of its own up and down.
async fn all_at_once(
    app: &App,
    actor: Actor,
    product: ProductId,
    writers: usize,
) -> (Times, usize) {
    let order = app.product(actor, "PAY").await.unwrap().state.order.clone();
    let began = Instant::now();
    let write = |writer: usize| {
        let (app, item) = (app.clone(), order[writer * 100]);
        async move {
            let (mut times, mut failed) = (Times::default(), 0);
            for to in [Rank::Top, Rank::Bottom].into_iter().cycle() {
                let one = Instant::now();
                if one - began > TOGETHER {
                    break;
                }
                match app.execute(actor, product, moved(item, to)).await {
                    Ok(_) => times.push(one.elapsed()),
                    Err(_) => failed += 1,
                }
            }
            (times, failed)
        }
    };
    let tasks: Vec<_> = (0..writers)
        .map(|writer| tokio::spawn(write(writer)))
        .collect();
    let (mut times, mut failed) = (Times::default(), 0);
    for task in tasks {
        let (own, refused) = task.await.unwrap();
        times.extend(own);
        failed += refused;
    }
    (times, failed)
}
