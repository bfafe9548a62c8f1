//! What comes of rows: each quirk of real files, and what is said about it.

use domain::{Kind, Points, Scale};
use interchange::csv::{Field, Mapping, Sheet, plan};
use interchange::problem::Fault;

use super::{faults, item, nobody, planned, rest};

#[test]
fn a_row_becomes_an_item_with_everything_that_has_a_place() {
    let item = item(
        "Key,Summary,Description,Type,Points,Status,Created,Labels,Component/s,\
         Acceptance criteria\n\
         A-1,Title,\"Two\nlines\",Bug,0.5,Open,2020-01-02,ui|api,core,\"- One\n- Two\"\n",
    );
    assert_eq!((item.row, item.key.as_str()), (2, "A-1"));
    assert_eq!(
        (item.title.as_str(), item.description.as_str()),
        ("Title", "Two\nlines")
    );
    assert_eq!((item.kind, item.estimate), (Kind::Bug, Points::new(0.5)));
    assert_eq!(item.labels, ["ui", "api", "core"]);
    assert_eq!(item.criteria, ["One", "Two"]);
    assert!(!item.finished);
    assert_eq!(item.written_at.unwrap().to_string(), "2020-01-02T00:00:00Z");
    assert_eq!(rest(&item), [("Status", "Open")]);
}

#[test]
fn rows_come_in_their_order_and_are_counted_as_a_spreadsheet_does() {
    let plan = planned("title\nC\n\nA\n\"B\nB\"\nD\n");
    let rows: Vec<(u64, &str)> = plan
        .items
        .iter()
        .map(|i| (i.row, i.title.as_str()))
        .collect();
    assert_eq!(rows, [(2, "C"), (4, "A"), (5, "B B"), (6, "D")]);
    assert_eq!((plan.rows, plan.problems.len()), (4, 0));
}

#[test]
fn blank_rows_are_no_problem() {
    let plan = planned("key,title\n,\nA-1,x\n , \n");
    assert_eq!(
        (plan.rows, plan.items.len(), plan.problems.len()),
        (1, 1, 0)
    );
}

#[test]
fn a_plain_list_loses_its_marks_and_a_ticked_box_is_finished() {
    let list = "- [ ] Pay by card\n* Refund\n12. Receipts\n- [x] Pay by hand\n2.5 times faster\n";
    let plan = planned(list);
    let lines: Vec<(&str, bool)> = plan
        .items
        .iter()
        .map(|one| (&*one.title, one.finished))
        .collect();
    let expected = [
        ("Pay by card", false),
        ("Refund", false),
        ("Receipts", false),
        ("Pay by hand", true),
        ("2.5 times faster", false),
    ];
    assert_eq!(lines, expected);
    let table = planned("key,title\nA-1,- [x] as it stands\n");
    assert_eq!(table.items[0].title, "- [x] as it stands");
    assert!(!table.items[0].finished);
}

#[test]
fn what_looks_like_a_formula_is_text() {
    for title in ["=SUM(A1:A9)", "+1 for this", "-x", "@appcd/plugin", "=1+1"] {
        assert_eq!(item(&format!("title\n{title}\n")).title, title);
    }
}

#[test]
fn a_row_without_title_stays_and_says_so() {
    let plan = planned("key,title,points\nA-1, ,3\nA-2,x,3\n");
    assert_eq!(faults(&plan), [(2, "title", Fault::NoTitle)]);
    assert_eq!(plan.problems[0].value, "A-1");
    assert_eq!((plan.items.len(), plan.staying()), (1, 1));
}

#[test]
fn the_first_row_with_a_key_counts() {
    let plan = planned("key,title,points\nA-1,first,3\nA-1,second,XL\n");
    assert_eq!(faults(&plan), [(3, "", Fault::KeyTwice)]);
    assert_eq!(plan.problems[0].value, "A-1, in row 2 already");
    assert_eq!(plan.items[0].title, "first");
}

#[test]
fn an_unknown_type_comes_as_a_story_and_is_kept() {
    let plan = planned("title,type\nx,Meeting\ny,New Feature\nz,story\n");
    assert_eq!(faults(&plan), [(2, "type", Fault::UnknownKind)]);
    let kinds: Vec<Kind> = plan.items.iter().map(|item| item.kind).collect();
    assert_eq!(kinds, [Kind::Story; 3]);
    assert_eq!(rest(&plan.items[0]), [("type", "Meeting")]);
    // Known, but it says more than "story".
    assert_eq!(rest(&plan.items[1]), [("type", "New Feature")]);
    assert_eq!(rest(&plan.items[2]), []);
}

#[test]
fn estimates_that_are_none_are_kept_and_the_item_comes() {
    let plan = planned("title,points\na,XL\nb,-1\nc,10000\nd,0.333\ne,NULL\nf,0\n");
    assert_eq!(
        faults(&plan),
        [
            (2, "points", Fault::NoNumber),
            (3, "points", Fault::OutOfRange),
            (4, "points", Fault::OutOfRange),
            (5, "points", Fault::Rounded),
        ]
    );
    let estimates: Vec<Option<Points>> = plan.items.iter().map(|item| item.estimate).collect();
    let (rounded, zero) = (Points::new(0.33), Some(Points::ZERO));
    assert_eq!(estimates, [None, None, None, rounded, None, zero]);
    assert_eq!(rest(&plan.items[0]), [("points", "XL")]);
    assert_eq!(rest(&plan.items[3]), [("points", "0.333")]);
}

#[test]
fn dates_are_read_as_the_whole_column_is() {
    let plan = planned("title,created\na,03/04/2015\nb,14/05/2015\nc,soon\n");
    let dates: Vec<Option<String>> = plan
        .items
        .iter()
        .map(|item| item.written_at.map(|at| at.to_string()))
        .collect();
    assert_eq!(dates[0].as_deref(), Some("2015-04-03T00:00:00Z"));
    assert_eq!(dates[1].as_deref(), Some("2015-05-14T00:00:00Z"));
    assert_eq!(faults(&plan), [(4, "created", Fault::NoDate)]);
    assert_eq!(rest(&plan.items[2]), [("created", "soon")]);
}

#[test]
fn dates_that_read_both_ways_are_kept() {
    let plan = planned("title,created\na,03/04/2015\nb,04/04/2015\n");
    assert_eq!(faults(&plan), [(2, "created", Fault::AmbiguousDate)]);
    assert_eq!(
        plan.items[0].written_at.unwrap().to_string(),
        "2015-03-04T00:00:00Z"
    );
    assert_eq!(rest(&plan.items[0]), [("created", "03/04/2015")]);
}

#[test]
fn a_title_that_is_too_long_stands_whole_in_the_description() {
    let long = "word ".repeat(120);
    let plan = planned(&format!("title,description\n{long},Text\n"));
    let item = &plan.items[0];
    assert!(item.title.chars().count() <= 500 && item.title.ends_with("word\u{2026}"));
    assert_eq!(item.description, format!("{}\n\nText", long.trim()));
    assert_eq!(faults(&plan), [(2, "title", Fault::TitleTooLong)]);
}

#[test]
fn long_texts_come_and_longer_ones_come_shortened() {
    let trace = "at x.y.z\n".repeat(8_000);
    let plan = planned(&format!("title,description\nx,\"{trace}\"\n"));
    assert_eq!(plan.items[0].description, trace);
    assert_eq!(faults(&plan), []);
    let huge = "y".repeat(200_001);
    let plan = planned(&format!("title,description,notes 2\nx,{huge},{huge}\n"));
    assert_eq!(plan.items[0].description.chars().count(), 200_000);
    assert_eq!(plan.items[0].rest[0].1.chars().count(), 200_000);
    assert_eq!(
        faults(&plan),
        [
            (2, "description", Fault::TextTooLong),
            (2, "notes 2", Fault::TextTooLong),
        ]
    );
    assert!(plan.problems[0].value.chars().count() <= 80);
}

#[test]
fn labels_and_criteria_that_do_not_fit_are_kept() {
    let label = "x".repeat(61);
    let criterion = "y".repeat(501);
    let text = format!("title,labels,acceptance criteria\na,ok|{label},{criterion}\n");
    let plan = planned(&text);
    assert_eq!(plan.items[0].labels, ["ok"]);
    assert_eq!(plan.items[0].criteria[0].chars().count(), 500);
    assert_eq!(
        faults(&plan),
        [
            (2, "labels", Fault::LabelTooLong),
            (2, "acceptance criteria", Fault::CriterionTooLong),
        ]
    );
    let kept = rest(&plan.items[0]);
    assert_eq!(kept[0], ("labels", format!("ok|{label}").as_str()));
    assert_eq!(kept[1], ("acceptance criteria", criterion.as_str()));
}

#[test]
fn nul_characters_are_taken_out() {
    let item = item("title,description,foo\na\0b,c\0d,e\0f\n");
    assert_eq!(
        (item.title.as_str(), item.description.as_str()),
        ("ab", "cd")
    );
    assert_eq!(rest(&item), [("foo", "ef")]);
}

#[test]
fn finished_items_are_known_by_status_or_resolution() {
    let plan = planned(
        "title,Status,Resolution\na,Closed,\nb,Open,Won't fix\nc,In progress,Unresolved\n\
         d,Reopened,Fixed\ne,,\n",
    );
    let finished: Vec<bool> = plan.items.iter().map(|item| item.finished).collect();
    assert_eq!(finished, [true, true, false, false, false]);
}

#[test]
fn columns_without_a_place_are_kept_and_empty_cells_are_not() {
    let item = item("title,Priority,Minutes,Sprint,Sprint,\nx,High,,One,Two,loose\n");
    assert_eq!(
        rest(&item),
        [
            ("Priority", "High"),
            ("Sprint", "One"),
            ("Sprint (2)", "Two"),
            ("Column 6", "loose"),
        ]
    );
}

#[test]
fn a_column_that_only_repeats_another_is_not_kept() {
    let plan = planned(
        "title,created,Creation_Date,points,Story Point,summary\n\
         x,05/14/2015 21:44:08,2015-05-14 21:44:08,3,3.0,x\n\
         y,05/14/2015 21:44:08,2015-05-14 20:44:08,3,5,z\n",
    );
    assert_eq!(rest(&plan.items[0]), []);
    assert_eq!(
        rest(&plan.items[1]),
        [
            ("Creation_Date", "2015-05-14 20:44:08"),
            ("Story Point", "5"),
            ("summary", "z")
        ]
    );
}

#[test]
fn a_row_wider_than_the_header_is_noticed_and_kept_whole() {
    let plan = planned("key,title\nA-1,Hello, world\n");
    assert_eq!(faults(&plan), [(2, "", Fault::TooManyCells)]);
    assert_eq!(rest(&plan.items[0]), [("Column 3", "world")]);
}

#[test]
fn a_heading_above_the_header_does_not_come_and_is_said() {
    let plan = planned("Our backlog,,\n\nkey,title,points\nA-1,x,3\n");
    assert_eq!(faults(&plan), [(1, "", Fault::AboveHeader)]);
    assert_eq!(plan.problems[0].value, "Our backlog");
    assert_eq!(plan.items[0].row, 4);
    assert_eq!(faults(&planned("sep=;\ntitle;points\nx;3\n")), []);
}

#[test]
fn people_are_found_by_name_or_address() {
    let text = "title,assignee\na,Ada\nb,Ada L <ada@example.org>\nc,Bob\nd,Unassigned\n";
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let ada = serde_json::from_str("\"019376c0-0000-7000-8000-000000000001\"").unwrap();
    let people = |name: &str| ["Ada", "ada@example.org"].contains(&name).then_some(ada);
    let plan = plan(
        &sheet,
        &Mapping::recognise(&sheet),
        &people,
        Scale::Fibonacci,
    )
    .unwrap();
    let assigned: Vec<bool> = plan
        .items
        .iter()
        .map(|item| item.assignee.is_some())
        .collect();
    assert_eq!(assigned, [true, true, false, false]);
    assert_eq!(faults(&plan), [(4, "assignee", Fault::UnknownPerson)]);
    assert_eq!(rest(&plan.items[2]), [("assignee", "Bob")]);
}

#[test]
fn items_find_their_epics_by_key_by_number_and_by_title() {
    let plan = planned(
        "Issue key,Issue id,Type,Title,Parent\nA-1,10,Story,a,A-9\nA-2,11,Story,b,19\n\
         A-3,12,Story,c,The epic\nA-9,19,Epic,The epic,\n",
    );
    for item in &plan.items[..3] {
        assert_eq!(item.epic.as_deref(), Some("A-9"));
        assert_eq!(
            rest(item).len(),
            1,
            "only its other number: {:?}",
            item.rest
        );
    }
    assert_eq!(faults(&plan), []);
}

#[test]
fn parents_that_are_no_epics_are_kept() {
    let plan = planned(
        "key,type,title,parent\nA-1,Story,a,\nA-2,Sub-task,b,A-1\nA-3,Story,c,X-7\n\
         A-4,Epic,d,A-5\nA-5,Initiative,e,\n",
    );
    assert_eq!(
        faults(&plan),
        [
            (3, "parent", Fault::ParentNoEpic),
            (4, "parent", Fault::EpicNotHere),
            (5, "parent", Fault::EpicInEpic),
        ]
    );
    let epics: Vec<Option<&str>> = plan.items.iter().map(|item| item.epic.as_deref()).collect();
    // X-7 may be in the product already.
    assert_eq!(epics, [None, None, Some("X-7"), None, None]);
    assert_eq!(rest(&plan.items[1]).last(), Some(&("parent", "A-1")));
}

#[test]
fn a_hand_made_mapping_counts() {
    let text = "Was,Wie gross,Sonst\nEins,3,x\n";
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let mut mapping = Mapping::recognise(&sheet);
    let error = plan(&sheet, &mapping, &nobody, Scale::Fibonacci).unwrap_err();
    assert!(error.to_string().ends_with("Was, Wie gross, Sonst."));
    mapping.assign("Was", Some(Field::Title)).unwrap();
    mapping.assign("Wie gross", Some(Field::Estimate)).unwrap();
    let plan = plan(&sheet, &mapping, &nobody, Scale::Fibonacci).unwrap();
    assert_eq!(plan.items[0].title, "Eins");
    assert_eq!(plan.items[0].estimate, Some(Points::whole(3)));
    assert_eq!(rest(&plan.items[0]), [("Sonst", "x")]);
}
