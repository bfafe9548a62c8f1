//! Millpond's pages on the test world in memory, with as many more items as one asks for:
//! `cargo run -p web --example sandbox [ITEMS] [PORT]`, then open the printed address, which signs
//! the administrator in; `?as=developer` (owner, stakeholder, …) signs somebody else in. For
//! looking at pages and measuring them; nothing is kept.

use std::error::Error;

use axum::extract::Query;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use serde::Deserialize;

#[derive(Deserialize)]
struct Who {
    r#as: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().map_or(Ok(148), |text| text.parse())?;
    let port: u16 = arguments.next().map_or(Ok(0), |text| text.parse())?;
    let world = testkit::big(count).await;
    let enter = get({
        let world = world.clone();
        move |Query(who): Query<Who>| sign_in(world.clone(), who)
    });
    let pages = web::router(world.app, web::Settings::default())?.route("/sandbox", enter);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://{}/sandbox", listener.local_addr()?);
    Ok(axum::serve(listener, pages).await?)
}

async fn sign_in(world: testkit::World, who: Who) -> impl IntoResponse {
    let people = world.people;
    let person = match who.r#as.as_deref() {
        Some("owner") => people.owner,
        Some("scrum_master") => people.scrum_master,
        Some("developer") => people.developer,
        Some("stakeholder") => people.stakeholder,
        _ => people.administrator,
    };
    let secret = world.session(person).await;
    let cookie = format!(
        "session={}; Path=/; HttpOnly; SameSite=Lax",
        secret.reveal()
    );
    ([(SET_COOKIE, cookie)], Redirect::to("/p/PAY/backlog"))
}
