//! Where the server listens, and what people type to get there.

use std::io;
use std::net::SocketAddr;
use std::str::FromStr;

use axum::http::Uri;
use tokio::net::TcpListener;

use crate::complaint::Complaint;

/// The origin that people type: scheme, host, and a port where it is not the usual one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PublicUrl(String);

impl PublicUrl {
    pub(crate) fn origin(&self) -> &str {
        &self.0
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<PublicUrl, Self::Err> {
        const FORM: &str = "write it as https://backlog.example.com, without a path";
        let uri: Uri = text.trim().parse().map_err(|_| FORM)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(FORM);
        };
        let plain = matches!(uri.path(), "" | "/") && uri.query().is_none();
        let bare = !authority.as_str().contains('@');
        match scheme {
            "http" | "https" if plain && bare => Ok(PublicUrl(format!("{scheme}://{authority}"))),
            _ => Err(FORM),
        }
    }
}

/// Takes the port.
///
/// # Errors
/// When it is taken, not allowed, or not on this machine.
pub(crate) async fn listen(address: &str) -> Result<TcpListener, Complaint> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| Complaint::new(explain(address, &error)))
}

fn explain(address: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "Another program is listening on {address}. Perhaps Millpond runs already: open \
             http://{address} to see. If not, stop that program, or choose another port, for \
             example with --listen 127.0.0.1:8081."
        ),
        io::ErrorKind::PermissionDenied => format!(
            "This account may not listen on {address}. Ports below 1024 are reserved: choose a \
             higher one with --listen, and let a reverse proxy forward to it."
        ),
        io::ErrorKind::AddrNotAvailable => format!(
            "This machine has no address {address}. Use 127.0.0.1 for this machine alone, or \
             0.0.0.0 for the whole network, with --listen."
        ),
        _ => format!(
            "Millpond can't listen on “{address}”: {error}. Write --listen as address and port, \
             for example 127.0.0.1:8080."
        ),
    }
}

/// How a browser on this machine gets to the server.
///
/// # Errors
/// When the system does not say where it listens.
pub(crate) fn local_origin(listener: &TcpListener) -> Result<String, Complaint> {
    let address = listener.local_addr();
    let address = address.map_err(|error| {
        Complaint::new(format!(
            "The system does not say which port it gave: {error}."
        ))
    })?;
    Ok(match address {
        address if address.ip().is_unspecified() => format!("http://localhost:{}", address.port()),
        SocketAddr::V4(_) | SocketAddr::V6(_) => format!("http://{address}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_taken_with_or_without_its_slash() {
        for text in [
            "https://backlog.example.com",
            "https://backlog.example.com/",
        ] {
            let url: PublicUrl = text.parse().unwrap();
            assert_eq!(url.origin(), "https://backlog.example.com");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        let wrong = [
            "backlog.example.com",
            "ftp://a",
            "https://a/b",
            "https://u:p@a",
            "https://a/?b",
            "",
        ];
        for text in wrong {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }
}
