//! What is refused says what, why and what to do, and changes nothing.

use super::program::{run, set_up};
use super::server::Server;

#[test]
fn a_folder_that_a_server_holds_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    set_up(dir.path()).ok();
    let server = Server::start(dir.path(), &[]);
    let said = run(
        dir.path(),
        &["token", "create", "--email", "ana@example.com"],
        "",
    )
    .refused();
    assert!(
        said.contains("in use by a running Millpond") && said.contains("API"),
        "{said}"
    );
    let said = run(dir.path(), &["serve", "--listen", "127.0.0.1:0"], "").refused();
    assert!(said.contains("another folder with --data"), "{said}");
    let said = run(dir.path(), &["serve", "--listen", &server.address], "").refused();
    assert!(said.contains("--listen"), "{said}");
}

#[test]
fn an_address_that_cannot_be_had_is_explained() {
    let dir = tempfile::tempdir().unwrap();
    for address in ["8080", "nowhere:", "192.0.2.1:8080"] {
        let said = run(dir.path(), &["serve", "--listen", address], "").refused();
        assert!(said.contains("--listen"), "{said}");
    }
}

#[test]
fn nothing_is_made_where_there_is_no_folder() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("tpyo");
    let product = ["product", "create", "--key", "PAY", "--name", "Payments"];
    let said = run(&folder, &product, "").refused();
    assert!(said.contains("tpyo") && said.contains("--data"), "{said}");
    assert!(!folder.exists());
    let said = run(dir.path(), &product, "").refused();
    assert!(said.contains("millpond setup"), "{said}");
}

#[test]
fn what_does_not_fit_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let setup = [
        "setup",
        "--name",
        "Ana",
        "--email",
        "ana",
        "--password-stdin",
    ];
    assert!(
        run(dir.path(), &setup, "a long password")
            .refused()
            .contains("e-mail")
    );
    let setup = [
        "setup",
        "--name",
        "Ana",
        "--email",
        "ana@example.com",
        "--password-stdin",
    ];
    assert!(
        run(dir.path(), &setup, "short\n")
            .refused()
            .contains("10 characters")
    );
    set_up(dir.path()).ok();
    assert!(
        !set_up(dir.path()).refused().is_empty(),
        "only the first is set up"
    );
    let wrong = [
        (vec!["--key", "?", "--name", "Payments"], "key"),
        (vec!["--key", "PAY", "--name", " "], "name"),
        (
            vec!["--key", "PAY", "--name", "P", "--time-zone", "Mars/Base"],
            "Mars/Base",
        ),
        (
            vec!["--key", "PAY", "--name", "P", "--owner", "bo@example.com"],
            "bo@example.com",
        ),
    ];
    for (words, named) in wrong {
        let words = [vec!["product", "create"], words].concat();
        let said = run(dir.path(), &words, "").refused();
        assert!(
            said.to_lowercase().contains(&named.to_lowercase()),
            "{said}"
        );
    }
    let said = run(
        dir.path(),
        &["token", "create", "--email", "bo@example.com"],
        "",
    )
    .refused();
    assert!(said.contains("bo@example.com"), "{said}");
}

#[test]
fn what_is_not_understood_is_code_2() {
    let dir = tempfile::tempdir().unwrap();
    let wrong: [&[&str]; 4] = [
        &["srve"],
        &["serve", "--public-url", "not a url"],
        &["serve", "--trusted-proxy", "proxy"],
        &["setup", "--name", "Ana", "--email", "ana@example.com"],
    ];
    for words in wrong {
        assert_eq!(run(dir.path(), words, "").code, Some(2), "{words:?}");
    }
}
