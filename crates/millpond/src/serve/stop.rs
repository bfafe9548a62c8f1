//! When to stop: on Ctrl+C, and on SIGTERM where there is such a thing. A thread of its own hears
//! them, because requests that compute may keep every other one busy.

use std::time::Duration;
use std::{io, process, thread};

use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use crate::complaint::Complaint;

/// Whether the server has been told to stop. Clones share it.
#[derive(Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens for the signals from now on. The process ends `patience` after the first at the
    /// latest, whatever goes on in it.
    ///
    /// # Errors
    /// When the system does not let it.
    pub(crate) fn on_signals(patience: Duration) -> Result<Stop, Complaint> {
        let (stop, tell) = Stop::new();
        let listening = || {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let told = {
                let _inside = runtime.enter();
                signals()?
            };
            let listen = move || listen(&runtime, told, &tell, patience, cut_off);
            thread::Builder::new().name("signals".into()).spawn(listen)
        };
        listening()
            .map(|_| stop)
            .map_err(|error| Complaint::new(format!("Millpond can't listen for signals: {error}.")))
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

fn listen(
    runtime: &Runtime,
    told: impl Future<Output = ()>,
    tell: &watch::Sender<bool>,
    patience: Duration,
    last: impl FnOnce(),
) {
    runtime.block_on(told);
    tell.send_replace(true);
    thread::sleep(patience);
    last();
}

fn cut_off() {
    tracing::error!(
        "stopped by force: requests were still computing; what was confirmed is on disk"
    );
    process::exit(1);
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn it_is_told_while_every_worker_is_busy_and_ends_by_force_if_nothing_else_helps() {
        let workers = Builder::new_multi_thread().worker_threads(1).build();
        let workers = workers.unwrap();
        let (busy, started) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        workers.spawn(async move {
            busy.send(()).unwrap();
            released.recv()
        });
        started.recv().unwrap();
        let (stop, tell) = Stop::new();
        let (forced, ended) = mpsc::channel();
        let listener = thread::spawn(move || {
            let own = Builder::new_current_thread().enable_all().build().unwrap();
            let told = async { tokio::time::sleep(Duration::from_millis(1)).await };
            listen(&own, told, &tell, Duration::ZERO, || {
                forced.send(()).unwrap()
            });
        });
        workers.block_on(stop.requested());
        ended.recv().unwrap();
        listener.join().unwrap();
        drop(release);
    }
}
