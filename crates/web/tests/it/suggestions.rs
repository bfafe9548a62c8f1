//! Suggestions, the icebox and mergers: who suggests, who decides, what is told of it.

use axum::http::StatusCode;
use domain::Role;

use crate::world::{Answered, Browser, World};

async fn suggest(browser: &Browser, title: &str) -> Answered {
    let why = ("why", "Three customers asked");
    browser
        .post("/p/WEB/suggestions", &[("title", title), why])
        .await
}

#[tokio::test]
async fn a_suggestion_waits_is_accepted_at_a_rank_and_its_maker_is_told() {
    let world = World::new(&["A", "B"]).await;
    let amina = world.amina().await;
    let stakeholder = world.somebody(Role::Stakeholder).await;
    assert_eq!(
        suggest(&stakeholder, "Pay by card").await.status,
        StatusCode::OK
    );
    assert_eq!(world.order().await, ["A", "B"]);
    let own = stakeholder.get("/p/WEB/suggestions").await.body;
    assert!(own.contains("Waits for the product owner"), "{own}");
    let desk = amina.get("/p/WEB/suggestions").await.body;
    for shown in [
        "Pay by card",
        "Three customers asked",
        "desk.decline",
        "1 of 1",
    ] {
        assert!(desk.contains(shown), "{shown} is missing in {desk}");
    }
    let accepted = amina
        .post("/p/WEB/admissions", &[("items", "3"), ("to", "WEB-1")])
        .await;
    assert_eq!(accepted.status, StatusCode::OK, "{}", accepted.body);
    assert_eq!(world.order().await, ["A", "Pay by card", "B"]);
    let own = stakeholder.get("/p/WEB/suggestions").await.body;
    assert!(
        own.contains("Accepted") && own.contains("2 in the product backlog"),
        "{own}"
    );
}

#[tokio::test]
async fn a_declined_suggestion_says_why_also_to_who_types_it_again() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let stakeholder = world.somebody(Role::Stakeholder).await;
    suggest(&stakeholder, "Support fax machines").await;
    let without = amina
        .post("/p/WEB/declines", &[("items", "1"), ("reason", " ")])
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        without.body.contains("data-field=\"reason\""),
        "{}",
        without.body
    );
    let no = [("items", "1"), ("reason", "Nobody sells them any more")];
    amina.post("/p/WEB/declines", &no).await;
    let own = stakeholder.get("/p/WEB/suggestions").await.body;
    assert!(own.contains("Nobody sells them any more"), "{own}");
    let again = stakeholder
        .part("/p/WEB/alike?title=support+of+fax+machines", "fragment")
        .await;
    assert!(
        again.body.contains("declined: Nobody sells them"),
        "{}",
        again.body
    );
    let other = stakeholder
        .part("/p/WEB/alike?title=dark+mode", "fragment")
        .await;
    assert_eq!(other.body, "");
}

#[tokio::test]
async fn of_two_who_decide_the_second_is_told_so() {
    let world = World::new(&["A"]).await;
    let amina = world.amina().await;
    suggest(&amina, "B").await;
    let accept = [("items", "2"), ("to", "top")];
    amina.post("/p/WEB/admissions", &accept).await;
    let late: [(&str, &[(&str, &str)]); 4] = [
        ("declines", &[("items", "2"), ("reason", "No")]),
        ("admissions", &accept),
        ("icings", &[("items", "2"), ("seen", "suggestions")]),
        (
            "mergers",
            &[("items", "2"), ("into", "WEB-1"), ("seen", "suggestions")],
        ),
    ];
    for (to, form) in late {
        let answer = amina.post(&format!("/p/WEB/{to}"), form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{to}: {}", answer.body);
        assert!(answer.body.contains("product backlog"), "{}", answer.body);
    }
    assert_eq!(world.order().await, ["B", "A"]);
}

#[tokio::test]
async fn only_the_product_owner_decides_and_anyone_takes_back_their_own() {
    let world = World::new(&["A"]).await;
    let amina = world.amina().await;
    let developer = world.somebody(Role::Developer).await;
    suggest(&developer, "B").await;
    for (to, form) in [
        ("admissions", [("items", "2"), ("to", "top")]),
        ("declines", [("items", "2"), ("reason", "No")]),
        ("icings", [("items", "1"), ("until", "")]),
        ("mergers", [("items", "2"), ("into", "1")]),
    ] {
        let answer = developer.post(&format!("/p/WEB/{to}"), &form).await;
        assert_eq!(
            answer.status,
            StatusCode::FORBIDDEN,
            "{to}: {}",
            answer.body
        );
    }
    let meant = [("items", "2")];
    let others = amina.post("/p/WEB/withdrawals", &meant).await;
    assert_eq!(others.status, StatusCode::FORBIDDEN);
    let own = developer.post("/p/WEB/withdrawals", &meant).await;
    assert_eq!(own.status, StatusCode::OK, "{}", own.body);
    let page = developer.get("/p/WEB/suggestions").await.body;
    assert!(page.contains("You took it back"), "{page}");
    developer.post("/p/WEB/resubmissions", &meant).await;
    let page = developer.get("/p/WEB/suggestions").await.body;
    assert!(page.contains("Waits for the product owner"), "{page}");
}

#[tokio::test]
async fn what_is_due_in_the_icebox_comes_first() {
    let world = World::new(&["A", "B", "C"]).await;
    let amina = world.amina().await;
    let late = [
        ("items", "1"),
        ("until", "2027-06-01"),
        ("ice-reason", "Too early"),
    ];
    amina.post("/p/WEB/icings", &late).await;
    let soon = [
        ("items", "2"),
        ("until", "2026-11-05"),
        ("ice-reason", "Perhaps"),
    ];
    amina.post("/p/WEB/icings", &soon).await;
    assert_eq!(world.order().await, ["C"]);
    let page = amina.get("/p/WEB/icebox").await.body;
    assert!(
        page.contains("none is due") && page.contains("1 of 2"),
        "{page}"
    );
    world.inner.at("2026-11-06T09:00:00Z");
    let page = amina.get("/p/WEB/icebox").await.body;
    assert!(
        page.contains("1 due for a look") && page.contains("Perhaps"),
        "{page}"
    );
    let count = amina.part("/p/WEB/icebox/count", "fragment").await;
    assert_eq!(count.body, "1");
    let kept = [("items", "2"), ("until", "2027-09-01"), ("seen", "icebox")];
    amina.post("/p/WEB/icings", &kept).await;
    let page = amina.get("/p/WEB/icebox").await.body;
    assert!(
        page.contains("none is due") && page.contains("Too early"),
        "{page}"
    );
    let wrong = amina
        .post("/p/WEB/icings", &[("items", "3"), ("until", "2020-01-01")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("data-field=\"until\""),
        "{}",
        wrong.body
    );
}

#[tokio::test]
async fn what_was_merged_shows_both_and_can_be_parted() {
    let world = World::new(&["Pay", "Pay by card"]).await;
    let amina = world.amina().await;
    let said = [("comment", "Which cards?")];
    amina.post("/p/WEB/items/WEB-1/comments", &said).await;
    let merged = amina
        .post("/p/WEB/mergers", &[("items", "1"), ("into", "web-2")])
        .await;
    assert!(
        merged.body.contains("Merged WEB-1 into WEB-2"),
        "{}",
        merged.body
    );
    let page = amina.get("/p/WEB/items/WEB-2").await.body;
    for shown in ["Which cards?", "Merged into it", "wrote it down"] {
        assert!(page.contains(shown), "{shown} is missing in {page}");
    }
    let old = amina.get("/p/WEB/items/WEB-1").await.body;
    assert!(old.contains("Merged into"), "{old}");
    amina.post("/p/WEB/restorations", &[("items", "1")]).await;
    assert_eq!(world.order().await, ["Pay", "Pay by card"]);
    let page = amina.get("/p/WEB/items/WEB-2").await.body;
    assert!(!page.contains("Which cards?"), "{page}");
}

#[tokio::test]
async fn whatever_is_typed_is_shown_as_text_and_kept_within_bounds() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let form = [("title", evil), ("why", evil), ("description", evil)];
    amina.post("/p/WEB/suggestions", &form).await;
    let ice = [("items", "1"), ("ice-reason", evil)];
    for address in ["/p/WEB/suggestions", "/p/WEB/icebox", "/p/WEB/items/WEB-1"] {
        let page = amina.get(address).await.body;
        assert!(
            !page.contains("<script>alert") && !page.contains("<img"),
            "{page}"
        );
        amina.post("/p/WEB/icings", &ice).await;
    }
    let long = "x".repeat(70_000);
    let title = amina.post("/p/WEB/suggestions", &[("title", &long)]).await;
    assert_eq!(title.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        title.body.contains("data-field=\"title\""),
        "{}",
        title.body
    );
    let form = [("title", "Trace"), ("description", &long), ("kind", "bug")];
    let text = amina.post("/p/WEB/suggestions", &form).await;
    assert_eq!(text.status, StatusCode::OK, "{}", text.body);
}

#[tokio::test]
async fn the_ledger_tells_every_crossing_with_who_and_why() {
    let world = World::new(&["A", "B"]).await;
    let amina = world.amina().await;
    let empty = amina.get("/p/WEB/ledger").await.body;
    assert!(empty.contains("Nothing has crossed yet"), "{empty}");
    let ice = [("items", "1"), ("ice-reason", "Too early")];
    amina.post("/p/WEB/icings", &ice).await;
    amina.post("/p/WEB/removals", &[("items", "2")]).await;
    let all = amina.get("/p/WEB/ledger").await.body;
    for told in [
        "Too early",
        "icebox until",
        "removed",
        "product owner",
        "not estimated",
    ] {
        assert!(all.contains(told), "{told} is missing in {all}");
    }
    let iced = amina.get("/p/WEB/ledger?place=icebox").await.body;
    assert!(
        iced.contains("Too early") && !iced.contains("WEB-2"),
        "{iced}"
    );
    let of_two = amina.get("/p/WEB/ledger?item=web-2").await.body;
    assert!(
        !of_two.contains("Too early") && of_two.contains("WEB-2"),
        "{of_two}"
    );
    let none = amina.get("/p/WEB/ledger?item=WEB-99").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let older = amina.get("/p/WEB/ledger?before=1").await.body;
    assert!(
        older.contains("Too early") && !older.contains("WEB-2"),
        "{older}"
    );
}

#[tokio::test]
async fn the_clean_up_pass_asks_once_about_what_is_due_double_or_untouched() {
    let world = World::new(&["Export the invoices as CSV", "Dark mode", "Sort the board"]).await;
    let amina = world.amina().await;
    let clean = amina.get("/p/WEB/clean-up").await.body;
    assert!(clean.contains("Nothing to clean up"), "{clean}");
    let again = [("title", "Export the invoice as CSV"), ("below", "3")];
    amina.post("/p/WEB/items", &again).await;
    let double = amina.get("/p/WEB/clean-up").await.body;
    assert!(
        double.contains("nearly the same as") && double.contains("WEB-1"),
        "{double}"
    );
    let both = [("items", "4"), ("apart_from", "1")];
    let kept = amina.post("/p/WEB/keepings", &both).await;
    assert!(kept.body.contains("are not the same"), "{}", kept.body);
    let clean = amina.get("/p/WEB/clean-up").await.body;
    assert!(clean.contains("Nothing to clean up"), "{clean}");
    world.inner.at("2027-03-01T09:00:00Z");
    let amina = world.amina().await;
    let long = amina.get("/p/WEB/clean-up").await.body;
    assert!(
        long.contains("1 of 4") && long.contains("Nobody has touched it"),
        "{long}"
    );
    amina.post("/p/WEB/keepings", &[("items", "1")]).await;
    amina.post("/p/WEB/icings", &[("items", "2")]).await;
    let long = amina.get("/p/WEB/clean-up").await.body;
    assert!(
        long.contains("1 of 2") && !long.contains("Dark mode"),
        "{long}"
    );
    world.inner.at("2027-07-01T09:00:00Z");
    let amina = world.amina().await;
    let due = amina.get("/p/WEB/clean-up").await.body;
    assert!(
        due.contains("day has come") && due.contains("Dark mode"),
        "{due}"
    );
}

#[tokio::test]
async fn what_comes_after_is_listed_in_full_for_whoever_asks() {
    let titles: Vec<String> = (1..=30).map(|n| format!("{} lamps", n * 7919)).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let world = World::new(&titles).await;
    world.inner.at("2027-06-01T09:00:00Z");
    let amina = world.amina().await;
    let short = amina.get("/p/WEB/clean-up?part=90").await.body;
    assert!(
        short.contains("Nobody has touched it since <time") && short.contains("and 9 more"),
        "{short}"
    );
    let (before, _) = short.split_once("#after\"").unwrap();
    let (_, all) = before.rsplit_once("href=\"").unwrap();
    let all = amina.get(&all.replace("&amp;", "&")).await.body;
    let last = titles.last().unwrap();
    assert!(!short.contains(last) && all.contains(last), "{all}");
    assert!(!all.contains("and 9 more"));
}

/// The value of a hidden field of the form that gives this answer to many.
fn seen(page: &str) -> &str {
    let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap();
    rest.split_once('"').unwrap().0
}

#[tokio::test]
async fn many_are_answered_at_once_as_they_were_seen_and_taken_back_by_one_undo() {
    let titles = [
        "Pay by card",
        "Dark mode",
        "Sort the board",
        "Weekly digest",
    ];
    let world = World::new(&titles).await;
    world.inner.at("2027-06-01T09:00:00Z");
    let amina = world.amina().await;
    let all = amina.get("/p/WEB/clean-up").await.body;
    assert!(
        all.contains("1 of 4") && !all.contains("clean-many"),
        "{all}"
    );
    assert!(
        all.contains("part=90") && !all.contains("part=365"),
        "only ages there are: {all}"
    );
    let part = amina.get("/p/WEB/clean-up?part=182&skipped=2").await.body;
    assert!(
        part.contains("Answer many at once") && part.contains("Put 3 items into the icebox"),
        "{part}"
    );
    assert!(part.contains("2 of 4") || part.contains("1 of 4"), "{part}");
    let word = seen(&part).to_owned();
    let form = |answer| {
        [
            ("part", "182"),
            ("skipped", "2"),
            ("seen", &*word),
            ("answer", answer),
        ]
        .map(|(a, b)| (a, b.to_owned()))
    };
    let send = async |answer: &'static str| {
        let form = form(answer);
        let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (*a, b.as_str())).collect();
        amina.post("/p/WEB/clean-up/answers", &form).await
    };
    let refused = send("burn").await;
    assert!(refused.status.is_client_error() && refused.body.contains("Nothing was done"));
    let iced = send("ice").await;
    assert!(
        iced.body.contains("Put 3 items into the icebox."),
        "{}",
        iced.body
    );
    assert_eq!(world.order().await, ["Dark mode"]);
    let again = send("ice").await;
    assert!(
        again.status.is_client_error() && again.body.contains("has changed since you looked"),
        "{}",
        again.body
    );
    let left = amina.get("/p/WEB/clean-up?skipped=2").await.body;
    assert!(
        left.contains("You skipped the rest")
            && left.contains("3 kept, iced or removed today, 1 to go"),
        "{left}"
    );
    let (_, undo) = iced.body.split_once("data-undo=\"").unwrap();
    let (undo, _) = undo.split_once('"').unwrap();
    let undone = amina.post(undo, &[]).await.body;
    let said = "Undid: 3 items put into the icebox.";
    assert!(undone.contains(said), "{undone}");
    assert_eq!(world.order().await, titles);
    let asked = amina.get("/p/WEB/clean-up?part=182&skipped=2").await.body;
    assert!(asked.contains("Answer many at once"), "{asked}");
    let (_, redo) = undone.split_once("data-redo=\"").unwrap();
    let redo = redo.split_once('"').unwrap().0;
    let again = amina.post(redo, &[("again", "true")]).await.body;
    let said = "Did again: 3 items put into the icebox.";
    assert!(again.contains(said), "{again}");
}

#[tokio::test]
async fn keeping_many_asks_about_none_of_them() {
    let world = World::new(&["Pay by card", "Dark mode", "Sort the board"]).await;
    world.inner.at("2027-06-01T09:00:00Z");
    let amina = world.amina().await;
    let part = amina.get("/p/WEB/clean-up?part=90").await.body;
    let form = [("part", "90"), ("seen", seen(&part)), ("answer", "keep")];
    let kept = amina.post("/p/WEB/clean-up/answers", &form).await;
    assert!(kept.body.contains("Kept 3 items."), "{}", kept.body);
    let left = amina.get("/p/WEB/clean-up").await.body;
    assert!(left.contains("Nothing to clean up"), "{left}");
    assert_eq!(world.order().await.len(), 3);
}

#[tokio::test]
async fn what_is_there_twice_says_which_goes_into_which() {
    let world = World::new(&["Export the invoices as CSV"]).await;
    let amina = world.amina().await;
    let again = [("title", "Export the invoice as CSV"), ("below", "1")];
    amina.post("/p/WEB/items", &again).await;
    let page = amina.get("/p/WEB/clean-up").await.body;
    assert!(
        page.contains("WEB-2 says nearly the same as WEB-1"),
        "{page}"
    );
    let goes = page.find("Goes into it.").unwrap();
    let lives = page.find("Lives on.").unwrap();
    let goes_in =
        page[goes..lives].contains("<h3 id=\"merge-goes\">WEB-2 Export the invoice as CSV</h3>");
    let lives_on =
        page[lives..].contains("<h3 id=\"merge-lives\">WEB-1 Export the invoices as CSV</h3>");
    assert!(goes_in && lives_on, "{page}");
}

#[tokio::test]
async fn what_is_taken_back_reads_in_the_ledger_as_what_it_was() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    suggest(&amina, "Support fax machines").await;
    let form = [("items", "1"), ("reason", "Nobody has one")];
    let declined = amina.post("/p/WEB/declines", &form).await;
    let (_, undo) = declined.body.split_once("data-undo=\"").unwrap();
    let (undo, _) = undo.split_once('"').unwrap();
    assert_eq!(amina.post(undo, &[]).await.status, StatusCode::OK);
    let ledger = amina.get("/p/WEB/ledger").await.body;
    assert!(
        ledger.contains("<td class=\"from\">declined</td><td class=\"to\">suggestions</td>"),
        "{ledger}"
    );
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(
        panel.contains("moved it from declined to suggestions"),
        "{panel}"
    );
}
