//! The shared test world's empty product WEB, and browsers that are signed in.

use app::accounts::NewInvite;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use domain::{PersonId, Role};
use tower::ServiceExt;

/// The application with its pages. Amina looks after it and holds every role in WEB.
pub(crate) struct World {
    pub(crate) inner: testkit::World,
    pages: Router,
}

/// A signed-in browser.
pub(crate) struct Browser {
    pages: Router,
    cookie: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl World {
    /// A world in which WEB holds stories with these titles.
    pub(crate) async fn new(titles: &[&str]) -> World {
        let inner = testkit::world().await;
        let pages = web::router(inner.app.clone(), web::Settings::default()).unwrap();
        let world = World { inner, pages };
        let items: Vec<NewItem> = titles.iter().copied().map(NewItem::titled).collect();
        if !items.is_empty() {
            let command = CreateItems {
                items,
                at: Rank::Bottom,
            };
            let app = &world.inner.app;
            let actor = app.actor(world.inner.people.administrator);
            app.execute(actor, world.inner.other, command)
                .await
                .unwrap();
        }
        world
    }

    /// Titles in the order they stand.
    pub(crate) async fn order(&self) -> Vec<String> {
        let actor = self.inner.app.actor(self.inner.people.administrator);
        let view = self.inner.app.product(actor, "WEB").await.unwrap();
        let titles = view
            .state
            .order
            .iter()
            .filter_map(|id| view.state.items.get(id));
        titles.map(|item| item.title.value.to_string()).collect()
    }

    pub(crate) async fn amina(&self) -> Browser {
        self.signed_in(self.inner.people.administrator).await
    }

    /// Somebody else with this role in WEB.
    pub(crate) async fn somebody(&self, role: Role) -> Browser {
        let app = &self.inner.app;
        let actor = app.actor(self.inner.people.administrator);
        let view = app.product(actor, "WEB").await.unwrap();
        let invite = NewInvite {
            roles: vec![role],
            email: None,
        };
        let secret = app.invite(&view, invite).await.unwrap();
        let email = "somebody.else@example.com";
        let taken = app
            .take_invite(secret.reveal(), "Somebody", email, testkit::PASSWORD)
            .await;
        self.signed_in(taken.unwrap().0).await
    }

    pub(crate) fn nobody(&self) -> Browser {
        Browser {
            pages: self.pages.clone(),
            cookie: String::new(),
        }
    }

    pub(crate) async fn signed_in(&self, person: PersonId) -> Browser {
        let secret = self.inner.session(person).await;
        Browser {
            pages: self.pages.clone(),
            cookie: format!("session={}", secret.reveal()),
        }
    }
}

impl Browser {
    pub(crate) async fn get(&self, address: &str) -> Answered {
        self.send(Request::get(address), Body::empty()).await
    }

    pub(crate) async fn part(&self, address: &str, part: &str) -> Answered {
        self.send(Request::get(address).header("x-part", part), Body::empty())
            .await
    }

    pub(crate) async fn post(&self, address: &str, form: &[(&str, &str)]) -> Answered {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        encoded.extend_pairs(form);
        let request = Request::post(address)
            .header("x-part", "fragment")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(encoded.finish())).await
    }

    /// The answer before its body is read.
    pub(crate) async fn response(&self, request: Builder, body: Body) -> Response<Body> {
        let request = request.header(header::COOKIE, &self.cookie);
        let request = request.body(body).unwrap();
        self.pages.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(&self, request: Builder, body: Body) -> Answered {
        let response = self.response(request, body).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Answered {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}
