//! What is written down, to the byte: every kind of event has a file with a full
//! example and a sparse one. A kind without its file fails; so does a file that
//! can no longer be read or would no longer be written so.
//!
//! `GOLDEN=write cargo test -p store --test golden` writes the files that are
//! missing. It never changes one: a new shape is a new version.

mod blockers;
mod items;
mod map;
mod mentions;
mod places;
mod poker;
mod refinement;
mod roadmap;
mod scores;
mod sprints;
mod surveys;
mod templates;
mod workspace;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use domain::workspace::Event as WorkspaceEvent;
use domain::{Event, ItemId, PersonId, ProductId};
use store::codec::Coded;
use uuid::Uuid;

/// The examples of each kind, the fullest first.
type Examples<E> = Vec<Vec<E>>;

#[test]
fn every_kind_of_a_product_is_written_as_its_file_says() {
    let examples = [
        items::examples(),
        mentions::examples(),
        places::examples(),
        poker::examples(),
        refinement::examples(),
        roadmap::examples(),
        scores::examples(),
        templates::examples(),
        map::examples(),
        sprints::examples(),
        blockers::examples(),
        surveys::examples(),
    ];
    let examples = examples.concat();
    compare::<Event>(&examples);
}

#[test]
fn every_kind_of_the_workspace_is_written_as_its_file_says() {
    compare::<WorkspaceEvent>(&workspace::examples());
}

#[test]
fn every_file_is_of_a_known_kind() {
    let kinds = [Event::KINDS, WorkspaceEvent::KINDS].concat();
    let folder = fs::read_dir(folder()).expect("the folder of golden files");
    for file in folder {
        let name = file.expect("a file").file_name();
        let name = name.to_string_lossy().into_owned();
        let known = kinds.iter().any(|(kind, newest)| {
            (1..=*newest).any(|version| name == format!("{kind}.v{version}.json"))
        });
        assert!(known || name == "RELEASED", "{name} is of no kind there is");
    }
}

fn compare<E: Coded + PartialEq + Debug>(examples: &Examples<E>) {
    let mut by_kind: BTreeMap<(&str, u16), &Vec<E>> = BTreeMap::new();
    for examples in examples {
        let kinds: Vec<_> = examples.iter().map(|e| (e.kind(), e.version())).collect();
        assert!(kinds.iter().all(|kind| *kind == kinds[0]), "{kinds:?}");
        assert!(
            by_kind.insert(kinds[0], examples).is_none(),
            "{kinds:?} again"
        );
    }
    for (kind, version) in E::KINDS {
        let examples = by_kind.get(&(*kind, *version));
        let examples = examples.unwrap_or_else(|| panic!("{kind} has no example"));
        let lines = golden(kind, *version, examples);
        let written: Vec<String> = examples.iter().map(E::encode).collect();
        assert_eq!(lines, written, "{kind} is written otherwise");
        for (line, example) in lines.iter().zip(*examples) {
            let read = E::decode(kind, *version, line);
            assert_eq!(read.as_ref(), Ok(example), "{kind} is read otherwise");
        }
    }
}

/// The lines of a kind's file.
fn golden<E: Coded>(kind: &str, version: u16, examples: &[E]) -> Vec<String> {
    let path = folder().join(format!("{kind}.v{version}.json"));
    if !path.exists() && std::env::var("GOLDEN").is_ok_and(|what| what == "write") {
        let lines: Vec<String> = examples.iter().map(E::encode).collect();
        let text = format!("[\n{}\n]\n", lines.join(",\n"));
        fs::write(&path, text).expect("the golden file can be written");
    }
    let text = fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text
        .strip_prefix("[\n")
        .and_then(|text| text.strip_suffix("\n]\n"));
    let lines = lines.unwrap_or_else(|| panic!("{} is no list", path.display()));
    lines.split(",\n").map(str::to_owned).collect()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn item(number: u32) -> ItemId {
    ItemId(number)
}

fn person(number: u128) -> PersonId {
    PersonId(id(number))
}

fn product(number: u128) -> ProductId {
    ProductId(id(number))
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)
}
