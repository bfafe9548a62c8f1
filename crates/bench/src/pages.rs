//! Pages and API of the real server over loopback. The client runs on the same cores, so
//! requests per second are less than a server alone would give.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::asking::SURVEY;
use crate::http::{Connection, PACKED, request};
use crate::program::Server;
use crate::table::{Table, thousands};
use crate::timing::Times;
use crate::world::World;
use crate::{SIZES, world};

const WARM: Duration = Duration::from_millis(300);
const COUNTED: Duration = Duration::from_millis(1_500);
/// Changes after which a page is asked for.
const CHANGES: usize = 300;

pub(crate) fn run() {
    let head = [
        "address",
        "items",
        "packed",
        "p50",
        "p99",
        "requests/s",
        "with 8 connections",
    ];
    let mut reading = Table::new(&head);
    let head = ["over the API", "items", "p50", "p99", "requests/s"];
    let mut changing = Table::new(&head);
    for items in SIZES {
        let world = world::make(items);
        let server = Server::start(world.folder.path());
        for (name, path, headers) in addresses(&world) {
            read(&mut reading, &server, (name, items), &path, &headers);
        }
        change(&mut changing, &server, &world, items);
    }
    reading.print();
    changing.print();
}

/// What is measured: a name, a path, and who asks.
pub(crate) fn addresses(world: &World) -> Vec<(&'static str, String, String)> {
    let browser = format!("Cookie: session={}\r\n", world.session);
    let item = world.item();
    let page = |name, path: String| (name, path, browser.clone());
    let program = bearer(world);
    let api = |name, path: &str| {
        let path = format!("/api/v1/products/PAY{path}");
        (name, path, program.clone())
    };
    vec![
        page("product backlog", "/p/PAY/backlog".into()),
        page(
            "product backlog, searched",
            "/p/PAY/backlog?q=refunds".into(),
        ),
        page("epics", "/p/PAY/epics".into()),
        page("priorities", "/p/PAY/priorities".into()),
        page("trade-off", "/p/PAY/priorities/trade-off".into()),
        page("roadmap", "/p/PAY/roadmap".into()),
        page("goal", "/p/PAY/goals/1".into()),
        page("story map, 300 cards", "/p/PAY/map".into()),
        page("Kano", "/p/PAY/kano".into()),
        page("survey, as it is answered", format!("/survey/{SURVEY}")),
        page("refinement", refinement(world)),
        page("Won't register", "/p/PAY/wont".into()),
        page("scores", "/p/PAY/scores".into()),
        page("sprint board", "/p/PAY/board".into()),
        page(
            "what is like a title",
            "/p/PAY/alike?title=refund+cards+in+the+checkout".into(),
        ),
        page("clean-up pass", "/p/PAY/clean-up".into()),
        page("suggestions", "/p/PAY/suggestions".into()),
        page("icebox", "/p/PAY/icebox".into()),
        page("ledger", "/p/PAY/ledger".into()),
        page("mentions", "/mentions".into()),
        page("templates", "/p/PAY/templates".into()),
        page("policies", "/p/PAY/policies".into()),
        page("item", format!("/p/PAY/items/PAY-{item}")),
        api("API: backlog, 100 rows", "/backlog"),
        api("API: proposed order", "/proposal"),
        api("API: board", "/sprints/1/board"),
        api("API: item", &format!("/items/PAY-{item}")),
    ]
}

/// A session about the top of the backlog.
fn refinement(world: &World) -> String {
    let top = world.order.iter().take(20).map(ToString::to_string);
    format!("/p/PAY/refinement?of={}", top.collect::<Vec<_>>().join("."))
}

fn bearer(world: &World) -> String {
    format!("Authorization: Bearer {}\r\n", world.token)
}

fn read(
    table: &mut Table,
    server: &Server,
    (name, items): (&str, usize),
    path: &str,
    headers: &str,
) {
    // The API does not pack its answers.
    let ways = [("no", ""), ("yes", PACKED)];
    let ways = if path.starts_with("/api") {
        &ways[..1]
    } else {
        &ways
    };
    for (packed, accept) in ways {
        let request = request("GET", path, &format!("{headers}{accept}"), "");
        let one = hammer(server, 1, || request.clone());
        let eight = hammer(server, 8, || request.clone());
        let items = thousands(items as u64);
        let rates = [rate(&one), rate(&eight)];
        table.row(&[
            &name,
            &items,
            packed,
            &one.p50(),
            &one.p99(),
            &rates[0],
            &rates[1],
        ]);
    }
}

fn rate(times: &Times) -> String {
    thousands((times.len() as f64 / COUNTED.as_secs_f64()) as u64)
}

/// Moves items to the top, and reads the list anew after each.
fn change(table: &mut Table, server: &Server, world: &World, items: usize) {
    let who = format!("{}Content-Type: application/json\r\n", bearer(world));
    let next = AtomicUsize::new(0);
    let moving = || {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let item = world.order[number * 7 % world.order.len()];
        let to = ["top", "bottom"][number % 2];
        let body = format!("{{\"items\":[\"PAY-{item}\"],\"to\":\"{to}\"}}");
        request("POST", "/api/v1/products/PAY/moves", &who, &body)
    };
    let count = thousands(items as u64);
    for (name, connections) in [("move an item, durable", 1), ("8 at once move items", 8)] {
        let times = hammer(server, connections, moving);
        table.row(&[&name, &count, &times.p50(), &times.p99(), &rate(&times)]);
    }
    let browser = format!("Cookie: session={}\r\n", world.session);
    let page = request("GET", "/p/PAY/backlog", &browser, "");
    let (mut connection, mut times) = (server.connect(), Times::new());
    for _ in 0..CHANGES {
        assert_eq!(connection.ask(&moving()).status, 200);
        times.time(|| assert_eq!(connection.ask(&page).status, 200));
    }
    let name = "the product backlog's page right after a move";
    table.row(&[&name, &count, &times.p50(), &times.p99(), &""]);
}

/// Sends over so many connections, each as fast as it is answered.
fn hammer(server: &Server, connections: usize, request: impl Fn() -> Vec<u8> + Sync) -> Times {
    let mut times = Times::new();
    thread::scope(|scope| {
        let asking: Vec<_> = (0..connections)
            .map(|_| {
                let connection = server.connect();
                scope.spawn(|| ask(connection, &request))
            })
            .collect();
        for one in asking {
            times.extend(one.join().unwrap());
        }
    });
    times
}

fn ask(mut connection: Connection, request: impl Fn() -> Vec<u8>) -> Times {
    // What is found out once for many, such as doubles for the clean-up pass, is
    // not what a page costs, and may take longer than is counted.
    connection.ask(&request());
    let began = Instant::now();
    let mut times = Times::new();
    // What takes longer than all of that is asked for once.
    while began.elapsed() < WARM + COUNTED || times.len() == 0 {
        let request = request();
        let one = Instant::now();
        let answer = connection.ask(&request);
        let status = answer.status;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(answer.body));
        if one - began > WARM {
            times.push(one.elapsed());
        }
    }
    times
}
