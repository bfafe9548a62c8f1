//! A served Millpond on a port of its own, and the smallest client for it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use super::program::millpond;

/// A running server; ended when the test is over, however it is over.
pub(crate) struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    err: Option<ChildStderr>,
    /// All it printed until it was ready.
    pub(crate) banner: String,
    /// `127.0.0.1:PORT`.
    pub(crate) address: String,
}

impl Server {
    /// Starts it on a free port, and waits until it says that it listens.
    pub(crate) fn start(folder: &Path, words: &[&str]) -> Server {
        let mut child = millpond()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (mut banner, mut address) = (String::new(), None);
        while !banner.contains("Stop it with") {
            let mut line = String::new();
            assert_ne!(out.read_line(&mut line).unwrap(), 0, "it ended: {banner}");
            if let Some(found) = line.trim().strip_prefix("Address") {
                address = found.trim().strip_prefix("http://").map(str::to_owned);
            }
            banner += &line;
        }
        let err = child.stderr.take();
        let address = address.unwrap();
        Server {
            child,
            out,
            err,
            banner,
            address,
        }
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    /// One GET request: the whole answer, head and body.
    pub(crate) fn get(&self, path: &str, headers: &str) -> String {
        self.send("GET", path, headers, "")
    }

    /// One request: the whole answer, head and body.
    pub(crate) fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        let mut stream = self.connect();
        let host = &self.address;
        let head = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        let length = format!("Content-Length: {}\r\n", body.len());
        stream
            .write_all(format!("{head}{length}{headers}\r\n{body}").as_bytes())
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends SIGTERM, waits for the end, and answers exit code and log.
    pub(crate) fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
        let mut log = String::new();
        self.err.take().unwrap().read_to_string(&mut log).unwrap();
        self.out.read_to_string(&mut self.banner).unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already where the test stopped it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
