//! Getting in: setup, sign in, sign out, invitations; cookies, headers, and who is kept out.

use app::App;
use app::accounts::NewInvite;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use domain::Role;
use tower::ServiceExt;

use crate::world::World;

/// Somebody without a cookie, who may send any headers.
struct Stranger(Router);

struct Said {
    status: StatusCode,
    to: String,
    cookie: String,
    body: String,
}

impl Stranger {
    fn at(world: &World, settings: web::Settings) -> Stranger {
        Stranger(web::router(world.inner.app.clone(), settings).unwrap())
    }

    async fn get(&self, address: &str) -> Said {
        said(self.send(Request::get(address), "").await).await
    }

    async fn post(&self, address: &str, form: &[(&str, &str)]) -> Said {
        self.post_with(address, form, &[]).await
    }

    async fn post_with(
        &self,
        address: &str,
        form: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Said {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(form);
        let mut request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        said(self.send(request, &body.finish()).await).await
    }

    async fn send(&self, request: axum::http::request::Builder, body: &str) -> Response<Body> {
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.0.clone().oneshot(request).await.unwrap()
    }
}

async fn said(response: Response<Body>) -> Said {
    let header = |name| {
        let value = response.headers().get(name);
        value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    };
    let (to, cookie) = (header(header::LOCATION), header(header::SET_COOKIE));
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Said {
        status,
        to,
        cookie,
        body: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

async fn stranger(world: &World) -> Stranger {
    Stranger::at(world, web::Settings::default())
}

async fn fresh() -> (App, Stranger, String) {
    let app = testkit::untouched().await;
    let secret = app.renew_setup_secret().await.unwrap();
    let link = format!("/setup/{}", secret.reveal());
    let pages = web::router(app.clone(), web::Settings::default()).unwrap();
    (app, Stranger(pages), link)
}

const ANA: [(&str, &str); 4] = [
    ("name", "Ana"),
    ("email", "ana@example.com"),
    ("password", "a long password"),
    ("workspace", "Acme"),
];

#[tokio::test]
async fn the_setup_link_makes_the_administrator_once() {
    let (app, stranger, link) = fresh().await;
    assert!(stranger.get("/login").await.body.contains("/setup/…"));
    assert_eq!(stranger.get("/setup/guess").await.status, StatusCode::GONE);
    assert_eq!(stranger.get(&link).await.status, StatusCode::OK);
    let done = stranger.post(&link, &ANA).await;
    assert_eq!(
        (done.status, &*done.to),
        (StatusCode::SEE_OTHER, "/products/new")
    );
    assert!(!app.needs_setup());
    let again = stranger.get(&link).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(again.body.contains("Millpond is set up"), "{}", again.body);
    let twice = stranger.post(&link, &ANA).await;
    assert_eq!(twice.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_the_rest_is_kept() {
    let (app, stranger, link) = fresh().await;
    for (field, value, error) in [
        ("name", " ", "name"),
        ("email", "ana", "email"),
        ("password", "short", "password"),
        ("workspace", " ", "workspace"),
    ] {
        let form = ANA.map(|(name, kept)| (name, if name == field { value } else { kept }));
        let wrong = stranger.post(&link, &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        let place = format!("data-error-for=\"{error}\">");
        let (_, after) = wrong.body.split_once(&place).unwrap();
        assert!(!after.starts_with("</p>"), "{field}: {}", wrong.body);
        assert!(
            !wrong.body.contains("a long password"),
            "a password is never sent back"
        );
        let kept = if field == "email" {
            "value=\"Ana\""
        } else {
            "ana@example.com"
        };
        assert!(wrong.body.contains(kept), "{field}: {}", wrong.body);
    }
    assert!(app.needs_setup());
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_told_alike() {
    let world = World::new(&[]).await;
    let stranger = stranger(&world).await;
    let mut bodies = Vec::new();
    for email in ["owner@example.com", "nobody@example.com"] {
        let form = [
            ("email", email),
            ("password", "wrong"),
            ("then", "/p/PAY/backlog"),
        ];
        let wrong = stranger.post("/login", &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(&format!("value=\"{email}\"")));
        assert!(wrong.body.contains("value=\"/p/PAY/backlog\""));
        assert_eq!(wrong.cookie, "");
        bodies.push(wrong.body.replace(email, "…"));
    }
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn guessing_is_slowed_down_in_words() {
    let world = World::new(&[]).await;
    let stranger = stranger(&world).await;
    let form = [("email", "owner@example.com"), ("password", "wrong")];
    for _ in 0..10 {
        stranger.post("/login", &form).await;
    }
    let slowed = stranger.post("/login", &form).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slowed.body.contains("Too many attempts"), "{}", slowed.body);
}

#[tokio::test]
async fn signing_in_leads_to_where_one_wanted_but_never_elsewhere() {
    let world = World::new(&[]).await;
    let stranger = stranger(&world).await;
    let sent = stranger.get("/p/PAY/backlog?q=a").await;
    assert_eq!(sent.to, "/login?then=%2Fp%2FPAY%2Fbacklog%3Fq%3Da");
    for (then, to) in [
        ("/p/PAY/backlog?q=a", "/p/PAY/backlog?q=a"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        let form = [
            ("email", "owner@example.com"),
            ("password", testkit::PASSWORD),
            ("then", then),
        ];
        let done = stranger.post("/login", &form).await;
        assert_eq!(
            (done.status, &*done.to),
            (StatusCode::SEE_OTHER, to),
            "{then}"
        );
        let page = stranger
            .get(&format!("/login?then={then}").replace('\t', "%09"))
            .await;
        assert!(!page.body.contains("evil.example"), "{then}");
    }
}

#[tokio::test]
async fn the_cookie_is_for_us_and_over_https_for_https_alone() {
    let world = World::new(&[]).await;
    let form = [
        ("email", "owner@example.com"),
        ("password", testkit::PASSWORD),
    ];
    let plain = stranger(&world).await.post("/login", &form).await;
    assert!(plain.cookie.starts_with("session="), "{}", plain.cookie);
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(plain.cookie.contains(flag), "{}", plain.cookie);
    }
    let secure = web::Settings {
        origin: Some("https://pond.example".into()),
        secure: true,
    };
    let secure = Stranger::at(&world, secure).post("/login", &form).await;
    assert!(
        secure.cookie.starts_with("__Host-session="),
        "{}",
        secure.cookie
    );
    assert!(secure.cookie.contains("; Secure"), "{}", secure.cookie);
    let proxied = [("x-forwarded-proto", "https")];
    let stranger = stranger(&world).await;
    let proxied = stranger.post_with("/login", &form, &proxied).await;
    assert!(
        proxied.cookie.starts_with("__Host-session="),
        "{}",
        proxied.cookie
    );
}

#[tokio::test]
async fn commands_from_other_sites_are_refused() {
    let world = World::new(&[]).await;
    let stranger = stranger(&world).await;
    let form = [
        ("email", "owner@example.com"),
        ("password", testkit::PASSWORD),
    ];
    for headers in [
        [("host", "pond.example"), ("sec-fetch-site", "cross-site")],
        [("host", "pond.example"), ("sec-fetch-site", "same-site")],
        [("host", "pond.example"), ("origin", "https://evil.example")],
        [("host", "pond.example"), ("origin", "null")],
    ] {
        let refused = stranger.post_with("/login", &form, &headers).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(
            refused.body.contains("came from another site"),
            "{}",
            refused.body
        );
        assert_eq!(refused.cookie, "");
    }
    let own = [("host", "pond.example"), ("sec-fetch-site", "same-origin")];
    let done = stranger.post_with("/login", &form, &own).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_sheet_carries_the_headers_and_is_never_kept() {
    let world = World::new(&[]).await;
    let stranger = stranger(&world).await;
    for address in ["/login", "/setup/x", "/invite/x", "/nowhere"] {
        let response = stranger.send(Request::get(address), "").await;
        let headers = response.headers();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("script-src 'self';"), "{address}");
        assert!(policy.contains("frame-ancestors 'none'"), "{address}");
        assert_eq!(
            headers[header::X_CONTENT_TYPE_OPTIONS],
            "nosniff",
            "{address}"
        );
        assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{address}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_only_by_a_post() {
    let world = World::new(&[]).await;
    let amina = world.amina().await;
    assert_eq!(
        amina.get("/logout").await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
    assert_eq!(amina.get("/profile").await.status, StatusCode::OK);
    let out = amina.post("/logout", &[]).await;
    let cookie = out.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.starts_with("session=;") && cookie.contains("Max-Age=0"),
        "{cookie}"
    );
    let after = amina.get("/profile").await;
    assert_eq!(after.status, StatusCode::SEE_OTHER);
    assert_eq!(after.headers[header::LOCATION], "/login?then=%2Fprofile");
}

#[tokio::test]
async fn a_browser_that_somebody_signed_in_with_is_not_stopped_by_guesses_elsewhere() {
    let world = World::new(&[]).await;
    let stranger = stranger(&world).await;
    let email = ("email", "owner@example.com");
    let right = [email, ("password", testkit::PASSWORD)];
    let mut body = form_urlencoded::Serializer::new(String::new());
    let body = body.extend_pairs(right).finish();
    let form =
        Request::post("/login").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let signed_in = stranger.send(form, &body).await;
    let cookies = signed_in.headers().get_all(header::SET_COOKIE).iter();
    let known = cookies
        .map(|cookie| cookie.to_str().unwrap())
        .find(|cookie| cookie.starts_with("browser="))
        .unwrap();
    assert!(known.contains("; HttpOnly; SameSite=Lax"), "{known}");
    let known = known.split(';').next().unwrap();
    let guess = "x".repeat(5_000);
    let wrong = [email, ("password", guess.as_str())];
    let mut guessed = StatusCode::OK;
    for _ in 0..100 {
        guessed = stranger.post("/login", &wrong).await.status;
        if guessed == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(guessed, StatusCode::TOO_MANY_REQUESTS);
    let there = stranger
        .post_with("/login", &right, &[("cookie", known)])
        .await;
    assert_eq!(there.status, StatusCode::SEE_OTHER, "{}", there.body);
}

async fn invite(world: &World, roles: Vec<Role>) -> String {
    let app = &world.inner.app;
    let actor = app.actor(world.inner.people.administrator);
    let view = app.product(actor, "PAY").await.unwrap();
    let new = NewInvite { roles, email: None };
    let secret = app.invite(&view, new).await.unwrap();
    format!("/invite/{}", secret.reveal())
}

#[tokio::test]
async fn an_invite_makes_an_account_or_joins_the_one_signed_in() {
    let world = World::new(&[]).await;
    let link = invite(&world, vec![Role::Stakeholder]).await;
    let stranger = stranger(&world).await;
    let page = stranger.get(&link).await;
    assert!(page.body.contains("as stakeholder"), "{}", page.body);
    let taken = [
        ("name", "Bo"),
        ("email", "owner@example.com"),
        ("password", "another long one"),
    ];
    let taken = stranger.post(&link, &taken).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("already an account"), "{}", taken.body);
    let form = [
        ("name", "Bo"),
        ("email", "bo@example.com"),
        ("password", "another long one"),
    ];
    let joined = stranger.post(&link, &form).await;
    assert_eq!(joined.to, "/p/PAY/backlog");
    assert!(joined.cookie.starts_with("session="));
    let used = stranger.get(&link).await;
    assert_eq!(used.status, StatusCode::GONE);
    assert!(used.body.contains("was used"), "{}", used.body);

    let link = invite(&world, vec![Role::Developer]).await;
    let outsider = world.signed_in(world.inner.people.outsider).await;
    assert_eq!(
        outsider.get("/p/PAY/backlog").await.status,
        StatusCode::NOT_FOUND
    );
    let page = outsider.get(&link).await;
    assert!(page.body.contains("Join as"), "{}", page.body);
    outsider.post(&format!("{link}/acceptance"), &[]).await;
    assert_eq!(outsider.get("/p/PAY/backlog").await.status, StatusCode::OK);
    let own = outsider.get(&link).await;
    assert_eq!(own.headers[header::LOCATION], "/");
}

#[tokio::test]
async fn whoever_made_an_invite_is_told_whom_it_is_for() {
    let world = World::new(&[]).await;
    let link = invite(&world, vec![Role::Developer]).await;
    let page = world.amina().await.get(&link).await;
    assert!(
        page.body.contains("You made this link yourself"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("/acceptance"), "{}", page.body);
}

#[tokio::test]
async fn an_invite_that_does_not_count_says_why() {
    let world = World::new(&[]).await;
    let stranger = stranger(&world).await;
    let unknown = stranger.get("/invite/guess").await;
    assert!(unknown.body.contains("is not known"), "{}", unknown.body);
    let link = invite(&world, vec![Role::Developer]).await;
    world.inner.at("2026-11-20T09:00:00Z");
    let old = stranger.get(&link).await;
    assert!(old.body.contains("has expired"), "{}", old.body);
    assert_eq!(old.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_is_typed_is_never_markup() {
    let (_, stranger, link) = fresh().await;
    let attack = "\"><script>alert(1)</script>";
    let form = [
        ("name", attack),
        ("email", attack),
        ("password", attack),
        ("workspace", attack),
    ];
    let page = stranger.post(&link, &form).await;
    assert!(page.body.contains("&lt;script&gt;"), "{}", page.body);
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    let form = [("email", attack), ("password", "x"), ("then", attack)];
    let login = stranger.post("/login", &form).await;
    assert!(!login.body.contains("<script>alert"), "{}", login.body);
}

#[tokio::test]
async fn strangers_send_small_forms_only() {
    let world = World::new(&[]).await;
    let stranger = stranger(&world).await;
    for address in ["/login", "/setup/x", "/invite/x"] {
        let status = async |bytes| {
            let name = "x".repeat(bytes);
            let form = [("email", "a@b"), ("password", "wrong"), ("name", &name)];
            stranger.post(address, &form).await.status
        };
        assert_ne!(status(15_000).await, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(
            status(17_000).await,
            StatusCode::PAYLOAD_TOO_LARGE,
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_by_a_link_once() {
    let world = World::new(&[]).await;
    let app = &world.inner.app;
    let person = world.inner.people.developer;
    let before = world.signed_in(person).await;
    let secret = app.offer_new_password(person).await.unwrap();
    let link = format!("/reset/{}", secret.reveal());
    let nobody = world.nobody();
    let page = nobody.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Choose a new password"), "{}", page.body);
    let short = nobody.post(&link, &[("password", "short")]).await;
    assert!(short.body.contains("fewer than 10"), "{}", short.body);
    let invited = nobody.get(&link.replace("reset", "invite")).await;
    assert_eq!(invited.status, StatusCode::GONE, "it is no invite");
    let amina = world.amina().await;
    let taken = amina
        .post(
            &format!("{}/acceptance", link.replace("reset", "invite")),
            &[],
        )
        .await;
    assert_eq!(taken.status, StatusCode::GONE, "nobody uses it up that way");

    let chosen = nobody.post(&link, &[("password", "a new sentence")]).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    assert!(chosen.headers.contains_key(header::SET_COOKIE));
    let elsewhere = before.get("/profile").await;
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER, "signed out there");
    let again = nobody
        .post(&link, &[("password", "a newer sentence")])
        .await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(again.body.contains("was used"), "{}", again.body);
    let unknown = nobody.get("/reset/guess").await;
    assert_eq!(unknown.status, StatusCode::GONE);
}
