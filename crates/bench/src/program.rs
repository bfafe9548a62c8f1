//! The real binary, as it lies beside this one.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::http::Connection;

/// `millpond`, built by the same command as this program.
pub(crate) fn binary() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let binary = own.with_file_name(format!("millpond{}", std::env::consts::EXE_SUFFIX));
    let how = "build it beside this program: `cargo xtask bench` does so";
    assert!(binary.exists(), "there is no {}; {how}", binary.display());
    binary
}

/// A server that is running; ended when this goes.
pub(crate) struct Server {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub(crate) address: String,
}

impl Server {
    /// Starts it, and waits until it says where it listens.
    pub(crate) fn start(folder: &Path) -> Server {
        let mut child = Command::new(binary())
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--log-level",
                "warn",
                "--data",
            ])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut addresses = lines.filter_map(|line| {
            let line = line.unwrap();
            let url = line.trim().strip_prefix("Address")?.trim();
            Some(url.strip_prefix("http://")?.to_owned())
        });
        let address = addresses.next().unwrap();
        Server { child, address }
    }

    pub(crate) fn connect(&self) -> Connection {
        Connection::open(&self.address)
    }

    /// A line of `/proc/PID/status` in bytes, such as `VmRSS`.
    pub(crate) fn memory(&self, name: &str) -> u64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap();
        let kilobytes = line
            .trim_matches([':', ' ', '\t'])
            .split(' ')
            .next()
            .unwrap();
        kilobytes.parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        let patience = Instant::now();
        while asked.is_ok() && patience.elapsed() < Duration::from_secs(10) {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        // It had its chance.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
