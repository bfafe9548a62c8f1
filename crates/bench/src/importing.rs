//! `millpond import` as a person runs it: from the start of the process until everything is
//! durable and reported. A second run of the same file changes nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

use domain::import::Incoming;

use crate::program::binary;
use crate::table::{Table, thousands};
use crate::timing::{Span, Times};
use crate::world;

/// As many items as the largest of the real files holds.
const ITEMS: usize = 2_824;
const RUNS: usize = 5;
/// A real file, where there is one.
const REAL: &str = "../shared/data/agile/backlogs/EVG.csv";

pub(crate) fn run() {
    let mut table = Table::new(&["file", "bytes", "dry run", "import", "again"]);
    let folder = world::folder();
    for items in [ITEMS, 100_000] {
        let file = folder.path().join("generated.csv");
        std::fs::write(&file, csv(items)).unwrap();
        measure(
            &mut table,
            &format!("generated, {} items", thousands(items as u64)),
            &file,
        );
    }
    let real = PathBuf::from(REAL);
    if real.exists() {
        measure(&mut table, "EVG.csv, 2,824 items", &real);
    } else {
        println!("{REAL} is not here and was left out.\n");
    }
    table.print();
}

fn measure(table: &mut Table, name: &str, file: &Path) {
    let [mut dry, mut first, mut again] = [const { Times::new() }; 3];
    for _ in 0..RUNS {
        let folder = world::folder();
        let runtime = world::runtime();
        runtime.block_on(async {
            let app = app::App::open(folder.path()).await.unwrap();
            let person = world::set_up(&app).await;
            world::fill(&app, person, 0).await;
        });
        drop(runtime);
        dry.push(import(folder.path(), file, &["--dry-run"]).0);
        first.push(import(folder.path(), file, &[]).0);
        again.push(import(folder.path(), file, &[]).0);
    }
    let bytes = thousands(file.metadata().unwrap().len());
    table.row(&[&name, &bytes, &dry.p50(), &first.p50(), &again.p50()]);
}

fn import(folder: &Path, file: &Path, words: &[&str]) -> Span {
    let mut times = Times::default();
    let done = times.time(|| {
        let mut command = Command::new(binary());
        command
            .args(["import", "--product", "PAY", "--from", "csv", "--data"])
            .arg(folder);
        command.arg(file).args(words).output().unwrap()
    });
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    times.p50()
}

/// Believable items as a file.
fn csv(items: usize) -> String {
    let rows = testkit::import(items).items;
    let head = "Issue key,Summary,Description,Issue Type,Story Points,Labels,Epic Link\n";
    head.to_owned() + &rows.iter().map(row).collect::<String>()
}

fn row(item: &Incoming) -> String {
    let points = item
        .estimate
        .map(|points| points.to_string())
        .unwrap_or_default();
    let cells = [
        item.key.clone(),
        item.title.clone(),
        item.description.clone(),
        item.kind.to_string(),
        points,
        item.labels.join("|"),
        item.epic.clone().unwrap_or_default(),
    ];
    let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
    quoted.join(",") + "\n"
}
