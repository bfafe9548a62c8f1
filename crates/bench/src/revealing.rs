//! A reveal of planning poker: from the command to the moment the last of twenty browsers,
//! each told over its event stream, holds the changed page.
//!
//! Deliberately not here: what a browser needs to draw it. Clients and server share the cores.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::USUAL;
use crate::http::{Connection, request};
use crate::program::Server;
use crate::table::{Table, thousands};
use crate::timing::Times;
use crate::world::{self, World};

const BROWSERS: usize = 20;
const REVEALS: usize = 40;
/// Votes of two rounds in turn, so that a page of the round before is not taken for this one.
const CARDS: [u32; 2] = [5, 8];
/// What a reading of the page cannot take.
const LOST: Duration = Duration::from_secs(20);

pub(crate) fn run() {
    let world = world::make(USUAL);
    let server = Server::start(world.folder.path());
    let (said, heard) = channel();
    for browser in 0..BROWSERS {
        let (page, said) = (Page::open(&server, &world), said.clone());
        thread::spawn(move || page.follow(browser, &said));
    }
    let mut host = Host::new(&server, &world);
    let mut times = Times::new();
    for number in 0..REVEALS {
        host.prepare(number);
        let began = Instant::now();
        host.reveal(number);
        wait(&heard, CARDS[number % 2]);
        times.push(began.elapsed());
        host.close(number);
    }
    let head = ["browsers", "items", "p50", "slowest"];
    let mut table = Table::new(&head);
    let items = thousands(USUAL as u64);
    table.row(&[&BROWSERS, &items, &times.p50(), &times.slowest()]);
    table.print();
}

/// Until every browser has read a page on which this card lies open.
fn wait(heard: &Receiver<(usize, u32)>, card: u32) {
    let mut missing: BTreeSet<usize> = (0..BROWSERS).collect();
    while !missing.is_empty() {
        let (browser, seen) = heard.recv_timeout(LOST).unwrap();
        if seen == card {
            missing.remove(&browser);
        }
    }
}

/// A browser that shows the table: its event stream, and the connection it fetches with.
struct Page {
    live: Connection,
    fetch: Connection,
    main: Vec<u8>,
}

impl Page {
    fn open(server: &Server, world: &World) -> Page {
        let who = format!("Cookie: session={}\r\n", world.session);
        let mut live = server.connect();
        live.listen(&request("GET", "/p/PAY/live", &who, ""));
        let part = format!("{who}x-part: main\r\n");
        Page {
            live,
            fetch: server.connect(),
            main: request("GET", "/p/PAY/poker", &part, ""),
        }
    }

    /// Fetches the page after each change, and says which card lies open on it. Ends when the
    /// server does.
    fn follow(mut self, browser: usize, said: &Sender<(usize, u32)>) {
        while let Some(told) = self.live.hear() {
            if !told.starts_with(b"event") {
                continue;
            }
            let answer = self.fetch.ask(&self.main);
            assert_eq!(answer.status, 200);
            let page = String::from_utf8_lossy(answer.body);
            let open = |card: &&u32| page.contains(&format!("One vote, {card} points"));
            if let Some(card) = CARDS.iter().find(open)
                && said.send((browser, *card)).is_err()
            {
                return;
            }
        }
    }
}

/// Whoever opens, votes and turns over.
struct Host<'a> {
    connection: Connection,
    world: &'a World,
    who: String,
}

impl<'a> Host<'a> {
    fn new(server: &Server, world: &'a World) -> Host<'a> {
        let token = &world.token;
        Host {
            connection: server.connect(),
            world,
            who: format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"),
        }
    }

    fn prepare(&mut self, number: usize) {
        self.ask("POST", number, "", "");
        let card = CARDS[number % 2];
        let vote = format!("{{\"round\":1,\"card\":{card}}}");
        self.ask("PUT", number, "/vote", &vote);
    }

    fn reveal(&mut self, number: usize) {
        self.ask("POST", number, "/reveal", "{\"round\":1}");
    }

    fn close(&mut self, number: usize) {
        self.ask("POST", number, "/agreement", "{\"round\":1}");
    }

    fn ask(&mut self, method: &str, number: usize, what: &str, body: &str) {
        let item = self.world.order[number];
        let path = format!("/api/v1/products/PAY/items/PAY-{item}/poker{what}");
        let answer = self
            .connection
            .ask(&request(method, &path, &self.who, body));
        let said = String::from_utf8_lossy(answer.body);
        assert!(answer.status < 300, "{path}: {said}");
    }
}
