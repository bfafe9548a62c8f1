//! A backlog from a file: what would come, what came, and the same file again.

use std::path::{Path, PathBuf};

use super::program::{Said, run, set_up};

const FILE: &str = "\
Issue key,Summary,Type,Story Points,Status,Priority,Made on
X-1,Pay by card,Story,3,Open,High,a Monday
X-2,=Refund,Bug,many,Closed,Low,
X-3,,Story,1,Open,Low,
";

/// A folder with the product PAY, and a file beside it.
fn world(dir: &Path) -> (PathBuf, PathBuf) {
    let (folder, file) = (dir.join("data"), dir.join("issues.csv"));
    set_up(&folder).ok();
    let product = ["product", "create", "--key", "PAY", "--name", "Payments"];
    run(&folder, &product, "").ok();
    std::fs::write(&file, FILE).unwrap();
    (folder, file)
}

fn import(folder: &Path, file: &Path, words: &[&str]) -> Said {
    let front = [
        "import",
        "--product",
        "pay",
        "--from",
        "csv",
        file.to_str().unwrap(),
    ];
    run(folder, &[&front, words].concat(), "")
}

#[test]
fn a_dry_run_says_what_would_come_and_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = world(dir.path());
    for _ in 0..2 {
        let said = import(&folder, &file, &["--dry-run"]).ok();
        assert!(
            said.contains(
                "into PAY: 2 new (1 to the product backlog, 1 done). Nothing was written."
            ),
            "{said}"
        );
        assert!(
            said.contains("1 item is finished there; it comes as done, out of the order."),
            "{said}"
        );
        assert!(
            said.contains("kept with the item") && said.contains("Made on"),
            "{said}"
        );
        assert!(
            said.contains("there is no title") && said.contains("Row 4"),
            "{said}"
        );
        assert!(said.contains("Row 3"), "{said}");
    }
}

#[test]
fn the_same_file_again_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = world(dir.path());
    let said = import(&folder, &file, &[]).ok();
    assert!(
        said.starts_with("Items in PAY: 2 new (1 to the product backlog, 1 done)."),
        "{said}"
    );
    let said = import(&folder, &file, &[]).ok();
    assert!(
        said.starts_with("Nothing changed in PAY: 2 here already and the same."),
        "{said}"
    );
    std::fs::write(&file, FILE.replace("Pay by card", "Pay by any card")).unwrap();
    let said = import(&folder, &file, &[]).ok();
    assert!(
        said.contains("1 updated, 1 here already and the same"),
        "{said}"
    );
}

#[test]
fn finished_items_stay_where_they_are_when_told_so() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = world(dir.path());
    let said = import(&folder, &file, &["--closed", "skip"]).ok();
    assert!(
        said.contains("1 new, 1 finished and left where they are"),
        "{said}"
    );
}

#[test]
fn a_column_is_what_one_says_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = world(dir.path());
    let said = import(&folder, &file, &["--map", "title=Priority", "--dry-run"]).ok();
    assert!(said.contains("3 new"), "{said}");
    let said = import(&folder, &file, &["--map", "title=Nonsense"]).refused();
    assert!(
        said.contains("Nonsense") && said.contains("Summary"),
        "{said}"
    );
    assert_eq!(
        import(&folder, &file, &["--map", "nonsense=Summary"]).code,
        Some(2)
    );
}

#[test]
fn a_table_may_have_no_header() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, _) = world(dir.path());
    let file = dir.path().join("bare.csv");
    std::fs::write(&file, "A-1,Pay by card\nA-2,Refund\n").unwrap();
    let said = import(&folder, &file, &["--no-header", "--map", "title=Column 2"]).ok();
    assert!(said.contains("2 new"), "{said}");
}

#[test]
fn programs_read_the_report_as_json_and_send_the_file_on_standard_input() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, _) = world(dir.path());
    let words = ["import", "--product", "PAY", "--from", "csv", "-", "--json"];
    let said = run(&folder, &words, FILE).ok();
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["product"], "PAY");
    assert_eq!(report["written"], true);
    assert_eq!(report["fates"]["create"], 2);
    assert_eq!(report["rows"], 3);
}

#[test]
fn what_is_no_table_is_named_with_its_row_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = world(dir.path());
    let wrong: [(&[u8], &str); 4] = [
        (b"", "empty"),
        (b"PK\x03\x04rest", "not a CSV file"),
        (b"Key,Summary\nX-1,\"open\nX-2,b\n", "row 2"),
        (b"Key,Summary\nX-1,a\nX-2,\xff\xfe\n", "row 3"),
    ];
    for (bytes, named) in wrong {
        std::fs::write(&file, bytes).unwrap();
        let said = import(&folder, &file, &[]).refused();
        assert!(
            said.to_lowercase().contains(&named.to_lowercase()),
            "{said}"
        );
    }
    std::fs::write(&file, FILE).unwrap();
    let said = import(&folder, &file, &["--dry-run"]).ok();
    assert!(said.contains("2 new"), "{said}");
}

#[test]
fn what_is_not_there_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, file) = world(dir.path());
    let said = import(&folder, &dir.path().join("none.csv"), &[]).refused();
    assert!(said.contains("none.csv"), "{said}");
    let front = [
        "import",
        "--product",
        "NO",
        "--from",
        "csv",
        file.to_str().unwrap(),
    ];
    let said = run(&folder, &front, "").refused();
    assert!(said.contains("product"), "{said}");
}
