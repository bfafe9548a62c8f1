//! Items from a file: what is refused and why, what would come, what came; nothing half-written.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::world::{Answered, Browser, World};

const CSV: &str = "Key,Summary,Type,Story Points,Status,Team\n\
    X-1,Pay by card,Story,5,Open,Blue\n\
    X-2,Refund twice,Bug,XL,Done,Red\n\
    X-3,,Task,1,Open,Red\n";

impl Browser {
    /// Sends a file, or pasted rows where it has no name.
    async fn upload(&self, name: Option<&str>, bytes: &[u8]) -> Answered {
        let disposition = match name {
            Some(name) => format!("name=\"file\"; filename=\"{name}\""),
            None => "name=\"text\"".to_owned(),
        };
        let mut body =
            format!("--edge\r\nContent-Disposition: form-data; {disposition}\r\n\r\n").into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let request = Request::post("/p/WEB/import/files")
            .header("x-part", "fragment")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.send(request, Body::from(body)).await
    }

    /// The address of an uploaded file.
    async fn uploaded(&self, text: &str) -> String {
        let answered = self.upload(Some("backlog.csv"), text.as_bytes()).await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);
        answered.headers[header::LOCATION]
            .to_str()
            .unwrap()
            .to_owned()
    }

    /// Imports it and waits until that is over.
    async fn imports(&self, file: &str) -> String {
        self.post(&format!("{file}/run"), &[]).await;
        for _ in 0..5_000 {
            let page = self
                .part(&format!("{file}/progress"), "fragment")
                .await
                .body;
            if !page.contains("data-poll") {
                return page;
            }
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        panic!("the import does not end");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_looked_at_before_anything_is_written() {
    let world = World::new(&["Here before"]).await;
    let amina = world.amina().await;
    let file = amina.uploaded(CSV).await;
    let page = amina.get(&file).await.body;
    assert!(
        page.contains("2 items will come (1 to the product backlog, 1 done). 1 row will not"),
        "{page}"
    );
    assert!(page.contains("there is no title"), "{page}");
    assert!(page.contains("the estimate is no number"), "{page}");
    let choice = page.find("1 item is finished there. It should:");
    let button = page.find("Import 2 items");
    assert!(
        choice.is_some() && choice < button,
        "asked above it: {page}"
    );
    assert!(page.contains(">Row 4.<"), "{page}");
    assert!(page.contains("Import 2 items"), "{page}");
    let done = page.find("value=\"done\" checked");
    assert!(done.is_some(), "half of it is finished: {page}");
    assert_eq!(world.order().await, ["Here before"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_finished_is_preselected_as_done_and_keys_are_explained() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let mostly = "Key,Title,Status,Priority,Labels\nOLD-1,a,Done,High,ui\nOLD-2,b,Closed,Low,\nOLD-3,c,Open,Low,\n";
    let file = amina.uploaded(mostly).await;
    let page = amina.get(&file).await.body;
    assert!(page.contains("value=\"done\" checked"), "{page}");
    assert!(page.contains("Items get keys of this product."), "{page}");
    assert!(
        page.contains("Labels and components come as labels."),
        "{page}"
    );
    assert!(
        page.contains("Priorities are kept with the items"),
        "{page}"
    );
    amina.imports(&file).await;
    assert_eq!(world.order().await, ["c"]);
    let plain = amina.uploaded("Title\nd\n").await;
    let page = amina.get(&plain).await.body;
    assert!(
        !page.contains("keys of this product") && !page.contains("Priorities are kept"),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_become_the_order_and_the_same_file_again_changes_nothing() {
    let world = World::new(&["Here before"]).await;
    let amina = world.amina().await;
    let file = amina.uploaded(CSV).await;
    let open = [("finished", "open")];
    amina.post(&format!("{file}/answers"), &open).await;
    let done = amina.imports(&file).await;
    assert!(done.contains("2 items came."), "{done}");
    let after = ["Here before", "Pay by card", "Refund twice"];
    assert_eq!(world.order().await, after);
    let again = amina.uploaded(CSV).await;
    let page = amina.get(&again).await.body;
    assert!(
        page.contains("Nothing changes: 2 items are here already"),
        "{page}"
    );
    let done = amina.imports(&again).await;
    assert!(done.contains("Nothing changed: 2 items"), "{done}");
    assert_eq!(world.order().await, after);
    let newer = CSV.replace("Pay by card", "Pay by any card");
    let newer = amina.uploaded(&newer).await;
    let page = amina.get(&newer).await.body;
    assert!(page.contains("1 item will be updated."), "{page}");
    amina.imports(&newer).await;
    assert_eq!(world.order().await[1], "Pay by any card");
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_mapped_by_hand_and_the_answers_are_kept() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let csv = "Was,Wie\nKarte,3\n";
    let file = amina.uploaded(csv).await;
    let page = amina.get(&file).await.body;
    assert!(page.contains("Nothing can come yet"), "{page}");
    assert!(!page.contains("Import 1 item"), "{page}");
    let answers = [("c0", "title"), ("c1", "points")];
    let page = amina.post(&format!("{file}/answers"), &answers).await.body;
    assert!(page.contains("1 item will come."), "{page}");
    assert!(page.contains("Import 1 item<"), "{page}");
    amina.imports(&file).await;
    assert_eq!(world.order().await, ["Karte"]);
    let next = amina.uploaded("Was,Wie\nKarte,3\nBar,1\n").await;
    let page = amina.get(&next).await.body;
    assert!(
        page.contains("1 item will come."),
        "the answers are known: {page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_row_that_is_an_item_comes_like_the_others() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let list = amina.uploaded("Pay by card\nRefund\n").await;
    let page = amina.get(&list).await.body;
    assert!(page.contains("2 items will come."), "a plain list: {page}");
    let table = amina.uploaded("A-1,Pay by card\nA-2,Refund\n").await;
    let page = amina.get(&table).await.body;
    assert!(page.contains("Nothing can come yet"), "{page}");
    let answers = format!("{table}/answers");
    let page = amina.post(&answers, &[("header", "none")]).await.body;
    assert!(page.contains("Column 2"), "{page}");
    let title = [("header", "none"), ("c0", "key"), ("c1", "title")];
    let page = amina.post(&answers, &title).await.body;
    assert!(page.contains("2 items will come."), "{page}");
    amina.imports(&table).await;
    assert_eq!(world.order().await, ["Pay by card", "Refund"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn finished_items_come_open_or_done_or_not_at_all() {
    for (finished, order, said) in [
        ("open", vec!["Pay by card", "Refund twice"], "2 items came."),
        (
            "done",
            vec!["Pay by card"],
            "2 items came (1 to the product backlog, 1 done).",
        ),
        ("stay", vec!["Pay by card"], "1 item came."),
    ] {
        let world = World::new(&[]).await;
        let amina = world.amina().await;
        let file = amina.uploaded(CSV).await;
        amina
            .post(&format!("{file}/answers"), &[("finished", finished)])
            .await;
        let done = amina.imports(&file).await;
        assert!(done.contains(said), "{finished}: {done}");
        assert_eq!(world.order().await, order, "{finished}");
        let again = amina.uploaded(CSV).await;
        let again = amina.get(&again).await.body;
        let asks = again.contains("finished there. It should");
        assert_eq!(asks, finished == "stay", "what is here is not asked about");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_can_be_kept() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let file = amina.uploaded(CSV).await;
    let early = amina.get(&format!("{file}/report/json")).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);
    let done = amina.imports(&file).await;
    assert!(done.contains("Undo the import"), "{done}");
    let json = amina.get(&format!("{file}/report/json")).await;
    let saved = json.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(saved, "attachment; filename=\"import-WEB.json\"");
    let report: serde_json::Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(report["summary"]["fates"]["create"], 2);
    assert_eq!(report["items"][0]["item"], "WEB-1");
    assert_eq!(report["problems"][0]["row"], 3);
    let text = amina.get(&format!("{file}/report/txt")).await;
    assert!(
        text.body
            .contains("Row 4, column “Summary”: there is no title"),
        "{}",
        text.body
    );
    assert!(text.body.contains("2\tX-1\tWEB-1\tnew"), "{}", text.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_table_is_named_with_its_row() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let many: String = "a,b\n".repeat(1_000_000);
    for (bytes, said) in [
        (&b""[..], "There is nothing to read"),
        (b"Title\n", "a header and no rows"),
        (b"Title,Points\nok,1\n\"open,2\n", "row 3"),
        (b"Title\nGr\xf6\xdfe\n", "row 2"),
        (b"PK\x03\x04\x00\x00", "not a CSV"),
        (b"%PDF-1.7\n", "not a CSV"),
        (many.as_bytes(), "row"),
    ] {
        let refused = amina.upload(Some("x.csv"), bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
        assert!(
            refused.body.contains("data-field=\"file\""),
            "{}",
            refused.body
        );
    }
    assert!(world.order().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_more_than_a_hundred_megabytes_is_refused_in_words() {
    let world = World::new(&[]).await;
    let large = vec![b'a'; 100_000_001];
    let refused = world.amina().await.upload(Some("x.csv"), &large).await;
    assert!(
        refused.body.contains("larger than 100 MB"),
        "{}",
        refused.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_the_form_comes_back_with_the_reason() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let body = "--e\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nTitle\r\n--e--\r\n";
    let request = Request::post("/p/WEB/import/files")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=e");
    let page = amina.send(request, Body::from(body)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("<!DOCTYPE html>") && page.body.contains("a header and no rows"));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_can_be_pasted_and_formulas_are_text() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let pasted = amina
        .upload(
            None,
            b"Title\tPoints\n=SUM(A1)\t3\n<script>alert(1)</script>\t1\n",
        )
        .await;
    let file = pasted.headers[header::LOCATION].to_str().unwrap();
    let page = amina.get(file).await.body;
    assert!(
        page.contains("separated by tabs") && page.contains("Pasted rows"),
        "{page}"
    );
    assert!(!page.contains("<script>alert"), "{page}");
    amina.imports(file).await;
    assert_eq!(
        world.order().await,
        ["=SUM(A1)", "<script>alert(1)</script>"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_import_do_and_a_file_is_its_owners() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let file = amina.uploaded(CSV).await;
    for role in [
        domain::Role::ScrumMaster,
        domain::Role::Developer,
        domain::Role::Stakeholder,
    ] {
        let world = World::new(&[]).await;
        let other = world.somebody(role).await;
        let page = other.get("/p/WEB/import").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{role}");
        assert!(
            page.body.contains("That is for the product owner"),
            "{}",
            page.body
        );
        let refused = other.upload(Some("x.csv"), CSV.as_bytes()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role}");
    }
    let owner = world.somebody(domain::Role::ProductOwner).await;
    assert_eq!(owner.get("/p/WEB/import").await.status, StatusCode::OK);
    let theirs = owner.get(&file).await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(theirs.body.contains("no longer here"), "{}", theirs.body);
    let run = owner.post(&format!("{file}/run"), &[]).await;
    assert!(run.body.contains("no longer here"), "{}", run.body);
    assert!(world.order().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_without_a_date_is_asked_about_as_that() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let file = amina
        .uploaded("Title\nSupport fax\nWeekly digest\nDark mode\n")
        .await;
    let done = amina.imports(&file).await;
    assert!(done.contains("/p/WEB/clean-up\">Clean it up"), "{done}");
    let page = amina.get("/p/WEB/clean-up").await.body;
    assert!(
        page.contains("names no date") && page.contains("how old it is is not known"),
        "{page}"
    );
    let part = amina.get("/p/WEB/clean-up?part=undated").await.body;
    assert!(
        part.find("Dark mode") < part.find("Support fax") && part.contains("Remove 3 items"),
        "{part}"
    );
    let (lowest, all) = ("/p/WEB/clean-up?part=undated&most=2", part);
    let part = amina.get(lowest).await.body;
    assert!(part.contains("Remove 2 items"), "{part}");
    let seen = |page: &str| {
        let (_, seen) = page.split_once("name=\"seen\" value=\"").unwrap();
        seen.split_once('"').unwrap().0.to_owned()
    };
    let (seen_all, seen) = (seen(&all), seen(&part));
    let form = |seen| {
        let part = ("part", "undated");
        [part, ("most", "2"), ("seen", seen), ("answer", "ice")]
    };
    let answers = "/p/WEB/clean-up/answers";
    let other = amina.post(answers, &form(&seen_all)).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "not seen");
    let iced = amina.post(answers, &form(&seen)).await;
    assert!(iced.body.contains("Put 2 items into"), "{}", iced.body);
    assert_eq!(world.order().await, ["Support fax"], "the top stays");
    let item = amina.get("/p/WEB/items/WEB-3").await.body;
    assert!(item.contains("Clean-up: age unknown"), "{item}");
}
