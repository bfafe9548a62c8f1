//! `millpond setup`: the first administrator, without a browser.

use std::io::Read;

use app::accounts::NewAdministrator;

use crate::cli::SetupOptions;
use crate::complaint::{Complaint, print};
use crate::folder;

/// More than the longest password; what is longer is no password.
const LONGEST: u64 = 8_192;

pub(crate) fn run(options: SetupOptions) -> Result<(), Complaint> {
    let new = NewAdministrator {
        password: password()?,
        name: options.name,
        email: options.email,
        workspace: options.workspace,
    };
    let (name, folder) = (new.name.clone(), options.data.path);
    folder::with_any_app(&folder, async |app| Ok(app.set_up(new).await.map(drop)?))?;
    print(format_args!(
        "{} is the administrator of the Millpond in {}.\n\
         Next: `millpond product create` makes a product, `millpond serve` starts the server.",
        name.trim(),
        folder.display()
    ))
}

/// The password on standard input, without the line's end that `echo` adds.
fn password() -> Result<String, Complaint> {
    let mut text = String::new();
    let read = std::io::stdin().take(LONGEST).read_to_string(&mut text);
    read.map_err(|error| {
        Complaint::new(format!(
            "The password can't be read from standard input: {error}. Send it as UTF-8 text, for \
             example with `printf '%s' \"$PASSWORD\" | millpond setup …`."
        ))
    })?;
    let end = text.trim_end_matches(['\r', '\n']).len();
    text.truncate(end);
    Ok(text)
}
