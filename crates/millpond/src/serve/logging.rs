//! The log: on standard error, readable or as JSON.

use std::io::IsTerminal;

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::cli::LogFormat;

/// Starts logging; once per process.
pub(crate) fn start(format: LogFormat, levels: &Targets) {
    let layer = fmt::layer().with_writer(std::io::stderr);
    let layer: Box<dyn Layer<Registry> + Send + Sync> = match format {
        LogFormat::Human => {
            let colours = std::io::stderr().is_terminal();
            Box::new(layer.with_target(false).with_ansi(colours))
        }
        LogFormat::Json => Box::new(layer.json().flatten_event(true).with_ansi(false)),
    };
    tracing_subscriber::registry()
        .with(layer.with_filter(levels.clone()))
        .init();
}
