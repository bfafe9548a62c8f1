//! What a log must do.

use std::collections::BTreeSet;

use store::Store;
use store::log::{Append, AppendError, Log, NewRow, Row, StreamId};
use uuid::Uuid;

pub(crate) fn stream(number: u128) -> StreamId {
    StreamId(Uuid::from_u128(number))
}

pub(crate) fn cause(number: u128) -> Uuid {
    Uuid::from_u128(0xc0de_0000 + number)
}

/// A row of a command, told from its siblings by `text`.
pub(crate) fn row(cause: Uuid, text: &str) -> NewRow {
    NewRow {
        kind: "item-moved".into(),
        version: 1,
        at: 1_700_000_000_000_000,
        actor: Some(Uuid::from_u128(7)),
        role: Some("product-owner".into()),
        cause,
        subject: Some("12".to_owned()),
        data: format!(r#"{{"text":"{text}"}}"#),
    }
}

/// One row, one command, one stream.
fn one(stream: StreamId, expected: u64, cause: Uuid) -> Vec<Append> {
    vec![Append {
        stream,
        expected,
        rows: vec![row(cause, "one")],
    }]
}

async fn all(log: &dyn Log, stream: StreamId) -> Vec<Row> {
    log.read(stream, 0, usize::MAX).await.unwrap()
}

fn assert_gapless(rows: &[Row]) {
    assert!(
        rows.iter()
            .map(|row| row.position)
            .eq(1..=rows.len() as u64)
    );
}

pub(crate) async fn an_empty_log_has_nothing(Store { log, .. }: Store) {
    assert_eq!(log.streams().await, Ok(vec![]));
    assert_eq!(log.last_position(StreamId::WORKSPACE).await, Ok(0));
    assert_eq!(log.read(stream(1), 0, 10).await, Ok(vec![]));
    assert_eq!(log.by_cause(stream(1), cause(1)).await, Ok(vec![]));
    assert_eq!(log.append(vec![]).await, Ok(()));
}

pub(crate) async fn rows_come_back_as_they_were_written(Store { log, .. }: Store) {
    let full = row(cause(1), "ürgent ✓ 字 \u{0} end");
    let bare = NewRow {
        kind: "clock-moved".into(),
        version: u16::MAX,
        at: i64::MIN,
        actor: None,
        role: None,
        cause: cause(2),
        subject: None,
        data: String::new(),
    };
    let long = NewRow {
        data: "x".repeat(100_000),
        ..row(cause(3), "")
    };
    let rows = vec![full.clone(), bare.clone(), long.clone()];
    log.append(vec![Append {
        stream: stream(1),
        expected: 0,
        rows,
    }])
    .await
    .unwrap();

    let placed = [full, bare, long].into_iter().zip(1..);
    let written: Vec<_> = placed
        .map(|(row, p)| row.at_position(stream(1), p))
        .collect();
    assert_eq!(all(&*log, stream(1)).await, written);
    assert_eq!(
        log.by_cause(stream(1), cause(2)).await.unwrap(),
        written[1..2]
    );
}

pub(crate) async fn a_stream_is_read_in_pages(Store { log, .. }: Store) {
    let rows = (0..10).map(|n| row(cause(n), "")).collect();
    log.append(vec![Append {
        stream: stream(1),
        expected: 0,
        rows,
    }])
    .await
    .unwrap();
    log.append(one(stream(2), 0, cause(1))).await.unwrap();

    let pages = [
        (0, 3, vec![1, 2, 3]),
        (3, 3, vec![4, 5, 6]),
        (8, 100, vec![9, 10]),
        (10, 5, vec![]),
        (99, 5, vec![]),
        (u64::MAX, usize::MAX, vec![]),
        (5, 0, vec![]),
    ];
    for (after, limit, expected) in pages {
        let page = log.read(stream(1), after, limit).await.unwrap();
        let positions: Vec<_> = page.iter().map(|row| row.position).collect();
        assert_eq!(positions, expected, "after {after}, at most {limit}");
    }
    assert_eq!(log.last_position(stream(1)).await, Ok(10));
    assert_eq!(log.streams().await, Ok(vec![stream(1), stream(2)]));
}

pub(crate) async fn a_writer_behind_or_ahead_is_refused(Store { log, .. }: Store) {
    log.append(one(stream(1), 0, cause(1))).await.unwrap();
    log.append(one(stream(1), 1, cause(2))).await.unwrap();
    for expected in [0, 1, 3, u64::MAX] {
        let refused = log.append(one(stream(1), expected, cause(3))).await;
        assert_eq!(
            refused,
            Err(AppendError::PositionTaken {
                stream: stream(1),
                actual: 2
            }),
            "expected {expected}"
        );
    }
    assert_eq!(log.last_position(stream(1)).await, Ok(2));
}

pub(crate) async fn a_command_is_done_once_in_a_stream(Store { log, .. }: Store) {
    log.append(one(stream(1), 0, cause(1))).await.unwrap();
    let rows = vec![row(cause(2), "new"), row(cause(1), "again")];
    let refused = log
        .append(vec![Append {
            stream: stream(1),
            expected: 1,
            rows,
        }])
        .await;
    let repeated = AppendError::CommandRepeated {
        stream: stream(1),
        cause: cause(1),
    };
    assert_eq!(refused, Err(repeated));
    assert_eq!(log.last_position(stream(1)).await, Ok(1));
    assert_eq!(log.by_cause(stream(1), cause(2)).await, Ok(vec![]));

    log.append(one(stream(2), 0, cause(1)))
        .await
        .expect("another stream has not seen it");
}

pub(crate) async fn a_repeated_command_is_told_before_a_taken_position(Store { log, .. }: Store) {
    log.append(one(stream(1), 0, cause(1))).await.unwrap();
    log.append(one(stream(1), 1, cause(2))).await.unwrap();
    let repeated = AppendError::CommandRepeated {
        stream: stream(1),
        cause: cause(1),
    };
    assert_eq!(
        log.append(one(stream(1), 0, cause(1))).await,
        Err(repeated.clone())
    );

    let elsewhere = [one(stream(2), 9, cause(3)), one(stream(1), 2, cause(1))].concat();
    assert_eq!(log.append(elsewhere).await, Err(repeated));
}

pub(crate) async fn one_append_carries_several_commands(Store { log, .. }: Store) {
    let causes = [1, 2, 1, 1, 3, 2].map(cause);
    let rows = causes.iter().map(|cause| row(*cause, "")).collect();
    log.append(vec![Append {
        stream: stream(1),
        expected: 0,
        rows,
    }])
    .await
    .unwrap();

    let positions = async |cause| {
        let rows = log.by_cause(stream(1), cause).await.unwrap();
        rows.iter().map(|row| row.position).collect::<Vec<_>>()
    };
    assert_eq!(positions(cause(1)).await, [1, 3, 4]);
    assert_eq!(positions(cause(2)).await, [2, 6]);
    assert_eq!(positions(cause(3)).await, [5]);
}

pub(crate) async fn streams_are_appended_to_together_or_not_at_all(Store { log, .. }: Store) {
    log.append(one(stream(2), 0, cause(1))).await.unwrap();
    let both = |expected, second| {
        [
            one(stream(1), 0, cause(2)),
            one(stream(2), expected, second),
        ]
    };

    let moved = log.append(both(0, cause(3)).concat()).await;
    assert_eq!(
        moved,
        Err(AppendError::PositionTaken {
            stream: stream(2),
            actual: 1
        })
    );
    let repeated = log.append(both(1, cause(1)).concat()).await;
    let why = AppendError::CommandRepeated {
        stream: stream(2),
        cause: cause(1),
    };
    assert_eq!(repeated, Err(why));
    assert_eq!(log.streams().await, Ok(vec![stream(2)]));
    assert_eq!(log.last_position(stream(2)).await, Ok(1));

    log.append(both(1, cause(3)).concat()).await.unwrap();
    assert_eq!(log.last_position(stream(1)).await, Ok(1));
    assert_eq!(log.last_position(stream(2)).await, Ok(2));
}

pub(crate) async fn a_stream_named_twice_goes_on(Store { log, .. }: Store) {
    let twice = [one(stream(1), 0, cause(1)), one(stream(1), 1, cause(1))].concat();
    log.append(twice).await.unwrap();
    assert_eq!(log.by_cause(stream(1), cause(1)).await.unwrap().len(), 2);

    let gap = [one(stream(1), 2, cause(2)), one(stream(1), 2, cause(2))].concat();
    let refused = log.append(gap).await;
    assert_eq!(
        refused,
        Err(AppendError::PositionTaken {
            stream: stream(1),
            actual: 3
        })
    );
    assert_eq!(log.last_position(stream(1)).await, Ok(2));
}

pub(crate) async fn an_append_without_rows_only_checks(Store { log, .. }: Store) {
    let check = |expected| {
        vec![Append {
            stream: stream(1),
            expected,
            rows: vec![],
        }]
    };
    assert_eq!(log.append(check(0)).await, Ok(()));
    assert_eq!(log.streams().await, Ok(vec![]));

    log.append(one(stream(1), 0, cause(1))).await.unwrap();
    assert_eq!(log.append(check(1)).await, Ok(()));
    let moved = AppendError::PositionTaken {
        stream: stream(1),
        actual: 1,
    };
    assert_eq!(log.append(check(0)).await, Err(moved.clone()));
    let guarded = [one(stream(2), 0, cause(2)), check(0)].concat();
    assert_eq!(log.append(guarded).await, Err(moved));
    assert_eq!(log.last_position(stream(2)).await, Ok(0));
}

pub(crate) async fn what_was_refused_can_be_tried_again(Store { log, .. }: Store) {
    log.append(one(stream(1), 0, cause(1))).await.unwrap();
    log.append(one(stream(1), 0, cause(2))).await.unwrap_err();
    log.append(one(stream(1), 1, cause(2))).await.unwrap();
    assert_gapless(&all(&*log, stream(1)).await);
    assert_eq!(log.last_position(stream(1)).await, Ok(2));
}

/// Many rounds of a race: the winner differs, that there is exactly one does not.
pub(crate) async fn of_many_writers_at_one_position_one_wins(Store { log, .. }: Store) {
    for round in 0..60_u128 {
        let expected = round as u64;
        let racers = 2 + round % 15;
        let race: Vec<_> = (0..racers)
            .map(|racer| {
                let log = log.clone();
                let append = one(stream(1), expected, cause(round * 100 + racer));
                tokio::spawn(async move { log.append(append).await })
            })
            .collect();
        let mut winners = 0;
        for racer in race {
            match racer.await.unwrap() {
                Ok(()) => winners += 1,
                Err(AppendError::PositionTaken { actual, .. }) => assert_eq!(actual, expected + 1),
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(winners, 1, "round {round}");
    }
    let rows = all(&*log, stream(1)).await;
    assert_eq!(rows.len(), 60);
    assert_gapless(&rows);
}

/// Appends one command at the end of a stream, wherever that is by now.
async fn insist(log: &dyn Log, stream: StreamId, cause: Uuid) {
    let mut expected = 0;
    loop {
        match log.append(one(stream, expected, cause)).await {
            Ok(()) => return,
            Err(AppendError::PositionTaken { actual, .. }) => expected = actual,
            Err(other) => panic!("{other}"),
        }
    }
}

pub(crate) async fn writers_at_the_same_time_all_get_through(Store { log, .. }: Store) {
    let writers: Vec<_> = (0..16)
        .map(|writer| {
            let log = log.clone();
            tokio::spawn(async move {
                for n in 0..25 {
                    insist(&*log, stream(n % 3), cause(writer * 25 + n)).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let mut causes = BTreeSet::new();
    for number in 0..3 {
        let rows = all(&*log, stream(number)).await;
        assert_gapless(&rows);
        causes.extend(rows.iter().map(|row| row.cause));
    }
    assert_eq!(causes, (0..16 * 25).map(cause).collect());
}

/// Every append goes to two streams at once. Who reads one and then the other, while writers race
/// and half of them are refused, never finds the second shorter.
pub(crate) async fn nobody_sees_half_an_append(Store { log, .. }: Store) {
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let log = log.clone();
            tokio::spawn(async move {
                for n in 0..50 {
                    let cause = cause(writer * 50 + n);
                    let end = log.last_position(stream(1)).await.unwrap();
                    let both = [one(stream(1), end, cause), one(stream(2), end, cause)];
                    let _ = log.append(both.concat()).await;
                }
            })
        })
        .collect();
    for (first, second) in [(1, 2), (2, 1)].into_iter().cycle().take(200) {
        let seen = log.last_position(stream(first)).await.unwrap();
        let then = log.last_position(stream(second)).await.unwrap();
        assert!(
            then >= seen,
            "stream {second} is at {then}, stream {first} was at {seen}"
        );
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let (one, two) = (all(&*log, stream(1)).await, all(&*log, stream(2)).await);
    assert!(!one.is_empty());
    assert!(
        one.iter()
            .map(|row| row.cause)
            .eq(two.iter().map(|row| row.cause))
    );
}

pub(crate) async fn rows_are_found_by_their_kinds(Store { log, .. }: Store) {
    let of = |kind: &'static str, text| NewRow {
        kind: kind.into(),
        ..row(cause(1), text)
    };
    let rows = vec![of("a", "1"), of("b", "2"), of("c", "3"), of("a", "4")];
    let append = Append {
        stream: stream(1),
        expected: 0,
        rows,
    };
    log.append(vec![append]).await.unwrap();
    let positions = async |stream, kinds: &[&str]| {
        let rows = log.of_kinds(stream, kinds).await.unwrap();
        rows.iter().map(|row| row.position).collect::<Vec<u64>>()
    };
    assert_eq!(positions(stream(1), &["a", "c"]).await, [1, 3, 4]);
    assert_eq!(positions(stream(1), &["b"]).await, [2]);
    assert!(positions(stream(1), &["x"]).await.is_empty());
    assert!(positions(stream(1), &[]).await.is_empty());
    assert!(positions(stream(2), &["a"]).await.is_empty());
}
