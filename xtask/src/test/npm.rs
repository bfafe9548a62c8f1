//! Installing what a `package-lock.json` names, only when it is not there yet.

use std::path::Path;
use std::time::SystemTime;

use crate::process::{Failure, Program, root};

/// Makes `node_modules` in the folder match its lock file.
pub(super) fn install(folder: &str) -> Result<(), Failure> {
    let folder_path = root().join(folder);
    // npm writes this file last, so it is as old as the last whole installation.
    let installed = modified(&folder_path.join("node_modules/.package-lock.json"));
    let locked = modified(&folder_path.join("package-lock.json"));
    if installed.is_some() && installed >= locked {
        return Ok(());
    }
    Program::new("npm")
        .args("ci --no-audit --no-fund")
        .within(folder)
        .run(
            "check that the package registry can be reached; when package.json and its lock file \
         disagree, run `npm install` there and commit the lock file.",
        )
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
}
