//! What a person reads when the server starts. It goes to standard output; the log
//! goes to standard error.

use std::io::Write;
use std::path::Path;

use app::accounts::Secret;

/// Says what runs, where, and how to begin when nobody has set it up.
pub(crate) fn print(folder: &Path, origin: &str, setup: Option<&Secret>) {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let mut text = format!(
        "Millpond {}\n  Data folder  {}\n  Address      {origin}\n",
        env!("CARGO_PKG_VERSION"),
        folder.display()
    );
    if let Some(secret) = setup {
        let link = format!("{origin}/setup/{}", secret.reveal());
        text += &format!(
            "\nNobody has set it up yet. Open this link to begin; it counts once, for a day:\n  \
             {link}\n"
        );
    }
    text += "\nStop it with Ctrl+C.\n";
    let mut out = std::io::stdout().lock();
    // A server whose output nobody reads serves all the same.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
