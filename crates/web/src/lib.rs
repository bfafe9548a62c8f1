//! Pages, fragments, live updates and assets: what a person sees of Millpond.
//!
//! Deliberately not here: deciding anything (`domain`), appending anything (`app`), JSON (`api`).

mod answer;
pub mod assets;
pub mod chart;
pub mod commands;
mod error;
mod extract;
mod guest;
mod hex;
mod imports;
mod input;
mod live;
mod pages;
mod reach;
mod security;
pub mod ui;
pub mod urls;
mod views;
mod visit;

use app::App;
use axum::Router;
use axum::middleware::from_fn;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};

pub use tower_http::csrf::ConfigError;

/// How people reach Millpond.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The origin people type, where it is not what a request's `Host` says (behind a proxy).
    pub origin: Option<String>,
    /// Whether people come over HTTPS: cookies are then sent over HTTPS only.
    pub secure: bool,
}

/// What every handler may ask for.
#[derive(Clone)]
pub struct WebState {
    /// The application.
    pub app: App,
    /// How people reach it.
    pub settings: Settings,
    /// Files that people are importing.
    imports: imports::Imports,
}

/// All pages, as a service: with assets, errors as pages, security headers and compression.
///
/// # Errors
/// When the settings' origin is no origin.
pub fn router(app: App, settings: Settings) -> Result<Router, ConfigError> {
    let origin = settings.origin.clone();
    let state = WebState {
        app,
        settings,
        imports: imports::Imports::default(),
    };
    let pages = pages::router()
        .layer(CatchPanicLayer::custom(error::broken))
        .layer(security::own_pages_only(origin.as_deref())?)
        .layer(from_fn(error::render))
        // The fastest level: a page is made in less time than a tighter one takes to pack it.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    let all = security::varies(pages)
        .merge(assets::router())
        .with_state(state);
    Ok(security::with_headers(all))
}
