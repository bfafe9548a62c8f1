//! The data folder, for the commands that work on it without the server.

use std::future::Future;
use std::path::Path;

use app::{App, OpenError};
use store::StoreError;
use tokio::runtime::{Builder, Runtime};

use crate::complaint::Complaint;

/// Where the work runs.
///
/// # Errors
/// When the system gives no threads.
pub(crate) fn runtime() -> Result<Runtime, Complaint> {
    let built = Builder::new_multi_thread().enable_all().build();
    built.map_err(|error| {
        Complaint::new(format!(
            "Millpond can't start its threads: {error}. Look at the limits of this account \
             (`ulimit -u`)."
        ))
    })
}

/// Does `work` on a Millpond that has been set up.
///
/// # Errors
/// When there is none in the folder, a server has it, or the work fails.
pub(crate) fn with_app<T, F: Future<Output = Result<T, Complaint>>>(
    folder: &Path,
    work: impl FnOnce(App) -> F,
) -> Result<T, Complaint> {
    if !folder.is_dir() {
        return Err(Complaint::new(format!(
            "There is no data folder {}. Name the right one with --data, or begin with \
             `millpond setup` or `millpond serve`.",
            folder.display()
        )));
    }
    with_any_app(folder, async |app| {
        if app.needs_setup() {
            return Err(Complaint::new(format!(
                "The Millpond in {} has not been set up yet, so it has no people. Run `millpond \
                 setup` first, or open the link that `millpond serve` prints.",
                folder.display()
            )));
        }
        work(app).await
    })
}

/// Does `work` on whatever is in the folder, and closes it again.
///
/// # Errors
/// When a server has it, it can't be read, or the work fails.
pub(crate) fn with_any_app<T>(
    folder: &Path,
    work: impl AsyncFnOnce(App) -> Result<T, Complaint>,
) -> Result<T, Complaint> {
    let runtime = runtime()?;
    runtime.block_on(async {
        let app = App::open(folder).await.map_err(|error| locked(&error))?;
        work(app).await
    })
    // The runtime goes here, with the tasks that hold the store; the last of them closes it.
}

fn locked(error: &OpenError) -> Complaint {
    match error {
        OpenError::Storage(StoreError::InUse { folder }) => Complaint::new(format!(
            "The data folder {folder} is in use by a running Millpond, and only one process may \
             write to it. Do this through its pages or its API (/api/v1), or stop it first."
        )),
        error => Complaint::new(error.to_string()),
    }
}
