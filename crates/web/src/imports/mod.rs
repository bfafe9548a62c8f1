//! Files that people are importing: uploaded, asked about, being written, reported on.
//!
//! They are kept in memory and for a while only: until the import is done they are nothing of
//! Millpond's, and whoever loses one uploads it again. Deliberately not here: what a file means
//! (`interchange`), and HTTP.

mod look;
mod report;
mod run;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::import::{FinishedItems, RemovedItems};
use domain::{PersonId, ProductId};
use interchange::csv::{Header, Mapping};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

pub(crate) use look::{ColumnLook, Coming, Look, look, recognise};
pub(crate) use report::{Report, word};
pub(crate) use run::{FindsPeople, Order, run};

/// Bytes of a file at most.
pub(crate) const LARGEST: usize = 100 * 1_000_000;
/// Bytes of all files at most; the oldest makes way.
const KEPT: usize = 3 * LARGEST;
/// Files at most, reports included.
const MOST: usize = 100;

/// All files people are importing at the moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Imports(Arc<Mutex<Vec<Arc<Upload>>>>);

/// One person's file for one product.
#[derive(Debug)]
pub(crate) struct Upload {
    /// Its place in addresses; it cannot be guessed.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// Into which product.
    pub product: ProductId,
    /// What it was called.
    pub name: String,
    /// When it came.
    pub since: Timestamp,
    inside: Mutex<Inside>,
}

/// What changes of an upload.
#[derive(Clone, Debug)]
pub(crate) struct Inside {
    /// The file; empty when it is no longer needed.
    pub bytes: Arc<Vec<u8>>,
    /// What was answered about it.
    pub answers: Answers,
    /// How far it is.
    pub stage: Stage,
    /// What would come of it, as it was last planned; gone with the answers it
    /// rests on, and with the file.
    pub look: Option<Looked>,
}

/// A look at a file, and what it rests on.
#[derive(Clone, Debug)]
pub(crate) struct Looked {
    /// The product's last event then.
    pub position: u64,
    /// Figures, columns and the first items: small, however large the file is.
    pub look: Arc<Look>,
}

/// What somebody answered about a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Answers {
    /// Whether a row names the columns.
    pub header: Header,
    /// Which column is what.
    pub mapping: Mapping,
    /// What becomes of finished items; `None` where nobody said.
    pub finished: Option<FinishedItems>,
    /// What becomes of items that came earlier and were removed here since.
    pub removed: RemovedItems,
}

/// How far an import is.
#[derive(Clone, Debug)]
pub(crate) enum Stage {
    /// It is being asked about.
    Asking,
    /// It is being done.
    Running(Step),
    /// It is done.
    Done(Arc<Report>),
    /// It was refused; nothing was written.
    Failed(String),
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Reading the file.
    Reading,
    /// Comparing it with the product.
    Checking,
    /// Writing it down.
    Writing,
}

impl Upload {
    /// A file that has just come.
    pub(crate) fn new(
        person: PersonId,
        product: ProductId,
        name: String,
        since: Timestamp,
        inside: Inside,
    ) -> Self {
        Self {
            id: Uuid::new_v4(),
            person,
            product,
            name,
            since,
            inside: Mutex::new(inside),
        }
    }

    /// How it is now.
    pub(crate) fn now(&self) -> Inside {
        self.lock().clone()
    }

    /// Takes another answer; not any more once it is being done.
    pub(crate) fn answer(&self, answers: Answers) {
        let mut inside = self.lock();
        if matches!(inside.stage, Stage::Asking | Stage::Failed(_)) {
            inside.answers = answers;
            inside.stage = Stage::Asking;
            inside.look = None;
        }
    }

    /// Keeps what was planned from `before`, unless other answers came meanwhile.
    pub(crate) fn keep(&self, before: &Inside, looked: Looked) {
        let mut inside = self.lock();
        if inside.answers == before.answers && !inside.bytes.is_empty() {
            inside.look = Some(looked);
        }
    }

    /// Begins, unless it has begun.
    pub(crate) fn begin(&self) -> bool {
        let mut inside = self.lock();
        let begins = matches!(inside.stage, Stage::Asking | Stage::Failed(_));
        if begins {
            inside.stage = Stage::Running(Step::Reading);
        }
        begins
    }

    /// Says how far it is. When it is done, the file is no longer needed.
    fn reach(&self, stage: Stage) {
        let mut inside = self.lock();
        if matches!(stage, Stage::Done(_)) {
            inside.bytes = Arc::default();
            inside.look = None;
        }
        inside.stage = stage;
    }

    fn is_running(&self) -> bool {
        matches!(self.lock().stage, Stage::Running(_))
    }

    /// A poisoned lock only means that a thread panicked while it held it; what is inside is whole.
    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Imports {
    /// Keeps a file; old ones make way.
    pub(crate) fn keep(&self, upload: Upload) -> Arc<Upload> {
        let upload = Arc::new(upload);
        let mut kept = self.lock();
        kept.push(upload.clone());
        let too_old = upload
            .since
            .saturating_sub(2.hours())
            .unwrap_or(upload.since);
        kept.retain(|other| other.since >= too_old || other.is_running());
        while kept.len() > MOST || weight(&kept) > KEPT {
            let idle = kept.iter().position(|other| !other.is_running());
            match idle.filter(|at| *at + 1 < kept.len()) {
                Some(at) => drop(kept.remove(at)),
                None => break,
            }
        }
        upload
    }

    /// The file with this id, if it is this person's and for this product.
    pub(crate) fn of(&self, id: &str, person: PersonId, product: ProductId) -> Option<Arc<Upload>> {
        let id: Uuid = id.parse().ok()?;
        let kept = self.lock();
        let own = kept.iter().find(|upload| upload.id == id)?;
        (own.person == person && own.product == product).then(|| own.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Upload>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn weight(kept: &[Arc<Upload>]) -> usize {
    kept.iter().map(|upload| upload.lock().bytes.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(size: usize, since: &str) -> Upload {
        let inside = Inside {
            bytes: Arc::new(vec![0; size]),
            answers: Answers {
                header: Header::Guess,
                mapping: Mapping::default(),
                finished: None,
                removed: RemovedItems::Leave,
            },
            stage: Stage::Asking,
            look: None,
        };
        let (person, product) = (PersonId(Uuid::nil()), ProductId(Uuid::nil()));
        Upload::new(
            person,
            product,
            "a.csv".into(),
            since.parse().unwrap(),
            inside,
        )
    }

    fn here(imports: &Imports, upload: &Upload) -> bool {
        let id = upload.id.to_string();
        imports.of(&id, upload.person, upload.product).is_some()
    }

    #[test]
    fn old_files_make_way_but_not_those_being_written() {
        let imports = Imports::default();
        let old = imports.keep(upload(1, "2026-11-01T08:00:00Z"));
        let running = imports.keep(upload(1, "2026-11-01T08:00:00Z"));
        assert!(running.begin());
        assert!(!running.begin(), "it begins once");
        let new = imports.keep(upload(1, "2026-11-01T11:00:00Z"));
        assert!(!here(&imports, &old) && here(&imports, &running) && here(&imports, &new));
    }

    #[test]
    fn all_files_together_have_a_limit() {
        let imports = Imports::default();
        let first = imports.keep(upload(2 * LARGEST, "2026-11-01T08:00:00Z"));
        let second = imports.keep(upload(2 * LARGEST, "2026-11-01T08:00:01Z"));
        assert!(!here(&imports, &first) && here(&imports, &second));
    }

    #[test]
    fn a_look_is_kept_as_long_as_what_it_rests_on() {
        let imports = Imports::default();
        let own = imports.keep(upload(1, "2026-11-01T08:00:00Z"));
        let before = own.now();
        let looked = || Looked {
            position: 7,
            look: Arc::new(Look {
                rows: 1,
                headed: true,
                separator: "commas",
                columns: Vec::new(),
                coming: Err(String::new()),
            }),
        };
        own.keep(&before, looked());
        assert!(own.now().look.is_some());
        let mut other = before.answers.clone();
        other.finished = Some(FinishedItems::Skip);
        own.answer(other);
        assert!(own.now().look.is_none(), "another answer");
        own.keep(&before, looked());
        assert!(own.now().look.is_none(), "planned from the answers before");
    }

    #[test]
    fn a_file_is_its_owners_alone() {
        let imports = Imports::default();
        let own = imports.keep(upload(1, "2026-11-01T08:00:00Z"));
        let id = own.id.to_string();
        let other = PersonId(Uuid::from_u128(1));
        assert!(imports.of(&id, other, own.product).is_none());
        assert!(imports.of("nonsense", own.person, own.product).is_none());
    }
}
