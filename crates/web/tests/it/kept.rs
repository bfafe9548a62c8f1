//! What outlives a page: parts that browsers keep, tokens that programs keep.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::world::World;

#[tokio::test]
async fn a_page_and_its_parts_are_kept_apart_by_whoever_keeps_them() {
    let world = World::new(&["One"]).await;
    let amina = world.amina().await;
    for (encoding, part) in [("identity", None), ("gzip", None), ("gzip", Some("main"))] {
        let mut request = Request::get("/p/WEB/items/1").header(header::ACCEPT_ENCODING, encoding);
        if let Some(part) = part {
            request = request.header("x-part", part);
        }
        let answered = amina.response(request, Body::empty()).await;
        let varies = answered.headers().get_all(header::VARY);
        let varies: Vec<_> = varies.iter().map(|one| one.to_str().unwrap()).collect();
        let varies = varies.join(", ");
        assert!(varies.contains("x-part, cookie"), "{encoding}: {varies}");
    }
}

#[tokio::test]
async fn a_new_password_ends_the_api_tokens_if_that_is_wished() {
    let world = World::new(&[]).await;
    let owner = world.signed_in(world.inner.people.owner).await;
    assert!(
        !owner
            .get("/profile")
            .await
            .body
            .contains("Revoke my API tokens")
    );
    owner.post("/profile/tokens", &[("token", "Nightly")]).await;
    assert!(
        owner
            .get("/profile")
            .await
            .body
            .contains("Revoke my API tokens")
    );
    let change = async |current: &str, new: &str, tokens: &str| {
        let form = [("current", current), ("new", new), ("tokens", tokens)];
        let changed = owner.post("/profile/password", &form).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
        owner.get("/profile").await.body.contains("Revoke Nightly")
    };
    assert!(change(testkit::PASSWORD, "another long one", "").await);
    assert!(!change("another long one", "and one more again", "revoked").await);
}
