//! One item: its page, its panel, everything that can be changed in it, and two who change the same.

use app::Mode;
use axum::http::StatusCode;
use domain::import::{FinishedItems, ImportItems, Incoming, RemovedItems};
use domain::item::comment::AddComment;
use domain::{Command, ItemId, Role};

use crate::world::World;

#[tokio::test]
async fn an_item_is_a_page_and_a_panel() {
    let world = World::new(&["Pay by card"]).await;
    let amina = world.amina().await;
    let page = amina.get("/p/WEB/items/WEB-1").await;
    assert!(page.body.starts_with("<!DOCTYPE html>") && page.body.contains("Pay by card"));
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await;
    assert!(panel.body.starts_with("<article") && panel.body.contains("Pay by card"));
    let beside = amina.get("/p/WEB/backlog?open=WEB-1").await;
    assert!(beside.body.contains("id=\"panel-1\"") && beside.body.contains("pond-list"));
    assert_eq!(
        amina.get("/p/WEB/items/WEB-9").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn every_part_of_an_item_can_be_changed() {
    let world = World::new(&["Pay", "Before"]).await;
    let amina = world.amina().await;
    for (address, form) in [
        ("estimates", [("items", "1"), ("points", "5")]),
        ("kinds", [("items", "1"), ("kind", "bug")]),
        ("labels", [("items", "1"), ("add", "mobile, web")]),
        ("assignments", [("items", "1"), ("to", "me")]),
        (
            "items/WEB-1/texts/title",
            [("title", "Pay by card"), ("revision", "")],
        ),
        (
            "items/WEB-1/texts/description",
            [("description", "As a **customer**"), ("revision", "")],
        ),
        (
            "items/WEB-1/criteria",
            [("criterion", "The reason is shown"), ("revision", "")],
        ),
        ("items/WEB-1/criteria/1/met", [("met", "yes"), ("", "")]),
        (
            "items/WEB-1/comments",
            [("comment", "Which cards?"), ("revision", "")],
        ),
        (
            "items/WEB-1/dependencies",
            [("blocked_by", "WEB-2"), ("", "")],
        ),
    ] {
        let form: Vec<_> = form
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let answer = amina.post(&format!("/p/WEB/{address}"), &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
        assert!(
            answer.body.contains("data-undo"),
            "{address}: {}",
            answer.body
        );
    }
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    for shown in [
        "Pay by card",
        "<strong>customer</strong>",
        "The reason is shown",
        "Which cards?",
        "mobile",
        "web",
        "WEB-2 Before",
        "estimated it at 5 points",
        "made the story a bug",
        "assigned it to Administrator",
    ] {
        assert!(panel.contains(shown), "{shown} is missing in {panel}");
    }
}

#[tokio::test]
async fn two_who_edit_the_same_text_get_both_texts() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let jonas = world.somebody(Role::Developer).await;
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    let revision = panel
        .split("name=\"revision\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let title = "/p/WEB/items/WEB-1/texts/title";
    let first = jonas
        .post(title, &[("title", "Pay by card"), ("revision", revision)])
        .await;
    assert_eq!(first.status, StatusCode::OK);
    let second = amina
        .post(
            title,
            &[("title", "Pay in one tap"), ("revision", revision)],
        )
        .await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(
        second.body.contains("Pay by card")
            && second.body.contains("Pay in one tap")
            && second.body.contains("Somebody changed this title just"),
        "{}",
        second.body
    );
    assert_eq!(world.order().await, ["Pay by card"]);
    let newer = second
        .body
        .split("name=\"revision\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let third = amina
        .post(
            title,
            &[("title", "Pay by card in one tap"), ("revision", newer)],
        )
        .await;
    assert_eq!(third.status, StatusCode::OK);
    assert_eq!(world.order().await, ["Pay by card in one tap"]);
}

#[tokio::test]
async fn a_criterion_and_a_comment_show_both_texts_too() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    for (noun, field, form) in [
        ("criteria", "criterion", "criterion-text-1-1"),
        ("comments", "comment", "comment-form-1-1"),
    ] {
        let address = format!("/p/WEB/items/WEB-1/{noun}");
        amina.post(&address, &[(field, "First")]).await;
        let address = format!("{address}/1");
        amina.post(&address, &[(field, "Second")]).await;
        let late = amina
            .post(&address, &[(field, "Late"), ("revision", "1")])
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        for shown in [
            &format!("id=\"conflict-{form}\"") as &str,
            "You, in another window, changed this",
            "Second",
            "Late",
        ] {
            assert!(
                late.body.contains(shown),
                "{shown} is missing in {}",
                late.body
            );
        }
        let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
        assert!(panel.contains(&format!("id=\"{form}\"")), "{panel}");
        assert!(
            panel.contains(&format!("id=\"conflict-{form}\"")),
            "{panel}"
        );
    }
}

#[tokio::test]
async fn a_stakeholder_reads_and_comments_only() {
    let world = World::new(&["Pay"]).await;
    let stakeholder = world.somebody(Role::Stakeholder).await;
    let panel = stakeholder.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(panel.contains("name=\"comment\""), "{panel}");
    for hidden in [
        "name=\"title\"",
        "name=\"points\"",
        "name=\"criterion\"",
        "name=\"kind\"",
    ] {
        assert!(!panel.contains(hidden), "{hidden} is shown");
    }
    let refused = stakeholder
        .post("/p/WEB/estimates", &[("items", "1"), ("points", "5")])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let said = stakeholder
        .post("/p/WEB/items/WEB-1/comments", &[("comment", "Good")])
        .await;
    assert_eq!(said.status, StatusCode::OK);
}

#[tokio::test]
async fn in_bulk_what_may_be_done_is_done_and_the_rest_is_explained() {
    let world = World::new(&["A", "B"]).await;
    let amina = world.amina().await;
    amina
        .post("/p/WEB/kinds", &[("items", "1"), ("kind", "epic")])
        .await;
    amina
        .post("/p/WEB/epics", &[("items", "2"), ("epic", "1")])
        .await;
    let answer = amina
        .post("/p/WEB/estimates", &[("items", "1,2"), ("points", "3")])
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer.body.contains("data-undo") && answer.body.contains("data-refusal"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn what_people_type_stays_text() {
    let world = World::new(&["<script>alert(1)</script>"]).await;
    let amina = world.amina().await;
    let hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    amina
        .post("/p/WEB/items/WEB-1/comments", &[("comment", hostile)])
        .await;
    let page = amina.get("/p/WEB/backlog?open=WEB-1").await.body;
    assert!(
        !page.contains("<script>alert") && !page.contains("<img src=x"),
        "{page}"
    );
}

#[tokio::test]
async fn the_palette_finds_items_by_words_and_key() {
    let world = World::new(&["Pay by card", "Refund"]).await;
    let found = world
        .amina()
        .await
        .part("/p/WEB/find?q=web-2", "found")
        .await
        .body;
    assert!(
        found.contains("Refund") && !found.contains("Pay by card"),
        "{found}"
    );
}

/// Comments that a panel does not show all at once.
const MANY: usize = 260;

async fn with_many_comments() -> World {
    let world = World::new(&["Pay by card"]).await;
    let app = &world.inner.app;
    let actor = app.actor(world.inner.people.administrator);
    let comment = |number| {
        Command::from(AddComment {
            item: ItemId(1),
            text: format!("Said {number}."),
        })
    };
    let commands = (1..=MANY).map(comment).collect();
    let said = app.execute_many(actor, world.inner.other, commands, Mode::All);
    said.await.unwrap();
    world
}

#[tokio::test]
async fn the_newest_of_many_comments_are_shown_and_earlier_ones_on_request() {
    let world = with_many_comments().await;
    let amina = world.amina().await;
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    let shown = |body: &str| body.matches("id=\"comment-1-").count();
    assert_eq!(shown(&panel), 50);
    assert!(panel.contains("Said 211.") && panel.contains("Said 260."));
    assert!(panel.contains("50 of 260 are shown."), "{panel}");
    let entries = panel.matches("id=\"entry-1-").count();
    assert_eq!(entries, 50, "of the history, too");
    let earlier = "/p/WEB/items/WEB-1?comments=250";
    assert!(panel.contains(&format!("href=\"{earlier}\"")), "{panel}");
    let page = amina.get(earlier).await.body;
    assert_eq!(shown(&page), 250);
    assert_eq!(page.matches("id=\"entry-1-").count(), 50, "one of the two");
    let all = amina.get("/p/WEB/items/WEB-1?comments=450").await.body;
    assert!(all.contains("Said 1.") && all.contains("These are all comments."));
    let odd = amina.get("/p/WEB/items/WEB-1?comments=18446744073709551615");
    assert_eq!(shown(&odd.await.body), MANY);
}

#[tokio::test]
async fn who_comments_is_sent_the_comment_and_no_other() {
    let world = with_many_comments().await;
    let amina = world.amina().await;
    let post = amina.post("/p/WEB/items/WEB-1/comments", &[("comment", "One more.")]);
    let answer = post.await;
    assert!(answer.body.contains("One more.") && answer.body.contains(">261<"));
    assert!(!answer.body.contains("Said 260."), "{}", answer.body);
    let change = answer.headers["x-change"].to_str().unwrap();
    assert!(change.contains("\"items\":[]"), "{change}");
}

#[tokio::test]
async fn what_an_import_kept_is_shown_and_its_old_key_is_found() {
    let world = World::new(&[]).await;
    let incoming = Incoming {
        row: 1,
        key: "OLD-68".into(),
        kind: domain::Kind::Story,
        title: "Terminate a host".into(),
        description: String::new(),
        estimate: None,
        labels: Vec::new(),
        criteria: Vec::new(),
        finished: false,
        written_at: None,
        assignee: None,
        epic: None,
        rest: vec![("Resolution".into(), "Fixed".into())],
    };
    let command = ImportItems {
        items: vec![incoming],
        finished: FinishedItems::Reopen,
        removed: RemovedItems::Leave,
    };
    let (app, people) = (&world.inner.app, &world.inner.people);
    let actor = app.actor(people.administrator);
    app.execute(actor, world.inner.other, command)
        .await
        .unwrap();
    let amina = world.amina().await;
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    for shown in [
        "From the original",
        "OLD-68",
        "1 field without",
        "<dt>Resolution</dt><dd>Fixed</dd>",
    ] {
        assert!(panel.contains(shown), "{shown} is missing in {panel}");
    }
    let found = amina.part("/p/WEB/find?q=old-68", "found").await.body;
    assert!(found.contains("Terminate a host"), "{found}");
}

#[tokio::test]
async fn a_link_is_shown_at_both_ends_and_its_double_merged_from_there() {
    let world = World::new(&["A", "B"]).await;
    let amina = world.amina().await;
    let links = "/p/WEB/items/WEB-1/links";
    for (relation, other, said) in [
        ("duplicates", "WEB-1", "An item cannot be linked to itself."),
        ("duplicates", "WEB-9", "There is no item"),
        ("relates_to", " ", "No key was typed."),
        ("hates", "WEB-2", "Items do not “hates” each other here."),
    ] {
        let form = [("relation", relation), ("other", other)];
        let refused = amina.post(links, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{other}");
        assert!(refused.body.contains(said), "{}", refused.body);
    }
    let double = [("relation", "duplicates"), ("other", "WEB-2")];
    let linked = amina.post(links, &double).await;
    assert!(
        linked.body.contains("WEB-1 duplicates WEB-2."),
        "{}",
        linked.body
    );
    let one = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(one.contains("Merge into it"), "{one}");
    let other = amina.part("/p/WEB/items/WEB-2", "panel").await.body;
    assert!(other.contains("Is duplicated by"), "{other}");
    assert!(!other.contains("Merge into it"), "{other}");
    let seen_from_there = [("relation", "duplicated_by"), ("other", "WEB-1")];
    let removed = amina
        .post("/p/WEB/items/WEB-2/links/removals", &seen_from_there)
        .await;
    assert!(
        removed.body.contains("no longer linked"),
        "{}",
        removed.body
    );
    let one = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(!one.contains("Merge into it"), "{one}");
    assert!(one.contains("took away that it duplicates"), "{one}");
}

#[tokio::test]
async fn what_an_item_cannot_wait_for_is_said_where_it_was_typed() {
    let world = World::new(&["A", "B"]).await;
    let amina = world.amina().await;
    for (typed, said) in [
        ("WEB-1", "An item cannot wait for itself."),
        ("WEB-9", "There is no item"),
        (" ", "No key was typed."),
    ] {
        let form = [("blocked_by", typed)];
        let refused = amina.post("/p/WEB/items/WEB-1/dependencies", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(refused.body.contains(said), "{}", refused.body);
        let field = "data-field=\"blocked_by\"";
        assert!(refused.body.contains(field), "{}", refused.body);
    }
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    let place = "data-error-for=\"blocked_by\"";
    assert!(panel.contains(place), "{panel}");
}
