//! The pages around the product: products, people, profile, workspace; every role, and attacks in
//! every field.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::{PersonId, Role};

use crate::world::{Browser, World};

const ATTACK: &str = "\"><script>alert(1)</script>";

async fn named(world: &World, name: &str) -> Browser {
    let people = world.inner.people;
    let person = match name {
        "administrator" => people.administrator,
        "owner" => people.owner,
        "scrum_master" => people.scrum_master,
        "developer" => people.developer,
        "stakeholder" => people.stakeholder,
        _ => people.outsider,
    };
    world.signed_in(person).await
}

const EVERYBODY: [&str; 6] = [
    "administrator",
    "owner",
    "scrum_master",
    "developer",
    "stakeholder",
    "outsider",
];

/// Asserts what each of [`EVERYBODY`] is answered.
async fn answers(world: &World, address: &str, form: &[(&str, &str)], expected: [u16; 6]) {
    for (name, status) in EVERYBODY.into_iter().zip(expected) {
        let answered = named(world, name).await.post(address, form).await;
        let said = &answered.body;
        assert_eq!(
            answered.status.as_u16(),
            status,
            "{name} at {address}: {said}"
        );
    }
}

#[tokio::test]
async fn one_sees_the_products_one_is_in() {
    let world = World::new(&[]).await;
    for (name, sees) in EVERYBODY.into_iter().zip([
        (true, true),
        (true, false),
        (true, false),
        (true, false),
        (true, false),
        (false, true),
    ]) {
        let page = named(&world, name).await.get("/").await;
        let has = |key: &str| page.body.contains(&format!("/p/{key}/backlog"));
        assert_eq!((has("PAY"), has("WEB")), sees, "{name}");
        let may = page.body.contains("/products/new");
        assert_eq!(may, name == "administrator", "{name}");
    }
}

#[tokio::test]
async fn administrators_make_products_and_nobody_else() {
    let world = World::new(&[]).await;
    let form = |key| {
        [
            ("name", "Shop"),
            ("key", key),
            ("time_zone", "Europe/Warsaw"),
        ]
    };
    answers(
        &world,
        "/products",
        &form("shop"),
        [303, 403, 403, 403, 403, 403],
    )
    .await;
    assert_eq!(
        named(&world, "owner")
            .await
            .get("/products/new")
            .await
            .status,
        403
    );
    let amina = world.amina().await;
    for (form, field) in [
        (form("shop"), "key"),
        (form("1"), "key"),
        ([("name", ""), ("key", "NEW"), ("time_zone", "UTC")], "name"),
        (
            [("name", "New"), ("key", "NEW"), ("time_zone", "Mars")],
            "time_zone",
        ),
    ] {
        let wrong = amina.post("/products", &form).await;
        assert!(wrong.status.is_client_error());
        let place = format!("data-error-for=\"{field}\">");
        let beside = wrong.body.split_once(&place).unwrap().1;
        assert!(!beside.starts_with("</p>"), "{form:?}: {}", wrong.body);
    }
}

#[tokio::test]
async fn nobody_else_learns_from_a_key_which_products_there_are() {
    let world = World::new(&[]).await;
    for name in EVERYBODY {
        let browser = named(&world, name).await;
        let checked = browser.get("/products/keys?name=Payments&key=PAY").await;
        let form = [("name", "P"), ("key", "PAY"), ("time_zone", "UTC")];
        let made = browser.post("/products", &form).await;
        if name == "administrator" {
            assert!(checked.body.contains("taken"), "{}", checked.body);
            assert!(made.body.contains("taken"), "{}", made.body);
        } else {
            assert_eq!(checked.status, StatusCode::FORBIDDEN, "{name}");
            assert_eq!(made.status, StatusCode::FORBIDDEN, "{name}");
            let free = [("name", "P"), ("key", "FREE"), ("time_zone", "UTC")];
            assert_eq!(made.body, browser.post("/products", &free).await.body);
        }
    }
}

#[tokio::test]
async fn a_key_is_suggested_and_checked_while_it_is_typed() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let said = amina
        .part("/products/keys?name=Payments&key=", "fragment")
        .await;
    assert!(
        said.body.contains("data-suggestion=\"PAY2\""),
        "{}",
        said.body
    );
    let taken = amina.part("/products/keys?name=&key=pay", "fragment").await;
    assert!(
        taken.body.contains("The key PAY is taken."),
        "{}",
        taken.body
    );
}

#[tokio::test]
async fn a_product_with_a_file_goes_on_to_import() {
    let world = World::new(&[]).await;
    let form = [
        ("name", "Shop"),
        ("key", "SHOP"),
        ("time_zone", "UTC"),
        ("begins", "file"),
    ];
    let made = world.amina().await.post("/products", &form).await;
    assert_eq!(made.headers[header::LOCATION], "/p/SHOP/import");
}

#[tokio::test]
async fn the_sample_is_made_and_thrown_away_with_an_undo() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    let made = amina
        .post("/products/sample", &[("time_zone", "Nowhere/At all")])
        .await;
    assert_eq!(made.headers[header::LOCATION], "/p/BIKE/backlog");
    let page = amina.get("/").await;
    let removal = between(
        &page.body,
        "action=\"/products/",
        "/removal\"",
        "Throw away",
    );
    let removed = amina
        .post(&format!("/products/{removal}/removal"), &[])
        .await;
    assert!(
        !removed.body.contains("/p/BIKE/backlog"),
        "{}",
        removed.body
    );
    let undo = format!("/products/{removal}/restoration");
    assert!(
        removed.body.contains(&format!("data-undo=\"{undo}\"")),
        "{}",
        removed.body
    );
    assert!(amina.get("/settings").await.body.contains(&undo));
    let back = amina.post(&undo, &[]).await;
    assert!(back.body.contains("/p/BIKE/backlog"), "{}", back.body);
}

/// What stands between two texts, the nearest before a third.
fn between<'a>(body: &'a str, start: &str, end: &str, before: &str) -> &'a str {
    let (head, _) = body.split_once(before).unwrap();
    let (_, tail) = head.rsplit_once(start).unwrap();
    tail.split_once(end).unwrap().0
}

#[tokio::test]
async fn only_administrators_remove_products_and_see_the_workspace() {
    let world = World::new(&[]).await;
    let removal = format!("/products/{}/removal", world.inner.other);
    let restoration = format!("/products/{}/restoration", world.inner.other);
    let unasked = world.amina().await.post(&removal, &[("key", "PAY")]).await;
    assert_eq!(unasked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unasked.body.contains("Type WEB to remove Website"),
        "{}",
        unasked.body
    );
    let key = [("key", "web")];
    answers(&world, &removal, &key, [200, 403, 403, 403, 403, 403]).await;
    answers(&world, &restoration, &[], [200, 403, 403, 403, 403, 403]).await;
    answers(
        &world,
        "/settings",
        &[("name", "Umbra")],
        [200, 403, 403, 403, 403, 403],
    )
    .await;
    for name in EVERYBODY {
        let page = named(&world, name).await.get("/settings").await;
        assert_eq!(
            page.status == StatusCode::OK,
            name == "administrator",
            "{name}"
        );
    }
    let unknown = "/products/not-an-id/removal";
    assert_eq!(world.amina().await.post(unknown, &[]).await.status, 404);
}

#[tokio::test]
async fn roles_are_given_by_those_who_manage_people_and_never_to_oneself() {
    let world = World::new(&[]).await;
    let role = |person: PersonId, role: &str| format!("/p/PAY/people/{person}/roles/{role}");
    let stakeholder = world.inner.people.stakeholder;
    let address = role(stakeholder, "developer");
    answers(
        &world,
        &address,
        &[("held", "yes")],
        [200, 200, 200, 403, 403, 404],
    )
    .await;
    answers(&world, &address, &[], [200, 200, 200, 403, 403, 404]).await;
    let owner = named(&world, "owner").await;
    let own = role(world.inner.people.owner, "developer");
    let refused = owner.post(&own, &[("held", "yes")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.body.contains("cannot change your own roles"),
        "{}",
        refused.body
    );
    let page = owner.get("/p/PAY/people").await;
    assert!(
        !page.body.contains(&own),
        "one's own roles are shown, not offered"
    );
    assert!(page.body.contains("Nobody changes their own roles"));
    let nobody = role(PersonId(uuid::Uuid::nil()), "developer");
    let unknown = owner.post(&nobody, &[("held", "yes")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.body.contains("no such person"), "{}", unknown.body);
    let odd = role(stakeholder, "operator");
    assert_eq!(owner.post(&odd, &[("held", "yes")]).await.status, 404);
    let view = named(&world, "developer").await.get("/p/PAY/people").await;
    assert!(view.body.contains("Roles are given by"), "{}", view.body);
    assert!(
        !view.body.contains("/roles/"),
        "a developer is offered no roles"
    );
}

#[tokio::test]
async fn a_role_given_holds_at_once_and_can_be_undone() {
    let world = World::new(&[]).await;
    let stakeholder = world.inner.people.stakeholder;
    let address = format!("/p/PAY/people/{stakeholder}/roles/developer");
    let given = named(&world, "owner")
        .await
        .post(&address, &[("held", "yes")])
        .await;
    assert!(given.body.contains("is developer now."), "{}", given.body);
    assert!(given.headers.contains_key("x-change"));
    let state = world.inner.state().await;
    assert!(state.people[&stakeholder].has(Role::Developer));
}

#[tokio::test]
async fn invites_are_made_listed_and_withdrawn_by_those_who_may() {
    let world = World::new(&[]).await;
    let form = [
        ("roles", "developer"),
        ("roles", "stakeholder"),
        ("email", "bo@example.com"),
    ];
    answers(
        &world,
        "/p/PAY/invites",
        &form,
        [200, 200, 200, 403, 403, 404],
    )
    .await;
    let owner = named(&world, "owner").await;
    let none = owner.post("/p/PAY/invites", &[("email", "")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("data-field=\"roles\""), "{}", none.body);
    let made = owner.post("/p/PAY/invites", &form).await;
    assert!(
        made.body.contains("value=\"http://localhost/invite/"),
        "{}",
        made.body
    );
    assert!(
        made.body.contains("as developer and stakeholder"),
        "{}",
        made.body
    );
    let page = owner.get("/p/PAY/people").await;
    assert!(!page.body.contains("/invite/"), "the link is shown once");
    let token = between(
        &page.body,
        "/invites/",
        "/withdrawal",
        "Withdraw the invite",
    );
    let address = format!("/p/PAY/invites/{token}/withdrawal");
    answers(&world, &address, &[], [200, 200, 200, 403, 403, 404]).await;
    let stakeholder = named(&world, "stakeholder")
        .await
        .get("/p/PAY/people")
        .await;
    assert!(
        !stakeholder.body.contains("bo@example.com"),
        "{}",
        stakeholder.body
    );
}

#[tokio::test]
async fn an_invite_of_another_product_is_not_withdrawn_here() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    amina
        .post("/p/WEB/invites", &[("roles", "developer")])
        .await;
    let page = amina.get("/p/WEB/people").await;
    let token = between(
        &page.body,
        "/invites/",
        "/withdrawal",
        "Withdraw the invite",
    );
    let tried = amina
        .post(&format!("/p/PAY/invites/{token}/withdrawal"), &[])
        .await;
    assert!(tried.body.contains("no longer open"), "{}", tried.body);
    assert!(amina.get("/p/WEB/people").await.body.contains(token));
}

#[tokio::test]
async fn a_profile_is_changed_in_place() {
    let world = World::new(&[]).await;
    let owner = named(&world, "owner").await;
    assert!(
        owner
            .post("/profile/name", &[("name", "Olga")])
            .await
            .status
            .is_success()
    );
    assert!(owner.get("/profile").await.body.contains("value=\"Olga\""));
    let taken = owner
        .post("/profile/email", &[("email", "developer@example.com")])
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        taken.body.contains("data-field=\"email\""),
        "{}",
        taken.body
    );
    let password = |current, new| [("current", current), ("new", new)];
    let wrong = owner
        .post("/profile/password", &password("guess", "another long one"))
        .await;
    assert!(
        wrong.body.contains("data-field=\"current\""),
        "{}",
        wrong.body
    );
    let short = owner
        .post("/profile/password", &password(testkit::PASSWORD, "short"))
        .await;
    assert!(short.body.contains("data-field=\"new\""), "{}", short.body);
    let elsewhere = named(&world, "owner").await;
    let done = owner
        .post(
            "/profile/password",
            &password(testkit::PASSWORD, "another long one"),
        )
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert_eq!(
        elsewhere.get("/profile").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(owner.get("/profile").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_is_shown_once_and_revoked_by_its_owner_alone() {
    let world = World::new(&[]).await;
    let owner = named(&world, "owner").await;
    let made = owner.post("/profile/tokens", &[("token", "Nightly")]).await;
    assert_eq!(made.headers[header::CACHE_CONTROL], "no-store");
    let secret = between(&made.body, "value=\"", "\"", "data-copy").to_owned();
    assert!(secret.starts_with("millpond_"), "{secret}");
    let page = owner.get("/profile").await;
    assert!(!page.body.contains(&secret));
    let token = between(
        &page.body,
        "/profile/tokens/",
        "/revocation",
        "Revoke Nightly",
    );
    let address = format!("/profile/tokens/{token}/revocation");
    let other = named(&world, "developer").await.post(&address, &[]).await;
    assert!(other.body.contains("revoked before"), "{}", other.body);
    let app = &world.inner.app;
    assert!(app.identify_token(&secret).await.unwrap().is_some());
    owner.post(&address, &[]).await;
    assert!(app.identify_token(&secret).await.unwrap().is_none());
    let unnamed = owner.post("/profile/tokens", &[("token", " ")]).await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn signing_out_elsewhere_leaves_this_browser() {
    let world = World::new(&[]).await;
    let (here, there) = (named(&world, "owner").await, named(&world, "owner").await);
    here.post("/profile/sessions/end", &[]).await;
    assert_eq!(there.get("/profile").await.status, StatusCode::SEE_OTHER);
    assert_eq!(here.get("/profile").await.status, StatusCode::OK);
}

#[tokio::test]
async fn names_are_never_markup() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    amina.post("/profile/name", &[("name", ATTACK)]).await;
    amina.post("/settings", &[("name", ATTACK)]).await;
    amina.post("/profile/tokens", &[("token", ATTACK)]).await;
    let product = [("name", ATTACK), ("key", "XSS"), ("time_zone", "UTC")];
    amina.post("/products", &product).await;
    amina
        .post("/p/XSS/invites", &[("roles", "developer")])
        .await;
    for address in [
        "/",
        "/profile",
        "/settings",
        "/p/XSS/people",
        "/p/XSS/backlog",
    ] {
        let page = amina.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.body.contains("&lt;script&gt;"), "{address}");
        assert!(!page.body.contains("<script>alert"), "{address}");
    }
    let wrong = [("name", "x"), ("key", ATTACK), ("time_zone", ATTACK)];
    let page = amina.post("/products", &wrong).await;
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
}

#[tokio::test]
async fn nobody_sees_these_pages_signed_out() {
    let world = World::new(&[]).await;
    let nobody = world.nobody();
    for address in [
        "/",
        "/profile",
        "/settings",
        "/products/new",
        "/p/PAY/people",
    ] {
        let sent = nobody.get(address).await;
        let to = sent.headers[header::LOCATION].to_str().unwrap();
        assert!(to.starts_with("/login?then="), "{address}: {to}");
    }
    for address in [
        "/products",
        "/profile/name",
        "/p/PAY/invites",
        "/products/sample",
    ] {
        let refused = nobody.post(address, &[("name", "x")]).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{address}");
        assert!(refused.body.contains("You are signed out"), "{address}");
    }
}

#[tokio::test]
async fn where_a_form_was_sent_one_can_also_go() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    for (address, to) in [("/products", "/"), ("/p/WEB/import/files", "/p/WEB/import")] {
        let sent = amina.get(address).await;
        assert_eq!(sent.headers[header::LOCATION], to);
    }
    let other = amina.get("/p/WEB/invites").await;
    assert_eq!(other.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(
        other.body.contains("only takes what a form sends"),
        "{}",
        other.body
    );
}

#[tokio::test]
async fn a_slash_too_many_is_taken_off() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    for (typed, meant) in [
        ("/p/WEB/backlog/", "/p/WEB/backlog"),
        ("/p/WEB/?q=a%20b", "/p/WEB?q=a%20b"),
        ("/profile/", "/profile"),
        ("//evil.example/", "/"),
    ] {
        let answer = amina.get(typed).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{typed}");
        assert_eq!(answer.headers[header::LOCATION], meant, "{typed}");
    }
    assert_eq!(amina.get("/nowhere").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_no_handler_can_read_is_answered_in_our_words() {
    let world = World::new(&["One"]).await;
    let amina = world.amina().await;
    let form = "application/x-www-form-urlencoded";
    let large = format!("email={}&password=x", "e".repeat(20_000));
    for (address, kind, body, status, words) in [
        (
            "/login",
            form,
            &*large,
            StatusCode::PAYLOAD_TOO_LARGE,
            "smaller parts",
        ),
        (
            "/p/WEB/moves",
            "text/csv",
            "a,b",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not a form",
        ),
        (
            "/p/WEB/moves",
            form,
            "nothing=1",
            StatusCode::UNPROCESSABLE_ENTITY,
            "incomplete",
        ),
    ] {
        let send = |part: &str| {
            let request = Request::post(address)
                .header(header::CONTENT_TYPE, kind)
                .header("x-part", part);
            amina.send(request, Body::from(body.to_owned()))
        };
        let fragment = send("fragment").await;
        assert_eq!(fragment.status, status, "{}", fragment.body);
        assert!(fragment.body.contains("data-refusal") && fragment.body.contains(words));
        let page = send("").await;
        assert_eq!(page.status, status);
        assert!(page.body.starts_with("<!DOCTYPE html>") && page.body.contains(words));
    }
}
