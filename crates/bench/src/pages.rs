//! Pages and API of the real server over loopback. The client runs on the same cores, so
//! requests per second are less than a server alone would give.

use std::thread;
use std::time::{Duration, Instant};

use crate::http::{Connection, PACKED, request};
use crate::program::Server;
use crate::table::{Table, thousands};
use crate::timing::Times;
use crate::world::World;
use crate::{SIZES, world};

const WARM: Duration = Duration::from_millis(300);
const COUNTED: Duration = Duration::from_millis(1_500);

pub(crate) fn run() {
    let head = [
        "page",
        "items",
        "packed",
        "p50",
        "p99",
        "requests/s",
        "with 8 connections",
    ];
    let mut table = Table::new(&head);
    for items in SIZES {
        let world = world::make(items);
        let server = Server::start(world.folder.path());
        for (name, path, headers) in addresses(&world) {
            for (packed, accept) in [("no", ""), ("yes", PACKED)] {
                let request = request("GET", &path, &format!("{headers}{accept}"), "");
                let one = hammer(&server, &request, 1);
                let eight = hammer(&server, &request, 8);
                let items = thousands(items as u64);
                let rates = [rate(&one), rate(&eight)];
                let (p50, p99) = (one.p50(), one.p99());
                table.row(&[&name, &items, &packed, &p50, &p99, &rates[0], &rates[1]]);
            }
        }
    }
    table.print();
}

/// What is measured: a name, a path, and who asks.
pub(crate) fn addresses(world: &World) -> Vec<(&'static str, String, String)> {
    let browser = format!("Cookie: session={}\r\n", world.session);
    let item = world.item;
    let page = |name, path: String| (name, path, browser.clone());
    vec![
        page("product backlog", "/p/PAY/backlog".into()),
        page(
            "product backlog, searched",
            "/p/PAY/backlog?q=refunds".into(),
        ),
        page("item", format!("/p/PAY/items/PAY-{item}")),
    ]
}

fn rate(times: &Times) -> String {
    thousands((times.len() as f64 / COUNTED.as_secs_f64()) as u64)
}

/// Asks for the same over so many connections, each as fast as it is answered.
fn hammer(server: &Server, request: &[u8], connections: usize) -> Times {
    let mut times = Times::default();
    thread::scope(|scope| {
        let asking: Vec<_> = (0..connections)
            .map(|_| {
                let connection = server.connect();
                scope.spawn(|| ask(connection, request))
            })
            .collect();
        for one in asking {
            times.extend(one.join().unwrap());
        }
    });
    times
}

fn ask(mut connection: Connection, request: &[u8]) -> Times {
    let began = Instant::now();
    let mut times = Times::default();
    while began.elapsed() < WARM + COUNTED {
        let one = Instant::now();
        let answer = connection.ask(request);
        assert_eq!(
            answer.status,
            200,
            "{}",
            String::from_utf8_lossy(answer.body)
        );
        if one - began > WARM {
            times.push(one.elapsed());
        }
    }
    times
}
