//! From an empty folder to a served product, without a browser.

use std::io::{Read, Write};

use super::program::{run, set_up};
use super::server::Server;

#[test]
fn from_an_empty_folder_to_a_served_product() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("deep").join("data");
    assert!(set_up(&folder).ok().contains("Ana is the administrator"));
    let product = ["product", "create", "--key", "pay", "--name", "Payments"];
    assert_eq!(
        run(&folder, &product, "").ok(),
        "PAY (Payments) is there, and empty.\n"
    );
    let import = ["import", "--product", "PAY", "--from", "csv", "-"];
    run(&folder, &import, "Key,Summary\nX-1,Pay by card\n").ok();
    let sample = run(&folder, &["product", "sample"], "").ok();
    assert!(sample.starts_with("BIKE, "), "{sample}");
    let token = run(
        &folder,
        &["token", "create", "--email", "ana@example.com"],
        "",
    )
    .ok();
    assert!(
        token.starts_with("millpond_") && token.lines().count() == 1,
        "{token}"
    );
    let server = Server::start(&folder, &[]);
    assert!(!server.banner.contains("/setup/"), "{}", server.banner);
    let health = server.get("/healthz", "");
    assert!(
        health.starts_with("HTTP/1.1 200 OK") && health.ends_with("\r\n\r\nok"),
        "{health}"
    );
    let bearer = format!("Authorization: Bearer {}\r\n", token.trim());
    let backlog = server.get("/api/v1/products/PAY/backlog", &bearer);
    assert!(backlog.starts_with("HTTP/1.1 200 OK"), "{backlog}");
    assert!(backlog.contains("\"title\":\"Pay by card\""), "{backlog}");
    let refused = server.get("/api/v1/products/PAY/backlog", "");
    assert!(refused.starts_with("HTTP/1.1 401"), "{refused}");
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn who_starts_first_is_shown_how_to_begin() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path(), &[]);
    let folder = dir.path().to_str().unwrap();
    assert!(server.banner.contains(folder), "{}", server.banner);
    let link = format!("http://{}/setup/", server.address);
    let secret = server
        .banner
        .split_once(&link)
        .unwrap()
        .1
        .split_whitespace()
        .next()
        .unwrap();
    let secret = secret.to_owned();
    assert!(secret.len() > 30, "{secret}");
    let (_, log) = server.stop();
    assert!(!log.contains(&secret), "the log holds no secrets");
}

#[test]
fn behind_a_proxy_the_setup_link_is_the_public_one() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path();
    let mut child = super::program::millpond()
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--public-url",
            "https://backlog.example.com/",
        ])
        .env("MILLPOND_DATA", folder)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut text = [0; 400];
    let read = child.stdout.take().unwrap().read(&mut text).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let text = String::from_utf8_lossy(&text[..read]);
    assert!(
        text.contains("https://backlog.example.com/setup/"),
        "{text}"
    );
}

#[test]
fn stopping_waits_for_nobody_who_only_keeps_a_connection() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path(), &[]);
    let _silent = server.connect();
    let mut used = server.connect();
    used.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        .unwrap();
    let mut first = [0; 15];
    used.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    let (code, log) = server.stop();
    assert_eq!(code, Some(0));
    assert!(!log.contains("cut off"), "{log}");
}

#[test]
fn the_log_is_json_on_request_and_names_every_request_at_debug() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(
        dir.path(),
        &["--log", "json", "--log-level", "millpond=debug"],
    );
    server.get("/setup/a-secret-of-somebody", "");
    let (_, log) = server.stop();
    let line = log
        .lines()
        .find(|line| line.contains("\"request\""))
        .unwrap();
    assert!(line.starts_with('{') && line.ends_with('}'), "{line}");
    assert!(line.contains("\"path\":\"/setup/…\""), "{line}");
    assert!(!log.contains("a-secret-of-somebody"), "{log}");
}

#[test]
fn pages_are_served_and_refuse_commands_from_elsewhere() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path(), &[]);
    let page = server.get("/", "");
    assert!(page.contains("content-security-policy"), "{page}");
    let foreign = "Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n";
    let refused = server.send("POST", "/logout", foreign, "");
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
}

#[test]
fn an_open_page_does_not_hold_up_the_stop() {
    let dir = tempfile::tempdir().unwrap();
    set_up(dir.path()).ok();
    let product = ["product", "create", "--key", "PAY", "--name", "Payments"];
    run(dir.path(), &product, "").ok();
    let server = Server::start(dir.path(), &[]);
    let form = "email=ana%40example.com&password=a+long+password";
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    let signed_in = server.send("POST", "/login", kind, form);
    let (_, cookie) = signed_in.split_once("set-cookie: ").unwrap();
    let cookie = cookie.split_once(';').unwrap().0;
    let mut page = server.connect();
    let live = format!("GET /p/PAY/live?since=0 HTTP/1.1\r\nHost: a\r\nCookie: {cookie}\r\n\r\n");
    page.write_all(live.as_bytes()).unwrap();
    let mut head = [0; 15];
    page.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"HTTP/1.1 200 OK");
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("cut off"), "{log}");
    let mut rest = String::new();
    page.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("text/event-stream"), "{rest}");
    assert!(
        rest.ends_with("0\r\n\r\n"),
        "the stream ends as it should: {rest}"
    );
}

#[test]
fn people_are_listed_and_the_last_administrator_stays() {
    let dir = tempfile::tempdir().unwrap();
    set_up(dir.path()).ok();
    let listed = run(dir.path(), &["person", "list"], "").ok();
    assert_eq!(listed, "ana@example.com\tAna\tadministrator\n");
    let person = |word, email| run(dir.path(), &["person", word, "--email", email], "");
    let refused = person("disable", "ana@example.com").refused();
    assert!(refused.contains("last administrator"), "{refused}");
    let refused = person("disable", "bo@example.com").refused();
    assert!(refused.contains("Nobody here has"), "{refused}");
    let link = person("reset-password", "ana@example.com").ok();
    assert!(link.starts_with("http://127.0.0.1:8080/reset/"), "{link}");
    let refused = person("reset-password", "bo@example.com").refused();
    assert!(refused.contains("Nobody here has"), "{refused}");
    let refused = person("dismiss-administrator", "ana@example.com").refused();
    assert!(refused.contains("last administrator"), "{refused}");
    let refused = person("make-administrator", "bo@example.com").refused();
    assert!(refused.contains("Nobody here has"), "{refused}");
    let made = person("make-administrator", "ana@example.com").ok();
    assert_eq!(made, "Ana is an administrator.\n", "as she was");
    let enabled = person("enable", "ana@example.com").ok();
    assert_eq!(enabled, "Ana can sign in again.\n");
}
