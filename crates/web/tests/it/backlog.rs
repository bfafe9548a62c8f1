//! The product backlog: rows, windows, filters, moves, rights.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::Role;

use crate::world::World;

#[tokio::test]
async fn the_page_is_a_document_under_a_policy_without_inline_code() {
    let world = World::new(&["Pay by card"]).await;
    let page = world.amina().await.get("/p/WEB/backlog").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.starts_with("<!DOCTYPE html>") && page.body.contains("Pay by card"));
    let policy = page.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("script-src 'self';") && policy.contains("style-src 'self';"));
    assert!(!page.body.contains(" style=") && !page.body.contains(" onclick="));
}

#[tokio::test]
async fn lines_say_how_far_the_next_sprints_reach_while_the_whole_backlog_is_shown() {
    let world = World::new(&["Pay by card"]).await;
    let amina = world.amina().await;
    amina
        .post("/products/sample", &[("time_zone", "Europe/Warsaw")])
        .await;
    let lines = async |page: &str| {
        let body = amina.get(page).await.body;
        body.matches("as likely as not</span>").count()
    };
    assert_eq!(lines("/p/BIKE/backlog").await, 3);
    assert_eq!(lines("/p/BIKE/backlog?kind=story").await, 0, "a part");
    assert_eq!(lines("/p/WEB/backlog").await, 0, "nothing is known yet");
}

#[tokio::test]
async fn who_is_signed_out_is_sent_to_sign_in_and_back() {
    let world = World::new(&[]).await;
    let page = world.nobody().get("/p/WEB/backlog?kind=bug").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(
        page.headers[header::LOCATION],
        "/login?then=%2Fp%2FWEB%2Fbacklog%3Fkind%3Dbug"
    );
    let part = world.nobody().part("/p/WEB/backlog", "main").await;
    assert_eq!(part.status, StatusCode::UNAUTHORIZED);
    assert!(part.body.contains("data-refusal"), "{}", part.body);
}

#[tokio::test]
async fn words_that_are_too_many_are_cut_and_not_repeated() {
    let world = World::new(&["Pay by card"]).await;
    let amina = world.amina().await;
    let long = "z".repeat(60_000);
    for address in ["backlog", "epics", "done", "find"] {
        let page = amina.get(&format!("/p/WEB/{address}?q={long}")).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(!page.body.contains(&long[..501]), "{address}");
    }
    let page = amina.get(&format!("/p/WEB/backlog?q={long}")).await.body;
    assert!(page.contains(&format!("value=\"{}\" maxlength=\"500\"", &long[..500])));
}

#[tokio::test]
async fn a_product_one_has_no_role_in_is_not_there() {
    let world = World::new(&["Secret"]).await;
    let page = world.amina().await.get("/p/NOPE/backlog").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_a_window_of_a_long_list_is_sent() {
    let titles: Vec<String> = (1..=130).map(|n| format!("Item number {n}.")).collect();
    let world = World::new(&titles.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let amina = world.amina().await;
    let page = amina.get("/p/WEB/backlog").await.body;
    assert!(page.contains("data-total=\"130\"") && page.contains("Item number 50."));
    assert!(!page.contains("Item number 51."));
    let rows = amina
        .part("/p/WEB/backlog/rows?from=100&count=50", "rows")
        .await
        .body;
    assert!(
        rows.contains("Item number 101.") && rows.contains("Item number 130."),
        "{rows}"
    );
    assert!(!rows.contains("Item number 100."));
}

#[tokio::test]
async fn a_filter_is_an_address_and_a_broken_one_is_explained() {
    let world = World::new(&["Pay by card", "Refund"]).await;
    let amina = world.amina().await;
    let found = amina.get("/p/WEB/backlog?q=refund").await.body;
    assert!(found.contains("Refund") && !found.contains("Pay by card"));
    assert!(found.contains("data-src=\"/p/WEB/backlog/rows?q=refund\""));
    let broken = amina.get("/p/WEB/backlog?kind=saga").await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(broken.body.contains("“saga” is no kind"), "{}", broken.body);
}

#[tokio::test]
async fn a_move_says_what_it_did_and_can_be_undone() {
    let world = World::new(&["A", "B", "C"]).await;
    let amina = world.amina().await;
    let moved = amina
        .post("/p/WEB/moves", &[("items", "3"), ("to", "top")])
        .await;
    assert_eq!(world.order().await, ["C", "A", "B"]);
    assert!(moved.body.contains("Moved WEB-3 to 1."), "{}", moved.body);
    let change = moved.headers["x-change"].to_str().unwrap();
    assert!(
        change.contains("\"items\":[3]") && change.contains("\"order\":true"),
        "{change}"
    );
    let undo = moved
        .body
        .split("data-undo=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert_eq!(amina.post(undo, &[]).await.status, StatusCode::OK);
    assert_eq!(world.order().await, ["A", "B", "C"]);
}

#[tokio::test]
async fn a_move_that_changes_nothing_says_that_it_is_so_already() {
    let world = World::new(&["A", "B", "C"]).await;
    let amina = world.amina().await;
    for (items, to, said) in [
        ("1", "top", "WEB-1 stands on top already."),
        ("1", "up", "WEB-1 stands on top already."),
        ("2,3", "bottom", "2 items stand at the bottom already."),
        ("2", "2", "WEB-2 stands there already."),
    ] {
        let form = [("items", items), ("to", to)];
        let answer = amina.post("/p/WEB/moves", &form).await.body;
        assert!(
            answer.contains(said) && !answer.contains("data-undo"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn many_are_moved_as_one_to_any_rank() {
    let world = World::new(&["A", "B", "C", "D"]).await;
    let amina = world.amina().await;
    for (to, order) in [
        ("bottom", ["C", "D", "A", "B"]),
        ("before:3", ["A", "B", "C", "D"]),
        ("2", ["C", "A", "B", "D"]),
        ("up", ["A", "B", "C", "D"]),
        ("down", ["C", "A", "B", "D"]),
        ("after:4", ["C", "D", "A", "B"]),
    ] {
        amina
            .post("/p/WEB/moves", &[("items", "1,2"), ("to", to)])
            .await;
        assert_eq!(world.order().await, order, "{to}");
    }
    let wrong = amina
        .post("/p/WEB/moves", &[("items", "1"), ("to", "somewhere")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_one_may_not_do_is_not_shown_and_refused_with_the_reason() {
    let world = World::new(&["A", "B"]).await;
    let stakeholder = world.somebody(Role::Stakeholder).await;
    let page = stakeholder.get("/p/WEB/backlog").await.body;
    for hidden in [
        "data-inline-new",
        "data-drop=",
        "data-command=\"order.top\"",
        "menu-estimate\" popover",
        "Send to the top</dt>",
    ] {
        assert!(!page.contains(hidden), "{hidden} is shown to a stakeholder");
    }
    assert!(page.contains("data-refuses=\"You may not order the product backlog."));
    let refused = stakeholder
        .post("/p/WEB/moves", &[("items", "2"), ("to", "top")])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.body.contains("order the product backlog"),
        "{}",
        refused.body
    );
    assert_eq!(world.order().await, ["A", "B"]);
}

#[tokio::test]
async fn new_items_stand_where_they_were_written() {
    let world = World::new(&["A", "B"]).await;
    let amina = world.amina().await;
    amina
        .post("/p/WEB/items", &[("title", "New"), ("below", "1")])
        .await;
    amina
        .post(
            "/p/WEB/items/many",
            &[("title", "- [ ] One\n\n2. Two"), ("below", "")],
        )
        .await;
    assert_eq!(world.order().await, ["One", "Two", "A", "New", "B"]);
    let empty = amina.post("/p/WEB/items", &[("title", "  ")]).await;
    assert!(
        empty.body.contains("data-field=\"title\""),
        "{}",
        empty.body
    );
}

#[tokio::test]
async fn a_command_from_another_site_is_refused() {
    let world = World::new(&["A", "B"]).await;
    let request = Request::post("/p/WEB/moves")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = world
        .amina()
        .await
        .send(request, Body::from("items=2&to=top"))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(world.order().await, ["A", "B"]);
}

#[tokio::test]
async fn all_numbers_of_a_filtered_list_can_be_selected() {
    let world = World::new(&["Pay", "Refund", "Pay later"]).await;
    let ids = world
        .amina()
        .await
        .part("/p/WEB/backlog/rows?q=pay&only=ids", "rows")
        .await;
    assert_eq!(ids.body, "[1,3]");
}

#[tokio::test]
async fn a_move_asks_quietly_for_its_reason_and_the_item_tells_it() {
    let world = World::new(&["A", "B", "C"]).await;
    let amina = world.amina().await;
    let to_top = |item| [("items", item), ("to", "top")];
    let toast = amina.post("/p/WEB/moves", &to_top("3")).await.body;
    let command = toast.split("name=\"command\" value=\"").nth(1).unwrap();
    let command = command.split('"').next().unwrap();
    let kept = [("command", command), ("reason", "The <b>law</b>")];
    let kept = amina.post("/p/WEB/reasons", &kept).await;
    assert!(
        kept.body.contains("Kept the reason of 1 move."),
        "{}",
        kept.body
    );
    amina.post("/p/WEB/moves", &to_top("2")).await;
    let panel = amina.part("/p/WEB/items/WEB-3", "panel").await.body;
    assert!(
        panel.contains("moved it from 3 to 1: “The &lt;b&gt;law"),
        "{panel}"
    );
    assert!(panel.contains("It was put at 1 and stands at 2"), "{panel}");
    let given = [("items", "1"), ("to", "top"), ("reason", "So")];
    let given = amina.post("/p/WEB/moves", &given).await.body;
    assert!(!given.contains("Add a reason"), "{given}");
}

#[tokio::test]
async fn several_moves_get_one_reason_and_only_ones_own() {
    let world = World::new(&["A", "B", "C"]).await;
    let amina = world.amina().await;
    for item in ["3", "2"] {
        let form = [("items", item), ("to", "top")];
        amina.post("/p/WEB/moves", &form).await;
    }
    let page = amina.get("/p/WEB/reasons").await.body;
    let moves: Vec<&str> = page
        .split("name=\"move\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(moves.len(), 2, "{page}");
    let none = amina.post("/p/WEB/reasons", &[("reason", "R")]).await;
    assert!(none.body.contains("No move is chosen"), "{}", none.body);
    let empty = [("move", moves[0]), ("reason", " ")];
    let empty = amina.post("/p/WEB/reasons", &empty).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let both = [("move", moves[0]), ("move", moves[1]), ("reason", "Both")];
    let both = amina.post("/p/WEB/reasons", &both).await.body;
    assert!(both.contains("Kept the reason of 2 moves."), "{both}");
    let page = amina.get("/p/WEB/reasons").await.body;
    assert!(
        page.contains("Every move of yours has its reason"),
        "{page}"
    );
    let boris = world.somebody(Role::ProductOwner).await;
    let theirs = [("move", moves[0]), ("reason", "Mine")];
    let theirs = boris.post("/p/WEB/reasons", &theirs).await;
    assert!(theirs.body.contains("No move is chosen"), "{}", theirs.body);
}

#[tokio::test]
async fn priorities_are_set_for_many_filtered_by_and_shown_as_columns() {
    let world = World::new(&["A", "B", "C", "D"]).await;
    let amina = world.amina().await;
    let must = [("items", "3,2"), ("priority", "must")];
    let toast = amina.post("/p/WEB/priorities", &must).await.body;
    assert!(toast.contains("2 items are “Must” now."), "{toast}");
    let again = amina.post("/p/WEB/priorities", &must).await.body;
    assert!(again.contains("2 items are “Must” already."), "{again}");
    assert!(!again.contains("data-undo"), "there is nothing to undo");
    let found = amina.get("/p/WEB/backlog?priority=must").await.body;
    assert!(found.contains("data-total=\"2\"") && found.contains("title=\"Priority: Must\""));
    let board = amina.get("/p/WEB/priorities").await.body;
    let column = |board: &str, id: &str| {
        let column = board.split(&format!("id=\"column-{id}\"")).nth(1).unwrap();
        let column = column.split("</section>").next().unwrap();
        let keys = column.split("data-key=\"").skip(1);
        let keys = keys.map(|rest| rest.split('"').next().unwrap().to_owned());
        keys.collect::<Vec<_>>()
    };
    assert_eq!(column(&board, "must"), ["WEB-2", "WEB-3"]);
    let drop = [("items", "4"), ("priority", "must"), ("to", "before:3")];
    amina.post("/p/WEB/priorities", &drop).await;
    assert_eq!(world.order().await, ["A", "B", "D", "C"]);
    let alone = [("items", "1"), ("priority", "could"), ("to", "bottom")];
    amina.post("/p/WEB/priorities", &alone).await;
    assert_eq!(
        world.order().await,
        ["A", "B", "D", "C"],
        "nothing is beside it"
    );
    let next = [("items", "2"), ("priority", "next")];
    amina.post("/p/WEB/priorities", &next).await;
    let board = amina.get("/p/WEB/priorities").await.body;
    assert_eq!(column(&board, "must"), ["WEB-4", "WEB-3"]);
    assert_eq!(column(&board, "should"), ["WEB-2"]);
    let wrong = [("items", "2"), ("priority", "most")];
    let wrong = amina.post("/p/WEB/priorities", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let team = world.somebody(Role::Developer).await;
    let one = [("items", "3"), ("priority", "could")];
    let refused = team.post("/p/WEB/priorities", &one).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        !team
            .get("/p/WEB/priorities")
            .await
            .body
            .contains("data-drop=")
    );
}

#[tokio::test]
async fn too_much_must_says_so_and_asks_which_one_waits() {
    let world = World::new(&["A", "B", "C", "D", "E"]).await;
    let amina = world.amina().await;
    let quiet = amina.get("/p/WEB/backlog").await.body;
    assert!(!quiet.contains("Which ones can wait?"));
    let must = [("items", "1,2,3"), ("priority", "must")];
    amina.post("/p/WEB/priorities", &must).await;
    let note = amina.get("/p/WEB/backlog").await.body;
    assert!(
        note.contains("Must is 60 % of the items; 40 % is the line."),
        "{note}"
    );
    let page = amina.get("/p/WEB/priorities/trade-off").await.body;
    assert!(page.contains("name=\"pair\" value=\"2,3\""), "{page}");
    assert!(page.contains("can be said after three sprints"), "{page}");
    let skip = [("pair", "2,3"), ("waits", "")];
    amina.post("/p/WEB/trade-offs", &skip).await;
    let page = amina.get("/p/WEB/priorities/trade-off").await.body;
    assert!(page.contains("name=\"pair\" value=\"1,3\""), "{page}");
    let waits = [("pair", "1,3"), ("waits", "1")];
    let toast = amina.post("/p/WEB/trade-offs", &waits).await.body;
    assert!(toast.contains("WEB-1 waits: it is Should now.") && toast.contains("data-undo"));
    assert_eq!(world.order().await, ["B", "C", "A", "D", "E"]);
    let done = amina.get("/p/WEB/priorities/trade-off").await.body;
    assert!(done.contains("It fits"), "{done}");
    let late = amina.post("/p/WEB/trade-offs", &waits).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let team = world.somebody(Role::Developer).await;
    let two = [("pair", "2,3"), ("waits", "2")];
    let refused = team.post("/p/WEB/trade-offs", &two).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_wont_be_built_leaves_the_order_for_a_register() {
    let world = World::new(&["Print the invoice", "B", "C"]).await;
    let amina = world.amina().await;
    let empty = amina.get("/p/WEB/wont").await.body;
    assert!(empty.contains("Nothing was left out on purpose"), "{empty}");
    let none = amina.post("/p/WEB/wont", &[("items", "1"), ("reason", "")]);
    assert!(none.await.body.contains("data-field=\"reason\""));
    let hostile = "<script>no</script> Not our business";
    let both = [("items", "1,3"), ("reason", hostile)];
    let done = amina.post("/p/WEB/wont", &both).await;
    assert!(done.body.contains("data-undo"), "{}", done.body);
    assert_eq!(world.order().await, ["B"]);
    let register = amina.get("/p/WEB/wont").await.body;
    for shown in ["Print the invoice", "Not our business", "Bring back"] {
        assert!(register.contains(shown), "{shown} is missing in {register}");
    }
    assert!(!register.contains("<script>no"));
    assert!(!amina.get("/p/WEB/removed").await.body.contains("Print the"));
    let alike = amina.get("/p/WEB/alike?title=Print+invoices").await.body;
    assert!(alike.contains("Not our business"), "{alike}");
    let panel = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(panel.contains("made it a “Won’t”"), "{panel}");
    let board = amina.get("/p/WEB/priorities").await.body;
    assert!(board.contains("data-drop-dialog=\"wont\""), "{board}");
    let back = [("items", "3"), ("priority", "previous")];
    amina.post("/p/WEB/priorities", &back).await;
    assert_eq!(world.order().await, ["B", "C"]);
    let further = [("items", "3"), ("priority", "next")];
    let refused = amina.post("/p/WEB/priorities", &further).await;
    assert!(refused.body.contains("P W asks for it"), "{}", refused.body);
    let team = world.somebody(Role::Developer).await;
    let refused = team.post("/p/WEB/wont", &both).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn kano_categories_are_set_for_many_found_and_told() {
    let world = World::new(&["A", "B", "C"]).await;
    let amina = world.amina().await;
    let basic = [("items", "1,3"), ("kano", "basic")];
    let toast = amina.post("/p/WEB/kano", &basic).await.body;
    assert!(
        toast.contains("Kano category of 2 items: Basic."),
        "{toast}"
    );
    let found = amina.get("/p/WEB/backlog?kano=basic").await.body;
    assert!(found.contains("data-total=\"2\""), "{found}");
    let rest = amina.get("/p/WEB/backlog?kano=none").await.body;
    assert!(rest.contains("data-total=\"1\""), "{rest}");
    let item = amina.get("/p/WEB/items/WEB-3").await.body;
    assert!(item.contains("said its Kano category is “Basic”"), "{item}");
    let none = [("items", "3"), ("kano", "none")];
    let toast = amina.post("/p/WEB/kano", &none).await.body;
    assert!(
        toast.contains("Took the Kano category of WEB-3 away."),
        "{toast}"
    );
    let wrong = amina.post("/p/WEB/kano", &[("items", "3"), ("kano", "great")]);
    let wrong = wrong.await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("basic, performance"), "{}", wrong.body);
    let team = world.somebody(Role::Developer).await;
    let refused = team.post("/p/WEB/kano", &basic).await.body;
    assert!(refused.contains("You may not order"), "{refused}");
}
