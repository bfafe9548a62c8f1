//! The data folder: what is made, who may have it, and what is said when it can't be used.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use store::log::{Append, NewRow, StreamId};
use store::{Store, StoreError};
use tempfile::tempdir;
use uuid::Uuid;

fn row(cause: u128, data: &str) -> NewRow {
    NewRow {
        kind: "item-moved".into(),
        version: 1,
        at: 0,
        actor: None,
        role: None,
        cause: Uuid::from_u128(cause),
        subject: None,
        data: data.to_owned(),
    }
}

async fn append(store: &Store, expected: u64, rows: Vec<NewRow>) {
    let append = Append {
        stream: StreamId::WORKSPACE,
        expected,
        rows,
    };
    store.log.append(vec![append]).await.unwrap();
}

/// Why the folder can't be opened; the text must name `place`.
fn refusal(folder: &Path, place: &Path) -> StoreError {
    let Err(error) = Store::open(folder) else {
        panic!("{} was opened", folder.display())
    };
    assert!(
        error.to_string().contains(&place.display().to_string()),
        "{error}"
    );
    error
}

#[tokio::test]
async fn what_was_written_is_there_after_a_restart() {
    let parent = tempdir().unwrap();
    let folder = parent.path().join("a/new/folder");
    let store = Store::open(&folder).unwrap();
    append(&store, 0, vec![row(1, "first")]).await;
    store.accounts.set_setting("key", "value").await.unwrap();
    drop(store);

    let store = Store::open(&folder).unwrap();
    append(&store, 1, vec![row(2, "second")]).await;
    let rows = store.log.read(StreamId::WORKSPACE, 0, 10).await.unwrap();
    assert!(rows.iter().map(|row| &*row.data).eq(["first", "second"]));
    assert_eq!(
        store.accounts.setting("key").await,
        Ok(Some("value".to_owned()))
    );
}

#[tokio::test]
async fn a_stop_leaves_the_files_the_database_and_the_lock() {
    let folder = tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    append(&store, 0, vec![row(1, "first")]).await;
    drop(store);
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(
        names,
        ["files", "millpond.db", "millpond.lock"],
        "the write-ahead log is folded in"
    );
}

#[test]
fn a_folder_belongs_to_one_at_a_time() {
    let folder = tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    assert!(matches!(
        refusal(folder.path(), folder.path()),
        StoreError::InUse { .. }
    ));
    let clone = store.clone();
    drop(store);
    assert!(matches!(
        refusal(folder.path(), folder.path()),
        StoreError::InUse { .. }
    ));
    drop(clone);
    assert!(Store::open(folder.path()).is_ok());
}

#[cfg(unix)]
#[test]
fn the_files_are_private() {
    use std::os::unix::fs::PermissionsExt as _;

    let parent = tempdir().unwrap();
    let folder = parent.path().join("data");
    let _store = Store::open(&folder).unwrap();
    let others = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o077;
    assert_eq!(others(&folder), 0);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(others(&path), 0, "{}", path.display());
    }
}

#[test]
fn a_file_is_no_folder() {
    let parent = tempdir().unwrap();
    let file = parent.path().join("data");
    fs::write(&file, "").unwrap();
    assert!(matches!(refusal(&file, &file), StoreError::Folder { .. }));
}

#[test]
fn a_file_of_something_else_is_left_alone() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("millpond.db");
    let text = "Dear diary, ".repeat(1_000);
    fs::write(&file, &text).unwrap();
    assert!(matches!(
        refusal(folder.path(), &file),
        StoreError::Foreign { .. }
    ));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_database_of_something_else_is_left_alone() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("millpond.db");
    Connection::open(&file)
        .unwrap()
        .execute_batch("CREATE TABLE people (name TEXT)")
        .unwrap();
    let before = fs::read(&file).unwrap();
    assert!(matches!(
        refusal(folder.path(), &file),
        StoreError::Foreign { .. }
    ));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_newer_database_is_left_alone() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("millpond.db");
    drop(Store::open(folder.path()).unwrap());
    Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 1_000)
        .unwrap();
    let error = refusal(folder.path(), &file);
    assert!(
        matches!(error, StoreError::Newer { found: 1_000, .. }),
        "{error}"
    );
}

#[tokio::test]
async fn damage_is_reported_and_nothing_is_made_up() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("millpond.db");
    let store = Store::open(folder.path()).unwrap();
    append(
        &store,
        0,
        (0..2_000)
            .map(|n| row(n, "a row that takes some space"))
            .collect(),
    )
    .await;
    drop(store);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 4..bytes.len() / 2;
    bytes[middle].fill(0xa5);
    fs::write(&file, bytes).unwrap();

    let store = Store::open(folder.path()).unwrap();
    let error = store
        .log
        .read(StreamId::WORKSPACE, 0, usize::MAX)
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("millpond.db"), "{error}");
}

/// Whether this process may write everywhere, as the administrator of the machine may.
#[cfg(unix)]
fn rights_do_not_count(folder: &Path) -> bool {
    fs::write(folder.join("probe"), "").is_ok()
}

#[cfg(unix)]
#[test]
fn a_folder_without_the_right_to_write_is_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    if rights_do_not_count(folder.path()) {
        return;
    }
    assert!(matches!(
        refusal(folder.path(), folder.path()),
        StoreError::ReadOnly { .. }
    ));
}

#[cfg(unix)]
#[test]
fn a_file_without_the_right_to_write_is_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempdir().unwrap();
    drop(Store::open(folder.path()).unwrap());
    let file = folder.path().join("millpond.db");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
    if fs::OpenOptions::new().append(true).open(&file).is_ok() {
        return;
    }
    assert!(matches!(
        refusal(folder.path(), &file),
        StoreError::ReadOnly { .. }
    ));
}
