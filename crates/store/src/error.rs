//! What can go wrong below every call of this crate, in words for the person who runs the server.
//! Refusals a caller reacts to (a taken position, a used invite) are not here but beside their
//! traits.

/// The storage itself failed. Every variant names the place and says what to do; none of them
/// leaves a write half done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another process holds the data folder.
    #[error(
        "The data folder {folder} is in use by another Millpond process. Stop that one first, \
         or choose another folder."
    )]
    InUse {
        /// The folder, as it was given.
        folder: String,
    },
    /// The data folder can't be made, entered or read.
    #[error("The data folder {folder} can't be used: {reason}.")]
    Folder {
        /// The folder, as it was given.
        folder: String,
        /// What the operating system said.
        reason: String,
    },
    /// The disk is full.
    #[error(
        "There is no space left to write {place}. Nothing was changed; free some space and try \
         again."
    )]
    Full {
        /// The file or database.
        place: String,
    },
    /// The file or its folder is read-only.
    #[error(
        "{place} can't be written. Give the account that runs Millpond the right to write the \
         file and its folder."
    )]
    ReadOnly {
        /// The file or database.
        place: String,
    },
    /// The file is damaged.
    #[error("{place} is damaged ({reason}). Restore it from a backup.")]
    Damaged {
        /// The file or database.
        place: String,
        /// What the database found.
        reason: String,
    },
    /// There is a file, but not one of ours.
    #[error(
        "{place} is not a Millpond database, or its beginning is damaged. Restore it from a \
         backup, or choose another data folder."
    )]
    Foreign {
        /// The file or database.
        place: String,
    },
    /// The data was written by a later release.
    #[error(
        "{place} was written by a newer Millpond (its schema is {found}, this one knows {known}). \
         Update Millpond; nothing was changed."
    )]
    Newer {
        /// The file or database.
        place: String,
        /// The schema's number in the file.
        found: u32,
        /// The latest schema's number this release knows.
        known: u32,
    },
    /// Anything else the database reports.
    #[error("{place} can't be used: {reason}.")]
    Database {
        /// The file or database.
        place: String,
        /// What the database said.
        reason: String,
    },
    /// Anything else that keeps the bytes of files from being read or written.
    #[error("The files can't be read or written: {reason}.")]
    Files {
        /// What the storage said.
        reason: String,
    },
    /// The store was closed while the call was waiting.
    #[error("The storage was closed before the work was done.")]
    Closed,
}
