//! Files on items: taking one in, and giving it out again. The bytes are durable before
//! the record says that they are there, and what is refused leaves none.
//!
//! Deliberately not here: who may, and how much; the domain is asked before the first byte
//! is taken, and again when all of them are known.

use std::sync::Arc;

use bytes::Bytes;
use domain::file::{File, Fingerprint, MAX_SIZE};
use domain::item::Attachment;
use domain::item::attach::AddAttachment;
use domain::{AttachmentId, CommandId, Context, ItemId, Product, Refusal};
use futures_util::{Stream, StreamExt};
use store::files::{Pieces, Received};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{Instant, timeout_at};

use crate::failure::Failure;
use crate::live::{Done, Mode};
use crate::uploads::{self, Place, patience};
use crate::{App, ProductView};

/// Bytes that are still read, and thrown away, of a file that is too large: a browser hears
/// an answer only after it has sent everything.
const PATIENCE: u64 = 8 * MAX_SIZE;

/// The media type of bytes that are no sort that is known.
const UNKNOWN: &str = "application/octet-stream";

/// Whoever attaches a file holds one of these, by its fingerprint.
#[derive(Default)]
pub(crate) struct Attaching([Mutex<()>; 16]);

impl Attaching {
    async fn lock(&self, sha256: Fingerprint) -> MutexGuard<'_, ()> {
        let Fingerprint([first, ..]) = sha256;
        self.0[usize::from(first) % self.0.len()].lock().await
    }
}

/// Why a file was not attached.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The bytes stopped coming.
    #[error("The upload broke off before the file was whole. Nothing was kept; try again.")]
    BrokeOff,
    /// The bytes came too slowly.
    #[error("The upload took too long. Nothing was kept; try again from a faster network.")]
    TooSlow,
    /// As many files are coming as may at once, of all or of this person.
    #[error(
        "Too many files are being uploaded just now: {} at once are the most, {} of one person. \
         Nothing was kept; wait until one is done and try again.",
        uploads::AT_ONCE,
        uploads::OF_ONE
    )]
    TooMany,
    /// A rule or the storage stands against it.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<store::StoreError> for UploadError {
    fn from(error: store::StoreError) -> UploadError {
        UploadError::Failed(error.into())
    }
}

/// A file that is to be attached.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// To which item.
    pub item: ItemId,
    /// Its name, as somebody else chose it.
    pub name: String,
}

impl App {
    /// Attaches a file whose bytes are still coming. Its command is called what `named` makes
    /// of its fingerprint, if it makes anything, so that trying again attaches nothing twice.
    ///
    /// # Errors
    /// A refusal, that the bytes broke off, or that the storage failed. Nothing is kept then.
    pub async fn attach<E>(
        &self,
        view: &ProductView,
        new: NewFile,
        bytes: impl Stream<Item = Result<Bytes, E>> + Send + Unpin,
        named: impl FnOnce(Fingerprint) -> Option<CommandId> + Send,
    ) -> Result<Done<Product>, UploadError> {
        let context = self.context(view.actor);
        decided(view, &context, &new.with(0, UNKNOWN, Fingerprint([0; 32])))?;
        let uploads = &self.inner.uploads;
        let place = uploads.take(view.actor.person(), view.id);
        let Some(mut place) = place else {
            return Err(heard(bytes).await);
        };
        let received = self.receive(view, &new, bytes, &mut place).await?;
        let media_type = media_type(&received.head);
        let command = new.with(received.size, media_type, received.sha256);
        let context = match named(received.sha256) {
            Some(command) => Context { command, ..context },
            None => context,
        };
        if let Some(done) = self.done_before(view, context.command).await? {
            received.discard().await?;
            return Ok(done);
        }
        self.keep(view, context, received, command).await
    }

    /// The bytes of a file that came whole, under no name yet.
    async fn receive<E>(
        &self,
        view: &ProductView,
        new: &NewFile,
        mut bytes: impl Stream<Item = Result<Bytes, E>> + Send + Unpin,
        place: &mut Place,
    ) -> Result<Received, UploadError> {
        let mut incoming = Some(self.inner.store.files.receive().await?);
        let (mut size, mut fits, begun) = (0, true, Instant::now());
        while let Some(piece) = next(&mut bytes, begun, size).await? {
            size += piece.len() as u64;
            if size > PATIENCE {
                break;
            }
            fits = fits && place.takes(size.min(MAX_SIZE), view.state.stored.bytes);
            if size > MAX_SIZE || !fits {
                incoming = None;
                place.empties();
            }
            if let Some(file) = &mut incoming {
                file.write(&piece).await?;
            }
        }
        match incoming {
            Some(file) => Ok(file.finish().await?),
            None if !fits => Err(full(view, size).into()),
            None => {
                let context = self.context(view.actor);
                let too_large = new.with(size, UNKNOWN, Fingerprint([0; 32]));
                decided(view, &context, &too_large)?;
                Err(UploadError::BrokeOff)
            }
        }
    }

    /// What the command with this id did, if it was carried out earlier.
    async fn done_before(
        &self,
        view: &ProductView,
        command: CommandId,
    ) -> Result<Option<Done<Product>>, Failure> {
        let events = self.caused(view.id, command).await?;
        Ok(match events.is_empty() {
            true => None,
            false => Some(Done {
                command,
                events,
                refused: Vec::new(),
                state: self.product_state(view.id).await?,
            }),
        })
    }

    /// The bytes get their name, and when that is durable the record hears of them; what it
    /// refuses goes again, unless it was there before. Who brings the same bytes at the same
    /// time waits, so that nobody's are taken away.
    async fn keep(
        &self,
        view: &ProductView,
        context: Context,
        received: Received,
        command: AddAttachment,
    ) -> Result<Done<Product>, UploadError> {
        let _alone = self.inner.attaching.lock(received.sha256).await;
        let kept = received.keep(view.id).await?;
        let done = self.execute_as(context, view.id, vec![command.into()], Mode::All);
        match done.await {
            Err(refused @ Failure::Refused { .. }) => {
                kept.take_back().await?;
                Err(refused.into())
            }
            done => Ok(done?),
        }
    }

    /// A file of an item, with its bytes.
    ///
    /// # Errors
    /// When there is no such file, or its bytes can't be read.
    pub async fn attachment(
        &self,
        view: &ProductView,
        item: ItemId,
        attachment: AttachmentId,
    ) -> Result<(Arc<Attachment>, Pieces), Failure> {
        let missing = || view.refused(Refusal::NoSuchPart { item, what: "file" });
        let found = view.state.items.get(&item);
        let found = found.and_then(|item| item.attachment(attachment));
        let found = found.ok_or_else(missing)?.clone();
        let bytes = self.inner.store.files.read(view.id, found.file.sha256);
        let lost = || store::StoreError::Files {
            reason: format!("the bytes of {} are not there", found.file.sha256),
        };
        let bytes = bytes.await?.ok_or_else(lost)?;
        Ok((found, bytes))
    }
}

impl NewFile {
    fn with(&self, size: u64, media_type: &str, sha256: Fingerprint) -> AddAttachment {
        AddAttachment {
            item: self.item,
            file: File {
                name: self.name.as_str().into(),
                size,
                media_type: media_type.into(),
                sha256,
            },
        }
    }
}

/// The next bytes of what began then, and of which so many came.
async fn next<E>(
    bytes: &mut (impl Stream<Item = Result<Bytes, E>> + Send + Unpin),
    begun: Instant,
    size: u64,
) -> Result<Option<Bytes>, UploadError> {
    let piece = timeout_at(begun + patience(size), bytes.next()).await;
    let piece = piece.map_err(|_| UploadError::TooSlow)?;
    piece.transpose().map_err(|_| UploadError::BrokeOff)
}

/// Reads what there is no place for and keeps none of it, so that a browser hears why.
async fn heard<E>(mut bytes: impl Stream<Item = Result<Bytes, E>> + Send + Unpin) -> UploadError {
    let (mut size, begun) = (0, Instant::now());
    while size <= MAX_SIZE
        && let Ok(Some(piece)) = next(&mut bytes, begun, 0).await
    {
        size += piece.len() as u64;
    }
    UploadError::TooMany
}

/// With what else is coming, the product has no room for it.
fn full(view: &ProductView, size: u64) -> Failure {
    view.refused(Refusal::FilesFull { size })
}

/// Whether the domain would let it be attached.
fn decided(view: &ProductView, context: &Context, command: &AddAttachment) -> Result<(), Failure> {
    let decision = domain::decide(&view.state, context, &command.clone().into());
    decision
        .map(|_| ())
        .map_err(|refusal| view.refused(refusal))
}

/// What sort of file begins like this: its name and what the sender says do not count.
fn media_type(head: &[u8]) -> &'static str {
    match infer::get(head) {
        Some(kind) => kind.mime_type(),
        None if is_text(head) => "text/plain",
        None => UNKNOWN,
    }
}

/// Whether these bytes are the beginning of a text, perhaps cut inside a character.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_some() => return false,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default(),
    };
    !text.is_empty() && !text.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_is_judged_by_its_bytes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        let avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\0meta";
        for (bytes, expected) in [
            (&png[..], "image/png"),
            (b"GIF89a\x01\0\x01\0", "image/gif"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
            (avif, "image/avif"),
            (b"%PDF-1.7", "application/pdf"),
            (b"<!DOCTYPE html><script>alert(1)</script>", "text/html"),
            ("zażółć".as_bytes(), "text/plain"),
            (&"zażółć".as_bytes()[..3], "text/plain"),
            (b"\x01\x02\xff\xfe", UNKNOWN),
            (b"", UNKNOWN),
        ] {
            assert_eq!(media_type(bytes), expected, "{bytes:?}");
        }
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
        assert!(!media_type(svg).starts_with("image/"));
    }
}
