//! The data folder: made when it is missing, private to the account that runs the server, and held
//! by one process at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::StoreError;

const DATABASE: &str = "millpond.db";
const LOCK: &str = "millpond.lock";

/// A data folder that is ours until this is dropped, or the process ends in whatever way.
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Takes the folder, or says who is in the way.
    pub(super) fn take(path: &Path) -> Result<Self, StoreError> {
        let problem = |error: io::Error| explain(path, &error);
        if !path.is_dir() {
            create(path).map_err(problem)?;
        }
        let lock = private(&path.join(LOCK)).map_err(problem)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
                folder: path.display().to_string(),
            }),
            Err(TryLockError::Error(error)) => Err(problem(error)),
        }
    }

    /// The path of the database file, which exists afterwards.
    pub(super) fn database(&self) -> Result<PathBuf, StoreError> {
        let file = self.path.join(DATABASE);
        if !file.exists() {
            private(&file).map_err(|error| explain(&self.path, &error))?;
            sync(&self.path).map_err(|error| explain(&self.path, &error))?;
        }
        Ok(file)
    }
}

fn explain(folder: &Path, error: &io::Error) -> StoreError {
    let folder = folder.display().to_string();
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly { place: folder }
        }
        io::ErrorKind::StorageFull => StoreError::Full { place: folder },
        _ => StoreError::Folder {
            folder,
            reason: error.to_string(),
        },
    }
}

/// Makes the folder so that it is still there after a power cut.
fn create(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    match path.parent() {
        Some(parent) if parent == Path::new("") => sync(Path::new(".")),
        Some(parent) => sync(parent),
        None => Ok(()),
    }
}

/// Opens a file that only its owner may read; SQLite gives its own files beside it the same rights.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the names in a folder durable. Windows does so by itself and can't open folders.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}
