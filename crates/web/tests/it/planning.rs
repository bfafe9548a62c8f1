//! Planning: a new sprint, both backlogs side by side, the gate, the commitment, and who may what.

use axum::http::{StatusCode, header};
use testkit::{item, sprint};

use crate::world::{Answered, Browser, World};

const DATES: [(&str, &str); 3] = [
    ("start", "2026-11-16"),
    ("end", "2026-11-29"),
    ("time_zone", "Europe/Warsaw"),
];
const PLANNING: &str = "/p/PAY/sprints/3/planning";

fn location(answered: &Answered) -> &str {
    answered.headers[header::LOCATION].to_str().unwrap()
}

/// A world in which sprint 3 is planned, and a developer's browser.
async fn planned() -> (World, Browser) {
    let world = World::new(&[]).await;
    let developer = world.signed_in(world.inner.people.developer).await;
    let made = developer.post("/p/PAY/sprints", &DATES).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert_eq!(location(&made), PLANNING);
    (world, developer)
}

async fn plan(browser: &Browser) -> String {
    browser.part("/p/PAY/sprints/3/rows", "rows").await.body
}

fn has(rows: &str, item: domain::ItemId) -> bool {
    rows.contains(&format!("data-item=\"{item}\""))
}

#[tokio::test]
async fn without_a_planned_sprint_the_page_offers_one_after_the_last() {
    let world = World::new(&[]).await;
    let developer = world.signed_in(world.inner.people.developer).await;
    let page = developer.get("/p/PAY/planning").await.body;
    // The running sprint ends on Sunday, 15 November.
    assert!(
        page.contains("value=\"2026-11-16\"") && page.contains("value=\"2026-11-29\""),
        "{page}"
    );
    assert!(page.contains("it is called Sprint 3") && page.contains("Europe/Warsaw"));
    assert!(
        !page.contains("name=\"goal\""),
        "the goal is the product owner's"
    );
    let stakeholder = world.signed_in(world.inner.people.stakeholder).await;
    let page = stakeholder.get("/p/PAY/planning").await.body;
    assert!(!page.contains("Plan the sprint") && page.contains("No sprint is being planned"));
    developer.post("/p/PAY/sprints", &DATES).await;
    assert_eq!(location(&developer.get("/p/PAY/planning").await), PLANNING);
}

#[tokio::test]
async fn days_that_make_no_sprint_are_refused_beside_their_field() {
    let world = World::new(&[]).await;
    let developer = world.signed_in(world.inner.people.developer).await;
    let refused = async |start, end, zone, holidays| {
        let form = [
            ("start", start),
            ("end", end),
            ("time_zone", zone),
            ("holidays", holidays),
        ];
        let refused = developer.post("/p/PAY/sprints", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.body
    };
    let day = "2026-11-16";
    assert!(
        refused(day, "2026-11-15", "UTC", "")
            .await
            .contains("data-field=\"end\"")
    );
    assert!(
        refused(day, "2027-11-15", "UTC", "")
            .await
            .contains("data-field=\"end\"")
    );
    assert!(
        refused(day, day, "Europe/Atlantis", "")
            .await
            .contains("data-field=\"time_zone\"")
    );
    assert!(
        refused(day, day, "UTC", "Christmas")
            .await
            .contains("data-field=\"holidays\"")
    );
    assert!(
        refused("soon", day, "UTC", "")
            .await
            .contains("data-field=\"start\"")
    );
    assert!(
        refused(day, day, "UTC", day)
            .await
            .contains("data-field=\"end\""),
        "no day is worked"
    );
}

#[tokio::test]
async fn both_backlogs_stand_side_by_side_with_what_is_missing() {
    let (_world, developer) = planned().await;
    let page = developer.get(PLANNING).await.body;
    assert!(
        page.contains("Ordered by") && page.contains("16–29 Nov · 10 working days"),
        "{page}"
    );
    assert!(page.contains("Pull PAY-6 into Sprint 3") && page.contains(". Ask the gate"));
    assert!(page.contains("Too little history to say what is usual: 1 of 3 closed sprints."));
    assert!(!page.contains(" style=") && !page.contains("{key}") && !page.contains("{sprint}"));
    let ready = developer
        .get("/p/PAY/sprints/3/planning?ready=yes")
        .await
        .body;
    assert!(ready.contains("data-key=\"PAY-6\"") && !ready.contains("data-key=\"PAY-7\""));
    let rows = developer
        .part("/p/PAY/sprints/3/candidates?ready=yes", "rows")
        .await
        .body;
    assert!(has(&rows, item::READY) && !has(&rows, item::UNESTIMATED));
    assert!(
        rows.contains("id=\"count-backlog\""),
        "the navigation's count changes with them: {rows}"
    );
    let ids = developer
        .part("/p/PAY/sprints/3/candidates?only=ids", "rows")
        .await
        .body;
    assert!(ids.starts_with("[6,"), "{ids}");
}

#[tokio::test]
async fn what_is_ready_crosses_and_goes_back() {
    let (_world, developer) = planned().await;
    let pulled = developer.post("/p/PAY/pulls", &[("items", "6")]).await;
    assert_eq!(pulled.status, StatusCode::OK);
    assert!(
        pulled.body.contains("Pulled PAY-6 into Sprint 3.") && pulled.body.contains("data-undo")
    );
    developer
        .post(
            "/p/PAY/pulls",
            &[("items", "10"), ("sprint", "3"), ("to", "before:6")],
        )
        .await;
    let rows = plan(&developer).await;
    assert!(rows.find("PAY-10").unwrap() < rows.find("PAY-6").unwrap());
    // The team orders its plan through the same command.
    let moved = developer
        .post("/p/PAY/moves", &[("items", "10"), ("to", "bottom")])
        .await;
    assert!(moved.body.contains("Moved PAY-10 to 2."), "{}", moved.body);
    let stays = developer
        .post("/p/PAY/moves", &[("items", "10"), ("to", "down")])
        .await;
    let said = "PAY-10 stands at the bottom already.";
    assert!(stays.body.contains(said), "{}", stays.body);
    let back = developer
        .post("/p/PAY/put-backs", &[("items", "6,7")])
        .await;
    assert!(back.body.contains("Put PAY-6 back"), "{}", back.body);
    let rows = plan(&developer).await;
    assert!(!has(&rows, item::READY) && has(&rows, item::READY_CHILD));
    let not_there = developer.post("/p/PAY/put-backs", &[("items", "7")]).await;
    assert_eq!(not_there.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_gate_says_at_the_row_what_is_missing_and_takes_a_waiver() {
    let (_world, developer) = planned().await;
    let refused = developer
        .post("/p/PAY/pulls", &[("items", "7"), ("to", "top")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "id=\"gate\"",
        "data-at=\"row-7\"",
        "PAY-7 is not ready",
        "Not estimated",
        "name=\"waive-estimate\"",
        "Open the item",
        "value=\"top\"",
    ] {
        assert!(refused.body.contains(part), "{part} in {}", refused.body);
    }
    let without = developer
        .post("/p/PAY/pulls", &[("items", "7"), ("waive-estimate", " ")])
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reason = "<b>A spike</b> first";
    let waived = developer
        .post(
            "/p/PAY/pulls",
            &[("items", "7"), ("waive-estimate", reason)],
        )
        .await;
    assert_eq!(waived.status, StatusCode::OK, "{}", waived.body);
    let rows = plan(&developer).await;
    assert!(
        rows.contains("waived: not estimated") && rows.contains("&lt;b&gt;A spike&lt;/b&gt; first"),
        "{rows}"
    );
    let epic = developer.post("/p/PAY/pulls", &[("items", "13")]).await;
    assert!(epic.body.contains("An epic, break it down") && !epic.body.contains("Waive and pull"));
}

#[tokio::test]
async fn of_several_those_that_are_ready_cross_and_the_others_are_named() {
    let (_world, developer) = planned().await;
    let pulled = developer
        .post("/p/PAY/pulls", &[("items", "12,7,8,6")])
        .await;
    assert_eq!(pulled.status, StatusCode::OK);
    assert!(
        pulled.body.contains("Pulled 2 items") && pulled.body.contains("2 items are not ready"),
        "{}",
        pulled.body
    );
    let rows = plan(&developer).await;
    assert!(
        has(&rows, item::BLOCKED) && has(&rows, item::READY),
        "what blocks it crosses with it"
    );
}

#[tokio::test]
async fn a_fill_takes_the_top_ready_items_that_fit() {
    let (_world, developer) = planned().await;
    let filled = developer
        .post("/p/PAY/sprints/3/fills", &[("points", "7")])
        .await;
    assert_eq!(filled.status, StatusCode::OK, "{}", filled.body);
    let page = developer.get(PLANNING).await.body;
    let rows = plan(&developer).await;
    assert!(
        has(&rows, item::READY) && !has(&rows, item::UNESTIMATED),
        "{rows}"
    );
    assert!(page.contains("</b> points planned"));
    for (points, field) in [("lots", "points"), ("0", "points")] {
        let refused = developer
            .post("/p/PAY/sprints/3/fills", &[("points", points)])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&format!("data-field=\"{field}\"")));
    }
}

#[tokio::test]
async fn a_commitment_waits_for_the_running_sprint_and_for_something_to_commit_to() {
    let (_world, developer) = planned().await;
    let page = developer.get(PLANNING).await.body;
    assert!(page.contains("There is nothing to commit to yet"));
    developer.post("/p/PAY/pulls", &[("items", "6")]).await;
    let page = developer.get(PLANNING).await.body;
    assert!(page.contains("Sprint 2 still runs.") && page.contains("There is no way back"));
    let refused = developer.post("/p/PAY/sprints/3/commitment", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("still runs"));
    developer.post("/p/PAY/sprints/2/closing", &[]).await;
    let committed = developer.post("/p/PAY/sprints/3/commitment", &[]).await;
    assert_eq!(location(&committed), "/p/PAY/sprints/3");
    assert_eq!(location(&developer.get(PLANNING).await), "/p/PAY/sprints/3");
}

#[tokio::test]
async fn a_planned_sprint_changes_its_days_and_can_be_taken_away() {
    let (_world, developer) = planned().await;
    let form = [
        ("name", "Autumn"),
        ("start", "2026-11-17"),
        ("end", "2026-11-20"),
        ("time_zone", "Asia/Kolkata"),
        ("holidays", "2026-11-18"),
    ];
    let changed = developer.post("/p/PAY/sprints/3/schedule", &form).await;
    assert!(
        changed.body.contains("Changed the days of Autumn."),
        "{}",
        changed.body
    );
    assert!(
        developer
            .get(PLANNING)
            .await
            .body
            .contains("17–20 Nov · 3 working days")
    );
    developer.post("/p/PAY/pulls", &[("items", "6")]).await;
    let gone = developer.post("/p/PAY/sprints/3/removal", &[]).await;
    assert_eq!(location(&gone), "/p/PAY/sprints");
    assert_eq!(developer.get(PLANNING).await.status, StatusCode::NOT_FOUND);
}

/// One item planned, the others where they were: so that each role finds the same.
async fn only_one_planned(developer: &Browser) {
    let all = plan(developer).await;
    let planned = all.split("data-item=\"").skip(1);
    let planned: Vec<&str> = planned.filter_map(|rest| rest.split('"').next()).collect();
    let planned = planned.join(",");
    developer
        .post("/p/PAY/put-backs", &[("items", &planned)])
        .await;
    developer.post("/p/PAY/pulls", &[("items", "6")]).await;
}

/// What each may do in a sprint: the product owner sets the goal, the team does everything else.
#[tokio::test]
async fn each_role_may_do_its_own_and_is_shown_no_more() {
    let (world, developer) = planned().await;
    let people = world.inner.people;
    type Form<'a> = &'a [(&'a str, &'a str)];
    let commands: [(&str, Form<'_>, bool, bool); 6] = [
        ("/p/PAY/sprints/3/goal", &[("goal", "Refunds")], true, false),
        ("/p/PAY/pulls", &[("items", "6")], false, true),
        ("/p/PAY/sprints/3/fills", &[("points", "100")], false, true),
        ("/p/PAY/put-backs", &[("items", "6")], false, true),
        (
            "/p/PAY/sprints/3/schedule",
            &[
                ("name", "S"),
                ("start", "2026-11-16"),
                ("end", "2026-11-20"),
                ("time_zone", "UTC"),
            ],
            false,
            true,
        ),
        (
            "/p/PAY/cards",
            &[("items", "3"), ("column", "done")],
            false,
            true,
        ),
    ];
    let roles = [
        (people.owner, true, false),
        (people.developer, false, true),
        (people.scrum_master, false, true),
        (people.stakeholder, false, false),
    ];
    for (person, owns, in_team) in roles {
        only_one_planned(&developer).await;
        let browser = world.signed_in(person).await;
        let page = browser.get(PLANNING).await.body;
        assert_eq!(page.contains("id=\"goal\""), owns);
        for only_the_team in [
            ">Commit the sprint<kbd aria-hidden=\"true\">O C</kbd>",
            "data-take=",
            "id=\"schedule\"",
            "data-open-dialog=\"discard\"",
            "id=\"discard\"",
            "aria-label=\"Pull PAY-",
        ] {
            assert_eq!(page.contains(only_the_team), in_team, "{only_the_team}");
        }
        for (address, form, owner_may, team_may) in commands {
            let answered = browser.post(address, form).await;
            let may = (owns && owner_may) || (in_team && team_may);
            assert_eq!(
                answered.status != StatusCode::FORBIDDEN,
                may,
                "{address}: {}",
                answered.body
            );
        }
    }
}

#[tokio::test]
async fn who_has_no_role_finds_no_page_of_the_sprint() {
    let (world, _developer) = planned().await;
    let outsider = world.signed_in(world.inner.people.outsider).await;
    for address in [
        PLANNING,
        "/p/PAY/planning",
        "/p/PAY/board",
        "/p/PAY/sprints",
    ] {
        assert_eq!(
            outsider.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

#[tokio::test]
async fn two_who_set_the_goal_at_once_do_not_overwrite_each_other() {
    let (world, _developer) = planned().await;
    let owner = world.signed_in(world.inner.people.owner).await;
    let first = owner
        .post(
            "/p/PAY/sprints/3/goal",
            &[("goal", "Refunds work"), ("revision", "1")],
        )
        .await;
    let second = owner
        .post(
            "/p/PAY/sprints/3/goal",
            &[("goal", "Cards work"), ("revision", "1")],
        )
        .await;
    assert_eq!(
        (first.status, second.status),
        (StatusCode::CONFLICT, StatusCode::CONFLICT),
        "both began from nothing"
    );
    let both = ["id=\"conflict-goal-of-3\"", ">Cards work<"];
    for shown in both {
        assert!(second.body.contains(shown), "{}", second.body);
    }
    let page = owner.get(PLANNING).await.body;
    let revision = page
        .split("name=\"revision\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let form = [("goal", "Refunds work"), ("revision", revision.unwrap())];
    assert_eq!(
        owner.post("/p/PAY/sprints/3/goal", &form).await.status,
        StatusCode::OK
    );
    assert_eq!(
        owner
            .post("/p/PAY/sprints/3/goal", &[("goal", "Other"), form[1]])
            .await
            .status,
        StatusCode::CONFLICT
    );
    assert!(owner.get(PLANNING).await.body.contains("Refunds work"));
}

#[tokio::test]
async fn all_sprints_are_listed_with_what_was_committed_and_done() {
    let (_world, developer) = planned().await;
    let list = developer.get("/p/PAY/sprints").await.body;
    for part in [
        "Being planned",
        "Running",
        "Closed",
        "day 3 of 10",
        "19 Oct – 1 Nov 2026",
        "2 so far",
    ] {
        assert!(list.contains(part), "{part} in {list}");
    }
    let closed = list
        .find(&format!("/p/PAY/sprints/{}\"", sprint::CLOSED))
        .unwrap();
    let running = list
        .find(&format!("/p/PAY/sprints/{}\"", sprint::RUNNING))
        .unwrap();
    assert!(running < closed, "the newest first");
}

#[tokio::test]
async fn the_chance_follows_what_is_pulled_and_is_kept_in_the_contract() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    amina
        .post("/products/sample", &[("time_zone", "Europe/Warsaw")])
        .await;
    let planning = async || amina.get("/p/BIKE/sprints/7/planning").await.body;
    let before = planning().await;
    assert!(
        before.contains("Chance to finish everything: <b>55 %</b>"),
        "{before}"
    );
    assert!(!before.contains("would have to go"));
    let fill = [("points", "60")];
    let filled = amina.post("/p/BIKE/sprints/7/fills", &fill).await;
    assert_eq!(filled.status, StatusCode::OK, "{}", filled.body);
    let after = planning().await;
    assert!(after.contains("would have to go: <a"), "{after}");
    assert!(after.contains("class=\"race-words\">15 %"), "{after}");
    let sprints = amina.get("/p/BIKE/sprints").await.body;
    assert!(sprints.contains("was said at 2 commitments"), "{sprints}");
    let closed = amina.get("/p/BIKE/sprints/5").await.body;
    assert!(
        closed.contains("Chance to finish everything</dt>"),
        "{closed}"
    );
}

#[tokio::test]
async fn items_and_goals_say_until_when_they_will_be_done() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    amina
        .post("/products/sample", &[("time_zone", "Europe/Warsaw")])
        .await;
    for address in ["/p/BIKE/items/BIKE-36", "/p/BIKE/goals/2"] {
        let page = amina.get(address).await.body;
        assert!(page.contains("as likely as not"), "{address}: {page}");
    }
    let young = amina.get("/p/PAY/items/PAY-1").await.body;
    assert!(
        !young.contains("class=\"forecast"),
        "one closed sprint: {young}"
    );
}

#[tokio::test]
async fn the_team_says_its_days_and_others_see_the_sum_alone() {
    let (world, developer) = planned().await;
    let page = developer.get(PLANNING).await.body;
    assert!(page.contains("30 person-days, 3 people"), "{page}");
    let who = world.inner.people.developer;
    let (percent, off) = (format!("percent-{who}"), format!("off-{who}"));
    const DAYS: &str = "/p/PAY/sprints/3/capacity";
    let said = developer
        .post(DAYS, &[(&percent, "50"), (&off, "1,5")])
        .await;
    assert!(
        said.body
            .contains("Changed the days of the team in Sprint 3.")
    );
    assert!(said.headers.contains_key("x-change"));
    let page = developer.get(PLANNING).await.body;
    assert!(page.contains("23.5 person-days") && page.contains(&percent));

    let again = developer
        .post(DAYS, &[(&percent, "50"), (&off, "1.5")])
        .await;
    assert!(again.body.contains("The days are as they were."));
    for (percent_typed, off_typed) in [("half", "0"), ("50", "0.3"), ("101", "0"), ("50", "11")] {
        let form = [(percent.as_str(), percent_typed), (&off, off_typed)];
        let refused = developer.post(DAYS, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("data-field=\"days\""),
            "{}",
            refused.body
        );
    }
    let owner = world.signed_in(world.inner.people.owner).await;
    let page = owner.get(PLANNING).await.body;
    assert!(page.contains("23.5 person-days") && !page.contains(&percent));
    let refused = owner.post(DAYS, &[(&percent, "100")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
