//! The bundle the build script made: script, style, fonts, icons, compiled in and served for ever.
//!
//! Names carry a hash of the content, so a browser never asks twice. Deliberately not here: how
//! the bundle is made (`build.rs`, `assets/build.mjs`).

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub(crate) struct Asset {
    name: &'static str,
    mime: &'static str,
    body: &'static [u8],
    brotli: Option<&'static [u8]>,
}

include!(concat!(env!("MILLPOND_BUNDLE"), "/assets.rs"));

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /assets/{name}` for any application.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(serve))
}

/// `GET /assets/{name}`: the file, compressed when the browser accepts brotli; else 404.
async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let common = [
        (header::CONTENT_TYPE, asset.mime),
        (header::CACHE_CONTROL, FOR_EVER),
        (header::VARY, "accept-encoding"),
    ];
    match asset.brotli.filter(|_| accepts_brotli(&headers)) {
        Some(packed) => (common, [(header::CONTENT_ENCODING, "br")], packed).into_response(),
        None => (common, asset.body).into_response(),
    }
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    let offered = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    offered.is_some_and(|list| {
        list.split(',').any(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            parts.next() == Some("br") && parts.next() != Some("q=0")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(encodings: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(
            header::ACCEPT_ENCODING,
            header::HeaderValue::from_static(encodings),
        )])
    }

    async fn fetch(address: &str, encodings: &'static str) -> Response {
        let name = address.trim_start_matches("/assets/").to_owned();
        serve(Path(name), asking(encodings)).await
    }

    #[tokio::test]
    async fn the_script_is_immutable_and_compressed_when_accepted() {
        let packed = fetch(SCRIPT, "gzip, br;q=1.0").await;
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(packed.headers()[header::CACHE_CONTROL], FOR_EVER);
        let plain = fetch(SCRIPT, "gzip, br;q=0").await;
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
    }

    #[tokio::test]
    async fn an_unknown_name_is_not_found() {
        assert_eq!(
            fetch("nothing.js", "br").await.status(),
            StatusCode::NOT_FOUND
        );
    }

    #[test]
    fn script_and_style_stay_within_the_budget_of_the_first_load() {
        let weight: usize = [SCRIPT, STYLE]
            .iter()
            .filter_map(|address| ASSETS.iter().find(|a| address.ends_with(a.name))?.brotli)
            .map(<[u8]>::len)
            .sum();
        assert!(
            weight > 0 && weight < 60_000,
            "{weight} bytes of script and style"
        );
    }
}
