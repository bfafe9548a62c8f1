//! Accepting connections, and letting them go: each is served by a task of its own.
//! HTTP/1.1 only; a reverse proxy speaks whatever else browsers like.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::room::{Place, Room};
use super::site::Site;
use super::stop::Stop;

/// Connections that are open at once at most; each open page holds one, for what happens
/// live. What they take then is a matter of their number and not of whoever makes them.
pub(super) const OPEN: usize = 2_000;
/// Bytes of a request's head, and of a body that nobody has read yet.
const AHEAD: usize = 64 << 10;
/// What one too many is told.
const FULL: &str = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\n\
    Retry-After: 10\r\nConnection: close\r\n\r\n\
    Nothing was done, because too many connections are open. Try again in a moment.\n";
/// How long one too many may take to read that.
const FAREWELL: Duration = Duration::from_secs(1);
/// How long a new connection may be silent. Browsers speak at once; those they open
/// ahead are opened again.
const SILENT: Duration = Duration::from_secs(10);
/// How long a client may take to send the head of a request, or be silent between two.
const HEAD: Duration = Duration::from_secs(75);
/// How long requests that are under way may take to finish once the server stops.
pub(super) const GRACE: Duration = Duration::from_secs(8);
/// The wait before accepting again when the system has no more files or memory.
const BREATH: Duration = Duration::from_millis(100);

/// Accepts until it is told to stop, `open` of them at once, then finishes what is under way.
pub(crate) async fn accept(listener: TcpListener, site: Site, stop: Stop, open: usize) {
    let graceful = GracefulShutdown::new();
    let room = Room::new(open);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.requested() => break,
        };
        match accepted {
            Ok((stream, peer)) => match room.take(site.counted(peer.ip())) {
                Some(place) => {
                    let watcher = graceful.watcher();
                    let connection = Connection {
                        stream,
                        peer,
                        watcher,
                        place,
                    };
                    tokio::spawn(serve(connection, site.clone(), stop.clone()));
                }
                None => drop(tokio::spawn(turn_away(stream, peer))),
            },
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

/// Tells one too many so. It is let finish its request, or the answer would be lost to it.
async fn turn_away(mut stream: TcpStream, peer: SocketAddr) {
    tracing::warn!(%peer, "too many connections are open; one was turned away");
    let told = async {
        stream.write_all(FULL.as_bytes()).await?;
        stream.shutdown().await?;
        let mut rest = [0; 1024];
        while stream.read(&mut rest).await? > 0 {}
        io::Result::Ok(())
    };
    let _ = tokio::time::timeout(FAREWELL, told).await;
}

/// A connection that was accepted.
struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    watcher: Watcher,
    /// Held until it ends.
    place: Place,
}

async fn serve(connection: Connection, site: Site, stop: Stop) {
    let Connection {
        stream,
        peer,
        watcher,
        place: _place,
    } = connection;
    let mut first = [0];
    let speaks = tokio::time::timeout(SILENT, stream.peek(&mut first));
    tokio::select! {
        spoke = speaks => if spoke.is_err() {
            tracing::debug!(%peer, "a connection said nothing");
            return;
        },
        // Nothing is under way that a stop would have to wait for.
        () = stop.requested() => return,
    }
    // Answers are written whole, so waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let site = site.clone();
        async move { site.answer(request, peer).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(AHEAD)
        .serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%peer, %error, "a connection ended early");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Command;

    /// What a new connection is answered when it asks how the server is, and the connection.
    async fn asks(address: SocketAddr) -> (TcpStream, String) {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(request).await.unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        (stream, String::from_utf8_lossy(&answer).into_owned())
    }

    #[tokio::test]
    async fn one_too_many_is_told_so_until_another_goes() {
        let Command::Serve(options) = Command::plain_serve() else {
            unreachable!("serving is what it does")
        };
        let app = testkit::untouched().await;
        let (stop, tell) = Stop::new();
        let site = Site::new(&app, &options, stop.clone()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(accept(listener, site, stop, 1));
        let (first, answer) = asks(address).await;
        assert_eq!(answer, "HTTP/1.1 200");
        let (_, answer) = asks(address).await;
        assert_eq!(answer, "HTTP/1.1 503");
        drop(first);
        while asks(address).await.1 != "HTTP/1.1 200" {}
        tell.send_replace(true);
        server.await.unwrap();
    }
}
