//! Templates: kept by those who refine, chosen where an item is written; what a product begins with.

use axum::http::StatusCode;
use domain::Role;

use crate::world::World;

const OUTAGE: &[(&str, &str)] = &[
    ("name", "Outage"),
    ("kind", "bug"),
    ("description", "**Since when**"),
    ("criteria", "It is back\n\nIt is told"),
    ("labels", "ops, urgent"),
];

#[tokio::test]
async fn a_new_item_begins_with_the_chosen_template_and_quick_ones_do_not() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let saved = amina.post("/p/WEB/templates", OUTAGE).await;
    assert!(
        saved.body.contains("Added the template “Outage”."),
        "{}",
        saved.body
    );
    let page = amina.get("/p/WEB/backlog").await.body;
    assert!(
        page.contains("No template") && page.contains(">Outage<"),
        "{page}"
    );
    for template in ["101", "", "999", "none"] {
        let form = [("title", "Pay"), ("below", ""), ("template", template)];
        assert_eq!(
            amina.post("/p/WEB/items", &form).await.status,
            StatusCode::OK
        );
    }
    let begun = amina.get("/p/WEB/items/WEB-1").await.body;
    for part in [
        "Since when",
        "It is back",
        "It is told",
        "urgent",
        "kind bug",
    ] {
        assert!(begun.contains(part), "{part} is missing in {begun}");
    }
    for plain in ["WEB-2", "WEB-3", "WEB-4"] {
        let plain = amina.get(&format!("/p/WEB/items/{plain}")).await.body;
        assert!(!plain.contains("It is back") && plain.contains("kind story"));
    }
}

#[tokio::test]
async fn millponds_own_are_changed_removed_and_come_back() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let page = amina.get("/p/WEB/policies").await.body;
    assert!(page.contains("so that …") && page.contains("What should happen"));
    assert!(
        !page.contains("As it was at first"),
        "nothing was changed yet"
    );
    let changed = amina.post("/p/WEB/templates/2", OUTAGE).await;
    assert!(changed.body.contains("data-undo"), "{}", changed.body);
    let page = amina.get("/p/WEB/policies").await.body;
    assert!(page.contains("As it was at first") && !page.contains("What should happen"));
    amina.post("/p/WEB/templates/2/removal", &[]).await;
    let page = amina.get("/p/WEB/policies").await.body;
    assert!(page.contains("Bring back “Bug”"), "{page}");
    let back = amina.post("/p/WEB/templates/2/built-in", &[]).await;
    assert!(back.body.contains("as it was at first"), "{}", back.body);
    assert!(
        amina
            .get("/p/WEB/policies")
            .await
            .body
            .contains("What should happen")
    );
    for address in ["/p/WEB/templates/77", "/p/WEB/templates/77/built-in"] {
        let nowhere = amina.post(address, OUTAGE).await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn who_does_not_refine_reads_them_and_nobody_overwrites_another() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    amina.post("/p/WEB/templates/3", OUTAGE).await;
    let theirs = world.somebody(Role::Stakeholder).await;
    let page = theirs.get("/p/WEB/policies").await.body;
    assert!(page.contains("It is told") && !page.contains("Save the template"));
    let form = theirs.get("/p/WEB/suggestions").await.body;
    assert!(form.contains("data-begin=\"description\""), "{form}");
    for address in [
        "/p/WEB/templates",
        "/p/WEB/templates/3",
        "/p/WEB/templates/3/removal",
    ] {
        let refused = theirs.post(address, OUTAGE).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{address}");
    }
    let late = [("name", "Mine"), ("kind", "task"), ("revision", "0")];
    let late = amina.post("/p/WEB/templates/3", &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("The template was not saved."));
    let nameless = amina
        .post("/p/WEB/templates", &[("name", " "), ("kind", "task")])
        .await;
    assert!(
        nameless.body.contains("data-field=\"name\""),
        "{}",
        nameless.body
    );
}

#[tokio::test]
async fn what_a_template_says_is_text() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let script = "<script>alert(1)</script>";
    let form = [
        ("name", script),
        ("kind", "task"),
        ("description", script),
        ("criteria", script),
    ];
    amina.post("/p/WEB/templates", &form).await;
    for page in ["/p/WEB/policies", "/p/WEB/backlog", "/p/WEB/suggestions"] {
        let shown = amina.get(page).await.body;
        assert!(!shown.contains("<script>alert"), "{page}");
    }
}

#[tokio::test]
async fn a_product_begins_with_an_example_or_as_a_copy() {
    let world = World::new(&["Pay by card"]).await;
    let admin = world.amina().await;
    let form = admin.get("/products/new").await.body;
    for shown in ["Web application: 5 epics", "value=\"WEB\""] {
        assert!(form.contains(shown), "{shown} is missing in {form}");
    }
    let make = |key: &'static str, begins: &'static str, which: (&'static str, &'static str)| {
        [
            ("name", "N"),
            ("key", key),
            ("time_zone", "UTC"),
            ("begins", begins),
            which,
        ]
    };
    admin
        .post(
            "/products",
            &make("APP", "example", ("starter", "mobile_app")),
        )
        .await;
    let epics = admin.get("/p/APP/epics").await.body;
    assert!(epics.contains("Without a network"), "{epics}");
    let backlog = admin.get("/p/APP/backlog").await.body;
    assert!(
        backlog.contains("Bring an empty app to test phones"),
        "{backlog}"
    );
    admin
        .post("/products", &make("TWO", "copy", ("copy_of", "WEB")))
        .await;
    assert!(
        admin
            .get("/p/TWO/backlog")
            .await
            .body
            .contains("Pay by card")
    );
    let none = admin
        .post("/products", &make("NOT", "copy", ("copy_of", "GONE")))
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert_eq!(
        admin.get("/p/NOT/backlog").await.status,
        StatusCode::NOT_FOUND
    );
}
