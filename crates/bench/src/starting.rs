//! From the start of the process to its first answer: on an empty folder, and until the
//! product backlog can be read on full ones.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::http::request;
use crate::program::binary;
use crate::table::{Table, thousands};
use crate::timing::{Span, Times};
use crate::{SIZES, world};

const STARTS: usize = 7;

pub(crate) fn run() {
    let mut table = Table::new(&["first answer", "items", "p50", "slowest"]);
    let health = request("GET", "/healthz", "Connection: close\r\n", "");
    let empty = Times::of_each(STARTS, || {
        let folder = world::folder();
        first_answer(folder.path(), &health)
    });
    table.row(&[
        &"/healthz, empty folder",
        &0,
        &empty.p50(),
        &empty.slowest(),
    ]);
    for items in SIZES {
        let world = world::make(items);
        let headers = format!("Cookie: session={}\r\nConnection: close\r\n", world.session);
        let page = request("GET", "/p/PAY/backlog", &headers, "");
        let count = thousands(items as u64);
        for (name, request) in [("/healthz", &health), ("product backlog", &page)] {
            let times = Times::of_each(STARTS, || first_answer(world.folder.path(), request));
            table.row(&[&name, &count, &times.p50(), &times.slowest()]);
        }
    }
    table.print();
}

/// Starts a server, asks at once and until it answers, and ends it.
fn first_answer(folder: &Path, request: &[u8]) -> Span {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let address = format!("127.0.0.1:{port}");
    let began = Instant::now();
    let mut child = Command::new(binary())
        .args([
            "serve",
            "--log-level",
            "error",
            "--listen",
            &address,
            "--data",
        ])
        .arg(folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut stream = loop {
        match TcpStream::connect(&address) {
            Ok(stream) => break stream,
            Err(_) => std::thread::sleep(std::time::Duration::from_micros(200)),
        }
    };
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let time = Span(began.elapsed());
    assert!(
        answer.starts_with(b"HTTP/1.1 200"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(child.wait().unwrap().success());
    time
}
