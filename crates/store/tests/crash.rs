//! The process is killed at random moments while several tasks append as fast as they can. After
//! each kill, everything that was acknowledged is there, nothing has gaps, and no append to two
//! streams is there by half.
//!
//! This shows that nothing is acknowledged too early and that the file is never left in between.
//! A power cut is different: that a commit waits for the disk is checked where it is set.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

use std::collections::HashSet;
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use store::Store;
use store::log::{Append, AppendError, NewRow, Row, StreamId};
use uuid::Uuid;

/// Tells the child which folder to write to.
const FOLDER: &str = "MILLPOND_CRASH_TEST_FOLDER";
/// How long the rounds may take together.
const TIME: Duration = Duration::from_secs(8);
const WRITERS: u128 = 6;

/// Written by everyone, so that writers collide; the second only together with the first.
const SHARED: [StreamId; 2] = [stream(100), stream(101)];

const fn stream(number: u128) -> StreamId {
    StreamId(Uuid::from_u128(number))
}

fn append(stream: StreamId, expected: u64, cause: Uuid, count: u64) -> Append {
    let row = NewRow {
        kind: "item-moved".into(),
        version: 1,
        at: 0,
        actor: Some(cause),
        role: Some("developer".into()),
        cause,
        subject: None,
        data: "some text of a usual length ".repeat(10),
    };
    Append {
        stream,
        expected,
        rows: (0..count).map(|_| row.clone()).collect(),
    }
}

/// Acknowledges in one write, so that a kill can't tear a line that a later one follows.
fn acknowledge(stream: StreamId, position: u64, cause: Uuid) {
    let line = format!("\nack {} {position} {}\n", stream.0, cause);
    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
}

/// By turns one or three rows to a stream of its own, and one to both shared streams.
async fn write_for_ever(store: Store, own: StreamId) {
    let mut end = store.log.last_position(own).await.unwrap();
    let mut shared = 0;
    for turn in 0_u64.. {
        let (cause, count) = (Uuid::new_v4(), 1 + turn % 2 * 2);
        store
            .log
            .append(vec![append(own, end, cause, count)])
            .await
            .unwrap();
        end += count;
        acknowledge(own, end, cause);

        let cause = Uuid::new_v4();
        let both = SHARED
            .map(|stream| append(stream, shared, cause, 1))
            .to_vec();
        match store.log.append(both).await {
            Ok(()) => {
                shared += 1;
                SHARED
                    .iter()
                    .for_each(|stream| acknowledge(*stream, shared, cause));
            }
            Err(AppendError::PositionTaken { actual, .. }) => shared = actual,
            Err(other) => panic!("{other}"),
        }
    }
}

/// The child's side. It does nothing when it is run as a test like the others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let store = Store::open(Path::new(&folder)).unwrap();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| tokio::spawn(write_for_ever(store.clone(), stream(writer))))
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
}

fn start(folder: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["child", "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

struct Acknowledged {
    stream: StreamId,
    position: u64,
    cause: Uuid,
}

fn parse(line: &str) -> Option<Acknowledged> {
    let mut words = line.strip_prefix("ack ")?.split(' ');
    let stream = StreamId(words.next()?.parse().ok()?);
    let position = words.next()?.parse().ok()?;
    // A line the kill has torn has no whole id.
    let cause = words
        .next()
        .filter(|cause| cause.len() == 36)?
        .parse()
        .ok()?;
    Some(Acknowledged {
        stream,
        position,
        cause,
    })
}

/// Lets a child write until it has acknowledged something, and `moment` longer, and kills it.
fn run_and_kill(folder: &Path, moment: Duration) -> Vec<Acknowledged> {
    let mut child = start(folder);
    let output = BufReader::new(child.stdout.take().unwrap());
    let mut lines = output.lines().map_while(Result::ok);
    let first = lines
        .by_ref()
        .find_map(|line| parse(&line))
        .expect("the child writes");
    let reader = thread::spawn(move || lines.filter_map(|line| parse(&line)).collect::<Vec<_>>());
    thread::sleep(moment);
    child.kill().unwrap();
    child.wait().unwrap();
    let mut acknowledged = vec![first];
    acknowledged.extend(reader.join().unwrap());
    acknowledged
}

fn assert_whole(rows: &[Row]) {
    assert!(
        rows.iter()
            .map(|row| row.position)
            .eq(1..=rows.len() as u64),
        "gapless"
    );
    for command in rows.chunk_by(|one, next| one.cause == next.cause) {
        assert!(
            matches!(command.len(), 1 | 3),
            "a command is there as a whole"
        );
    }
}

/// What the folder must hold by now.
async fn check(folder: &Path, acknowledged: &[Acknowledged]) {
    let store = Store::open(folder).unwrap();
    let mut places = HashSet::new();
    let mut shared = Vec::new();
    for stream in store.log.streams().await.unwrap() {
        let rows = store.log.read(stream, 0, usize::MAX).await.unwrap();
        assert_whole(&rows);
        places.extend(rows.iter().map(|row| (stream, row.position, row.cause)));
        if SHARED.contains(&stream) {
            shared.push(rows.iter().map(|row| row.cause).collect::<Vec<_>>());
        }
    }
    assert!(
        shared.windows(2).all(|two| two[0] == two[1]),
        "both shared streams or none"
    );
    for Acknowledged {
        stream,
        position,
        cause,
    } in acknowledged
    {
        assert!(
            places.contains(&(*stream, *position, *cause)),
            "{stream} {position} is lost"
        );
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let begin = Instant::now();
    let mut acknowledged = Vec::new();
    let mut rounds = 0;
    while rounds < 5 || (begin.elapsed() < TIME && rounds < 60) {
        // From at once to well after a first checkpoint.
        let moment = Duration::from_micros(u64::from(Uuid::new_v4().as_fields().0 % 250_000));
        acknowledged.extend(run_and_kill(folder.path(), moment));
        check(folder.path(), &acknowledged).await;
        rounds += 1;
    }
}
