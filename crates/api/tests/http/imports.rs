//! Bringing a backlog from a file.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::client::{Answer, Client};

const CSV: &str = "\
Key;Summary;Type;Story Points;Status;How large
A-1;Pay by card;Story;5;Open;3
A-2;Refund;Bug;many;Done;1
A-3;;Task;1;Open;2
";

async fn send(client: &Client, query: &str, kind: &str, body: &str) -> Answer {
    let request = Request::post("/").header("content-type", kind);
    let request = request.body(Body::from(body.to_owned())).unwrap();
    client
        .send(&format!("/products/WEB/imports{query}"), request)
        .await
}

async fn import(client: &Client, query: &str) -> Answer {
    send(client, query, "text/csv; charset=utf-8", CSV).await
}

#[tokio::test]
async fn a_dry_run_says_what_would_come_and_changes_nothing() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let report = import(&client, "?dry_run=true").await.ok().json;
    assert_eq!(report["dry_run"], true);
    assert_eq!(report["accepted"], json!(null));
    assert_eq!(
        (&report["rows"], &report["created"]),
        (&json!(3), &json!(2))
    );
    let said = "1 item is finished there; it comes as done, out of the order.";
    assert_eq!(report["finished_items"], said);
    assert_eq!(report["done"], 1);
    let problem = &report["problems"][0];
    assert_eq!(problem["code"], "no_title");
    assert_eq!(problem["stays"], true);
    assert_eq!(problem["examples"][0]["row"], 4);
    assert_eq!(report["columns"][3]["field"], "estimate");
    let backlog = client.get("/products/WEB/backlog").await.ok();
    assert_eq!(backlog.json["total"], 0);
}

#[tokio::test]
async fn rows_come_in_their_order_and_the_same_file_changes_nothing() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let report = import(&client, "?finished=backlog").await.ok().json;
    assert_eq!(report["accepted"]["changed"], true);
    let backlog = client.get("/products/WEB/backlog").await.ok();
    assert_eq!(backlog.json["items"][0]["original_key"], "A-1");
    assert_eq!(backlog.json["items"][0]["points"], 5);
    assert_eq!(backlog.json["items"][1]["kind"], "bug");
    let again = import(&client, "").await.ok().json;
    assert_eq!(
        (&again["unchanged"], &again["created"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(again["accepted"]["changed"], false);
    let undo = format!(
        "/products/WEB/undo/{}",
        report["accepted"]["command"].as_str().unwrap()
    );
    client.call("POST", &undo, None).await.ok();
    let backlog = client.get("/products/WEB/backlog").await.ok();
    assert_eq!(backlog.json["total"], 0, "an import is one command");
}

#[tokio::test]
async fn columns_and_finished_items_are_what_the_caller_says() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let query = "?finished=skip&mapping=estimate%3DHow%20large";
    let report = import(&client, query).await.ok().json;
    assert_eq!(
        (&report["created"], &report["skipped"]),
        (&json!(1), &json!(1))
    );
    let backlog = client.get("/products/WEB/backlog").await.ok();
    assert_eq!(backlog.json["items"][0]["points"], 3);
    let bare = "?dry_run=true&header=false&mapping=title%3DColumn%202";
    let report = send(&client, bare, "text/csv", "A-1,Pay\nA-2,Refund\n")
        .await
        .ok()
        .json;
    assert_eq!(report["created"], 2);
    for query in ["?mapping=size%3DX", "?mapping=title"] {
        import(&client, query).await.refused(400, "query-invalid");
    }
    let nowhere = import(&client, "?mapping=title%3DNowhere").await;
    nowhere.refused(422, "no-such-column");
    let untitled = import(&client, "?mapping=%3DSummary").await;
    untitled.refused(422, "no-title-column");
}

#[tokio::test]
async fn what_is_no_table_is_refused_and_leaves_nothing() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    for body in ["", "%PDF-1.7", "title\n", "title,text\nA,\"open\n"] {
        let answer = send(&client, "", "text/csv", body).await;
        answer.refused(422, "file-unreadable");
    }
    let answer = send(&client, "", "application/json", "{}").await;
    answer.refused(415, "media-type");
    let backlog = client.get("/products/WEB/backlog").await.ok();
    assert_eq!(backlog.json["total"], 0);
}
