//! Kano surveys: opened, read and closed by whoever orders; others read the answers and no link.

use domain::ItemId;
use domain::survey::answer::Reply;
use domain::survey::evaluate::Answer;
use serde_json::{Value, json};

use crate::client::Client;

const SURVEYS: &str = "/products/PAY/surveys";

#[tokio::test]
async fn a_survey_is_opened_answered_read_and_closed() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let questions = json!([{"item": "PAY-8", "description": "Instead of cash"}]);
    let opened = owner.post(SURVEYS, json!({ "questions": questions }));
    let opened = opened.await.ok();
    let path = opened.text("/survey/path").to_owned();
    let word = path.strip_prefix("/survey/").unwrap();
    let again = owner.post(SURVEYS, json!({ "questions": questions }));
    again.await.refused(409, "survey-open");
    let reply = Reply {
        item: ItemId(8),
        with: Answer::Like,
        without: Answer::Dislike,
    };
    for _ in 0..20 {
        let sent = world.app.answer_survey(word, None, "", vec![reply]);
        sent.await.unwrap();
    }
    let read = owner.get(SURVEYS).await.ok();
    let result = &read.json["surveys"][0]["results"][0];
    assert_eq!(read.json["surveys"][0]["sheets"], 20);
    assert_eq!(result["counts"]["performance"], 20);
    assert_eq!(result["category"], "performance");
    assert_eq!(
        (&result["better"], &result["worse"]),
        (&json!(1.0), &json!(-1.0))
    );
    let developer = Client::of(&world, world.people.developer).await;
    let theirs = developer.get(SURVEYS).await.ok();
    assert_eq!(theirs.json["surveys"][0]["path"], Value::Null);
    let closing = "/products/PAY/surveys/1/closing";
    let refused = developer.post(closing, json!({})).await;
    refused.refused(403, "forbidden");
    let closed = owner.post(closing, json!({})).await.ok();
    let late = world.app.answer_survey(word, None, "", vec![reply]).await;
    assert!(late.is_err());
    let undo = format!("/products/PAY/undo/{}", closed.text("/command"));
    owner.call("POST", &undo, None).await.ok();
    assert_eq!(owner.get(SURVEYS).await.ok().text("/surveys/0/path"), path);
    let missing = owner.post("/products/PAY/surveys/9/closing", json!({}));
    missing.await.refused(404, "no-such-survey");
    let nothing = owner.post(SURVEYS, json!({ "questions": [] })).await;
    nothing.refused(409, "survey-open");
}
