//! `GET /healthz`: whether this server can do its work, for whatever watches it.

use app::App;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;

/// The route alone.
pub(crate) fn router(app: App) -> Router {
    Router::new().route("/healthz", get(health)).with_state(app)
}

async fn health(State(app): State<App>) -> impl IntoResponse {
    let (status, text) = match app.check_storage().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the storage can't be read");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "The storage can't be read. The log of the server says why.",
            )
        }
    };
    (status, [(header::CACHE_CONTROL, "no-store")], text)
}
