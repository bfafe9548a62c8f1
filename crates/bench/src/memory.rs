//! What the server takes of the machine's memory: when it has just started, when its
//! product is loaded, when people have signed in, and after a crowd.

use std::thread;
use std::time::{Duration, Instant};

use crate::http::{PACKED, request};
use crate::program::Server;
use crate::table::{Table, thousands};
use crate::{SIZES, pages, world};

/// How often somebody signs in, and with what: checking a password takes the most at once. More of
/// them within a minute would be refused.
const SIGN_INS: usize = 8;
const CREDENTIALS: &str = "email=ana%40example.com&password=a+long+password";
const CROWD: Duration = Duration::from_secs(2);

pub(crate) fn run() {
    let head = [
        "items",
        "data folder",
        "started",
        "product read",
        "signed in",
        "after a crowd",
        "at most",
    ];
    let mut table = Table::new(&head);
    for items in SIZES {
        let world = world::make(items);
        let disk = megabytes(world::size(world.folder.path()));
        let server = Server::start(world.folder.path());
        let started = server.memory("VmRSS");
        let requests: Vec<Vec<u8>> = pages::addresses(&world)
            .iter()
            .map(|(_, path, who)| request("GET", path, &format!("{who}{PACKED}"), ""))
            .collect();
        assert_eq!(server.connect().ask(&requests[0]).status, 200);
        let read = server.memory("VmRSS");
        sign_in(&server);
        let signed_in = megabytes(server.memory("VmRSS"));
        crowd(&server, &requests);
        let after = [server.memory("VmRSS"), server.memory("VmHWM")].map(megabytes);
        let (started, read) = (megabytes(started), megabytes(read));
        table.row(&[
            &thousands(items as u64),
            &disk,
            &started,
            &read,
            &signed_in,
            &after[0],
            &after[1],
        ]);
    }
    table.print();
}

fn sign_in(server: &Server) {
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let request = request("POST", "/login", form, CREDENTIALS);
    let mut connection = server.connect();
    for _ in 0..SIGN_INS {
        assert_eq!(connection.ask(&request).status, 303);
    }
}

fn crowd(server: &Server, requests: &[Vec<u8>]) {
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                let (mut connection, began) = (server.connect(), Instant::now());
                while began.elapsed() < CROWD {
                    for request in requests {
                        assert_eq!(connection.ask(request).status, 200);
                    }
                }
            });
        }
    });
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
