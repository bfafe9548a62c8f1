//! Planning poker by several programs: what each of them may see, and when.

use domain::PersonId;
use serde_json::{Value, json};
use testkit::World;

use crate::client::Client;

const POKER: &str = "/products/PAY/items/PAY-6/poker";

struct Table {
    world: World,
    owner: Client,
    scrum_master: Client,
    developer: Client,
}

/// Somebody has asked how large PAY-6 is, and the developer has answered 34.
async fn voted() -> Table {
    let world = testkit::world().await;
    let client = async |person: PersonId| Client::of(&world, person).await;
    let owner = client(world.people.owner).await;
    let scrum_master = client(world.people.scrum_master).await;
    let developer = client(world.people.developer).await;
    owner.call("POST", POKER, None).await.ok();
    vote(&developer, 1, json!(34)).await;
    Table {
        world,
        owner,
        scrum_master,
        developer,
    }
}

async fn vote(client: &Client, round: u32, card: Value) -> Value {
    let body = json!({"round": round, "card": card});
    let path = format!("{POKER}/vote");
    client.call("PUT", &path, Some(body)).await.ok().json
}

async fn reveal(client: &Client) -> Value {
    let path = format!("{POKER}/reveal");
    client.post(&path, json!({"round": 1})).await.ok().json
}

#[tokio::test]
async fn no_address_tells_anothers_vote_before_the_reveal() {
    let table = voted().await;
    let own = table.developer.get(POKER).await.ok().json;
    assert_eq!(own["poker"]["own"], 34);
    for client in [&table.owner, &table.scrum_master] {
        for path in [
            "/products/PAY",
            "/products/PAY/backlog",
            "/products/PAY/poker",
            "/products/PAY/items/PAY-6",
            "/products/PAY/items/PAY-6/history",
            POKER,
        ] {
            let answer = client.get(path).await.ok().json.to_string();
            assert!(!answer.contains(":34"), "{path}: {answer}");
        }
    }
    let hands = |answer: &Value| answer["poker"]["hands"].clone();
    let team = table.scrum_master.get(POKER).await.ok().json;
    let voted = hands(&team);
    let voted = voted.as_array().unwrap().iter();
    assert_eq!(voted.filter(|hand| hand["voted"] == true).count(), 1);
    let owner = table.owner.get(POKER).await.ok().json;
    assert_eq!(
        (hands(&owner), &owner["poker"]["voted"]),
        (Value::Null, &json!(1))
    );
}

#[tokio::test]
async fn nobody_undoes_anothers_vote() {
    let table = voted().await;
    let command = vote(&table.developer, 1, json!("?")).await;
    let command = command["command"].as_str().unwrap();
    let undo = format!("/products/PAY/undo/{command}");
    let others = table.scrum_master.call("POST", &undo, None).await;
    others.refused(403, "not-your-vote");
    let undone = table.developer.call("POST", &undo, None).await.ok();
    // Ids are random and may hold these digits anywhere; a vote would stand as a value of its own.
    let told = undone.json.to_string();
    assert!(!told.contains(":34") && !told.contains("\"34\""), "{told}");
    let own = table.developer.get(POKER).await.ok().json;
    assert_eq!(own["poker"]["own"], 34);
}

#[tokio::test]
async fn after_the_reveal_the_team_sees_who_and_the_others_how_far_apart() {
    let table = voted().await;
    vote(&table.scrum_master, 1, json!(5)).await;
    let seen = reveal(&table.scrum_master).await;
    let hands = seen["poker"]["hands"].as_array().unwrap();
    let cards: Vec<&Value> = hands.iter().map(|hand| &hand["card"]).collect();
    assert!(cards.contains(&&json!(34)) && cards.contains(&&json!(5)));
    let path = "/products/PAY/items/PAY-6/history";
    for (client, team) in [(&table.developer, true), (&table.owner, false)] {
        let history = client.get(path).await.ok().json;
        let entries = history["items"].as_array().unwrap();
        let what = &entries.last().unwrap()["what"];
        assert_eq!(what["spread"]["median"], 19.5);
        assert_eq!(what["hands"].is_array(), team);
    }
    let late = json!({"round": 1, "card": 8});
    let path = format!("{POKER}/vote");
    let late = table.developer.call("PUT", &path, Some(late)).await;
    late.refused(409, "round-over");
}

#[tokio::test]
async fn what_was_agreed_is_the_estimate() {
    let table = voted().await;
    reveal(&table.developer).await;
    let path = format!("{POKER}/agreement");
    let agreed = json!({"round": 1, "points": 8});
    let closed = table.developer.post(&path, agreed).await.ok();
    assert_eq!(closed.json["poker"], Value::Null);
    let item = table.owner.get("/products/PAY/items/PAY-6").await.ok();
    assert_eq!(item.json["points"], 8);
    let undo = format!("/products/PAY/undo/{}", closed.text("/command"));
    table.developer.call("POST", &undo, None).await.ok();
    let again = table.owner.get(POKER).await.ok().json;
    assert_eq!(again["poker"]["revealed"], true);
    let state = table.world.state().await;
    assert_eq!(state.votings.len(), 1);
}
