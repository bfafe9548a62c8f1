//! Running `millpond` once, and reading what it said.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// Its output, when it went well.
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }

    /// Its complaint, when it was refused: on standard error alone.
    pub(crate) fn refused(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        self.err
    }
}

/// `millpond`, away from the surroundings of whoever runs the tests.
pub(crate) fn millpond() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_millpond"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MILLPOND_")) {
        command.env_remove(name);
    }
    command
}

/// Runs it on a data folder with words as arguments and `input` on standard input.
pub(crate) fn run(folder: &Path, words: &[&str], input: &str) -> Said {
    let mut child = millpond()
        .args(words)
        .env("MILLPOND_DATA", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who refuses early does not read what it is sent.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Makes Ana the administrator.
pub(crate) fn set_up(folder: &Path) -> Said {
    let words = [
        "setup",
        "--name",
        "Ana",
        "--email",
        "ana@example.com",
        "--password-stdin",
    ];
    run(folder, &words, "a long password\n")
}
