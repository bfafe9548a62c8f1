//! Everything that is no success is a problem with a way out.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn without_a_token_one_is_told_how_to_get_one() {
    let world = testkit::world().await;
    let nobody = Client::without_token(&world);
    let answer = nobody.get("/me").await;
    answer.refused(401, "unauthorized");
    assert_eq!(answer.headers["www-authenticate"], "Bearer");
    assert!(answer.text("/remedy").contains("millpond token create"));
    for authorization in ["Bearer millpond_nonsense", "Bearer ", "Basic YTpi"] {
        let request = Request::get("/").header("authorization", authorization);
        let answer = nobody
            .send("/me", request.body(Body::empty()).unwrap())
            .await;
        answer.refused(401, "unauthorized");
    }
}

#[tokio::test]
async fn a_cookie_opens_nothing() {
    let world = testkit::world().await;
    let session = world.session(world.people.administrator).await;
    let nobody = Client::without_token(&world);
    let cookie = format!("sid={0}; __Host-sid={0}", session.reveal());
    let request = Request::get("/").header("cookie", cookie);
    let answer = nobody
        .send("/me", request.body(Body::empty()).unwrap())
        .await;
    answer.refused(401, "unauthorized");
}

#[tokio::test]
async fn addresses_and_methods_that_are_not_there_are_problems() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    for path in [
        "",
        "/nothing",
        "/products/PAY/nothing",
        "/products/PAY/sprints/first",
    ] {
        client.get(path).await.refused(404, "not-found");
    }
    client
        .get("/products/XYZ")
        .await
        .refused(404, "no-such-product");
    client
        .get("/products/PAY/items/PAY-99")
        .await
        .refused(404, "no-such-item");
    client
        .get("/products/PAY/items/WEB-1")
        .await
        .refused(404, "no-such-item");
    client
        .get("/products/PAY/sprints/9")
        .await
        .refused(404, "no-such-sprint");
    client
        .get("/products/PAY/sprints/9/board")
        .await
        .refused(404, "no-such-sprint");
    let put = client.put("/products/PAY/moves", json!({})).await;
    put.refused(405, "method-not-allowed");
    assert_eq!(put.headers["allow"], "POST");
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_problems() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let send = |kind: &'static str, body: &'static str| {
        let request = Request::post("/").header("content-type", kind);
        let request = request.body(Body::from(body)).unwrap();
        let client = client.clone();
        async move { client.send("/products/PAY/items", request).await }
    };
    let json = "application/json; charset=utf-8";
    send(json, "{").await.refused(400, "body-malformed");
    send(json, "").await.refused(400, "body-malformed");
    send(json, "{\"items\":[]} x")
        .await
        .refused(400, "body-malformed");
    send("text/plain", "{}").await.refused(415, "media-type");
    let unknown = r#"{"items": [{"title": "A", "colour": "red"}]}"#;
    let answer = send(json, unknown).await;
    answer.refused(422, "body-invalid");
    assert!(answer.text("/field").starts_with("items[0]"));
    assert!(answer.text("/why").contains("colour"));
    let answer = send(json, r#"{"items": [{"title": "A", "points": -1}]}"#).await;
    answer.refused(422, "body-invalid");
    assert_eq!(answer.text("/field"), "items[0].points");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let long = json!({"items": [{"title": "A", "description": "x".repeat(5 << 20)}]});
    let answer = client.post("/products/PAY/items", long).await;
    answer.refused(413, "body-too-large");
    let long = json!({"items": [{"title": "A", "description": "x".repeat(200_001)}]});
    let answer = client.post("/products/PAY/items", long).await;
    answer.refused(422, "text-too-long");
    assert_eq!(answer.text("/field"), "description");
}

#[tokio::test]
async fn what_does_not_fit_is_named() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let days = |start: &str, end: &str| json!({"start": start, "end": end});
    let long = client.post("/products/PAY/sprints", days("2026-11-16", "2027-01-01"));
    long.await.refused(422, "sprint-too-long");
    let early = client.post("/products/PAY/sprints", days("2026-11-16", "2026-11-01"));
    early.await.refused(422, "sprint-ends-before-start");
    let key = json!({"key": "P", "name": "P"});
    let short = client.post("/products", key).await;
    short.refused(422, "key-malformed");
    assert_eq!(short.text("/field"), "key");
    let taken = client
        .post("/products", json!({"key": "pay", "name": "P"}))
        .await;
    taken.refused(409, "key-taken");
    let zone = json!({"key": "ZON", "name": "Z", "time_zone": "Mars/Olympus"});
    client
        .post("/products", zone)
        .await
        .refused(422, "unknown-time-zone");
    let contract = client.get("/products/WEB/sprints/1/contract").await;
    contract.refused(404, "no-such-sprint");
}

#[tokio::test]
async fn no_outcome_before_the_closing() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.stakeholder).await;
    let running = client.get("/products/PAY/sprints/2/outcome").await;
    running.refused(404, "no-outcome");
    client.get("/products/PAY/sprints/1/outcome").await.ok();
}

#[tokio::test]
async fn a_closed_sprint_says_what_its_contract_says() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let committed = client.get("/products/PAY/sprints/1/contract").await.ok();
    let committed = &committed.json["items"][1];
    assert_eq!(committed["key"], "PAY-2", "the one that was carried over");
    let path = "/products/PAY/items/PAY-2";
    let other = json!({"title": "Something else"});
    client.patch(path, other).await.ok();
    let sprint = client.get("/products/PAY/sprints/1").await.ok();
    let board = client.get("/products/PAY/sprints/1/board").await.ok();
    let cards = board.json["columns"].as_array().unwrap().iter();
    let mut cards = cards.flat_map(|column| column["cards"].as_array().unwrap());
    let card = cards.find(|card| card["key"] == "PAY-2").unwrap();
    for shown in [&sprint.json["items"][1], card] {
        for field in ["key", "title", "kind", "points"] {
            assert_eq!(shown[field], committed[field], "{field}");
        }
    }
    let now = client.get(path).await.ok();
    assert_eq!(now.json["title"], "Something else");
}

#[tokio::test]
async fn invites_are_made_listed_and_withdrawn() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.owner).await;
    let new = json!({"roles": ["developer"], "email": "new@example.com"});
    let made = client.post("/products/PAY/invites", new).await.ok();
    assert!(made.text("/path").ends_with(made.text("/secret")));
    let list = client.get("/products/PAY/invites").await.ok();
    assert_eq!(list.json["items"][0]["id"], made.json["id"]);
    assert_eq!(list.json["items"][0]["roles"], json!(["developer"]));
    let path = format!("/products/PAY/invites/{}", made.text("/id"));
    client.delete(&path).await.ok();
    client.delete(&path).await.refused(404, "no-such-invite");
    let empty = client
        .post("/products/PAY/invites", json!({"roles": []}))
        .await;
    empty.refused(422, "input-invalid");
}

#[tokio::test]
async fn addresses_are_shown_to_those_who_manage_people() {
    let world = testkit::world().await;
    let emails = |client: Client| async move {
        let people = client.get("/products/PAY/people").await.ok();
        let people = people.json["items"].as_array().unwrap().clone();
        people
            .iter()
            .filter(|person| person["email"].is_string())
            .count()
    };
    let owner = Client::of(&world, world.people.owner).await;
    let stakeholder = Client::of(&world, world.people.stakeholder).await;
    assert_eq!(emails(owner).await, 5);
    assert_eq!(emails(stakeholder).await, 1, "one's own");
}

#[tokio::test]
async fn no_answer_is_kept_between_or_taken_for_a_page() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let nobody = Client::without_token(&world);
    let answers = [
        client.get("/me").await,
        client.get("/openapi.json").await,
        client.get("/nothing").await,
        client.put("/products/PAY/moves", json!({})).await,
        nobody.get("/me").await,
    ];
    for answer in answers {
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn a_removed_product_keeps_its_key_and_is_brought_back() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    client.call("DELETE", "/products/PAY", None).await.ok();
    let again = json!({"key": "pay", "name": "Other"});
    let reserved = client.post("/products", again).await;
    reserved.refused(409, "key-reserved");
    let owner = Client::of(&world, world.people.owner).await;
    let restoration = "/products/PAY/restoration";
    owner
        .call("PUT", restoration, None)
        .await
        .refused(404, "no-such-product");
    client.call("PUT", restoration, None).await.ok();
    owner.get("/products/PAY").await.ok();
}

#[tokio::test]
async fn what_the_document_rules_out_is_not_accepted() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    // The client compares what is accepted with the document.
    for path in ["icebox?after=", "suggestions?after=", "crossings?item="] {
        owner.get(&format!("/products/PAY/{path}")).await.ok();
    }
    let beyond = owner.get("/products/PAY/crossings?before=2147483648").await;
    beyond.refused(400, "query-invalid");
    let goal = json!({"name": "Pay by card", "text": "# Paying"});
    owner.post("/products/PAY/goals", goal).await.ok();
    let cover = |part: &str| format!("/products/PAY/goals/1/parts/{part}/items/PAY-7");
    for part in ["2", "2147483648"] {
        let gone = owner.delete(&cover(part)).await;
        gone.refused(404, "no-such-goal-part");
        assert_eq!(owner.put(&cover(part), json!({})).await.status, 404);
    }
    owner.delete(&cover("1")).await.ok();
    let team = Client::of(&world, world.people.administrator).await;
    for round in [0_u64, 2_147_483_648, 4_294_967_296] {
        let end = json!({"round": round, "points": null});
        let path = "/products/PAY/items/PAY-7/poker/agreement";
        let answer = team.post(path, end).await;
        assert_eq!(answer.status < 300, round > 0, "{round}: {:#}", answer.json);
    }
}
