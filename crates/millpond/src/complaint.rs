//! Why the program ends with 1: sentences that say what, why and what to do.

use std::fmt;
use std::io::Write;

/// What goes to standard error.
#[derive(Debug)]
pub(crate) struct Complaint(String);

impl Complaint {
    pub(crate) fn new(sentences: impl Into<String>) -> Complaint {
        Complaint(sentences.into())
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<app::Failure> for Complaint {
    fn from(failure: app::Failure) -> Complaint {
        Complaint(failure.to_string())
    }
}

/// Says it where complaints belong.
pub(crate) fn say(complaint: &Complaint) {
    // Nothing is left to be done when even that cannot be written.
    let _ = writeln!(std::io::stderr(), "millpond: {complaint}");
}

/// Prints a line of a command's result.
///
/// # Errors
/// When standard output is closed: whoever reads it must not take half for all.
pub(crate) fn print(line: impl fmt::Display) -> Result<(), Complaint> {
    writeln!(std::io::stdout(), "{line}").map_err(|error| {
        Complaint(format!(
            "The result can't be written to the output: {error}."
        ))
    })
}
