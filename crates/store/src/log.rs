//! The log: events as they are written down, and the trait every database implements. What an
//! event means is not known here, its `data` is opaque text.

use std::borrow::Cow;
use std::fmt;

use async_trait::async_trait;
use uuid::Uuid;

use crate::StoreError;

/// A stream of events with its own gapless positions: one per product, and one for the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StreamId(pub Uuid);

impl StreamId {
    /// The workspace's stream: the nil id.
    pub const WORKSPACE: Self = Self(Uuid::nil());
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One event as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The stream it belongs to.
    pub stream: StreamId,
    /// Its place in the stream, from 1, without gaps.
    pub position: u64,
    /// The event's kind: a name that is for ever.
    pub kind: Cow<'static, str>,
    /// The version of the kind's shape in `data`.
    pub version: u16,
    /// When it was decided, in microseconds since 1970 UTC.
    pub at: i64,
    /// The person who did it; none for the system itself.
    pub actor: Option<Uuid>,
    /// The role that allowed it.
    pub role: Option<Cow<'static, str>>,
    /// The id of the command that caused it.
    pub cause: Uuid,
    /// What it is about, for example an item's number.
    pub subject: Option<String>,
    /// The event itself, as JSON.
    pub data: String,
}

/// One event to be written: a [`Row`] that has no place yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRow {
    /// The event's kind: a name that is for ever.
    pub kind: Cow<'static, str>,
    /// The version of the kind's shape in `data`.
    pub version: u16,
    /// When it was decided, in microseconds since 1970 UTC.
    pub at: i64,
    /// The person who did it; none for the system itself.
    pub actor: Option<Uuid>,
    /// The role that allowed it.
    pub role: Option<Cow<'static, str>>,
    /// The id of the command that caused it.
    pub cause: Uuid,
    /// What it is about, for example an item's number.
    pub subject: Option<String>,
    /// The event itself, as JSON.
    pub data: String,
}

impl NewRow {
    /// The row this becomes at its place.
    #[must_use]
    pub fn at_position(self, stream: StreamId, position: u64) -> Row {
        Row {
            stream,
            position,
            kind: self.kind,
            version: self.version,
            at: self.at,
            actor: self.actor,
            role: self.role,
            cause: self.cause,
            subject: self.subject,
            data: self.data,
        }
    }
}

/// Rows for the end of one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// The stream to append to.
    pub stream: StreamId,
    /// The last position the writer has seen; 0 for an empty stream.
    pub expected: u64,
    /// The rows, in order; they get the positions after `expected`. With none, the append only
    /// holds the writer to `expected`.
    pub rows: Vec<NewRow>,
}

/// Why nothing was appended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The stream does not end where the writer thought: catch up, decide again, try again.
    #[error("The stream {stream} is at position {actual}, not where the writer expected it.")]
    PositionTaken {
        /// The first stream, in the order of the call, that has moved.
        stream: StreamId,
        /// Its last position now.
        actual: u64,
    },
    /// The command was done before: read its rows with [`Log::by_cause`] and answer with them.
    #[error("The command {cause} was done before in the stream {stream}.")]
    CommandRepeated {
        /// The stream that holds the command's rows.
        stream: StreamId,
        /// The command's id.
        cause: Uuid,
    },
    /// The storage failed; nothing was written.
    #[error(transparent)]
    Storage(#[from] StoreError),
}

/// An append-only log of many streams.
///
/// The positions of a stream are 1, 2, 3, … in the order of commits, so a reader who has seen
/// position n has seen everything before it.
#[async_trait]
pub trait Log: Send + Sync {
    /// Appends all or nothing, over all streams named, in the order given. When it answers `Ok`
    /// everything is durable and visible to every read that starts afterwards.
    ///
    /// A command's id is unique in a stream: it may cause many rows of one call, but none of a
    /// later call. One call may carry the rows of several commands.
    ///
    /// A caller that stops waiting does not undo anything: the rows may be written all the same,
    /// and trying again with the same command ids finds out.
    ///
    /// # Errors
    /// [`AppendError::CommandRepeated`] is told before [`AppendError::PositionTaken`], since a
    /// command that was done must not be decided again.
    async fn append(&self, appends: Vec<Append>) -> Result<(), AppendError>;

    /// Up to `limit` rows after the position `after`, in order.
    ///
    /// # Errors
    /// Only when the storage fails; an unknown stream is empty.
    async fn read(
        &self,
        stream: StreamId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Row>, StoreError>;

    /// The rows a command caused in a stream, in order; none if it was not done there.
    ///
    /// # Errors
    /// Only when the storage fails.
    async fn by_cause(&self, stream: StreamId, cause: Uuid) -> Result<Vec<Row>, StoreError>;

    /// The rows of these kinds in a stream, in order: a part of a long record.
    ///
    /// # Errors
    /// Only when the storage fails.
    async fn of_kinds(&self, stream: StreamId, kinds: &[&str]) -> Result<Vec<Row>, StoreError>;

    /// The position of a stream's last row; 0 for an empty stream.
    ///
    /// # Errors
    /// Only when the storage fails.
    async fn last_position(&self, stream: StreamId) -> Result<u64, StoreError>;

    /// Every stream that has rows, in the order of ids.
    ///
    /// # Errors
    /// Only when the storage fails.
    async fn streams(&self) -> Result<Vec<StreamId>, StoreError>;
}
