//! Running other programs: from the workspace's root, without a stdin, each command line printed
//! before it starts so that a reader can repeat it by hand.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why something could not be done, and what a person can do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) what: String,
    pub(crate) advice: String,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Failure {
            what: what.into(),
            advice: advice.into(),
        }
    }
}

/// The workspace's root folder.
pub(crate) fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
    let manifest = PathBuf::from(manifest);
    manifest.parent().map(Path::to_path_buf).unwrap_or(manifest)
}

/// The cargo that runs us, so that a `+toolchain` on the command line holds for every step.
pub(crate) fn cargo() -> Program {
    Program::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).shown_as("cargo")
}

/// A program about to be run.
pub(crate) struct Program {
    command: Command,
    shown: String,
}

impl Program {
    pub(crate) fn new(name: impl Into<OsString>) -> Self {
        let name = name.into();
        let shown = name.to_string_lossy().into_owned();
        let mut command = Command::new(name);
        command.current_dir(root()).stdin(Stdio::null());
        Program { command, shown }
    }

    fn shown_as(mut self, name: &str) -> Self {
        self.shown = name.to_owned();
        self
    }

    pub(crate) fn args(mut self, line: &str) -> Self {
        for arg in line.split_whitespace() {
            self.command.arg(arg);
        }
        self.shown = format!("{} {line}", self.shown);
        self
    }

    /// One argument that may hold spaces.
    pub(crate) fn arg(mut self, arg: &str) -> Self {
        self.command.arg(arg);
        self.shown = format!("{} {arg}", self.shown);
        self
    }

    /// Runs in `folder`, given relative to the root.
    pub(crate) fn within(mut self, folder: &str) -> Self {
        self.command.current_dir(root().join(folder));
        self.shown = format!("{}   (in {folder}/)", self.shown);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        let value = value.into();
        self.shown = format!("{name}={} {}", value.to_string_lossy(), self.shown);
        self.command.env(name, value);
        self
    }

    /// Runs it to the end, its output going where ours goes.
    pub(crate) fn run(mut self, advice: &str) -> Result<(), Failure> {
        println!("  $ {}", self.shown);
        let status = self.command.status();
        self.judge(status, advice)
    }

    /// Runs it to the end, showing its output and handing each line to `see` as well.
    ///
    /// Both outputs become one pipe, because the tools do not agree on where their summary goes.
    pub(crate) fn run_and_read(
        mut self,
        advice: &str,
        mut see: impl FnMut(&str),
    ) -> Result<(), Failure> {
        println!("  $ {}", self.shown);
        let status = self.tee(&mut see);
        self.judge(status, advice)
    }

    fn tee(&mut self, see: &mut dyn FnMut(&str)) -> std::io::Result<std::process::ExitStatus> {
        let (reader, writer) = std::io::pipe()?;
        let mut child = self
            .command
            .stdout(writer.try_clone()?)
            .stderr(writer)
            .spawn()?;
        // The command holds the writing ends; the pipe only ends once they are closed here too.
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        for line in BufReader::new(reader).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            see(&line);
        }
        std::io::stdout().flush()?;
        child.wait()
    }

    /// What it prints to stdout, or nothing when it cannot be started or fails.
    pub(crate) fn output(mut self) -> Option<String> {
        let output = self.command.stderr(Stdio::null()).output().ok()?;
        let succeeded = output.status.success();
        succeeded.then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn judge(
        &self,
        status: std::io::Result<std::process::ExitStatus>,
        advice: &str,
    ) -> Result<(), Failure> {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::new(
                format!("`{}` failed ({status})", self.shown),
                advice,
            )),
            Err(error) => Err(Failure::new(
                format!("`{}` could not be started: {error}", self.shown),
                advice,
            )),
        }
    }
}
