//! What is served: pages, API and health behind one door, where every request is told
//! where it comes from, is logged, and is let go when the server stops.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::App;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, Response, header};
use axum::{BoxError, Router};
use futures_util::StreamExt;
use tower_http::timeout::TimeoutBody;
use tower_service::Service;

use web::urls;

use super::address::PublicUrl;
use super::client::Proxies;
use super::health;
use super::stop::Stop;
use crate::cli::ServeOptions;
use crate::complaint::Complaint;

/// How long a client may send nothing of a body that it owes; an upload that goes on may take any
/// time.
const SILENCE: Duration = Duration::from_secs(30);

/// Everything that answers. Clones share it.
#[derive(Clone)]
pub(crate) struct Site {
    router: Router,
    proxies: Arc<Proxies>,
    stop: Stop,
}

impl Site {
    /// Puts everything behind one door.
    ///
    /// # Errors
    /// When the public address can't be one.
    pub(crate) fn new(app: &App, options: &ServeOptions, stop: Stop) -> Result<Site, Complaint> {
        let pages = web::router(app.clone(), settings(options)).map_err(|error| {
            Complaint::new(format!(
                "--public-url can't be used: {error}. Write it as https://host."
            ))
        })?;
        let programs = health::router(app.clone()).merge(api::router(app.clone()));
        Ok(Site {
            router: pages.merge(programs),
            proxies: Arc::new(Proxies::new(&options.trusted_proxy)),
            stop,
        })
    }

    /// The address whose share of the connections one from `peer` counts to; none for
    /// proxies and this machine itself, behind which there may be many.
    pub(crate) fn counted(&self, peer: IpAddr) -> Option<IpAddr> {
        let many = peer.is_loopback() || self.proxies.trusts(peer);
        (!many).then_some(peer)
    }

    /// Answers one request.
    ///
    /// # Errors
    /// Never: a handler's failure is an answer.
    pub(crate) async fn answer<B>(
        mut self,
        mut request: Request<B>,
        peer: SocketAddr,
    ) -> Result<Response<Body>, Infallible>
    where
        B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        self.proxies.note(&mut request, peer);
        let entry = Entry::begin(&request);
        let response = self.router.call(request.map(in_time)).await?;
        if let Some(entry) = entry {
            entry.finish(&response);
        }
        Ok(until_stopped(response, self.stop))
    }
}

/// A body that breaks off when nothing more comes.
fn in_time<B>(body: B) -> Body
where
    B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    Body::new(TimeoutBody::new(SILENCE, body))
}

/// A stream of events never ends by itself, so it ends when the server stops; its page
/// connects again when the server is back.
fn until_stopped(response: Response<Body>, stop: Stop) -> Response<Body> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream")) {
        return response;
    }
    response.map(|body| {
        let stopped = async move { stop.requested().await };
        Body::from_stream(body.into_data_stream().take_until(Box::pin(stopped)))
    })
}

fn settings(options: &ServeOptions) -> web::Settings {
    let origin = options.public_url.as_ref().map(PublicUrl::origin);
    web::Settings {
        secure: origin.is_some_and(|origin| origin.starts_with("https:")),
        origin: origin.map(str::to_owned),
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

/// The path as it may be logged.
fn without_secret(path: &str) -> String {
    let secret = urls::SECRET
        .iter()
        .filter_map(|pattern| Some(pattern.split_once('{')?.0))
        .find(|front| path.starts_with(front));
    secret.map_or_else(|| path.to_owned(), |front| format!("{front}…"))
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::StatusCode;

    use super::*;

    /// A response that says one thing and then nothing, for ever.
    fn endless(kind: &str) -> Response<Body> {
        let one = futures_util::stream::once(async { Ok::<_, Infallible>("data: 1\n\n") });
        let body = Body::from_stream(one.chain(futures_util::stream::pending()));
        let response = Response::builder().header(header::CONTENT_TYPE, kind);
        response.body(body).unwrap()
    }

    #[tokio::test]
    async fn a_stream_of_events_ends_when_the_server_stops() {
        let (stop, tell) = Stop::new();
        let response = until_stopped(endless("text/event-stream"), stop);
        let read = tokio::spawn(to_bytes(response.into_body(), 100));
        tokio::task::yield_now().await;
        assert!(!read.is_finished());
        tell.send_replace(true);
        assert_eq!(read.await.unwrap().unwrap(), "data: 1\n\n");
    }

    /// What `POST /login` is answered when the form comes in three pieces, with this between.
    async fn login(pause: Duration) -> Response<Body> {
        let form = ["email=ana%40", "example.com", "&password=wrong"];
        let pieces = futures_util::stream::iter(form).then(move |piece| async move {
            tokio::time::sleep(pause).await;
            Ok::<_, Infallible>(piece)
        });
        let crate::cli::Command::Serve(options) = crate::cli::Command::plain_serve() else {
            unreachable!("serving is what it does")
        };
        let app = testkit::untouched().await;
        let site = Site::new(&app, &options, Stop::new().0).unwrap();
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post("/login").header(header::CONTENT_TYPE, kind);
        let request = request.body(Body::from_stream(pieces)).unwrap();
        let peer = "192.0.2.1:1".parse().unwrap();
        site.answer(request, peer).await.unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_may_be_slow_but_not_silent() {
        let slow = login(SILENCE - Duration::from_secs(1)).await;
        let page = to_bytes(slow.into_body(), usize::MAX).await.unwrap();
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("value=\"ana@example.com\""), "{page}");
        let silent = login(SILENCE + Duration::from_secs(1)).await;
        assert_eq!(silent.status(), StatusCode::BAD_REQUEST);
    }

    #[test]
    fn what_lets_somebody_in_is_not_logged() {
        for pattern in urls::SECRET {
            let logged = without_secret(&pattern.replace("{token}", "abc"));
            assert!(
                logged.ends_with("/…") && !logged.contains("abc"),
                "{logged}"
            );
        }
        assert_eq!(without_secret("/reset/abc"), "/reset/…");
        assert_eq!(without_secret("/p/PAY/backlog"), "/p/PAY/backlog");
    }
}
