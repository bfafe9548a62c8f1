//! The product backlog page by page, filtered, and while it moves.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn pages_show_everything_once() {
    let world = testkit::big(250).await;
    let client = Client::of(&world, world.people.developer).await;
    let (mut keys, mut path) = (Vec::new(), "/products/PAY/backlog?limit=70".to_owned());
    loop {
        let page = client.get(&path).await.ok();
        assert_eq!(page.json["total"], world.state().await.order.len());
        let rows = page.json["items"].as_array().unwrap();
        let first = rows[0]["rank"].as_u64().unwrap();
        assert_eq!(first, keys.len() as u64 + 1, "ranks go on");
        keys.extend(page.keys("/items"));
        match page.json["next_cursor"].as_str() {
            Some(next) => path = format!("/products/PAY/backlog?limit=70&cursor={next}"),
            None => break,
        }
    }
    let state = world.state().await;
    let order: Vec<String> = state.order.iter().map(|id| state.item_key(*id)).collect();
    assert_eq!(keys, order);
}

#[tokio::test]
async fn what_nobody_moves_stands_on_one_page_only_whatever_moves() {
    let world = testkit::big(120).await;
    let client = Client::of(&world, world.people.administrator).await;
    let page = |cursor: String| format!("/products/PAY/backlog?limit=30{cursor}");
    let first = client.get(&page(String::new())).await.ok();
    let shown = first.keys("/items");
    let last = shown.last().unwrap();
    // The last item shown is sent away, others come in above and leave above.
    let away = json!({"items": [last], "to": "bottom"});
    client.post("/products/PAY/moves", away).await.ok();
    let new = json!({"items": [{"title": "X"}, {"title": "Y"}], "to": "top"});
    client.post("/products/PAY/items", new).await.ok();
    let gone = json!({"items": [shown[3], shown[4], shown[5]], "to": {"rank": 100}});
    client.post("/products/PAY/moves", gone).await.ok();

    let moved: BTreeSet<&String> = [&shown[3], &shown[4], &shown[5], last].into();
    let mut rest: Vec<String> = Vec::new();
    let mut next = first.json["next_cursor"].as_str().map(str::to_owned);
    while let Some(cursor) = next {
        let answer = client.get(&page(format!("&cursor={cursor}"))).await.ok();
        rest.extend(answer.keys("/items"));
        next = answer.json["next_cursor"].as_str().map(str::to_owned);
    }
    let stayed = |key: &&String| !moved.contains(key);
    let seen: Vec<&String> = shown.iter().chain(&rest).filter(stayed).collect();
    let distinct: BTreeSet<&String> = seen.iter().copied().collect();
    assert_eq!(seen.len(), distinct.len(), "nothing twice");
    let state = world.state().await;
    let all = state.order.iter().skip(2).map(|id| state.item_key(*id));
    let all: BTreeSet<String> = all.filter(|key| !moved.contains(key)).collect();
    assert!(all.iter().eq(distinct), "nothing missing");
}

#[tokio::test]
async fn every_filter_narrows() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.stakeholder).await;
    let found = |query: &'static str| {
        let client = client.clone();
        async move {
            let page = client
                .get(&format!("/products/PAY/backlog?{query}"))
                .await
                .ok();
            let keys = page.keys("/items");
            assert_eq!(page.json["total"], keys.len());
            keys.join(" ")
        }
    };
    let all = "PAY-6 PAY-7 PAY-8 PAY-10 PAY-11 PAY-12 PAY-13";
    assert_eq!(found("").await, all);
    assert_eq!(found("kind=bug").await, "PAY-7");
    assert_eq!(found("kind=bug&kind=task").await, "PAY-7 PAY-8");
    assert_eq!(found("epic=PAY-9").await, "PAY-10 PAY-11");
    assert_eq!(found("label=ux&label=Checkout").await, "PAY-6");
    assert_eq!(found("estimate=5").await, "PAY-6");
    assert_eq!(found("estimate=none").await, "PAY-7 PAY-11 PAY-13");
    assert_eq!(found("ready=true").await, "PAY-6 PAY-10");
    assert_eq!(found("q=blank+page").await, "PAY-7");
    let long = "z".repeat(60_000);
    for path in ["backlog", "search"] {
        let refused = client.get(&format!("/products/PAY/{path}?q={long}")).await;
        refused.refused(422, "filter-invalid");
        assert_eq!(refused.text("/field"), "q");
        let detail = refused.text("/detail");
        assert!(
            detail.contains("500 is the limit") && detail.len() < 400,
            "{detail}"
        );
    }
    let filtered = client
        .get("/products/PAY/backlog?kind=task&limit=1")
        .await
        .ok();
    assert_eq!(filtered.json["items"][0]["rank"], 3, "in the whole list");
    assert_eq!(filtered.json["next_cursor"], json!(null));
}

#[tokio::test]
async fn parameters_that_mean_nothing_are_refused() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.stakeholder).await;
    for query in [
        "limit=0",
        "limit=1001",
        "limit=x",
        "kind=saga",
        "ready=perhaps",
        "cursor=1",
        "cursor=1.x",
        "cursor=1.2",
        "color=red",
    ] {
        let answer = client.get(&format!("/products/PAY/backlog?{query}")).await;
        answer.refused(400, "query-invalid");
    }
    for (query, field) in [("estimate=big", "estimate"), ("label=%10", "label")] {
        let answer = client.get(&format!("/products/PAY/backlog?{query}")).await;
        answer.refused(422, "filter-invalid");
        assert_eq!(answer.text("/field"), field);
    }
    let answer = client.get("/products/PAY/backlog?epic=PAY-999").await;
    answer.refused(404, "no-such-item");
}

#[tokio::test]
async fn an_item_says_why_it_stands_where_it_stands() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let mut commands = Vec::new();
    for item in ["PAY-8", "PAY-11"] {
        let to_top = json!({"items": [item], "to": "top"});
        let moved = client.post("/products/PAY/moves", to_top).await.ok();
        commands.push(moved.text("/command").to_owned());
    }
    let reason = json!({"commands": commands, "reason": "The law"});
    let given = client
        .post("/products/PAY/moves/reasons", reason)
        .await
        .ok();
    let why = client.get("/products/PAY/items/PAY-8/why").await.ok().json;
    assert_eq!((&why["rank"], &why["put_at"]), (&json!(2), &json!(1)));
    assert_eq!(why["because"][0]["what"]["reason"], "The law");
    let undo = format!("/products/PAY/undo/{}", given.text("/command"));
    client.call("POST", &undo, None).await.ok();
    let why = client.get("/products/PAY/items/PAY-11/why").await.ok().json;
    assert_eq!(why["because"][0]["what"]["reason"], json!(null));

    let owner = Client::of(&world, world.people.owner).await;
    let reason = json!({"commands": commands, "reason": "Mine"});
    let theirs = owner.post("/products/PAY/moves/reasons", reason).await;
    theirs.refused(403, "not-your-move");
    let reason = json!({"commands": ["00000000-0000-4000-8000-000000000000"], "reason": "R"});
    let nothing = client.post("/products/PAY/moves/reasons", reason).await;
    nothing.refused(404, "not-a-move");
}

#[tokio::test]
async fn every_epic_is_listed_with_how_far_it_is() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.stakeholder).await;
    let all = client.get("/products/PAY/epics").await.ok();
    assert_eq!(all.keys("/items").join(" "), "PAY-9 PAY-13");
    let (broken_down, empty) = (&all.json["items"][0], &all.json["items"][1]);
    assert_eq!(broken_down["rank"], json!(null));
    assert_eq!(broken_down["begins"], 4);
    assert_eq!(broken_down["progress"]["items"], 2);
    assert_eq!(broken_down["progress"]["done"], 0);
    assert_eq!((&empty["begins"], &empty["rank"]), (&json!(7), &json!(7)));
    let first = client.get("/products/PAY/epics?limit=1").await.ok();
    assert_eq!(first.json["total"], 2);
    let next = first.text("/next_cursor");
    let second = client
        .get(&format!("/products/PAY/epics?limit=1&cursor={next}"))
        .await
        .ok();
    assert_eq!(second.keys("/items").join(" "), "PAY-13");
    assert_eq!(second.json["next_cursor"], json!(null));
    let epic = client.get("/products/PAY/items/PAY-9").await.ok();
    assert_eq!(epic.json["progress"]["items"], 2);
}

#[tokio::test]
async fn several_items_get_a_priority_as_one_command_and_are_found_by_it() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let must = json!({"items": ["PAY-8", "PAY-11"], "priority": "must", "reason": "The law"});
    let set = owner.post("/products/PAY/priorities", must).await.ok();
    assert_eq!(set.json["items"][0]["priority"], "must");
    let found = owner.get("/products/PAY/backlog?priority=must").await.ok();
    assert_eq!(found.json["total"], 2);
    let several = "/products/PAY/backlog?priority=must&priority=none";
    let all = world.state().await.order.len();
    assert_eq!(owner.get(several).await.ok().json["total"], all);
    let undo = format!("/products/PAY/undo/{}", set.text("/command"));
    owner.call("POST", &undo, None).await.ok();
    let none = owner.get("/products/PAY/backlog?priority=must").await.ok();
    assert_eq!(none.json["total"], 0);
    let wrong = owner.get("/products/PAY/backlog?priority=wont").await;
    assert_eq!(wrong.status, 400, "{:#}", wrong.json);
}

#[tokio::test]
async fn what_is_done_and_what_was_removed_is_listed() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.owner).await;
    let done = client.get("/products/PAY/done").await.ok();
    assert_eq!(done.keys("/items").join(" "), "PAY-1");
    assert_eq!(done.json["items"][0]["sprint"], 1);
    let none = client.get("/products/PAY/done?kind=bug").await.ok();
    assert_eq!(none.json["total"], 0);
    let body = json!({"items": ["PAY-8"]});
    client.post("/products/PAY/removals", body).await.ok();
    let first = client.get("/products/PAY/removed?limit=1").await.ok();
    assert_eq!(first.keys("/items").join(" "), "PAY-8");
    assert_eq!(first.json["total"], 2);
    let next = first.text("/next_cursor");
    let second = format!("/products/PAY/removed?limit=1&cursor={next}");
    let second = client.get(&second).await.ok();
    assert_eq!(second.keys("/items").join(" "), "PAY-14");
}

#[tokio::test]
async fn pairs_are_weighed_until_what_is_must_fits() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let order: Vec<String> = world
        .state()
        .await
        .order
        .iter()
        .map(|id| format!("PAY-{id}"))
        .collect();
    let must = json!({"items": order, "priority": "must"});
    owner.post("/products/PAY/priorities", must).await.ok();
    let mut asked = BTreeSet::new();
    loop {
        let now = owner.get("/products/PAY/priorities").await.ok().json;
        let Some(pair) = now["next_pair"].as_array() else {
            assert_eq!(now["above"], false, "{now:#}");
            break;
        };
        assert!(
            asked.insert(
                pair.clone()
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
            )
        );
        let answer = json!({"pair": pair, "waits": pair[0]});
        owner.post("/products/PAY/trade-offs", answer).await.ok();
    }
    assert!(!asked.is_empty());
    let one = json!({"pair": ["PAY-8", "PAY-8"], "waits": null});
    let one = owner.post("/products/PAY/trade-offs", one).await;
    one.refused(409, "not-weighed");
}

#[tokio::test]
async fn what_wont_be_built_stands_in_its_register_with_the_reason() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let without = json!({"items": ["PAY-8"], "reason": "  "});
    let without = owner.post("/products/PAY/wont", without).await;
    without.refused(422, "text-missing");
    let body = json!({"items": ["PAY-8", "PAY-11"], "reason": "Not our business"});
    let done = owner.post("/products/PAY/wont", body).await.ok();
    let list = owner.get("/products/PAY/wont?limit=1").await.ok();
    assert_eq!(list.json["total"], 2, "{:#}", list.json);
    let item = owner.get("/products/PAY/items/PAY-8").await.ok().json;
    assert_eq!(item["place"], "removed");
    assert_eq!(item["way"], "wont", "{item:#}");
    let undo = format!("/products/PAY/undo/{}", done.text("/command"));
    owner.call("POST", &undo, None).await.ok();
    let list = owner.get("/products/PAY/wont").await.ok();
    assert_eq!(list.json["total"], 0);
    let body = json!({"items": ["PAY-3"], "reason": "R"});
    let refused = owner.post("/products/PAY/wont", body).await;
    refused.refused(409, "not-in-product-backlog");
}

#[tokio::test]
async fn scores_propose_an_order_that_is_taken_over_as_it_was_seen() {
    let world = testkit::world().await;
    let owner = Client::of(&world, world.people.owner).await;
    let off = owner.get("/products/PAY/scoring").await.ok();
    assert_eq!(off.json["method"], json!(null));
    let off = owner.get("/products/PAY/proposal").await;
    off.refused(409, "not-scored");
    let method = json!({"method": "wsjf"});
    let path = "/products/PAY/scoring";
    owner.call("PUT", path, Some(method)).await.ok();
    let path = "/products/PAY/items/PAY-11/scores";
    let said = json!({"value": 8, "time_criticality": 5, "effort": 2});
    let said = owner.call("PATCH", path, Some(said)).await.ok();
    let item = &said.json["item"];
    assert_eq!(item["score"], json!(null));
    assert_eq!(item["score_missing"], json!(["risk_reduction"]));
    let risk = json!({"risk_reduction": 3});
    let said = owner.call("PATCH", path, Some(risk)).await.ok();
    assert_eq!(said.json["item"]["score"], 8.0, "(8 + 5 + 3) ÷ 2");
    let too_much = json!({"value": 1001});
    let too_much = owner.call("PATCH", path, Some(too_much)).await;
    too_much.refused(422, "number-outside");
    let other = json!({"value": 1, "time_criticality": 1, "risk_reduction": 1, "effort": 2});
    let path = "/products/PAY/items/PAY-8/scores";
    owner.call("PATCH", path, Some(other)).await.ok();
    let found = owner.get("/products/PAY/backlog?score=some").await.ok();
    assert_eq!(found.json["total"], 2);
    let proposal = owner.get("/products/PAY/proposal").await.ok().json;
    assert_eq!(proposal["scored"], 2);
    assert_eq!(proposal["changes"][0]["item"], "PAY-11", "{proposal:#}");
    let stale = json!({"seen": "1"});
    let stale = owner.post("/products/PAY/proposal", stale).await;
    stale.refused(409, "proposal-changed");
    let apply = json!({"seen": proposal["seen"], "items": ["PAY-11"], "reason": "R"});
    let done = owner.post("/products/PAY/proposal", apply).await.ok();
    let why = owner.get("/products/PAY/items/PAY-11/why").await.ok();
    assert!(
        why.json.to_string().contains("By WSJF of "),
        "{:#}",
        why.json
    );
    let undo = format!("/products/PAY/undo/{}", done.text("/command"));
    owner.call("POST", &undo, None).await.ok();
    let again = owner.get("/products/PAY/proposal").await.ok().json;
    assert_eq!(again, proposal);
}

#[tokio::test]
async fn a_part_of_the_clean_up_is_asked_for_and_kept_as_one() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.owner).await;
    world.clock.set("2028-01-01T09:00:00Z".parse().unwrap());
    let old = client.get("/products/PAY/clean-up?part=365").await.ok();
    let keys: Vec<&str> = old.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["item"].as_str().unwrap())
        .collect();
    assert!(keys.len() > 2, "{keys:?}");
    let bad = client.get("/products/PAY/clean-up?part=3").await;
    bad.refused(400, "query-invalid");
    let kept = client
        .post("/products/PAY/keepings", json!({"items": keys}))
        .await
        .ok();
    let rest = client.get("/products/PAY/clean-up?part=365").await.ok();
    assert_eq!(rest.json["total"], 0);
    let undo = format!("/products/PAY/undo/{}", kept.text("/command"));
    client.post(&undo, json!({})).await.ok();
    let again = client.get("/products/PAY/clean-up?part=365").await.ok();
    assert_eq!(again.json["total"], old.json["total"]);
}

#[tokio::test]
async fn many_are_kept_each_from_what_it_is_like() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.owner).await;
    let twins = json!({"to": "top", "items": [
        {"title": "Export every invoice as a file"}, {"title": "Export every invoice as a file"}]});
    client.post("/products/PAY/items", twins).await.ok();
    let alike = client.get("/products/PAY/clean-up?part=alike").await.ok();
    let item = &alike.json["items"][0]["item"];
    let keys = json!({"items": [item]});
    client.post("/products/PAY/keepings", keys).await.ok();
    let rest = client.get("/products/PAY/clean-up?part=alike").await.ok();
    assert_eq!(rest.json["total"], 0, "{:#}", rest.json);
}

#[tokio::test]
async fn a_row_says_its_estimate_on_the_teams_scale_and_how_its_detail_fits() {
    let world = testkit::world().await;
    let client = Client::of(&world, world.people.administrator).await;
    let sizes = json!({"scale": "sizes"});
    client
        .call("PUT", "/products/PAY/scale", Some(sizes))
        .await
        .ok();
    let estimate = json!({"points": 3});
    client
        .patch("/products/PAY/items/PAY-8", estimate)
        .await
        .ok();
    let medium = client.get("/products/PAY/backlog?estimate=M").await.ok();
    let rows = medium.json["items"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["key"] == "PAY-8"), "{rows:#?}");
    assert!(
        rows.iter()
            .all(|row| row["estimate"] == "M" && row["points"] == 3)
    );
    let vague = client.get("/products/PAY/backlog?detail=vague").await.ok();
    let rows = vague.json["items"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["detail"] == "vague"));
    let done = client.get("/products/PAY/done").await.ok();
    assert_eq!(done.json["items"][0]["detail"], json!(null));
}
