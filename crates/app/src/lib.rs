//! The one place that decides, appends and publishes. Pages, API and command
//! line call [`App`]; it loads products, lets `domain` decide, makes the outcome
//! durable, and shows the new state to everybody who looks.
//!
//! Deliberately not here: rules (they are `domain`'s), SQL (`store`'s), HTML and
//! JSON (`web`'s and `api`'s).

pub mod accounts;
mod aggregate;
mod aside;
mod attachments;
mod card;
mod clock;
mod directory;
pub mod disposition;
mod failure;
mod guests;
mod kept;
mod live;
mod mapping;
mod mentions;
mod products;
mod sample;
mod surveys;
mod uploads;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::Workspace;
use store::Store;
use store::log::StreamId;
use tokio::sync::broadcast;

pub use aggregate::Snapshot;
pub use attachments::{NewFile, UploadError};
pub use card::{Figures, ProductCard};
pub use clock::{Clock, ManualClock, SystemClock};
pub use directory::{People, PersonCard};
pub use failure::{Failure, InputError, OpenError};
pub use guests::{BecameOf, Wish};
pub use live::{Change, Done, Mode};
pub use mentions::Mentioned;
pub use products::{NewProduct, ProductView};
pub use store::accounts::AccountError;
pub use store::files::Pieces;
pub use surveys::Asking;

use accounts::Accounts;
use aside::Aside;
use attachments::Attaching;
use directory::Directory;
use kept::Kept;
use live::Live;
use mentions::ReadBy;
use uploads::Uploads;

/// A running Millpond, without a way in from outside. Clones share it.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    workspace: Live<Workspace>,
    products: Kept,
    directory: Directory,
    accounts: Accounts,
    attaching: Attaching,
    readings: Aside,
    uploads: Arc<Uploads>,
    read_by: ReadBy,
}

impl App {
    /// Opens the data folder, making it if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be used or what is in it cannot be read.
    pub async fn open(folder: &Path) -> Result<App, OpenError> {
        App::with(Store::open(folder)?, Arc::new(SystemClock)).await
    }

    /// Millpond on this store and clock; for tests and benchmarks.
    ///
    /// # Errors
    /// When what is in the store cannot be read.
    pub async fn with(store: Store, clock: Arc<dyn Clock>) -> Result<App, OpenError> {
        let workspace = Live::load(store.log.clone(), StreamId::WORKSPACE).await?;
        let directory = Directory::load(store.accounts.as_ref()).await?;
        let accounts = Accounts::new(store.accounts.clone());
        let products = Kept::default();
        let inner = Inner {
            store,
            clock,
            workspace,
            products,
            directory,
            accounts,
            attaching: Attaching::default(),
            readings: Aside::new(aside::READINGS),
            uploads: Arc::default(),
            read_by: ReadBy::default(),
        };
        let app = App {
            inner: Arc::new(inner),
        };
        app.follow_all_records().await?;
        Ok(app)
    }

    /// The workspace as it is now.
    pub fn workspace(&self) -> Arc<Snapshot<Workspace>> {
        self.inner.workspace.now()
    }

    /// Names and addresses of everybody, as they are now.
    pub fn people(&self) -> Arc<People> {
        self.inner.directory.now()
    }

    /// Changes of the workspace: products and people coming and going.
    pub fn workspace_changes(&self) -> broadcast::Receiver<Change> {
        self.inner.workspace.changes()
    }

    /// Lets products go from memory that nobody has asked for in `idle` and nobody
    /// holds or listens to. They are read again when somebody asks. Says how many
    /// went.
    pub fn drop_idle_products(&self, idle: Duration) -> usize {
        let idle = i64::try_from(idle.as_micros()).unwrap_or(i64::MAX);
        let before = self.now().as_microsecond().saturating_sub(idle);
        self.inner.products.drop_unused(before)
    }

    /// Reads from the storage itself, past all that is kept in memory.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn check_storage(&self) -> Result<(), Failure> {
        self.inner
            .store
            .log
            .last_position(StreamId::WORKSPACE)
            .await?;
        Ok(())
    }

    /// The moment it is.
    pub fn now(&self) -> jiff::Timestamp {
        self.inner.clock.now()
    }
}
