//! Kano surveys: who opens one, what a guest sees and may, what is done against floods, forgeries and
//! script, and what comes of the answers.

use app::{Asking, Mode};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::survey::answer::{AnswerSurvey, Reply};
use domain::survey::evaluate::Answer;
use domain::{Actor, Command, ItemId, Role};

use crate::world::{Browser, World};

const PAGE: &str = "/p/WEB/kano";
const OPEN: &str = "/p/WEB/kano/surveys";
const CLOSE: &str = "/p/WEB/kano/surveys/closing";

/// Opens a survey about these fields and answers the path of its link.
async fn opened(owner: &Browser, fields: &[(&str, &str)]) -> String {
    let answer = owner.post(OPEN, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = owner.get(PAGE).await.body;
    let (_, rest) = page.split_once("http://localhost/survey/").expect(&page);
    format!("/survey/{}", rest.split_once('"').unwrap().0)
}

/// The word of the sheet.
async fn form(guest: &Browser, link: &str) -> String {
    let page = guest.get(link).await.body;
    let (_, word) = page.split_once("name=\"form\" value=\"").expect(&page);
    word.split_once('"').unwrap().0.to_owned()
}

fn likes(form: &str) -> [(&str, &str); 3] {
    [("with-1", "like"), ("without-1", "dislike"), ("form", form)]
}

/// As many sheets as are wished, without waiting for the limit of one network.
async fn answered(world: &World, link: &str, sheets: usize) {
    let app = &world.inner.app;
    let word = link.trim_start_matches("/survey/");
    let Asking { survey, .. } = app.survey(word).await.unwrap();
    let reply = |item| Reply {
        item,
        with: Answer::Like,
        without: Answer::Dislike,
    };
    let replies: Vec<Reply> = survey.questions.iter().map(|one| reply(one.item)).collect();
    let command = || {
        let (link, replies) = (word.into(), replies.clone());
        Command::from(AnswerSurvey { link, replies })
    };
    let all = (0..sheets).map(|_| command()).collect();
    let product = world.inner.other;
    let done = app
        .execute_many(Actor::Guest, product, all, Mode::All)
        .await;
    done.unwrap();
}

#[tokio::test]
async fn a_guest_answers_and_sees_nothing_else_of_the_product() {
    let titles = ["Pay by card", "Refunds", "The secret plan"];
    let world = World::new(&titles).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let fields = [
        ("item", "1"),
        ("item", "2"),
        ("description-1", "Instead of cash"),
        ("description-3", "Never shown"),
    ];
    let link = opened(&amina, &fields).await;
    let sheet = guest.get(&link).await;
    assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.body);
    for shown in ["Website", "Pay by card", "Instead of cash", "Refunds"] {
        assert!(sheet.body.contains(shown), "{shown} in {}", sheet.body);
    }
    let word = form(&guest, &link).await;
    let sent = guest.post(&link, &likes(&word)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let thanks = sent.headers[header::LOCATION].to_str().unwrap();
    let thanks = guest.get(thanks).await;
    assert!(thanks.body.contains("Thank you"), "{}", thanks.body);
    for page in [sheet, sent, thanks] {
        assert!(!page.headers.contains_key(header::SET_COOKIE));
        for kept in ["WEB-", "/p/", "Amina", "secret", "Never shown"] {
            assert!(!page.body.contains(kept), "{kept} in {}", page.body);
        }
    }
    let results = amina.get(PAGE).await.body;
    for shown in ["1 answer sheet", "Too few answers: 1 of 20"] {
        assert!(results.contains(shown), "{shown} in {results}");
    }
    let place = |words: &str| results.find(words);
    assert!(
        place("The link") < place("What people say"),
        "the link first"
    );
}

#[tokio::test]
async fn a_sheet_counts_once_however_often_it_is_sent() {
    let world = World::new(&["A"]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina, &[("item", "1")]).await;
    let word = form(&guest, &link).await;
    for _ in 0..3 {
        let sent = guest.post(&link, &likes(&word)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    let results = amina.get(PAGE).await.body;
    assert!(results.contains("1 answer sheet. "), "{results}");
    let other = form(&guest, &link).await;
    guest.post(&link, &likes(&other)).await;
    let results = amina.get(PAGE).await.body;
    assert!(results.contains("2 answer sheets"), "{results}");
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_what_was_chosen_stays() {
    let world = World::new(&["A", "B"]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina, &[("item", "1"), ("item", "2")]).await;
    let kept = "value=\"live_with\" checked";
    for (fields, said) in [
        (vec![("with-2", "live_with")], "one answer of two"),
        (
            vec![("with-2", "live_with"), ("without-1", "<script>")],
            "no answer that was offered",
        ),
        (
            vec![("with-2", "live_with"), ("website", "spam")],
            "as if a program",
        ),
    ] {
        let again = guest.post(&link, &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(again.body.contains(said), "{said} in {}", again.body);
        assert!(again.body.contains(kept), "{}", again.body);
        assert!(!again.body.contains("<script>"), "{}", again.body);
    }
    let nothing = guest.post(&link, &[("with-1", "")]).await;
    assert!(
        nothing.body.contains("Nothing was sent"),
        "{}",
        nothing.body
    );
    let huge = "z".repeat(200_000);
    let refused = guest.post(&link, &[("with-1", &huge)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let results = amina.get(PAGE).await.body;
    assert!(results.contains("0 answer sheets"), "{results}");
}

#[tokio::test]
async fn a_closed_or_forged_link_takes_nothing() {
    let world = World::new(&["A"]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina, &[("item", "1")]).await;
    let second = amina.post(OPEN, &[("item", "1")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT, "{}", second.body);
    let closed = amina.post(CLOSE, &[("survey", "1")]).await;
    assert_eq!(closed.status, StatusCode::OK, "{}", closed.body);
    let other = app::App::new_survey_link(world.inner.other);
    for dead in [&*link, "/survey/x", &format!("/survey/{other}")] {
        assert_eq!(guest.get(dead).await.status, StatusCode::GONE, "{dead}");
        let sent = guest.post(dead, &likes("")).await;
        assert_eq!(sent.status, StatusCode::GONE, "{dead}");
        assert!(!sent.body.contains("Website"), "{}", sent.body);
    }
    let (_, undo) = closed.body.split_once("/p/WEB/undo/").unwrap();
    let undone = amina
        .post(&format!("/p/WEB/undo/{}", &undo[..36]), &[])
        .await;
    assert!(undone.body.contains("closed a survey"), "{}", undone.body);
    assert_eq!(guest.get(&link).await.status, StatusCode::OK);
    let elsewhere = Request::post(&link)
        .header("host", "localhost")
        .header("origin", "https://evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let sent = guest.send(elsewhere, Body::from("with-1=like")).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_the_product_owner_opens_closes_and_sees_the_link() {
    let world = World::new(&["A"]).await;
    let amina = world.amina().await;
    let developer = world.somebody(Role::Developer).await;
    let refused = developer.post(OPEN, &[("item", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    let word = opened(&amina, &[("item", "1")]).await;
    let page = developer.get(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains(&word), "{}", page.body);
    let refused = developer.post(CLOSE, &[("survey", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let stranger = world.nobody().post(OPEN, &[("item", "1")]).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn script_in_titles_and_descriptions_is_text() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let world = World::new(&[evil]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let form = amina.get("/p/WEB/kano/new").await;
    let link = opened(&amina, &[("item", "1"), ("description-1", evil)]).await;
    answered(&world, &link, 25).await;
    for page in [form, guest.get(&link).await, amina.get(PAGE).await] {
        assert!(page.body.contains("&lt;script&gt;"), "{}", page.body);
        for bad in ["<script>alert", "<img"] {
            assert!(!page.body.contains(bad), "{}", page.body);
        }
    }
}

#[tokio::test]
async fn a_flood_is_slowed_down() {
    let world = World::new(&["A"]).await;
    let (amina, guest) = (world.amina().await, world.nobody());
    let link = opened(&amina, &[("item", "1")]).await;
    for _ in 0..190 {
        let sent = guest.post(&link, &likes("")).await;
        if sent.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(sent.body.contains("Wait"), "{}", sent.body);
            assert!(sent.body.contains("value=\"like\" checked"));
            return;
        }
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    panic!("nothing slowed it down");
}

#[tokio::test]
async fn a_thousand_sheets_are_counted_and_their_categories_taken_over() {
    let world = World::new(&["A", "B"]).await;
    let amina = world.amina().await;
    let link = opened(&amina, &[("item", "1"), ("item", "2")]).await;
    answered(&world, &link, 1_000).await;
    let results = amina.get(PAGE).await.body;
    let place = |words: &str| results.find(words);
    assert!(
        place("What people say") < place("The link"),
        "the answer first"
    );
    for shown in [
        "1,000 answer sheets",
        "<h2>2 performance</h2>",
        "<svg class=\"chart kano wide\"",
        "<svg class=\"chart kano narrow\"",
        "−1.00",
        "Use the categories of 2 items",
        "value=\"1:performance\"",
    ] {
        assert!(results.contains(shown), "{shown} in {results}");
    }
    let one = [("items", "1"), ("kano", "performance")];
    amina.post(PAGE, &one).await;
    let results = amina.get(PAGE).await.body;
    assert!(results.contains("Use the category of 1 item"), "{results}");
    let rest = [("category", "2:performance")];
    let used = amina.post("/p/WEB/kano/categories", &rest).await;
    assert!(
        used.body.contains("1 item got the category"),
        "{}",
        used.body
    );
    let developer = world.somebody(Role::Developer).await;
    let refused = developer.post("/p/WEB/kano/categories", &rest).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let found = amina.get("/p/WEB/backlog?kano=performance").await.body;
    assert!(found.contains("data-total=\"2\""), "{found}");
    let survey = world.inner.app.survey(link.trim_start_matches("/survey/"));
    assert_eq!(survey.await.unwrap().survey.questions[0].item, ItemId(1));
}

#[tokio::test]
async fn chosen_items_a_filter_or_the_first_thirty_are_asked_about() {
    let titles: Vec<String> = (1..=40).map(|one| format!("Wish {one}.")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let world = World::new(&titles).await;
    let amina = world.amina().await;
    let chosen = amina
        .post("/p/WEB/kano/choices", &[("items", "7,WEB-9")])
        .await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    let form = chosen.headers[header::LOCATION]
        .to_str()
        .unwrap()
        .to_owned();
    let form = amina.get(&form).await.body;
    assert_eq!(form.matches("name=\"item\"").count(), 2, "{form}");
    assert!(
        form.contains("Wish 7.") && form.contains("Wish 9."),
        "{form}"
    );
    let basic = [("items", "5"), ("kano", "basic")];
    amina.post(PAGE, &basic).await;
    let list = amina.get("/p/WEB/backlog?kano=basic").await.body;
    assert!(
        list.contains(r#"href="/p/WEB/kano/new?kano=basic""#),
        "{list}"
    );
    let all = amina.get("/p/WEB/backlog").await.body;
    assert!(!all.contains("data-filtered-survey"), "{all}");
    let filtered = amina.get("/p/WEB/kano/new?kano=basic").await.body;
    assert_eq!(filtered.matches("name=\"item\"").count(), 1, "{filtered}");
    let first = amina.get("/p/WEB/kano/new").await.body;
    assert_eq!(first.matches("name=\"item\"").count(), 30, "{first}");
    assert!(first.contains("the first 30 of 40"), "{first}");
    assert_eq!(first.matches(" checked").count(), 10, "{first}");
}

#[tokio::test]
async fn without_a_survey_the_page_says_what_one_is_for() {
    let world = World::new(&["A"]).await;
    let amina = world.amina().await;
    let page = amina.get(PAGE).await.body;
    assert!(page.contains("No survey yet"), "{page}");
    let missing = amina.get("/p/WEB/kano?survey=7").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
