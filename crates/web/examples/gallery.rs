//! A gallery of the design system with 10,000 invented items, to look at and to touch:
//! `cargo run -p web --example gallery [PORT]`, then open the printed address.
//!
//! Useful while a component changes, because nothing else has to compile. Deliberately not here:
//! anything true; moves are applied to a list in memory and forgotten.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde::Deserialize;
use web::commands::{Refusals, Scope, as_json, offered};
use web::ui::layout::{
    Frame, NavGroup, NavLink, Page, Part, Preferences, ProductFrame, Theme, nav_count,
};
use web::ui::{self, Icon, List, Mark, ReadyCheck, Row, Tone, Weight};

const TITLES: [(&str, &str, &str); 10] = [
    ("story", "Pay with a saved card in one tap", "Checkout"),
    (
        "bug",
        "Refund e-mail is sent twice when the gateway times out",
        "Refunds",
    ),
    ("story", "See why a payment was declined", "Checkout"),
    (
        "task",
        "Move webhook retries to the outbox table",
        "Platform",
    ),
    ("story", "Split one order across two cards", "Checkout"),
    (
        "story",
        "Download a VAT invoice from the receipt page",
        "Invoices",
    ),
    (
        "bug",
        "Amounts over 10 000 lose the thousands separator in Polish",
        "Invoices",
    ),
    (
        "story",
        "Pause a subscription until a date",
        "Subscriptions",
    ),
    ("epic", "Wallets: Apple Pay and Google Pay", "Wallets"),
    (
        "story",
        "Dunning e-mails in the customer’s own language",
        "Subscriptions",
    ),
];
const ESTIMATES: [Option<&str>; 10] = [
    Some("5"),
    Some("3"),
    Some("8"),
    Some("5"),
    Some("8"),
    Some("3"),
    Some("2"),
    Some("13"),
    None,
    None,
];

type Order = Arc<Mutex<Vec<u32>>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or_else(|| "4711".to_owned());
    let order: Order = Arc::new(Mutex::new((1..=10_000).collect()));
    let app = Router::new()
        .route("/", get(page))
        .route("/p/PAY/rows", get(rows))
        .route("/p/PAY/moves", post(moves))
        .merge(web::assets::router())
        .with_state(order);
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}

fn some_row(item: u32, index: usize) -> Markup {
    let number = item as usize;
    let (kind, title, epic) = TITLES[number % TITLES.len()];
    let estimate = ESTIMATES[number % ESTIMATES.len()];
    let checks = [
        "no acceptance criteria",
        "not estimated",
        "waits for another item",
    ];
    let passed = [
        !number.is_multiple_of(4),
        estimate.is_some(),
        !number.is_multiple_of(7),
    ];
    let checks: Vec<_> = checks
        .iter()
        .zip(passed)
        .map(|(lack, passed)| ReadyCheck {
            lack: (*lack).into(),
            passed,
            ..ReadyCheck::default()
        })
        .collect();
    let labels = if number.is_multiple_of(3) {
        vec!["payments"]
    } else {
        vec![]
    };
    ui::row(
        &Row {
            item,
            key: &format!("PAY-{item}"),
            href: "/",
            rank: u32::try_from(index + 1).ok(),
            kind,
            title,
            carried_over: u32::from(number.is_multiple_of(7)) * 2,
            questions: usize::from(number.is_multiple_of(5)) * 2,
            epic: Some(epic),
            priority: (number % 4 == 1).then_some("Must"),
            labels,
            checks: &checks,
            points: estimate.map(|points| Mark {
                shown: points.to_owned(),
                said: format!("{points} points"),
            }),
            ..ui::Row::default()
        },
        index,
    )
}

#[derive(Deserialize)]
struct Window {
    from: Option<usize>,
    count: Option<usize>,
    only: Option<String>,
}

fn window(order: &[u32], from: usize, count: usize) -> Markup {
    let rows: Vec<_> = order
        .iter()
        .enumerate()
        .skip(from)
        .take(count)
        .map(|(index, item)| some_row(*item, index))
        .collect();
    ui::row_groups(from, &rows)
}

async fn rows(State(order): State<Order>, Query(asked): Query<Window>) -> Response {
    let order = order.lock().unwrap_or_else(PoisonError::into_inner);
    if asked.only.is_some() {
        return axum::Json(order.clone()).into_response();
    }
    let groups = window(&order, asked.from.unwrap_or(0), asked.count.unwrap_or(50));
    ui::rows_answer(order.len(), &groups, &html! {}).into_response()
}

#[derive(Deserialize)]
struct Move {
    items: String,
    to: String,
}

async fn moves(State(order): State<Order>, Form(wish): Form<Move>) -> Response {
    let mut order = order.lock().unwrap_or_else(PoisonError::into_inner);
    let moving: Vec<u32> = wish
        .items
        .split(',')
        .filter_map(|id| id.parse().ok())
        .collect();
    let first = order.iter().position(|id| moving.contains(id)).unwrap_or(0);
    order.retain(|id| !moving.contains(id));
    let place = |id: &str| {
        order
            .iter()
            .position(|other| Some(*other) == id.parse().ok())
    };
    let at = match wish.to.split_once(':') {
        Some(("before", id)) => place(id).unwrap_or(0),
        Some((_, id)) => place(id).map_or(0, |at| at + 1),
        None if wish.to == "top" => 0,
        None if wish.to == "up" => first.saturating_sub(1),
        None if wish.to == "down" => first + 1,
        None => wish
            .to
            .parse::<usize>()
            .map_or(order.len(), |number| number.saturating_sub(1)),
    };
    let at = at.min(order.len());
    order.splice(at..at, moving.iter().copied());
    let change = r#"{"position":1,"items":[],"order":true,"places":false,"sprints":[]}"#;
    let said = ui::toast(
        format!("Moved {} to {}.", wish.items, at + 1),
        Some("/p/PAY/undo/1"),
    );
    ([("x-change", change)], said).into_response()
}

async fn page(State(order): State<Order>, headers: HeaderMap) -> Markup {
    let order = order.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let cookies = headers
        .get("cookie")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let theme = if cookies.contains("theme=dark") {
        Theme::Dark
    } else {
        Theme::System
    };
    let scopes = [
        Scope::Anywhere,
        Scope::Product,
        Scope::List,
        Scope::Backlog,
        Scope::Item,
    ];
    let all = Refusals::of(|_| None);
    let frame = Frame {
        here: "Gallery".to_owned(),
        administrator: true,
        links: Vec::new(),
        name: "Amina Mansour".into(),
        preferences: Preferences {
            theme,
            single_keys: true,
        },
        product: Some(product_frame()),
        commands: offered(&scopes, &all).collect(),
        commands_json: as_json(&scopes, "/p/PAY", &all),
    };
    sample(&order).render(&frame, Part::Whole)
}

fn product_frame() -> ProductFrame {
    let link = |text: &str, icon, count, current| NavLink {
        href: "/".into(),
        text: text.into(),
        icon,
        count,
        current,
    };
    ProductFrame {
        key: "PAY".into(),
        name: "Payments".into(),
        address: "/p/PAY".into(),
        position: 0,
        groups: vec![
            NavGroup {
                title: "Product backlog",
                race: false,
                links: vec![link(
                    "Backlog",
                    Icon::List,
                    Some(nav_count("a", 10_000)),
                    true,
                )],
            },
            NavGroup {
                title: "Sprint backlog",
                race: true,
                links: vec![
                    link("Sprint 24", Icon::Columns3, Some(nav_count("b", 9)), false),
                    link("Planning", Icon::PanelRightOpen, None, false),
                    link("Closed sprints", Icon::TrendingDown, None, false),
                ],
            },
        ],
        foot: vec![link("People", Icon::Users, None, false)],
    }
}

fn sample(order: &[u32]) -> Page {
    let list = List {
        name: "Product backlog",
        src: "/p/PAY/rows",
        total: order.len(),
        drop: Some("/p/PAY/moves"),
        filtered: false,
        live: "order items",
        ..List::default()
    };
    Page {
        title: "Product backlog".into(),
        crumbs: vec![
            ("/".into(), "Payments".into()),
            ("/".into(), "Product backlog".into()),
        ],
        actions: ui::command_button("item.new", "New item", Some("C"), Weight::Main),
        main: html! {
            div.filters {
                span.chip.on { "All items" }
                (ui::menu_chip("menu-kind", "Kind", false))
                span.summary { "10,000 items · 402 points estimated · 4 ready for the next sprint" }
            }
            (ui::banner(Tone::Warn, &html! { b { "61% of the backlog is “Must”." } " When everything is a must, nothing is." }, None))
            (ui::list(&list, &window(order, 0, 100)))
        },
        ..Page::default()
    }
}
