//! `millpond serve`: opens the data, listens, answers until it is told to stop, and
//! closes everything in order.
//!
//! Deliberately not here: pages (`web`) and the API (`api`), which are mounted.

mod address;
mod banner;
mod client;
mod connections;
mod health;
mod idle;
mod logging;
mod room;
mod site;
mod stop;

use std::time::{Duration, Instant};

use app::{App, OpenError};
use store::StoreError;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::cli::ServeOptions;
use crate::complaint::Complaint;
use crate::folder;

pub(crate) use address::PublicUrl;

use site::Site;
use stop::Stop;

/// How long the tasks may take to go, and the store to close.
const CLOSING: Duration = Duration::from_secs(2);
/// How much later than all of this the process ends by force.
const RESERVE: Duration = Duration::from_secs(1);

pub(crate) fn run(options: &ServeOptions) -> Result<(), Complaint> {
    logging::start(options.log, &options.log_level);
    let runtime = folder::runtime()?;
    let served = runtime.block_on(serve(options));
    let closed = close(runtime, CLOSING);
    if served.is_ok() && closed {
        tracing::info!("stopped");
    } else if served.is_ok() {
        tracing::warn!(
            "stopped, and cut off what was still being computed; what was confirmed is on disk"
        );
    }
    served
}

/// Ends the tasks; the last to go closes the store. One that computes can't be interrupted, and
/// keeps the store from closing: then, after `patience`, the answer is `false`. The store takes
/// no harm, as after a crash.
fn close(runtime: Runtime, patience: Duration) -> bool {
    let began = Instant::now();
    runtime.shutdown_timeout(patience);
    began.elapsed() < patience
}

async fn serve(options: &ServeOptions) -> Result<(), Complaint> {
    // Listening comes first: who asks while a large folder is being read waits, and is answered.
    let listener = address::listen(&options.listen).await?;
    let app = App::open(&options.data.path).await;
    let app = app.map_err(|error| explain(&error))?;
    let stop = Stop::on_signals(connections::GRACE + CLOSING + RESERVE)?;
    idle::watch(&app, options.idle_after);
    let site = Site::new(&app, options, stop.clone())?;
    announce(&app, options, &listener).await?;
    connections::accept(listener, site, stop, connections::OPEN).await;
    Ok(())
}

async fn announce(
    app: &App,
    options: &ServeOptions,
    listener: &TcpListener,
) -> Result<(), Complaint> {
    let origin = match &options.public_url {
        Some(url) => url.origin().to_owned(),
        None => address::local_origin(listener)?,
    };
    let secret = match app.needs_setup() {
        true => Some(app.renew_setup_secret().await?),
        false => None,
    };
    banner::print(&options.data.path, &origin, secret.as_ref());
    tracing::info!(address = %address::local_origin(listener)?, "listening");
    Ok(())
}

fn explain(error: &OpenError) -> Complaint {
    match error {
        OpenError::Storage(StoreError::InUse { folder }) => Complaint::new(format!(
            "The data folder {folder} is in use by another Millpond, and only one may write to it. \
             Use that one, stop it, or choose another folder with --data."
        )),
        error => Complaint::new(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn closing_does_not_wait_for_work_without_end_and_says_so() {
        let runtime = folder::runtime().unwrap();
        runtime.spawn(std::future::pending::<()>());
        assert!(close(runtime, Duration::from_secs(600)), "nothing computed");

        let runtime = folder::runtime().unwrap();
        let (busy, started) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        runtime.spawn(async move {
            busy.send(()).unwrap();
            released.recv()
        });
        started.recv().unwrap();
        assert!(!close(runtime, Duration::from_millis(1)));
        drop(release);
    }
}
