//! Accepting connections, and letting them go: each is served by a task of its own.
//! HTTP/1.1 only; a reverse proxy speaks whatever else browsers like.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};

use super::site::Site;
use super::stop::Stop;

/// How long a client may take to send the head of a request, or be silent between two.
const HEAD: Duration = Duration::from_secs(75);
/// How long requests that are under way may take to finish once the server stops.
pub(super) const GRACE: Duration = Duration::from_secs(8);
/// The wait before accepting again when the system has no more files or memory.
const BREATH: Duration = Duration::from_millis(100);

/// Accepts until it is told to stop, then finishes what is under way.
pub(crate) async fn accept(listener: TcpListener, site: Site, stop: Stop) {
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.requested() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                tokio::spawn(serve(stream, peer, site.clone(), graceful.watcher()));
            }
            Err(error) => wait_after(&error).await,
        }
    }
    drop(listener);
    let waiting = graceful.count();
    tracing::info!(connections = waiting, "stopping");
    if tokio::time::timeout(GRACE, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
}

/// A connection that went away while it waited is its own affair; anything else is a
/// lack that passes.
async fn wait_after(error: &io::Error) {
    let gone = [
        io::ErrorKind::ConnectionAborted,
        io::ErrorKind::ConnectionReset,
        io::ErrorKind::ConnectionRefused,
    ];
    if !gone.contains(&error.kind()) {
        tracing::error!(%error, "a connection could not be accepted");
        tokio::time::sleep(BREATH).await;
    }
}

async fn serve(stream: TcpStream, peer: SocketAddr, site: Site, watcher: Watcher) {
    // Answers are written whole, so waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let site = site.clone();
        async move { site.answer(request, peer).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%peer, %error, "a connection ended early");
    }
}
