//! Splitting an item: the form, what comes of it, what is refused.

use axum::http::StatusCode;
use domain::Role;

use crate::world::World;

const SPLIT: &str = "/p/WEB/items/WEB-1/split";

#[tokio::test]
async fn an_item_becomes_several_that_know_of_each_other() {
    let world = World::new(&["Pay", "Refund"]).await;
    let amina = world.amina().await;
    for criterion in ["Cards work", "<script>alert(1)</script>"] {
        let form = [("criterion", criterion), ("revision", "1")];
        amina.post("/p/WEB/items/WEB-1/criteria", &form).await;
    }
    let estimate = [("items", "1"), ("points", "8")];
    amina.post("/p/WEB/estimates", &estimate).await;
    let form = amina.part(SPLIT, "fragment").await.body;
    assert!(
        form.contains("estimate of 8 points was for the whole"),
        "{form}"
    );
    assert!(form.contains("name=\"criterion-2\"") && !form.contains("<script>alert"));
    let titles = "- Pay by card\n\n2. <b>Pay by invoice</b>\n";
    let fields = [
        ("title", titles),
        ("seen", "0"),
        ("criterion-1", "1"),
        ("criterion-2", "0"),
    ];
    let split = amina.post(SPLIT, &fields).await;
    assert_eq!(split.status, StatusCode::OK, "{}", split.body);
    assert!(split.body.contains("data-undo"), "{}", split.body);
    let whole = amina.part("/p/WEB/items/WEB-1", "panel").await.body;
    assert!(whole.contains("Split; its other parts:"), "{whole}");
    assert!(whole.contains("&lt;b&gt;Pay by invoice"), "{whole}");
    assert!(whole.contains("the whole was 8 points"), "{whole}");
    let part = amina.part("/p/WEB/items/WEB-3", "panel").await.body;
    assert!(
        part.contains("Split from") && part.contains("Cards work"),
        "{part}"
    );
    let again = amina.post(SPLIT, &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("into WEB-3, WEB-4"), "{}", again.body);
}

#[tokio::test]
async fn nothing_and_five_hundred_parts_are_answered() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let many = "part\n".repeat(500);
    for (titles, said) in [(" \n \n", "is empty"), (many.as_str(), "50 are the most")] {
        let refused = amina.post(SPLIT, &[("title", titles)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(said), "{}", refused.body);
        assert!(
            refused.body.contains("data-field=\"title\""),
            "{}",
            refused.body
        );
    }
    let long = "x".repeat(501);
    let refused = amina.post(SPLIT, &[("title", &long)]).await;
    assert!(refused.body.contains("too long"), "{}", refused.body);
    let forged = [("title", "B"), ("criterion-9", "1")];
    assert_eq!(
        amina.post(SPLIT, &forged).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn who_only_reads_splits_nothing() {
    let world = World::new(&["Pay"]).await;
    let reader = world.somebody(Role::Stakeholder).await;
    let refused = reader.post(SPLIT, &[("title", "B")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let page = reader.get("/p/WEB/items/WEB-1").await.body;
    assert!(!page.contains("id=\"split\""), "{page}");
}
