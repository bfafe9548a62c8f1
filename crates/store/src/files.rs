//! The bytes of files, beside the log: in a folder, or in whatever else `object_store` can speak
//! to. They are found by product and fingerprint, so the same file is kept once in a product and
//! what is kept never changes.
//!
//! A file is written under a name of its own, `incoming/…`, counted and hashed on its way; only
//! when it is whole, durable and wanted does it get its name. What is under `incoming` when the
//! folder is opened broke off and goes.
//!
//! Deliberately not here: which files there are and who may have them (the log and `domain` say
//! so), how large they may be, what sort they are.

use std::fs::{self, DirBuilder};
use std::io;
use std::path::Path as Folder;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use domain::ProductId;
use domain::file::Fingerprint;
use futures_util::stream::{BoxStream, StreamExt};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::StoreError;

/// Bytes written at once, and kept in memory until then. The services that `object_store` speaks
/// to would ask for 5 MB.
const PART: usize = 256 << 10;
/// Bytes of a file's beginning that are kept in memory, to see what sort it is.
const HEAD: usize = 8 << 10;
const INCOMING: &str = "incoming";

/// Where the bytes of files are. Clones share it.
#[derive(Clone)]
pub struct Files {
    objects: Arc<dyn ObjectStore>,
}

/// The bytes of a file that is kept, piece by piece.
pub type Pieces = BoxStream<'static, io::Result<Bytes>>;

impl Files {
    /// Files that are forgotten when this goes, for tests.
    #[must_use]
    pub fn memory() -> Files {
        let objects = Arc::new(InMemory::new());
        Files { objects }
    }

    /// Files in a folder, which is made when it is not there.
    ///
    /// # Errors
    /// When the folder can't be made or used.
    pub fn open(folder: &Folder) -> Result<Files, StoreError> {
        let problem = |error: io::Error| StoreError::Folder {
            folder: folder.display().to_string(),
            reason: error.to_string(),
        };
        make(folder).map_err(problem)?;
        sweep(&folder.join(INCOMING)).map_err(problem)?;
        let local = LocalFileSystem::new_with_prefix(folder).map_err(|error| failed(&error))?;
        let objects = Arc::new(local.with_fsync(true));
        Ok(Files { objects })
    }

    /// Begins to take a file in.
    ///
    /// # Errors
    /// When there is no place for it.
    pub async fn receive(&self) -> Result<Incoming, StoreError> {
        let place = Path::from_iter([INCOMING, &Uuid::now_v7().to_string()]);
        let upload = self.objects.put_multipart(&place).await;
        Ok(Incoming {
            files: self.clone(),
            upload: upload.map_err(|error| failed(&error))?,
            place,
            waiting: BytesMut::new(),
            head: Vec::new(),
            hash: Sha256::new(),
            size: 0,
        })
    }

    /// The bytes of a file, if they are kept.
    ///
    /// # Errors
    /// When they can't be read.
    pub async fn read(
        &self,
        product: ProductId,
        sha256: Fingerprint,
    ) -> Result<Option<Pieces>, StoreError> {
        match self.objects.get(&place(product, sha256)).await {
            Ok(found) => {
                let pieces = found.into_stream();
                Ok(Some(
                    pieces.map(|one| one.map_err(io::Error::other)).boxed(),
                ))
            }
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn place(product: ProductId, sha256: Fingerprint) -> Path {
    Path::from_iter([product.to_string(), sha256.to_string()])
}

/// Makes a folder that only its owner may look into.
fn make(folder: &Folder) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn sweep(folder: &Folder) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn failed(error: &object_store::Error) -> StoreError {
    let full = |error: &(dyn std::error::Error + 'static)| {
        let io = error.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::StorageFull)
    };
    let place = "the folder of files".to_owned();
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if full(one) {
            return StoreError::Full { place };
        }
        cause = one.source();
    }
    let reason = error.to_string();
    StoreError::Files { reason }
}

/// A file on its way in. Whoever drops it leaves nothing behind.
pub struct Incoming {
    files: Files,
    upload: Box<dyn MultipartUpload>,
    place: Path,
    waiting: BytesMut,
    head: Vec<u8>,
    hash: Sha256,
    size: u64,
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// When they can't be written.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let missing = HEAD.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(missing));
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PART {
            self.write_out().await?;
        }
        Ok(())
    }

    async fn write_out(&mut self) -> Result<(), StoreError> {
        let part = self.waiting.split().freeze();
        let written = self.upload.put_part(part.into()).await;
        written.map_err(|error| failed(&error))
    }

    /// How many bytes came so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// It is whole: makes it durable, still under no name that anybody finds.
    ///
    /// # Errors
    /// When it can't be written.
    pub async fn finish(mut self) -> Result<Received, StoreError> {
        self.write_out().await?;
        let whole = self.upload.complete().await;
        whole.map_err(|error| failed(&error))?;
        Ok(Received {
            files: self.files,
            place: self.place,
            size: self.size,
            sha256: Fingerprint(self.hash.finalize().into()),
            head: self.head,
        })
    }
}

/// A file that is whole, and waits for somebody to want it.
pub struct Received {
    files: Files,
    place: Path,
    /// How many bytes it has.
    pub size: u64,
    /// What its bytes are found by.
    pub sha256: Fingerprint,
    /// How it begins.
    pub head: Vec<u8>,
}

impl Received {
    /// Keeps it, durably, for this product.
    ///
    /// # Errors
    /// When it can't be written.
    pub async fn keep(self, product: ProductId) -> Result<Kept, StoreError> {
        let place = place(product, self.sha256);
        let objects = self.files.objects;
        let before = match objects.head(&place).await {
            Ok(_) => true,
            Err(object_store::Error::NotFound { .. }) => false,
            Err(error) => return Err(failed(&error)),
        };
        let kept = objects.rename(&self.place, &place).await;
        kept.map_err(|error| failed(&error))?;
        Ok(Kept {
            objects,
            place,
            before,
        })
    }

    /// Throws it away.
    ///
    /// # Errors
    /// When it can't be deleted; the next start does it then.
    pub async fn discard(self) -> Result<(), StoreError> {
        let gone = self.files.objects.delete(&self.place).await;
        gone.map_err(|error| failed(&error))
    }
}

/// A file that was given its place just now.
pub struct Kept {
    objects: Arc<dyn ObjectStore>,
    place: Path,
    /// Whether the same bytes were there before.
    before: bool,
}

impl Kept {
    /// Takes it away again, unless the same bytes were there before. Nobody else may keep the
    /// same bytes meanwhile.
    ///
    /// # Errors
    /// When it can't be deleted.
    pub async fn take_back(self) -> Result<(), StoreError> {
        if self.before {
            return Ok(());
        }
        let gone = self.objects.delete(&self.place).await;
        gone.map_err(|error| failed(&error))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::TryStreamExt;
    use tempfile::TempDir;

    use super::*;

    const PRODUCT: ProductId = ProductId(Uuid::from_u128(7));

    /// All files under a folder, by their paths in it.
    fn files_in(folder: &Folder) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => found.extend(files_in(&path)),
                false => found.push(path.display().to_string()),
            }
        }
        found
    }

    async fn received(files: &Files, bytes: &[u8]) -> Received {
        let mut incoming = files.receive().await.unwrap();
        for piece in bytes.chunks(100_000) {
            incoming.write(piece).await.unwrap();
        }
        incoming.finish().await.unwrap()
    }

    async fn whole(files: &Files, sha256: Fingerprint) -> Option<Vec<u8>> {
        let pieces = files.read(PRODUCT, sha256).await.unwrap()?;
        let pieces: Vec<Bytes> = pieces.try_collect().await.unwrap();
        Some(pieces.concat())
    }

    #[tokio::test]
    async fn what_is_kept_is_found_by_its_fingerprint() {
        let folder = TempDir::new().unwrap();
        let bytes: Vec<u8> = (0..12_000_000_u32).map(|at| at as u8).collect();
        for files in [Files::memory(), Files::open(folder.path()).unwrap()] {
            let received = received(&files, &bytes).await;
            let (sha256, size) = (received.sha256, received.size);
            assert_eq!(size, 12_000_000);
            assert_eq!(received.head, bytes[..HEAD]);
            assert_eq!(sha256.0, <[u8; 32]>::from(Sha256::digest(&bytes)));
            assert_eq!(whole(&files, sha256).await, None, "not kept yet");
            received.keep(PRODUCT).await.unwrap();
            assert_eq!(whole(&files, sha256).await.unwrap(), bytes);
        }
        let again = Files::open(folder.path()).unwrap();
        let sha256 = Fingerprint(Sha256::digest(&bytes).into());
        assert_eq!(whole(&again, sha256).await.unwrap(), bytes);
    }

    #[tokio::test]
    async fn an_empty_file_is_a_file() {
        let folder = TempDir::new().unwrap();
        for files in [Files::memory(), Files::open(folder.path()).unwrap()] {
            let received = received(&files, b"").await;
            let sha256 = received.sha256;
            received.keep(PRODUCT).await.unwrap();
            assert_eq!(whole(&files, sha256).await.unwrap(), b"");
        }
    }

    #[tokio::test]
    async fn what_is_taken_back_goes_unless_it_was_there_before() {
        let folder = TempDir::new().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let kept = received(&files, b"same").await.keep(PRODUCT).await.unwrap();
        kept.take_back().await.unwrap();
        assert_eq!(files_in(folder.path()), [""; 0]);
        for take_back in [false, true] {
            let kept = received(&files, b"same").await.keep(PRODUCT).await.unwrap();
            if take_back {
                kept.take_back().await.unwrap();
            }
            assert_eq!(files_in(folder.path()).len(), 1);
        }
    }

    #[tokio::test]
    async fn what_nobody_wants_leaves_nothing() {
        let folder = TempDir::new().unwrap();
        let files = Files::open(folder.path()).unwrap();
        received(&files, b"refused").await.discard().await.unwrap();
        assert_eq!(files_in(folder.path()), [""; 0]);
    }

    #[tokio::test]
    async fn what_broke_off_is_gone_at_the_next_start() {
        let folder = TempDir::new().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let kept = received(&files, b"kept").await;
        let sha256 = kept.sha256;
        kept.keep(PRODUCT).await.unwrap();
        let mut half = files.receive().await.unwrap();
        half.write(&vec![1; PART]).await.unwrap();
        drop(received(&files, b"whole, but its command never came").await);
        // As a power cut would: nobody drops it.
        std::mem::forget(half);
        assert_eq!(files_in(folder.path()).len(), 3);
        let files = Files::open(folder.path()).unwrap();
        assert_eq!(files_in(folder.path()).len(), 1);
        assert_eq!(whole(&files, sha256).await.unwrap(), b"kept");
    }

    #[tokio::test]
    async fn an_upload_that_is_dropped_takes_its_bytes_along() {
        let folder = TempDir::new().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let mut half = files.receive().await.unwrap();
        half.write(&vec![1; PART]).await.unwrap();
        assert_eq!(files_in(folder.path()).len(), 1);
        drop(half);
        while !files_in(folder.path()).is_empty() {
            tokio::task::yield_now().await;
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn nobody_else_looks_into_the_folder() {
        use std::os::unix::fs::PermissionsExt;
        let folder = TempDir::new().unwrap();
        let inside = folder.path().join("files");
        Files::open(&inside).unwrap();
        let mode = fs::metadata(inside).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}
