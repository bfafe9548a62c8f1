//! When to stop: on Ctrl+C, and on SIGTERM where there is such a thing.

use std::io;

use tokio::sync::watch;

use crate::complaint::Complaint;

/// Whether the server has been told to stop. Clones share it.
#[derive(Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for the signals from now on.
    ///
    /// # Errors
    /// When the system does not let it.
    pub(crate) fn on_signals() -> Result<Stop, Complaint> {
        let told = signals().map_err(|error| {
            Complaint::new(format!("Millpond can't listen for signals: {error}."))
        })?;
        let (stop, tell) = Stop::new();
        tokio::spawn(async move {
            told.await;
            tell.send_replace(true);
            // Kept open: a closed channel says the same, but only by accident.
            tell.closed().await;
        });
        Ok(stop)
    }

    /// One that waits until it is told `true`.
    pub(super) fn new() -> (Stop, watch::Sender<bool>) {
        let (tell, told) = watch::channel(false);
        (Stop(told), tell)
    }

    /// Waits until the server is told to stop.
    pub(crate) async fn requested(&self) {
        let mut told = self.0.clone();
        // An error means that nobody can tell any more: the runtime is going.
        let _ = told.wait_for(|stop| *stop).await;
    }
}

#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signals() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without the signal the server runs until it is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
