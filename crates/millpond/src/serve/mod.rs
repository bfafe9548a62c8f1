//! `millpond serve`: opens the data, listens, answers until it is told to stop, and
//! closes everything in order.
//!
//! Deliberately not here: pages (`web`) and the API (`api`), which are mounted.

mod address;
mod banner;
mod client;
mod connections;
mod health;
mod logging;
mod site;
mod stop;

use app::{App, OpenError};
use store::StoreError;
use tokio::net::TcpListener;

use crate::cli::ServeOptions;
use crate::complaint::Complaint;
use crate::folder;

pub(crate) use address::PublicUrl;

use site::Site;
use stop::Stop;

pub(crate) fn run(options: &ServeOptions) -> Result<(), Complaint> {
    logging::start(options.log, &options.log_level);
    let runtime = folder::runtime()?;
    let served = runtime.block_on(serve(options));
    // The tasks that write go with the runtime, and the last to go closes the store.
    drop(runtime);
    if served.is_ok() {
        tracing::info!("stopped");
    }
    served
}

async fn serve(options: &ServeOptions) -> Result<(), Complaint> {
    // Listening comes first: who asks while a large folder is being read waits, and is answered.
    let listener = address::listen(&options.listen).await?;
    let app = App::open(&options.data.path).await;
    let app = app.map_err(|error| explain(&error))?;
    let stop = Stop::on_signals()?;
    let site = Site::new(&app, options, stop.clone())?;
    announce(&app, options, &listener).await?;
    connections::accept(listener, site, stop).await;
    Ok(())
}

async fn announce(
    app: &App,
    options: &ServeOptions,
    listener: &TcpListener,
) -> Result<(), Complaint> {
    let origin = match &options.public_url {
        Some(url) => url.origin().to_owned(),
        None => address::local_origin(listener)?,
    };
    let secret = match app.needs_setup() {
        true => Some(app.renew_setup_secret().await?),
        false => None,
    };
    banner::print(&options.data.path, &origin, secret.as_ref());
    tracing::info!(address = %address::local_origin(listener)?, "listening");
    Ok(())
}

fn explain(error: &OpenError) -> Complaint {
    match error {
        OpenError::Storage(StoreError::InUse { folder }) => Complaint::new(format!(
            "The data folder {folder} is in use by another Millpond, and only one may write to it. \
             Use that one, stop it, or choose another folder with --data."
        )),
        error => Complaint::new(error.to_string()),
    }
}
