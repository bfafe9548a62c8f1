//! The story map: what it shows, and what is done to items on it.

use axum::http::StatusCode;
use domain::Role;
use futures_util::future::join_all;

use crate::world::{Browser, World};

async fn does(browser: &Browser, to: &str, form: &[(&str, &str)]) -> String {
    let answer = browser.post(&format!("/p/WEB/{to}"), form).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body
}

async fn refused(browser: &Browser, form: &[(&str, &str)], why: &str) {
    let answer = browser.post("/p/WEB/map/cards", form).await;
    assert!(answer.status.is_client_error(), "{}", answer.body);
    assert!(answer.body.contains(why), "{}", answer.body);
}

/// "Find" with the step "Search", and "Rent"; the goal "First".
async fn mapped(titles: &[&str]) -> World {
    let world = World::new(titles).await;
    let amina = world.amina().await;
    does(&amina, "map/steps", &[("name", "Find")]).await;
    does(
        &amina,
        "map/steps",
        &[("name", "<b>Search</b>"), ("activity", "1")],
    )
    .await;
    does(&amina, "map/steps", &[("name", "Rent")]).await;
    does(&amina, "goals", &[("name", "First")]).await;
    world
}

/// What stands in the cell that posts these.
fn cell<'a>(page: &'a str, step: &str, slice: &str) -> &'a str {
    let with =
        format!("{{&quot;slice&quot;:&quot;{slice}&quot;,&quot;step&quot;:&quot;{step}&quot;}}");
    let begins = page
        .find(&with)
        .unwrap_or_else(|| panic!("no cell {with} in {page}"));
    let rest = &page[begins..];
    &rest[..rest.find("</td>").unwrap_or(rest.len())]
}

#[tokio::test]
async fn items_stand_where_step_and_slice_meet_and_keep_their_rank() {
    let world = mapped(&["One", "Two", "Three"]).await;
    let amina = world.amina().await;
    let form = [("items", "3,1"), ("step", "2"), ("slice", "goal-1")];
    let said = does(&amina, "map/cards", &form).await;
    assert!(
        said.contains("2 items are at “Find › &lt;b&gt;Search&lt;/b&gt;” now, in “First”."),
        "{said}"
    );
    let page = amina.get("/p/WEB/map").await.body;
    let there = cell(&page, "2", "goal-1");
    assert!(
        there.find("One") < there.find("Three") && !there.contains("Two"),
        "{there}"
    );
    assert!(!page.contains("<b>Search"), "a name is no HTML");
    assert_eq!(world.order().await, ["One", "Two", "Three"]);
    let form = [
        ("items", "3"),
        ("step", "2"),
        ("slice", "goal-1"),
        ("to", "before:1"),
    ];
    does(&amina, "map/cards", &form).await;
    assert_eq!(world.order().await, ["Three", "One", "Two"]);
}

#[tokio::test]
async fn next_and_previous_are_steps_and_slices_and_end_at_the_edge() {
    let world = mapped(&["One"]).await;
    let amina = world.amina().await;
    let go = |step: &'static str| [("items", "1"), ("step", step)];
    for (to, at) in [("next", "Search"), ("next", "Rent"), ("previous", "Search")] {
        let said = does(&amina, "map/cards", &go(to)).await;
        assert!(said.contains(at), "{said}");
    }
    refused(
        &amina,
        &go("previous"),
        "There is no further step on that side.",
    )
    .await;
    let up = [("items", "1"), ("slice", "previous")];
    let said = does(&amina, "map/cards", &up).await;
    assert!(said.contains("in “First” now"), "{said}");
    refused(&amina, &up, "There is no further slice on that side.").await;
    let up = [("items", "1"), ("slice", "previous"), ("by", "sprints")];
    refused(&amina, &up, "There is no further slice on that side.").await;
}

#[tokio::test]
async fn what_serves_through_its_epic_is_not_put_under_no_goal() {
    let world = mapped(&["Checkout", "Pay"]).await;
    let amina = world.amina().await;
    does(&amina, "kinds", &[("items", "1"), ("kind", "epic")]).await;
    does(&amina, "epics", &[("items", "2"), ("epic", "1")]).await;
    does(&amina, "roadmap", &[("items", "1"), ("goal", "1")]).await;
    let form = [("items", "2"), ("step", "3"), ("slice", "goal-none")];
    refused(&amina, &form, "It serves it through its epic WEB-1.").await;
    let page = amina.get("/p/WEB/map").await.body;
    assert!(page.contains("Not on the map yet"), "nothing was done");
}

#[tokio::test]
async fn sprints_as_slices_pull_and_put_back_as_planning_does() {
    let world = mapped(&["One", "Two"]).await;
    let amina = world.amina().await;
    does(&amina, "map/cards", &[("items", "1,2"), ("step", "3")]).await;
    let days = [
        ("start", "2026-11-16"),
        ("end", "2026-11-29"),
        ("time_zone", "Europe/Warsaw"),
    ];
    let made = amina.post("/p/WEB/sprints", &days).await;
    assert!(!made.status.is_client_error(), "{}", made.body);
    let into = [("items", "1"), ("slice", "sprint-1")];
    refused(&amina, &into, "not ready").await;
    let page = amina.get("/p/WEB/map?by=sprints").await.body;
    assert!(cell(&page, "3", "backlog").contains("One"));
    refused(
        &amina,
        &[("items", "1"), ("slice", "done")],
        "on the sprint's board",
    )
    .await;
    let developer = world.somebody(Role::Developer).await;
    let goal = [("items", "1"), ("slice", "goal-1")];
    refused(&developer, &goal, "You may not order the product backlog.").await;
}

#[tokio::test]
async fn a_cell_shows_so_many_cards_and_the_others_on_request() {
    let titles: Vec<String> = (1..=25).map(|number| format!("Item {number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let world = mapped(&titles).await;
    let amina = world.amina().await;
    let all: Vec<String> = (1..=25).map(|number| number.to_string()).collect();
    does(
        &amina,
        "map/cards",
        &[("items", &all.join(",")), ("step", "3")],
    )
    .await;
    let page = amina.get("/p/WEB/map").await.body;
    let there = cell(&page, "3", "goal-none");
    assert_eq!(there.matches("role=\"listitem\"").count(), 20);
    assert!(there.contains("Show 5 more"), "{there}");
    let page = amina.get("/p/WEB/map?most=25").await.body;
    assert_eq!(
        cell(&page, "3", "goal-none")
            .matches("role=\"listitem\"")
            .count(),
        25
    );
}

#[tokio::test]
async fn a_new_item_is_written_down_where_it_belongs() {
    let world = mapped(&["One", "Two"]).await;
    let amina = world.amina().await;
    does(
        &amina,
        "map/cards",
        &[("items", "1"), ("step", "2"), ("slice", "goal-1")],
    )
    .await;
    let form = [("title", "New"), ("step", "2"), ("slice", "goal-1")];
    does(&amina, "map/items", &form).await;
    let page = amina.get("/p/WEB/map").await.body;
    assert!(cell(&page, "2", "goal-1").contains("New"));
    assert_eq!(world.order().await, ["One", "New", "Two"]);
    let nowhere = [("title", "Lost"), ("step", "99"), ("slice", "goal-1")];
    let answer = amina.post("/p/WEB/map/items", &nowhere).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(
        world.order().await,
        ["One", "New", "Two"],
        "nothing was written down"
    );
}

#[tokio::test]
async fn cards_written_down_at_the_same_moment_stand_each_in_its_own_cell() {
    let world = mapped(&["One"]).await;
    let amina = world.amina().await;
    let wishes: Vec<_> = (0..8).map(new_card).collect();
    let posts = wishes.iter().map(|(title, step, slice)| {
        let form = [("title", title), ("step", step), ("slice", slice)];
        let form = form.map(|(name, value)| (name, value.as_str()));
        let amina = &amina;
        async move { does(amina, "map/items", &form).await }
    });
    join_all(posts).await;
    let page = amina.get("/p/WEB/map").await.body;
    for (title, step, slice) in &wishes {
        assert!(cell(&page, step, slice).contains(title.as_str()), "{title}");
    }
    assert_eq!(page.matches("data-title=\"Written").count(), 8);
}

fn new_card(number: usize) -> (String, String, String) {
    let step = ["2", "3"][number % 2].to_owned();
    let slice = ["goal-1", "goal-none"][number / 2 % 2].to_owned();
    (format!("Written {number}"), step, slice)
}

#[tokio::test]
async fn many_columns_have_fewer_slices_at_once_and_a_way_to_the_others() {
    let world = mapped(&["One"]).await;
    let amina = world.amina().await;
    for number in 0..45 {
        let name = format!("Goal {number}");
        does(&amina, "goals", &[("name", &name)]).await;
    }
    let page = amina.get("/p/WEB/map").await.body;
    assert_eq!(page.matches("<tr data-slice=").count(), 40);
    assert!(page.contains("Slices 1–40 of 47"), "{page}");
    let page = amina.get("/p/WEB/map?from=40").await.body;
    assert_eq!(page.matches("<tr data-slice=").count(), 7);
    assert!(page.contains("data-slice=\"goal-none\"") && page.contains("Show the first"));
    let page = amina.get("/p/WEB/map?from=9999").await.body;
    assert_eq!(page.matches("<tr data-slice=").count(), 1);
}

#[tokio::test]
async fn whoever_only_reads_is_offered_nothing_and_refused() {
    let world = mapped(&["One"]).await;
    let amina = world.amina().await;
    does(&amina, "map/cards", &[("items", "1"), ("step", "2")]).await;
    let reader = world.somebody(Role::Stakeholder).await;
    let page = reader.get("/p/WEB/map").await.body;
    assert!(page.contains("One") && !page.contains("data-drop=") && !page.contains("add-step"));
    let form = [("items", "1"), ("step", "none")];
    refused(&reader, &form, "You may not change items.").await;
}
