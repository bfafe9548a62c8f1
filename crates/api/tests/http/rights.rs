//! Every operation × every role gives what the one table says (B4). The list
//! below must name every operation of the OpenAPI document, so that a new one
//! cannot be forgotten.

use std::collections::BTreeSet;

use domain::score::Method;
use domain::score::proposal::propose;
use domain::{PersonId, Right, rights};
use serde_json::{Value, json};
use testkit::World;

use crate::client::{Answer, Client};
use crate::operations::{self, Needs};
use Needs::{Administrator, Rights, Token};

/// An operation in a world.
struct Operation {
    method: &'static str,
    name: String,
    needs: Needs,
    path: String,
    body: Option<Value>,
}

/// All of them. `named` are words of the list with what they stand for.
fn operations(world: &World, named: &[(&str, String)]) -> Vec<Operation> {
    let outsider = world.people.outsider.to_string();
    let member = world.people.developer.to_string();
    let made = operations::all().map(|operation| {
        let (method, _, needs, path, body) = *operation;
        let path = path.replace("PAY:", "/products/PAY");
        let filled = |text: &str| {
            let words = named.iter();
            words.fold(text.to_owned(), |text, (word, with)| {
                text.replace(word, with)
            })
        };
        Operation {
            method,
            name: operations::name(operation),
            needs,
            path: filled(&path)
                .replace("OUTSIDER", &outsider)
                .replace("MEMBER", &member),
            body: match body {
                "" => None,
                "CSV" => Some(Value::String("title\nPay\n".into())),
                "FILE" => Some(Value::String("Any bytes".into())),
                body => Some(serde_json::from_str(&filled(body)).unwrap()),
            },
        }
    });
    made.collect()
}

#[tokio::test]
async fn no_operation_is_missing_from_the_list() {
    let world = testkit::world().await;
    let listed: BTreeSet<String> = operations::all().map(operations::name).collect();
    let document = Client::without_token(&world)
        .get("/openapi.json")
        .await
        .ok();
    let paths = document.json["paths"].as_object().unwrap().clone();
    let there: BTreeSet<String> = paths
        .iter()
        .flat_map(|(path, operations)| {
            let path = path.strip_prefix("/api/v1").unwrap();
            let methods = operations.as_object().unwrap().keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    assert!(there == listed, "{there:#?}");
}

/// The world with a sprint being planned, and a command that can be undone.
async fn prepared() -> (World, String) {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let days = json!({"start": "2026-11-16", "end": "2026-11-29"});
    client.post("/products/PAY/sprints", days).await.ok();
    let waive = json!([{"check": "no_unresolved_dependency", "reason": "R"}]);
    let pull = json!({"items": ["PAY-10", "PAY-12"], "waive": waive});
    client
        .post("/products/PAY/sprints/3/pulls", pull)
        .await
        .ok();
    poker(&client).await;
    blockers(&client).await;
    let file = Some(Value::String("A file".into()));
    let path = "/products/PAY/items/PAY-7/attachments?name=b.txt";
    client.call("POST", path, file).await.ok();
    let goal = json!({"name": "Pay by card", "text": "# Cards\n- Visa"});
    client.post("/products/PAY/goals", goal).await.ok();
    let activity = json!({"name": "Pay"});
    client.post("/products/PAY/map/steps", activity).await.ok();
    for title in ["PAY-15", "PAY-16"] {
        let suggested = json!({ "title": title });
        let suggested = client.post("/products/PAY/suggestions", suggested).await;
        assert_eq!(suggested.ok().text("/item/key"), title);
    }
    let iced = json!({"items": ["PAY-16"]});
    client.post("/products/PAY/icebox", iced).await.ok();
    client
        .post("/products/PAY/ready-checks", json!({"text": "Seen"}))
        .await
        .ok();
    for item in ["PAY-6", "PAY-10", "PAY-12"] {
        let tick = format!("/products/PAY/items/{item}/ready-checks/1");
        client.call("PUT", &tick, None).await.ok();
    }
    let must = json!({"items": ["PAY-8", "PAY-11"], "priority": "must"});
    client.post("/products/PAY/priorities", must).await.ok();
    scores(&client).await;
    let moved = json!({"items": ["PAY-8"], "to": "top"});
    let moved = client.post("/products/PAY/moves", moved).await.ok();
    (world, moved.text("/command").to_owned())
}

/// PAY-3 is blocked, PAY-4 was.
async fn blockers(client: &Client) {
    for item in ["PAY-3", "PAY-4"] {
        let path = format!("/products/PAY/items/{item}/blockers");
        client.post(&path, json!({"text": "No keys"})).await.ok();
    }
    let path = "/products/PAY/items/PAY-4/blockers/1/resolution";
    client.call("PUT", path, Some(json!({}))).await.ok();
}

/// PAY-11 has a better score than PAY-8.
async fn scores(client: &Client) {
    let method = json!({"method": "value_effort"});
    let path = "/products/PAY/scoring";
    client.call("PUT", path, Some(method)).await.ok();
    for (item, value) in [(8, 1), (11, 9)] {
        let path = format!("/products/PAY/items/PAY-{item}/scores");
        let said = json!({"value": value, "effort": 2});
        client.call("PATCH", &path, Some(said)).await.ok();
    }
}

/// Planning poker: open on PAY-6, voted on PAY-7, revealed on PAY-8.
async fn poker(client: &Client) {
    for item in [6, 7, 8] {
        let path = format!("/products/PAY/items/PAY-{item}/poker");
        client.call("POST", &path, None).await.ok();
        let vote = json!({"round": 1, "card": 5});
        if item > 6 {
            let path = format!("{path}/vote");
            client.call("PUT", &path, Some(vote)).await.ok();
        }
        if item > 7 {
            let path = format!("{path}/reveal");
            client.post(&path, json!({"round": 1})).await.ok();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_and_role_gives_what_the_table_says() {
    let mut running = tokio::task::JoinSet::new();
    for index in 0..operations::all().count() {
        // All worlds at once would take twelve gigabytes.
        if running.len() == WORLDS_AT_ONCE {
            running.join_next().await.unwrap().unwrap();
        }
        running.spawn(every_role(index));
    }
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
}

const WORLDS_AT_ONCE: usize = 6;

/// One operation by every role. In a world of its own; whoever may not changes
/// nothing in it, so they try first.
async fn every_role(index: usize) {
    let (world, command) = prepared().await;
    let state = world.state().await;
    let seen = propose(&state, Method::ValueEffort).fingerprint();
    let named = [("COMMAND", command), ("SEEN", seen.to_string())];
    let operation = operations(&world, &named).swap_remove(index);
    make_way(&world, &operation.name).await;
    let people = world.people;
    let roles = [
        people.owner,
        people.scrum_master,
        people.developer,
        people.stakeholder,
        people.outsider,
    ];
    let allowed = |person: &PersonId| operation.allows(&state, world.app.actor(*person));
    for person in roles.iter().filter(|person| !allowed(person)) {
        let may_read = rights::may(&state, world.app.actor(*person), Right::Read);
        refuses(&world, &operation, *person, may_read).await;
    }
    for (nth, person) in roles.iter().filter(|person| allowed(person)).enumerate() {
        lets(&world, &operation, *person, nth == 0).await;
    }
}

/// Does what an operation waits for and what would stand in another's way.
async fn make_way(world: &World, operation: &str) {
    let client = Client::of(world, world.people.administrator).await;
    match operation {
        "POST /products/{product}/sprints/{sprint}/commitment" => {
            let close = client.post("/products/PAY/sprints/2/closing", json!({}));
            close.await.ok();
        }
        "DELETE /products/{product}/suggestion-link" => {
            let open = client.call("PUT", "/products/PAY/suggestion-link", None);
            open.await.ok();
        }
        "POST /products/{product}/surveys/{survey}/closing" => {
            let asked = json!({ "questions": [{ "item": "PAY-8" }] });
            client.post("/products/PAY/surveys", asked).await.ok();
        }
        _ => {}
    }
}

impl Operation {
    fn allows(&self, state: &domain::Product, actor: domain::Actor) -> bool {
        match self.needs {
            Token => true,
            Administrator => false,
            Rights(needed) => needed.iter().all(|right| rights::may(state, actor, *right)),
        }
    }

    async fn by(&self, world: &World, person: PersonId) -> Answer {
        let client = Client::of(world, person).await;
        client
            .call(self.method, &self.path, self.body.clone())
            .await
    }
}

async fn refuses(world: &World, operation: &Operation, person: PersonId, may_read: bool) {
    let answer = operation.by(world, person).await;
    let of_the_workspace = !operation.path.starts_with("/products/");
    match operation.needs {
        Administrator if may_read || of_the_workspace => answer.refused(403, "administrators-only"),
        _ if may_read => answer.refused(403, "forbidden"),
        _ => answer.refused(404, "no-such-product"),
    }
}

/// The first must succeed. What the others find is changed by then, so it may be
/// refused, but not for lack of a right.
async fn lets(world: &World, operation: &Operation, person: PersonId, first: bool) {
    let answer = operation.by(world, person).await;
    let (status, code) = (answer.status, answer.json["code"].as_str().unwrap_or(""));
    let may = [
        "not-your-comment",
        "not-your-attachment",
        "not-your-move",
        "not-your-suggestion",
        "not-yours",
        "no-such-invite",
    ]
    .contains(&code)
        || (!first && !["forbidden", "no-such-product"].contains(&code));
    let name = &operation.name;
    assert!(status < 300 || may, "{name}: {status} {:#}", answer.json);
}

#[tokio::test]
async fn no_operation_answers_without_a_token() {
    let world = testkit::world().await;
    let nobody = Client::without_token(&world);
    let command = "00000000-0000-4000-8000-000000000000".to_owned();
    let named = [("COMMAND", command), ("SEEN", "1".into())];
    for Operation {
        method, path, body, ..
    } in operations(&world, &named)
    {
        let answer = nobody.call(method, &path, body).await;
        answer.refused(401, "unauthorized");
    }
}

#[tokio::test]
async fn who_is_disabled_has_a_token_that_does_not_count() {
    let world = testkit::world().await;
    let administrator = Client::of(&world, world.people.administrator).await;
    let theirs = Client::of(&world, world.people.developer).await;
    theirs.get("/me").await.ok();
    let path = format!("/people/{}/disabled", world.people.developer);
    administrator.call("PUT", &path, None).await.ok();
    theirs.get("/me").await.refused(401, "unauthorized");
    let members = administrator.get("/people").await.ok();
    let items = members.json["items"].as_array().unwrap();
    let disabled = items.iter().filter(|one| one["disabled"] == json!(true));
    let emails: Vec<&Value> = disabled.map(|one| &one["email"]).collect();
    assert_eq!(emails, [&json!("developer@example.com")]);
    administrator.delete(&path).await.ok();
    theirs.get("/me").await.ok();
    let own = format!("/people/{}/disabled", world.people.administrator);
    let last = administrator.call("PUT", &own, None).await;
    last.refused(409, "last-administrator");
    let nobody = "/people/00000000-0000-4000-8000-000000000000/disabled";
    let nobody = administrator.call("PUT", nobody, None).await;
    nobody.refused(404, "no-such-person");
}

#[tokio::test]
async fn an_undo_gives_nobody_a_role_who_may_not_sign_in() {
    let world = testkit::world().await;
    let administrator = Client::of(&world, world.people.administrator).await;
    let role = format!(
        "/products/PAY/people/{}/roles/developer",
        world.people.developer
    );
    let revoked = administrator.delete(&role).await.ok();
    let undo = format!("/products/PAY/undo/{}", revoked.text("/command"));
    let disabled = format!("/people/{}/disabled", world.people.developer);
    administrator.call("PUT", &disabled, None).await.ok();
    let refused = administrator.call("POST", &undo, None).await;
    refused.refused(409, "person-disabled");
    administrator.delete(&disabled).await.ok();
    administrator.call("POST", &undo, None).await.ok();
}

#[tokio::test]
async fn an_administrator_is_made_and_dismissed_and_their_token_knows_at_once() {
    let world = testkit::world().await;
    let administrator = Client::of(&world, world.people.administrator).await;
    let theirs = Client::of(&world, world.people.developer).await;
    let path = |person: PersonId| format!("/people/{person}/administrator");
    theirs
        .get("/people")
        .await
        .refused(403, "administrators-only");
    let made = path(world.people.developer);
    administrator.call("PUT", &made, None).await.ok();
    theirs.get("/people").await.ok();
    theirs.delete(&path(world.people.administrator)).await.ok();
    let now = administrator.get("/people").await;
    now.refused(403, "administrators-only");
    let last = theirs.delete(&made).await;
    last.refused(409, "last-administrator");
    let disabled = format!("/people/{}/disabled", world.people.administrator);
    theirs.call("PUT", &disabled, None).await.ok();
    let gone = path(world.people.administrator);
    let gone = theirs.call("PUT", &gone, None).await;
    gone.refused(409, "cannot-sign-in");
}

#[tokio::test]
async fn nobody_changes_their_own_roles_and_strangers_get_none() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let own = format!(
        "/products/PAY/people/{}/roles/developer",
        world.people.owner
    );
    owner
        .call("PUT", &own, None)
        .await
        .refused(403, "own-roles");
    let nobody = "00000000-0000-4000-8000-000000000000";
    let path = format!("/products/PAY/people/{nobody}/roles/developer");
    owner
        .call("PUT", &path, None)
        .await
        .refused(404, "no-such-person");
    let me = owner.get("/me").await.ok();
    assert_eq!(me.json["products"][0]["roles"], json!(["product_owner"]));
    assert_eq!(me.json["administrator"], json!(false));
}
