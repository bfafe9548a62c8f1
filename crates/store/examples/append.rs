//! What an append costs beside the least SQLite can do: one durable commit of the same bytes into
//! one table. Both are measured by turns in one run, since a disk has its moods.
//!
//! `cargo run --release -p store --example append [BYTES]`

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that fails has nothing to say"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use store::Store;
use store::log::{Append, AppendError, NewRow, StreamId};
use uuid::Uuid;

/// Commits measured of each kind, by turns of [`TURN`].
const COMMITS: usize = 4_000;
const TURN: usize = 100;
/// How long the writers that write together are counted.
const TOGETHER: Duration = Duration::from_secs(2);

fn main() {
    let bytes = std::env::args()
        .nth(1)
        .map_or(300, |bytes| bytes.parse().unwrap());
    let folder = tempfile::tempdir_in(".").unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .unwrap();
    let data = "x".repeat(bytes);
    println!(
        "{bytes} bytes of data per event, folder {}",
        folder.path().display()
    );
    let store = Store::open(&folder.path().join("store")).unwrap();
    runtime.block_on(side_by_side(&folder.path().join("bare.db"), &store, &data));
    for writers in [1, 8, 64] {
        runtime.block_on(together(&store, &data, writers));
    }
    runtime.block_on(replay(&store));
}

/// The yardstick: nothing but the bytes and the wait for the disk.
struct Bare(Connection);

impl Bare {
    fn open(file: &Path) -> Self {
        let connection = Connection::open(file).unwrap();
        let set_up = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE bare (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;";
        connection.execute_batch(set_up).unwrap();
        Self(connection)
    }

    fn commit(&self, data: &str) {
        let run = |sql: &str| self.0.prepare_cached(sql).unwrap().execute([]).unwrap();
        run("BEGIN IMMEDIATE");
        let insert = "INSERT INTO bare (data) VALUES (?1)";
        self.0
            .prepare_cached(insert)
            .unwrap()
            .execute([data])
            .unwrap();
        run("COMMIT");
    }
}

fn append(stream: StreamId, expected: u64, data: &str) -> Vec<Append> {
    let row = NewRow {
        kind: "item-moved".into(),
        version: 1,
        at: 1_700_000_000_000_000,
        actor: Some(stream.0),
        role: Some("product-owner".into()),
        cause: Uuid::new_v4(),
        subject: Some("123".to_owned()),
        data: data.to_owned(),
    };
    vec![Append {
        stream,
        expected,
        rows: vec![row],
    }]
}

async fn side_by_side(bare: &Path, store: &Store, data: &str) {
    let bare = Bare::open(bare);
    let stream = StreamId(Uuid::new_v4());
    let (mut alone, mut appended) = (Vec::new(), Vec::new());
    for turn in 0..COMMITS / TURN {
        for _ in 0..TURN {
            let begin = Instant::now();
            bare.commit(data);
            alone.push(begin.elapsed());
        }
        let (log, data) = (store.log.clone(), data.to_owned());
        let times = tokio::spawn(async move {
            let mut times = Vec::new();
            for end in turn * TURN..(turn + 1) * TURN {
                let append = append(stream, end as u64, &data);
                let begin = Instant::now();
                log.append(append).await.unwrap();
                times.push(begin.elapsed());
            }
            times
        });
        appended.extend(times.await.unwrap());
    }
    let bare = report("bare commit", &mut alone);
    let append = report("Log::append", &mut appended);
    println!(
        "{:<24}{:.2}",
        "ratio of p50",
        append.as_secs_f64() / bare.as_secs_f64()
    );
}

/// Prints and answers the middle one.
fn report(name: &str, times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "{name:<24}p50 {:?}, p99 {:?}, worst {:?}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    at(0.5)
}

/// Writers with a stream each, all at once.
async fn together(store: &Store, data: &str, writers: usize) {
    let begin = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|_| {
            let (log, data, stream) = (store.log.clone(), data.to_owned(), Uuid::new_v4());
            tokio::spawn(async move {
                let mut end = 0;
                while begin.elapsed() < TOGETHER {
                    let appended: Result<(), AppendError> =
                        log.append(append(StreamId(stream), end, &data)).await;
                    appended.unwrap();
                    end += 1;
                }
                end
            })
        })
        .collect();
    let mut events = 0;
    for task in tasks {
        events += task.await.unwrap();
    }
    let rate = events as f64 / begin.elapsed().as_secs_f64();
    println!(
        "{:<24}{rate:.0} events/s, none failed",
        format!("{writers} writers")
    );
}

/// Reads everything back, as a start does.
async fn replay(store: &Store) {
    let begin = Instant::now();
    let mut count = 0;
    for stream in store.log.streams().await.unwrap() {
        let mut after = 0;
        loop {
            let rows = store.log.read(stream, after, 10_000).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = last.position;
            count += rows.len();
        }
    }
    println!("{:<24}{count} events in {:?}", "replay", begin.elapsed());
}
