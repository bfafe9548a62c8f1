//! The board of a running sprint: columns, cards, moves, long columns, closing.

use axum::http::{StatusCode, header};
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use domain::ready::Check;
use domain::sprint::Calendar;
use domain::sprint::commit::CommitSprint;
use domain::sprint::plan::PlanSprint;
use domain::sprint::pull::{PullItems, Unready};
use domain::{Command, ItemId, Points, SprintId};
use jiff::civil::date;

use crate::world::{Browser, World};

async fn developer(world: &World) -> Browser {
    world.signed_in(world.inner.people.developer).await
}

/// The part of the page between two marks: one column.
fn column<'a>(page: &'a str, name: &str) -> &'a str {
    let from = page.find(&format!("id=\"column-{name}\"")).unwrap();
    let rest = &page[from..];
    &rest[..rest.find("</section>").unwrap()]
}

#[tokio::test]
async fn the_board_shows_the_sprint_and_its_cards_where_they_are() {
    let world = World::new(&[]).await;
    let page = developer(&world).await.get("/p/PAY/board").await.body;
    for (name, key) in [
        ("to_do", "PAY-3"),
        ("in_progress", "PAY-4"),
        ("in_review", "PAY-2"),
        ("done", "PAY-5"),
    ] {
        assert!(
            column(&page, name).contains(&format!("data-key=\"{key}\"")),
            "{key} in {name}"
        );
    }
    assert!(page.contains("Money goes both ways") && page.contains("day 3 of 10"));
    assert!(column(&page, "in_review").contains("Carried over"));
    assert!(page.contains("Burndown: 16 of 18 points remain"), "{page}");
    assert_eq!(
        developer(&world).await.get("/p/PAY/sprints/2").await.status,
        StatusCode::OK
    );
    assert!(!page.contains(" style=") && !page.contains("{key}"));
}

#[tokio::test]
async fn cards_move_between_columns_and_within_them() {
    let world = World::new(&[]).await;
    let developer = developer(&world).await;
    let moved = developer
        .post(
            "/p/PAY/cards",
            &[("items", "3"), ("column", "in_progress"), ("to", "after:4")],
        )
        .await;
    assert!(
        moved.body.contains("Moved PAY-3 to In progress.")
            && moved.headers.contains_key("x-change")
    );
    let page = developer.get("/p/PAY/board").await.body;
    let progress = column(&page, "in_progress");
    assert!(
        progress.find("data-key=\"PAY-4\"").unwrap() < progress.find("data-key=\"PAY-3\"").unwrap()
    );
    assert!(column(&page, "to_do").contains("Everything has been begun."));
    developer
        .post("/p/PAY/moves", &[("items", "3"), ("to", "up")])
        .await;
    developer
        .post("/p/PAY/cards", &[("items", "4"), ("column", "next")])
        .await;
    developer
        .post("/p/PAY/cards", &[("items", "5"), ("column", "previous")])
        .await;
    let page = developer.get("/p/PAY/board").await.body;
    assert!(
        column(&page, "in_review").contains("PAY-4")
            && column(&page, "in_review").contains("PAY-5")
    );
    for (items, column) in [("3", "nowhere"), ("6", "done")] {
        let refused = developer
            .post("/p/PAY/cards", &[("items", items), ("column", column)])
            .await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.body
        );
    }
}

#[tokio::test]
async fn nothing_enters_or_leaves_a_committed_sprint() {
    let world = World::new(&[]).await;
    let developer = developer(&world).await;
    for (address, items) in [
        ("/p/PAY/pulls", "6"),
        ("/p/PAY/put-backs", "3"),
        ("/p/PAY/removals", "3"),
    ] {
        let refused = developer
            .post(address, &[("items", items), ("sprint", "2")])
            .await;
        assert!(
            refused.status.is_client_error(),
            "{address}: {}",
            refused.body
        );
    }
    let page = developer.get("/p/PAY/board").await.body;
    assert!(column(&page, "to_do").contains("PAY-3") && !page.contains("data-key=\"PAY-6\""));
}

#[tokio::test]
async fn a_card_that_stays_says_that_it_stands_there_already() {
    let world = World::new(&[]).await;
    let developer = developer(&world).await;
    for (to, said) in [
        ("top", "PAY-3 stands on top of To do already."),
        ("bottom", "PAY-3 stands at the bottom of To do already."),
    ] {
        let card = [("items", "3"), ("column", "to_do"), ("to", to)];
        let answer = developer.post("/p/PAY/cards", &card).await.body;
        assert!(
            answer.contains(said) && !answer.contains("data-undo"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn beyond_the_last_column_there_is_none() {
    let world = World::new(&[]).await;
    let developer = developer(&world).await;
    let to = |column: &'static str| [("items", "4"), ("column", column)];
    for (column, said) in [
        ("done", "Moved PAY-4 to Done."),
        ("next", "PAY-4 is in Done already, the last column."),
        ("to_do", "Moved PAY-4 to To do."),
        ("previous", "PAY-4 is in To do already, the first column."),
    ] {
        let answer = developer.post("/p/PAY/cards", &to(column)).await.body;
        assert!(answer.contains(said), "{answer}");
    }
}

#[tokio::test]
async fn the_running_sprint_is_closed_from_one_address() {
    let world = World::new(&["Pay by card"]).await;
    let (developer, amina) = (developer(&world).await, world.amina().await);
    let runs = developer.get("/p/PAY/board/closing").await;
    assert_eq!(runs.headers[header::LOCATION], "/p/PAY/sprints/2/closing");
    // Where none runs, the board says so, and its key is not offered.
    let none = amina.get("/p/WEB/board/closing").await;
    assert_eq!(none.headers[header::LOCATION], "/p/WEB/board");
    let bare = amina.get("/p/WEB/board").await.body;
    assert!(!bare.contains("sprint.close") && bare.contains("sprint.plan"));
}

#[tokio::test]
async fn who_only_reads_is_offered_nothing_to_move() {
    let world = World::new(&[]).await;
    for (person, moves) in [
        (world.inner.people.stakeholder, false),
        (world.inner.people.owner, false),
        (world.inner.people.scrum_master, true),
    ] {
        let page = world.signed_in(person).await.get("/p/PAY/board").await.body;
        for part in [
            "data-drop=",
            "id=\"menu-column\"",
            ">Close the sprint<kbd aria-hidden=\"true\">O C</kbd>",
            ">Move to the next column<",
        ] {
            assert_eq!(page.contains(part), moves, "{part}");
        }
        let refuses = page.contains("data-refuses=\"You may not move, assign or block cards.");
        assert_ne!(refuses, moves);
        assert!(page.contains("data-key=\"PAY-4\""));
    }
}

#[tokio::test]
async fn an_item_opens_beside_the_board_under_its_own_address() {
    let world = World::new(&[]).await;
    let page = developer(&world)
        .await
        .get("/p/PAY/board?open=PAY-4")
        .await
        .body;
    assert!(page.contains("id=\"panel-4\""), "{page}");
}

#[tokio::test]
async fn of_a_long_column_only_the_top_is_sent() {
    let world = World::new(&[]).await;
    let app = &world.inner.app;
    let actor = app.actor(world.inner.people.administrator);
    let new = |number| NewItem {
        estimate: Some(Points::whole(1)),
        ..NewItem::titled(format!("Item number {number}."))
    };
    let calendar = Calendar::new(date(2026, 11, 2), date(2026, 11, 15), "UTC", [].into()).unwrap();
    let sprint = SprintId(1);
    let commands: Vec<Command> = vec![
        CreateItems {
            items: (1..=200).map(new).collect(),
            at: Rank::Bottom,
        }
        .into(),
        PlanSprint {
            team: None,
            name: None,
            goal: None,
            calendar,
        }
        .into(),
        PullItems {
            sprint,
            items: (1..=200).map(ItemId).collect(),
            to: Rank::Bottom,
            waive: vec![(Check::AcceptanceCriteria, "known".into())],
            unready: Unready::Refuse,
        }
        .into(),
        CommitSprint { sprint }.into(),
    ];
    app.execute_many(actor, world.inner.other, commands, app::Mode::All)
        .await
        .unwrap();
    let amina = world.amina().await;
    let page = amina.get("/p/WEB/board").await.body;
    assert!(page.contains("Item number 60.") && !page.contains("Item number 61."));
    assert!(
        page.contains("Show 140 more of 140") && page.contains("200 pts"),
        "{page}"
    );
    let all = amina.get("/p/WEB/sprints/1?to_do=200").await.body;
    assert!(all.contains("Item number 200.") && !all.contains("more-cards"));
}

#[tokio::test]
async fn without_a_running_sprint_the_page_says_what_comes_next() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let page = amina.get("/p/WEB/board").await.body;
    assert!(page.contains("No sprint runs") && page.contains("/p/WEB/planning"));
    let list = amina.get("/p/WEB/sprints").await.body;
    assert!(list.contains("No sprint yet") && list.contains("/p/WEB/sprints/new"));
    for nowhere in [
        "/p/WEB/sprints/7",
        "/p/WEB/sprints/7/burndown",
        "/p/WEB/sprints/7/closing",
        "/p/WEB/sprints/x",
    ] {
        assert!(
            amina.get(nowhere).await.status.is_client_error(),
            "{nowhere}"
        );
    }
}

#[tokio::test]
async fn closing_says_what_will_happen_and_keeps_the_reasons() {
    let world = World::new(&[]).await;
    let developer = developer(&world).await;
    let page = developer.get("/p/PAY/sprints/2/closing").await.body;
    assert!(page.contains("7 working days are left"), "{page}");
    world.inner.at("2026-11-13T16:00:00Z");
    let late = developer.get("/p/PAY/sprints/2/closing").await.body;
    assert!(!late.contains("left. The sprint lasts"), "{late}");
    world.inner.at(testkit::NOW);
    for part in [
        "3 items (16 points) return to the top of the product backlog",
        "1 item (2 points) leaves the backlog as done",
        "There is no way back",
        "name=\"reason-4\"",
        "Too large",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let owner = world.signed_in(world.inner.people.owner).await;
    assert_eq!(
        owner.post("/p/PAY/sprints/2/closing", &[]).await.status,
        StatusCode::FORBIDDEN
    );
    let closed = developer
        .post(
            "/p/PAY/sprints/2/closing",
            &[("reason-4", "Too large"), ("reason-3", " ")],
        )
        .await;
    assert_eq!(closed.headers[header::LOCATION], "/p/PAY/sprints/2");
    let state = world.inner.state().await;
    assert_eq!(
        state.order[..3],
        [2, 3, 4].map(ItemId),
        "on top, in the committed order"
    );
    let page = developer.get("/p/PAY/sprints/2").await.body;
    for part in [
        "“Too large”",
        "No reason was given.",
        "carried over 2×",
        "2 of 18 points were done, 16 returned",
        "Plan the next sprint",
        "See the product backlog",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let older = developer.get("/p/PAY/sprints/1").await.body;
    assert!(!older.contains("Plan the next sprint"), "it is history");
    let backlog = developer.get("/p/PAY/backlog").await.body;
    assert!(
        backlog.contains("Carried over 2×: so many sprints ended without it"),
        "{backlog}"
    );
    assert_eq!(
        developer.get("/p/PAY/sprints/2/closing").await.status,
        StatusCode::SEE_OTHER
    );
}
