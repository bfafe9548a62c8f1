//! Where an import's bytes come from, and the line that says how far it is.

use std::io::{self, IsTerminal, Read, Write};

use crate::complaint::Complaint;

/// The name that means standard input.
const STDIN: &str = "-";
/// Bytes of a file at most; the largest exports seen are a tenth of it.
const MOST: u64 = 512 << 20;

/// All of a file, or of standard input.
///
/// # Errors
/// When it can't be read, or is too large to be a backlog.
pub(crate) fn read(file: &str) -> Result<Vec<u8>, Complaint> {
    let mut bytes = Vec::new();
    let read = match file {
        STDIN => io::stdin().take(MOST + 1).read_to_end(&mut bytes),
        path => {
            std::fs::File::open(path).and_then(|open| open.take(MOST + 1).read_to_end(&mut bytes))
        }
    };
    let name = name(file);
    let read = read.map_err(|error| {
        Complaint::new(format!(
            "{name} can't be read: {error}. Look at its name and its rights."
        ))
    })?;
    match read as u64 > MOST {
        false => Ok(bytes),
        true => Err(Complaint::new(format!(
            "{name} is larger than {} MB, which is more than a backlog. Split it, with the header in \
             each part.",
            MOST >> 20
        ))),
    }
}

/// What a person calls the file.
pub(crate) fn name(file: &str) -> &str {
    match file {
        STDIN => "The standard input",
        path => path,
    }
}

/// Says on a terminal what is being done; silent where nobody watches.
pub(crate) struct Progress(bool);

impl Progress {
    pub(crate) fn start() -> Progress {
        Progress(io::stderr().is_terminal())
    }

    /// Says what begins now, in place of what was said before.
    pub(crate) fn stage(&self, what: &str) {
        self.say(&format!("\r\x1b[K{what} …"));
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        self.say("\r\x1b[K");
    }

    fn say(&self, text: &str) {
        if self.0 {
            let mut err = io::stderr();
            // Nobody reads it, then.
            let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
