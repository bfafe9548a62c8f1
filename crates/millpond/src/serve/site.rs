//! What is served: pages, API and health behind one door, where every request is told
//! where it comes from, is logged, and is let go when the server stops.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use app::App;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, header};
use futures_util::StreamExt;
use hyper::body::Incoming;
use tower_service::Service;

use super::client::Proxies;
use super::health;
use super::stop::Stop;
use crate::cli::ServeOptions;

/// Everything that answers. Clones share it.
#[derive(Clone)]
pub(crate) struct Site {
    router: Router,
    proxies: Arc<Proxies>,
    stop: Stop,
}

impl Site {
    pub(crate) fn new(app: &App, options: &ServeOptions, stop: Stop) -> Site {
        Site {
            router: health::router(app.clone()),
            proxies: Arc::new(Proxies::new(&options.trusted_proxy)),
            stop,
        }
    }

    /// Answers one request.
    ///
    /// # Errors
    /// Never: a handler's failure is an answer.
    pub(crate) async fn answer(
        mut self,
        mut request: Request<Incoming>,
        peer: SocketAddr,
    ) -> Result<Response<Body>, Infallible> {
        self.proxies.note(&mut request, peer);
        let entry = Entry::begin(&request);
        let response = self.router.call(request.map(Body::new)).await?;
        if let Some(entry) = entry {
            entry.finish(&response);
        }
        Ok(self.until_stopped(response))
    }

    /// A stream of events never ends by itself, so it ends when the server stops; its
    /// page connects again when the server is back.
    fn until_stopped(self, response: Response<Body>) -> Response<Body> {
        let kind = response.headers().get(header::CONTENT_TYPE);
        if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream")) {
            return response;
        }
        let stop = self.stop;
        response.map(|body| {
            let stopped = async move { stop.requested().await };
            Body::from_stream(body.into_data_stream().take_until(Box::pin(stopped)))
        })
    }
}

/// A line of the request log, at level debug.
struct Entry {
    method: axum::http::Method,
    path: String,
    began: Instant,
}

impl Entry {
    fn begin<B>(request: &Request<B>) -> Option<Entry> {
        tracing::enabled!(tracing::Level::DEBUG).then(|| Entry {
            method: request.method().clone(),
            path: without_secret(request.uri().path()),
            began: Instant::now(),
        })
    }

    fn finish(self, response: &Response<Body>) {
        let micros = self.began.elapsed().as_micros();
        let status = response.status().as_u16();
        tracing::debug!(method = %self.method, path = self.path, status, micros, "request");
    }
}

/// Paths whose last part lets somebody in.
const SECRET: [&str; 2] = ["/setup/", "/invite/"];

/// The path as it may be logged.
fn without_secret(path: &str) -> String {
    match SECRET.iter().find(|prefix| path.starts_with(**prefix)) {
        Some(prefix) => format!("{prefix}…"),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lets_somebody_in_is_not_logged() {
        assert_eq!(without_secret("/setup/abc"), "/setup/…");
        assert_eq!(without_secret("/invite/abc/accept"), "/invite/…");
        assert_eq!(without_secret("/p/PAY/backlog"), "/p/PAY/backlog");
    }
}
