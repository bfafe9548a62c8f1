//! How a request reached us: over HTTPS or not, and from which address.
//!
//! Which proxies are believed is not decided here: the server notes the person's address as
//! `ConnectInfo` and takes forwarding headers away that come from strangers.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header;
use axum::http::request::Parts;

use crate::error::WebError;
use crate::{Settings, WebState};

/// The way a request came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Whether the person's browser speaks HTTPS: cookies are then sent over HTTPS only.
    pub secure: bool,
    /// Where the person is, as far as it is known.
    pub address: Option<IpAddr>,
    /// What stands before the path in addresses that people pass on: `https://millpond.example`.
    pub origin: String,
}

impl Reach {
    /// The way this request came.
    pub(crate) fn of(parts: &Parts, settings: &Settings) -> Self {
        let secure = is_secure(&parts.headers, settings);
        let client = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Self {
            secure,
            address: client.map(|client| client.0.ip().to_canonical()),
            origin: origin(&parts.headers, settings, secure),
        }
    }
}

impl FromRequestParts<WebState> for Reach {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, WebError> {
        Ok(Self::of(parts, &state.settings))
    }
}

/// Whether the person's browser speaks HTTPS.
pub(crate) fn is_secure(headers: &HeaderMap, settings: &Settings) -> bool {
    let said = headers.get("x-forwarded-proto");
    settings.secure || said.is_some_and(|scheme| scheme.as_bytes() == b"https")
}

fn origin(headers: &HeaderMap, settings: &Settings, secure: bool) -> String {
    if let Some(origin) = &settings.origin {
        return origin.clone();
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("localhost");
    let scheme = if secure { "https" } else { "http" };
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn reach(settings: &Settings, lines: &[(&str, &str)]) -> Reach {
        let mut request = Request::builder();
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        Reach::of(&parts, settings)
    }

    #[test]
    fn a_proxy_that_speaks_https_makes_it_https() {
        let said = [("host", "pond.example"), ("x-forwarded-proto", "https")];
        let proxied = reach(&Settings::default(), &said);
        assert!(proxied.secure);
        assert_eq!(proxied.origin, "https://pond.example");
        let plain = reach(&Settings::default(), &[("host", "localhost:8080")]);
        assert!(!plain.secure);
        assert_eq!(plain.origin, "http://localhost:8080");
    }

    #[test]
    fn the_address_that_people_were_given_wins() {
        let settings = Settings {
            origin: Some("https://pond.example".into()),
            secure: true,
        };
        let reach = reach(&settings, &[("host", "127.0.0.1:8080")]);
        assert_eq!(reach.origin, "https://pond.example");
    }
}
