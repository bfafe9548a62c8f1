//! The real backlogs: all of each comes, in its order. Skipped, and said so,
//! where the data is missing.

use std::path::{Path, PathBuf};

use domain::{Points, Scale};
use interchange::csv::{Field, Mapping, Sheet, plan};
use interchange::plan::Plan;
use interchange::problem::Fault;

use super::repeated::{does, empty_product, import};
use super::{nobody, rest};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");

/// The bytes of a file of the shared data; `None` where there is none.
fn data(path: &str) -> Option<Vec<u8>> {
    let bytes = std::fs::read(Path::new(DATA).join(path)).ok();
    if bytes.is_none() {
        eprintln!("skipped: ../shared/data/{path} is missing");
    }
    bytes
}

fn plan_of(bytes: &[u8]) -> Plan {
    let sheet = Sheet::read(bytes).unwrap();
    plan(
        &sheet,
        &Mapping::recognise(&sheet),
        &nobody,
        Scale::Fibonacci,
    )
    .unwrap()
}

fn with_fault(plan: &Plan, fault: Fault) -> usize {
    plan.problems
        .iter()
        .filter(|problem| problem.fault == fault)
        .count()
}

#[test]
fn all_five_backlogs_come_whole_and_in_order() {
    for (name, items, first, last) in [
        ("USERGRID", 482, "USERGRID-16", "USERGRID-1275"),
        ("DAEMON", 205, "DAEMON-1", "DAEMON-337"),
        ("COMPASS", 260, "COMPASS-65", "COMPASS-4169"),
        ("SERVER", 519, "SERVER-16612", "SERVER-50641"),
        ("EVG", 2_824, "EVG-68", "EVG-12913"),
    ] {
        let Some(bytes) = data(&format!("agile/backlogs/{name}.csv")) else {
            return;
        };
        let plan = plan_of(&bytes);
        assert_eq!(
            (plan.items.len(), plan.staying(), plan.rows),
            (items, 0, items),
            "{name}"
        );
        assert_eq!(plan.items[0].key, first, "{name}");
        assert_eq!(plan.items.last().unwrap().key, last, "{name}");
        assert_eq!(plan.problems, [], "{name}");
        assert!(
            plan.items.iter().all(|item| item.estimate.is_some()),
            "{name}"
        );
        let mut product = empty_product();
        does(&mut product, import(&plan));
        let order = product.order.iter().map(|item| &product.items[item]);
        let keys = order.map(|item| item.original.as_ref().unwrap().key.to_string());
        assert!(
            keys.eq(plan.items.iter().map(|item| item.key.clone())),
            "{name}"
        );
        assert_eq!(does(&mut product, import(&plan)), 0, "{name}");
    }
}

#[test]
fn the_largest_backlog_in_figures() {
    let Some(bytes) = data("agile/backlogs/EVG.csv") else {
        return;
    };
    let plan = plan_of(&bytes);
    let summary = plan.summary();
    assert_eq!((summary.kinds.bug, summary.kinds.story), (995, 1_009));
    assert_eq!((summary.kinds.task, summary.kinds.epic), (820, 0));
    assert_eq!((summary.estimated, summary.finished), (2_824, 1_920));
    assert_eq!(
        plan.items[0].written_at.unwrap().to_string(),
        "2015-05-14T21:44:08Z"
    );
    assert_eq!(plan.items[0].estimate, Some(Points::whole(2)));
    assert_eq!(
        rest(&plan.items[0]),
        [
            ("type", "New Feature"),
            ("Status", "Closed"),
            ("Resolution", "Fixed"),
            ("Resolution_Date", "2018-04-13 19:28:45"),
            ("In_Progress_Minutes", "11436"),
            ("Total_Effort_Minutes", "11436"),
            ("text_source", "Tawosi"),
        ]
    );
    assert!(plan.items.iter().any(|item| item.title.starts_with("--")));
}

#[test]
fn an_empty_date_column_gives_way_to_the_other() {
    let Some(bytes) = data("agile/backlogs/USERGRID.csv") else {
        return;
    };
    let sheet = Sheet::read(&bytes).unwrap();
    let mapping = Mapping::recognise(&sheet);
    let created = mapping.of(Field::Created).next().unwrap();
    assert_eq!(&*sheet.columns()[created].name, "Creation_Date");
    let plan = plan_of(&bytes);
    assert_eq!(
        plan.items
            .iter()
            .filter(|item| item.written_at.is_some())
            .count(),
        336
    );
}

#[test]
fn training_files_come_whole() {
    for name in ["aptanastudio", "moodle", "mule", "mulestudio", "usergrid"] {
        let Some(bytes) = data(&format!("agile/storypoints/{name}.csv")) else {
            return;
        };
        let plan = plan_of(&bytes);
        assert_eq!(plan.items.len() + plan.staying(), plan.rows, "{name}");
        let unexplained = with_fault(&plan, Fault::TooManyCells);
        assert_eq!((plan.staying(), unexplained), (0, 0), "{name}");
    }
}

#[test]
fn every_other_file_gets_an_answer() {
    let mut files = Vec::new();
    collect(Path::new(DATA), &mut files);
    if files.is_empty() {
        eprintln!("skipped: ../shared/data is missing");
    }
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        match Sheet::read(&bytes) {
            Ok(sheet) => match plan(
                &sheet,
                &Mapping::recognise(&sheet),
                &nobody,
                Scale::Fibonacci,
            ) {
                Ok(plan) => {
                    eprintln!("{}: {} of {}", file.display(), plan.items.len(), plan.rows);
                    let mut product = empty_product();
                    does(&mut product, import(&plan));
                    assert_eq!(product.items.len(), plan.items.len());
                }
                Err(no_title) => eprintln!("{}: {no_title}", file.display()),
            },
            Err(unreadable) => eprintln!("{}: {unreadable}", file.display()),
        }
    }
}

/// All files under a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => collect(&path, files),
            false => files.push(path),
        }
    }
}
